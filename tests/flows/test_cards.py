"""Cards of every kind of place: true to the tables, and never a raw blank."""

from __future__ import annotations

import re

import pytest

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.flows.nation import shade_table
from layers.map.corridors import frame
from layers.page.cards import card
from layers.text import numbers, words
from tests.asking import COUNTING
from tests.seen import components, plain, scene_of, shown

RURAL = "&".join(f"{key}={value}" for key, value in COUNTING.items())
SHADED = ("", "shade=gdp_per_capita_derived", "shade=two-way&period=2005-2010")
RAW_BLANK = re.compile(r"\b[Nn]a[Nn]\b|\bNone\b(?! of)|<NA>|\binf\b")


def said(world: World, query: str) -> str:
    return shown(card(world, scene_of(world, query)))


def test_no_card_of_any_place_shows_a_raw_blank(world: World, scenes: Scenes) -> None:
    places = ["", *world.vocabulary["regions"], *world.vocabulary["places"], "34-31", "54-63,15-12"]
    for place in places:
        found = shown(card(world, scene_of(world, f"place={place}", scenes)))
        assert RAW_BLANK.findall(found) == [], place
        assert len(found) > 40


@pytest.mark.parametrize("place", ["14", "11-14", "71", "glen", "glen-bay", "hill-&-<co>"])
def test_a_place_without_figures_says_so(tiny: World, place: str) -> None:
    if place == "71":
        assert "71" not in tiny.vocabulary["regions"]
        return
    for period in tiny.vocabulary["periods"]:
        scene = scene_of(tiny, f"period={period}&place={place.replace('&', '%26')}")
        assert not RAW_BLANK.search(shown(card(tiny, scene)))


def test_a_region_of_the_world_by_hand(tiny: World) -> None:
    found = said(tiny, "place=11")
    for part in ("Ash", "甲", "Left 130 · 1 of 3", "Arrived 70 · 2 of 3", "Net −60 · 3 of 3",
                 "net −6.0 per 1,000 residents of 2000; net over gross −30%",
                 "Bay 80 · 62%", "Col <i>& 50 · 38%", "together 100% of all who left"):  # fmt: skip
        assert part in found
    assert "no figure" in said(tiny, "place=14")


def test_a_corridor_of_the_world_by_hand(tiny: World) -> None:
    found = said(tiny, "place=12-11")
    for part in ("Corridor 4 of 4, 1995–2000", "Bay → Ash ⚠ 20 (2 in the sample)",
                 "Ash → Bay 80 (8 in the sample)", "Net −60", "−60%",
                 "Share of all who left Bay 100%", "residents of the origin, 2000 1.00",
                 "Take <care>"):  # fmt: skip
        assert part in found
    assert "no figure" in said(tiny, "place=12-11&period=2005-2010")


@pytest.mark.parametrize(
    "query",
    ["place=44", f"{RURAL}&place=44", "place=51", "place=43-44", "place=44&period=2000-2005"],
)
def test_both_ends_of_the_range_of_a_net_have_their_sign(world: World, query: str) -> None:
    scene = scene_of(world, query)
    found = shown(card(scene.world, scene))
    span = re.search(r"(?:Net, 95% range|95% sampling range of the net) (\S+).*? to (\S+)", found)
    assert span[1][0] in "+−"
    assert span[2][0] == span[1][0]


def test_the_tooltip_of_a_net_has_one_way_of_signs(world: World) -> None:
    scene = scene_of(world, "direction=net&period=2000-2005")
    texts = [text for trace in frame(world, scene) for text in trace.get("text", ())]
    assert texts
    for text in texts:
        assert re.search(r"<b>\+\S+(?: million)? people net</b>", text), text
        low, high = re.search(r"sampling range (\S+).*? to (\S+)", text).groups()
        assert low[0] in "+−"
        assert high[0] == "+"


@pytest.mark.parametrize("place", ["14-13", "21-22"])
def test_a_doubted_cell_has_no_range_on_any_card_or_tooltip(world: World, place: str) -> None:
    back = "-".join(reversed(place.split("-")))
    query = "period=2000-2005&top=all"
    whole, other = (said(world, f"place={one}&period=2000-2005") for one in (place, back))
    facts = whole.partition("estimates")[2].partition("Net over gross")[0]
    assert facts.count("not given: the figure is doubted") == 2
    assert facts.count("⚠") == 1
    facts = other.partition("estimates")[2].partition("Net over gross")[0]
    assert facts.count("not given: the figure is doubted") == 1  # of the net
    assert "Probably too low" in other
    held = said(world, f"place={place}&compare=34-31&period=2000-2005")
    assert re.search(r"Moved this way\s+people.*?Moved the opposite", held)[0].count(" to ") == 0
    drawn = frame(world, scene_of(world, query))[0]
    texts = dict(zip(drawn["locations"], drawn["text"], strict=True))
    assert "sampling range" not in texts[place]
    assert "sampling range" in texts[back]


def test_ranks_are_spoken_for_every_interval(world: World) -> None:
    picture = next(components(plain(card(world, scene_of(world, "place=34-31"))), "Img"))
    assert re.fullmatch(r"Rank: (\d{4}–\d{4}: \d+(; )?){5}", picture["alt"])


def test_several_corridors_are_listed(world: World) -> None:
    found = said(world, "place=34-31,43-44")
    assert "2 corridors chosen" in found
    assert "Anhui → Shanghai" in found
    assert "Hunan → Guangdong" in found


def test_the_largest_corridors_of_the_nation_are_those_of_the_table(world: World) -> None:
    for period in world.vocabulary["periods"]:
        found = said(world, f"period={period}")
        table = world.table("corridors")
        best = table[(table["period"] == period) & (table["rank"] == 1)].iloc[0]
        assert numbers.people(best["migrants_persons"]) in found


def test_the_network_inside_yunnan_has_no_count(world: World) -> None:
    for place in ("lincang-kunming", "lincang"):
        found = said(world, f"place={place}")
        assert "Both ends lie inside Yunnan" in found
        assert not re.search(r"Yunnan → |million", found)


def test_the_other_networks_say_how_far_a_table_shows_them(world: World) -> None:
    proxy = "The network is only a part of this corridor between provinces: a proxy, not its size."
    assert proxy in said(world, "place=chifeng-beijing")
    assert "Inner Mongolia → Beijing" in said(world, "place=chifeng-beijing")
    assert "The paper gives no size" in said(world, "place=anhui-shanghai")


@pytest.mark.parametrize(
    ("place", "partner"),
    [
        ("dalian", "government"), ("diqing", "government"), ("zhuolu", "government"),
        ("kunming", "academic"), ("chengdu", "academic"), ("shanghai", "academic"),
        ("beijing", "NGO or NPO"), ("chifeng", "NGO or NPO"),
    ],
)  # fmt: skip
def test_a_site_names_its_partner_and_no_result(world: World, place: str, partner: str) -> None:
    found = said(world, f"place={place}")
    assert f"({partner})" in found
    assert "The paper gives no figures of results by site." in found


def test_what_the_paper_does_not_say_is_not_stated(world: World) -> None:
    assert "Target group not stated" in said(world, "place=dalian")
    assert "Target group not stated" in said(world, "place=zhuolu")


def test_every_chosen_thing_can_be_let_go(world: World) -> None:
    for place in ("34", "34-31", "diqing", "lincang-kunming", "lincang"):
        links = list(components(plain(card(world, scene_of(world, f"place={place}"))), "Link"))
        assert links[0]["href"] == "/"


@pytest.mark.parametrize("query", SHADED)
def test_the_colours_of_the_map_can_be_read_as_a_table(
    world: World, scenes: Scenes, query: str
) -> None:
    scene = scene_of(world, query, scenes)
    said = shown(plain(shade_table(world, scene)))
    rows = scene.shade.rows.values()
    known = [row["value"] for row in rows if row["class_index"] >= 0]
    write = words.shade_column(world, scene.shade.key, known)
    for code, row in scene.shade.rows.items():
        assert words.region(world, code) in said
        if row["class_index"] >= 0:
            assert write(row["value"]) in said
    assert "not in these tables" in said, "Hong Kong, Macao, Taiwan"
