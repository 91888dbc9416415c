"""With a filter, what follows it and what stays the country's say so, on every face."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.blocks.filtered import filters, unfiltered
from layers.page.said import parts
from layers.policy.bars import persons_of, persons_of_all, scale, top
from layers.policy.clock import ABOUT
from layers.text import numbers
from tests.asking import COUNTING
from tests.seen import scene_of, shown, unmarked

FILTERS = ("from=central", "to=31", "place=51", "from=west&to=east")


@pytest.fixture(scope="module")
def page(world: World) -> FlaskClient:
    return create_app(world).server.test_client()


@pytest.mark.parametrize("query", FILTERS)
@pytest.mark.parametrize("tab", ["zones", "indicators"])
def test_a_tab_of_the_whole_country_names_the_filter_it_does_not_follow(
    world: World, scenes: Scenes, page: FlaskClient, tab: str, query: str
) -> None:
    said = page.get(f"/view?view={tab}&{query}").json["tab"]["html"]
    assert unfiltered(world, scene_of(world, query, scenes)) in unmarked(said)
    assert "does not change these figures" not in page.get(f"/view?view={tab}").json["tab"]["html"]


def test_the_box_between_zones_says_it_beside_itself(world: World, scenes: Scenes) -> None:
    card = shown(parts(world, scene_of(world, "from=central", scenes), ())["card"])
    assert "the filter (from the Central zone) does not change these figures" in card
    assert "does not change" not in shown(parts(world, scene_of(world, "", scenes), ())["card"])


def test_a_shade_of_flows_says_that_it_is_of_all_corridors(world: World, scenes: Scenes) -> None:
    note = "all corridors, whatever is filtered"
    for query, expected in (
        ("from=central", True),
        ("", False),
        ("from=central&shade=urbanisation_rate", False),
    ):
        key = shown(parts(world, scene_of(world, query, scenes), ())["legend"])
        assert (note in key) == expected, query


@pytest.mark.parametrize("query", FILTERS)
def test_the_bars_name_their_filter_and_say_a_new_scale(
    world: World, scenes: Scenes, query: str
) -> None:
    scene = scene_of(world, query, scenes)
    said = shown(parts(world, scene, ())[ABOUT])
    assert said == ", ".join(filters(world, scene)) != ""
    most, whole = top(persons_of(world, scene)), top(persons_of_all(world))
    label = scale(world, scene)["label"]["text"]
    assert label.startswith("scale<br>0–" if most == whole else "rescaled<br>0–")
    assert label.endswith(numbers.short(most))


def test_some_filter_rescales_and_none_does_not(world: World, scenes: Scenes) -> None:
    labels = [
        scale(world, scene_of(world, query, scenes))["label"]["text"] for query in ("", "place=54")
    ]
    assert labels == ["scale<br>0–60M", "rescaled<br>0–300K"]


def test_the_bars_of_everybody_say_so_and_a_corridor_is_told(world: World, scenes: Scenes) -> None:
    found = {
        query: shown(parts(world, scene_of(world, query, scenes), ())[ABOUT])
        for query in ("", "place=34-31", "place=34-31&from=central")
    }
    assert list(found.values()) == [
        "aged 5+, between provinces",
        "all corridors, not the chosen one",
        "from the Central zone, not the corridor",
    ]


FLOOR = "fewer than 100 sampled people both ways come last"
SHARE = f"{urlencode(COUNTING, safe=':')}&measure=category-share"


@pytest.mark.parametrize(
    "query", ["measure=effectiveness", "rank=one-sidedness", "measure=rate", SHARE]
)
def test_an_order_that_puts_small_pairs_last_says_so_beside_the_list(
    world: World, scenes: Scenes, query: str
) -> None:
    scene = scene_of(world, f"{query}&top=all", scenes)
    small = [one for one in scene.columns["small_base"] if one]
    assert scene.columns["small_base"][-len(small) :] == small
    assert small
    assert FLOOR in shown(parts(scene.world, scene, ())["card"])


@pytest.mark.parametrize("query", ["", "measure=share", f"{SHARE}&rank=distance"])
def test_an_order_that_puts_no_small_pairs_last_does_not_say_so(
    world: World, scenes: Scenes, query: str
) -> None:
    scene = scene_of(world, query, scenes)
    assert FLOOR not in shown(parts(scene.world, scene, ())["card"])
