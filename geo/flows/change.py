"""Change between two intervals: of corridors and of regions, with what chance alone can do.

Change always runs from the earlier interval to the later one, whichever was chosen first.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.flows.question import SMALL_BASE_SAMPLE_PERSONS
from geo.flows.sampling import Z_95, joint_error, standard_error

ALLOWED, WARNED, REFUSED = "allowed", "warned", "refused"

SAME_INTERVAL = "Both are the same interval: there is no change to show."
OTHER_LENGTH = "The intervals differ in length: moves of more years are more moves."
OVERLAP = "The intervals overlap: the same moves would stand on both sides."
OTHER_SAMPLING = (
    "One interval comes from a census long form, the other from a 1% sample survey: whom they "
    "count is the same, how they sample is not. Each change is told with its sampling range."
)
BOTH_SURVEYS = (
    "Both intervals come from sample surveys: each change is told with its sampling range."
)

SIDES = ("earlier_", "later_")
PAIR = ["origin_code", "destination_code"]


@dataclass(frozen=True)
class Reason:
    """Why to beware: a sentence in English, and the interval it is about if it is about one."""

    text: str
    period: str | None = None


@dataclass(frozen=True)
class Comparability:
    """Whether two intervals may be compared.

    Attributes
    ----------
    verdict : str
        ``allowed``, ``warned`` (compare, and show the reasons) or ``refused`` (show no figure).
    reasons : tuple of Reason
        Empty when allowed.
    earlier, later : str
        The intervals in the order of time.
    """

    verdict: str
    reasons: tuple[Reason, ...]
    earlier: str
    later: str


def comparability(periods: pd.DataFrame, one: str, other: str) -> Comparability:
    """Whether two intervals count the same thing, from what the periods table says of them.

    Parameters
    ----------
    periods : DataFrame
        ``period``, ``start_year``, ``end_year``, ``collection``, ``caveat``.
    one, other : str
        Intervals of the table, in any order.

    Returns
    -------
    Comparability
        Refused for the same interval, for another length and for an overlap; warned for other
        sampling, surveys, and intervals with a caveat of their own.

    Raises
    ------
    KeyError
        When an interval is not in the table.

    Examples
    --------
    >>> table = pd.DataFrame({"period": ["2000-2005", "2005-2010"], "start_year": [2000, 2005],
    ...     "end_year": [2005, 2010], "collection": ["survey", "census"], "caveat": [None, None]})
    >>> comparability(table, "2005-2010", "2000-2005").verdict
    'warned'
    """
    known = periods.set_index("period")
    start, end = known["start_year"], known["end_year"]
    earlier, later = sorted((one, other), key=lambda period: start[period])
    if earlier == later:
        return Comparability(REFUSED, (Reason(SAME_INTERVAL),), earlier, later)
    refusals = []
    if end[earlier] - start[earlier] != end[later] - start[later]:
        refusals.append(Reason(OTHER_LENGTH))
    if start[later] < end[earlier]:
        refusals.append(Reason(OVERLAP))
    if refusals:
        return Comparability(REFUSED, tuple(refusals), earlier, later)
    collections = set(known.loc[[earlier, later], "collection"])
    warnings = [Reason(OTHER_SAMPLING)] if len(collections) > 1 else []
    warnings += [Reason(BOTH_SURVEYS)] if collections == {"survey"} else []
    caveats = known["caveat"].loc[[earlier, later]].dropna()
    warnings += [Reason(str(caveat), str(period)) for period, caveat in caveats.items()]
    return Comparability(WARNED if warnings else ALLOWED, tuple(warnings), earlier, later)


def corridor_change(
    corridors: pd.DataFrame, periods: pd.DataFrame, earlier: str, later: str
) -> pd.DataFrame:
    """Change of every corridor from one interval to another.

    Parameters
    ----------
    corridors : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``sample_persons``,
        ``migrants_persons``.
    periods : DataFrame
        ``period``, ``expansion_factor``.
    earlier, later : str
        Two intervals that may be compared.

    Returns
    -------
    DataFrame
        One row a corridor, greatest gain first, ties by codes: the codes, ``earlier_persons``,
        ``later_persons``, ``earlier_sample_persons``, ``later_sample_persons``,
        ``change_persons`` = later - earlier, ``change_percent`` = 100 change / earlier (missing
        where earlier is 0), ``low_persons`` and ``high_persons`` (95 % sampling range of the
        change), ``small_base`` (fewer than 100 sampled people in either interval) and
        ``within_error`` (the range spans zero: chance alone could make the change).

    Notes
    -----
    Formula: the standard errors of both estimates add as of independent samples. Source: Cochran
    (1977), Sampling Techniques.

    Examples
    --------
    >>> flows = pd.DataFrame({"period": ["a", "b"], "origin_code": ["1", "1"],
    ...     "destination_code": ["2", "2"], "sample_persons": [100, 300],
    ...     "migrants_persons": [1000.0, 3000.0]})
    >>> known = pd.DataFrame({"period": ["a", "b"], "expansion_factor": [10.0, 10.0]})
    >>> corridor_change(flows, known, "a", "b")["change_percent"].tolist()
    [200.0]
    """
    counts = ["sample_persons"]
    table = _changed(corridors, periods, (earlier, later), PAIR, "migrants_persons", counts)
    return table.sort_values(
        ["change_persons", *PAIR], ascending=[False, True, True], ignore_index=True
    )


def region_change(
    region_flows: pd.DataFrame, periods: pd.DataFrame, earlier: str, later: str, margin: str
) -> pd.DataFrame:
    """Change of one margin of every region from one interval to another.

    Parameters
    ----------
    region_flows : DataFrame
        ``period``, ``region_code`` and ``in_``, ``out_``, ``net_persons`` with their sample
        counts.
    periods : DataFrame
        ``period``, ``expansion_factor``.
    earlier, later : str
        Two intervals that may be compared.
    margin : str
        ``in``, ``out`` or ``net``.

    Returns
    -------
    DataFrame
        One row a region, in code order: ``region_code``, ``earlier_persons``,
        ``later_persons``, ``change_persons``, ``change_percent`` (missing for the net, which has
        no base, and where earlier is 0), ``low_persons``, ``high_persons``, ``small_base``,
        ``within_error`` as for :func:`corridor_change`. Changes of the net sum to zero.
    """
    own = ["in_sample_persons", "out_sample_persons"]
    counts = own if margin == "net" else [f"{margin}_sample_persons"]
    key, value = ["region_code"], f"{margin}_persons"
    table = _changed(region_flows, periods, (earlier, later), key, value, counts)
    if margin == "net":
        table["change_percent"] = np.nan
    columns = [name for name in table if not str(name).endswith("_sample_persons")]
    return table[columns].sort_values("region_code", ignore_index=True)


def with_error(both: pd.DataFrame, periods: pd.DataFrame, earlier: str, later: str) -> pd.DataFrame:
    """Add the change, its range and its flags to corridors in two intervals.

    Parameters
    ----------
    both : DataFrame
        ``earlier_persons``, ``later_persons`` and the same ``_sample_persons``; see
        :meth:`geo.flows.query.Flows.changes`.
    periods, earlier, later
        As for :func:`corridor_change`.

    Returns
    -------
    DataFrame
        The rows with the other columns of :func:`corridor_change`.
    """
    return _with_error(both, periods, (earlier, later), ["sample_persons"])


def _changed(
    table: pd.DataFrame,
    periods: pd.DataFrame,
    intervals: tuple[str, str],
    keys: list[str],
    value: str,
    counts: list[str],
) -> pd.DataFrame:
    """Both intervals side by side, their difference, its range and its flags."""
    sides = []
    for side, period in zip(SIDES, intervals, strict=True):
        rows = table[table["period"] == period].set_index(keys).sort_index()
        sides.append(rows[[value, *counts]].rename(columns={value: "persons"}).add_prefix(side))
    both = sides[0].join(sides[1], validate="one_to_one")
    return _with_error(both, periods, intervals, counts).reset_index()


def _with_error(
    both: pd.DataFrame, periods: pd.DataFrame, intervals: tuple[str, str], counts: list[str]
) -> pd.DataFrame:
    """Add the difference, its range and its flags."""
    factors = periods.set_index("period")["expansion_factor"]
    errors = [
        standard_error(both[f"{side}{name}"], factors[period])
        for side, period in zip(SIDES, intervals, strict=True)
        for name in counts
    ]
    both = both.copy()
    earlier, later = both["earlier_persons"], both["later_persons"]
    change = later - earlier
    both["change_persons"] = change
    both["change_percent"] = 100 * change / earlier.where(earlier != 0)
    reach = Z_95 * joint_error(*errors)
    both["low_persons"], both["high_persons"] = change - reach, change + reach
    sampled = [name for name in both if str(name).endswith("sample_persons")]
    both["small_base"] = both[sampled].min(axis=1) < SMALL_BASE_SAMPLE_PERSONS
    both["within_error"] = change.abs() <= reach
    return both
