"""Intervals of a reader's moves: years as the file spells them, and what is said of each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from geo.own import told as words
from geo.own.told import Told

SPELLED = re.compile(r"(\d{4})(?:-(\d{4}))?")
Years = tuple[int, int]


def years_of(period: str) -> Years | None:
    """First and last year of an interval; None where it has none.

    Examples
    --------
    >>> years_of("2017-2018"), years_of("2019"), years_of("undated")
    ((2017, 2018), (2019, 2019), None)
    """
    found = SPELLED.fullmatch(period)
    return (int(found[1]), int(found[2] or found[1])) if found else None


def intervals(periods: Iterable[str], told: Told) -> pd.DataFrame:
    """Table ``periods`` of a package, in the order of time; those without years come last.

    Parameters
    ----------
    periods
        ``2017-2018``, ``2019``, or `UNDATED`.
    told
        Kind of count and factors.

    Examples
    --------
    >>> intervals(["2019", "2017-2018"], Told())[["period", "residence_now"]].to_numpy().tolist()
    [['2017-2018', '2018-01-01'], ['2019', '2019-12-31']]
    """
    rows = [_row(period, told) for period in periods]
    table = pd.DataFrame(rows)
    for name in ("start_year", "end_year"):
        table[name] = table[name].astype("Int64")
    return table.sort_values(["start_year", "end_year", "period"], ignore_index=True)


def _row(period: str, told: Told) -> dict[str, object]:
    years, factor = years_of(period), factor_of(told, period)
    basis = "as the reader of the file says" if period in told.factors else "figures as they stand"
    first, last = years or (None, None)
    # A year alone is all of it; two years are counted from the first to the second.
    ends = f"{last}-12-31" if first == last else f"{last}-01-01"
    return {
        "period": period,
        "start_year": first,
        "end_year": last,
        "collection": collection_of(told, period),
        "expansion_factor": factor,
        "expansion_basis": basis,
        "residence_before": f"{first}-01-01" if years else None,
        "residence_now": ends if years else None,
        "table_title": told.title or words.TITLE,
        "caveat": None,
    }


def factor_of(told: Told, period: str) -> float:
    """People for each figure of an interval."""
    return float(told.factors.get(period, 1.0))


def collection_of(told: Told, period: str) -> str:
    """Key of the words that cite an interval."""
    is_plain = told.collection == words.SAMPLE and factor_of(told, period) == 1
    key = words.UNEXPANDED if is_plain else told.collection
    return key if years_of(period) else f"{key}-undated"


def cited() -> Mapping[str, str]:
    """The words that cite intervals, by the kind of their count: `collections` of a package."""
    undated = {f"{key}-undated": said for key, said in words.UNDATED_COLLECTED.items()}
    return {**words.COLLECTED, **undated}


def span(table: pd.DataFrame, told: Told) -> tuple[str, str]:
    """How long the intervals are, alone and before a noun; neutral where they differ.

    Examples
    --------
    >>> span(intervals(["2017-2018", "2018-2019"], Told()), Told())
    ('one year', 'one-year')
    >>> span(intervals(["2005-2009"], Told()), Told(is_pooled=True))
    ('one year', 'one-year')
    """
    lengths = {
        1 if told.is_pooled or first == last else int(last - first)
        for first, last in table[["start_year", "end_year"]].dropna().itertuples(index=False)
    }
    known = len(lengths) == 1 and table["start_year"].notna().all()
    return words.SPANS.get(lengths.pop(), words.SPAN) if known else words.SPAN


def covered(table: pd.DataFrame) -> str:
    """Years of the whole table, in the spelling of the file; neutral where it has none.

    Examples
    --------
    >>> covered(intervals(["2017-2018", "2012"], Told()))
    '2012, 2017-2018'
    """
    dated = table.loc[table["start_year"].notna(), "period"].tolist()
    return ", ".join(dated) if dated else words.NO_INTERVAL
