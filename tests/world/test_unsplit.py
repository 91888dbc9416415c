"""What readers ask for and the tables lack: sex, age, education, work, registration."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest
from dash._utils import to_json

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.flows.unsplit import unsplit, unsplit_note, unsplit_switches
from layers.page.said import parts
from layers.page.search import found
from tests.seen import components, scene_of, shown

LACKS = "The tables of moves have no split by sex, age, education, work, and registration."


def test_a_switch_for_each_is_off_and_says_why(world: World) -> None:
    group = json.loads(to_json(unsplit_switches(world)))
    switches = components(group, "Switch")
    assert [one["label"] for one in switches] == [
        "By sex", "By age", "By education", "By work", "By registration"
    ]  # fmt: skip
    assert all(one["disabled"] for one in switches)
    assert f"Off: {LACKS}" in json.dumps(group)


@pytest.mark.parametrize("code", ["51", "34", "50"])
def test_the_card_of_a_province_says_it(world: World, scenes: Scenes, code: str) -> None:
    card = shown(parts(world, scene_of(world, f"place={code}", scenes), ())["card"])
    assert LACKS in card
    assert "about one third of migrants in the nation" in card


@pytest.mark.parametrize("asked", ["women", "妇女", "sex", "female"])
def test_the_search_answers_women_with_the_figure_of_the_nation(world: World, asked: str) -> None:
    entries = [one for group in found(world) for one in group["items"] if asked in one["names"]]
    (entry,) = entries
    assert entry["disabled"]
    assert "about one third" in entry["label"]
    assert "nation only" in entry["label"]


def test_a_table_that_has_the_split_has_no_such_switch(world: World) -> None:
    flows = world.catalogue["flows"]
    extra = flows.fields[0].model_copy(update={"name": "sex"})
    table = flows.table.model_copy(update={"fields": (*flows.fields, extra)})
    resources = tuple(
        one.model_copy(update={"table": table}) if one.name == "flows" else one
        for one in world.package.resources
    )
    other = replace(world, package=world.package.model_copy(update={"resources": resources}))
    assert "sex" not in {one.key for one in other.unsplit}
    assert "no split by age, education, work, and registration" in unsplit(other)
    bare = replace(world, package=world.package.model_copy(update={"categories": ()}))
    assert unsplit_switches(bare) == unsplit_note(bare) == []
