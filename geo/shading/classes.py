"""Two-way classes: where a region stands on two values at once, in a key of three by three."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd

from geo.world.declared import Pairing

CLASSES = 3


@dataclass(frozen=True)
class TwoWay:
    """Regions in two-way classes.

    Attributes
    ----------
    rows : DataFrame
        Regions with both values, in code order: ``region_code``, ``x_value``, ``y_value``,
        ``class_x``, ``class_y`` (1 for the lowest third to 3) and ``key`` (``13``: low x, high y).
    x_breaks, y_breaks : tuple of float
        The two inner breaks of each value, in its unit; a value on a break belongs above it.
    """

    rows: pd.DataFrame
    x_breaks: tuple[float, ...]
    y_breaks: tuple[float, ...]


def two_way(x: pd.Series, y: pd.Series) -> TwoWay:
    """Class regions by thirds of two values.

    Parameters
    ----------
    x, y : Series of float
        Values indexed by region code, each of its own year; missing ones may stand as NaN.

    Returns
    -------
    TwoWay
        Breaks are terciles over the regions that have both values. Empty without any.

    Notes
    -----
    Formula: quantiles 1/3 and 2/3, linear between ranks (type 7 of Hyndman and Fan, 1996).

    Examples
    --------
    >>> codes = ["A", "B", "C"]
    >>> found = two_way(pd.Series([1.0, 2.0, 9.0], codes), pd.Series([5.0, 4.0, 3.0], codes))
    >>> found.rows["key"].tolist()
    ['13', '22', '31']
    """
    both = pd.DataFrame({"x_value": x, "y_value": y}).dropna().astype(float).sort_index()
    breaks = [_terciles(both[name]) for name in ("x_value", "y_value")]
    for axis, inner in zip("xy", breaks, strict=True):
        both[f"class_{axis}"] = 1 + np.searchsorted(inner, both[f"{axis}_value"], side="right")
    both["key"] = both["class_x"].astype("str") + both["class_y"].astype("str")
    rows = both.rename_axis("region_code").reset_index()
    return TwoWay(rows, *breaks)


def _terciles(values: pd.Series) -> tuple[float, ...]:
    if values.empty:
        return ()
    shares = np.arange(1, CLASSES) / CLASSES
    return tuple(float(one) for one in np.quantile(values, shares))


# The two-way map: which two values a shade pairs, of which years, and the class of a region.

CLASS_NUMBERS = tuple(
    float(10 * x + y) for x in range(1, CLASSES + 1) for y in range(1, CLASSES + 1)
)
"""The nine classes as numbers, 11 to 33, the first digit for x: rising, as a shade needs them."""


@dataclass(frozen=True)
class Pair:
    """The two-way classes of one interval.

    Attributes
    ----------
    pairing : Pairing
        What is paired.
    y_shade : str
        Shade that the second axis uses.
    y_year : int or None
        Year of its values; None when no year will do, and then no region has a class.
    wanted_year : int
        Last year of the interval.
    classes : TwoWay
        Values, breaks and classes of the regions that have both values.
    """

    pairing: Pairing
    y_shade: str
    y_year: int | None
    wanted_year: int
    classes: TwoWay

    @cached_property
    def keys(self) -> dict[str, str]:
        """Class of each region as the address spells it, ``13`` for low x and high y."""
        rows = self.classes.rows
        return dict(zip(rows["region_code"], rows["key"], strict=True))

    def members(self, key: str) -> tuple[str, ...]:
        """Codes of the regions in a class."""
        return tuple(code for code, found in self.keys.items() if found == key)


_NOTHING = pd.Series(dtype=float)
NO_PAIR = Pair(
    Pairing(key="-", title="-", x="-", y=("-",), x_title="-", y_title="-"),
    *("-", None, 0),
    two_way(_NOTHING, _NOTHING),
)
"""What a world has that pairs no shades."""


def pair_of(
    shading: pd.DataFrame, pairing: Pairing, period: str, end_year: int, complete: int
) -> Pair:
    """Class the regions of one interval by thirds of two shades.

    Parameters
    ----------
    shading : DataFrame
        ``shade``, ``period``, ``region_code``, ``value``, ``year``, ``regions_count``.
    pairing : Pairing
        What is paired.
    period : str
        Interval.
    end_year : int
        Its last year.
    complete : int
        Regions that a usable year covers.

    Returns
    -------
    Pair
        Without classes when no second value has a usable year.

    Examples
    --------
    >>> rows = [("out-rate", "A", 5.0, None), ("gdp_per_capita_derived", "A", 9.0, 2000)]
    >>> table = pd.DataFrame(rows, columns=["shade", "region_code", "value", "year"])
    >>> table = table.assign(period="1995-2000", regions_count=1)
    >>> pairing = Pairing(key="two", title="Two", x="out-rate", y=("gdp_per_capita_derived",),
    ...     x_title="departures", y_title="GDP")
    >>> pair_of(table, pairing, "1995-2000", 2000, complete=1).keys
    {'A': '33'}
    """
    here = shading[shading["period"] == period]
    usable = here[here["shade"].isin(pairing.y) & (here["regions_count"] >= complete)]
    years = usable.dropna(subset=["value"]).drop_duplicates("shade").set_index("shade")["year"]
    found = [
        (abs(int(years[shade]) - end_year), place, shade)
        for place, shade in enumerate(pairing.y)
        if shade in years.index
    ]
    if not found or (pairing.same_year and min(found)[0] > 0):
        return Pair(pairing, pairing.y[0], None, end_year, two_way(_NOTHING, _NOTHING))
    shade = min(found)[2]
    x, y = (
        here[here["shade"] == key].set_index("region_code")["value"] for key in (pairing.x, shade)
    )
    return Pair(pairing, shade, int(years[shade]), end_year, two_way(x, y))
