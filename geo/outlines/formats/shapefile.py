"""A zipped shapefile: shapes from its .shp, columns from its .dbf, CRS from its .prj."""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from encodings import normalize_encoding
from encodings.aliases import aliases
from pathlib import PurePosixPath
from typing import Any

import numpy as np
import shapely

from geo.files.decoding import decoded
from geo.files.unreadable import UnreadableFileError, said, within
from geo.outlines.formats.archive import SHAPEFILE, members
from geo.outlines.formats.dbf import AGAIN, BYTES, read_dbf, texts_of
from geo.outlines.formats.geojson import draw
from geo.outlines.formats.layer import (
    LAYER_AGAIN,
    NO_FEATURES,
    NO_LAYER,
    Drawn,
    FlawError,
    Layer,
    check_counts,
    frame_of,
)
from geo.outlines.formats.positions import LEAST_OF_A_RING, Notes, positions_of

MAGIC = 9994
NOTHING, AREAS = 0, {5, 15, 25}
POINTS, LINES, PATCHES = said("points"), said("lines"), said("patches")
KINDS = {1: POINTS, 3: LINES, 8: POINTS, 11: POINTS, 13: LINES, 18: POINTS,
         21: POINTS, 23: LINES, 28: POINTS, 31: PATCHES}  # fmt: skip
HEAD, RECORD_HEAD, SHAPE_HEAD = 100, 8, 44
SAID = {
    "utf_8", "latin_1", *(f"iso8859_{part}" for part in range(2, 17) if part != 12),
    *(f"cp{page}" for page in (437, 737, 775, 850, 852, 855, 857, 858, 866, 874, 932, 949, 950)),
    *(f"cp{page}" for page in range(1250, 1259)),
    "koi8_r", "koi8_u", "gb18030", "big5", "big5hkscs", "euc_jp", "euc_kr", "shift_jis",
}  # fmt: skip
"""Encodings that a .cpg file may name."""
_PAGE = re.compile(r"(?:ansi|oem|windows|cp|ms)?[ _-]*(\d{3,5})")
_PART = re.compile(r"(?:iso)?[ _-]*8859[ _-]*(\d{1,2})")


def read_shapefile(where: str, content: bytes, encoding: str = "") -> tuple[list[Layer], str, bool]:
    """Read the one shapefile of a zip.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        The zip.
    encoding
        Of its texts; found out where it is empty.

    Returns
    -------
    tuple
        Its layer, the encoding of its texts, and whether that was found out from them alone.

    Raises
    ------
    UnreadableFileError
        If the zip breaks a rule, or holds no shapefile, several, or one without columns.
    """
    files = members(where, content)
    stems = [PurePosixPath(name).stem for name in files if name.endswith(".shp")]
    if len(stems) != 1:
        names = ", ".join(stems[:5])
        reason = (
            said("a zip with {n} shapefiles ({names})", n=len(stems), names=names)
            if stems
            else said("a zip with no .shp file")
        )
        raise UnreadableFileError(where, reason, SHAPEFILE)
    (stem,) = stems
    if f"{stem}.dbf" not in files:
        reason = said("no .dbf file beside the .shp: its regions have neither code nor name")
        raise UnreadableFileError(where, reason, SHAPEFILE)
    shp, prj = files[f"{stem}.shp"], files.get(f"{stem}.prj", b"")
    records, kind = _records(within(where, f"{stem}.shp"), shp)
    check_counts(where, len(records))
    known = encoding or said_encoding(files.get(f"{stem}.cpg", b""))
    rows, used = _rows(f"{where}, {stem}.dbf", files[f"{stem}.dbf"], known, len(records))
    missing = tuple(end for end in (".shx", ".prj") if f"{stem}{end}" not in files)
    layer = Layer(
        name=stem,
        table=frame_of(where, rows),
        draw=lambda: _draw(where, records),
        crs=prj.decode("utf-8", "replace").strip("\ufeff \0\r\n\t"),
        is_area=kind in AREAS or kind == NOTHING,
        notes={"outline-parts-missing": missing} if missing else {},
    )
    return [layer], used, not known


def said_encoding(cpg: bytes) -> str:
    """Encoding that a .cpg file names, in any of the usual ways; empty for one that is not known.

    Examples
    --------
    >>> [said_encoding(one) for one in (b"UTF-8", b"ANSI 1254", b"ISO 88592", b"936", b"os")]
    ['utf_8', 'cp1254', 'iso8859_2', 'gb18030', '']
    """
    name = cpg.decode("ascii", "replace").strip().casefold()
    if part := _PART.fullmatch(name):
        name = f"iso8859_{part.group(1)}"
    elif page := _PAGE.fullmatch(name):
        name = {"65001": "utf_8", "936": "gb18030"}.get(page.group(1), f"cp{page.group(1)}")
    name = normalize_encoding(name)
    name = aliases.get(name, name)
    name = "gb18030" if name in ("gb2312", "gbk") else name
    return name if name in SAID else ""


def _records(where: str, shp: bytes) -> tuple[list[bytes], int]:
    """Content of each record, and the kind of shapes that the file says to hold."""
    if len(shp) < HEAD or struct.unpack(">i", shp[:4])[0] != MAGIC:
        raise UnreadableFileError(
            where, said("not a shapefile, or not whole"), said("save it again")
        )
    (kind,) = struct.unpack("<i", shp[32:36])
    if kind in KINDS:
        reason = said("it holds {what}, no outlines", what=KINDS[kind])
        raise UnreadableFileError(where, reason, NO_LAYER)
    records: list[bytes] = []
    at = HEAD
    while at + RECORD_HEAD <= len(shp):
        (words,) = struct.unpack(">i", shp[at + 4 : at + RECORD_HEAD])
        end = at + RECORD_HEAD + 2 * words
        if words < 2 or end > len(shp):
            reason = said("a record that is longer than the file")
            place = within(where, said("feature {n}", n=len(records) + 1))
            raise UnreadableFileError(place, reason, said("save or download it again"))
        records.append(shp[at + RECORD_HEAD : end])
        at = end
        check_counts(where, len(records))
    if not records:
        raise UnreadableFileError(where, NO_FEATURES, LAYER_AGAIN)
    return records, kind


def _rows(where: str, dbf: bytes, encoding: str, count: int) -> tuple[list[Mapping[str, Any]], str]:
    for tried in (encoding,) if encoding else (_guessed(where, dbf), BYTES):
        try:
            rows = read_dbf(where, dbf, tried)
        except UnicodeError:
            continue
        if len(rows) != count:
            reason = said("{rows} rows for {shapes} shapes", rows=len(rows), shapes=count)
            raise UnreadableFileError(where, reason, AGAIN)
        return rows, tried
    reason = said("its texts are not in {encoding}", encoding=encoding)
    remedy = said("choose another encoding, or add a .cpg file")
    raise UnreadableFileError(where, reason, remedy)


def _guessed(where: str, dbf: bytes) -> str:
    texts = texts_of(where, dbf)
    try:
        return decoded(texts)[1]
    except UnreadableFileError:
        return BYTES


def _draw(where: str, records: list[bytes]) -> Drawn:
    return draw(where, records, _shape)


def _shape(record: bytes, notes: Notes) -> shapely.Geometry:
    (kind,) = struct.unpack("<i", record[:4])
    if kind == NOTHING:
        raise FlawError("outline-no-shape")
    if kind not in AREAS:
        raise FlawError("outline-no-area" if kind in KINDS else "outline-unknown-kind")
    if len(record) < SHAPE_HEAD:
        raise FlawError("outline-no-numbers")
    parts, points = struct.unpack("<ii", record[36:SHAPE_HEAD])
    body = SHAPE_HEAD + 4 * parts
    if parts < 1 or points < 1 or body + 16 * points > len(record):
        raise FlawError("outline-no-numbers")
    if kind != min(AREAS):
        notes.kinds.add("outline-heights")
    starts = np.frombuffer(record, "<i4", parts, SHAPE_HEAD)
    positions = positions_of(np.frombuffer(record, "<f8", 2 * points, body).reshape(-1, 2), notes)
    ends = [*starts[1:], points]
    if starts[0] != 0 or any(a > b for a, b in zip(starts, ends, strict=True)):
        raise FlawError("outline-no-numbers")
    notes.points += points
    notes.rings += parts
    return _whole([positions[a:b] for a, b in zip(starts, ends, strict=True)], notes)


def _whole(rings: list[np.ndarray[Any, Any]], notes: Notes) -> shapely.Geometry:
    """Outer rings run clockwise here; holes belong to whatever outer ring holds them."""
    made = list(_closed(rings, notes))
    if not made:
        raise FlawError("outline-short-ring")
    areas = [shapely.polygons(ring) for ring in made]
    is_hole = shapely.is_ccw(made)
    outer = [area for area, hole in zip(areas, is_hole, strict=True) if not hole]
    if not is_hole.any() or not outer:
        found = outer or areas
        return found[0] if len(found) == 1 else shapely.multipolygons(found)
    tree = shapely.STRtree(outer)
    held: dict[int, list[shapely.Geometry]] = {}
    for ring, hole in zip(made, is_hole, strict=True):
        if hole:
            inside = tree.query(shapely.get_point(ring, 0), predicate="intersects")
            # The smallest outer ring round a hole is its own; without one it is no hole of any.
            own = min(inside, key=lambda one: outer[one].area, default=None)
            if own is None:
                notes.kinds.add("outline-short-ring")
            else:
                held.setdefault(int(own), []).append(ring)
    parts = [
        shapely.polygons(shapely.get_exterior_ring(one), held[at]) if at in held else one
        for at, one in enumerate(outer)
    ]
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _closed(rings: list[np.ndarray[Any, Any]], notes: Notes) -> Iterator[shapely.Geometry]:
    for positions in rings:
        ring = positions
        if len(ring) > 2 and not (ring[0] == ring[-1]).all():
            notes.kinds.add("outline-unclosed")
            ring = np.vstack([ring, ring[:1]])
        if len(ring) < LEAST_OF_A_RING:
            notes.kinds.add("outline-short-ring")
            continue
        yield shapely.linearrings(ring)
