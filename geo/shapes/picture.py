"""How well a flow map can be read, counted: what covers what, what crosses, what is drawn twice.

Everything is measured from the outlines as they are drawn, in the equal-area plane and in metres of
a frame of scale 1. The counts follow the principles that Jenny et al. (2018, Cartography and
Geographic Information Science 45(1)) tested with 215 readers.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import shapely

from geo.shapes.arrows import own_lines

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

OVER_METRES = 20_000.0  # a corridor so near to a place lies over it
COMMON_END_METRES = 60_000.0  # round a common end corridors may meet
HEAD_SHARE = 0.12  # last part of the own line of a corridor: its head
COVERED_SHARE = 1 / 3
CLEAR_METRES = 5_000.0  # a pointer can tell what lies so far from all others
HIDDEN_SHARE = 1 / 4
ACUTE_DEGREES = 30.0
_TOUCH_M2 = 1_000.0  # less than that is two outlines that touch


@dataclass(frozen=True)
class Picture:
    """Counts of one map.

    Attributes
    ----------
    corridors : int
        How many are drawn.
    over_places : int
        Corridors over a place that is no end of them.
    covered_heads : int
        Corridors of whose head a third or more lies under others.
    overlapping_pairs : int
        Pairs that overlap away from a common end.
    acute_crossings : int
        Crossings of two lines at less than 30 degrees, away from a common end.
    twice_share : float
        Share of the ink that lies over other ink.
    ink_m2 : float
        Area of all outlines together, what overlaps counted as often as drawn.
    length_share : float
        Drawn length as a share of the straight ways between the places.
    farthest_metres : float
        Of a tip from its place.
    bend_share : float
        Largest distance of a line from the straight way, as a share of that way.
    evenness : float
        Mean over the places with two ends or more: smallest angle between two of their ends, as a
        share of an even spread. 1 is even.
    """

    corridors: int
    over_places: int
    covered_heads: int
    overlapping_pairs: int
    acute_crossings: int
    twice_share: float
    ink_m2: float
    length_share: float
    farthest_metres: float
    bend_share: float
    evenness: float


def picture(rings: Array, ends: Numbers, places_xy: Array) -> Picture:
    """Count what makes a map hard to read.

    Parameters
    ----------
    rings : array, shape (n, m, 2), metres
        Outlines in the equal-area plane, output of :func:`geo.shapes.arrows.arrows`.
    ends : array of int, shape (n, 2)
        Number of the origin and of the destination of each; a pair stands once.
    places_xy : array, shape (k, 2), metres
        All places, also those that nothing touches.

    Raises
    ------
    ValueError
        When no corridor is drawn.

    Examples
    --------
    Two arrows cross at a right angle; a third place lies under one of them:

    >>> from geo.shapes.arrows import arrows
    >>> places = np.array([[0, 0], [900, 0], [450, -450], [450, 450], [250, 0]]) * 1000.0
    >>> ends = np.array([[0, 1], [2, 3]])
    >>> straight = np.array([[0.0, 0.0, 18e3, 30e3]] * 2)
    >>> rings = arrows(places[ends[:, 0]], places[ends[:, 1]], np.full(2, 8e3), straight)
    >>> found = picture(rings, ends, places)
    >>> found.over_places, found.covered_heads, found.overlapping_pairs, found.acute_crossings
    (1, 0, 1, 0)
    """
    if not len(rings):
        raise ValueError("no corridor is drawn")
    shapes, lines = clean(rings), own_lines(rings)
    straight = np.hypot(*(places_xy[ends[:, 1]] - places_xy[ends[:, 0]]).T)
    drawn = shapely.linestrings(lines)
    ink = float(shapely.area(shapes).sum())
    return Picture(
        corridors=len(rings),
        over_places=int(over_places(shapes, ends, places_xy).sum()),
        covered_heads=int((covered_shares(shapes, lines) >= COVERED_SHARE).sum()),
        overlapping_pairs=len(overlapping(shapes, ends, places_xy)),
        acute_crossings=sum(angle < ACUTE_DEGREES for angle in crossings(lines, ends, places_xy)),
        twice_share=1.0 - float(shapely.union_all(shapes).area) / ink,
        ink_m2=ink,
        length_share=float(shapely.length(drawn).sum() / straight.sum()),
        farthest_metres=float(np.hypot(*(lines[:, -1] - places_xy[ends[:, 1]]).T).max()),
        bend_share=float(_bends(lines, places_xy[ends[:, 0]], places_xy[ends[:, 1]]).max()),
        evenness=_evenness(lines, ends, places_xy),
    )


def clean(rings: Array) -> npt.NDArray[np.object_]:
    """Outlines as polygons; one that crosses itself keeps what it covers."""
    shapes: npt.NDArray[np.object_] = shapely.polygons(rings)
    crossed = ~shapely.is_valid(shapes)
    shapes[crossed] = shapely.buffer(shapes[crossed], 0)
    return shapes


def over_places(
    shapes: npt.NDArray[np.object_], ends: Numbers, places_xy: Array
) -> npt.NDArray[np.bool_]:
    """Which outlines come within 20 km of a place that is no end of theirs."""
    away = shapely.distance(shapes[:, None], shapely.points(places_xy)[None, :])
    away[np.arange(len(ends))[:, None], ends] = np.inf
    found: npt.NDArray[np.bool_] = away.min(axis=1) < OVER_METRES
    return found


def heads(lines: Array) -> npt.NDArray[np.object_]:
    """Last part of each own line.

    Examples
    --------
    >>> heads(np.array([[[0.0, 0.0], [60.0, 0.0], [100.0, 0.0]]]))[0].wkt
    'LINESTRING (100 0, 88 0)'
    """
    backwards = shapely.linestrings(lines[:, ::-1])
    share = np.linspace(0.0, HEAD_SHARE, 5)
    spots = shapely.line_interpolate_point(backwards[:, None], share, normalized=True)
    at = shapely.get_coordinates(spots.ravel()).reshape(len(lines), len(share), 2)
    found: npt.NDArray[np.object_] = shapely.simplify(shapely.linestrings(at), 0.0)
    return found


def covered_shares(shapes: npt.NDArray[np.object_], lines: Array) -> Array:
    """Share of each head that lies under other outlines."""
    tips = heads(lines)
    at, other = shapely.STRtree(shapes).query(tips, predicate="intersects")
    covered = np.zeros(len(tips))
    for one in np.unique(at):
        over = shapely.union_all(shapes[other[(at == one) & (other != one)]])
        covered[one] = shapely.length(shapely.intersection(tips[one], over))
    shares: Array = covered / shapely.length(tips)
    return shares


def free_shares(shapes: npt.NDArray[np.object_]) -> Array:
    """Share of each outline that lies 5 km and more from all others: there a pointer finds it.

    Examples
    --------
    >>> free_shares(shapely.box([0, 60_000], 0, [100_000, 200_000], 10_000)).round(2).tolist()
    [0.55, 0.68]
    """
    around = shapely.buffer(shapes, CLEAR_METRES, quad_segs=2)
    at, other = shapely.STRtree(around).query(shapes, predicate="intersects")
    free = shapes.copy()
    for one in np.unique(at):
        over = shapely.union_all(around[other[(at == one) & (other != one)]])
        free[one] = shapely.difference(shapes[one], over)
    shares: Array = shapely.area(free) / shapely.area(shapes)
    return shares


def overlapping(shapes: npt.NDArray[np.object_], ends: Numbers, places_xy: Array) -> Numbers:
    """Pairs of outlines that overlap farther than 60 km from a common end, as rows of numbers."""
    first, second = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    first, second = first[first < second], second[first < second]
    shared = shapely.intersection(shapes[first], shapes[second])
    round_ends = shapely.buffer(shapely.points(places_xy), COMMON_END_METRES)
    for one in range(2):
        common = (ends[first, one, None] == ends[second]).any(axis=1)
        around = round_ends[ends[first[common], one]]
        shared[common] = shapely.difference(shared[common], around)
    found: Numbers = np.stack([first, second], axis=1)[shapely.area(shared) > _TOUCH_M2]
    return found


def crossings(lines: Array, ends: Numbers, places_xy: Array) -> Iterator[float]:
    """Angle in degrees, 0 to 90, of each crossing of two lines away from a common end."""
    drawn = shapely.linestrings(lines)
    first, second = shapely.STRtree(drawn).query(drawn, predicate="intersects")
    for one, other in zip(first[first < second], second[first < second], strict=True):
        common = places_xy[np.intersect1d(ends[one], ends[other])]
        met = shapely.get_coordinates(shapely.intersection(drawn[one], drawn[other]))
        for spot in met:
            if np.hypot(*(common - spot).T).min(initial=np.inf) >= COMMON_END_METRES:
                turn = abs(_direction(lines[one], spot) - _direction(lines[other], spot)) % 180.0
                yield float(min(turn, 180.0 - turn))


def _direction(line: Array, spot: Array) -> float:
    """Direction of a line at a spot on it, in degrees."""
    pieces = shapely.linestrings(np.stack([line[:-1], line[1:]], axis=1))
    at = int(shapely.distance(pieces, shapely.Point(spot)).argmin())
    east, north = line[at + 1] - line[at]
    return float(np.degrees(np.arctan2(north, east)))


def _bends(lines: Array, start: Array, end: Array) -> Array:
    """Largest distance of each line from the straight way, as a share of the way."""
    ways = shapely.linestrings(np.stack([start, end], axis=1))
    spots = shapely.points(lines)
    found: Array = shapely.distance(spots, ways[:, None]).max(axis=1) / shapely.length(ways)
    return found


def _evenness(lines: Array, ends: Numbers, places_xy: Array) -> float:
    """Smallest angle between neighbours at a place against an even spread, the mean of places."""
    towards = np.stack([lines[:, 1] - lines[:, 0], lines[:, -2] - lines[:, -1]], axis=1)
    angles = np.arctan2(towards[..., 1], towards[..., 0])
    shares = []
    for place in range(len(places_xy)):
        there = np.sort(angles[ends == place])
        if len(there) > 1:
            apart = np.diff(there, append=there[0] + 2 * np.pi)
            shares.append(float(apart.min()) * len(there) / (2 * np.pi))
    return float(np.mean(shares)) if shares else 1.0
