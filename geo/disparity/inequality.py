"""Inequality between regions, weighted by population: Theil T and L, their parts, Gini, Lorenz.

A series has one value for each region and a weight in persons. Both are Series on one index of
region codes; nothing may be missing, because a sum without a region is another country.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.errors import DataError

Array = npt.NDArray[np.float64]
ABOVE_ZERO = "a value above 0, since Theil L does not exist with 0"
REMEDY = "Leave the year out and list it as a gap, or correct the figures."


def theil_t(values: pd.Series, weights: pd.Series) -> float:
    """Theil T: entropy of the shares of the total against the shares of the population.

    Parameters
    ----------
    values : Series of float
        Value per head of each region, 0 or more, in any unit.
    weights : Series of float
        Persons, same index, more than 0.

    Returns
    -------
    float
        Nats, from 0 (all equal) to the logarithm of total persons over those of one region.

    Raises
    ------
    DataError
        When a figure is missing, a value is negative, all are 0, or a weight is not above 0; the
        regions are named. The other functions here raise the same.

    Notes
    -----
    Formula: T = sum_i p_i (y_i / m) ln(y_i / m), p_i the population share, m = sum_i p_i y_i. A
    region with 0 adds 0, the limit of x ln x. Source: Theil (1967), Economics and Information
    Theory, chapter 4.

    Examples
    --------
    >>> persons = pd.Series([1.0, 1.0], index=["A", "B"])
    >>> round(theil_t(pd.Series([1.0, 3.0], index=["A", "B"]), persons), 4)
    0.1308
    """
    relative, share = _relative(values, weights)
    return max(0.0, float(np.sum(share * relative * _log(relative))))


def theil_l(values: pd.Series, weights: pd.Series) -> float:
    """Theil L, the mean log deviation.

    Parameters
    ----------
    values : Series of float
        Value per head of each region, more than 0: the index does not exist with a 0.
    weights : Series of float
        Persons, same index, more than 0.

    Returns
    -------
    float
        Nats, 0 when all are equal.

    Raises
    ------
    DataError
        Also when a value is 0.

    Notes
    -----
    Formula: L = sum_i p_i ln(m / y_i). Source: Theil (1967); Shorrocks (1980), The Class of
    Additively Decomposable Inequality Measures, Econometrica 48(3).

    Examples
    --------
    >>> persons = pd.Series([1.0, 1.0], index=["A", "B"])
    >>> round(theil_l(pd.Series([1.0, 3.0], index=["A", "B"]), persons), 4)
    0.1438
    """
    _require(ABOVE_ZERO, values[values == 0])
    relative, share = _relative(values, weights)
    return max(0.0, float(np.sum(share * -_log(relative))))


def zone_parts(values: pd.Series, weights: pd.Series, zones: pd.Series) -> pd.DataFrame:
    """What each zone adds to Theil T and L, between the zones and inside them.

    Parameters
    ----------
    values, weights : Series of float
        As for :func:`theil_l`.
    zones : Series of str
        Zone of each region, same index, none missing.

    Returns
    -------
    DataFrame
        Indexed by ``zone`` in the order of first appearance: ``regions_count``,
        ``population_persons``, ``population_share``, ``value_share`` (shares of 1), ``mean`` (of
        the regions, weighted, in their unit), ``theil_t_between``, ``theil_t_within``,
        ``theil_l_between``, ``theil_l_within`` (nats). The four columns sum to the between and
        within parts, and those to the whole index. A between part of one zone may be negative.

    Raises
    ------
    DataError
        Also when a value is 0 or a region has no zone.

    Notes
    -----
    Formula, for zone g with population share p_g, mean m_g and value share s_g = p_g m_g / m:
    T between = s_g ln(m_g / m), T within = s_g T_g; L between = p_g ln(m / m_g), L within =
    p_g L_g. Source: Shorrocks (1980).

    Examples
    --------
    >>> codes = ["A", "B", "C"]
    >>> found = zone_parts(pd.Series([2.0, 2.0, 1.0], codes), pd.Series([1.0, 1.0, 2.0], codes),
    ...     pd.Series(["east", "east", "west"], codes))
    >>> found["theil_t_within"].tolist(), found["mean"].tolist()
    ([0.0, 0.0], [2.0, 1.0])
    """
    _require("a zone for every region", zones[zones.isna()])
    _require(ABOVE_ZERO, values[values == 0])
    relative, share = _relative(values, weights)
    whole = _mean(values, weights)
    number, names = pd.factorize(zones)
    people, value = (np.bincount(number, part) for part in (share, share * relative))
    mean = value / people  # relative to the mean of the whole
    inside = share * _log(relative / mean[number])
    return pd.DataFrame(
        {
            "regions_count": np.bincount(number),
            "population_persons": np.bincount(number, weights.to_numpy(dtype=float)),
            "population_share": people,
            "value_share": value,
            "mean": mean * whole,
            "theil_t_between": value * np.log(mean),
            "theil_t_within": np.maximum(0, np.bincount(number, inside * relative)),
            "theil_l_between": people * -np.log(mean),
            "theil_l_within": np.maximum(0, np.bincount(number, -inside)),
        },
        index=pd.Index(names, name="zone", dtype="str"),
    )


def gini(values: pd.Series, weights: pd.Series) -> float:
    """Gini coefficient weighted by population.

    Parameters
    ----------
    values, weights : Series of float
        As for :func:`theil_t`.

    Returns
    -------
    float
        From 0 (all equal) to less than 1.

    Notes
    -----
    Formula: G = sum_i sum_j p_i p_j |y_i - y_j| / (2 m): half the mean difference between two
    people who each have the value of their region. Inequality inside a region is not seen.
    Source: Sen (1973), On Economic Inequality, chapter 2.

    Examples
    --------
    >>> persons = pd.Series([1.0, 1.0], index=["A", "B"])
    >>> gini(pd.Series([1.0, 3.0], index=["A", "B"]), persons)
    0.25
    """
    relative, share = _relative(values, weights)
    apart = np.abs(relative[:, None] - relative[None, :])
    return float(share @ apart @ share / 2)


def lorenz(values: pd.Series, weights: pd.Series) -> pd.DataFrame:
    """Points of the Lorenz curve, from the region with the lowest value to the highest.

    Parameters
    ----------
    values, weights : Series of float
        As for :func:`theil_t`.

    Returns
    -------
    DataFrame
        ``region_code`` (missing in the first row, the origin), ``population_share`` and
        ``value_share``, both cumulative, from 0 to 1. Ties go by code. Twice the area between the
        curve and the diagonal is the Gini coefficient. Source: Lorenz (1905).

    Examples
    --------
    >>> persons = pd.Series([1.0, 1.0], index=["A", "B"])
    >>> lorenz(pd.Series([3.0, 1.0], index=["A", "B"]), persons)["value_share"].tolist()
    [0.0, 0.25, 1.0]
    """
    relative, share = _relative(values, weights)
    codes = values.index.to_numpy(dtype=object)
    order = np.lexsort((codes, relative))
    cumulative = [np.cumsum(share[order]), np.cumsum((share * relative)[order])]
    # The last point is 1 by definition; a sum of shares is so only to rounding.
    population, value = (np.concatenate([[0.0], sums[:-1], [1.0]]) for sums in cumulative)
    return pd.DataFrame(
        {
            "region_code": pd.Series([None, *codes[order]], dtype="str"),
            "population_share": population,
            "value_share": value,
        }
    )


def _relative(values: pd.Series, weights: pd.Series) -> tuple[Array, Array]:
    """Values over their weighted mean, and population shares."""
    mean = _mean(values, weights)
    share = weights.to_numpy(dtype=float) / float(weights.sum())
    return values.to_numpy(dtype=float) / mean, share


def _mean(values: pd.Series, weights: pd.Series) -> float:
    """Weighted mean, after every figure is held against the rules."""
    if not values.index.equals(weights.index):
        raise ValueError("Values and weights differ in their regions or in the order of them.")
    _require("a value", values[values.isna()])
    _require("a value of 0 or more", values[values < 0])
    _require("a population above 0", weights[~(weights > 0)])
    mean = float(np.average(values, weights=weights)) if len(values) else 0.0
    _require("values that are not all 0", values if mean == 0 else values[:0])
    return mean


def _require(expected: str, wrong: pd.Series) -> None:
    """Stop when any region is wrong, naming each."""
    found = [f"region {code}: found {one}, expected {expected}" for code, one in wrong.items()]
    if found:
        raise DataError("inequality", found, REMEDY)


def _log(relative: Array) -> Array:
    """Natural logarithm, 0 where the value is 0: only used in x ln x."""
    return np.log(np.where(relative > 0, relative, 1.0))
