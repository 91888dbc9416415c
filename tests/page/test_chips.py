"""Filters as chips, notices, and the way out of an empty result."""

from __future__ import annotations

import re

import pytest

from geo.view.address import Notice, parse
from geo.view.view import FIELDS, Field
from geo.world.world import World
from layers.blocks.empty import empty
from layers.flows.sentence import rank_note
from layers.page.chips import chips, notices
from layers.page.said import parts
from layers.subjects import tabs
from layers.text.gettext import spoken
from tests.asking import COUNTING
from tests.seen import components, plain, scene_of, shown, view_of


def links(world: World, query: str) -> dict[str, str]:
    """Address behind each chip, by its words."""
    found = components(plain(chips(world, scene_of(world, query))), "Link")
    return {shown(props["children"]).removesuffix(" ×").strip(): props["href"] for props in found}


def test_no_filter_no_chip(world: World) -> None:
    assert links(world, "") == {}
    assert links(world, "period=2015-2020") == {}


@pytest.mark.parametrize(
    ("tab", "said"),
    [
        ("map", ["20 drawn", "ranked by distance", "width", "shade", "scale"]),
        ("pairs", ["20 drawn", "ranked by distance", "width", "scale"]),
        ("table", ["20 drawn", "ranked by distance", "width"]),
        ("intervals", ["width", "shade"]),
        ("disparity", []),
    ],
)
def test_what_is_drawn_another_way_has_a_chip_where_it_changes_the_figures(
    world: World, tab: str, said: list[str]
) -> None:
    query = f"top=20&rank=distance&measure=rate&shade=in&scale=free&view={tab}"
    found = links(world, query)
    assert [name for name in found if name != "Clear filters"] == [
        next(name for name in found if name.startswith(one)) for one in said
    ]
    if "20 drawn" in said:
        cleared = found["Clear filters"].removeprefix("/?").split("&")
        assert set(cleared) == {"measure=rate", "shade=in", "scale=free"} | (
            {f"view={tab}"} if tab != "map" else set()
        )


def test_a_chip_goes_back_to_what_was_at_first(world: World) -> None:
    found = links(world, "top=all&shade=in-rate")
    assert found["all corridors drawn"] == "/?shade=in-rate"
    assert found["shade: Arrivals per 1,000 residents"] == "/?top=all"


def test_each_chip_takes_away_its_own_filter(world: World) -> None:
    found = links(world, "from=west,34&to=31&direction=net&top=20")
    names = {"from West", "from Anhui", "to Shanghai", "Net", "20 drawn", "Clear filters"}
    assert set(found) == names
    assert found["from West"] == "/?from=34&to=31&direction=net&top=20"
    assert found["to Shanghai"] == "/?from=west,34&direction=net&top=20"
    assert found["Net"] == "/?from=west,34&to=31&top=20"
    assert found["Clear filters"] == "/"


def test_a_long_list_of_places_is_one_chip(world: World) -> None:
    five = ["34", "41", "42", "43", "51"]
    assert len([name for name in links(world, f"from={','.join(five)}") if "from" in name]) == 5
    found = links(world, f"from={','.join(five)},52&to=31")
    assert set(found) == {"from 6 of 31 provinces", "to Shanghai", "Clear filters"}
    assert found["from 6 of 31 provinces"] == "/?to=31"
    names = links(world, "from=west,34,41,42,43,36")
    assert "from 17 of 31 provinces" in names


def test_a_chosen_region_is_a_filter_and_a_corridor_is_none(world: World) -> None:
    assert "Anhui" in links(world, "place=34")
    assert links(world, "place=34-31") == {}


def test_every_chip_says_what_it_removes(world: World) -> None:
    found = components(plain(chips(world, scene_of(world, "from=west"))), "Link")
    assert next(found)["title"] == "Remove: from West"


def test_a_notice_names_field_value_and_what_is_expected(world: World) -> None:
    _, found = parse("period=1800-1805&place=<b>", world.vocabulary)
    period, place = (shown(one) for one in plain(notices(world, view_of(world), found)))
    assert "period: “1800-1805” is not known" in period
    assert "1995-2000" in period
    assert "“<b>”" in place  # a component's text, never markup


@pytest.mark.parametrize("query", ["place=99", "place=51-51", "compare=99"])
@pytest.mark.parametrize("lang", ["en", "zh"])
def test_an_example_of_a_place_is_a_code_of_the_world(world: World, query: str, lang: str) -> None:
    view, found = parse(query, world.vocabulary)
    with spoken(lang, world.package.wording):
        said = shown(plain(notices(world, view, found)))
    code, corridor = world.vocabulary.examples_of_place.values()
    example = f"such as {code}, corridors such as {corridor}"
    assert (example if lang == "en" else f"（如{code}）、迁移流（如{corridor}）") in said


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.name)
def test_a_value_of_what_is_expected_is_called_like_no_noun(world: World, field: Field) -> None:
    nouns = {name.casefold() for name, _said in world.package.wording}
    assert not nouns & set(field.allowed(world.vocabulary, "").values)


def test_a_long_expectation_is_cut(world: World) -> None:
    expected = " ".join(f"word{n}" for n in range(100))
    (said,) = notices(world, view_of(world), [Notice("place", "x" * 80, expected, "")])
    assert len(shown(plain(said))) < 260
    for cut in re.findall(r"\w+…", shown(plain(said))):
        assert cut.removesuffix("…") in [*expected.split(), "x" * 79]
    assert shown(plain(said)).count("…") == 2


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("to=Canton", "to: “Canton” was read as Guangdong."),
        ("place=Canton-Anhui", "place: “Canton-Anhui” was read as Guangdong → Anhui."),
        ("to=Rehe", "to: “Rehe” was left out: it names a place that these tables lack."),
        ("top=9999", "top: there are 930 corridors, not 9999: all are drawn."),
        ("foo=1", "“foo” is no part of an address of this page and was left out."),
    ],
)
def test_what_was_taken_as_something_else_is_told_by_name(
    world: World, query: str, said: str
) -> None:
    (notice,) = notices(world, *parse(query, world.vocabulary))
    assert shown(plain(notice)) == said


def test_a_category_without_its_flow_table_is_offered(world: World) -> None:
    kept = COUNTING["category"]
    street = f"{kept},origin-type:street"
    for category, label in ((kept, "From villages"), (street, "From villages, From streets")):
        view, found = parse(f"from=34&category={category}", world.vocabulary)
        said = plain(notices(world, view, found))
        (way,) = components(said, "Link")
        asked, told = parse(way["href"].partition("?")[2], world.vocabulary)
        assert told == ()
        assert (asked.flows, asked.origins) == (COUNTING["flows"], "34")
        assert {*asked.category.split(",")} == {*category.split(",")}
        assert shown(way["children"]).startswith(label)
        assert "origin-type" not in shown(said)
        assert "…" not in shown(said)


def test_an_empty_result_offers_to_relax_each_filter(world: World) -> None:
    scene = scene_of(world, "from=34&to=34&place=11")
    found = list(components(plain(empty(world, scene)), "Link"))
    assert [link["href"] for link in found] == [
        "/?to=34&place=11",
        "/?from=34&place=11",
    ]  # without Beijing nothing is left either
    assert empty(world, scene_of(world, "")) == []
    said = shown(plain(empty(world, scene_of(world, "from=34&to=34"))))
    assert "from Anhui to Anhui (1995–2000)" in said
    assert "30 corridors, the first: Jiangsu → Anhui, 61," in said


TABS_OF_CORRIDORS = ("map", "pairs", "table", "intervals")


@pytest.mark.parametrize("tab", TABS_OF_CORRIDORS)
def test_each_tab_of_corridors_says_what_leaves_nothing_and_offers_a_way_out(
    world: World, tab: str
) -> None:
    scene = scene_of(world, f"from=34&to=34&view={tab}")
    shown_part = (
        parts(world, scene, [])["empty"] if tab == "map" else tabs(world)[tab].fill(world, scene)
    )
    found = {shown(one["children"]): one["href"] for one in components(plain(shown_part), "Link")}
    view = "" if tab == "map" else f"&view={tab}"
    assert found["Take away the origin filter"] == f"/?to=34{view}"
    assert found["Take away the destination filter"] == f"/?from=34{view}"


def test_a_rank_that_no_corridor_has_offers_the_intervals_that_have_it(world: World) -> None:
    note = plain(rank_note(world, scene_of(world, "rank=income-gap")))
    found = {shown(one["children"]): one["href"] for one in components(note, "Link")}
    assert found["Rank by what the width shows"] == "/"
    offered = [link for link in found.values() if "period=" in link]
    assert offered
    for link in offered:
        assert scene_of(world, link.removeprefix("/?")).ranking.known


@pytest.mark.parametrize("query", ["from=34&to=34", "from=34&to=34&top=20&measure=rate"])
def test_an_offer_leads_to_corridors(world: World, query: str) -> None:
    for link in components(plain(empty(world, scene_of(world, query))), "Link"):
        assert scene_of(world, link["href"].removeprefix("/?")).count


def test_clearing_keeps_what_is_no_filter(world: World) -> None:
    view = parse("from=west&shade=in", world.vocabulary)[0]
    assert view != view_of(world)
    assert links(world, "from=west&shade=in")["Clear filters"] == "/?shade=in"
