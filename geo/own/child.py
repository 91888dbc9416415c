"""The child that builds: ``python -m geo.own.child make|renew FOLDER``, content on its input."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import pandas as pd

from geo.build.build import build
from geo.errors import DataError
from geo.own.building import BUILDING, READING, WRITING
from geo.own.package import write_package
from geo.own.parcel import unpacked
from geo.own.project import PARCEL_FILE, is_project, parcel_of
from geo.world.catalog import CATALOGUE_FILE, load_package

QUESTIONS = ".questions"
"""Folder beside the worlds of a store, with what their builds share."""
MEMORY_BYTES = 6 << 30
COMPUTING_SECONDS = 240
MOST_FILE_BYTES = 4 << 30
ABROAD = ("socket.connect", "socket.bind", "socket.getaddrinfo", "subprocess.Popen", "os.system")

try:
    import resource
except ImportError:
    LIMITS: dict[int, int] = {}
else:
    LIMITS = {
        resource.RLIMIT_AS: MEMORY_BYTES,
        resource.RLIMIT_CPU: COMPUTING_SECONDS,
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: MOST_FILE_BYTES,
    }


def limit() -> None:
    """Take from this process what building does not need, for good."""
    for kind, most in LIMITS.items():
        resource.setrlimit(kind, (most, most))
    sys.addaudithook(_at_home)


def _at_home(event: str, _arguments: object) -> None:
    if event in ABROAD:
        raise PermissionError(event)


def say(**said: Any) -> None:
    """Write one line to whoever started this process."""
    sys.stdout.write(json.dumps(said) + "\n")
    sys.stdout.flush()


def make(folder: Path, content: bytes) -> dict[str, Any]:
    """Write and build the package of a parcel or of a project file."""
    say(step=READING)
    more: dict[str, Any] = {}
    if is_project(content):
        content, more = parcel_of(content)
    parcel = unpacked(content)
    say(step=WRITING)
    write_package(folder, parcel.flows, parcel.places, parcel.outlines, parcel.answers, parcel.told)
    (folder / PARCEL_FILE).write_bytes(content)
    record: dict[str, Any] = {"files": list(parcel.files), "about": dict(parcel.about) | more}
    say(step=BUILDING)
    build(folder, folder / "built", folder.parent / QUESTIONS)
    return record | told(folder)


def renew(folder: Path, _content: bytes) -> dict[str, Any]:
    """Build a kept package again."""
    say(step=BUILDING)
    build(folder, folder / "built", folder.parent / QUESTIONS)
    return told(folder)


def told(folder: Path) -> dict[str, Any]:
    """What the record of a world says of its figures."""
    package = load_package(folder / CATALOGUE_FILE)
    table = pd.read_parquet(folder / "built" / "flows.parquet", columns=["migrants_persons"])
    return {
        "title": package.title,
        "rows": len(table),
        "persons": float(table["migrants_persons"].sum()),
    }


TASKS = {"make": make, "renew": renew}


def main(task: str, folder: str) -> NoReturn:
    """Do a task and say how it ended."""
    limit()
    try:
        say(record=TASKS[task](Path(folder), sys.stdin.buffer.read()))
    except DataError as error:
        say(failures=[str(one) for one in error.failures])
    except (ValueError, KeyError, TypeError) as error:
        say(failures=[str(error)])
    except (OSError, MemoryError) as error:
        say(failures=[f"no room: {error}"])
    raise SystemExit(0)


if __name__ == "__main__":
    main(*sys.argv[1:])
