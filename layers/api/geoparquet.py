"""GeoParquet of rows that lie somewhere: shapes as WKB, codebook and terms in its metadata."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyproj import CRS

from geo.shapes import wkb
from layers.api.cells import LIST_MARK
from layers.api.codebook import about_of, codebook
from layers.api.geopackage import DEGREES
from layers.api.route import Drawn
from layers.api.told import File

SHAPE = "geometry"
VERSION = "1.1.0"
KINDS = {"string": pa.string(), "strings": pa.string(), "integer": pa.int64()}
KINDS |= {"number": pa.float64(), "boolean": pa.bool_()}


def geoparquet(file: File, drawn: Drawn) -> bytes:
    """The rows and their shapes, longitude and latitude in degrees (EPSG:4326)."""
    shapes = drawn.shapes(file.world, file.answer.rows)
    lines = codebook(file)
    fields = [
        pa.field(one.header, KINDS[one.type], metadata=_described(line))
        for one, line in zip(file.columns, lines, strict=True)
    ]
    cells = zip(*file.rows, strict=True) if file.rows else ([] for _one in fields)
    arrays = [
        pa.array([_cell(value) for value in column], one.type)
        for column, one in zip(cells, fields, strict=True)
    ]
    where = pa.field(SHAPE, pa.binary())
    documents = {
        "geo": _geo(drawn, shapes),
        "about": dict(about_of(file)),
        "codebook": lines,
    }
    known = {key: json.dumps(one, ensure_ascii=False) for key, one in documents.items()}
    schema = pa.schema([*fields, where], metadata=known)
    out = pa.BufferOutputStream()
    pq.write_table(pa.table([*arrays, pa.array(shapes, pa.binary())], schema=schema), out)
    return out.getvalue().to_pybytes()


def _described(line: tuple[str, ...]) -> dict[str, str]:
    _name, title, unit, _kind, meaning, _missing = line
    return {"title": title, "description": meaning, **({"unit": unit} if unit else {})}


def _geo(drawn: Drawn, shapes: list[bytes]) -> dict[str, Any]:
    """What the format wants to know of the shapes."""
    column = {
        "encoding": "WKB",
        "geometry_types": [drawn.kind],
        "crs": CRS.from_epsg(DEGREES).to_json_dict(),
        **({"bbox": wkb.around(shapes)} if shapes else {}),
    }
    return {"version": VERSION, "primary_column": SHAPE, "columns": {SHAPE: column}}


def _cell(value: Any) -> Any:
    return LIST_MARK.join(value) if isinstance(value, list) else value
