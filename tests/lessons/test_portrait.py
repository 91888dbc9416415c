"""One view of the tab of lessons: target, companions, what the paper names."""

from __future__ import annotations

import pytest

from geo.lessons.portrait import Portrait, portrait, ranked, times
from geo.world.world import Store
from tests.seen import view_of


def of(store: Store, **fields: str) -> Portrait:
    found = portrait(store, view_of(store, **fields))
    assert found is not None
    return found


def test_without_a_target_the_nearest_is_taken(store: Store) -> None:
    shown = of(store)
    assert shown.target["rank"] == 1
    assert shown.sheet.target_code == shown.rows["region_code"].iloc[0]
    assert not shown.refused
    chosen = of(store, target="63")
    assert chosen.sheet.target_code == "63"
    assert chosen.target["rank"] == 9


def test_the_own_region_is_refused(store: Store) -> None:
    shown = of(store, target="53")
    assert shown.refused
    assert shown.target["rank"] == 1


def test_what_the_paper_names_keeps_its_order_and_its_rank(store: Store) -> None:
    shown = of(store)
    assert [(row["region_code"], row["rank"]) for row in shown.named] == [("63", 9), ("65", 6)]
    assert "Other underdeveloped western areas" in set(shown.stated["place"])
    assert of(store, site="dalian").named == []


def test_two_sites_of_one_region_share_the_ranking(store: Store) -> None:
    diqing, kunming = of(store), of(store, site="kunming")
    assert (diqing.companions, kunming.companions) == (("Kunming",), ("Diqing",))
    columns = ["region_code", "distance", "top_five_share"]
    assert diqing.rows[columns].equals(kunming.rows[columns])
    assert of(store, site="chengdu").companions == ()


def test_weights_say_what_counts(store: Store) -> None:
    shown = of(store, weights="gdp:2,urban:1")
    assert shown.weighed == ("gdp", "urban")
    assert shown.values["gdp"]["53"] == pytest.approx(7012, abs=0.5)
    assert times(store)["out"] == "2000-2005"
    assert ranked(store, "diqing", "") is ranked(store, "diqing", "")


def test_a_world_without_figures_has_no_portrait(world: Store) -> None:
    assert portrait(world, view_of(world)) is None
    assert portrait(world, view_of(world, site="hill-&-<co>")) is None
    assert set(times(world).values()) == {None}
