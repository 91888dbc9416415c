"""Filters as chips, notices, and the way out of an empty result."""

from __future__ import annotations

import pytest

from geo.view.address import Notice, parse
from geo.world.world import World
from layers.blocks.links import empty
from layers.page.chips import chips, notices
from tests.seen import components, plain, scene_of, shown, view_of


def links(world: World, query: str) -> dict[str, str]:
    """Address behind each chip, by its words."""
    found = components(plain(chips(world, scene_of(world, query))), "Link")
    return {shown(props["children"]).removesuffix(" ×").strip(): props["href"] for props in found}


def test_no_filter_no_chip(world: World) -> None:
    assert links(world, "") == {}
    assert links(world, "shade=in&measure=rate&period=2015-2020") == {}


def test_each_chip_takes_away_its_own_filter(world: World) -> None:
    found = links(world, "from=west,34&to=31&direction=net&top=20")
    assert set(found) == {"from West", "from Anhui", "to Shanghai", "Net", "Clear filters"}
    assert found["from West"] == "/?from=34&to=31&direction=net&top=20"
    assert found["to Shanghai"] == "/?from=west,34&direction=net&top=20"
    assert found["Net"] == "/?from=west,34&to=31&top=20"
    assert found["Clear filters"] == "/?top=20"


def test_a_chosen_region_is_a_filter_and_a_corridor_is_none(world: World) -> None:
    assert "Anhui" in links(world, "place=34")
    assert links(world, "place=34-31") == {}


def test_every_chip_says_what_it_removes(world: World) -> None:
    found = components(plain(chips(world, scene_of(world, "from=west"))), "Link")
    assert next(found)["title"] == "Remove: from West"


def test_a_notice_names_field_value_and_what_is_expected(world: World) -> None:
    _, found = parse("period=1800-1805&place=<b>", world.vocabulary)
    period, place = (shown(one) for one in plain(notices(found)))
    assert "period: “1800-1805” is not known" in period
    assert "1995-2000" in period
    assert "“<b>”" in place  # a component's text, never markup


def test_a_long_expectation_is_cut() -> None:
    (said,) = notices([Notice("place", "x", "word " * 100, "")])
    assert len(shown(plain(said))) < 260
    assert "…" in shown(plain(said))


def test_an_empty_result_offers_to_relax_each_filter(world: World) -> None:
    scene = scene_of(world, "from=34&to=34&place=11")
    found = list(components(plain(empty(world, scene)), "Link"))
    assert [link["href"] for link in found] == [
        "/?to=34&place=11",
        "/?from=34&place=11",
        "/?from=34&to=34",
    ]
    assert empty(world, scene_of(world, "")) == []


@pytest.mark.parametrize("query", ["from=34&to=34", "from=34&to=34&top=20&measure=rate"])
def test_an_offer_leads_to_corridors(world: World, query: str) -> None:
    for link in components(plain(empty(world, scene_of(world, query))), "Link"):
        assert scene_of(world, link["href"].removeprefix("/?")).count


def test_clearing_keeps_what_is_no_filter(world: World) -> None:
    view = parse("from=west&shade=in", world.vocabulary)[0]
    assert view != view_of(world)
    assert links(world, "from=west&shade=in")["Clear filters"] == "/?shade=in"
