"""Migrant workers by region: years of the same regions, what a line may join, and what is missing.

The survey has drawn its regions three times and once changed whom it counts. A run is what may
stand in one line: one region, one drawing of the regions, the same people.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

from geo.rows import rows_of
from geo.world.world import World

ORIGIN, WORK = "region of origin", "region of work"
PERSONS = 10_000
"""People that one unit of the tables stands for."""
_REPORT = re.compile(r"^M(\d\d)")


@dataclass(frozen=True)
class Block:
    """Years in which the survey keeps one set of regions.

    Attributes
    ----------
    first_year, last_year : int
        Both within.
    system, make_up : str
        How many regions, and what is known of the provinces in them.
    scheme : str
        Scheme of the package with the same zones; empty where the make-up is not printed.
    """

    first_year: int
    last_year: int
    system: str
    make_up: str
    scheme: str = ""

    def __contains__(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year


def blocks(world: World) -> tuple[Block, ...]:
    """Sets of regions in time order."""
    return tuple(
        Block(
            row["first_year"],
            row["last_year"],
            row["zone_system"],
            row["make_up"],
            row["scheme"] if isinstance(row["scheme"], str) else "",
        )
        for row in rows_of(world.table("worker_zone_systems"))
    )


def zones_of(world: World, block: Block) -> tuple[str, ...]:
    """Regions of the survey in the years of a block, in the order of the reports."""
    table = world.table("workers_by_region")
    own = table[table["year"].between(block.first_year, block.last_year)]
    return tuple(dict.fromkeys(own["zone"]))


def zone_key(world: World, block: Block, zone: str) -> str:
    """Zone of the scheme that a region of the survey is; empty where nobody can say."""
    if not block.scheme:
        return ""
    named = {one.title: one.key for one in world.schemes[block.scheme].zones}
    return named.get(zone, "")


def report_years(source_ids: str) -> tuple[int, ...]:
    """Years of the reports behind a figure.

    Examples
    --------
    >>> report_years("M24b;M24c"), report_years("M12d;M13b"), report_years("AC5")
    ((2024,), (2012, 2013), ())
    """
    found = (_REPORT.match(one) for one in source_ids.split(";"))
    return tuple(sorted({2000 + int(one[1]) for one in found if one}))


@dataclass(frozen=True)
class Run:
    """A series that one line may join; a year without a figure is a gap in it.

    Attributes
    ----------
    zone, population : str
        Region of the survey, and whom the figures count.
    block : Block
        Drawing of the regions.
    points : DataFrame
        Every year from the first to the last that has a figure: ``year``, ``value``,
        ``value_status``, ``source_ids``; the last three are missing in a gap.
    """

    zone: str
    population: str
    block: Block
    points: pd.DataFrame


def runs(rows: pd.DataFrame, of_blocks: Sequence[Block], value: str) -> tuple[Run, ...]:
    """Cut the rows of a table into what a line may join, in the order of the table.

    Parameters
    ----------
    rows : DataFrame
        ``year``, ``zone``, ``value_status``, ``source_ids``; ``population`` where people differ.
    of_blocks : sequence of Block
        Sets of regions.
    value : str
        Column of the figures; a row without one is a gap.

    Examples
    --------
    >>> table = pd.DataFrame({"year": [2001, 2003, 2004], "zone": "Hills", "n": [1, 2, 3],
    ...     "value_status": "published", "source_ids": "M01"})
    >>> drawn = (Block(2001, 2003, "one", ""), Block(2004, 2009, "two", ""))
    >>> [one.points["value"].tolist() for one in runs(table, drawn, "n")]
    [[1.0, nan, 2.0], [3.0]]
    """
    known = rows.dropna(subset=[value])
    if "population" not in known:
        known = known.assign(population="")
    found = []
    for block in of_blocks:
        inside = known[known["year"].between(block.first_year, block.last_year)]
        for (population, zone), own in inside.groupby(["population", "zone"], sort=False):
            years = range(int(own["year"].min()), int(own["year"].max()) + 1)
            points = own.set_index("year")[[value, "value_status", "source_ids"]].reindex(years)
            points = points.rename(columns={value: "value"}).astype({"value": "float64"})
            named = points.rename_axis("year").reset_index()
            found.append(Run(str(zone), str(population), block, named))
    return tuple(found)


@dataclass(frozen=True)
class Stretch:
    """Years in which regions and people of a table stay the same."""

    first_year: int
    last_year: int
    population: str


def stretches(of_runs: Sequence[Run]) -> tuple[Stretch, ...]:
    """What stands between two breaks of a picture, in time order.

    A stretch reaches to the next one of its block, the last one to the end of it.
    """
    found: list[Stretch] = []
    for block in dict.fromkeys(run.block for run in of_runs):
        starts: dict[str, int] = {}
        for run in of_runs:
            if run.block == block:
                year = int(run.points["year"].iloc[0])
                starts[run.population] = min(year, starts.get(run.population, year))
        order = sorted(starts, key=lambda one: starts[one])
        firsts = [block.first_year, *(starts[one] for one in order[1:])]
        lasts = [year - 1 for year in firsts[1:]] + [block.last_year]
        found += map(Stretch, firsts, lasts, order)
    return tuple(found)


@dataclass(frozen=True)
class Gap:
    """A year without figures: of some regions, or of all of them (`zones` is empty)."""

    year: int
    zones: tuple[str, ...] = ()


def gaps(world: World, of_runs: Sequence[Run]) -> tuple[Gap, ...]:
    """Years of the survey in which some region of its block has no figure."""
    found = []
    for block in blocks(world):
        own = [run for run in of_runs if run.block == block]
        zones = zones_of(world, block)
        for year in range(block.first_year, block.last_year + 1):
            there = {run.zone for run in own if _has(run, year)}
            missing = tuple(zone for zone in zones if zone not in there)
            if missing or not there:
                found.append(Gap(year, missing if there else ()))
    return tuple(found)


def _has(run: Run, year: int) -> bool:
    points = run.points
    return bool(points.loc[points["year"] == year, "value"].notna().any())


# Which region's workers cross provinces most, and since when that can be said.


@dataclass(frozen=True)
class Crossing:
    """Shares of outgoing workers who are in another province than their own.

    Attributes
    ----------
    year : int
        Last year in which every region has a share.
    order : tuple of (str, float)
        Regions with their share, the highest first.
    years : tuple of int
        Years of the same regions in which every region has a share, up to `year`.
    leads_since : int
        First of the last `years` that have the same region first.
    same_order : bool
        Whether the regions have the same order in all of them.
    """

    year: int
    order: tuple[tuple[str, float], ...]
    years: tuple[int, ...]
    leads_since: int
    same_order: bool


def crossing(world: World) -> Crossing:
    """Who crosses provinces most, of the regions that the survey has now."""
    table = world.table("outgoing_by_origin")
    block = blocks(world)[-1]
    own = table[table["year"].between(block.first_year, block.last_year)]
    wide = own.pivot_table("inter_province_pct", "year", "zone").dropna()
    orders: dict[int, list[tuple[str, float]]] = {}
    for name, row in wide.iterrows():
        ranked = row.sort_values(ascending=False)
        orders[int(str(name))] = [(str(zone), float(share)) for zone, share in ranked.items()]
    year, last = max(orders), orders[max(orders)]
    since = year
    for earlier in sorted(orders, reverse=True):
        if orders[earlier][0][0] != last[0][0]:
            break
        since = earlier
    names = [[zone for zone, _share in one] for one in orders.values()]
    return Crossing(year, tuple(last), tuple(orders), since, all(one == names[-1] for one in names))


def table_of(world: World, basis: str) -> pd.DataFrame:
    """Workers by region of origin or of work, as the table has them."""
    table = world.table("workers_by_region")
    return table[table["basis"] == basis]
