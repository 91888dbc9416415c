"""The trial clock: when a trial is reviewed, and who is to be heard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pandas as pd

FIRST_MONTHS, LAST_MONTHS = 6, 12
"""The paper's trial period of approximately six to twelve months."""
STATED_IN = "6.4 Control"
FEEDBACK = "feedback"


@dataclass(frozen=True)
class Review:
    """A trial and its review window.

    Attributes
    ----------
    starts : date
        First day of the trial.
    opens, closes : date
        Six and twelve calendar months later.
    """

    starts: date
    opens: date
    closes: date


def months_after(day: date, months: int) -> date:
    """The same day some calendar months later, or the last day of a month that is shorter.

    Examples
    --------
    >>> months_after(date(2003, 8, 31), 6), months_after(date(2004, 2, 29), 12)
    (datetime.date(2004, 2, 29), datetime.date(2005, 2, 28))
    """
    later: pd.Timestamp = pd.Timestamp(day) + pd.DateOffset(months=months)
    return later.date()


def review(start: str) -> Review:
    """Review window of a trial.

    Parameters
    ----------
    start : str
        First day as ``YYYY-MM-DD``.

    Raises
    ------
    ValueError
        When the text is no date.

    Examples
    --------
    >>> review("2004-03-15").opens, review("2004-03-15").closes
    (datetime.date(2004, 9, 15), datetime.date(2005, 3, 15))
    """
    day = date.fromisoformat(start)
    return Review(day, months_after(day, FIRST_MONTHS), months_after(day, LAST_MONTHS))


def feedback_groups(evaluation: pd.DataFrame) -> pd.DataFrame:
    """The groups that the paper wants to be heard, in its order.

    Parameters
    ----------
    evaluation : DataFrame
        ``evaluation_id``, ``kind``, ``number``, ``statement``, ``section``.
    """
    rows = evaluation[evaluation["kind"] == FEEDBACK]
    return rows.sort_values("number", kind="stable").reset_index(drop=True)
