"""The shading of a view: value, year, blank and class of each region."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.rows import rows_by_index
from geo.shading.classes import CLASS_NUMBERS, NO_PAIR, Pair, pair_of
from geo.shading.shading import MISSING, NOT_APPLICABLE
from geo.view.view import LOCKED, View
from geo.world.world import World

ALL_PERIODS = "all"
CACHED_SHADES = 128
SHADING = ("shade", "period", "breaks", "scale")


@dataclass(frozen=True)
class Shade:
    """How the regions are shaded.

    Attributes
    ----------
    key : str
        Shade of the view.
    values : DataFrame
        Indexed by ``region_code`` (34 rows): ``value``, ``year``, ``blank``, ``class_index``
        (0 for the lowest class; -1 where blank).
    breaks : tuple of float
        Inner breaks, rising; one class more than breaks.
    counts : tuple of int
        Regions in each class.
    regions_count : int
        Regions with a value.
    year : int or None
        Year of the values; None when their time is the interval.
    locked : bool
        True when the breaks hold for all intervals.
    """

    key: str
    values: pd.DataFrame
    breaks: tuple[float, ...]
    counts: tuple[int, ...]
    regions_count: int
    year: int | None
    locked: bool

    @cached_property
    def rows(self) -> dict[str, dict[str, Any]]:
        """The values by region, for quick look-ups; shared, do not change them."""
        return rows_by_index(self.values)

    @cached_property
    def blanks(self) -> dict[str, int]:
        """Regions of each kind of blank, the kinds in the order of the first region."""
        return dict(Counter(self.values["blank"].dropna().tolist()))


def classify(values: pd.Series, breaks: tuple[float, ...]) -> npt.NDArray[np.intp]:
    """Class of each value: 0 below the first break; -1 where blank.

    A value on a break belongs to the class above it.

    Examples
    --------
    >>> classify(pd.Series([1.0, 5.0, None]), (5.0,)).tolist()
    [0, 1, -1]
    """
    index = np.searchsorted(np.asarray(breaks), values.to_numpy(dtype=float), side="right")
    return np.where(values.isna(), -1, index)


def shade_of(world: World, view: View) -> Shade:
    """The shading that a view asks for; views that differ in nothing else share it."""
    return shade_with(world, *(getattr(view, name) for name in SHADING))


def shade_in(world: World, shade: str, period: str) -> Shade:
    """A shading with the classes that a view has at first."""
    first = View()
    return shade_with(world, shade, period, first.breaks, first.scale)


@lru_cache(maxsize=CACHED_SHADES)
def shade_with(world: World, shade: str, period: str, spelled: str, scale: str) -> Shade:
    """A shading by what a view says of it.

    Parameters
    ----------
    world : World
        The built tables.
    shade, period
        What is shaded, and the interval.
    spelled
        A way of classing, or inner breaks as the address spells them.
    scale
        ``locked`` breaks do not move with the interval.
    """
    values = shade_values(world)[shade, period]
    locked = scale == LOCKED or not spelled.isalpha()
    if spelled.isalpha():
        breaks = _breaks(world).get((shade, spelled, ALL_PERIODS if locked else period), ())
    else:
        breaks = tuple(float(part) for part in spelled.split(","))
    values = values.assign(class_index=classify(values["value"], breaks))
    known = values["class_index"].to_numpy()
    known = known[known >= 0]
    counts = np.bincount(known, minlength=len(breaks) + 1)
    year = values["year"].dropna()
    return Shade(
        key=shade,
        values=values,
        breaks=breaks,
        counts=tuple(int(count) for count in counts),
        regions_count=len(known),
        year=int(year.iloc[0]) if len(year) else None,
        locked=locked,
    )


@lru_cache(maxsize=4)
def shade_values(world: World) -> dict[tuple[str, str], pd.DataFrame]:
    """Value, year and blank of each region by shade and interval."""
    columns = ["region_code", "value", "year", "blank"]
    return {
        (str(shade), str(period)): rows[columns].set_index("region_code")
        for (shade, period), rows in world.table("shading").groupby(["shade", "period"])
    }


@lru_cache(maxsize=4)
def shades_by_region(world: World) -> dict[tuple[str, str], dict[str, dict[str, Any]]]:
    """Row of each region (``value``, ``year``, ``blank``) by shade and interval; shared."""
    return {key: rows_by_index(rows) for key, rows in shade_values(world).items()}


@lru_cache(maxsize=4)
def _breaks(world: World) -> dict[tuple[str, str, str], tuple[float, ...]]:
    """Inner breaks by shade, way of classing and interval."""
    found: dict[tuple[str, str, str], list[float]] = {}
    columns = ["shade", "method", "period", "break_value"]
    for shade, method, period, value in world.table("class_breaks")[columns].itertuples(
        index=False, name=None
    ):
        found.setdefault((shade, method, period), []).append(float(value))
    return {key: tuple(values) for key, values in found.items()}


def pair_at(world: World, shade: str, period: str) -> Pair:
    """The two-way classes of an interval for a shade; other shades take the first pairing.

    Without any class in a world that pairs no shades.
    """
    if not world.pairings:
        return NO_PAIR
    return _pair(world, shade if shade in world.pairings else next(iter(world.pairings)), period)


@lru_cache(maxsize=64)
def _pair(world: World, pairing: str, period: str) -> Pair:
    end_year = int(world.period_rows[period]["end_year"])
    table = world.table("shading")
    return pair_of(table, world.pairings[pairing], period, end_year, len(world.counted))


@lru_cache(maxsize=64)
def two_way_shade(world: World, shade: str, period: str) -> Shade:
    """Nine classes as a shade; a value is the class as a number, such as 13."""
    pair = _pair(world, shade, period)
    numbers = pd.Series(pair.keys, dtype="str").reindex(world.names.index).astype(float)
    counted = world.names["has_statistics"]
    blank = counted.map({True: MISSING, False: NOT_APPLICABLE}).where(numbers.isna())
    index = classify(numbers, CLASS_NUMBERS[1:])
    counts = np.bincount(index[index >= 0], minlength=len(CLASS_NUMBERS))
    values = {"value": numbers, "year": pair.y_year, "blank": blank, "class_index": index}
    return Shade(
        key=pair.pairing.key,
        values=pd.DataFrame(values),
        breaks=CLASS_NUMBERS[1:],
        counts=tuple(int(count) for count in counts),
        regions_count=int(numbers.notna().sum()),
        year=pair.y_year,
        locked=False,
    )


def period_with_figures(world: World, shade: str, period: str) -> str:
    """Interval in which a shade has figures: the one asked for, else the nearest that has some.

    The later one counts on a tie; the one asked for stays where no interval has any.
    """
    asked = list(world.period_rows)
    here = asked.index(period)
    known = [at for at, one in enumerate(asked) if _counted(world, shade, one)]
    nearest = min(known, key=lambda at: (abs(at - here), -at), default=here)
    return asked[nearest]


def _counted(world: World, shade: str, period: str) -> int:
    """Regions that a shade has a figure for in an interval."""
    paired = shade in world.pairings
    found = two_way_shade(world, shade, period) if paired else shade_in(world, shade, period)
    return found.regions_count
