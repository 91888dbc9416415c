"""Standardised values of every variable and region, worked out once when the data is built."""

from __future__ import annotations

import numpy as np
import pandas as pd
from sklearn.preprocessing import StandardScaler

from geo.shading.shading import nearest_year
from geo.world.declared import Likeness, Variable


def similarity_scores(
    indicators: pd.DataFrame,
    region_flows: pd.DataFrame,
    periods: pd.DataFrame,
    regions: pd.DataFrame,
    likeness: Likeness | None,
) -> pd.DataFrame:
    """Value and standard score of every variable in every region with statistics.

    Parameters
    ----------
    indicators : DataFrame
        ``region_code``, ``year``, ``indicator``, ``value``.
    region_flows : DataFrame
        ``period``, ``region_code`` and the columns that variables name.
    periods : DataFrame
        ``period``, ``end_year``.
    regions : DataFrame
        ``region_code``, ``has_statistics``.
    likeness : Likeness or None
        The variables and their year, as the package names them.

    Returns
    -------
    DataFrame
        ``variable`` (its key), ``region_code``, ``year`` (last year of an
        interval; missing where the variable has no figure at all), ``period`` (missing for an
        indicator), ``value`` (unit of the variable) and ``score`` (standard deviations from the
        mean of the regions that have a figure). A region without a figure has neither.

    Notes
    -----
    Formula: z = (x - mean) / s with x the value or its natural logarithm and s the population
    standard deviation; z = 0 where all regions are equal. Source: scikit-learn, StandardScaler.
    """
    codes = regions.loc[regions["has_statistics"], "region_code"].sort_values()
    frames = []
    if likeness is None:
        raise ValueError("likeness: found none, expected the variables of the table")
    for variable in likeness.variables:
        dated = _dated(variable, indicators, region_flows, periods)
        counts = dated.dropna(subset="value").groupby("year")["region_code"].nunique()
        year = nearest_year(counts, likeness.year, len(codes))
        chosen = dated[dated["year"] == year].set_index("region_code").reindex(codes)
        chosen["year"] = year
        chosen["period"] = chosen["period"].dropna().iloc[0] if chosen["period"].any() else None
        chosen["score"] = _standardised(chosen["value"], variable.logged)
        frames.append(chosen.assign(variable=variable.key).reset_index())
    order = ["variable", "region_code", "year", "period", "value", "score"]
    return pd.concat([frame[order].astype(_KINDS) for frame in frames], ignore_index=True)


_KINDS = {"year": "Int64", "period": "str", "value": "float64", "score": "float64"}


def _dated(
    variable: Variable,
    indicators: pd.DataFrame,
    region_flows: pd.DataFrame,
    periods: pd.DataFrame,
) -> pd.DataFrame:
    """All figures of a variable: region, year, period (missing for an indicator) and value."""
    if variable.table == "indicators":
        rows = indicators[indicators["indicator"] == variable.column]
        return rows[["region_code", "year", "value"]].assign(period=None)
    years = periods.set_index("period")["end_year"]
    return pd.DataFrame(
        {
            "region_code": region_flows["region_code"],
            "year": region_flows["period"].map(years),
            "value": region_flows[variable.column],
            "period": region_flows["period"],
        }
    )


def _standardised(values: pd.Series, logged: bool) -> pd.Series:
    """Standard scores of one column; missing values stay missing and weigh nothing."""
    column = values.astype(float).to_numpy().reshape(-1, 1)
    if np.isnan(column).all():
        return pd.Series(np.nan, index=values.index)
    scores = StandardScaler().fit_transform(np.log(column) if logged else column)
    return pd.Series(scores[:, 0], index=values.index)
