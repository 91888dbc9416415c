"""Policy periods and acts against the five-year intervals: which lie together, and for how long.

Worked from dates alone. That two things lie together in time is context, not cause.
"""

from __future__ import annotations

import pandas as pd

from geo.rows import rows_of
from geo.world.periods import DAYS

PERIOD = "period"


def policy_overlaps(policy_timeline: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Overlap of every policy period with every interval.

    Parameters
    ----------
    policy_timeline : DataFrame
        ``event_id``, ``kind``, ``date_start``, ``date_end`` as years; a missing end means that
        the paper gives none.
    periods : DataFrame
        ``period``, ``residence_before``, ``residence_now`` as dates.

    Returns
    -------
    DataFrame
        One row for each policy period and interval, in their orders: ``event_id``, ``period``,
        ``overlap_years``, ``interval_share_percent`` (of the interval), ``overlaps`` and
        ``open_ended`` (the band has no end in the paper: the overlap runs to the end of the
        interval, whatever the policy was by then).

    Notes
    -----
    Convention: a period printed 1992-2000 runs from 1 January 1992 to 31 December 2000, and an
    interval from one count (1 November) to the next. Formula: shared days / 365.25.

    Examples
    --------
    >>> bands = pd.DataFrame({"event_id": ["T05"], "kind": ["period"], "date_start": ["1992"],
    ...     "date_end": ["2000"]})
    >>> spans = pd.DataFrame({"period": ["2000-2005"], "residence_before": ["2000-11-01"],
    ...     "residence_now": ["2005-11-01"]})
    >>> policy_overlaps(bands, spans)["overlap_years"].round(2).tolist()
    [0.17]
    """
    bands = policy_timeline[policy_timeline["kind"] == PERIOD]
    spans = bands[["event_id"]].assign(
        starts=_first_day(bands["date_start"]), ends=_day_after(bands["date_end"])
    )
    table = spans.merge(_intervals(periods), how="cross")
    length = (table["until"] - table["since"]).dt.days
    days = _shared_days(table)
    return pd.DataFrame(
        {
            "event_id": table["event_id"],
            "period": table["period"],
            "overlap_years": days / DAYS,
            "interval_share_percent": 100 * days / length,
            "overlaps": days > 0,
            "open_ended": table["ends"].isna(),
        }
    )


def act_intervals(policy_timeline: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """The interval that each act falls into, or the nearest one.

    Parameters
    ----------
    policy_timeline, periods : DataFrame
        As for :func:`policy_overlaps`; an act is a row that is not a policy period. Its dates are
        years, months or days, or missing where the paper gives only a part of a decade.

    Returns
    -------
    DataFrame
        One row an act, in their order: ``event_id``, ``period`` (most days shared, else nearest,
        the earlier on a tie; missing without a date), ``inside`` (days are shared),
        ``straddles`` (days are shared with more than one interval: the year of a count), and
        ``years_away`` (0 inside; missing without a date).

    Notes
    -----
    Convention: a date printed as a year is that whole year, as a month that whole month.

    Examples
    --------
    >>> acts = pd.DataFrame({"event_id": ["T15", "T22", "T08"], "kind": "policy",
    ...     "date_start": ["1986", "2000", None], "date_end": None})
    >>> spans = pd.DataFrame({"period": ["1995-2000", "2000-2005"],
    ...     "residence_before": ["1995-11-01", "2000-11-01"],
    ...     "residence_now": ["2000-11-01", "2005-11-01"]})
    >>> act_intervals(acts, spans)[["period", "inside", "straddles"]].to_numpy().tolist()
    [['1995-2000', False, False], ['1995-2000', True, True], [nan, False, False]]
    """
    acts = policy_timeline[policy_timeline["kind"] != PERIOD]
    ends = acts["date_end"].fillna(acts["date_start"])
    spans = acts[["event_id"]].assign(starts=_first_day(acts["date_start"]), ends=_day_after(ends))
    table = spans.dropna(subset=["starts"]).merge(_intervals(periods), how="cross")
    table["shared"] = _shared_days(table)
    gaps = pd.concat([table["since"] - table["ends"], table["starts"] - table["until"]], axis=1)
    table["years_away"] = gaps.max(axis=1).dt.days.clip(lower=0) / DAYS
    table["touched"] = (table["shared"] > 0).groupby(table["event_id"]).transform("sum")
    nearest = table.sort_values(["shared", "years_away", "since"], ascending=[False, True, True])
    found = nearest.drop_duplicates("event_id").set_index("event_id")
    chosen = found.reindex(acts["event_id"])
    return pd.DataFrame(
        {
            "event_id": acts["event_id"].to_numpy(),
            "period": chosen["period"].to_numpy(),
            "inside": (chosen["shared"] > 0).to_numpy(),
            "straddles": (chosen["touched"] > 1).to_numpy(),
            "years_away": chosen["years_away"].to_numpy(),
        }
    )


POLICY_KINDS = ("policy", "programme", "institution", "report")
"""Kinds of acts of a state; events, speeches, outcomes and the project of the paper are none."""


def is_policy(acts: pd.DataFrame) -> pd.Series:
    """Whether each row is an act of policy, by its ``kind``.

    Examples
    --------
    >>> is_policy(pd.DataFrame({"kind": ["policy", "project", "outcome"]})).tolist()
    [True, False, False]
    """
    return acts["kind"].isin(POLICY_KINDS)


def in_order(acts: pd.DataFrame) -> pd.DataFrame:
    """Acts in order of time: what is dated to a whole year comes after the dated ones of that year.

    Parameters
    ----------
    acts : DataFrame
        ``sort_year``, the year in which an act begins (our reading where the paper gives part of a
        decade; missing where it gives no time: those come last), and ``date_start``.

    Examples
    --------
    >>> acts = pd.DataFrame({"event_id": ["T33", "T37", "T08", "T40"],
    ...     "sort_year": [2004, 2004, 1978, 2005],
    ...     "date_start": ["2004-01", "2004", None, "2005-02"]})
    >>> in_order(acts)["event_id"].tolist()
    ['T08', 'T33', 'T37', 'T40']
    """
    month = acts["date_start"].astype("object").str[5:].fillna("").replace("", LAST_OF_YEAR)
    placed = acts.assign(year=acts["sort_year"].astype(float), month=month)
    placed = placed.sort_values(["year", "month"], kind="stable", na_position="last")
    return placed.drop(columns=["year", "month"])


LAST_OF_YEAR = "~"  # sorts after every month


def begun_in(policy_timeline: pd.DataFrame, event_id: str) -> pd.DataFrame:
    """What begins in a policy period, in order of time.

    Parameters
    ----------
    policy_timeline : DataFrame
        As for :func:`policy_overlaps`, with ``sort_year``, the year in which an event begins (our
        reading where the paper gives part of a decade; missing where it gives no time).
    event_id : str
        One of the policy periods.

    Returns
    -------
    DataFrame
        Rows whose ``sort_year`` lies in the years of the period, both ends included.

    Examples
    --------
    >>> table = pd.DataFrame({"event_id": ["T03", "T04", "T12"], "date_end": ["1988", None, None],
    ...     "date_start": ["1984", "1989", "1984"],
    ...     "kind": ["period", "period", "policy"], "sort_year": [1984, 1989, 1984]})
    >>> begun_in(table, "T03")["event_id"].tolist()
    ['T12']
    """
    (band,) = rows_of(policy_timeline[policy_timeline["event_id"] == event_id])
    acts = policy_timeline[policy_timeline["kind"] != PERIOD]
    last = float("inf") if pd.isna(band["date_end"]) else float(band["date_end"])
    inside = acts["sort_year"].astype(float).between(float(band["sort_year"]), last)
    return in_order(acts[inside])


def _intervals(periods: pd.DataFrame) -> pd.DataFrame:
    """First day of each interval, and the day of the count that ends it."""
    since, until = (pd.to_datetime(periods[f"residence_{end}"]) for end in ("before", "now"))
    return pd.DataFrame({"period": periods["period"], "since": since, "until": until})


def _shared_days(table: pd.DataFrame) -> pd.Series:
    """Days in both spans, 0 when they do not meet; a missing end is later than any other."""
    starts = table[["starts", "since"]].max(axis=1)
    ends = table[["ends", "until"]].min(axis=1)
    return (ends - starts).dt.days.clip(lower=0)


def _first_day(dates: pd.Series) -> pd.Series:
    """First day of a year (``1992``), a month (``2003-09``) or a day (``2001-10-01``)."""
    return pd.to_datetime(dates.astype("str"), format="ISO8601")


def _day_after(dates: pd.Series) -> pd.Series:
    """The day after the last day of a year, a month or a day."""
    first = _first_day(dates)
    steps = {4: pd.DateOffset(years=1), 7: pd.DateOffset(months=1), 10: pd.DateOffset(days=1)}
    return pd.Series(
        [
            day + steps[len(text)] if isinstance(text, str) else pd.NaT
            for day, text in zip(first, dates, strict=True)
        ],
        index=dates.index,
        dtype="datetime64[ns]",
    )
