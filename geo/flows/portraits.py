"""Figures behind the cards: one region, one corridor, the nation."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

import pandas as pd

from geo.flows.question import Question
from geo.world.places import corridor_ends
from geo.world.regions import Members, zone_flows, zone_of
from geo.world.world import Store

TOP = 5


def region_margins(store: Store, period: str, code: str) -> dict[str, float]:
    """In, out, net, rates and ranks of a region in one interval.

    Returns
    -------
    dict
        Columns of ``region_flows`` and ``in_rank``, ``out_rank``, ``net_rank`` (1 is the
        largest) among the regions with statistics. NaN where the tables have no figure.
    """
    table = store.table("region_flows")
    table = table[table["period"] == period].set_index("region_code").drop(columns="period")
    table = table.astype(float)
    for side in ("in", "out", "net"):
        ranks = table[f"{side}_persons"].rank(ascending=False, method="min")
        table[f"{side}_rank"] = ranks
    return {str(column): value for column, value in table.loc[code].to_dict().items()}


def top_partners(
    store: Store, period: str, code: str, direction: str, rank: str = ""
) -> pd.DataFrame:
    """Five first corridors out of or into a region, with their share of that side.

    Parameters
    ----------
    store, period, code
        As for :func:`region_margins`.
    direction : str
        ``out`` or ``in``.
    rank : str
        Key of :data:`geo.flows.question.RANKS`; by people when empty.

    Returns
    -------
    DataFrame
        Rows of the corridors table, best first, with ``partner_code`` and ``side_share_percent``
        = 100 persons / all persons on that side.
    """
    rows = store.flows.rows(Question(period, region=code, direction=direction, rank=rank))
    partner = "destination_code" if direction == "out" else "origin_code"
    total = rows["persons"].sum()
    top = rows.head(TOP)
    return top.assign(partner_code=top[partner], side_share_percent=100 * top["persons"] / total)


def corridor_history(store: Store, key: str) -> pd.DataFrame:
    """One corridor in every interval.

    Returns
    -------
    DataFrame
        Rows of the corridors table in time order; ``rank`` is by people in each interval.
    """
    origin, destination = corridor_ends(key)
    table = store.table("corridors")
    chosen = (table["origin_code"] == origin) & (table["destination_code"] == destination)
    return table[chosen].sort_values("period", ignore_index=True)


def largest(store: Store, question: Question, count: int) -> pd.DataFrame:
    """First corridors of a question, by people whatever its measure, or by its rank."""
    return store.flows.rows(replace(question, measure="people")).head(count)


@lru_cache(maxsize=64)
def zone_sums(store: Store, period: str, scheme: str) -> pd.DataFrame:
    """In, out and net of each zone with the rest of the country.

    Returns
    -------
    DataFrame
        Indexed by zone key: ``in_persons``, ``out_persons``, ``net_persons``; moves inside a zone
        stand on neither side. Nets sum to zero. The frame is shared, do not change it.
    """
    rows = store.flows.rows(Question(period))
    cells = zone_flows(rows, store.members[scheme], list(store.members[scheme]))
    cells = cells[cells["origin_zone"] != cells["destination_zone"]]
    table = pd.DataFrame(
        {
            "in_persons": cells.groupby("destination_zone", sort=False)["migrants_persons"].sum(),
            "out_persons": cells.groupby("origin_zone", sort=False)["migrants_persons"].sum(),
        }
    ).reindex(list(store.members[scheme]))
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
    >>> two = pd.DataFrame({"region_code": ["11", "71"]})
    >>> one = pd.DataFrame({"region_code": ["11"], "in_persons": [5.0]})
    >>> shade = pd.DataFrame({"value": [5.0], "year": [None], "blank": [None]}, index=["11"])
    >>> region_rows(two, one, {"east": ("11",)}, shade)["in_persons"].tolist()
    [5.0, nan]
    """
    table = regions.merge(margins, on="region_code", how="left", validate="one_to_one")
    shade = shade_values[["value", "year", "blank"]].add_prefix("shade_")
    table = table.join(shade, on="region_code")
    return table.assign(zone=table["region_code"].map(zone_of(zones)))
