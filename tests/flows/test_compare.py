"""Figures of both ends and of A against B: from the raw tables, and never a difference too many."""

from __future__ import annotations

import math

import pandas as pd
import pytest

from geo.flows.compare import (
    CONTRASTS,
    NO_FIGURE,
    OTHER_SERIES,
    OUTSIDE_YEAR,
    SAME_YEAR,
    beside,
    corridor_figures,
    margin_figures,
)
from geo.flows.portraits import ends, ranked
from geo.flows.query import door
from geo.rows import rows_by_index
from geo.world.world import World
from tests import raw
from tests.worlds import FIRST, SECOND, A, B, D

YEARS = (range(2010, 2016), range(2015, 2021))


def of_corridor(world: World, key: str, period: str):
    known = {rank: ranked(world, rank, period) for rank in CONTRASTS}
    history = door(world).history(world.vocabulary.ends(key))
    return corridor_figures(history, world.table("periods"), period, known)


def test_both_ends_have_the_same_indicators_and_years(world: World) -> None:
    for period in world.vocabulary["periods"]:
        table = beside(ends(world, "34", period), ends(world, "31", period))
        assert table.index.tolist() == [
            *("gdp", "urban_income", "rural_income", "urbanisation", "population", "minority"),
            *("schooling", "out_rate", "in_rate", "net_rate"),
        ]
        assert table["why"].isna().all()
        years = [table[f"year_{side}"].fillna(0).tolist() for side in ("first", "second")]
        assert years[0] == years[1]


@pytest.mark.parametrize(
    ("key", "indicator", "period", "year"),
    [
        ("gdp", "gdp_per_capita_derived", "1995-2000", 2000),
        ("gdp", "gdp_per_capita_derived", "2000-2005", 2004),
        ("urbanisation", "urbanisation_rate", "2015-2020", 2020),
        ("urban_income", "urban_disposable_income_per_capita", "2005-2010", 2010),
        ("minority", "ethnic_minority_share", "1995-2000", 2020),
        ("schooling", "mean_years_schooling_15plus", "2015-2020", 2020),
    ],
)
def test_figures_of_both_ends_are_those_of_the_raw_table(
    world: World, key: str, indicator: str, period: str, year: int
) -> None:
    table = beside(ends(world, "34", period), ends(world, "31", period)).loc[key]
    first, second = (raw.printed()[indicator, year][code] for code in ("34", "31"))
    assert table["year_first"] == year
    assert (table["value_first"], table["value_second"]) == (first, second)
    assert table["difference"] == pytest.approx(second - first)


def test_rates_of_both_ends_are_those_of_the_flows(world: World) -> None:
    margins = world.table("region_flows").set_index(["period", "region_code"])
    for period in world.vocabulary["periods"]:
        found = ends(world, "51", period)["value"]
        for side in ("in", "out", "net"):
            expected = margins.loc[(period, "51"), f"{side}_rate_per_1000"]
            assert found[f"{side}_rate"] == expected


def test_a_blank_end_says_its_kind_and_gives_no_difference(tiny: World) -> None:
    table = beside(ends(tiny, A, FIRST), ends(tiny, D, FIRST))
    assert table.loc["gdp", "difference"] == -50
    assert table.loc["net_rate", "value_first"] == -6
    assert table.loc["net_rate", "blank_second"] == "missing"
    assert table.loc["net_rate", "why"] == NO_FIGURE
    assert math.isnan(table.loc["net_rate", "difference"])
    assert set(table.loc[["urban_income", "schooling"], "blank_first"]) == {"missing"}


def test_two_intervals_are_not_joined_across_series_or_within_a_year(world: World) -> None:
    intervals = (range(1995, 2001), range(2015, 2021))
    table = beside(ends(world, "34", "1995-2000"), ends(world, "34", "2015-2020"), intervals)
    assert table.loc["gdp", "why"] == OTHER_SERIES
    assert table.loc["minority", "why"] == SAME_YEAR
    assert table.loc[["gdp", "minority"], "difference"].isna().all()
    later = beside(ends(world, "34", "2010-2015"), ends(world, "34", "2015-2020"), YEARS)
    for row in rows_by_index(later[later["why"].isna()]).values():
        years = zip((row["year_first"], row["year_second"]), YEARS, strict=True)
        assert all(pd.isna(year) or year in inside for year, inside in years)


def test_a_year_outside_its_interval_makes_no_change(world: World) -> None:
    """Rural income of 2007 stands for 1995-2000 and that of 2008 for 2005-2010."""
    shown = (ends(world, "34", "1995-2000"), ends(world, "34", "2005-2010"))
    table = beside(*shown, (range(1995, 2001), range(2005, 2011)))
    for key in ("rural_income", "urbanisation"):
        assert table.loc[key, "value_first"] > 0
        assert table.loc[key, "why"] == OUTSIDE_YEAR
        assert math.isnan(table.loc[key, "difference"])
    assert beside(*shown).loc["rural_income", "why"] != OUTSIDE_YEAR  # nothing of time is asked


def test_margins_carry_the_sampling_range_of_their_difference(tiny: World) -> None:
    tables = (tiny.table("region_flows"), tiny.table("periods"))
    table = beside(margin_figures(*tables, A, FIRST), margin_figures(*tables, B, FIRST))
    assert table["difference"].tolist() == [20 - 130, 80 - 70, 60 + 60]
    # One sampled person stands for ten: k = 10, so a standard error of 10 √(n × 0.9).
    reach = 1.959964 * 10 * math.sqrt(0.9 * (13 + 2))
    assert table.loc["out", "high"] - table.loc["out", "low"] == pytest.approx(2 * reach)
    missing = margin_figures(*tables, D, FIRST)
    assert missing["value"].isna().all()
    assert missing["error"].isna().all()


def test_a_corridor_of_the_world_by_hand(tiny: World) -> None:
    found = of_corridor(tiny, "11-12", FIRST)
    assert found.loc["people", "value"] == 80
    assert found.loc["net", "value"] == 60
    assert found.loc["gdp-gap", "value"] == 200
    assert (found.loc["gdp-gap", "series"], found.loc["gdp-gap", "year"]) == (
        "gdp_per_capita",
        2000,
    )
    assert "first interval" in found.loc["growth", "blank"]
    assert "urban income" in found.loc["income-gap", "blank"]
    later = of_corridor(tiny, "11-12", SECOND)
    assert later.loc["growth", "value"] == -62.5
    change = beside(found, later, (range(1995, 2001), range(2000, 2006)))
    assert change.loc["people", "difference"] == -50
    assert change.loc["gdp-gap", "why"] == NO_FIGURE
    assert of_corridor(tiny, "14-11", FIRST)["value"].isna().all()


@pytest.mark.parametrize("key", ["34-31", "43-44"])
def test_corridors_are_those_of_the_raw_counts(world: World, key: str) -> None:
    pair = tuple(key.split("-"))
    for period in raw.PERIODS:
        found = of_corridor(world, key, period)["value"]
        there, back = (raw.cells(period)[one] * raw.FACTORS[period] for one in (pair, pair[::-1]))
        assert found["people"] == pytest.approx(there)
        assert found["back"] == pytest.approx(back)
        assert found["net"] == pytest.approx(there - back)
        assert found["effectiveness"] == pytest.approx(100 * (there - back) / (there + back))
