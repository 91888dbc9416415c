"""Disparity with two regions as one: the same tables, worked out anew for one unit less."""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from geo.disparity.tables import disparity, disparity_zones
from geo.view.view import View
from geo.world.catalog import Indicator
from geo.world.declared import Series, Split
from geo.world.world import World


def values_together(values: pd.DataFrame, split: Split, series: tuple[str, ...]) -> pd.DataFrame:
    """Values and weights with both regions of a split as one, under the code of the whole.

    Parameters
    ----------
    values : DataFrame
        Made by :func:`geo.disparity.series.disparity_values`.
    split : Split
        The two regions.
    series : tuple of str
        Series whose values may be taken together; the others stay as they are.

    Returns
    -------
    DataFrame
        Of the same columns. The value of the unit is the mean weighted by population, its weight
        the sum of both: total and national mean stay what they were.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": "a", "year": 2000, "region_code": ["A", "B"],
    ...     "value": [2.0, 5.0], "weight_persons": [1.0, 2.0], "weight_series": "heads"})
    >>> split = Split(part="A", whole="B", year=1997, event="-", sources="-", moves="-")
    >>> found = values_together(rows, split, ("a",))
    >>> found[["region_code", "value", "weight_persons"]].to_numpy().tolist()
    [['B', 4.0, 3.0]]
    """
    merged = values["indicator"].isin(series) & values["region_code"].isin(
        [split.part, split.whole]
    )
    both = values[merged]
    both = both.assign(total=both["value"] * both["weight_persons"])
    keys = ["indicator", "year", "weight_series"]
    sums = both.groupby(keys, as_index=False, sort=False)[["total", "weight_persons"]].sum()
    sums["value"] = sums["total"] / sums["weight_persons"]
    unit = sums.assign(region_code=split.whole)[list(values.columns)]
    table = pd.concat([values[~merged], unit], ignore_index=True)
    order = {key: at for at, key in enumerate(dict.fromkeys(values["indicator"]))}
    table = table.assign(at=table["indicator"].map(order))
    table = table.sort_values(["at", "year", "region_code"], ignore_index=True)
    return table.drop(columns="at")


def record_of(world: World, series: Series) -> Indicator:
    """Declaration of the indicator that a series is made of."""
    return world.indicator(series.figure)


def may_be_one(world: World, key: str) -> bool:
    """Whether the values of a series may be taken together."""
    return bool(record_of(world, world.package.disparity.named[key]).together)


def as_one(world: World, view: View) -> World:
    """The world with the regions of the chosen split as one; the same world without one."""
    if not view.merge or not may_be_one(world, view.indicator):
        return world
    return _as_one(world, view.merge)


@lru_cache(maxsize=8)
def _as_one(world: World, part: str) -> World:
    split = world.splits[part]
    series = tuple(key for key in world.package.disparity.named if may_be_one(world, key))
    regions = _regions(world.table("regions"), split)
    values = values_together(world.table("disparity_values"), split, series)
    zones = disparity_zones(values, regions, world.package.schemes)
    tables = {
        "regions": regions,
        "disparity_values": values,
        "disparity_zones": zones,
        "disparity": disparity(values, zones),
    }
    return world.with_tables(tables, f"together {part}", world.loaded)


def _regions(regions: pd.DataFrame, split: Split) -> pd.DataFrame:
    """One region less, and one under both names."""
    part, whole = (regions["region_code"] == code for code in (split.part, split.whole))
    table = regions.assign(has_statistics=regions["has_statistics"] & ~part)
    for name in (str(one) for one in table if str(one).startswith("name_")):
        both = [str(regions.loc[kept, name].iloc[0]) for kept in (whole, part)]
        table[name] = table[name].mask(whole, " + ".join(both))
    return table
