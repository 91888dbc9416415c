"""Shapes as well-known binary (WKB), little-endian and flat, without a library of shapes."""

from __future__ import annotations

import struct
from collections.abc import Iterable

import numpy as np

LINE, POLYGON, MANY_POLYGONS = 2, 3, 6
KINDS = {"LineString": LINE, "MultiPolygon": MANY_POLYGONS}
Point = tuple[float, float]
Box = tuple[float, float, float, float]
_HEAD = struct.Struct("<BI")  # byte order and kind
_COUNT = struct.Struct("<I")
_LITTLE = 1


def line(points: Iterable[Point]) -> bytes:
    """A line through points.

    Examples
    --------
    >>> box(line([(5.0, 4.0), (0.0, 1.0)]))
    (0.0, 1.0, 5.0, 4.0)
    """
    found = np.array(list(points), "<f8")
    return _HEAD.pack(_LITTLE, LINE) + _COUNT.pack(len(found)) + found.tobytes()


def many(shape: bytes) -> bytes:
    """A polygon as several polygons, which it is one of; several stay as they are.

    Examples
    --------
    >>> square = struct.pack("<BIII8d", 1, POLYGON, 1, 4, 0, 0, 1, 0, 1, 1, 0, 0)
    >>> _HEAD.unpack_from(many(square))[1] == MANY_POLYGONS, many(many(square)) == many(square)
    (True, True)
    """
    order, kind = _HEAD.unpack_from(shape)
    if order != _LITTLE or kind not in (POLYGON, MANY_POLYGONS):
        raise ValueError(f"byte order {order}, kind {kind}")
    if kind == MANY_POLYGONS:
        return shape
    return _HEAD.pack(_LITTLE, MANY_POLYGONS) + _COUNT.pack(1) + shape


def box(shape: bytes) -> Box:
    """West, south, east and north end of a line or of polygons."""
    ends = [np.array([part.min(axis=0), part.max(axis=0)]) for part in _parts(shape)]
    (west, south), (east, north) = np.min(ends, axis=0)[0], np.max(ends, axis=0)[1]
    return float(west), float(south), float(east), float(north)


def around(shapes: Iterable[bytes]) -> Box:
    """The box that holds all shapes.

    Examples
    --------
    >>> around([line([(0, 0), (1, 1)]), line([(-2, 0), (0, 3)])])
    (-2.0, 0.0, 1.0, 3.0)
    """
    wests, souths, easts, norths = zip(*map(box, shapes), strict=True)
    return min(wests), min(souths), max(easts), max(norths)


def _parts(shape: bytes) -> list[np.ndarray]:
    """Points of the line, or of each ring."""
    kind, at = _HEAD.unpack_from(shape)[1], _HEAD.size
    if kind == LINE:
        return [_points(shape, at)[0]]
    (polygons,) = _COUNT.unpack_from(shape, at)
    at += _COUNT.size
    found = []
    for _polygon in range(polygons):
        (rings,) = _COUNT.unpack_from(shape, at + _HEAD.size)
        at += _HEAD.size + _COUNT.size
        for _ring in range(rings):
            points, at = _points(shape, at)
            found.append(points)
    return found


def _points(shape: bytes, at: int) -> tuple[np.ndarray, int]:
    """A count and that many points, and where they end."""
    (count,) = _COUNT.unpack_from(shape, at)
    points = np.frombuffer(shape, "<f8", 2 * count, at + _COUNT.size).reshape(-1, 2)
    return points, at + _COUNT.size + points.nbytes
