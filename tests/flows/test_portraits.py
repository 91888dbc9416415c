"""Figures behind the cards."""

from __future__ import annotations

import math

import pytest

from geo.flows.portraits import (
    region_margins,
    top_partners,
    zone_sums,
)
from geo.flows.query import door
from geo.scene.scene import LARGEST
from geo.world.world import World
from tests.seen import scene_of
from tests.worlds import EMPTY, FIRST, SCHEMES, A, B, C, D


def test_margins_and_ranks_of_the_world_by_hand(tiny: World) -> None:
    found = region_margins(tiny, FIRST, A)
    assert (found["in_persons"], found["out_persons"], found["net_persons"]) == (70, 130, -60)
    ranks = [(found[f"{side}_rank"]) for side in ("in", "out", "net")]
    assert ranks == [2, 1, 3]
    assert found["population_year"] == 2000


def test_a_region_without_figures_stays_without(tiny: World) -> None:
    for period, code in ((FIRST, D), (EMPTY, A)):
        found = region_margins(tiny, period, code)
        assert math.isnan(found["net_persons"])
        assert math.isnan(found["net_rank"])


def test_partners_by_hand(tiny: World) -> None:
    out = top_partners(tiny, FIRST, A, "out")
    assert out["partner_code"].tolist() == [B, C]
    assert out["side_share_percent"].tolist() == pytest.approx([100 * 80 / 130, 100 * 50 / 130])
    arrivals = top_partners(tiny, FIRST, A, "in")
    assert arrivals["partner_code"].tolist() == [C, B]
    assert top_partners(tiny, FIRST, D, "in").empty


def test_the_five_largest_partners_hold_at_most_all(world: World) -> None:
    for code in world.vocabulary["regions"]:
        for direction in ("in", "out"):
            rows = top_partners(world, "2015-2020", code, direction)
            assert len(rows) == 5
            assert rows["persons"].is_monotonic_decreasing
            assert 0 < rows["side_share_percent"].sum() <= 100


def test_the_history_of_a_corridor_is_in_time_order(world: World, tiny: World) -> None:
    rows = door(world).history(("34", "31"))
    assert rows["period"].tolist() == list(world.vocabulary["periods"])
    assert door(tiny).history((A, B))["national_rank"].tolist() == [1, 2]
    assert door(tiny).history((A, D)).empty


@pytest.mark.parametrize("top", ["5", "60", "all"])
@pytest.mark.parametrize("query", ["", "measure=share", "measure=effectiveness", "rank=distance"])
def test_the_list_is_in_the_order_of_the_map(world: World, top: str, query: str) -> None:
    scene = scene_of(world, f"{query}&top={top}")
    listed = scene.keys_of(scene.largest)
    assert len(listed) == LARGEST
    assert listed[: len(scene.keys)] == scene.keys[:LARGEST]


def test_zone_sums_of_the_world_by_hand(tiny: World) -> None:
    sums = zone_sums(tiny, FIRST, "three-zone")
    assert sums.loc["east"].tolist() == [50, 50, 0]
    assert sums.loc["central"].tolist() == [0, 0, 0]
    coast = zone_sums(tiny, FIRST, "coast-interior")
    assert coast.loc["coast"].tolist() == [70, 130, -60]
    assert coast.loc["interior"].tolist() == [130, 70, 60]


@pytest.mark.parametrize("scheme", [scheme.key for scheme in SCHEMES])
def test_zone_nets_sum_to_zero(world: World, scheme: str) -> None:
    for period in world.vocabulary["periods"]:
        sums = zone_sums(world, period, scheme)
        assert sums["net_persons"].sum() == pytest.approx(0, abs=1e-6)
        assert sums["in_persons"].sum() == pytest.approx(sums["out_persons"].sum())
