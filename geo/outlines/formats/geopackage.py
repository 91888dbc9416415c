"""GeoPackage: an SQLite file, opened in memory, of which only tables of features are read."""

from __future__ import annotations

import sqlite3
import struct
import time
from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely

from geo.files.unreadable import UnreadableFileError, said
from geo.outlines.formats.geojson import draw
from geo.outlines.formats.layer import LAYER_AGAIN, FlawError, Layer, check_counts, frame_of
from geo.outlines.formats.positions import Notes, together

SECONDS = 5.0
STEPS = 100_000
MAGIC = b"GP"
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
EMPTY = 0x10
LONGEST_VALUE = 50_000_000
_ALLOWED = {sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_FUNCTION}
LAYERS = """
select c.table_name, g.column_name, g.srs_id from gpkg_contents c
join gpkg_geometry_columns g on g.table_name = c.table_name
join sqlite_master m on m.name = c.table_name and m.type = 'table'
where c.data_type = 'features'
"""


def read_geopackage(where: str, content: bytes) -> list[Layer]:
    """Read the layers of features of a GeoPackage.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        The file.

    Raises
    ------
    UnreadableFileError
        If it is damaged, holds no layer of features, or takes too long.
    """
    opened = _opened(content)
    try:
        found = opened.execute(LAYERS).fetchmany(100)
        layers = [_layer(where, opened, *map(str, row)) for row in found]
    except (sqlite3.Error, OverflowError, UnicodeError, MemoryError) as bad:
        reason = said("not a GeoPackage, or a damaged one")
        raise UnreadableFileError(where, reason, LAYER_AGAIN) from bad
    finally:
        opened.close()
    if not layers:
        reason = said("it holds no table of features")
        remedy = said("save the layer of regions as a GeoPackage")
        raise UnreadableFileError(where, reason, remedy)
    return layers


def _opened(content: bytes) -> sqlite3.Connection:
    opened = sqlite3.connect(":memory:")
    # In memory there is no journal beside the file: one that says so is read as one without.
    opened.deserialize(content[:18] + b"\x01\x01" + content[20:])
    opened.execute("pragma trusted_schema = off")
    opened.execute("pragma cell_size_check = on")
    opened.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST_VALUE)
    end = time.monotonic() + SECONDS
    opened.set_progress_handler(lambda: time.monotonic() > end, STEPS)
    opened.set_authorizer(
        lambda action, *_: sqlite3.SQLITE_OK if action in _ALLOWED else sqlite3.SQLITE_DENY
    )
    return opened


def _layer(where: str, opened: sqlite3.Connection, table: str, column: str, srs: str) -> Layer:
    quoted = '"' + table.replace('"', '""') + '"'
    (count,) = opened.execute(f"select count(*) from {quoted}").fetchone()  # noqa: S608
    check_counts(f"{where}, layer {table}", count)
    read = opened.execute(f"select * from {quoted}")  # noqa: S608 - the name is quoted
    names = [str(one[0]) for one in read.description]
    rows = [dict(zip(names, row, strict=True)) for row in read.fetchall()]
    blobs = [row.pop(column, None) for row in rows]
    return Layer(
        name=table,
        table=frame_of(where, rows),
        draw=lambda: draw(f"{where}, layer {table}", blobs, _shape),
        crs=_crs(opened, srs),
        is_area=not blobs or any(_is_area(one) for one in blobs),
    )


def _crs(opened: sqlite3.Connection, srs: str) -> str:
    asked = "select organization, organization_coordsys_id, definition from gpkg_spatial_ref_sys"
    for organization, number, definition in opened.execute(asked + " where srs_id = ?", (srs,)):
        if str(organization).upper() == "EPSG":
            return f"EPSG:{number}"
        return "" if definition == "undefined" else str(definition or "")
    return ""


def _wkb(blob: Any) -> bytes:
    """The shape of a blob behind its head, which has a size of its own."""
    if blob is None:
        raise FlawError("outline-no-shape")
    if not isinstance(blob, bytes) or len(blob) < 8 or blob[:2] != MAGIC:
        raise FlawError("outline-no-numbers")
    flags = blob[3]
    if flags & EMPTY:
        raise FlawError("outline-no-shape")
    size = ENVELOPES.get(flags >> 1 & 7)
    if size is None:
        raise FlawError("outline-no-numbers")
    return blob[8 + size :]


def _is_area(blob: Any) -> bool:
    try:
        wkb = _wkb(blob)
        order = "<" if wkb[0] else ">"
        (kind,) = struct.unpack(order + "I", wkb[1:5])
    except (FlawError, struct.error, IndexError):
        return False
    return kind % 1000 & 0xFF in (3, 6, 7, 10, 12, 15, 16, 17)


def _shape(blob: Any, notes: Notes) -> shapely.Geometry:
    return polygons_of(_wkb(blob), notes)


def polygons_of(wkb: bytes, notes: Notes) -> shapely.Geometry:
    """The polygons of a shape in WKB.

    Raises
    ------
    FlawError
        If it is damaged, or what it has are no polygons.
    """
    with np.errstate(invalid="ignore"):  # no number is told with its feature
        shape = shapely.from_wkb(wkb, on_invalid="ignore")
    if shape is None:
        raise FlawError("outline-no-numbers")
    if shapely.is_empty(shape):
        raise FlawError("outline-no-shape")
    parts: Sequence[shapely.Geometry] = shapely.get_parts(shapely.get_parts(shape)).tolist()
    areas = [one for one in parts if one.geom_type == "Polygon"]
    if not areas:
        raise FlawError("outline-no-area")
    if shapely.has_z(shape):
        notes.kinds.add("outline-heights")
    flat = shapely.force_2d(areas)
    coordinates = shapely.get_coordinates(flat)
    if not (abs(coordinates) < float("inf")).all():
        raise FlawError("outline-no-numbers")
    notes.points += len(coordinates)
    notes.rings += int(shapely.get_num_interior_rings(flat).sum()) + len(flat)
    return together(flat.tolist())
