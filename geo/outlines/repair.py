"""Shapes of a file as valid polygons in degrees, and what was mended on the way."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from geo.outlines.planes import sphere_km2
from geo.shapes.crs import GEOGRAPHIC

HALF_A_TURN, TURN = 180.0, 360.0
TURN_EAST = np.array([TURN, 0.0])
WORLD = shapely.box(-HALF_A_TURN, -90, HALF_A_TURN, 90)
BEYOND = shapely.box(HALF_A_TURN, -90, 3 * HALF_A_TURN, 90)
MOST_CROSSINGS = 20
"""Overlaps of boxes of edges, for each edge of an invalid shape, beyond which it is too tangled."""
FREE_CROSSINGS = 100_000
SEGMENTS_AT_ONCE = 500
SMALLEST_SIDE = 0.004
"""Half the side, in degrees, of the square that stands for a region without an area."""

Points = NDArray[np.float64]
Shapes = NDArray[Any]
Flaws = defaultdict[str, list[int]]


def in_degrees(shapes: Shapes, crs: CRS, *, is_swapped: bool) -> Shapes:
    """Shapes with longitude before latitude; what has no place there gets NaN."""
    if is_swapped:
        shapes = shapely.transform(shapes, lambda points: points[:, ::-1])
    if crs.equals(GEOGRAPHIC, ignore_axis_order=True):
        return shapes
    change = Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)

    def moved(points: Points) -> Points:
        there = np.stack(change.transform(*points.T), axis=1)
        return np.where(np.isfinite(there), there, np.nan)

    made: Shapes = shapely.transform(shapes, moved)
    return made


def repaired(shapes: Shapes) -> tuple[Shapes, Flaws, dict[int, float]]:
    """Make every shape valid, inside one turn of the globe.

    Parameters
    ----------
    shapes
        Polygons in degrees, perhaps invalid; points for regions that have only a place; None.

    Returns
    -------
    tuple
        The shapes, None where there can be none; what was mended or refused, positions by kind;
        and the change of area in per cent of each shape whose rings crossed.
    """
    found, flaws = shapes.copy(), Flaws(list)
    changed: dict[int, float] = {}
    for at, shape in enumerate(shapes):
        if shape is None:
            continue
        try:
            found[at], kinds, change = _repaired(shape)
        except shapely.errors.GEOSException:
            found[at], kinds, change = None, ["outline-tangled"], None
        for kind in kinds:
            flaws[kind].append(at)
        if change is not None:
            changed[at] = change
    return found, flaws, changed


def _repaired(shape: Any) -> tuple[Any, list[str], float | None]:
    """The shape, what was mended or why there is none, and the change of its area."""
    points = shapely.get_coordinates(shape)
    is_there = np.isfinite(points).all() and abs(points[:, 1]).max(initial=0) <= 90
    if not is_there or abs(points[:, 0]).max(initial=0) > TURN:
        return None, ["outline-out-of-world"], None
    if shape.geom_type == "Point":
        (lon, lat), half = points[0], SMALLEST_SIDE
        return shapely.box(lon - half, lat - half, lon + half, lat + half), [], None
    told, change = [], None
    if _jumps(points).any():
        shape, is_unwrapped = _unwrapped(shape)
        told += ["outline-date-line"] * is_unwrapped
    if not shapely.is_valid(shape):
        if is_tangled(shape):
            return None, [*told, "outline-tangled"], None
        told.append("outline-crossed")
        before, shape = shape, valid(shape)
        change = _change(before, shape)
    west, _, east, _ = shapely.bounds(shape)
    if west < -HALF_A_TURN or east > HALF_A_TURN:
        # What was drawn across the antimeridian is told as that alone.
        told += ["outline-beyond-turn"] * ("outline-date-line" not in told)
        shape = _inside_one_turn(shape)
    whole = _areas(shape)
    return whole, told if whole is not None else [*told, "outline-no-area-left"], change


def _change(before: Any, after: Any) -> float:
    """Change of area in per cent."""
    one, other = sphere_km2(np.array([before, after], dtype=object))
    return round(float(100 * (other - one) / one), 2) if one else 0.0


def valid(shape: Any) -> Any:
    """A valid shape of the areas inside the rings of an invalid one, part by part.

    Examples
    --------
    >>> bow = shapely.Polygon([(0, 0), (2, 2), (2, 0), (0, 2)])
    >>> valid(bow).area, valid(bow).is_valid
    (2.0, True)
    """
    parts = shapely.get_parts(shape)
    wrong = ~shapely.is_valid(parts)
    parts[wrong] = shapely.make_valid(parts[wrong], method="structure", keep_collapsed=False)
    areas = shapely.get_parts(parts)
    areas = areas[shapely.area(areas) > 0]
    whole = shapely.multipolygons(areas)
    return whole if shapely.is_valid(whole) else shapely.union_all(areas)


def is_tangled(shape: Any) -> bool:
    """Whether the edges of a shape cross so often that no valid one can be made in time.

    Examples
    --------
    >>> is_tangled(shapely.Polygon([(0, 0), (1, 1), (1, 0), (0, 1)]))
    False
    """
    points, ring = shapely.get_coordinates(shapely.get_rings(shape), return_index=True)
    first, last = points[:-1], points[1:]
    is_edge = ring[:-1] == ring[1:]
    pairs = np.stack([first[is_edge], last[is_edge]], axis=1)
    edges = shapely.linestrings(pairs)
    tree, count = shapely.STRtree(edges), 0
    most = FREE_CROSSINGS + MOST_CROSSINGS * len(edges)
    for start in range(0, len(edges), SEGMENTS_AT_ONCE):
        count += tree.query(edges[start : start + SEGMENTS_AT_ONCE]).shape[1]
        if count > most:
            return True
    return False


def _jumps(points: Points) -> NDArray[np.bool_]:
    """Edges that are longer than half a turn: they mean to go the other way round.

    One from edge to edge of the map is drawn as such, round a pole or the whole globe.
    """
    first, last = points[:-1], points[1:]
    at_edges = (abs(first[:, 0]) >= HALF_A_TURN) & (abs(last[:, 0]) >= HALF_A_TURN)
    found: NDArray[np.bool_] = (abs(last[:, 0] - first[:, 0]) > HALF_A_TURN) & ~at_edges
    return found


def _unwrapped(shape: Any) -> tuple[Any, bool]:
    """A shape whose rings run on beyond the antimeridian instead of back round the globe."""
    parts, is_any = [], False
    for part in shapely.get_parts(shape):
        rings: list[Points] = []
        is_round = False
        for ring in shapely.get_rings(part):
            points = shapely.get_coordinates(ring)
            if _jumps(points).any():
                points, is_pole = _run_on(points)
                is_any, is_round = True, is_round or is_pole
            if rings:  # a hole lies where its outer ring does
                shift = rings[0][:, 0].mean() - points[:, 0].mean()
                points = points + np.array([round(shift / TURN) * TURN, 0])
            rings.append(points)
        parts.append(_filled([shapely.linearrings(one) for one in rings], is_round=is_round))
    return (shapely.multipolygons(shapely.get_parts(parts)) if len(parts) > 1 else parts[0]), is_any


def _filled(rings: list[Any], *, is_round: bool) -> Any:
    """What lies between rings: of those round a pole the outer one may be the inner one."""
    if not is_round:
        return shapely.polygons(rings[0], rings[1:] or None)
    whole = valid(shapely.polygons(rings[0]))
    for ring in rings[1:]:
        whole = shapely.symmetric_difference(whole, valid(shapely.polygons(ring)))
    return whole


def _run_on(points: Points) -> tuple[Points, bool]:
    """Positions without jumps, closed over the pole where they go all round it."""
    along = np.diff(points[:, 0])
    steps = np.where(abs(along) > HALF_A_TURN, -np.sign(along) * TURN, 0)
    lon = points[:, 0] + np.concatenate([[0.0], np.cumsum(steps)])
    lat = points[:, 1]
    is_round = abs(lon[-1] - lon[0]) > HALF_A_TURN
    if is_round:
        pole = 90.0 if lat.mean() > 0 else -90.0
        lon = np.concatenate([lon, [lon[-1], lon[0], lon[0]]])
        lat = np.concatenate([lat, [pole, pole, lat[0]]])
    lon = lon - np.floor((lon.min() + HALF_A_TURN) / TURN) * TURN
    return np.stack([lon, lat], axis=1), bool(is_round)


def _inside_one_turn(shape: Any) -> Any:
    """Cut at the antimeridian, with what lies beyond it on the other side."""
    if shapely.bounds(shape)[0] < -HALF_A_TURN:
        shape = shapely.transform(shape, lambda points: points + TURN_EAST)
    inside = shapely.intersection(shape, WORLD)
    beyond = shapely.intersection(shape, BEYOND)
    back = shapely.transform(beyond, lambda points: points - TURN_EAST)
    return shapely.geometrycollections([inside, back])


def _areas(shape: Any) -> Any:
    parts = shapely.get_parts(shapely.get_parts(shapely.get_parts(shape)))
    areas = [one for one in parts if one.geom_type == "Polygon" and one.area > 0]
    if not areas:
        return None
    return areas[0] if len(areas) == 1 else shapely.multipolygons(areas)
