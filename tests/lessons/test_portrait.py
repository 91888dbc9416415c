"""One view of the tab of lessons: target, companions, what the paper names."""

from __future__ import annotations

import pytest

from geo.lessons.portrait import Portrait, portrait, ranked, times
from geo.world.world import World
from tests.seen import view_of


def of(world: World, **fields: str) -> Portrait:
    found = portrait(world, view_of(world, **fields))
    assert found is not None
    return found


def test_without_a_target_the_nearest_is_taken(world: World) -> None:
    shown = of(world)
    assert shown.target["rank"] == 1
    assert shown.sheet.target_code == shown.rows["region_code"].iloc[0]
    assert not shown.refused
    chosen = of(world, target="63")
    assert chosen.sheet.target_code == "63"
    assert chosen.target["rank"] == 9


def test_the_own_region_is_refused(world: World) -> None:
    shown = of(world, target="53")
    assert shown.refused
    assert shown.target["rank"] == 1


def test_what_the_paper_names_keeps_its_order_and_its_rank(world: World) -> None:
    shown = of(world)
    assert [(row["region_code"], row["rank"]) for row in shown.named] == [("63", 9), ("65", 6)]
    assert "Other underdeveloped western areas" in set(shown.stated["place"])
    assert of(world, site="dalian").named == []


def test_two_sites_of_one_region_share_the_ranking(world: World) -> None:
    diqing, kunming = of(world), of(world, site="kunming")
    assert (diqing.companions, kunming.companions) == (("Kunming",), ("Diqing",))
    columns = ["region_code", "distance", "top_five_share"]
    assert diqing.rows[columns].equals(kunming.rows[columns])
    assert of(world, site="chengdu").companions == ()


def test_weights_say_what_counts(world: World) -> None:
    shown = of(world, weights="gdp:2,urban:1")
    assert shown.weighed == ("gdp", "urban")
    assert shown.values["gdp"]["53"] == pytest.approx(7012, abs=0.5)
    assert times(world)["out"] == "2000-2005"
    assert ranked(world, "diqing", "") is ranked(world, "diqing", "")


def test_a_world_without_figures_has_no_portrait(tiny: World) -> None:
    assert portrait(tiny, view_of(tiny)) is None
    assert portrait(tiny, view_of(tiny, site="hill-&-<co>")) is None
    assert set(times(tiny).values()) == {None}
