"""A boundary file by what it holds, whatever its name ends with."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import Any

import orjson

from geo.files.decoding import GUESSED, UTF_8, decoded
from geo.files.unreadable import UnreadableFileError, said, within
from geo.outlines.formats.geojson import read_geojson
from geo.outlines.formats.geopackage import read_geopackage
from geo.outlines.formats.geoparquet import read_geoparquet
from geo.outlines.formats.layer import CONVERT, MOST_BYTES, SIMPLIFY, Layer
from geo.outlines.formats.shapefile import read_shapefile
from geo.outlines.formats.topology import read_topology

NO_OUTLINES = {
    b"\x00\x00\x27\x0a": (
        said("a .shp file alone"),
        said("send a zip with its .dbf, .shx and .prj beside it"),
    ),
    b"\x1f\x8b": (said("a packed file (gzip)"), said("unpack it first")),
    b"7z\xbc\xaf": (said("a packed file (7z)"), said("unpack it and send a zip")),
    b"Rar!": (said("a packed file (rar)"), said("unpack it and send a zip")),
    b"fgb": (said("a FlatGeobuf file"), CONVERT),
    b"%PDF": (said("a PDF document"), CONVERT),
    b"\x89PNG": (said("a picture"), CONVERT),
    b"\xff\xd8\xff": (said("a picture"), CONVERT),
    b"II*\x00": (said("a picture"), CONVERT),
    b"\xd0\xcf\x11\xe0": (said("a workbook or document"), CONVERT),
}
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
XML = (b"<", b"\xef\xbb\xbf<")


@dataclass(frozen=True)
class Source:
    """Layers of a boundary file.

    Attributes
    ----------
    kind : str
        ``geojson``, ``topojson``, ``geopackage``, ``shapefile`` or ``geoparquet``.
    layers : tuple of Layer
        At least one.
    encoding : str
        Of its texts.
    is_guessed : bool
        Whether the encoding was found out from the texts alone.
    """

    kind: str
    layers: tuple[Layer, ...]
    encoding: str = UTF_8
    is_guessed: bool = False


def read_source(where: str, content: bytes, encoding: str = "") -> Source:
    """Read a boundary file.

    Parameters
    ----------
    where
        Its name, for messages alone.
    content
        The file.
    encoding
        Of its texts, where the reader has chosen one.

    Raises
    ------
    UnreadableFileError
        If it is of no kind that is read, damaged, empty or too large.
    """
    if not content.strip(b"\0 \r\n\t"):
        raise UnreadableFileError(
            where, said("an empty file"), said("send the boundary file again")
        )
    if len(content) > MOST_BYTES:
        reason = said("{n} bytes, more than {most}", n=len(content), most=MOST_BYTES)
        raise UnreadableFileError(where, reason, SIMPLIFY)
    if content.startswith(b"PK"):
        layers, used, is_guessed = read_shapefile(where, content, encoding)
        return Source("shapefile", tuple(layers), used, is_guessed)
    if content.startswith(b"SQLite format 3\0"):
        return Source("geopackage", tuple(read_geopackage(where, content)))
    if content.startswith(b"PAR1"):
        return Source("geoparquet", tuple(read_geoparquet(where, content)))
    for start, (what, remedy) in NO_OUTLINES.items():
        if content.startswith(start):
            reason = said("not a boundary file: {what}", what=what)
            raise UnreadableFileError(where, reason, remedy)
    return _text_source(where, content, encoding)


def _text_source(where: str, content: bytes, encoding: str) -> Source:
    if content.lstrip()[:4].startswith(XML):
        raise UnreadableFileError(
            where, said("not GeoJSON: it is XML (KML, GML, VRT or a page)"), CONVERT
        )
    try:
        text, used = decoded(content, encoding)
    except UnreadableFileError as bad:
        reason = said("not GeoJSON: {why}", why=bad.reason)
        raise UnreadableFileError(within(where, bad.where), reason, CONVERT) from None
    value = _parsed(where, text)
    if not isinstance(value, dict):
        raise UnreadableFileError(where, said("not GeoJSON: it is no object"), CONVERT)
    is_topology = value.get("type") == "Topology"
    layers = read_topology(where, value) if is_topology else read_geojson(where, value)
    is_guessed = not encoding and used in GUESSED
    return Source("topojson" if is_topology else "geojson", tuple(layers), used, is_guessed)


def _parsed(where: str, text: str) -> Any:
    try:
        return orjson.loads(text)
    except (orjson.JSONDecodeError, UnicodeError):
        pass
    try:  # more generous: a position that is no number is told with its feature
        value = json.loads(text)
        if _HALF.search(text):  # a text with half a letter, which nothing can write
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
        return value
    except json.JSONDecodeError as bad:
        sign = said("line {n}, column {at}", n=str(bad.lineno), at=str(bad.colno))
        reason = said("not GeoJSON: what stands there is no JSON")
        raise UnreadableFileError(within(where, sign), reason, CONVERT) from None
    except (RecursionError, ValueError):
        reason = said("not GeoJSON: lists in lists without end, or a number without end")
        raise UnreadableFileError(where, reason, CONVERT) from None
