"""Corridor and region measures against answers worked by hand, and laws that always hold."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.flows.measures import corridors, end_year_population, region_flows
from geo.world.world import World
from tests import worlds
from tests.worlds import EMPTY, FIRST, SECOND, A, B, C, D

CODES = [A, B, C, D]
PAIRS = [(origin, destination) for origin in CODES for destination in CODES if origin < destination]


def corridor_table() -> pd.DataFrame:
    table = corridors(worlds.flows(), worlds.periods(), worlds.indicators())
    return table.set_index(["period", "origin_code", "destination_code"])


def margin_table() -> pd.DataFrame:
    asked = (worlds.flows(), worlds.periods(), worlds.indicators(), worlds.regions())
    return region_flows(*asked).set_index(["period", "region_code"])


@pytest.mark.parametrize(
    ("key", "persons", "net", "effectiveness", "share", "rate", "rank"),
    [
        ((FIRST, A, B), 80, 60, 60, 100 * 80 / 130, 8, 1),
        ((FIRST, A, C), 50, 0, 0, 100 * 50 / 130, 5, 2),
        ((FIRST, C, A), 50, 0, 0, 100, 1.25, 3),
        ((FIRST, B, A), 20, -60, -60, 100, 1, 4),
        # 2005: every region has 10,000 residents
        ((SECOND, B, A), 60, 30, 100 * 30 / 90, 100, 6, 1),
        ((SECOND, A, B), 30, -30, -100 * 30 / 90, 100, 3, 2),
    ],
)
def test_corridors_by_hand(
    key: tuple[str, str, str],
    persons: float,
    net: float,
    effectiveness: float,
    share: float,
    rate: float,
    rank: int,
) -> None:
    row = corridor_table().loc[key]
    assert row["migrants_persons"] == persons
    assert row["net_persons"] == net
    assert row["effectiveness_percent"] == pytest.approx(effectiveness)
    assert row["share_percent"] == pytest.approx(share)
    assert row["rate_per_1000"] == pytest.approx(rate)
    assert row["rank"] == rank


def test_region_margins_by_hand() -> None:
    table = margin_table()
    sides = ["in_persons", "out_persons", "net_persons", "net_sample_persons"]
    assert table.loc[(FIRST, A), sides].tolist() == [70, 130, -60, -6]
    assert table.loc[(FIRST, B), sides].tolist() == [80, 20, 60, 6]
    assert table.loc[(FIRST, C), sides].tolist() == [50, 50, 0, 0]
    assert table.loc[(FIRST, A), "effectiveness_percent"] == pytest.approx(-30)
    assert table.loc[(FIRST, B), "net_rate_per_1000"] == pytest.approx(3)


def test_what_nobody_counted_stays_missing() -> None:
    table = margin_table()
    assert table.loc[(FIRST, D)].isna().all()  # no row in the flows and no population
    assert table.loc[(EMPTY, A), ["in_persons", "out_persons", "net_persons"]].isna().all()
    assert table.loc[(EMPTY, A), "population_persons"] == 10_000
    assert len(table) == 3 * 4  # 71 is not counted


def test_a_pair_without_movers_has_no_effectiveness() -> None:
    flows = worlds.flows().assign(sample_persons=0, migrants_persons=0.0)
    table = corridors(flows, worlds.periods(), worlds.indicators())
    assert table["effectiveness_percent"].isna().all()
    assert table["share_percent"].isna().all()
    assert table["rate_per_1000"].notna().all()


def test_population_is_never_taken_from_another_year() -> None:
    found = end_year_population(worlds.periods(), worlds.indicators())
    assert not ((found["period"] == FIRST) & (found["region_code"] == D)).any()
    assert found["population_year"].tolist() == [2000] * 3 + [2005] * 4 + [2010] * 4


def test_a_pair_that_stands_twice_is_refused() -> None:
    twice = pd.concat([worlds.flows(), worlds.flows().iloc[:1]])
    with pytest.raises(pd.errors.MergeError):
        corridors(twice, worlds.periods(), worlds.indicators())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(*[st.integers(0, 10**6)] * 2), min_size=6, max_size=6))
def test_laws_of_any_closed_table(samples: list[tuple[int, int]]) -> None:
    rows = []
    for (low, high), (there, back) in zip(PAIRS, samples, strict=True):
        rows += [(FIRST, low, high, there, None), (FIRST, high, low, back, None)]
    columns = ["period", "origin_code", "destination_code", "sample_persons", "caveat"]
    flows = pd.DataFrame(rows, columns=columns)
    flows["migrants_persons"] = flows["sample_persons"] * 10.0
    asked = (flows, worlds.periods(), worlds.indicators())
    pairs, margins = corridors(*asked), region_flows(*asked, worlds.regions())
    total = flows["migrants_persons"].sum()
    assert margins["net_persons"].sum() == 0
    assert margins["in_persons"].sum() == margins["out_persons"].sum() == total
    assert pairs["net_persons"].sum() == 0
    assert pairs["effectiveness_percent"].dropna().between(-100, 100).all()
    shares = pairs.dropna(subset=["share_percent"]).groupby("origin_code")["share_percent"].sum()
    assert shares.to_numpy() == pytest.approx(100)
    assert pairs["migrants_persons"].is_monotonic_decreasing
    assert pairs["rank"].tolist() == list(range(1, 13))


def test_the_real_tables_obey_them_too(world: World) -> None:
    margins = world.table("region_flows").groupby("period")
    totals = world.table("flows").groupby("period")["migrants_persons"].sum()
    assert margins["net_sample_persons"].sum().eq(0).all()
    pd.testing.assert_series_equal(margins["in_persons"].sum(), totals, check_names=False)
    pd.testing.assert_series_equal(margins["out_persons"].sum(), totals, check_names=False)


def test_inputs_stay_as_they_are() -> None:
    asked = [worlds.flows(), worlds.periods(), worlds.indicators(), worlds.regions()]
    corridors(*asked[:3])
    region_flows(*asked)
    fresh = [worlds.flows(), worlds.periods(), worlds.indicators(), worlds.regions()]
    for used, untouched in zip(asked, fresh, strict=True):
        pd.testing.assert_frame_equal(used, untouched)
