"""Several worlds in one server: what an address asks about is answered by the application of it.

The word ``world`` of an address names data of a reader. Each has an application of its own, made
when it is first asked for; without the word, or where it names nothing that is here, the one that
the server was started with answers, and says so.
"""

from __future__ import annotations

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from flask import Flask

from geo.errors import DataError
from geo.view.address import OF_DATA
from geo.view.mending import pairs
from geo.world.manifest import MANIFEST_FILE
from geo.world.world import World
from layers.serve.guard import OWN_BYTES
from layers.serve.watch.health import PATHS
from layers.text.gettext import N_

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

KEPT_WORLDS = 4
"""Applications of readers' data that a process keeps, those asked for last."""
BEFORE = f"/{OF_DATA}="
"""Begins a path that names its world: what asks for a layout (Dash) knows no query."""
OF_ALL = ("/assets/", "/_dash-component-suites/", "/own/", *PATHS)
"""Beginnings of the paths that are one for all worlds."""
LOST = N_("Scene {place}: its data are not here, they were removed or are on another machine.")
"""Refusal of a file over data that are no more."""
LOG = logging.getLogger(__name__)


class Record(Protocol):
    """What is known of the data of a reader without opening them."""

    id: str
    title: str
    folder: Path


class Store(Protocol):
    """Where data of readers are kept, each a built data package in a folder of its own."""

    def list(self) -> Sequence[Record]:
        """Everything that is kept."""

    def find(self, name: str) -> Record | None:
        """The data of a name, if they are there."""

    def touch(self, name: str) -> None:
        """Note that the data of a name are looked at."""

    def remove(self, name: str) -> None:
        """Delete the data of a name, if they are there."""


@dataclass(frozen=True)
class Opened:
    """A world with its application, and what its folder was when it was opened."""

    world: World
    application: Flask
    stamp: tuple[int, ...]


@dataclass(frozen=True)
class Own:
    """Data of readers.

    Attributes
    ----------
    store : Store
        Where they are kept.
    opens : callable
        Opens a folder under a name.
    makes : callable
        Makes the application of a world.
    is_shared : bool
        Whether others ask the same server: then whoever knows the name of some data sees those
        alone.
    most_bytes : int
        Of one file that a reader opens.
    """

    store: Store
    opens: Callable[[Path, str], World]
    makes: Callable[[World], Flask]
    is_shared: bool = False
    most_bytes: int = OWN_BYTES


class Worlds:
    """The world that a server was started with, and those of readers.

    Parameters
    ----------
    usual
        The world of every address that names none.
    own
        Data of readers; None where readers open none.
    most
        How many applications are kept.
    """

    def __init__(self, usual: World, own: Own | None = None, most: int = KEPT_WORLDS) -> None:
        self.usual, self.own, self._most = usual, own, most
        self._kept: OrderedDict[str, Opened] = OrderedDict()
        self._folders: dict[str, Path] = {}
        self._turns: dict[str, threading.Lock] = {}
        self._lock = threading.Lock()

    def of(self, query: str) -> World:
        """The world that an address asks about; the usual one where it names nothing that is here.

        Parameters
        ----------
        query
            Query string with or without its question mark.
        """
        found = self.opened(named_in(query))
        return found.world if found else self.usual

    def opened(self, name: str) -> Opened | None:
        """The world of a name with its application; None where there is none."""
        stamp = _stamp(self._folder(name)) if name and self.own else None
        if stamp is None:
            self._drop(name)
            return None
        return self._known(name, stamp) or self._made(name, stamp)

    def listed(self, shown: str = "") -> list[Record]:
        """What is kept of readers, as far as whoever looks at the data of a name may know it."""
        if not self.own:
            return []
        if not self.own.is_shared:
            return list(self.own.store.list())
        found = self.own.store.find(shown) if shown else None
        return [found] if found else []

    def remove(self, name: str) -> bool:
        """Delete the data of a name; whether there were any."""
        if not (name and self.own and self.own.store.find(name)):
            return False
        self.own.store.remove(name)
        self._drop(name)
        return True

    def _folder(self, name: str) -> Path | None:
        """Folder of a name; the store is asked where it is not known."""
        if name not in self._folders and self.own:
            found = self.own.store.find(name)
            if found and not getattr(found, "damage", ""):
                self._folders[name] = getattr(found, "shown", found.folder)
        return self._folders.get(name)

    def _known(self, name: str, stamp: tuple[int, ...]) -> Opened | None:
        with self._lock:
            found = self._kept.get(name)
            if found is None or found.stamp != stamp:
                return None
            self._kept.move_to_end(name)
            return found

    def _made(self, name: str, stamp: tuple[int, ...]) -> Opened | None:
        """Open a world; whoever asks meanwhile waits for the same one."""
        with self._lock:
            turn = self._turns.setdefault(name, threading.Lock())
        with turn:
            found = self._known(name, stamp)
            if found is None:
                found = self._open(name, stamp)
            return found

    def _open(self, name: str, stamp: tuple[int, ...]) -> Opened | None:
        if not self.own:
            return None
        try:
            world = self.own.opens(self._folders[name], name)
            # Opening may have built it again, after this program changed.
            stamp = _stamp(self._folders[name]) or stamp
            found = Opened(world, self.own.makes(world), stamp)
            self.own.store.touch(name)
        except (DataError, OSError, LookupError, ValueError) as error:
            LOG.warning("The data %s cannot be opened: %s", name, error)
            return None
        with self._lock:
            self._kept[name] = found
            self._kept.move_to_end(name)
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return found

    def _drop(self, name: str) -> None:
        with self._lock:
            self._kept.pop(name, None)
            self._folders.pop(name, None)


def named_in(query: str) -> str:
    """The world that an address names, as far as a link that was damaged on its way still tells it.

    Examples
    --------
    >>> named_in("?top=20&world=a1&world=b2"), named_in("World=a1"), named_in("top=20")
    ('a1', 'a1', '')
    """
    if OF_DATA not in query.lower():
        return ""
    found = (value for key, value in pairs(query, (OF_DATA,)) if key == OF_DATA)
    return next(found, "").strip().rstrip(".,;:!?)]}>\"'")


def _stamp(folder: Path | None) -> tuple[int, ...] | None:
    """What tells one build of a folder from another; None where there is none."""
    try:
        told = (folder / "built" / MANIFEST_FILE).stat() if folder else None
    except OSError:
        return None
    return (told.st_ino, told.st_mtime_ns, told.st_size) if told else None


class _Dispatched:
    """A WSGI application that hands each request to the application of its world."""

    def __init__(self, usual: WSGIApplication, worlds: Worlds) -> None:
        self._usual, self._worlds = usual, worlds

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(BEFORE):
            name, _sign, rest = path.removeprefix(BEFORE).partition("/")
            path = f"/{rest}"
        else:
            name = named_in(environ.get("QUERY_STRING", ""))
        if not name or path.startswith(OF_ALL):
            return self._usual(environ, start)
        found = self._worlds.opened(name)
        if found is None:
            return self._usual(environ, start)
        return found.application.wsgi_app({**environ, "PATH_INFO": path}, start)


def install(server: Any, worlds: Worlds) -> None:
    """Let an application answer for the worlds of readers too.

    Parameters
    ----------
    server
        The Flask server of the usual world, with its gate and its headers.
    worlds
        The worlds.
    """
    server.wsgi_app = _Dispatched(server.wsgi_app, worlds)
