"""The contract that every map layer keeps, over all records of `LAYERS`."""

from __future__ import annotations

import json
from functools import reduce
from operator import getitem

import pytest

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.map import corridors
from layers.map.figure import LAYERS, base_figure
from layers.map.layer import Layer
from tests.seen import SWITCHES, plain, queries, scene_of

each_layer = pytest.mark.parametrize("layer", LAYERS, ids=lambda layer: layer.key or "land")


@each_layer
def test_slots_are_the_same_in_every_view(world: World, scenes: Scenes, layer: Layer) -> None:
    slots = len(layer.base(world))
    assert slots > 0
    for query in queries(world):
        assert len(layer.frame(world, scene_of(world, query, scenes))) == slots


@each_layer
def test_a_slot_is_named_by_key_and_number(world: World, layer: Layer) -> None:
    names = [trace["uid"] for trace in layer.base(world)]
    assert names == [f"{layer.key or 'land'}-{slot}" for slot in range(len(names))]


@each_layer
def test_a_frame_changes_only_what_the_base_can_hold(
    world: World, scenes: Scenes, layer: Layer
) -> None:
    for query in queries(world):
        parts = layer.frame(world, scene_of(world, query, scenes))
        for trace, part in zip(layer.base(world), parts, strict=True):
            for path in part:
                *parents, _last = path.split(".")
                assert isinstance(reduce(getitem, parents, trace), dict), path


@each_layer
def test_base_and_frame_are_plain_json(world: World, scenes: Scenes, layer: Layer) -> None:
    for query in ("", "place=34-31", "layers=none", "shade=gdp_per_capita_published"):
        whole = [*layer.base(world), *layer.frame(world, scene_of(world, query, scenes))]
        assert "NaN" not in json.dumps(plain(whole), allow_nan=False)


@each_layer
def test_credits_name_declared_datasets(world: World, layer: Layer) -> None:
    assert layer.credits
    assert set(layer.credits) <= set(world.catalogue)


def test_every_layer_with_a_switch_is_a_word_of_the_address(world: World) -> None:
    assert world.vocabulary["layers"] == tuple(SWITCHES)


@pytest.mark.parametrize("key", SWITCHES)
def test_a_layer_that_is_switched_off_draws_nothing(world: World, scenes: Scenes, key: str) -> None:
    others = ",".join(word for word in SWITCHES if word != key) or "none"
    scene = scene_of(world, f"layers={others}", scenes)
    traces = {trace["uid"]: trace for trace in base_figure(world, scene)["data"]}
    for uid, trace in traces.items():
        if not uid.startswith(f"{key}-") or trace.get("visible") is False:
            continue
        if key == "regions":  # the units stay as plain land, so that they can be clicked
            assert len({colour for _, colour in trace["colorscale"][6:]}) == 1
        else:
            assert not trace.get("locations"), uid
            assert not trace.get("lon"), uid


def test_the_same_view_gives_the_same_bytes(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, "place=34&direction=net", scenes)
    assert plain(base_figure(world, scene)) == plain(base_figure(world, scene))


@pytest.mark.parametrize("query", ["place=34", "place=51", "place=34&direction=net"])
def test_at_a_chosen_region_heads_lie_over_what_starts_there(
    world: World, scenes: Scenes, query: str
) -> None:
    drawn = corridors.frame(world, scene_of(world, query, scenes))[0]
    region = query.split("=")[1].split("&", maxsplit=1)[0]
    arrives = [key.endswith(region) for key in drawn["locations"]]
    assert {*arrives} == {False, True}
    assert arrives == sorted(arrives)
    widths = drawn["meta"]["metres"]
    for side in (False, True):  # smaller over larger on each
        own = [wide for wide, one in zip(widths, arrives, strict=True) if one == side]
        assert own == sorted(own, reverse=True)
