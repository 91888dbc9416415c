"""With a filter, what follows it and what stays the country's say so, on every face."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.blocks.filtered import filters, unfiltered
from layers.page.said import parts
from layers.policy.bars import persons_of, persons_of_all, top
from layers.policy.clock import ABOUT
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
    assert "the filter (from Central) does not change these figures" in card
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
    assert all(one in said for one in filters(world, scene))
    rescaled = top(persons_of(world, scene)) != top(persons_of_all(world))
    assert ("Rescaled: 0–" in said) == rescaled


def test_the_bars_of_everybody_keep_their_scale_and_a_corridor_is_told(
    world: World, scenes: Scenes
) -> None:
    at_home = shown(parts(world, scene_of(world, "", scenes), ())[ABOUT])
    assert at_home == "aged 5+, between provinces"
    chosen = shown(parts(world, scene_of(world, "place=34-31", scenes), ())[ABOUT])
    assert chosen.endswith("not of the chosen corridor alone")
