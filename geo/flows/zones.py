"""Flows between zones and inside them: the square table, its centres, the regions behind it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import pandas as pd

from geo.world.regions import Members, zone_of

SIDES = ("out_inside", "in_inside", "out_outside", "in_outside")


def zone_cells(sums: pd.DataFrame, order: Sequence[str], hides_pairs: bool = False) -> pd.DataFrame:
    """Square table of flows between zones with shares and sample counts.

    Parameters
    ----------
    sums : DataFrame
        ``origin_zone``, ``destination_zone``, ``migrants_persons``, ``sample_persons`` of one
        interval, one row a pair of zones at most; see :meth:`geo.flows.query.Flows.zones`.
    order : sequence of str
        Zone keys in reading order.
    hides_pairs : bool, optional
        Whether zones between which there is no row are missing, not nobody; see
        :attr:`geo.world.catalog.Package.hides_pairs`.

    Returns
    -------
    DataFrame
        One row for each ordered pair of zones: ``origin_zone``, ``destination_zone``,
        ``migrants_persons``, ``sample_persons``, ``share_percent`` = 100 cell / sum of all cells
        (missing where nobody moved). The diagonal holds moves between regions of one zone.

    Examples
    --------
    >>> sums = pd.DataFrame({"origin_zone": ["a", "b"], "destination_zone": ["b", "a"],
    ...     "migrants_persons": [30.0, 10.0], "sample_persons": [3, 1]})
    >>> zone_cells(sums, ["a", "b"])["share_percent"].tolist()
    [0.0, 75.0, 25.0, 0.0]
    >>> zone_cells(sums[:1], ["a", "b"], True)["share_percent"].tolist()
    [nan, 100.0, nan, nan]
    """
    ends = ["origin_zone", "destination_zone"]
    grid = pd.MultiIndex.from_product([order, order], names=ends)
    counts = ["migrants_persons", "sample_persons"]
    nobody = math.nan if hides_pairs else 0
    cells = sums.set_index(ends)[counts].reindex(grid, fill_value=nobody).reset_index()
    cells = cells.astype(
        {"migrants_persons": float, "sample_persons": float if hides_pairs else int}
    )
    total = cells["migrants_persons"].sum()
    share = 100 * cells["migrants_persons"] / (total if total else float("nan"))
    return cells.assign(share_percent=share)


def zone_margins(cells: pd.DataFrame) -> pd.DataFrame:
    """Row and column sums of a square table, its diagonal in both.

    Parameters
    ----------
    cells : DataFrame
        Output of :func:`zone_cells`.

    Returns
    -------
    DataFrame
        Indexed by zone in the order of the cells: ``out_persons``, ``in_persons``; missing where
        all cells are.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_zone": ["a", "a", "b", "b"],
    ...     "destination_zone": ["a", "b", "a", "b"], "migrants_persons": [1.0, 30.0, 10.0, 0.0]})
    >>> zone_margins(cells).loc["a"].tolist()
    [31.0, 11.0]
    """
    ends = {"out_persons": "origin_zone", "in_persons": "destination_zone"}
    return pd.DataFrame(
        {
            name: cells.groupby(end, sort=False)["migrants_persons"].sum(min_count=1)
            for name, end in ends.items()
        }
    )


def largest_zones(cells: pd.DataFrame, most: int) -> pd.DataFrame:
    """Cells between the zones with the most people who left or arrived, in their order.

    Parameters
    ----------
    cells : DataFrame
        Output of :func:`zone_cells`.
    most : int
        How many zones stay.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_zone": ["a", "a", "b", "b"],
    ...     "destination_zone": ["a", "b", "a", "b"], "migrants_persons": [9.0, 1.0, 1.0, 0.0]})
    >>> largest_zones(cells, 1)["migrants_persons"].tolist()
    [9.0]
    """
    kept = zone_margins(cells).sum(axis="columns").nlargest(most).index
    is_kept = cells["origin_zone"].isin(kept) & cells["destination_zone"].isin(kept)
    return cells[is_kept].reset_index(drop=True)


def busiest(sides: pd.DataFrame, most: int) -> pd.DataFrame:
    """Regions with the most people who moved, stayed inside their zone or came, those first.

    Parameters
    ----------
    sides : DataFrame
        Output of :func:`region_sides`.
    most : int
        How many regions stay.
    """
    moved = sides[["out_inside_persons", "out_outside_persons", "in_outside_persons"]]
    return sides.loc[moved.sum(axis="columns").nlargest(most).index]


RUNGS = (1, 2, 5)
"""Breaks of the shades, times powers of ten: flows three times apart never share a shade."""


def cell_breaks(persons: pd.Series) -> tuple[float, ...]:
    """Breaks of the shades of cells, rising round numbers.

    Parameters
    ----------
    persons : Series
        People in each cell.

    Returns
    -------
    tuple of float
        All rungs above the smallest cell that is not 0, up to the largest one; none where nobody
        moved. A cell of nobody has the lightest shade.

    Examples
    --------
    >>> cell_breaks(pd.Series([12.9e6, 7.8e6, 2.5e6, 0.85e6]))
    (1000000.0, 2000000.0, 5000000.0, 10000000.0)
    >>> cell_breaks(pd.Series([0.0, 0.0]))
    ()
    """
    known = persons[persons > 0]
    if known.empty:
        return ()
    low, high = float(known.min()), float(known.max())
    powers = range(math.floor(math.log10(low)), math.floor(math.log10(high)) + 1)
    rungs = [part * 10.0**power for power in powers for part in RUNGS]
    return tuple(float(f"{rung:.12g}") for rung in rungs if low < rung <= high)


def region_sides(sums: pd.DataFrame, zones: Members, hides_pairs: bool = False) -> pd.DataFrame:
    """In and out of every region, inside its own zone and beyond it.

    Parameters
    ----------
    sums : DataFrame
        ``way`` (``out`` or ``in``), ``region_code``, ``inside`` (1 inside its zone, else 0) and
        ``migrants_persons`` of one interval; see :meth:`geo.flows.query.Flows.sides`.
    zones : mapping
        Zone key to region codes, in reading order.
    hides_pairs : bool, optional
        As for :func:`zone_cells`.

    Returns
    -------
    DataFrame
        Indexed by ``region_code`` in the order of ``zones``: ``zone``, ``out_inside_persons``,
        ``in_inside_persons``, ``out_outside_persons``, ``in_outside_persons``,
        ``net_inside_persons``, ``net_outside_persons`` and ``net_persons`` = in - out. Nobody
        counted on a side is 0, or missing where pairs may be hidden; a net of one known side is
        missing. In a zone, ``out_inside`` and ``in_inside`` have the same sum.

    Examples
    --------
    >>> sums = pd.DataFrame({"way": ["out", "out", "in"], "region_code": ["1", "1", "2"],
    ...     "inside": [1, 0, 1], "migrants_persons": [30.0, 10.0, 30.0]})
    >>> sides = region_sides(sums, {"a": ("1", "2"), "b": ("3",)})
    >>> sides.loc["1", ["out_inside_persons", "out_outside_persons"]].tolist()
    [30.0, 10.0]
    """
    table = pd.DataFrame({"zone": pd.Series(zone_of(zones))})
    for side in SIDES:
        way, where = side.split("_")
        rows = sums[(sums["way"] == way) & (sums["inside"] == int(where == "inside"))]
        persons = rows.set_index("region_code")["migrants_persons"]
        nobody = math.nan if hides_pairs else 0.0
        table[f"{side}_persons"] = persons.reindex(table.index, fill_value=nobody)
    return with_nets(table).rename_axis("region_code")


def with_nets(sides: pd.DataFrame) -> pd.DataFrame:
    """Sides with their nets; a net is missing where nothing is known of one way.

    Examples
    --------
    >>> row = pd.DataFrame({"out_inside_persons": [1.0], "in_inside_persons": [math.nan],
    ...     "out_outside_persons": [2.0], "in_outside_persons": [5.0]})
    >>> with_nets(row)[["net_inside_persons", "net_persons"]].to_numpy().tolist()
    [[nan, 2.0]]
    """
    table = sides.copy()
    for where in ("inside", "outside"):
        gained, lost = table[f"in_{where}_persons"], table[f"out_{where}_persons"]
        table[f"net_{where}_persons"] = gained - lost
    came, left = (
        table[[f"{way}_inside_persons", f"{way}_outside_persons"]].sum(axis=1, min_count=1)
        for way in ("in", "out")
    )
    return table.assign(net_persons=came - left)


def summed_sides(sides: pd.DataFrame) -> pd.Series:
    """Sums of the regions of one zone and their nets; missing where no region has a figure.

    Examples
    --------
    >>> rows = pd.DataFrame({"out_inside_persons": [1.0, 2.0], "in_inside_persons": [2.0, 1.0],
    ...     "out_outside_persons": [4.0, math.nan], "in_outside_persons": [math.nan, math.nan]})
    >>> summed_sides(rows)[["net_inside_persons", "net_outside_persons", "net_persons"]].tolist()
    [0.0, nan, -4.0]
    """
    columns = [f"{side}_persons" for side in SIDES]
    return with_nets(sides[columns].sum(min_count=1).to_frame().T).iloc[0]


def home_of(codes: Sequence[str], moved_persons: Mapping[str, float]) -> str:
    """Region of a zone that most people left or reached: where its ribbons end.

    The middle of a zone may lie where nobody moves, or in another zone.

    Parameters
    ----------
    codes : sequence of str
        Regions of the zone, at least one.
    moved_persons : mapping
        People who left or reached each region that the tables count.

    Returns
    -------
    str
        Code of the region; the first one on a tie.

    Examples
    --------
    >>> home_of(["1", "2", "3"], {"1": 5.0, "2": 1.0, "3": 6.0})
    '3'
    """
    return max(codes, key=lambda code: moved_persons.get(code, 0.0))
