"""Figures behind the cards: one region, one corridor, the nation."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import pandas as pd

from geo.flows.compare import RATES, SERIES, end_figures, series_by_year
from geo.flows.query import door
from geo.flows.question import Question
from geo.flows.sampling import region_ranges
from geo.flows.zones import region_sides, zone_cells
from geo.rows import rows_by_index, rows_of
from geo.shading.shade import shades_by_region
from geo.world.periods import last_year
from geo.world.regions import Members, zone_of
from geo.world.world import World

TOP = 5
SIDES = ("in", "out", "net")
CACHED = 128


@lru_cache(maxsize=64)
def margins(world: World, period: str) -> pd.DataFrame:
    """Margins of all regions in one interval.

    Returns
    -------
    DataFrame
        Indexed by ``region_code``: columns of ``region_flows`` and those of
        :func:`geo.flows.sampling.region_ranges`, and ``in_rank``, ``out_rank``, ``net_rank`` (1 is
        the largest) among the regions with statistics. The frame is shared.
    """
    table = world.table("region_flows")
    rows = region_ranges(table[table["period"] == period], world.table("periods"))
    for side in SIDES:
        rows[f"{side}_rank"] = rows[f"{side}_persons"].rank(ascending=False, method="min")
    return rows.set_index("region_code", drop=False)


@lru_cache(maxsize=64)
def moved(world: World, period: str) -> pd.Series:
    """People who left or reached each region in one interval, by code; shared."""
    rows = margins(world, period)
    return rows["in_persons"] + rows["out_persons"]


@lru_cache(maxsize=64)
def region_total(world: World, period: str) -> float:
    """People who left any region, summed over the regions of one interval."""
    return float(margins(world, period)["out_persons"].sum())


@lru_cache(maxsize=64)
def regions_counts(world: World, period: str) -> dict[str, int]:
    """Regions with a figure in one interval, by side: those that a rank of it counts."""
    rows = margins(world, period)
    return {side: int(rows[f"{side}_persons"].notna().sum()) for side in SIDES}


@lru_cache(maxsize=64)
def corridors_count(world: World, period: str) -> int:
    """Corridors with a row in one interval; a reader's file need not have a row for each pair."""
    return int(door(world).sums(Question(period))["corridors_count"].get(period, 0))


def region_margins(world: World, period: str, code: str) -> dict[str, float]:
    """Numbers of :func:`margins` of one region; NaN where the tables have no figure."""
    return _margins(world, period)[code]


def region_row(world: World, period: str, code: str) -> dict[str, Any]:
    """Row of :func:`margins` of one region."""
    return _rows(world, period)[code]


BESIDE = "beside"
"""Table of people with one end alone among the regions; most worlds have none."""
NAMED_ENDS = ("unknown", "abroad", "territory", "rest")
UNNAMED_END = "unnamed"
"""Kinds of the other end that have a name of their own, and what all others are together."""


@lru_cache(maxsize=64)
def _beside(world: World, period: str) -> dict[tuple[str, str], list[tuple[str, float]]]:
    """Kinds of other ends with their people, most first, by region and by side."""
    found: dict[tuple[str, str], list[tuple[str, float]]] = {}
    if not world.has(BESIDE) or world.category:
        return found  # of the people of a category nothing is known
    table = world.table(BESIDE)
    some = table[(table["period"] == period) & (table["persons"] > 0)]
    ends = some.assign(kind=some["kind"].where(some["kind"].isin(NAMED_ENDS), UNNAMED_END))
    sums = ends.groupby(["region_code", "side", "kind"], sort=False)["persons"].sum().reset_index()
    for row in rows_of(sums.sort_values("persons", ascending=False, kind="stable")):
        own = found.setdefault((row["region_code"], row["side"]), [])
        own.append((row["kind"], float(row["persons"])))
    return found


def beside(world: World, period: str, code: str, side: str) -> list[tuple[str, float]]:
    """People who came to a region or left it, whose other end is no region: in no corridor.

    Parameters
    ----------
    world, period
        As :func:`region_margins` takes them.
    code
        Region; empty for all of them together.
    side
        ``in`` or ``out``.

    Returns
    -------
    list of (str, float)
        Kind of the other end, one of :data:`NAMED_ENDS` or :data:`UNNAMED_END`, and people; most
        people first.
    """
    rows = _beside(world, period)
    if code:
        return rows.get((code, side), [])
    sums: dict[str, float] = {}
    for (_code, one), ends in rows.items():
        for kind, persons in ends if one == side else ():
            sums[kind] = sums.get(kind, 0.0) + persons
    return sorted(sums.items(), key=lambda end: -end[1])


@lru_cache(maxsize=64)
def _rows(world: World, period: str) -> dict[str, dict[str, Any]]:
    return rows_by_index(margins(world, period))


@lru_cache(maxsize=64)
def _margins(world: World, period: str) -> dict[str, dict[str, float]]:
    rows = margins(world, period)
    numbers = rows.drop(columns=["period", "region_code", "collection"]).astype(float)
    return rows_by_index(numbers)


@lru_cache(maxsize=CACHED)
def top_partners(
    world: World, period: str, code: str, direction: str, rank: str = ""
) -> pd.DataFrame:
    """Five first corridors out of or into a region, with their share of that side.

    Parameters
    ----------
    world, period, code
        As for :func:`region_margins`.
    direction : str
        ``out`` or ``in``.
    rank : str
        Key of :data:`geo.flows.question.RANKS`; by people when empty.

    Returns
    -------
    DataFrame
        Rows of :meth:`geo.flows.query.Flows.top`, best first, with ``partner_code`` and
        ``side_share_percent`` = 100 persons / all persons on that side. The frame is shared.
    """
    question = Question(period, region=code, direction=direction, rank=rank)
    partner = "destination_code" if direction == "out" else "origin_code"
    total = region_margins(world, period, code)[f"{direction}_persons"]
    top: pd.DataFrame = door(world).top(question, TOP)
    return top.assign(partner_code=top[partner], side_share_percent=100 * top["persons"] / total)


@lru_cache(maxsize=64)
def ranked(world: World, rank: str, period: str) -> bool:
    """Whether any corridor of an interval has a value of a rank."""
    sums = door(world).sums(Question(period, rank=rank))
    counted, missing = (sums[f"{one}_count"].get(period, 0) for one in ("corridors", "missing"))
    return counted > missing


@lru_cache(maxsize=CACHED)
def corridor_rows(world: World, origin: str, destination: str) -> dict[str, dict[str, Any]]:
    """Row of :meth:`geo.flows.query.Flows.history` by interval; shared, do not change them."""
    return {row["period"]: row for row in rows_of(door(world).history((origin, destination)))}


@lru_cache(maxsize=CACHED)
def ends(world: World, code: str, period: str) -> pd.DataFrame:
    """Indicators of one region: see :func:`geo.flows.compare.end_figures`; shared."""
    end_year = last_year(world.period_rows[period])
    declared = (*world.package.figures, *RATES)
    known = [one for one in declared if one.table != SERIES or world.has(SERIES)]
    return end_figures(shades_by_region(world), _series(world), code, period, end_year, known)


@lru_cache(maxsize=4)
def _series(world: World) -> dict[str, dict[int, dict[str, float]]]:
    return series_by_year(world.table(SERIES)) if world.has(SERIES) else {}


@lru_cache(maxsize=CACHED)
def cells(world: World, period: str, scheme: str) -> pd.DataFrame:
    """Square table of flows between zones: see :func:`geo.flows.zones.zone_cells`; shared."""
    members = world.members[scheme]
    sums = door(world).zones(members)
    hides = world.package.hides_pairs
    return zone_cells(sums[sums["period"] == period], list(members), hides)


@lru_cache(maxsize=CACHED)
def sides(world: World, period: str, scheme: str) -> pd.DataFrame:
    """Every region inside and beyond its zone: :func:`geo.flows.zones.region_sides`; shared."""
    members = world.members[scheme]
    found = door(world).sides(period, members)
    return region_sides(found, members, world.package.hides_pairs)


@lru_cache(maxsize=64)
def zone_sums(world: World, period: str, scheme: str) -> pd.DataFrame:
    """In, out and net of each zone with the rest of the country.

    Returns
    -------
    DataFrame
        Indexed by zone key: ``in_persons``, ``out_persons``, ``net_persons``; moves inside a zone
        stand on neither side. Nets sum to zero; a side without a row is missing where pairs may be
        hidden, and so is the net. The frame is shared, do not change it.
    """
    found = cells(world, period, scheme)
    found = found[found["origin_zone"] != found["destination_zone"]]
    table = pd.DataFrame(
        {
            f"{side}_persons": found.groupby(f"{end}_zone", sort=False)["migrants_persons"].sum(
                min_count=1
            )
            for side, end in (("in", "destination"), ("out", "origin"))
        }
    ).reindex(list(world.members[scheme]))
    table["net_persons"] = table["in_persons"] - table["out_persons"]
    return table


def region_rows(
    regions: pd.DataFrame, margins: pd.DataFrame, zones: Members, shade_values: pd.DataFrame
) -> pd.DataFrame:
    """All regions with their margins, zone and shade.

    Parameters
    ----------
    regions : DataFrame
        ``region_code`` of all units of the map, and their names.
    margins : DataFrame
        Rows of ``region_flows`` for one interval.
    zones : mapping
        Zone key to region codes of one scheme.
    shade_values : DataFrame
        Indexed by ``region_code``: ``value``, ``year``, ``blank``.

    Returns
    -------
    DataFrame
        The rows of ``regions`` in their order with ``zone``, the columns of ``margins`` and
        ``shade_value``, ``shade_year``, ``shade_blank``; missing for units without statistics.

    Examples
    --------
    >>> two = pd.DataFrame({"region_code": ["A", "B"]})
    >>> one = pd.DataFrame({"region_code": ["A"], "in_persons": [5.0]})
    >>> shade = pd.DataFrame({"value": [5.0], "year": [None], "blank": [None]}, index=["A"])
    >>> region_rows(two, one, {"east": ("A",)}, shade)["in_persons"].tolist()
    [5.0, nan]
    """
    table = regions.merge(margins, on="region_code", how="left", validate="one_to_one")
    shade = shade_values[["value", "year", "blank"]].add_prefix("shade_")
    table = table.join(shade, on="region_code")
    return table.assign(zone=table["region_code"].map(zone_of(zones)))
