"""What corridors can be ranked by beside people: growth, gaps, distance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import pandas as pd

from geo.flows.change import corridor_change
from geo.shapes.distances import capital_distances

KEYS = ["origin_code", "destination_code"]
NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
GROWTH = {
    "change_persons": "growth_persons",
    "change_percent": "growth_percent",
    "small_base": "growth_small_base",
}


def corridor_contrasts(
    corridors: pd.DataFrame,
    periods: pd.DataFrame,
    regions: pd.DataFrame,
    disparity_values: pd.DataFrame | None = None,
    gaps: Mapping[str, tuple[str, ...]] = NONE,
) -> pd.DataFrame:
    """Every corridor and interval with its growth, gaps of its ends and distance.

    Parameters
    ----------
    corridors : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``migrants_persons``,
        ``sample_persons``.
    periods : DataFrame
        ``period``, ``start_year``, ``end_year``, ``expansion_factor``.
    regions : DataFrame
        ``region_code``, capitals (``anchor_lon``, ``anchor_lat``), ``has_statistics``.
    disparity_values : DataFrame, optional
        ``indicator``, ``year``, ``region_code``, ``value`` in money, complete years only; without
        it there are no columns of gaps.
    gaps : mapping
        Series behind each gap, the preferred one first; see `Package.gaps`.

    Returns
    -------
    DataFrame
        In the order of ``corridors``, its three keys and:

        ``earlier_period``, ``growth_persons``, ``growth_percent``, ``growth_small_base``
            as in :func:`growth`, against the interval before; missing for the first one.
        ``gdp_gap_yuan``, ``gdp_gap_ratio``, ``gdp_series``, ``gdp_year``
            destination less origin, and over origin, in the last year of the interval.
        ``income_gap_yuan``, ``income_gap_ratio``, ``income_series``, ``income_year``
            the same of urban disposable income per head.
        ``distance_km``
            great circle from capital to capital.

        A gap is missing unless every region has a figure for that very year: no other year and
        no mixture of series stands in.
    """
    order = periods.sort_values("start_year")["period"].tolist()
    before = dict(zip(order[1:], order[:-1], strict=True))
    grown = [growth(corridors, periods, earlier, later) for later, earlier in before.items()]
    if not grown:  # one interval has nothing to grow from
        grown = [growth(corridors, periods, order[0], order[0]).head(0)]
    table = corridors.merge(pd.concat(grown), on=["period", *KEYS], how="left")
    table["growth_small_base"] = table["growth_small_base"].astype("boolean")
    apart: list[str] = []
    if disparity_values is not None:
        for name, series in gaps.items():
            found = _gap(table, disparity_values, periods, series).add_prefix(f"{name}_")
            table, apart = table.join(found), [*apart, *found]
    table = table.merge(capital_distances(regions), on=KEYS, how="left", validate="many_to_one")
    grown_columns = ["earlier_period", *GROWTH.values()]
    return table[["period", *KEYS, *grown_columns, *apart, "distance_km"]]


def growth(
    corridors: pd.DataFrame, periods: pd.DataFrame, earlier: str, later: str
) -> pd.DataFrame:
    """Growth of every corridor from one interval to another.

    Parameters
    ----------
    corridors, periods, earlier, later
        As for :func:`geo.flows.change.corridor_change`; whether the two may be compared at all is
        for :func:`geo.flows.change.comparability`.

    Returns
    -------
    DataFrame
        ``origin_code``, ``destination_code``, ``period`` (the later), ``earlier_period``,
        ``growth_persons`` = later less earlier, ``growth_percent`` = 100 growth / earlier (missing
        where earlier is 0), ``growth_small_base`` (fewer than 100 sampled people either time).

    Examples
    --------
    >>> rows = pd.DataFrame({"period": ["a", "b"], "origin_code": "1", "destination_code": "2",
    ...     "migrants_persons": [200.0, 500.0], "sample_persons": [20, 50]})
    >>> two = pd.DataFrame({"period": ["a", "b"], "expansion_factor": 10.0})
    >>> growth(rows, two, "a", "b")[["growth_persons", "growth_percent"]].to_numpy().tolist()
    [[300.0, 150.0]]
    """
    change = corridor_change(corridors, periods, earlier, later).rename(columns=GROWTH)
    dated = change.assign(period=later, earlier_period=earlier)
    return dated[[*KEYS, "period", "earlier_period", *GROWTH.values()]]


_DATED = ("series", "year")


def _gap(
    table: pd.DataFrame, values: pd.DataFrame, periods: pd.DataFrame, series: tuple[str, ...]
) -> pd.DataFrame:
    """Destination against origin in the last year of each interval, in one series at both ends."""
    known = values[values["indicator"].isin(series)]
    known = known.assign(preference=known["indicator"].map(series.index))
    first = known["preference"] == known.groupby("year")["preference"].transform("min")
    figures = known[first].set_index(["year", "region_code"])
    year = table["period"].map(periods.set_index("period")["end_year"])
    ends = []
    for end in reversed(KEYS):
        at = pd.MultiIndex.from_arrays([year, table[end]])
        ends.append(figures[["value", "indicator"]].reindex(at).set_axis(table.index))
    destination, origin = ends
    gap = destination["value"] - origin["value"]
    return pd.DataFrame(
        {
            "gap_yuan": gap,
            "gap_ratio": destination["value"] / origin["value"],
            "series": origin["indicator"].where(gap.notna()),
            "year": year.where(gap.notna()).astype("Int64"),
        }
    )
