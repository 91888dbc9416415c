"""Prefectures as points in the outline of their region: a drawing that fits a box."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from pyproj import CRS

from geo.registered.prefectures import PREFECTURES, Prefectures
from geo.shapes.crs import project_points
from geo.world.outlines import outlines
from geo.world.world import World

Array = npt.NDArray[np.float64]

NEAR = 0.6
"""Corners of an outline that lie nearer to the one before are left out; in units of the drawing."""
LARGEST = 0.075
"""Radius of the dot of the most people, as a part of the width of the box."""


@dataclass(frozen=True)
class Dot:
    """A prefecture in the drawing.

    Attributes
    ----------
    x, y, radius : float
        Its seat, and a radius whose square grows as its people do.
    row : dict
        Its row, see :class:`geo.registered.prefectures.Prefectures`.
    """

    x: float
    y: float
    radius: float
    row: dict[str, Any]


@dataclass(frozen=True)
class Drawing:
    """A region with its prefectures.

    Attributes
    ----------
    width, height : float
        Of the drawing; y grows downwards.
    rings : tuple of sequence of (float, float)
        Its outline.
    dots : tuple of Dot
        The largest first, so that none covers a smaller one.
    """

    width: float
    height: float
    rings: tuple[list[tuple[float, float]], ...]
    dots: tuple[Dot, ...]


def drawing(
    world: World, code: str, found: Prefectures, box: tuple[float, float]
) -> Drawing | None:
    """Draw the prefectures of a region on the plane of the map; None without its outline.

    Dots have one scale for all regions: one of the same area is as many people in each.

    Parameters
    ----------
    world, code
        Which region.
    found
        Its prefectures.
    box
        Width and height that the drawing has at most, dots included.
    """
    shape = outlines(world).get(code)
    if shape is None:
        return None
    rings = [_on_plane(ring, world.plane) for ring in _rings(shape)]
    seats = _on_plane([(row["lon"], row["lat"]) for row in found.rows], world.plane)
    most = int(world.table(PREFECTURES)["residents"].max())
    radii = [LARGEST * box[0] * (row["residents"] / most) ** 0.5 for row in found.rows]
    (left, low), (right, high) = _ends(np.concatenate([*rings, seats]))
    edge = float(max(radii))
    wide, tall = float(right - left), float(high - low)
    scale: float = min((box[0] - 2 * edge) / wide, (box[1] - 2 * edge) / tall)

    def placed(points: Array) -> Array:
        away: Array = (points - np.array([left, high])) * np.array([scale, -scale]) + edge
        return away

    dots = [
        Dot(float(x), float(y), radius, row)
        for (x, y), radius, row in zip(placed(seats), radii, found.rows, strict=True)
    ]
    thin = [thinned(placed(ring), NEAR) for ring in rings]
    return Drawing(
        wide * scale + 2 * edge,
        tall * scale + 2 * edge,
        tuple(ring for ring in thin if len(ring) > 3),
        tuple(sorted(dots, key=lambda dot: -dot.radius)),
    )


def thinned(points: Array, near: float) -> list[tuple[float, float]]:
    """Points of a line without those that lie close to the one before.

    Examples
    --------
    >>> thinned(np.array([(0.0, 0.0), (0.1, 0.0), (5.0, 0.0)]), 1)
    [(0.0, 0.0), (5.0, 0.0)]
    """
    kept: list[tuple[float, float]] = []
    for x, y in points.tolist():
        if not kept or abs(x - kept[-1][0]) + abs(y - kept[-1][1]) >= near:
            kept.append((x, y))
    return kept


def _rings(shape: dict[str, Any]) -> Iterator[Sequence[Sequence[float]]]:
    """Rings of a polygon or of several, holes among them."""
    polygons = shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]
    for polygon in polygons:
        yield from polygon


def _on_plane(points: Sequence[Sequence[float]], plane: CRS) -> Array:
    degrees = np.array(points, dtype=float)
    return np.column_stack(project_points(degrees[:, 0], degrees[:, 1], plane))


def _ends(points: Array) -> tuple[Array, Array]:
    return points.min(axis=0), points.max(axis=0)
