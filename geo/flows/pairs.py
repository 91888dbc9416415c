"""Every ordered pair of regions as one square: what stands in a cell, and why nothing does."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.flows.portraits import moved
from geo.flows.query import door
from geo.flows.question import EFFECTIVENESS, MEASURE, NET, Question
from geo.world.regions import Members
from geo.world.world import World

Array = npt.NDArray[np.float64]

ZONE, EXCHANGE, PEOPLE = "zone", "exchange", "people"
MAP_OUT, MAP_IN = "map-out", "map-in"
MAPS = (MAP_OUT, MAP_IN)
"""Orders of the OD map: regions stand in tiles as on the map, in each tile all regions once more,
where its people went or where they came from."""
INTO = "in"
"""Direction of a view that keeps the arrivals of the chosen region."""
SERIATION = "seriation"
"""Table of the order by exchange; a world without it has no such order."""
TILES = "tiles"
"""Table of the tiles of the OD map; a world without it has no such orders."""

FIGURE, ZERO, NO_FIGURE, NOT_APPLICABLE = "figure", "zero", "no figure", "not applicable"
OWN, OPPOSITE, LEFT_OUT, ABSENT = "own", "opposite", "left out", "absent"

ENDS = ["origin_code", "destination_code"]
COUNTS = ["value", "persons", "sample_persons"]
MOST_REGIONS = 60
"""A square of more regions is drawn by nobody: those with the most people are taken."""
MOST_ARCS = 20
"""A circle of more regions can not be read."""

STEPS = 5
_LADDER = (1.0, 3.0)


def orders(world: World) -> tuple[str, ...]:
    """Orders of the regions that a world has, the first one at first."""
    tied = (EXCHANGE,) if world.has(SERIATION) else ()
    return (ZONE, *tied, PEOPLE, *(MAPS if world.has(TILES) else ()))


def tiles(world: World) -> dict[str, tuple[int, int]]:
    """Column and row of the tile of each region, from 1, in reading order."""
    table = world.table(TILES).sort_values(["tile_row", "tile_column"])
    spots = zip(table["tile_column"].tolist(), table["tile_row"].tolist(), strict=True)
    return dict(zip(table["region_code"].tolist(), spots, strict=True))


def tiled(cells: pd.DataFrame, order: str) -> dict[str, pd.DataFrame]:
    """Cells of each tile of the OD map, by its region: those of its people or of its arrivals.

    Parameters
    ----------
    cells : DataFrame
        ``origin_code``, ``destination_code`` and what else a cell holds, in the order of the tiles.
    order : str
        One of :data:`MAPS`.

    Returns
    -------
    dict
        In each table ``there_code`` is the other end, in the order of the tiles.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_code": list("AABB"), "destination_code": list("ABAB")})
    >>> tiled(cells, MAP_IN)["A"]["there_code"].tolist()
    ['A', 'B']
    """
    own, other = ENDS if order == MAP_OUT else ENDS[::-1]
    named = cells.assign(there_code=cells[other])
    return {str(code): table for code, table in named.groupby(own, sort=False)}


def map_order(order: str, direction: str) -> str:
    """Order in which an OD map opens: the one of the view, else the side that its filter keeps.

    Examples
    --------
    >>> map_order(MAP_OUT, "in"), map_order(ZONE, "in"), map_order(ZONE, "gross")
    ('map-out', 'map-in', 'map-out')
    """
    if order in MAPS:
        return order
    return MAP_IN if direction == INTO else MAP_OUT


def grid_size(spots: Mapping[str, tuple[int, int]]) -> tuple[int, int]:
    """Columns and rows of a grid of tiles.

    Examples
    --------
    >>> grid_size({"A": (1, 2), "B": (3, 1)})
    (3, 2)
    """
    columns, rows = zip(*spots.values(), strict=True)
    return max(columns), max(rows)


def is_free_at_the_left(spots: Mapping[str, tuple[int, int]]) -> bool:
    """Whether both corners at the left are free of tiles, a quarter of the width and a third high.

    Examples
    --------
    >>> is_free_at_the_left({"A": (1, 2), "B": (4, 1), "C": (2, 3)})
    True
    >>> is_free_at_the_left({"A": (1, 1), "B": (4, 1), "C": (2, 3)})
    False
    """
    columns, rows = grid_size(spots)
    wide, high = ceil(columns / 4), ceil(rows / 3)
    outer = {row for column, row in spots.values() if column <= wide}
    return all(high < row <= rows - high for row in outer)


def corners(
    cells: pd.DataFrame, order: str, spots: Mapping[str, tuple[int, int]], breaks: Sequence[float]
) -> dict[tuple[str, int], list[tuple[int, int]]]:
    """Where the cells of an OD map stand that look alike: upper left corners, in cells.

    Parameters
    ----------
    cells : DataFrame
        Both ends, ``state`` and ``value``; see :func:`square_cells`.
    order : str
        One of :data:`MAPS`.
    spots : mapping
        Column and row of each tile, see :func:`tiles`; tiles stand one cell apart.
    breaks : sequence of float
        Breaks of the shades.

    Returns
    -------
    dict
        By state and class of the shade, which is -1 where the state is not ``figure``.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_code": list("AA"), "destination_code": list("AB"),
    ...     "state": [OWN, FIGURE], "value": [float("nan"), 5.0]})
    >>> corners(cells, MAP_IN, {"A": (1, 1), "B": (2, 1)}, [3.0])
    {('figure', 1): [(3, 0)], ('own', -1): [(0, 0)]}
    """
    columns, rows = grid_size(spots)
    tile, spot = ENDS if order == MAP_OUT else ENDS[::-1]
    at = [
        ((a - 1) * (columns + 1) + c - 1, (b - 1) * (rows + 1) + d - 1)
        for (a, b), (c, d) in zip(cells[tile].map(spots), cells[spot].map(spots), strict=True)
    ]
    is_figure = cells["state"] == FIGURE
    step = np.where(is_figure, classes(cells["value"], breaks), -1)
    found: dict[tuple[str, int], list[tuple[int, int]]] = {}
    for look, corner in zip(zip(cells["state"], step.tolist(), strict=True), at, strict=True):
        found.setdefault(look, []).append(corner)
    return dict(sorted(found.items()))


@dataclass(frozen=True, eq=False)
class Square:
    """Pairs of regions in one order.

    Attributes
    ----------
    groups : tuple of (str, tuple of str)
        Key of a zone and its regions, in order; one group without a key where the order is
        another one.
    cells : DataFrame
        See :func:`square_cells`, in the order of the regions.
    out_persons, in_persons : Series
        People in the cells of each row and of each column, by code; missing where none is kept.
    regions_count : int
        Regions of the world; more than in the square where it shows the largest ones.
    """

    groups: tuple[tuple[str, tuple[str, ...]], ...]
    cells: pd.DataFrame
    out_persons: pd.Series
    in_persons: pd.Series
    regions_count: int

    @property
    def codes(self) -> tuple[str, ...]:
        """Regions in their order."""
        return tuple(code for _key, codes in self.groups for code in codes)


def square(world: World, question: Question, zones: Members, order: str) -> Square:
    """The pairs that a question keeps, with all others around them.

    Parameters
    ----------
    world : World
        The built tables.
    question : Question
        Its filters and its measure count, its rank does not.
    zones : mapping
        Zone key to region codes, for the order by zone.
    order : str
        One of :func:`orders`.
    """
    shown = largest(world, question.period)
    rest = len(world.counted) > len(shown)
    whole = Question(question.period, *((shown, shown) if rest else ()))
    asked = replace(question, rank="")
    if rest:
        asked = replace(asked, origins=_both(question.origins, shown))
        asked = replace(asked, destinations=_both(question.destinations, shown))
    table = square_cells(shown, door(world).top(asked), door(world).top(whole), question)
    left, came = (table.groupby(end, sort=False)["persons"].sum(min_count=1) for end in ENDS)
    groups = _grouped(world, shown, zones, order, left.fillna(0.0) + came.fillna(0.0))
    ordered = pd.Index([code for _key, members in groups for code in members])
    places = pd.Index(shown).get_indexer(ordered)
    cells = table.take((places[:, None] * len(shown) + places).ravel()).reset_index(drop=True)
    return Square(groups, cells, left, came, len(world.counted))


def ring_cells(found: Square, most: int = MOST_ARCS) -> pd.DataFrame:
    """Cells between the regions of a square that have the most people, for a chord diagram.

    Parameters
    ----------
    found : Square
        Pairs of regions.
    most : int, optional
        Regions that are kept, in the order of the square.

    Returns
    -------
    DataFrame
        ``origin_zone``, ``destination_zone`` and ``migrants_persons``, as
        :func:`geo.shapes.chord.chord` takes them; a region without anybody has no cell.
    """
    codes = list(found.codes)
    both = found.out_persons.fillna(0.0) + found.in_persons.fillna(0.0)
    persons = both.reindex(codes).fillna(0.0)
    first = persons[persons > 0].sort_values(ascending=False, kind="stable").index[:most]
    cells = found.cells[found.cells[ENDS].isin(first).all(axis=1)]
    names = dict(zip(ENDS, ("origin_zone", "destination_zone"), strict=True))
    made = cells[[*ENDS, "persons"]].rename(columns={**names, "persons": "migrants_persons"})
    return made.reset_index(drop=True)


def _both(kept: Sequence[str], shown: Sequence[str]) -> tuple[str, ...]:
    """Kept regions that are shown; those kept and not shown keep the filter from being empty."""
    return tuple(code for code in kept if code in shown) or tuple(kept) or tuple(shown)


def largest(world: World, period: str) -> tuple[str, ...]:
    """Regions of a square in code order: all, or those with the most people in and out."""
    codes = [str(code) for code in world.counted.index]
    persons = moved(world, period).reindex(codes).fillna(0.0)
    first = persons.sort_values(ascending=False, kind="stable").index[:MOST_REGIONS]
    return tuple(sorted(first))


def square_cells(
    codes: Sequence[str], kept: pd.DataFrame, known: pd.DataFrame, question: Question
) -> pd.DataFrame:
    """One row for each ordered pair of regions, and what kind of cell it is.

    Parameters
    ----------
    codes : sequence of str
        Regions.
    kept, known : DataFrame
        Corridors that the filters keep, and all of the interval: ``origin_code``,
        ``destination_code``; the kept ones also ``value``, ``persons`` and ``sample_persons``.
    question : Question
        Where its direction is net, a pair stands once; its measure says what a missing value means.

    Returns
    -------
    DataFrame
        ``origin_code``, ``destination_code``, ``state``, ``value``, ``persons``,
        ``sample_persons``; the three numbers are missing where a pair is not kept. The state is

        - ``figure`` or ``zero``: the value, or that it is 0;
        - ``no figure``: kept, and its measure cannot be worked out;
        - ``not applicable``: kept, and a share of both ways where nobody moved either way;
        - ``own``: a region to itself, not in these tables;
        - ``opposite``: the net of this pair stands in the opposite cell;
        - ``left out``: in the table, and left out by the filters;
        - ``absent``: not in the table.

    Examples
    --------
    >>> kept = pd.DataFrame({"origin_code": ["A"], "destination_code": ["B"], "value": [0.0],
    ...     "persons": [0.0], "sample_persons": [0]})
    >>> known = pd.DataFrame({"origin_code": ["A", "B"], "destination_code": ["B", "C"]})
    >>> square_cells(["A", "B", "C"], kept, known, Question("2000-2005"))["state"].tolist()
    ['own', 'zero', 'absent', 'absent', 'own', 'left out', 'absent', 'absent', 'own']
    """
    origin, destination = np.repeat(codes, len(codes)), np.tile(codes, len(codes))
    at = _cells_of(codes, kept)
    counts = np.full((len(origin), len(COUNTS)), np.nan)
    counts[at[at >= 0]] = kept[COUNTS].to_numpy(dtype=float)[at >= 0]
    value = counts[:, 0]
    is_kept, is_known = np.zeros(len(origin), dtype=bool), np.zeros(len(origin), dtype=bool)
    for cells, among in ((at, is_kept), (_cells_of(codes, known), is_known)):
        among[cells[cells >= 0]] = True
    mirrored = is_kept.reshape(len(codes), -1).T.ravel() & (question.direction == NET)
    blank = NOT_APPLICABLE if question.measure == EFFECTIVENESS else NO_FIGURE
    states = [
        (origin == destination, OWN),
        (is_kept & np.isnan(value), blank),
        (is_kept & (value == 0), ZERO),
        (is_kept, FIGURE),
        (mirrored, OPPOSITE),
        (is_known, LEFT_OUT),
    ]
    held, names = zip(*states, strict=True)
    ends = {"origin_code": origin, "destination_code": destination}
    state = np.select(held, names, ABSENT)
    return pd.DataFrame({**ends, "state": state, **dict(zip(COUNTS, counts.T, strict=True))})


def _cells_of(codes: Sequence[str], corridors: pd.DataFrame) -> npt.NDArray[np.intp]:
    """Cell of each corridor in the square of some regions, counted row by row; -1 outside of it."""
    index = pd.Index(codes)
    origin, destination = (index.get_indexer(pd.Index(corridors[end])) for end in ENDS)
    outside = (origin < 0) | (destination < 0)
    return np.where(outside, -1, origin * len(codes) + destination)


def _grouped(
    world: World, shown: tuple[str, ...], zones: Members, order: str, moved: pd.Series
) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Regions in an order, by zone or as one group."""
    if order == ZONE:
        return by_zone(shown, zones)
    if order == EXCHANGE and world.has(SERIATION):
        placed = world.table(SERIATION).sort_values("position")["region_code"]
        return (("", tuple(code for code in placed if code in shown)),)
    if order in MAPS and world.has(TILES):
        return (("", tuple(code for code in tiles(world) if code in shown)),)
    return (("", tuple(moved.sort_values(ascending=False, kind="stable").index)),)


def by_zone(codes: Sequence[str], zones: Members) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Regions by their zones in reading order, those of no zone last, under an empty key.

    Examples
    --------
    >>> by_zone(["A", "B", "C"], {"north": ("C",), "south": ("A",), "west": ()})
    (('north', ('C',)), ('south', ('A',)), ('', ('B',)))
    """
    zoned = {code for members in zones.values() for code in members}
    groups = [
        *(
            (key, tuple(code for code in members if code in codes))
            for key, members in zones.items()
        ),
        ("", tuple(code for code in codes if code not in zoned)),
    ]
    return tuple((key, members) for key, members in groups if members)


def ladder(most: float) -> tuple[float, ...]:
    """Breaks of a shade that runs over many sizes: 1 and 3 times powers of ten, rising.

    Parameters
    ----------
    most : float
        Largest value; the greatest break lies below it.

    Examples
    --------
    >>> ladder(2_930_000)
    (10000.0, 30000.0, 100000.0, 300000.0, 1000000.0)
    >>> ladder(100.0)
    (0.3, 1.0, 3.0, 10.0, 30.0)
    >>> ladder(0.0), ladder(float("nan"))
    ((), ())
    """
    if not most > 0:
        return ()
    top = int(np.floor(np.log10(most)))
    rungs = [part * 10.0**power for power in range(top - STEPS, top + 1) for part in _LADDER]
    return tuple(float(f"{rung:.12g}") for rung in rungs if rung < most)[-STEPS:]


def signed_ladder(most: float) -> tuple[float, ...]:
    """The same for values from loss to gain: two breaks on either side of nothing.

    Examples
    --------
    >>> signed_ladder(100.0)
    (-30.0, -3.0, 3.0, 30.0)
    """
    rungs = ladder(most)[::-2][:2]
    return tuple(sorted((*(-rung for rung in rungs), *rungs)))


def even(most: float) -> tuple[float, ...]:
    """Breaks of a share, which fills its range: even steps of 1, 2 or 5 times a power of ten.

    Examples
    --------
    >>> even(95.8), even(34.0)
    ((20.0, 40.0, 60.0, 80.0), (10.0, 20.0, 30.0))
    >>> even(float("nan"))
    ()
    """
    if not most > 0:
        return ()
    power = int(np.floor(np.log10(most)))
    known = [part * 10.0**at for at in range(power - 1, power + 1) for part in (1.0, 2.0, 5.0)]
    step = next(one for one in known if most <= (STEPS + 1) * one)
    rungs = [float(f"{place * step:.12g}") for place in range(1, STEPS + 1)]
    return tuple(rung for rung in rungs if rung < most)


def is_signed(question: Question) -> bool:
    """Whether values run from loss to gain; a net line always runs to the net receiver."""
    return MEASURE[question.measure].signed and question.direction != NET


def breaks_of(most: float, question: Question) -> tuple[float, ...]:
    """Breaks of the shades up to a largest value; none where it is missing."""
    if MEASURE[question.measure].of_category:
        return even(most)
    return (signed_ladder if is_signed(question) else ladder)(most)


def locked_breaks(world: World, question: Question) -> tuple[float, ...]:
    """Breaks of the shades of all intervals together; a share of few people sets none."""
    if not MEASURE[question.measure].of_category:
        return breaks_of(float(door(world).widest[question.measure]), question)
    asked = (Question(period, measure=question.measure) for period in world.period_rows)
    firsts = [door(world).listed(one, 1) for one in asked]  # small bases come last
    steady = [one["value"][0] for one in firsts if one["small_base"] == [False]]
    return breaks_of(max(steady, default=math.nan), question)


def classes(values: pd.Series, breaks: Sequence[float]) -> npt.NDArray[np.intp]:
    """Class of each value, 0 for the lowest; a value at a break stands above it.

    Examples
    --------
    >>> classes(pd.Series([0.5, 1.0, 9.0]), [1.0, 3.0]).tolist()
    [0, 1, 2]
    """
    return np.searchsorted(np.asarray(breaks), values.to_numpy(dtype=float), side="right")


def largest_pairs(cells: pd.DataFrame, end: str) -> pd.DataFrame:
    """The pair with the most people of each region at one end, by its code; none where nobody is.

    Parameters
    ----------
    cells : DataFrame
        Both ends and ``persons``.
    end : str
        ``origin_code`` or ``destination_code``.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_code": list("AAB"), "destination_code": list("BCA"),
    ...     "persons": [1.0, 9.0, 0.0]})
    >>> largest_pairs(cells, "origin_code")["destination_code"].to_dict()
    {'A': 'C'}
    """
    known = cells[cells["persons"] > 0]
    falling = known.sort_values("persons", ascending=False, kind="stable")
    return falling.drop_duplicates(end).set_index(end)


def half(persons: pd.Series) -> int:
    """How many of the largest corridors carry half of all people; 0 where nobody moved.

    Examples
    --------
    >>> half(pd.Series([10.0, 50.0, 40.0])), half(pd.Series([0.0]))
    (1, 0)
    """
    falling = np.sort(persons.dropna().to_numpy(dtype=float))[::-1].cumsum()
    if not len(falling) or not falling[-1]:
        return 0
    return int(np.searchsorted(falling, falling[-1] / 2)) + 1
