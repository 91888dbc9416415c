"""What the building child does, by the word of its task."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd

from geo.build.build import build
from geo.own.building import BUILDING, READING, WRITING
from geo.own.laid.package import write_laid
from geo.own.levels import grouping_of, write_level
from geo.own.package import write_package
from geo.own.parcel import unpacked
from geo.own.project import PARCEL_FILE, is_project, parcel_of
from geo.own.store import ABOVE, LEVELS, level_folder
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, load_package

QUESTIONS = ".questions"
"""Folder of what builds share: beside the packages, or in a store where nothing can stand there."""
Say = Callable[..., None]


def make(folder: Path, content: bytes, say: Say) -> dict[str, Any]:
    """Write and build the package of a parcel or of a project file.

    It says with the last step whether the world has a level above, which is a task of its own.
    """
    say(step=READING)
    more: dict[str, Any] = {}
    if is_project(content):
        content, more = parcel_of(content)
    parcel = unpacked(content)
    say(step=WRITING)
    if parcel.sites is None:
        write_package(
            *(folder, parcel.flows, parcel.places, parcel.outlines, parcel.answers),
            *(parcel.told, parcel.beside),
        )
    else:
        write_laid(folder, parcel)
    (folder / PARCEL_FILE).write_bytes(content)
    record: dict[str, Any] = {"files": list(parcel.files), "about": dict(parcel.about) | more}
    has_above = parcel.sites is None and bool(grouping_of(parcel))
    say(step=BUILDING, **{ABOVE: has_above})
    build(folder, folder / "built", shared(folder.parent))
    return record | told(folder)


def above(folder: Path, _content: bytes, say: Say) -> dict[str, Any]:
    """Write and build the level above of a world, which may be in its building meanwhile."""
    place = level_folder(folder, ABOVE)
    place.mkdir(parents=True)
    made = level(place, json.dumps([str(folder), ABOVE]).encode(), say)
    if not made:
        shutil.rmtree(place.parent)
    return made


def renew(folder: Path, _content: bytes, say: Say) -> dict[str, Any]:
    """Build a kept package or a level of one again."""
    say(step=BUILDING)
    store = folder.parents[2] if folder.parent.name == LEVELS else folder.parent
    build(folder, folder / "built", shared(store))
    return {}


def level(folder: Path, content: bytes, say: Say) -> dict[str, Any]:
    """Write and build a level of a kept world; ``content`` names its folder and the level."""
    whole, part = json.loads(content)
    say(step=WRITING)
    if not write_level(Path(whole), part, folder):
        return {}
    say(step=BUILDING)
    build(folder, folder / "built", shared(Path(whole).parent))
    return {"level": part}


def shared(store: Path) -> Path:
    """Folder of questions that were written before: all stores of an installation have one.

    To write them takes longer than all else of a small world.
    """
    packages = DATA_DIR.parent
    return (packages if os.access(packages, os.W_OK) else store) / QUESTIONS


def told(folder: Path) -> dict[str, Any]:
    """What the record of a world says of its figures."""
    package = load_package(folder / CATALOGUE_FILE)
    if package.is_laid:
        rows = sum(one.expected_rows or 0 for one in package.resources)
        return {"title": package.title, "rows": rows, "persons": 0.0, "period": ""}
    table = pd.read_parquet(
        folder / "built" / "flows.parquet", columns=["period", "migrants_persons"]
    )
    last = str(table["period"].max()) if len(table) else ""
    return {
        "title": package.title,
        "rows": len(table),
        "persons": float(table.loc[table["period"] == last, "migrants_persons"].sum()),
        "period": last,
    }


TASKS = {"make": make, ABOVE: above, "renew": renew, "level": level}
