"""Where a reader's worlds are kept: a folder each, under the hash of its content.

Nothing is changed in place: a world is made beside the others and comes in by one renaming, and
goes by one. Two processes may do so at once, and what was left half is swept later.
"""

from __future__ import annotations

import hashlib
import json
import logging
import os
import re
import secrets
import shutil
import tempfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from importlib import import_module
from pathlib import Path
from typing import Any

from geo.own.clock import NOW
from geo.world.catalog import CATALOGUE_FILE
from geo.world.manifest import MANIFEST_FILE

VARIABLE, FORMER_VARIABLE = "CORRIDORS_OWN", "OWN_WORLDS"
APPLICATION = "migration-corridors"
KEPT_FILE, RECIPE_FILE, SCENES_FILE = "kept.json", "recipe.json", "scenes.json"
MAKING, GONE, SECRET = ".making-", ".gone-", ".secret"
LEVELS, PARTED = "levels", "~"
"""Folder of the levels of a world, and what stands between its id and the groups that are open."""
ABOVE, ALL = "above", "all"
"""The level without an open group, and the one with every region."""
LEFT_SECONDS = 24 * 3600
DAY_SECONDS = 24 * 3600
ID = re.compile(r"[0-9a-f]{24}")
NO_RECORD, NO_DATA, OTHER_DATA = DAMAGES = ("no record", "no data", "other data")
LOG = logging.getLogger(__name__)
MakeLevel = Callable[[Path, str, Path], bool]


class FullError(OSError):
    """The folder has no room for one more world."""


@dataclass(frozen=True)
class Limits:
    """What a hosted folder may hold.

    Attributes
    ----------
    most_bytes : int
        Of all its worlds together.
    days : float
        After which a world goes that nobody opened.
    """

    most_bytes: int = 2 * 1024**3
    days: float = 14.0


@dataclass(frozen=True)
class Kept:
    """One world of a reader, known without opening it.

    Attributes
    ----------
    id : str
        Its name in an address.
    title : str
        As the reader called it; its id where its record is damaged.
    folder : Path
        The data package, with its built tables.
    files : tuple of str
        Names of the files that it was made of.
    rows, persons : int and float
        Rows of the moves, and the people in those of the last interval: stocks of several years
        must not be added.
    period : str
        The last interval; empty where there is none.
    size_bytes : int
        Of all its files.
    opened : float
        When it was last opened, in seconds.
    damage : str
        One of `DAMAGES` where it cannot be trusted; empty where it can.
    about : mapping
        What the page keeps with it, such as the columns that the recipe was given for.
    level : str
        What of it an address asks for; see :func:`level_folder`.
    """

    id: str
    title: str
    folder: Path
    files: tuple[str, ...] = ()
    rows: int = 0
    persons: float = 0.0
    period: str = ""
    size_bytes: int = 0
    opened: float = 0.0
    damage: str = ""
    about: Mapping[str, Any] = field(default_factory=dict)
    level: str = ""

    @property
    def shown(self) -> Path:
        """Folder of what the page shows: of a world of very many regions the level asked for."""
        above = level_folder(self.folder, ABOVE)
        if self.level == ALL or not above.is_dir():
            return self.folder
        return level_folder(self.folder, self.level) if self.level else above

    @property
    def answers(self) -> dict[str, str]:
        """The recipe: answers of the reader by key; none where they cannot be read."""
        with suppress(OSError, ValueError):
            told = json.loads((self.folder / RECIPE_FILE).read_text("utf-8"))
            return {str(key): str(value) for key, value in told.items()}
        return {}


def usual_folder() -> Path:
    """Folder of a reader's worlds: that of the environment, else below the reader's data folder."""
    if named := os.environ.get(VARIABLE) or os.environ.get(FORMER_VARIABLE):
        return Path(named)
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / APPLICATION / "worlds"


class Store:
    """The worlds of one folder.

    Parameters
    ----------
    folder
        Made when the first world comes in.
    limits
        Of a folder that several readers share: ids cannot be guessed there from the data alone.
        None where the folder is the reader's own.
    now
        The time in seconds.
    makes_level
        Makes a level of a kept world in an empty folder; False where there is no such level.
    """

    def __init__(
        self,
        folder: Path,
        limits: Limits | None = None,
        now: Any = NOW,
        makes_level: MakeLevel | None = None,
    ) -> None:
        self.folder, self.limits, self._now = folder, limits, now
        self._makes_level = makes_level or _level_apart

    def list(self) -> list[Kept]:
        """Everything that is kept, what was opened last before the others."""
        self._sweep()
        found = [self._kept(one) for one in self._folders()]
        return sorted(found, key=lambda one: (-one.opened, one.id))

    def held(self) -> tuple[int, int]:
        """How many worlds are kept, and the bytes of all their files."""
        sizes = [weight(one) for one in self._folders()]
        return len(sizes), sum(sizes)

    def find(self, name: str) -> Kept | None:
        """The world of an id, or of one with its level; None where there is none."""
        name, parted, level = name.partition(PARTED)
        folder = self.folder / name
        if not (ID.fullmatch(name) and folder.is_dir()):
            return None
        if not parted:
            return self._kept(folder)
        is_known = level == ALL or self._has_level(folder, level)
        return replace(self._kept(folder), level=level) if is_known else None

    def _has_level(self, folder: Path, level: str) -> bool:
        """Whether a world has a level; made when it is first asked for."""
        if (level_folder(folder, level) / "built" / MANIFEST_FILE).is_file():
            return True
        if not {*level.split(PARTED)} <= _groups(folder):
            return False
        with self.making() as made:
            if not self._makes_level(folder, level, made) or not self._has_room(weight(made)):
                return False
            target = level_folder(folder, level)
            target.parent.mkdir(exist_ok=True)
            self._replace(made, target)
        return True

    @contextmanager
    def making(self) -> Iterator[Path]:
        """An empty folder to build a world in; what is left of it goes in the end."""
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._sweep()
        folder = Path(tempfile.mkdtemp(dir=self.folder, prefix=MAKING))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def keep(self, made: Path, record: Mapping[str, Any]) -> str:
        """Take a built data package in, and return its id.

        Parameters
        ----------
        made
            A folder of :meth:`making`, with its built tables.
        record
            ``title``, ``files``, ``rows``, ``persons``, ``period``, ``about``: see :class:`Kept`.

        Raises
        ------
        FullError
            When it does not fit into what is allowed.
        """
        name = self.id_of((made / CATALOGUE_FILE).read_bytes())
        said = {
            "title": "",
            "files": [],
            "rows": 0,
            "persons": 0.0,
            "period": "",
            "about": {},
            **record,
        }
        said |= {"opened": self._now()}
        write_json(made / KEPT_FILE, said)
        size = weight(made)
        if not self._has_room(size, name):
            raise FullError(f"{size} bytes more do not fit into what is allowed")
        self._replace(made, self.folder / name)
        return name

    def touch(self, name: str) -> None:
        """Note that a world was opened now."""
        path = self.folder / name.partition(PARTED)[0] / KEPT_FILE
        with suppress(OSError, ValueError):
            said = json.loads(path.read_text("utf-8"))
            write_json(path, {**said, "opened": self._now()})

    def remove(self, name: str) -> None:
        """Delete a world, if it is there."""
        name = name.partition(PARTED)[0]
        folder = self.folder / name
        if ID.fullmatch(name) and folder.is_dir():
            self._discard(folder)

    def id_of(self, catalogue: bytes) -> str:
        """Id of a data package by its catalogue, which holds the hash of every raw file."""
        key = self._secret() if self.limits else b""
        return hashlib.blake2b(catalogue, key=key, digest_size=12).hexdigest()

    def _secret(self) -> bytes:
        """What ids of a shared folder hang on; written once, by whoever comes first."""
        path = self.folder / SECRET
        with suppress(FileNotFoundError):
            return path.read_bytes()  # a disk that is full or read-only has it, too
        self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with suppress(FileExistsError):
            fresh = self.folder / f"{SECRET}-{secrets.token_hex(8)}"
            try:
                fresh.write_bytes(secrets.token_bytes(32))
                os.link(fresh, path)
            finally:
                fresh.unlink(missing_ok=True)
        return path.read_bytes()

    def _replace(self, made: Path, target: Path) -> None:
        """Put a folder in the place of another; the one that is there may be in use."""
        while True:
            try:
                made.rename(target)
            except OSError:
                if not target.is_dir():
                    raise
                self._discard(target)
            else:
                return

    def _discard(self, folder: Path) -> None:
        gone = self.folder / f"{GONE}{secrets.token_hex(8)}"
        with suppress(FileNotFoundError):  # another process was first
            folder.rename(gone)
        shutil.rmtree(gone, ignore_errors=True)

    def _folders(self) -> Iterator[Path]:
        with suppress(OSError):
            yield from (
                one for one in sorted(self.folder.iterdir()) if ID.fullmatch(one.name)
                and one.is_dir()
            )  # fmt: skip

    def _has_room(self, size: int, instead_of: str = "") -> bool:
        """Whether some bytes fit into what is allowed, in the place of a world or beside all."""
        if not self.limits:
            return True
        others = (weight(one) for one in self._folders() if one.name != instead_of)
        return size + sum(others) <= self.limits.most_bytes

    def _kept(self, folder: Path) -> Kept:
        """What is known of a folder, whatever state it is in."""
        damage = self._damage(folder)
        try:
            said = json.loads((folder / KEPT_FILE).read_text("utf-8"))
            return Kept(
                folder.name,
                str(said["title"]) or folder.name,
                folder,
                tuple(str(one) for one in said["files"]),
                int(said["rows"]),
                float(said["persons"]),
                str(said.get("period", "")),
                weight(folder),
                float(said["opened"]),
                damage,
                dict(said["about"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            size = weight(folder)
            return Kept(folder.name, folder.name, folder, size_bytes=size,
                        damage=damage or NO_RECORD)  # fmt: skip

    def _damage(self, folder: Path) -> str:
        """Why the data of a folder cannot be trusted, as far as a look tells."""
        try:
            content = (folder / CATALOGUE_FILE).read_bytes()
            is_built = (folder / "built" / MANIFEST_FILE).is_file()
        except OSError:
            return NO_DATA
        if not is_built:
            return NO_DATA
        return "" if self.id_of(content) == folder.name else OTHER_DATA

    def _sweep(self) -> None:
        """Delete what was left half, and in a shared folder what nobody opened for long."""
        with suppress(OSError):
            for one in self.folder.iterdir():
                is_left = one.name.startswith((MAKING, GONE))
                with suppress(OSError):
                    if is_left and self._now() - one.stat().st_mtime > LEFT_SECONDS:
                        shutil.rmtree(one, ignore_errors=True)
        if self.limits:
            oldest = self._now() - self.limits.days * DAY_SECONDS
            for folder in self._folders():
                if self._kept(folder).opened < oldest:
                    self._discard(folder)


def level_folder(folder: Path, level: str) -> Path:
    """Folder of a level of a world: ``above``, or codes of open groups parted by ``~``.

    Examples
    --------
    >>> level_folder(Path("w"), "a~b") == level_folder(Path("w"), "b~a")
    True
    """
    name = PARTED.join(sorted({*level.split(PARTED)}))
    return folder / LEVELS / hashlib.blake2b(name.encode(), digest_size=8).hexdigest()


def _level_apart(whole: Path, level: str, folder: Path) -> bool:
    # Loaded here because what builds a world knows where worlds are kept.
    building = import_module("geo.own.building")
    try:
        return bool(building.level_apart(whole, level, folder))
    except building.BuildingError as error:
        LOG.warning("The level %s of %s was not built: %s", level, whole.name, error)
        return False


def _groups(folder: Path) -> frozenset[str]:
    """Codes of the groups of a world that has levels."""
    with suppress(OSError, ValueError, KeyError):
        told = json.loads((level_folder(folder, ABOVE) / CATALOGUE_FILE).read_text("utf-8"))
        return frozenset(told["level"]["shut"])
    return frozenset()


def write_json(path: Path, said: Mapping[str, Any]) -> None:
    """Write a small file so that nobody reads half of it."""
    fresh = path.with_name(f".{path.name}-{secrets.token_hex(4)}")
    try:
        fresh.write_text(json.dumps(said, ensure_ascii=False, indent=1) + "\n", "utf-8")
        fresh.replace(path)
    finally:
        fresh.unlink(missing_ok=True)  # half of it, on a full disk


def weight(folder: Path) -> int:
    """Bytes of all files below a folder."""
    total = 0
    for one in folder.rglob("*"):
        with suppress(OSError):
            total += one.stat().st_size if one.is_file() else 0
    return total
