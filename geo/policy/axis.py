"""The years of the clock, from what a world has: where its axis begins, turns and ends."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import pandas as pd

from geo.world.periods import decimal_year
from geo.world.world import World

NARROWER = 0.3
"""Drawn width of a year before the turn, in years after it."""
LONG_GAP_YEARS = 10
AFTER_YEARS = 1.6
"""Room from the last year of figures to the end of the axis: that year and a label."""
MIGRANTS = "rural_migrants"  # series of the dossier that the clock shows
EVENTS, TOTALS, SURVEY = "policy_timeline", "national_series", "migrant_workers"


@dataclass(frozen=True)
class Axis:
    """One axis of years in two straight pieces.

    Attributes
    ----------
    first, last : float
        Years at its ends.
    turn : float
        Before it a year is drawn narrower; the same as ``first`` where none is.
    """

    first: float
    turn: float
    last: float

    def position(self, year: float) -> float:
        """Place of a moment on the axis; what lies before the axis stands at its beginning.

        Examples
        --------
        >>> axis = Axis(1949.0, 1978.0, 2025.6)
        >>> axis.position(1995.83), axis.position(1968.0), axis.position(1900.0)
        (1995.83, 1975.0, 1969.3)
        """
        shown = max(year, self.first)
        return shown if shown >= self.turn else self.turn - (self.turn - shown) * NARROWER


@lru_cache(maxsize=8)
def axis_of(world: World) -> Axis:
    """Axis of a world with a dossier: from its first event to its last figure.

    It turns at the end of the longest time without an event before the first figure.
    """
    events = world.table(EVENTS)["sort_year"].dropna().astype(float)
    series = world.table(TOTALS)
    totals = series.loc[series["indicator"] == MIGRANTS, "year"].dropna().astype(float)
    survey = world.table(SURVEY)["year"].dropna().astype(float)
    spans = [
        decimal_year(day)
        for row in world.period_rows.values()
        for day in (row["residence_before"], row["residence_now"])
    ]
    figures = [*totals, *survey, *spans]
    early = sorted({*(year for year in events if year < min(figures)), min(figures)})
    last = max(int(year) for year in (*events, *figures))
    return Axis(early[0], turn(early), last + AFTER_YEARS)


def turn(years: list[float]) -> float:
    """End of the longest gap of rising years, or the first of them where no gap is long.

    Examples
    --------
    >>> turn([1949.0, 1958.0, 1978.0, 1984.0]), turn([1984.0, 1988.0])
    (1978.0, 1984.0)
    """
    gaps = [(after - before, after) for before, after in pairwise(years)]
    longest, end = max(gaps, default=(0.0, years[0]))
    return end if longest >= LONG_GAP_YEARS else years[0]


def dated_until(policy_timeline: pd.DataFrame) -> int:
    """Last year that the dossier dates an event in to a month or a day: later years are plans.

    Examples
    --------
    >>> dated_until(pd.DataFrame({"date_start": ["2003-09", "2007", None]}))
    2003
    """
    starts = policy_timeline["date_start"].dropna().astype(str)
    close = starts[starts.str.len() > len("2003")]
    return int((close if len(close) else starts).str[:4].astype(int).max())
