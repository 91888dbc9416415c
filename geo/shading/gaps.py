"""Gap of a value across a border, and the width class that shows it."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

WIDTHS_METRES = (9_000.0, 20_000.0, 34_000.0, 50_000.0)
"""Widths of a border on the map, the smallest gap first."""


def border_gaps(borders: pd.DataFrame, values: pd.Series) -> pd.DataFrame:
    """Gap of a value across every border.

    Parameters
    ----------
    borders : DataFrame
        ``border_id``, ``a_code``, ``b_code``.
    values : Series of float
        Value of each region, indexed by code; missing ones may be left out.

    Returns
    -------
    DataFrame
        ``border_id``, ``a_code``, ``b_code``, ``a_value``, ``b_value``, ``gap`` = |a - b| in the
        unit of the value, and ``higher_code`` (missing when equal). Without both values there is
        no gap: it is missing, not 0.

    Notes
    -----
    Source: Grasland (1997), on discontinuities between neighbouring places.

    Examples
    --------
    >>> pairs = pd.DataFrame({"border_id": ["11-13"], "a_code": ["11"], "b_code": ["13"]})
    >>> border_gaps(pairs, pd.Series({"11": 9.0, "13": 4.0}))["gap"].tolist()
    [5.0]
    """
    known = values.astype(float)
    a, b = (borders[f"{end}_code"].map(known).astype(float) for end in ("a", "b"))
    higher = borders["a_code"].where(a > b, borders["b_code"].where(b > a))
    return borders[["border_id", "a_code", "b_code"]].assign(
        a_value=a, b_value=b, gap=(a - b).abs(), higher_code=higher
    )


def gap_breaks(largest: float) -> tuple[float, ...]:
    """Inner breaks of the four widths: even steps of the largest gap, to one figure.

    Parameters
    ----------
    largest : float
        Largest gap of the shade over all intervals, above zero.

    Returns
    -------
    tuple of float
        Three rising numbers: 1, 2 and 3 times a quarter, rounded down to one figure.

    Examples
    --------
    >>> gap_breaks(4_300.0)
    (1000.0, 2000.0, 3000.0)
    >>> gap_breaks(0.93)
    (0.2, 0.4, 0.6)
    """
    quarter = largest / len(WIDTHS_METRES)
    unit = 10.0 ** np.floor(np.log10(quarter))
    step = np.floor(quarter / unit * (1 + 1e-12)) * unit
    return tuple(float(f"{step * count:.12g}") for count in range(1, len(WIDTHS_METRES)))


def gap_class(gaps: pd.Series, breaks: tuple[float, ...]) -> npt.NDArray[np.intp]:
    """Width class of each gap: 1 for the smallest; 0 where there is no gap to show.

    A gap on a break belongs to the class above it. Missing values and equal neighbours have none.

    Examples
    --------
    >>> gap_class(pd.Series([0.0, 5.0, 10.0, None]), (10.0, 20.0, 30.0)).tolist()
    [0, 1, 2, 0]
    """
    found = np.searchsorted(np.asarray(breaks), gaps.to_numpy(dtype=float), side="right") + 1
    return np.where(gaps.notna() & (gaps > 0), found, 0)
