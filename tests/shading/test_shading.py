"""What shades a region: a value, its year, or the kind of blank."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.shading.shading import (
    FLOW_SHADES,
    MISSING,
    NOT_APPLICABLE,
    SIGNED_SHADES,
    nearest_year,
    shading,
)
from geo.world.world import World
from tests import worlds
from tests.worlds import EMPTY, FIRST, OFF, SECOND, SHADE, A, B, C, D


@pytest.fixture(scope="module")
def table() -> pd.DataFrame:
    made = worlds.tables()["shading"]
    return made.set_index(["shade", "period", "region_code"]).sort_index()


def test_values_of_the_world_by_hand(table: pd.DataFrame) -> None:
    assert [table.loc[("net", FIRST, code), "value"] for code in (A, B, C)] == [-60, 60, 0]
    assert table.loc[("net-rate", FIRST, A), "value"] == pytest.approx(-6)
    assert table.loc[("in", SECOND, A), "value"] == 60
    assert table.loc[(SHADE, FIRST, C), "value"] == 4


def test_zero_missing_and_not_counted_are_three_things(table: pd.DataFrame) -> None:
    assert table.loc[("net", FIRST, C), "value"] == 0
    assert pd.isna(table.loc[("net", FIRST, C), "blank"])
    assert table.loc[("net", FIRST, D), "blank"] == MISSING
    assert table.loc[("net", FIRST, OFF), "blank"] == NOT_APPLICABLE
    assert table.loc[("net", EMPTY, A), "blank"] == MISSING
    assert table["value"].isna().eq(table["blank"].notna()).all()


def test_a_figure_keeps_its_own_year_and_coverage(table: pd.DataFrame) -> None:
    for period in (FIRST, SECOND, EMPTY):
        rows = table.loc[(SHADE, period)]
        assert rows["year"].eq(2000).all()  # the only year there is
        assert rows["regions_count"].eq(3).all()
        assert rows.loc[D, "blank"] == MISSING
    assert table.loc[("net", FIRST)]["year"].isna().all()  # its time is the interval


def test_every_shade_period_and_unit_has_one_row(world: World) -> None:
    table = world.table("shading")
    assert not table.duplicated(["shade", "period", "region_code"]).any()
    assert len(table) == table["shade"].nunique() * len(world.vocabulary["periods"]) * 34
    shown = table.groupby(["shade", "period"])["value"].count()
    told = table.groupby(["shade", "period"])["regions_count"].first()
    pd.testing.assert_series_equal(shown, told, check_names=False)
    outside = table[~table["region_code"].isin(world.counted.index)]
    assert outside["blank"].eq(NOT_APPLICABLE).all()


@pytest.mark.parametrize(
    ("counts", "wanted", "expected"),
    [
        ({2000: 31, 2010: 31}, 2000, 2000),
        ({2004: 31, 2006: 31}, 2005, 2004),  # the earlier one on a tie
        ({2000: 31, 2005: 30}, 2005, 2000),  # complete beats near
        ({2001: 12, 2009: 25}, 2005, 2001),  # none is complete
        ({}, 2005, None),
    ],
)
def test_the_year_that_is_shown(counts: dict[int, int], wanted: int, expected: int | None) -> None:
    assert nearest_year(pd.Series(counts, dtype="int64"), wanted, 31) == expected


@given(st.dictionaries(st.integers(1990, 2020), st.integers(1, 31), min_size=1), st.integers())
def test_a_partial_year_is_never_shown_beside_a_complete_one(
    counts: dict[int, int], wanted: int
) -> None:
    year = nearest_year(pd.Series(counts), wanted, 31)
    assert year in counts
    assert counts[year] == 31 or 31 not in counts.values()


def test_signed_shades_are_the_net_ones() -> None:
    assert {"net", "net-rate"} == SIGNED_SHADES
    assert len({shade.key for shade in FLOW_SHADES}) == len(FLOW_SHADES)


def test_inputs_stay_as_they_are() -> None:
    made, fresh = worlds.tables(), worlds.tables()
    names = ["region_flows", "indicators", "periods", "regions"]
    flows, indicators, periods, regions = (made[name] for name in names)
    shading(flows, indicators, [SHADE], periods, regions)
    for name in names:
        pd.testing.assert_frame_equal(made[name], fresh[name])
