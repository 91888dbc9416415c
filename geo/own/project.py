"""The project file: a world of a reader in one piece, to be opened on another machine.

It is a data package in a zip: `datapackage.json`, the built Parquet tables that it describes
(`regions` is GeoParquet), `recipe.json`, `scenes.json`, and below `parcel/` what the package is
written from. ``frictionless validate`` finds it valid, and geopandas reads its regions. Opening one
builds it anew from the parcel; what else is in the file is for other programs, and nothing of it is
believed.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import pandas as pd

from geo.files.packed import BROKEN
from geo.own.store import RECIPE_FILE, SCENES_FILE
from geo.world.catalog import CATALOGUE_FILE

PARCEL = "parcel/"
PARCEL_FILE = "parcel.zip"
FLOWS, PLACES, OUTLINES, SITES, LINKS, BESIDE, SAID = MEMBERS = (
    "flows.parquet", "places.json", "outlines.json", "sites.parquet", "links.parquet",
    "beside.parquet", "said.json",
)  # fmt: skip
OPTIONAL = (OUTLINES, SITES, LINKS, BESIDE)
"""Members of a parcel; declared here, where nothing is loaded that reads them."""
MOST_BYTES = 2 << 30
MOST_SCENES_BYTES = 4 << 20
FIXED = (2026, 1, 1, 0, 0, 0)
"""Date of every member: the same world gives the same bytes."""
MEDIATYPE = "application/vnd.apache.parquet"
WELL_KNOWN_BINARY = "any"
"""What Table Schema calls a column of bytes, as GeoParquet keeps a shape."""


def saved(folder: Path, scenes: str = "") -> bytes:
    """Project file of a kept world.

    Parameters
    ----------
    folder
        Of the world, see :class:`geo.own.store.Kept`.
    scenes
        Scenes of the reader as the page writes them, JSON; none by default.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in _members(folder, scenes):
            told = zipfile.ZipInfo(name, FIXED)
            is_packed = name.endswith(".parquet")
            told.compress_type = zipfile.ZIP_STORED if is_packed else zipfile.ZIP_DEFLATED
            archive.writestr(told, content)
    return written.getvalue()


def _members(folder: Path, scenes: str) -> Iterator[tuple[str, bytes]]:
    tables = {
        f"built/{path.name}": path.read_bytes()
        for path in sorted((folder / "built").glob("*.parquet"))
    }
    package = json.loads((folder / CATALOGUE_FILE).read_bytes())
    resources = [_described(one, tables[one["path"]]) for one in package["resources"]]
    told = json.dumps(package | {"resources": resources}, ensure_ascii=False, indent=1)
    yield CATALOGUE_FILE, f"{told}\n".encode()
    yield RECIPE_FILE, (folder / RECIPE_FILE).read_bytes()
    if scenes:
        yield SCENES_FILE, scenes.encode()
    yield from tables.items()
    with zipfile.ZipFile(folder / PARCEL_FILE) as parcel:
        for name in parcel.namelist():
            yield f"{PARCEL}{name}", parcel.read(name)


def _described(resource: Mapping[str, Any], content: bytes) -> dict[str, Any]:
    """A dataset as other programs check it: with size and hash of its file."""
    schema = resource["schema"]
    return {
        **resource,
        "mediatype": MEDIATYPE,
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {**schema, "fields": [_as_stored(one) for one in schema["fields"]]},
    }


def _as_stored(field: Mapping[str, Any]) -> dict[str, Any]:
    """A column as the Parquet file has it for programs that read it by pandas.

    A number that is missing is there no number, which is below every limit.

    Examples
    --------
    >>> _as_stored({"name": "km", "type": "number", "constraints": {"minimum": 0}})
    {'name': 'km', 'type': 'number'}
    >>> _as_stored({"name": "geometry", "type": "geojson"})["type"]
    'any'
    """
    held = dict(field)
    if held["type"] == "geojson":
        held["type"] = WELL_KNOWN_BINARY
    if held["type"] == "number" and not held.get("constraints", {}).get("required"):
        held.pop("constraints", None)
    return held


def sealed(
    tables: Mapping[str, pd.DataFrame], texts: Mapping[str, str], said: Mapping[str, Any]
) -> bytes:
    """The bytes of a parcel, whoever writes it: the page has no library to look inside one.

    Parameters
    ----------
    tables, texts
        Its members by name.
    said
        Answers, facts, files and what the page keeps with the world.
    """
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, table in tables.items():
            archive.writestr(name, table.to_parquet(index=False))
        for name, text in texts.items():
            archive.writestr(name, text)
        archive.writestr(SAID, json.dumps(said, ensure_ascii=False))
    return written.getvalue()


def is_project(content: bytes) -> bool:
    """Tell whether some bytes are a project file.

    Examples
    --------
    >>> is_project(b"origin,destination")
    False
    """
    with suppress(*BROKEN), zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {CATALOGUE_FILE, PARCEL + SAID} <= {*archive.namelist()}
    return False


def parcel_of(content: bytes) -> tuple[bytes, dict[str, Any]]:
    """Parcel of a project file, and what the page keeps with it: its scenes.

    Raises
    ------
    ValueError
        When the file is damaged, or unpacks to more than is allowed.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            known = {one.filename: one for one in archive.infolist()}
            wanted = {name: known[PARCEL + name] for name in MEMBERS if PARCEL + name in known}
            if sum(one.file_size for one in wanted.values()) > MOST_BYTES:
                raise ValueError("project file: unpacks to more than is allowed")
            parcel = _repacked({name: archive.read(one) for name, one in wanted.items()})
            return parcel, _scenes(archive, known)
    except BROKEN as error:
        raise ValueError(f"project file: {error}") from error


def _repacked(members: dict[str, bytes]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name, FIXED), content)
    return written.getvalue()


def _scenes(archive: zipfile.ZipFile, known: dict[str, zipfile.ZipInfo]) -> dict[str, Any]:
    told = known.get(SCENES_FILE)
    if told is None or told.file_size > MOST_SCENES_BYTES:
        return {}
    try:
        return {"scenes": json.loads(archive.read(told).decode())}
    except ValueError:
        return {}
