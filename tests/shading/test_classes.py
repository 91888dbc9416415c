"""Two-way classes: thirds of each value, and who is left out."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.shading.classes import two_way
from geo.world.world import World

CODES = [f"{number}" for number in range(11, 20)]


def test_nine_regions_fill_the_nine_cells() -> None:
    x = pd.Series(range(9), CODES)
    y = pd.Series([0, 3, 6, 1, 4, 7, 2, 5, 8], CODES)
    found = two_way(x, y)
    assert found.rows["key"].tolist() == ["11", "12", "13", "21", "22", "23", "31", "32", "33"]
    assert found.x_breaks == found.y_breaks == pytest.approx((8 / 3, 16 / 3))


def test_a_region_without_one_value_has_no_class() -> None:
    x = pd.Series([1.0, 2.0, np.nan], ["11", "12", "13"])
    y = pd.Series([1.0, 2.0, 3.0, 4.0], ["11", "12", "13", "14"])
    found = two_way(x, y)
    assert found.rows["region_code"].tolist() == ["11", "12"]
    empty = two_way(x[:0], y)
    assert (len(empty.rows), empty.x_breaks, empty.y_breaks) == (0, (), ())


@settings(max_examples=100, deadline=None, derandomize=True, database=None)
@given(st.lists(st.tuples(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6)), min_size=1, max_size=31))
def test_classes_follow_the_values(rows: list[tuple[float, float]]) -> None:
    codes = [f"{place:02}" for place in range(len(rows))]
    x, y = (pd.Series(column, codes) for column in zip(*rows, strict=True))
    found = two_way(x, y)
    for axis, breaks in (("x", found.x_breaks), ("y", found.y_breaks)):
        ordered = found.rows.sort_values(f"{axis}_value")
        assert ordered[f"class_{axis}"].is_monotonic_increasing
        assert found.rows[f"class_{axis}"].between(1, 3).all()
        above = [sum(value >= one for one in breaks) for value in found.rows[f"{axis}_value"]]
        assert found.rows[f"class_{axis}"].tolist() == [1 + count for count in above]


def test_real_thirds_are_even(world: World) -> None:
    shading = world.table("shading")
    rows = shading[shading["period"] == "2005-2010"].set_index(["shade", "region_code"])["value"]
    found = two_way(rows["out-rate"], rows["urban_disposable_income_per_capita"])
    assert len(found.rows) == 31
    for axis in "xy":
        counts = found.rows[f"class_{axis}"].value_counts()
        assert sorted(counts) == [10, 10, 11]
