"""What corridors can be ranked by beside people: growth, gaps, distance."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

import numpy as np
import pandas as pd

from geo.flows.measures import numbered
from geo.flows.question import SMALL_BASE_SAMPLE_PERSONS
from geo.shapes.distances import capital_distances

KEYS = ["origin_code", "destination_code"]
NONE: Mapping[str, tuple[str, ...]] = MappingProxyType({})
GROWTH = ("earlier_period", "growth_persons", "growth_percent", "growth_small_base")


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
    table = corridors.join(growth(corridors, periods))
    apart: list[str] = []
    if disparity_values is not None:
        for name, series in gaps.items():
            found = _gap(table, disparity_values, periods, series).add_prefix(f"{name}_")
            table, apart = table.join(found), [*apart, *found]
    _, first, rows = np.unique(numbered(table)["pair"], return_index=True, return_inverse=True)
    pairs = table.iloc[first][KEYS]  # each once: distances are found among few texts
    far = pairs.merge(capital_distances(regions, pairs), on=KEYS, how="left", validate="one_to_one")
    table["distance_km"] = far["distance_km"].to_numpy()[rows]
    return table[["period", *KEYS, *GROWTH, *apart, "distance_km"]]


def growth(corridors: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Growth of every corridor against the interval before.

    Parameters
    ----------
    corridors, periods
        As for :func:`corridor_contrasts`; whether two intervals may be compared at all is for
        :func:`geo.flows.change.comparability`.

    Returns
    -------
    DataFrame
        With the index of ``corridors``: ``earlier_period``, ``growth_persons`` = this interval
        less the one before, ``growth_percent`` = 100 growth / earlier (missing where earlier is
        0), ``growth_small_base`` (fewer than 100 sampled people either time). All are missing in
        the first interval, and where the corridor was not counted before.

    Examples
    --------
    >>> rows = pd.DataFrame({"period": ["a", "b"], "origin_code": "1", "destination_code": "2",
    ...     "migrants_persons": [200.0, 500.0], "sample_persons": [20, 50]})
    >>> two = pd.DataFrame({"period": ["a", "b"], "start_year": [2000, 2005]})
    >>> growth(rows, two)[["growth_persons", "growth_percent"]].to_numpy().tolist()
    [[nan, nan], [300.0, 150.0]]
    """
    order = pd.Index(periods.sort_values("start_year")["period"])
    found, texts = pd.factorize(corridors["period"])
    at = order.get_indexer(pd.Index(texts)).astype(np.int64)[found]
    pair = numbered(corridors)["pair"].to_numpy()
    pairs = int(pair.max(initial=0)) + 1
    numbers = at * pairs + pair
    rows = np.argsort(numbers, kind="stable")
    found = np.searchsorted(numbers[rows], numbers - pairs)
    before = rows[np.minimum(found, len(rows) - 1)] if len(rows) else rows
    known = (at > 0) & (numbers[before] == numbers - pairs)
    persons, sampled = (
        corridors[name].to_numpy(dtype=float) for name in ("migrants_persons", "sample_persons")
    )
    earlier = np.where(known, persons[before], np.nan)
    grown = persons - earlier
    fewest = np.minimum(sampled, sampled[before])
    small = pd.array(fewest < SMALL_BASE_SAMPLE_PERSONS, dtype="boolean")
    small[~known] = pd.NA
    return pd.DataFrame(
        {
            "earlier_period": pd.Series(order.take(np.maximum(at - 1, 0)), corridors.index).where(
                known
            ),
            "growth_persons": grown,
            "growth_percent": 100 * grown / np.where(earlier != 0, earlier, np.nan),
            "growth_small_base": small,
        },
        index=corridors.index,
    )


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
