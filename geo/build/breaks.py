"""Class breaks of the shaded map, worked out at build time with mapclassify.

Locked breaks pool all intervals, so a colour means the same number whenever it appears; free
breaks fit one interval. Printed breaks are rounded to two figures, and it is these that classify.
"""

from __future__ import annotations

import math
import warnings

import mapclassify
import numpy as np
import pandas as pd

from geo.shading.shading import SIGNED_SHADES

ALL_PERIODS = "all"
METHODS = ("natural", "quantile")
CLASSES = 5
MOST_VALUES = 500  # more take minutes; so many of them, evenly spaced, stand for all
SIDES = 2  # breaks on each side of zero for a diverging scale


def round_to_figures(value: float, figures: int = 2) -> float:
    """Round to significant figures.

    Examples
    --------
    >>> round_to_figures(-1_934_000)
    -1900000.0
    >>> round_to_figures(0)
    0.0
    """
    if value == 0 or not math.isfinite(value):
        return float(value)
    return float(round(value, figures - 1 - math.floor(math.log10(abs(value)))))


def breaks(values: np.ndarray, method: str, signed: bool) -> list[float]:
    """Inner class breaks of some values, rising, rounded to two figures.

    Parameters
    ----------
    values : array of float
        Finite values; missing ones are left out before.
    method : str
        ``natural`` (Fisher and Jenks, on square roots since a few regions dwarf the rest) or
        ``quantile``.
    signed : bool
        True gives breaks mirrored around zero, found on the absolute values.

    Returns
    -------
    list of float
        At most four breaks (five classes); equal breaks are merged, so fewer distinct values give
        fewer classes. Empty when there are fewer than two distinct values.

    Source: Jenks (1967); Fisher (1958) for the exact partition.

    Examples
    --------
    >>> breaks(np.array([1.0, 2.0, 10.0, 11.0, 50.0, 100.0, 200.0]), "quantile", signed=False)
    [3.6, 10.0, 34.0, 90.0]
    """
    pool = np.abs(values) if signed else values
    wanted = SIDES + 1 if signed else CLASSES
    count = min(wanted, len(np.unique(pool)))
    if count < 2:
        return []
    with warnings.catch_warnings():
        # It offers an optional compiler, and it tells of equal quantiles, which are merged below.
        for known in ("Numba not installed", "Not enough unique values"):
            warnings.filterwarnings("ignore", message=known, category=UserWarning)
        if method == "natural":
            inner = np.array(jenks(np.sqrt(spread(pool)), count)) ** 2
        else:
            inner = mapclassify.Quantiles(pool, k=count).bins[:-1]
    rounded = sorted(
        {round_to_figures(float(value)) for value in inner} - ({0.0} if signed else set())
    )
    return [-value for value in reversed(rounded)] + rounded if signed else rounded


def spread(values: np.ndarray, most: int = MOST_VALUES) -> np.ndarray:
    """Values that stand for very many: evenly spaced in their order, both ends among them.

    Examples
    --------
    >>> spread(np.array([9.0, 1.0, 3.0, 5.0, 7.0]), most=3).tolist()
    [1.0, 5.0, 9.0]
    >>> spread(np.array([2.0, 1.0])).tolist()
    [2.0, 1.0]
    """
    if len(values) <= most:
        return values
    places = np.linspace(0, len(values) - 1, most).round().astype(int)
    return np.asarray(np.sort(values)[places])


def jenks(values: np.ndarray, count: int) -> list[float]:
    """Highest value of each class but the last, of the classes with the least inner spread.

    Parameters
    ----------
    values : array of float
        With that many distinct ones at least.
    count : int
        Classes, two or more.

    Notes
    -----
    The least sum of squared distances to the mean of the class, by dynamic programming. Source:
    Fisher (1958), On grouping for maximum homogeneity.

    Examples
    --------
    >>> jenks(np.array([1.0, 2.0, 10.0, 11.0, 50.0]), 3)
    [2.0, 11.0]
    """
    ordered = np.sort(values)
    size = len(ordered)
    sums = np.concatenate([[0.0], ordered.cumsum()])
    squares = np.concatenate([[0.0], (ordered**2).cumsum()])
    first, last = np.arange(size)[:, None], np.arange(size)[None, :]
    members = np.maximum(last - first + 1, 1)
    whole = sums[last + 1] - sums[first]
    apart = squares[last + 1] - squares[first] - whole**2 / members
    apart = np.where(first <= last, apart, np.inf)
    least, starts = apart[0], []
    for _ in range(count - 1):
        before = np.concatenate([[np.inf], least[:-1]])[:, None]
        joined = before + apart
        starts.append(joined.argmin(axis=0))
        least = joined.min(axis=0)
    found, end = [], size - 1
    for start in reversed(starts):
        end = int(start[end]) - 1
        found.append(float(ordered[end]))
    return found[::-1]


def class_breaks(shading: pd.DataFrame) -> pd.DataFrame:
    """Breaks of every shade and method: one row for all intervals and one for each.

    Parameters
    ----------
    shading : DataFrame
        ``shade``, ``period``, ``value`` of :func:`geo.shading.shading`.

    Returns
    -------
    DataFrame
        ``shade``, ``method``, ``period`` (``all`` for the locked scale), ``position`` (1 for the
        lowest break), ``break_value`` in the unit of the shade.
    """
    rows: list[tuple[str, str, str, int, float]] = []
    known = shading.dropna(subset=["value"])
    for shade, table in known.groupby("shade", sort=False):
        groups = [(ALL_PERIODS, table), *table.groupby("period", sort=False)]
        for period, part in groups:
            for method in METHODS:
                found = breaks(part["value"].to_numpy(), method, shade in SIGNED_SHADES)
                rows += [(str(shade), method, str(period), i, b) for i, b in enumerate(found, 1)]
    return pd.DataFrame(rows, columns=["shade", "method", "period", "position", "break_value"])
