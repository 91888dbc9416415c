"""Addresses for whoever watches a server: is it alive, can it answer, and its figures.

What is wrong is told by a word of `REASONS`, never by a path. The figures are for programs of this
machine that ask for themselves; a request that a proxy sent on is not one.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING, Any

from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import Forbidden

from geo.files import children
from layers.product import VERSION
from layers.serve.watch import metrics
from layers.serve.watch.figures import Figures
from layers.serve.watch.watched import Watched, names

if TYPE_CHECKING:
    from geo.own.store import Store

ALIVE_PATH, READY_PATH, METRICS_PATH = PATHS = ("/healthz", "/readyz", "/metrics")
IS_LOCAL = "corridors.is_local"
"""In the environment of a request: whether a program of this machine asks, for itself."""
WATCH = "watch"
"""Key of the figures in the extensions of the server."""
APART = "files-apart"
"""Key of whether packed files are kept apart, since their folder cannot be written."""
READY, DEGRADED, UNREADY = "ready", "degraded", "unready"
TABLES = "tables-changed"
REASONS = {
    TABLES: "The built tables are others than those that were checked at the start.",
    "own-folder": "The folder of readers' data cannot be written.",
    "disk": "Little room is left where readers' data are kept.",
    "threads": "Every thread works on a request.",
    "child": "The last process that read or built a file apart did not end by itself.",
    "files-apart": "The folder of packed files cannot be written: they are kept elsewhere.",
}
LOW_DISK = 512 * 1024**2
_CODES = {fate: at for at, fate in enumerate(children.FATES)}
_LAST = ("last-child",)


@dataclass(frozen=True)
class Watch:
    """What is watched of a server.

    Attributes
    ----------
    figures : Figures
        Shared by its processes.
    tables : Path
        File that tells one build from another.
    store : Store or None
        Where data of readers are kept.
    """

    figures: Figures
    tables: Path
    store: Store | None

    def reasons(self, server: Flask, stamp: tuple[int, ...] | None) -> Iterator[str]:
        """What is wrong now, in words of `REASONS`."""
        if _stamp(self.tables) != stamp:
            yield TABLES
        if self.store:
            folder = _nearest(self.store.folder)
            if not _is_writable(folder):
                yield "own-folder"
            elif shutil.disk_usage(folder).free < LOW_DISK:
                yield "disk"
        if 0 < self.figures.threads() <= self.figures.in_work():
            yield "threads"
        if children.FATES[int(self.figures.of(_LAST))] in (children.FAILED, children.KILLED):
            yield "child"
        if server.extensions.get(APART):
            yield "files-apart"


def register(server: Flask) -> None:
    """Answer who is alive: constant, and nothing is looked at.

    Parameters
    ----------
    server
        The Flask server of an application.
    """
    _add(server, ALIVE_PATH, lambda: jsonify({"status": "alive", "version": VERSION}))


def register_ready(server: Flask, tables: Path, store: Store | None) -> None:
    """Answer whether the server can answer, and its figures; from now on they are counted.

    Every route must be known by then, since figures are kept for each.

    Parameters
    ----------
    server
        The Flask server that answers for all worlds.
    tables
        File that tells one build from another: opening the tables has checked their hashes.
    store
        Where data of readers are kept, if any are.
    """
    stamp = _stamp(tables)
    made: list[Watch] = []

    def ready() -> Response:
        found = list(made[0].reasons(server, stamp))
        status = UNREADY if TABLES in found else DEGRADED if found else READY
        reply = jsonify({"status": status, "reasons": found, "version": VERSION})
        if status == UNREADY:
            reply.status_code = HTTPStatus.SERVICE_UNAVAILABLE
        return reply

    _add(server, READY_PATH, ready)
    _add(server, METRICS_PATH, lambda: _figures(made[0]))
    fates = [(metrics.CHILDREN, one) for one in children.FATES]
    figures = Figures([*names(server), *fates, _LAST])
    figures.put(_LAST, _CODES[children.ENDED])
    made.append(Watch(figures, tables, store))
    children.hear(partial(_hear, figures))
    server.extensions[WATCH] = figures
    server.wsgi_app = Watched(server.wsgi_app, figures)  # type: ignore[method-assign]


def _hear(figures: Figures, fate: str) -> None:
    figures.add({(metrics.CHILDREN, fate): 1})
    if fate != children.STARTED:
        figures.put(_LAST, _CODES[fate])


def _figures(watch: Watch) -> Response:
    if not request.environ.get(IS_LOCAL):
        raise Forbidden
    worlds, size = watch.store.held() if watch.store else (0, 0)
    return Response(metrics.written(watch.figures, worlds, size), content_type=metrics.KIND)


def _add(server: Flask, path: str, view: Callable[[], Any]) -> None:
    server.add_url_rule(path, path, view, methods=["GET"], provide_automatic_options=False)


def _stamp(tables: Path) -> tuple[int, ...] | None:
    try:
        told = tables.stat()
    except OSError:
        return None
    return told.st_ino, told.st_mtime_ns, told.st_size


def _nearest(folder: Path) -> Path:
    """The folder, or where it would be made."""
    return next(one for one in (folder, *folder.parents) if one.is_dir())


def _is_writable(folder: Path) -> bool:
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False
