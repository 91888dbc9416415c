"""Dates on the one clock of the timeline."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

import pandas as pd

DAYS = 365.25
UNDATED = "undated"
"""Key of the one interval of moves whose table states none."""


@cache
def decimal_year(text: str) -> float:
    """Position of a date on the axis, in years.

    Parameters
    ----------
    text : str
        ``1995``, ``2003-09`` or ``2001-10-01``. A bare year or month stands at its start.

    Raises
    ------
    ValueError
        When the text is no date.

    Examples
    --------
    >>> decimal_year("1995"), round(decimal_year("2003-09"), 2)
    (1995.0, 2003.66)
    """
    date = pd.Timestamp(text)
    start = pd.Timestamp(year=date.year, month=1, day=1)
    return float(round(date.year + (date - start).days / DAYS, 3))


def years_without_total(series: pd.DataFrame) -> list[int]:
    """Years between the first and the last dated total of the paper that have no figure.

    Parameters
    ----------
    series : DataFrame
        ``indicator``, ``year`` (missing where the paper gives no single year).

    Examples
    --------
    >>> table = pd.DataFrame({"indicator": ["rural_migrants"] * 2, "year": [1988, 1991]})
    >>> years_without_total(table)
    [1989, 1990]
    """
    years = series.loc[series["indicator"] == "rural_migrants", "year"].dropna().astype(int)
    return sorted(set(range(years.min(), years.max())) - set(years))


def is_dated(row: Mapping[str, Any]) -> bool:
    """Whether an interval has years.

    Examples
    --------
    >>> is_dated({"end_year": 2000}), is_dated({"end_year": None})
    (True, False)
    """
    return not pd.isna(row["end_year"])


def last_year(row: Mapping[str, Any]) -> int:
    """Last year of an interval; 0, before all figures, where its table states none.

    Examples
    --------
    >>> last_year({"end_year": 2000}), last_year({"end_year": None})
    (2000, 0)
    """
    return int(row["end_year"]) if is_dated(row) else 0


def compared_with(periods: Sequence[str], period: str, against: str) -> str:
    """Interval that another one is compared with.

    Parameters
    ----------
    periods : sequence of str
        All intervals in time order, two or more.
    period : str
        One of them.
    against : str
        Another one, or empty: then the one before, or the next for the first.

    Examples
    --------
    >>> compared_with(["1995-2000", "2000-2005"], "2000-2005", "")
    '1995-2000'
    """
    place = list(periods).index(period)
    return against or periods[place - 1 if place else 1]
