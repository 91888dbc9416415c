"""Corridor and region measures worked out once, when the data is built.

Everything here is a plain frame in and a plain frame out. Counts arrive as sample persons and as
estimates (sample persons times the factor of the period); rates use one named denominator, the
resident population at the end of the interval.
"""

from __future__ import annotations

import math

import numpy as np
import pandas as pd

POPULATION_INDICATOR = "resident_population"
PERSONS_PER_UNIT = 10_000  # the yearbook prints population in ten thousands
WHOLE = "whole_sample_persons"
ZERO = "zero"
NO_FIGURES = pd.DataFrame(
    {
        "region_code": pd.Series(dtype="str"),
        "year": pd.Series(dtype="Int64"),
        "indicator": pd.Series(dtype="str"),
        "value": pd.Series(dtype="float64"),
    }
)
"""Indicators of a world that has none."""


def end_year_population(
    periods: pd.DataFrame, indicators: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Resident population of each region at the end of each interval.

    Parameters
    ----------
    periods : DataFrame
        Columns ``period`` and ``end_year``.
    indicators : DataFrame
        Long table with ``region_code``, ``year``, ``indicator`` and ``value`` in ten thousands;
        a world without one has no residents.

    Returns
    -------
    DataFrame
        ``period``, ``region_code``, ``population_persons``, ``population_year``. A region
        without a figure for that year has no row; it is never filled from another year.

    Source: the figures of residents that the package declares.

    Examples
    --------
    >>> periods = pd.DataFrame({"period": ["1995-2000"], "end_year": [2000]})
    >>> figures = pd.DataFrame({"region_code": ["A"], "year": [2000],
    ...     "indicator": ["resident_population"], "value": [1364.0]})
    >>> int(end_year_population(periods, figures)["population_persons"].iloc[0])
    13640000
    """
    known = NO_FIGURES if indicators is None else indicators
    figures = known.loc[
        known["indicator"] == POPULATION_INDICATOR, ["region_code", "year", "value"]
    ]
    joined = periods[["period", "end_year"]].merge(figures, left_on="end_year", right_on="year")
    return pd.DataFrame(
        {
            "period": joined["period"],
            "region_code": joined["region_code"],
            "population_persons": joined["value"] * PERSONS_PER_UNIT,
            "population_year": joined["year"],
        }
    )


def corridors(
    flows: pd.DataFrame,
    periods: pd.DataFrame,
    indicators: pd.DataFrame | None = None,
    absent: str | None = None,
) -> pd.DataFrame:
    """Every directed corridor with its counterflow, net, effectiveness, share, rate and rank.

    Parameters
    ----------
    flows : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``sample_persons``,
        ``migrants_persons``, ``caveat``; one row per directed pair and period. Where only some
        people are kept, ``whole_sample_persons`` counts all of the pair.
    periods, indicators : DataFrame
        As for :func:`end_year_population`.
    absent
        What a pair without a row is, see `Package.absent_pairs`: what needs the opposite corridor
        is missing where that has no row, unless it is ``zero``.

    Returns
    -------
    DataFrame
        The rows of ``flows`` with, in persons unless the name says otherwise:
        ``reverse_persons`` and ``reverse_sample_persons`` (the opposite corridor),
        ``net_persons`` = M_ij - M_ji, ``gross_persons`` = M_ij + M_ji,
        ``gross_sample_persons``,
        ``effectiveness_percent`` = 100 net / gross (missing where gross is 0),
        ``origin_out_persons`` = sum_j M_ij, ``share_percent`` = 100 M_ij / origin_out,
        ``origin_population_persons``, ``origin_population_year``,
        ``rate_per_1000`` = 1000 M_ij / population of the origin at the end of the interval,
        ``category_share_percent`` = 100 sample / whole (missing where all people are counted, or
        nobody moved at all),
        ``rank`` = 1 for the largest M_ij of the period (ties by codes).

    Source: Shryock and Siegel, The Methods and Materials of Demography (net, effectiveness).

    Examples
    --------
    >>> flows = pd.DataFrame({"period": ["a", "a"], "origin_code": ["1", "2"],
    ...     "destination_code": ["2", "1"], "sample_persons": [3, 1],
    ...     "migrants_persons": [30.0, 10.0], "caveat": [None, None]})
    >>> none = pd.DataFrame({"region_code": [], "year": [], "indicator": [], "value": []})
    >>> periods = pd.DataFrame({"period": ["a"], "end_year": [2000]})
    >>> corridors(flows, periods, none)["effectiveness_percent"].tolist()
    [50.0, -50.0]
    """
    at = numbered(flows)
    reverse = flows[["migrants_persons", "sample_persons"]].set_axis(
        ["reverse_persons", "reverse_sample_persons"], axis="columns"
    )
    table = flows.assign(row=at["row"].to_numpy()).merge(
        reverse.assign(row=at["turned"].to_numpy()), on="row", how="left", validate="one_to_one"
    )
    if absent == ZERO:
        table = table.fillna({"reverse_persons": 0.0, "reverse_sample_persons": 0})
    table["net_persons"] = table["migrants_persons"] - table["reverse_persons"]
    table["gross_persons"] = table["migrants_persons"] + table["reverse_persons"]
    table["gross_sample_persons"] = table["sample_persons"] + table["reverse_sample_persons"]
    table["effectiveness_percent"] = _percent(table["net_persons"], table["gross_persons"])
    by_origin = table["migrants_persons"].groupby(at["left"].to_numpy())
    table["origin_out_persons"] = by_origin.transform("sum")
    table["share_percent"] = _percent(table["migrants_persons"], table["origin_out_persons"])
    population = end_year_population(periods, indicators).rename(
        columns={
            "region_code": "origin_code",
            "population_persons": "origin_population_persons",
            "population_year": "origin_population_year",
        }
    )
    keys = ["period", "origin_code"]
    if population.empty:  # nothing is found in millions of texts
        table = table.assign(**population.drop(columns=keys).reindex(table.index))
    else:
        table = table.merge(population, on=keys, how="left", validate="many_to_one")
    table["rate_per_1000"] = 1000 * table["migrants_persons"] / table["origin_population_persons"]
    table["category_share_percent"] = _percent(table["sample_persons"], _whole(table))
    order = np.lexsort((at["row"], -table["migrants_persons"], at["period"]))
    table = table.drop(columns="row").take(order).reset_index(drop=True)
    table["rank"] = table.groupby("period").cumcount() + 1
    return table.drop(columns=WHOLE, errors="ignore")


def numbered(flows: pd.DataFrame) -> pd.DataFrame:
    """Numbers for the texts of some rows: of millions, these are matched many times as fast.

    Parameters
    ----------
    flows : DataFrame
        ``period``, ``origin_code`` and ``destination_code``.

    Returns
    -------
    DataFrame
        Row by row the numbers of the ``period``, of the ``pair`` whatever the period, of those
        who ``left`` one origin in it, of the ``row``, and of the row of the pair ``turned``; all
        in the order of the texts.

    Examples
    --------
    >>> rows = pd.DataFrame({"period": "a", "origin_code": ["2", "1"],
    ...     "destination_code": ["1", "2"]})
    >>> numbered(rows)[["row", "turned"]].to_numpy().tolist()
    [[2, 1], [1, 2]]
    """
    period, _ = pd.factorize(flows["period"], sort=True)
    both = pd.concat([flows["origin_code"], flows["destination_code"]], ignore_index=True)
    ends, codes = pd.factorize(both, sort=True)
    origin, destination = np.split(ends, 2)
    pair, turned = origin * len(codes) + destination, destination * len(codes) + origin
    return pd.DataFrame(
        {
            "period": period,
            "pair": pair,
            "left": period * len(codes) + origin,
            "row": period * len(codes) ** 2 + pair,
            "turned": period * len(codes) ** 2 + turned,
        }
    )


def region_flows(
    flows: pd.DataFrame,
    periods: pd.DataFrame,
    indicators: pd.DataFrame | None = None,
    regions: pd.DataFrame = NO_FIGURES,
    absent: str | None = None,
) -> pd.DataFrame:
    """In, out and net of every region and period, with rates and effectiveness.

    Parameters
    ----------
    flows, periods, indicators, absent
        As for :func:`corridors`. A region without a row is missing, unless that is ``zero``.
    regions : DataFrame
        ``region_code`` and ``has_statistics``; only regions with statistics get rows.

    Returns
    -------
    DataFrame
        One row per period and region: ``in_persons``, ``out_persons``, ``net_persons`` = in -
        out, the same as ``*_sample_persons``, ``effectiveness_percent`` = 100 net / (in + out),
        ``population_persons``, ``population_year`` and ``in_``, ``out_``,
        ``net_rate_per_1000`` over that population, ``in_`` and ``out_category_share_percent`` (of
        all people, where only some are kept, else missing). Nets of a period sum to zero.

    Source: Rogers, Raymer and Newbold (2003) on rates over the population at risk; the named
    denominator here is the resident population at the end of the interval.

    Examples
    --------
    >>> flows = pd.DataFrame({"period": ["a", "a"], "origin_code": ["1", "2"],
    ...     "destination_code": ["2", "1"], "sample_persons": [3, 1],
    ...     "migrants_persons": [30.0, 10.0]})
    >>> none = pd.DataFrame({"region_code": [], "year": [], "indicator": [], "value": []})
    >>> periods = pd.DataFrame({"period": ["a"], "end_year": [2000]})
    >>> two = pd.DataFrame({"region_code": ["1", "2"], "has_statistics": [True, True]})
    >>> region_flows(flows, periods, none, two)["net_persons"].tolist()
    [-20.0, 20.0]
    """
    counts = ["sample_persons", "migrants_persons"]
    wholes = _whole(flows)
    sides = {
        side: flows.groupby(["period", f"{end}_code"])[counts].sum()
        for side, end in (("in", "destination"), ("out", "origin"))
    }
    counted = regions.loc[regions["has_statistics"], "region_code"]
    index = pd.MultiIndex.from_product(
        [periods["period"], counted], names=["period", "region_code"]
    )
    table = pd.DataFrame(index=index)
    for side, sums in sides.items():
        sums.index = sums.index.set_names(["period", "region_code"])
        aligned = sums.reindex(index, fill_value=0 if absent == ZERO else math.nan)
        table[f"{side}_persons"] = aligned["migrants_persons"]
        table[f"{side}_sample_persons"] = aligned["sample_persons"]
        ends = [flows["period"], flows[f"{'destination' if side == 'in' else 'origin'}_code"]]
        whole = wholes.groupby(ends).sum(min_count=1).reindex(index)
        table[f"{side}_category_share_percent"] = _percent(aligned["sample_persons"], whole)
    table["net_persons"] = table["in_persons"] - table["out_persons"]
    table["net_sample_persons"] = table["in_sample_persons"] - table["out_sample_persons"]
    gross = table["in_persons"] + table["out_persons"]
    table["effectiveness_percent"] = _percent(table["net_persons"], gross)
    table = table.reset_index().merge(
        end_year_population(periods, indicators), on=["period", "region_code"], how="left"
    )
    for side in ("in", "out", "net"):
        table[f"{side}_rate_per_1000"] = (
            1000 * table[f"{side}_persons"] / table["population_persons"]
        )
    return table


def _whole(flows: pd.DataFrame) -> pd.Series:
    """All people of each pair where only some are kept, else missing."""
    nothing = pd.Series(math.nan, index=flows.index)
    return flows.get(WHOLE, nothing).astype("float64")


def _percent(part: pd.Series, whole: pd.Series) -> pd.Series:
    """100 part / whole, missing where the whole is zero."""
    return 100 * part / whole.where(whole != 0)
