"""Neighbours: who touches, and who is joined across a gap."""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import pytest
import shapely
from pyproj import CRS

from geo.errors import DataError
from geo.shapes.neighbours import neighbours
from geo.world.world import World

PLANE = CRS(8857)


def boxes(**corners: tuple[float, float]) -> gpd.GeoDataFrame:
    """Squares of one degree by the corner in the south-west."""
    shapes = [shapely.box(x, y, x + 1, y + 1) for x, y in corners.values()]
    codes = list(corners)
    return gpd.GeoDataFrame(
        {"region_code": codes, "has_statistics": [not code.startswith("x") for code in codes]},
        geometry=shapes,
        crs=4326,
    )


def pairs(table: pd.DataFrame) -> set[tuple[str, str, str]]:
    return set(table[["a_code", "b_code", "rule"]].itertuples(index=False, name=None))


def test_a_shared_corner_is_enough() -> None:
    four = boxes(a=(0, 0), b=(1, 0), c=(0, 1), d=(1, 1))
    found = neighbours(four, PLANE)
    assert len(found) == 6
    assert set(found["rule"]) == {"touch"}
    assert found["gap_km"].eq(0).all()


def test_an_island_is_joined_to_the_nearest_and_only_to_it() -> None:
    found = neighbours(boxes(a=(0, 0), b=(1, 0), c=(2.5, 0)), PLANE)
    assert pairs(found) == {("a", "b", "touch"), ("b", "c", "nearest")}
    assert found["gap_km"].iloc[1] == pytest.approx(48, abs=3)  # half a degree at the equator


def test_two_islands_share_one_pair_and_equal_ways_take_the_lower_code() -> None:
    assert pairs(neighbours(boxes(a=(0, 0), b=(3, 0)), PLANE)) == {("a", "b", "nearest")}
    three = neighbours(boxes(a=(0, 0), b=(2, 0), c=(4, 0)), PLANE)
    assert pairs(three) == {("a", "b", "nearest"), ("b", "c", "nearest")}


def test_what_is_not_counted_is_no_neighbour_and_one_region_has_none() -> None:
    assert pairs(neighbours(boxes(a=(0, 0), b=(2, 0), xc=(1, 0)), PLANE)) == {("a", "b", "nearest")}
    assert neighbours(boxes(a=(0, 0)), PLANE).empty


def test_a_table_without_a_crs_is_refused() -> None:
    with pytest.raises(DataError):
        neighbours(boxes(a=(0, 0)).set_crs(None, allow_override=True), PLANE)


def test_in_the_world_neighbours_share_a_border_and_hainan_is_joined(world: World) -> None:
    found, shared = world.table("neighbours"), world.table("borders")
    borders = set(zip(shared["a_code"], shared["b_code"], strict=True))
    touching = found[found["rule"] == "touch"]
    assert set(zip(touching["a_code"], touching["b_code"], strict=True)) == borders
    (joined,) = found[found["rule"] == "nearest"].itertuples()
    assert (joined.a_code, joined.b_code) == ("44", "46")
    assert {*found["a_code"], *found["b_code"]} == set(world.counted.index)
