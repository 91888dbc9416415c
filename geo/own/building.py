"""The building of a reader's world in a process of its own, from the serving one's side.

The child has an empty environment, limits of memory and of time, and no network. It says what it
is doing, line by line; its end for whatever cause is an ordinary refusal.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

from geo.files import children
from geo.files.confined import ENVIRONMENT
from geo.own.store import ABOVE, Store

CHILD = "geo.own.child"
WALL_SECONDS = 300
ROOT = Path(__file__).resolve().parents[2]
STEPS = READING, WRITING, BUILDING = ("reading", "writing", "building")
"""What the child says it is doing, in this order."""
ENDED = "building it takes more memory or time than is allowed"
Tell = Callable[[str], None]


class BuildingError(ValueError):
    """A world that could not be built; ``failures`` says why, in plain sentences."""

    def __init__(self, failures: tuple[str, ...]) -> None:
        self.failures = failures
        super().__init__("; ".join(failures))


def build_apart(parcel: bytes, store: Store, tell: Tell = lambda step: None) -> str:
    """Build a world of a parcel and keep it; return its id.

    Parameters
    ----------
    parcel
        Of :func:`geo.own.parcel.packed`, or a project file.
    store
        Where it is kept.
    tell
        Hears each of `STEPS` as it begins.

    Raises
    ------
    BuildingError
        When the child refused it or did not come to its end.
    geo.own.store.FullError
        When there is no room.
    """
    with store.making() as folder:
        beside: list[Future[object]] = []

        def hear(said: Mapping[str, Any]) -> None:
            tell(said["step"])
            if said.get(ABOVE):  # it needs nothing of what the first child builds from here on
                beside.append(second.submit(run, ABOVE, folder, b"", _silent))

        with ThreadPoolExecutor(1) as second:
            record = run("make", folder, parcel, hear)
        for one in beside:
            one.result()
        return store.keep(folder, record)


def rebuild_apart(folder: Path, tell: Tell = lambda step: None) -> None:
    """Bring the built tables of a kept world up to date, after this program changed.

    Raises
    ------
    BuildingError
        As :func:`build_apart`; the tables then stay as they were.
    """
    run("renew", folder, b"", lambda said: tell(said["step"]))


def level_apart(whole: Path, level: str, folder: Path) -> bool:
    """Build a level of a kept world in an empty folder; False where it has no such level.

    Raises
    ------
    BuildingError
        As :func:`build_apart`.
    """
    return bool(run("level", folder, json.dumps([str(whole), level]).encode(), _silent))


def _silent(_said: Mapping[str, Any]) -> None:
    """Hear nothing of what a child is doing."""


def run(
    task: str, folder: Path, content: bytes, hear: Callable[[Mapping[str, Any]], None]
) -> dict[str, Any]:
    """Let the child do a task, and return what it ends with.

    Parameters
    ----------
    task
        A key of the tasks of :mod:`geo.own.tasks`.
    folder
        Where it works.
    content
        What goes in.
    hear
        Hears what the child says with each step as it begins.

    Raises
    ------
    BuildingError
        When the child refused it or did not come to its end.
    """
    command = [sys.executable, "-m", CHILD, task, str(folder)]
    said: dict[str, Any] = {}
    with tempfile.TemporaryFile() as sent:
        sent.write(content)
        sent.seek(0)
        child = subprocess.Popen(  # noqa: S603 - our own module; the content goes in as data
            command, stdin=sent, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
            env=ENVIRONMENT,
        )  # fmt: skip
    children.tell(children.STARTED)
    clock = threading.Timer(WALL_SECONDS, child.kill)
    clock.start()
    try:
        for line in child.stdout or ():
            said = json.loads(line)
            if "step" in said:
                hear(said)
    except ValueError:  # it ended inside a line
        said = {}
    finally:
        clock.cancel()
        is_whole = "record" in said or "failures" in said
        code = child.poll()
        child.kill()
        child.communicate()
        children.tell(children.ENDED if is_whole else children.fate_of(code))
    if "failures" in said:
        raise BuildingError(tuple(said["failures"]))
    if "record" not in said:
        raise BuildingError((ENDED,))
    record: dict[str, Any] = said["record"]
    return record
