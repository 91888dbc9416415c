"""The series whose disparity is measured: which figures, which weights, which years.

A year counts only when every region with statistics has a value and a weight. The other years
are listed as gaps with their reason; nothing is filled in.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import pandas as pd

from geo.flows.measures import PERSONS_PER_UNIT

YUAN_PER_UNIT = 100_000_000  # gross regional product is printed in 100 million yuan

NO_FIGURES = "no figures"
INCOMPLETE_FIGURES = "incomplete figures"
NO_POPULATION = "no population"
INCOMPLETE_POPULATION = "incomplete population"
REASONS = (NO_FIGURES, INCOMPLETE_FIGURES, NO_POPULATION, INCOMPLETE_POPULATION)


@dataclass(frozen=True)
class Series:
    """One series of values per head whose disparity is measured.

    Attributes
    ----------
    key : str
        The word in the address.
    title, unit, definition : str
        Plain English; the definition says what the value is and what it must not be joined to.
    figure : str
        Indicator whose printed figures it is made of.
    per_head : bool
        True where the figure is a sum in 100 million yuan, divided here by the weight.
    decimals : int
        Digits after the point to print.
    """

    key: str
    title: str
    unit: str
    definition: str
    figure: str
    per_head: bool = False
    decimals: int = 0


SERIES: tuple[Series, ...] = (
    Series(
        "gdp_per_capita",
        "GDP per head, as known about 2009",
        "yuan",
        "Gross regional product as known about 2009 over the mean population of two year-ends "
        "(1990 and 2000: the population at the end of the year). Current prices. Never joined to "
        "the revised series.",
        "gdp_per_capita_derived",
    ),
    Series(
        "gdp_per_capita_revised",
        "GDP per head, revised",
        "yuan",
        "Revised gross regional product over the resident population of the same year (year-end; "
        "2020: census of 1 November). Current prices. Never joined to the earlier series.",
        "grp_revised",
        per_head=True,
    ),
    Series(
        "urbanisation_rate",
        "Urban share of population",
        "%",
        "Share of residents who live in urban areas.",
        "urbanisation_rate",
        decimals=1,
    ),
    Series(
        "urban_disposable_income_per_capita",
        "Urban disposable income per head",
        "yuan",
        "Disposable income per head of urban households, weighted here by all residents. Current "
        "prices.",
        "urban_disposable_income_per_capita",
    ),
)
SERIES_NAMED = {series.key: series for series in SERIES}

WEIGHTS = ("population_compendium", "resident_population")
"""Populations that weigh: the compendium up to 1999, the yearbook and census from 2000 on."""


def disparity_values(indicators: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Value and weight of every region in the years that are complete.

    Parameters
    ----------
    indicators : DataFrame
        Long table with ``region_code``, ``year``, ``indicator`` and ``value``.
    regions : DataFrame
        ``region_code`` and ``has_statistics``.

    Returns
    -------
    DataFrame
        ``indicator`` (key of :data:`SERIES`), ``year``, ``region_code``, ``value`` (unit of the
        series), ``weight_persons`` and ``weight_series`` (the indicator it comes from: those of
        before and from 2000 on do not form one line).

    Examples
    --------
    >>> figures = pd.DataFrame({"region_code": ["11", "11"], "year": [2010, 2010],
    ...     "indicator": ["grp_revised", "resident_population"], "value": [3.0, 2.0]})
    >>> one = pd.DataFrame({"region_code": ["11"], "has_statistics": [True]})
    >>> disparity_values(figures, one)["value"].tolist()
    [15000.0]
    """
    codes = regions.loc[regions["has_statistics"], "region_code"]
    kept = []
    for series in SERIES:
        known = _known(indicators, series, codes)
        whole = known.notna().groupby(level="year")[["figure", "weight_persons"]].sum()
        years = whole.index[(whole == len(codes)).all(axis=1)]
        rows = known[known.index.get_level_values("year").isin(years)].reset_index()
        rows["value"] = rows["figure"]
        if series.per_head:
            rows["value"] = rows["figure"] * YUAN_PER_UNIT / rows["weight_persons"]
        rows.insert(0, "indicator", series.key)
        kept.append(rows.drop(columns="figure"))
    order = ["indicator", "year", "region_code", "value", "weight_persons", "weight_series"]
    return pd.concat(kept, ignore_index=True)[order]


def disparity_gaps(indicators: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Years of each series, from its first figure to its last, that are not complete.

    Parameters
    ----------
    indicators, regions : DataFrame
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
    for series in SERIES:
        for year, known in _known(indicators, series, codes).groupby(level="year"):
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
    indicators: pd.DataFrame, publications: pd.DataFrame, series: Series, years: Iterable[int]
) -> tuple[str, ...]:
    """Publications of the figures and of the weights of a series in some years, each once.

    Parameters
    ----------
    indicators : DataFrame
        ``year``, ``indicator``, ``source_id`` (several joined by a semicolon).
    publications : DataFrame
        ``source_id`` and ``publication``.
    series : Series
        One of :data:`SERIES`.
    years : iterable of int
        Complete years of the series.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2006], "indicator": ["grp_revised"], "source_id": ["A;B"]})
    >>> books = pd.DataFrame({"source_id": ["A", "B"], "publication": ["Book", "Census"]})
    >>> publications_behind(rows, books, SERIES_NAMED["gdp_per_capita_revised"], [2006])
    ('Book', 'Census')
    """
    named = indicators["indicator"].isin([series.figure, *WEIGHTS])
    ids = indicators.loc[named & indicators["year"].isin(list(years)), "source_id"].unique()
    titles = publications.set_index("source_id")["publication"]
    return tuple(dict.fromkeys(str(titles[one]) for joined in ids for one in joined.split(";")))


def _known(indicators: pd.DataFrame, series: Series, codes: pd.Series) -> pd.DataFrame:
    """Figure and weight of every region, each year from the first figure to the last."""
    figures = indicators[indicators["indicator"] == series.figure]
    years = range(figures["year"].min(), figures["year"].max() + 1) if len(figures) else range(0)
    keys = ["year", "region_code"]
    every = pd.MultiIndex.from_product([years, sorted(codes)], names=keys)
    people = indicators[indicators["indicator"].isin(WEIGHTS)].set_index(keys).reindex(every)
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
