"""The series whose disparity is measured: which figures, which weights, which years.

A year counts only when every region with statistics has a value and a weight. The other years
are listed as gaps with their reason; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pandas as pd

from geo.flows.measures import PERSONS_PER_UNIT
from geo.world.declared import Disparity, Series

NO_FIGURES = "no figures"
INCOMPLETE_FIGURES = "incomplete figures"
NO_POPULATION = "no population"
INCOMPLETE_POPULATION = "incomplete population"
REASONS = (NO_FIGURES, INCOMPLETE_FIGURES, NO_POPULATION, INCOMPLETE_POPULATION)


def disparity_values(
    indicators: pd.DataFrame, regions: pd.DataFrame, declared: Disparity
) -> pd.DataFrame:
    """Value and weight of every region in the years that are complete.

    Parameters
    ----------
    indicators : DataFrame
        Long table with ``region_code``, ``year``, ``indicator`` and ``value``.
    regions : DataFrame
        ``region_code`` and ``has_statistics``.
    declared : Disparity
        The series and the populations that weigh, as the package names them.

    Returns
    -------
    DataFrame
        ``indicator`` (key of a series), ``year``, ``region_code``, ``value`` (unit of the
        series), ``weight_persons`` and ``weight_series`` (the indicator it comes from: two of
        them do not form one line).

    Examples
    --------
    >>> declared = Disparity.model_validate({
    ...     "weights": ({"indicator": "people", "meant": "people"},),
    ...     "series": ({"key": "income", "title": "Income", "meant": "income", "unit": "crowns",
    ...         "definition": "Income.", "figure": "sum", "worth": 100_000_000},)})
    >>> figures = pd.DataFrame({"region_code": ["A", "A"], "year": [2010, 2010],
    ...     "indicator": ["sum", "people"], "value": [3.0, 2.0]})
    >>> one = pd.DataFrame({"region_code": ["A"], "has_statistics": [True]})
    >>> disparity_values(figures, one, declared)["value"].tolist()
    [15000.0]
    """
    codes = regions.loc[regions["has_statistics"], "region_code"]
    kept = []
    for series in declared.series:
        known = _known(indicators, series, codes, declared.weight_indicators)
        whole = known.notna().groupby(level="year")[["figure", "weight_persons"]].sum()
        years = whole.index[(whole == len(codes)).all(axis=1)]
        rows = known[known.index.get_level_values("year").isin(years)].reset_index()
        rows["value"] = rows["figure"]
        if series.worth:
            rows["value"] = rows["figure"] * series.worth / rows["weight_persons"]
        rows.insert(0, "indicator", series.key)
        kept.append(rows.drop(columns="figure"))
    order = ["indicator", "year", "region_code", "value", "weight_persons", "weight_series"]
    return pd.concat(kept, ignore_index=True)[order]


def disparity_gaps(
    indicators: pd.DataFrame, regions: pd.DataFrame, declared: Disparity
) -> pd.DataFrame:
    """Years of each series, from its first figure to its last, that are not complete.

    Parameters
    ----------
    indicators, regions, declared
        As for :func:`disparity_values`.

    Returns
    -------
    DataFrame
        ``indicator``, ``year``, ``reason`` (one of :data:`REASONS`), ``figures_count`` and
        ``weights_count`` (regions that have one), ``lacking_codes`` (regions without a figure
        or a weight, joined by commas; missing when it is all of them).
    """
    codes = regions.loc[regions["has_statistics"], "region_code"]
    rows = []
    for series in declared.series:
        whole = _known(indicators, series, codes, declared.weight_indicators)
        for year, known in whole.groupby(level="year"):
            figures, weights = (int(known[one].count()) for one in ("figure", "weight_persons"))
            if min(figures, weights) == len(codes):
                continue
            without = known[known[["figure", "weight_persons"]].isna().any(axis=1)]
            lacking = sorted(without.index.get_level_values("region_code"))
            rows.append(
                {
                    "indicator": series.key,
                    "year": year,
                    "reason": _reason(figures, weights, len(codes)),
                    "figures_count": figures,
                    "weights_count": weights,
                    "lacking_codes": ",".join(lacking) if len(lacking) < len(codes) else None,
                }
            )
    return pd.DataFrame(rows)


def publications_behind(
    indicators: pd.DataFrame,
    publications: pd.DataFrame,
    names: Sequence[str],
    years: Iterable[int],
) -> tuple[str, ...]:
    """Publications of the figures and of the weights of a series in some years, each once.

    Parameters
    ----------
    indicators : DataFrame
        ``year``, ``indicator``, ``source_id`` (several joined by a semicolon).
    publications : DataFrame
        ``source_id`` and ``publication``.
    names : sequence of str
        Indicators: the figure of the series and its weights.
    years : iterable of int
        Complete years of the series.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2006], "indicator": ["sum"], "source_id": ["A;B"]})
    >>> books = pd.DataFrame({"source_id": ["A", "B"], "publication": ["Book", "Census"]})
    >>> publications_behind(rows, books, ["sum"], [2006])
    ('Book', 'Census')
    """
    named = indicators["indicator"].isin(list(names))
    ids = indicators.loc[named & indicators["year"].isin(list(years)), "source_id"].unique()
    titles = publications.set_index("source_id")["publication"]
    return tuple(dict.fromkeys(str(titles[one]) for joined in ids for one in joined.split(";")))


def _known(
    indicators: pd.DataFrame, series: Series, codes: pd.Series, weights: Sequence[str]
) -> pd.DataFrame:
    """Figure and weight of every region, each year from the first figure to the last."""
    figures = indicators[indicators["indicator"] == series.figure]
    years = range(figures["year"].min(), figures["year"].max() + 1) if len(figures) else range(0)
    keys = ["year", "region_code"]
    every = pd.MultiIndex.from_product([years, sorted(codes)], names=keys)
    people = indicators[indicators["indicator"].isin(list(weights))].set_index(keys).reindex(every)
    return pd.DataFrame(
        {
            "figure": figures.set_index(keys)["value"].reindex(every),
            "weight_persons": people["value"] * PERSONS_PER_UNIT,
            "weight_series": people["indicator"],
        }
    )


def _reason(figures: int, weights: int, complete: int) -> str:
    """What a year lacks, figures before weights."""
    if figures < complete:
        return INCOMPLETE_FIGURES if figures else NO_FIGURES
    return INCOMPLETE_POPULATION if weights else NO_POPULATION
