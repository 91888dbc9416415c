"""GeoParquet: a Parquet file with a column of shapes in WKB."""

from __future__ import annotations

import json
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.files.parquet import is_binary
from geo.files.unreadable import UnreadableFileError, said
from geo.outlines.formats.geojson import draw
from geo.outlines.formats.geopackage import polygons_of
from geo.outlines.formats.layer import (
    LAYER_AGAIN,
    MOST_FIELDS,
    NO_FEATURES,
    FlawError,
    Layer,
    check_counts,
    frame_of,
)
from geo.outlines.formats.positions import Notes

MOST_UNPACKED = 400_000_000
AREAS = {"Polygon", "MultiPolygon", "GeometryCollection"}
AGAIN = said("save the layer of regions as GeoParquet, with shapes as WKB")


def read_geoparquet(where: str, content: bytes) -> list[Layer]:
    """Read the features of a GeoParquet file.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        The file.

    Raises
    ------
    UnreadableFileError
        If it is damaged, too large, or has no column of shapes.
    """
    try:
        file = pq.ParquetFile(pa.BufferReader(content))
        column, about = _column(where, file.schema_arrow.metadata or {})
        _check(where, file, column)
        schema = file.schema_arrow
        plain = [one.name for one in schema if one.name != column and _is_plain(one.type)]
        table = file.read([*plain, column], use_threads=False)
        shapes = table.column(column).to_pylist()
        rows = table.select(plain).to_pylist()
    except (pa.ArrowException, OSError, ValueError, KeyError, IndexError, MemoryError) as bad:
        if isinstance(bad, UnreadableFileError):
            raise
        reason = said("a Parquet file that is damaged or not whole")
        raise UnreadableFileError(where, reason, AGAIN) from bad
    kinds = about.get("geometry_types")
    texts = [{key: _text(value) for key, value in row.items()} for row in rows]
    return [
        Layer(
            name="",
            table=frame_of(where, texts),
            draw=lambda: draw(where, shapes, _shape),
            crs=_crs(about),
            is_area=not isinstance(kinds, list) or not kinds or bool(AREAS & {*map(_flat, kinds)}),
        )
    ]


def _column(where: str, metadata: dict[bytes, bytes]) -> tuple[str, dict[str, Any]]:
    try:
        geo = json.loads(metadata[b"geo"].decode())
        name = geo["primary_column"]
        about = geo["columns"][name]
        encoding = about["encoding"]
    except (KeyError, ValueError, TypeError, RecursionError):
        reason = said("a Parquet file without a column of shapes")
        raise UnreadableFileError(where, reason, AGAIN) from None
    if encoding != "WKB":
        reason = said("its shapes are {name}, not WKB", name=repr(str(encoding)[:40]))
        raise UnreadableFileError(where, reason, AGAIN)
    return str(name), about


def _check(where: str, file: pq.ParquetFile, column: str) -> None:
    about = file.metadata
    check_counts(where, about.num_rows)
    groups = (about.row_group(at) for at in range(about.num_row_groups))
    unpacked = sum(group.total_byte_size for group in groups)
    if unpacked > MOST_UNPACKED or about.num_columns > MOST_FIELDS:
        reason = said(
            "too complex: {bytes} bytes in {columns} columns",
            bytes=unpacked, columns=about.num_columns,
        )  # fmt: skip
        remedy = said("simplify it first, or leave columns out")
        raise UnreadableFileError(where, reason, remedy)
    if column not in file.schema_arrow.names:
        reason = said("its column of shapes {name} is not there", name=repr(column[:40]))
        raise UnreadableFileError(where, reason, AGAIN)
    if not about.num_rows:
        raise UnreadableFileError(where, NO_FEATURES, LAYER_AGAIN)


def _is_plain(kind: pa.DataType) -> bool:
    return not (pa.types.is_nested(kind) or is_binary(kind) or pa.types.is_null(kind))


def _text(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float) else str(value)


def _flat(kind: Any) -> str:
    return str(kind).removesuffix(" Z")


def _crs(about: dict[str, Any]) -> str:
    """A code where it has one, else its definition; left out means degrees of WGS84."""
    if "crs" not in about:
        return "OGC:CRS84"
    crs = about["crs"]
    known = crs.get("id") if isinstance(crs, dict) else None
    if isinstance(known, dict) and {"authority", "code"} <= known.keys():
        return f"{known['authority']}:{known['code']}"
    return json.dumps(crs) if isinstance(crs, dict) else ""


def _shape(value: Any, notes: Notes) -> shapely.Geometry:
    if value is None:
        raise FlawError("outline-no-shape")
    if not isinstance(value, bytes):
        raise FlawError("outline-no-numbers")
    return polygons_of(value, notes)
