"""With a filter, what follows it and what stays the country's say so, on every face."""

from __future__ import annotations

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
from tests.seen import scene_of, shown

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
    assert unfiltered(world, scene_of(world, query, scenes)) in said
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
    assert label.startswith("scale 0–" if most == whole else "rescaled 0–")
    assert label.endswith(numbers.short(most))


def test_some_filter_rescales_and_none_does_not(world: World, scenes: Scenes) -> None:
    labels = [
        scale(world, scene_of(world, query, scenes))["label"]["text"] for query in ("", "place=54")
    ]
    assert labels == ["scale 0–60M", "rescaled 0–300K"]


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


@pytest.mark.parametrize("query", ["measure=effectiveness", "rank=one-sidedness"])
def test_the_one_sided_say_their_size_floor_beside_the_list(
    world: World, scenes: Scenes, query: str
) -> None:
    floor = "fewer than 100 sampled people both ways come last"
    assert floor in shown(parts(world, scene_of(world, query, scenes), ())["card"])
    assert floor not in shown(parts(world, scene_of(world, "", scenes), ())["card"])
