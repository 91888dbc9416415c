"""The map figure: the changes over any view give what a fresh figure would be."""

from __future__ import annotations

import copy
import re
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.blocks import chart, palette
from layers.blocks.markup import spelled
from layers.map import figure
from layers.map.legend import legend
from layers.page import page
from layers.page.wire import opening
from layers.policy import timeline
from layers.text import words
from tests import drawn, raw
from tests.seen import TABS, plain, scene_of, strings
from tests.worlds import A, B, C, D

OUTSIDE = re.compile(r"https?://|//[a-z]", re.I)
SVG_NAMESPACE = "http%3A//www.w3.org/2000/svg"


def applied(whole: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Assign dotted paths the way the browser does."""
    result = copy.deepcopy(whole)
    parts = [
        *zip(result["data"], changes["data"], strict=False),
        (result["layout"], changes["layout"]),
    ]
    for part, paths in parts:
        for path, value in paths.items():
            *parents, last = path.split(".")
            target: Any = part
            for parent in parents:
                target = target[int(parent) if parent.isdigit() else parent]
            target[int(last) if last.isdigit() else last] = value
    return result


def slot(world: World, query: str, uid: str) -> dict[str, Any]:
    """The trace of one slot in the figure of an address."""
    traces = figure.base_figure(world, scene_of(world, query))["data"]
    return next(trace for trace in traces if trace["uid"] == uid)


@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_changes_from_any_view_to_any_other_is_a_fresh_figure(
    world: World, scenes: Scenes, data: st.DataObject
) -> None:
    before, after = (
        scenes.of(parse(data.draw(drawn.queries(world.vocabulary)), world.vocabulary)[0])
        for _ in range(2)
    )
    for build in (figure, timeline):
        start = plain(build.base_figure(before.world, before))
        found = applied(start, plain(build.changes(after.world, after)))
        assert found == plain(build.base_figure(after.world, after))


def test_changes_never_carry_the_outlines_of_regions(world: World, scenes: Scenes) -> None:
    changes = plain(figure.changes(world, scene_of(world, "period=2015-2020&shade=in", scenes)))
    assert not [text for text in strings(changes) if "/shapes/" in text]


def test_graphs_ask_nobody_outside(world: World) -> None:
    scene = scene_of(world, "")
    drawn = [*opening(world, scene)["base"].values()]
    drawn += [one for tab in TABS for one in tab.fill(world, scene).reply()["figures"].values()]
    assert len(drawn) > 10
    for config in [chart.CONFIG, *(one["config"] for one in drawn)]:
        assert config["showSendToCloud"] is False
        assert config["plotlyServerURL"] == ""
        assert config["topojsonURL"].startswith("/")
        assert config["displaylogo"] is False
        assert not config.get("editable")
        assert not config.get("showEditInChartStudio")


def test_nothing_that_is_sent_names_an_outside_address(
    world: World, all_views: dict[str, set[str]]
) -> None:
    for query, texts in all_views.items():
        outside = [text for text in texts if OUTSIDE.search(text.replace(SVG_NAMESPACE, ""))]
        assert outside == [], query
    whole = strings(plain(page.layout(world, Scenes(world), "en")))
    assert not [text for text in whole if OUTSIDE.search(text)]


def test_smaller_corridors_lie_above_larger_ones_and_the_chosen_on_top(tiny: World) -> None:
    def order(query: str) -> list[str]:
        return slot(tiny, query, "corridors-0")["locations"]

    assert order("") == [f"{A}-{B}", f"{A}-{C}", f"{C}-{A}", f"{B}-{A}"]
    assert order("place=12-11")[-1] == f"{B}-{A}"
    assert order("place=12-11&top=1") == [f"{A}-{B}", f"{B}-{A}"]
    assert order("layers=none") == []


def test_classes_and_blanks_of_the_world_have_their_colours(tiny: World) -> None:
    trace = figure.base_figure(tiny, scene_of(tiny, "breaks=-10,10"))["data"][1]
    blanks = list(palette.BLANK_COLOURS)
    missing, outside = blanks.index("missing"), blanks.index("not applicable")
    first = len(blanks)
    expected = {A: first, B: first + 2, C: first + 1, D: missing, "71": outside}
    assert dict(zip(trace["locations"], trace["z"], strict=True)) == expected
    assert trace["zmax"] == first + 2


def test_markup_in_names_is_shown_as_text(tiny: World) -> None:
    for query in ("", "place=11", "place=12-11", "direction=net&measure=rate"):
        scene = scene_of(tiny, query)
        for build in (figure, timeline):
            for text in strings(plain(build.base_figure(tiny, scene))):
                for left in ("<i>&", "<Co>", "<b>Women", "<all>", "<care>", "<notes>"):
                    assert left not in text
    hovers = " ".join(strings(plain(figure.base_figure(tiny, scene_of(tiny, "")))))
    for escaped in ("Col &lt;i&gt;&amp;", "Hill &amp; &lt;Co&gt;", "&lt;b&gt;Women&lt;/b&gt;"):
        assert escaped in hovers


def test_a_corridor_hover_says_who_when_how_many_and_where_from(tiny: World) -> None:
    trace = slot(tiny, "", "corridors-0")
    hover = dict(zip(trace["locations"], trace["text"], strict=True))[f"{B}-{A}"]
    for part in ("Bay → Ash", "20 people", "1995–2000", "rank 4 of 4", "2 in the sample",
                 "small base", "Take &lt;care&gt;", "2000 census"):  # fmt: skip
        assert part in hover


@pytest.mark.parametrize("period", [raw.FIRST, "2000-2005"])
def test_a_net_hover_says_both_ways_and_nothing_of_one_way_alone(
    world: World, scenes: Scenes, period: str
) -> None:
    """Rank and sample are those of all who moved one way: beside a net they would mislead."""
    traces = figure.base_figure(world, scene_of(world, f"direction=net&period={period}", scenes))
    trace = next(one for one in traces["data"] if one["uid"] == "corridors-0")
    people = raw.flows(period).set_index("key")["persons"]
    for key, said in zip(trace["locations"], trace["text"], strict=True):
        there, back = people[key], people["-".join(reversed(key.split("-")))]
        assert f"{raw.people(there - back)} people net" in said
        assert f"{raw.people(there)} that way, {raw.people(back)} back" in said
        assert "rank" not in said
        assert "in the sample" not in said


def test_net_lines_of_a_region_show_gain_and_loss(tiny: World) -> None:
    trace = slot(tiny, "direction=net&place=11", "corridors-0")
    inks = dict(zip(trace["locations"], trace["z"], strict=True))
    assert inks[f"{A}-{B}"] == palette.LOSS
    assert set(inks.values()) <= {palette.GAIN, palette.LOSS}
    assert slot(tiny, "direction=net&place=11&ink=zone", "corridors-0")["z"] == trace["z"]


def test_corridors_take_the_colour_of_the_zone_that_they_leave(world: World) -> None:
    for scheme in world.vocabulary["schemes"]:
        trace = slot(world, f"ink=zone&scheme={scheme}", "corridors-0")
        zones = world.members[scheme]
        for key, ink in zip(trace["locations"], trace["z"], strict=True):
            (home,) = [zone for zone, codes in zones.items() if key[:2] in codes]
            assert palette.DRAWN_INKS[ink] == palette.zone(world.schemes[scheme], home)
        said = spelled(legend(world, scene_of(world, f"ink=zone&scheme={scheme}")))
        for zone in zones:
            assert words.zone(world.schemes[scheme], zone) in said
    assert set(slot(world, "", "corridors-0")["z"]) == {palette.PLAIN}


def test_the_browser_counts_the_inks_as_they_stand() -> None:
    said = (Path("assets/map/widths.js")).read_text()
    counted = re.search(r"FADED_INK\] = \[([\d, ]+)\]", said)[1].split(", ")
    thin, chosen, hollow, faded = (palette.DRAWN_INKS[int(at)] for at in counted)
    assert thin == palette.THIN
    assert (chosen, hollow, faded) == (palette.CHOSEN, palette.HOLLOW, palette.FADED)
    assert len(palette.THIN_INKS) == len(palette.CORRIDOR_INKS) == int(counted[0])


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 6])
def test_neighbouring_classes_differ(count: int) -> None:
    for shade in ("net", "in"):
        colours = palette.class_colours(shade, count)
        assert len(set(colours)) == count
        assert not set(colours) & set(palette.BLANK_COLOURS.values())
