"""Figures behind the map layers that are off at first: zone ribbons, half-circles, border gaps."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.flows.portraits import moved
from geo.flows.query import door
from geo.flows.zones import home_of
from geo.shading.gaps import gap_breaks, gap_class
from geo.shading.shade import shade_values
from geo.shapes.arrows import THINNEST_METRES, arrows
from geo.shapes.courses import plain
from geo.shapes.crs import project_points
from geo.shapes.halves import GAP_METRES, half_circles, largest_scale, radii
from geo.world.world import World

Array = npt.NDArray[np.float64]
Point = tuple[float, float]

WIDEST_RIBBON_METRES = 200_000.0
RIBBON_HEAD_WIDTHS = 1.6
MARK_METRES = 45_000.0  # from the middle of a site mark to its edge and a little more
GROWTH = 1.35  # half-circles beside marks leave room for one another: all may be larger
TURNS = np.arange(12) * np.pi / 6
WAYS = np.stack([np.cos(TURNS), np.sin(TURNS)], axis=1)
CACHED = 128


@lru_cache(maxsize=64)
def points(world: World, kind: str) -> dict[str, Point]:
    """A point of each counted region that has an outline, in the equal-area CRS, metres.

    Parameters
    ----------
    world : World
        The built tables.
    kind : str
        ``anchor`` for the capital, ``label`` for the point well inside where its name stands.
    """
    counted = world.counted[~world.counted.index.isin(world.unplaced)]
    x, y = project_points(
        counted[f"{kind}_lon"].to_numpy(), counted[f"{kind}_lat"].to_numpy(), world.plane
    )
    return {str(code): (float(a), float(b)) for code, a, b in zip(counted.index, x, y, strict=True)}


@lru_cache(maxsize=64)
def zone_homes(world: World, scheme: str) -> dict[str, str]:
    """Region at whose capital the ribbons of each zone end, by zone key."""
    by_interval = [moved(world, period).fillna(0.0) for period in world.period_rows]
    everyone = pd.concat(by_interval, axis=1).sum(axis=1)
    persons = {str(code): float(people) for code, people in everyone.items()}
    drawn = {
        zone: [code for code in codes if code not in world.unplaced]
        for zone, codes in world.members[scheme].items()
    }
    return {zone: home_of(codes, persons) for zone, codes in drawn.items() if codes}


@lru_cache(maxsize=64)
def widest_ribbon(world: World, scheme: str) -> float:
    """People in the largest flow between two zones of a scheme, in any interval."""
    sums = door(world).zones(world.members[scheme])
    between = sums[sums["origin_zone"] != sums["destination_zone"]]
    return float(between["migrants_persons"].max()) if len(between) else 0.0


def ribbons(cells: pd.DataFrame, homes: Collection[str]) -> pd.DataFrame:
    """Cells between different zones, smallest first, those of nobody left out.

    Parameters
    ----------
    cells : DataFrame
        Output of :func:`geo.flows.zones.zone_cells`.
    homes
        Zones that the map has a place for: see :func:`zone_homes`.
    """
    drawn = cells[["origin_zone", "destination_zone"]].isin(list(homes)).all(axis=1)
    between = cells["origin_zone"] != cells["destination_zone"]
    moved = cells[drawn & between & (cells["migrants_persons"] > 0)]
    return moved.sort_values("migrants_persons", kind="stable", ignore_index=True)


def ribbon_widths(persons: Array, largest: float, scale: float = 1.0) -> Array:
    """Widths in metres, linear in people, on the scale of one scheme over all intervals.

    The scale is that of the frame.

    Examples
    --------
    >>> ribbon_widths(np.array([10.0, 5.0, 0.0]), 10.0).tolist()
    [200000.0, 100000.0, 8000.0]
    """
    return np.maximum(persons / largest * WIDEST_RIBBON_METRES, THINNEST_METRES) * scale


def ribbon_rings(world: World, scheme: str, table: pd.DataFrame) -> Array:
    """Outlines of ribbons in the equal-area CRS, in the order of a table of :func:`ribbons`."""
    homes, capitals = zone_homes(world, scheme), points(world, "anchor")
    start, end = (
        np.array([capitals[homes[zone]] for zone in table[f"{side}_zone"]])
        for side in ("origin", "destination")
    )
    persons = table["migrants_persons"].to_numpy(dtype=float)
    scale = world.package.frame.scale
    widths = ribbon_widths(persons, widest_ribbon(world, scheme), scale)
    return arrows(start, end, widths, plain(start, end, widths, scale), RIBBON_HEAD_WIDTHS, scale)


@lru_cache(maxsize=64)
def _margins(world: World) -> tuple[Array, Array]:
    """Departures and arrivals, a row for each interval and a column for each region of `points`."""
    table, codes = world.table("region_flows"), list(points(world, "label"))
    left, right = (
        table.pivot_table(index="period", columns="region_code", values=side)
        .reindex(columns=codes)
        .to_numpy(dtype=float)
        for side in ("out_persons", "in_persons")
    )
    return left, right


@lru_cache(maxsize=64)
def half_centres(world: World) -> dict[str, Point]:
    """Where the half-circles of each region stand, metres: at its name, but beside site marks.

    A mark is as large as the half-circles of a small region and would hide them. Of the spots round
    a mark each takes the one with most room to its neighbours.
    """
    labels, marks = points(world, "label"), _marks(world)
    at = np.array(list(labels.values())).reshape(-1, 2)
    clear = MARK_METRES * world.package.frame.scale
    roots = _largest_roots(world)
    wanted = GROWTH * _scale_at(world, at) * roots + clear
    for mark in marks:
        near = (roots > 0) & (np.hypot(*(at - mark).T) < wanted)
        for i in np.flatnonzero(near):
            others = np.arange(len(at)) != i
            reach = roots[i] + roots[others]
            spots = mark + WAYS * wanted[i] * 1.001
            free = [one for one in spots if (np.hypot(*(marks - one).T) >= wanted[i]).all()]
            room = [(np.hypot(*(at[others] - one).T) / reach).min() for one in free]
            at[i] = free[int(np.argmax(room))] if free else at[i]
    return {code: (float(x), float(y)) for code, (x, y) in zip(labels, at, strict=True)}


def _marks(world: World) -> Array:
    """Where the site marks stand, shape (n, 2), metres."""
    if not world.has("pilot_sites"):
        return np.empty((0, 2))
    sites = world.table("pilot_sites").dropna(subset=["lon"])
    return np.stack(project_points(sites["lon"], sites["lat"], world.plane), axis=1)


def _largest_roots(world: World) -> Array:
    """Square root of the most people on a side of each region in any interval."""
    roots: Array = np.sqrt(np.nan_to_num(np.stack(_margins(world))).max(axis=(0, 1)))
    return roots


def largest_side(world: World) -> float:
    """Most people on a side of a region in any interval."""
    return float(_largest_roots(world).max(initial=0.0) ** 2)


@lru_cache(maxsize=64)
def halves_scale(world: World) -> float:
    """Metres for the square root of one person, the same in all intervals."""
    centres = np.array(list(half_centres(world).values())).reshape(-1, 2)
    roots, clear = _largest_roots(world), MARK_METRES * world.package.frame.scale
    drawn = roots > 0
    away = [np.hypot(*(centres[drawn] - mark).T) - clear for mark in _marks(world)]
    beside = [one / roots[drawn] for one in away]
    return min([_scale_at(world, centres), *(float(one.min()) for one in beside)])


def _scale_at(world: World, centres: Array) -> float:
    """Largest scale at which no two regions come too close, from where they stand."""
    return largest_scale(centres, *_margins(world), GAP_METRES * world.package.frame.scale)


@lru_cache(maxsize=64)
def halves(world: World, period: str) -> tuple[pd.DataFrame, Array]:
    """Half-circles of one interval: rows and their outlines in the equal-area CRS.

    Returns
    -------
    DataFrame, array of shape (n, m, 2)
        ``region_code``, ``side`` (``out`` at the left, ``in`` at the right), ``persons``; a side
        of nobody, or without a figure, has none. Closed rings, clockwise.
    """
    margins = world.table("region_flows")
    margins = margins[margins["period"] == period]
    scale, at = halves_scale(world), half_centres(world)
    tables, rings = [], []
    for side, place in (("out", "left"), ("in", "right")):
        people = margins[["region_code"]].assign(side=side, persons=margins[f"{side}_persons"])
        people = people[(people["persons"] > 0) & people["region_code"].isin(at)]
        centres = np.array([at[code] for code in people["region_code"]]).reshape(-1, 2)
        radius = radii(people["persons"].to_numpy(dtype=float), scale)
        tables.append(people)
        rings.append(half_circles(centres, radius, place))
    return pd.concat(tables, ignore_index=True), np.concatenate(rings)


class Border(NamedTuple):
    """A border with a gap: the band that shows it, both regions and values, and its width."""

    band_id: str
    a_code: str
    b_code: str
    a_value: float
    b_value: float
    gap: float
    width: int


@dataclass(frozen=True)
class Gaps:
    """Gaps of a shade across the borders.

    Attributes
    ----------
    shade : str
        The shade whose values are compared.
    rows : tuple of Border
        The borders that have a gap, narrow first.
    breaks : tuple of float
        Inner breaks of the four widths, in the unit of the shade; empty without any gap.
    counts : tuple of int
        Borders in each width class.
    """

    shade: str
    rows: tuple[Border, ...]
    breaks: tuple[float, ...]
    counts: tuple[int, ...]


@lru_cache(maxsize=CACHED)
def gaps(world: World, shade: str, period: str, locked: bool) -> Gaps:
    """Gaps of a shade across all borders.

    Parameters
    ----------
    world : World
        The built tables.
    shade, period : str
        A shade that is no pairing, and an interval.
    locked : bool
        Whether the breaks hold for all intervals, or fit this one.
    """
    table, found = world.table("borders"), _gaps(world).get((shade, period))
    if found is None or not len(table):
        return Gaps(shade, (), (), ())
    a_value, b_value = found
    gap = np.abs(a_value - b_value)
    breaks = _locked_breaks(world, shade) if locked else gap_breaks(gap)
    if not breaks:
        return Gaps(shade, (), (), ())
    width = gap_class(gap, breaks)
    names = [table[name].tolist() for name in ("border_id", "a_code", "b_code")]
    values = (one.tolist() for one in (a_value, b_value, gap, width))
    every = [
        Border(f"{border}:{wide}", a, b, a_value, b_value, gap, wide)
        for border, a, b, a_value, b_value, gap, wide in zip(*names, *values, strict=True)
        if wide > 0
    ]
    every.sort(key=lambda one: (one.width, one.band_id))
    counts = np.bincount([one.width for one in every], minlength=len(breaks) + 2)[1:]
    return Gaps(shade, tuple(every), breaks, tuple(int(count) for count in counts))


@lru_cache(maxsize=4)
def _gaps(world: World) -> dict[tuple[str, str], tuple[Array, Array]]:
    """Value at either side of each border, by shade and interval; missing ones are NaN."""
    borders, regions = world.table("borders"), world.names.index
    a, b = (regions.get_indexer(pd.Index(borders[f"{end}_code"])) for end in "ab")
    found = {}
    for key, rows in shade_values(world).items():
        values = rows["value"].reindex(regions).to_numpy(dtype=float)
        found[key] = (values[a], values[b])
    return found


@lru_cache(maxsize=64)
def _locked_breaks(world: World, shade: str) -> tuple[float, ...]:
    """Breaks that hold for the gaps of a shade in all intervals."""
    of_shade = [sides for (key, _period), sides in _gaps(world).items() if key == shade]
    return gap_breaks(np.concatenate([np.abs(a - b) for a, b in of_shade]))
