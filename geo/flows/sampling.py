"""Sampling error of expanded counts: the range that chance alone leaves around an estimate.

Assumption: persons are drawn one by one at the sampling fraction of the interval, independently.
The counts really come from whole households in chosen areas, so the true error is larger: the
range is the least there is. It says nothing of errors in asking, coding or copying.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]
Table = pd.DataFrame | Mapping[str, Sequence[Any]]

Z_95 = 1.959964
"""Standard normal quantile for a two-sided range of 95 %."""

NONE_SEEN_PERSONS = 3.0
"""Sampled persons that stand for the upper end where none was sampled: the rule of three."""


def standard_error(sample_persons: npt.ArrayLike, factor: npt.ArrayLike) -> Array:
    """Standard error of an expanded count.

    Parameters
    ----------
    sample_persons : array of float
        Persons counted in the sample, 0 or more. NaN gives NaN.
    factor : array of float
        Expansion factor, 1 over the sampling fraction; 1 or more.

    Returns
    -------
    array of float
        Persons.

    Notes
    -----
    Formula: with fraction f and n persons sampled, the estimate is n / f and its variance
    n (1 - f) / f^2. Each of the N movers is sampled with probability f, so n is binomial with
    variance N f (1 - f), and n stands for N f. No design effect. Source: Cochran (1977), Sampling
    Techniques, 3rd edition, chapters 2 and 3.

    Examples
    --------
    >>> standard_error(100.0, 10.0).round(1).tolist()
    94.9
    """
    sampled, fraction = np.asarray(sample_persons, dtype=float), 1 / np.asarray(factor, dtype=float)
    return np.asarray(np.sqrt(sampled * (1 - fraction)) / fraction)


def ranges(sample_persons: npt.ArrayLike, factor: npt.ArrayLike) -> tuple[Array, Array]:
    """Lower and upper end of the 95 % range of an expanded count.

    Parameters
    ----------
    sample_persons, factor : array of float
        As for :func:`standard_error`.

    Returns
    -------
    low, high : array of float
        Persons. The lower end is never below the persons who were really counted. Where none was
        sampled the formula has no width: the upper end is then 3 sampled persons, expanded. A
        factor of 1 is no sample: both ends are the figure.

    Notes
    -----
    Formula: n / f -+ 1.96 standard errors. Rough below about 10 sampled persons. Source: Cochran
    (1977); Hanley and Lippman-Hand (1983), If Nothing Goes Wrong, Is Everything All Right?, JAMA
    249(13), for a count of 0.

    Examples
    --------
    >>> low, high = ranges([100.0, 0.0], 10.0)
    >>> low.round().tolist(), high.round().tolist()
    ([814.0, 0.0], [1186.0, 30.0])
    >>> ranges(0.0, 1.0)[1].tolist()
    0.0
    """
    sampled, times = np.asarray(sample_persons, dtype=float), np.asarray(factor, dtype=float)
    reach = Z_95 * standard_error(sampled, times)
    is_unseen = (sampled == 0) & (times > 1)
    high = np.where(is_unseen, NONE_SEEN_PERSONS * times, sampled * times + reach)
    return np.maximum(sampled * times - reach, sampled), high


def joint_error(*errors: npt.ArrayLike) -> Array:
    """Standard error of a sum or difference of independent estimates.

    Notes
    -----
    Formula: the root of the sum of the squared errors. Source: Cochran (1977), chapter 2.

    Examples
    --------
    >>> float(joint_error(3.0, 4.0))
    5.0
    """
    return np.asarray(np.sqrt(sum(np.square(np.asarray(one, dtype=float)) for one in errors)))


def corridor_ranges(corridors: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Add the ranges of a corridor and of its net to rows of the corridors table.

    Parameters
    ----------
    corridors : DataFrame
        ``period``, ``sample_persons``, ``reverse_sample_persons``, ``net_persons``.
    periods : DataFrame
        ``period``, ``expansion_factor``, ``collection``.

    Returns
    -------
    DataFrame
        The rows with ``low_persons``, ``high_persons``, ``net_low_persons``,
        ``net_high_persons``, ``net_spans_zero`` (chance alone could turn the sign, or there is no
        net) and ``collection`` (``survey``, or ``census`` for its long form: the formula is the
        same, the fraction is not).

    Examples
    --------
    >>> flows = pd.DataFrame({"period": ["a"], "sample_persons": [12], "net_persons": [40.0],
    ...     "reverse_sample_persons": [8]})
    >>> periods = pd.DataFrame(
    ...     {"period": ["a"], "expansion_factor": [10.0], "collection": ["census"]})
    >>> corridor_ranges(flows, periods)["net_spans_zero"].tolist()
    [True]
    """
    return corridors.assign(**range_columns(corridors, periods))


def range_columns(corridors: Table, periods: pd.DataFrame) -> dict[str, Any]:
    """The columns alone that :func:`corridor_ranges` adds, by name."""
    sampled = np.asarray(corridors["sample_persons"], dtype=float)
    low, high = ranges(sampled, _factor(corridors, periods))
    net = _net_range(corridors, periods, "sample_persons", "reverse_sample_persons")
    return {"low_persons": low, "high_persons": high, **net}


def region_ranges(region_flows: pd.DataFrame, periods: pd.DataFrame) -> pd.DataFrame:
    """Add the ranges of arrivals, departures and net to rows of ``region_flows``.

    Parameters
    ----------
    region_flows : DataFrame
        ``period``, ``in_sample_persons``, ``out_sample_persons``, ``net_persons``.
    periods : DataFrame
        As for :func:`corridor_ranges`.

    Returns
    -------
    DataFrame
        The rows with ``in_low_persons``, ``in_high_persons``, ``out_low_persons``,
        ``out_high_persons``, and ``net_low_persons`` to ``collection`` of
        :func:`corridor_ranges`.
    """
    factor = _factor(region_flows, periods)
    found: dict[str, Any] = {}
    for side in ("in", "out"):
        sampled = region_flows[f"{side}_sample_persons"].to_numpy(dtype=float)
        found[f"{side}_low_persons"], found[f"{side}_high_persons"] = ranges(sampled, factor)
    net = _net_range(region_flows, periods, "in_sample_persons", "out_sample_persons")
    return region_flows.assign(**found, **net)


def _factor(table: Table, periods: pd.DataFrame) -> Array:
    return np.array(_by_period(table, periods, "expansion_factor"), dtype=float)


def _by_period(table: Table, periods: pd.DataFrame, column: str) -> list[Any]:
    """What the table of intervals holds for the interval of each row."""
    known = dict(zip(periods["period"].tolist(), periods[column].tolist(), strict=True))
    return [known[period] for period in table["period"]]


def _net_range(table: Table, periods: pd.DataFrame, one: str, other: str) -> dict[str, Any]:
    """Range of the difference of two counts of different people: their variances add.

    Where neither was sampled the formula has no width: either may be as many as the rule of three
    leaves open.
    """
    factor, net = _factor(table, periods), np.asarray(table["net_persons"], dtype=float)
    counts = [np.asarray(table[name], dtype=float) for name in (one, other)]
    reach = Z_95 * joint_error(*(standard_error(count, factor) for count in counts))
    reach = np.where(sum(counts) == 0, NONE_SEEN_PERSONS * factor, reach)
    return {
        "net_low_persons": net - reach,
        "net_high_persons": net + reach,
        "net_spans_zero": np.abs(net) <= reach,
        "collection": _by_period(table, periods, "collection"),
    }
