"""Growth, gaps and distance of corridors."""

from __future__ import annotations

import math
from itertools import pairwise

import pandas as pd
import pytest
from pyproj import Geod

from geo.flows import measures
from geo.flows.contrasts import corridor_contrasts, growth
from geo.world.world import World
from tests import raw, worlds

GEOD = Geod(ellps="WGS84")
KEYS = ["period", "origin_code", "destination_code"]


@pytest.fixture(scope="module")
def tiny() -> pd.DataFrame:
    """The flows of the tiny world with every pair in both intervals, as the real tables have."""
    made = worlds.tables()
    known = made["flows"].set_index(KEYS)
    pairs = [("11", "12"), ("12", "11"), ("11", "13"), ("13", "11")]
    every = pd.MultiIndex.from_tuples(
        [(period, *pair) for period in (worlds.FIRST, worlds.SECOND) for pair in pairs], names=KEYS
    )
    whole = known.reindex(every)
    counts = ["sample_persons", "migrants_persons"]
    whole[counts] = whole[counts].fillna(0)
    periods = made["periods"].head(2)
    corridors = measures.corridors(whole.reset_index(), periods, made["indicators"])
    values = pd.DataFrame(
        [
            ("gdp_per_capita", 2000, worlds.A, 100.0),
            ("gdp_per_capita", 2000, worlds.B, 300.0),
            ("gdp_per_capita_revised", 2000, worlds.A, 1.0),
            ("gdp_per_capita_revised", 2005, worlds.A, 50.0),
            ("gdp_per_capita_revised", 2005, worlds.B, 25.0),
        ],
        columns=["indicator", "year", "region_code", "value"],
    )
    table = corridor_contrasts(corridors, periods, made["regions"], values, worlds.PACKAGE.gaps)
    return table.set_index(KEYS)


def test_a_world_worked_by_hand(tiny: pd.DataFrame) -> None:
    first, second = tiny.loc[(worlds.FIRST, "11", "12")], tiny.loc[(worlds.SECOND, "11", "12")]
    assert pd.isna(first["earlier_period"])
    assert math.isnan(first["growth_persons"])
    assert pd.isna(first["growth_small_base"])
    assert second["earlier_period"] == worlds.FIRST
    assert (second["growth_persons"], second["growth_percent"]) == (-50, -62.5)
    assert second["growth_small_base"]
    none = tiny.loc[(worlds.SECOND, "11", "13")]
    assert (none["growth_persons"], none["growth_percent"]) == (-50, -100)


def test_gaps_stay_in_one_series_and_stay_missing(tiny: pd.DataFrame) -> None:
    first, second = tiny.loc[(worlds.FIRST, "11", "12")], tiny.loc[(worlds.SECOND, "11", "12")]
    assert (first["gdp_gap_yuan"], first["gdp_gap_ratio"]) == (200, 3)
    assert (first["gdp_series"], first["gdp_year"]) == ("gdp_per_capita", 2000)
    assert (second["gdp_gap_yuan"], second["gdp_gap_ratio"]) == (-25, 0.5)
    assert (second["gdp_series"], second["gdp_year"]) == ("gdp_per_capita_revised", 2005)
    col = tiny.loc[(worlds.FIRST, "11", "13")]
    assert math.isnan(col["gdp_gap_yuan"])
    assert pd.isna(col["gdp_series"])
    assert pd.isna(col["gdp_year"])
    assert tiny["income_gap_yuan"].isna().all()


def test_the_growth_of_raw_counts(world: World) -> None:
    table = world.table("corridor_contrasts").set_index(KEYS)
    names = list(raw.PERIODS)
    for earlier, later in pairwise(names):
        before, after = raw.cells(earlier), raw.cells(later)
        rows = table.loc[later]
        assert set(rows["earlier_period"]) == {earlier}
        for (origin, destination), row in rows.iterrows():
            base = before[origin, destination] * raw.FACTORS[earlier]
            now = after[origin, destination] * raw.FACTORS[later]
            assert row["growth_persons"] == pytest.approx(now - base, abs=1e-6)
            if base:
                assert row["growth_percent"] == pytest.approx(100 * (now / base - 1), abs=1e-6)
            else:
                assert math.isnan(row["growth_percent"])
            small = min(before[origin, destination], after[origin, destination]) < 100
            assert row["growth_small_base"] == small


def test_any_two_intervals_can_be_asked_for(world: World) -> None:
    both = ["1995-2000", "2015-2020"]
    flows, periods = (world.table(name) for name in ("corridors", "periods"))
    flows = flows[flows["period"].isin(both)]
    grown = growth(flows, periods[periods["period"].isin(both)])
    grown = flows[KEYS[1:]].join(grown)[flows["period"] == both[1]]
    found = grown.set_index(KEYS[1:])
    assert found.loc[("51", "44"), "growth_persons"] == 656_740 - 1_929_930
    assert found["growth_persons"].idxmax() == ("41", "33")


def test_gaps_of_the_real_corridors(world: World) -> None:
    table = world.table("corridor_contrasts")
    known = table.groupby("period")[["gdp_gap_yuan", "income_gap_yuan"]].count()
    assert known["gdp_gap_yuan"].tolist() == [930, 0, 930, 930, 930]
    assert known["income_gap_yuan"].tolist() == [0, 930, 930, 0, 0]
    series = table.groupby("period")["gdp_series"].unique().map(list).tolist()
    assert series[0] == ["gdp_per_capita"]
    assert series[2] == series[3] == series[4] == ["gdp_per_capita_revised"]
    heads = raw.printed()["gdp_per_capita_derived", 2000]
    row = table.set_index(KEYS).loc[("1995-2000", "34", "31")]
    assert row["gdp_gap_yuan"] == heads["31"] - heads["34"]


def test_distances_are_those_of_the_ellipsoid(world: World) -> None:
    table = world.table("corridor_contrasts").set_index(KEYS)
    homes = world.counted
    for origin, destination in [("34", "31"), ("65", "44"), ("11", "12")]:
        ends = [
            homes.loc[code, f"anchor_{axis}"]
            for code in (origin, destination)
            for axis in ("lon", "lat")
        ]
        metres = GEOD.inv(*ends)[2]
        km = table.loc[("2015-2020", origin, destination), "distance_km"]
        assert km == pytest.approx(metres / 1000, rel=0.006)
