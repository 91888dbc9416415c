"""Every tab has its own sentence at the top, true to the figures of the tab."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.page.said import answer
from layers.subjects import tabs
from tests import raw
from tests.seen import scene_of, unmarked

CORRIDORS = {"pairs", "table"}
"""Tabs that show all corridors: their sentence is that of a map of all."""


def said(world: World, query: str) -> str:
    return " ".join(map(str, answer(world, scene_of(world, query, Scenes(world)))))


def test_no_two_tabs_say_the_same(world: World) -> None:
    found = {key: said(world, f"view={key}") for key in tabs(world)}
    everything = said(world, "top=all")
    assert {key for key, one in found.items() if one == everything} == CORRIDORS
    assert said(world, "") not in found.values()
    own = [one for key, one in found.items() if key not in CORRIDORS]
    assert len(set(own)) == len(own)
    assert all(one.endswith(".") for one in found.values())


@pytest.mark.parametrize("period", ["1995-2000", "2015-2020"])
def test_the_sentence_of_the_zones_is_their_largest_crossing(world: World, period: str) -> None:
    sums = raw.flows(period).groupby(["origin_zone", "destination_zone"])["persons"].sum()
    crossing = sums[[origin != destination for origin, destination in sums.index]]
    names = {"east": "the East", "central": "the Central zone", "west": "the West"}
    origin, destination = (names[zone] for zone in crossing.idxmax())
    found = said(world, f"view=zones&period={period}")
    assert f"moved from {origin} to {destination} ({period.replace('-', '–')})" in found
    millions = [float(one) for one in re.findall(r"[\d.]+(?= million| of)", found)]
    assert millions == pytest.approx([crossing.max() / 1e6, sums.sum() / 1e6], rel=0.005)


def test_the_sentence_of_change_counts_every_corridor_once(world: World) -> None:
    found = said(world, "view=intervals")
    grew, fell = map(int, re.findall(r"(\d+) corridors grew and (\d+) fell", found)[0])
    keys = ["origin_code", "destination_code"]
    sides = [raw.flows(one).set_index(keys) for one in ("1995-2000", "2000-2005")]
    first, second = (one["persons"] for one in sides)
    change = (second - first).dropna()
    each = [one["persons"] * (one["persons"] / one["sample"] - 1) for one in sides]
    beyond = change.abs() > 1.959964 * sum(one.fillna(0) for one in each) ** 0.5
    assert (grew, fell) == ((beyond & (change > 0)).sum(), (beyond & (change < 0)).sum())
    assert f"For {len(change) - grew - fell} others chance alone" in found
    assert raw.people(abs(change[change.abs().idxmax()])) in found


def test_the_sentence_of_the_indicators_names_both_ends(world: World) -> None:
    found = said(world, "view=indicators")
    assert "from −58.9 in Jiangxi to +127.9 in Guangdong" in found


@pytest.mark.parametrize("tab", ["table", "pairs"])
def test_a_tab_that_shows_all_corridors_speaks_of_all(replies: FlaskClient, tab: str) -> None:
    """However many are drawn on the map, and by what they are ranked there."""
    for query, said in (
        ("", "All 930 corridors carry the 32.3 million people"),
        ("&top=20&rank=growth&period=2000-2005", "All 930 corridors carry the 38.0 million people"),
        ("&from=west&to=east&top=5", "corridors carry the 7.76 million people"),
    ):
        reply = replies.get(f"/view?view={tab}{query}").json
        assert said in unmarked(reply["said"]["sentence"])
        assert "sample" in reply["said"]["counted"]
