"""Filters as chips, notices, and the way out of an empty result."""

from __future__ import annotations

import pytest

from geo.view.address import Notice, parse
from geo.world.world import Store
from layers.page.rail import chips, empty, notices
from tests.seen import components, plain, scene_of, shown, view_of


def links(store: Store, query: str) -> dict[str, str]:
    """Address behind each chip, by its words."""
    found = components(plain(chips(store, scene_of(store, query))), "Link")
    return {shown(props["children"]).removesuffix(" ×").strip(): props["href"] for props in found}


def test_no_filter_no_chip(store: Store) -> None:
    assert links(store, "") == {}
    assert links(store, "shade=in&measure=rate&period=2015-2020") == {}


def test_each_chip_takes_away_its_own_filter(store: Store) -> None:
    found = links(store, "from=west,34&to=31&direction=net&top=20")
    assert set(found) == {"from West", "from Anhui", "to Shanghai", "Net", "Clear filters"}
    assert found["from West"] == "/?from=34&to=31&direction=net&top=20"
    assert found["to Shanghai"] == "/?from=west,34&direction=net&top=20"
    assert found["Net"] == "/?from=west,34&to=31&top=20"
    assert found["Clear filters"] == "/?top=20"


def test_a_chosen_region_is_a_filter_and_a_corridor_is_none(store: Store) -> None:
    assert "Anhui" in links(store, "place=34")
    assert links(store, "place=34-31") == {}


def test_every_chip_says_what_it_removes(store: Store) -> None:
    found = components(plain(chips(store, scene_of(store, "from=west"))), "Link")
    assert next(found)["title"] == "Remove: from West"


def test_a_notice_names_field_value_and_what_is_expected(store: Store) -> None:
    _, found = parse("period=1800-1805&place=<b>", store.vocabulary)
    period, place = (shown(one) for one in plain(notices(found)))
    assert "period: “1800-1805” is not known" in period
    assert "1995-2000" in period
    assert "“<b>”" in place  # a component's text, never markup


def test_a_long_expectation_is_cut() -> None:
    (said,) = notices([Notice("place", "x", "word " * 100, "")])
    assert len(shown(plain(said))) < 260
    assert "…" in shown(plain(said))


def test_an_empty_result_offers_to_relax_each_filter(store: Store) -> None:
    scene = scene_of(store, "from=34&to=34&place=11")
    found = list(components(plain(empty(store, scene)), "Link"))
    assert [link["href"] for link in found] == [
        "/?to=34&place=11",
        "/?from=34&place=11",
        "/?from=34&to=34",
    ]
    assert empty(store, scene_of(store, "")) == []


@pytest.mark.parametrize("query", ["from=34&to=34", "from=34&to=34&top=20&measure=rate"])
def test_an_offer_leads_to_corridors(store: Store, query: str) -> None:
    for link in components(plain(empty(store, scene_of(store, query))), "Link"):
        assert scene_of(store, link["href"].removeprefix("/?")).count


def test_clearing_keeps_what_is_no_filter(store: Store) -> None:
    view = parse("from=west&shade=in", store.vocabulary)[0]
    assert view != view_of(store)
    assert links(store, "from=west&shade=in")["Clear filters"] == "/?shade=in"
