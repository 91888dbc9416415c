"""Two-way classes: where a province stands on two values at once, in a key of three by three."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

CLASSES = 3


@dataclass(frozen=True)
class TwoWay:
    """Provinces in two-way classes.

    Attributes
    ----------
    rows : DataFrame
        Provinces with both values, in code order: ``province_code``, ``x_value``, ``y_value``,
        ``class_x``, ``class_y`` (1 for the lowest third to 3) and ``key`` (``13``: low x, high y).
    x_breaks, y_breaks : tuple of float
        The two inner breaks of each value, in its unit; a value on a break belongs above it.
    """

    rows: pd.DataFrame
    x_breaks: tuple[float, ...]
    y_breaks: tuple[float, ...]


def two_way(x: pd.Series, y: pd.Series) -> TwoWay:
    """Class provinces by thirds of two values.

    Parameters
    ----------
    x, y : Series of float
        Values indexed by province code, each of its own year; missing ones may stand as NaN.

    Returns
    -------
    TwoWay
        Breaks are terciles over the provinces that have both values. Empty without any.

    Notes
    -----
    Formula: quantiles 1/3 and 2/3, linear between ranks (type 7 of Hyndman and Fan, 1996).

    Examples
    --------
    >>> codes = ["11", "12", "13"]
    >>> found = two_way(pd.Series([1.0, 2.0, 9.0], codes), pd.Series([5.0, 4.0, 3.0], codes))
    >>> found.rows["key"].tolist()
    ['13', '22', '31']
    """
    both = pd.DataFrame({"x_value": x, "y_value": y}).dropna().astype(float).sort_index()
    breaks = [_terciles(both[name]) for name in ("x_value", "y_value")]
    for axis, inner in zip("xy", breaks, strict=True):
        both[f"class_{axis}"] = 1 + np.searchsorted(inner, both[f"{axis}_value"], side="right")
    both["key"] = both["class_x"].astype("str") + both["class_y"].astype("str")
    rows = both.rename_axis("province_code").reset_index()
    return TwoWay(rows, *breaks)


def _terciles(values: pd.Series) -> tuple[float, ...]:
    if values.empty:
        return ()
    shares = np.arange(1, CLASSES) / CLASSES
    return tuple(float(one) for one in np.quantile(values, shares))
