"""Zone schemes: every region in one zone, and no person lost on the way up."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from geo.flows.portraits import cells
from geo.flows.query import door
from geo.flows.question import Question
from geo.scene.scene import Scenes
from geo.world.declared import Scheme
from geo.world.regions import compact, expand, members
from geo.world.world import World
from layers.api.reply import API_PATH
from layers.blocks.markup import spelled
from layers.page.said import parts
from layers.subjects import tabs
from tests import worlds
from tests.seen import scene_of
from tests.worlds import SCHEME, SCHEMES

each_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.key)
SHOWN_IN = ("zones", "disparity")
ZONES = {"east": ("11", "12", "13"), "west": ("51", "52"), "none": ()}


def test_members_of_the_world_by_hand() -> None:
    found = members(worlds.regions(), SCHEME["three-zone"])
    assert found == {"east": ("11", "12"), "central": (), "west": ("13", "14")}


@each_scheme
def test_every_counted_region_is_in_exactly_one_zone(world: World, scheme: Scheme) -> None:
    listed = [code for group in world.members[scheme.key].values() for code in group]
    assert sorted(listed) == list(world.counted.index)


def test_the_default_scheme_has_the_members_of_the_paper(world: World) -> None:
    zones = world.members["three-zone"]
    assert {"15", "45", "50", "51", "53"} <= set(zones["west"])
    assert {"11", "21", "31", "13"} <= set(zones["east"])
    assert [len(zones[zone]) for zone in ("east", "central", "west")] == [11, 8, 12]


def test_the_other_schemes_have_their_known_members(world: World) -> None:
    assert world.members["four-zone"]["northeast"] == ("21", "22", "23")
    assert world.members["autonomous"]["autonomous"] == ("15", "45", "54", "64", "65")
    assert "11" in world.members["coast-interior"]["interior"]


@pytest.mark.parametrize("scheme", ["coast-interior", "three-zone"])
def test_that_a_division_is_our_own_is_said_wherever_it_is_chosen_or_shown(
    world: World, scenes: Scenes, api: FlaskClient, scheme: str
) -> None:
    note = "Coast and interior is our own division: a province is on the coast when it touches"
    asked = f"scheme={scheme}"
    scene = scene_of(world, f"{asked}&ink=zone&layers=corridors", scenes)
    ribbons = scene_of(world, f"{asked}&layers=zones", scenes)
    said = {
        "rail": parts(world, scene, ())["members"],
        "key of the inks": parts(world, scene, ())["legend"],
        "key of the ribbons": parts(world, ribbons, ())["legend"],
        **{
            tab: tabs(world)[tab].fill(world, scene).reply()["html"]
            for tab in ("zones", "disparity")
        },
        "data": json.dumps(api.get(f"{API_PATH}/zones?{asked}").json),
    }
    is_own = scheme == "coast-interior"
    found = {key: one if isinstance(one, str) else spelled(one) for key, one in said.items()}
    assert {key: note in one for key, one in found.items()} == dict.fromkeys(said, is_own)
    card = spelled(parts(world, scene_of(world, f"{asked}&place=11", scenes), ())["card"])
    assert re.search(rf'title="{note}[^"]+">Interior<', card)


def test_an_unknown_scheme_is_refused() -> None:
    with pytest.raises(KeyError, match="five-zone"):
        SCHEME["five-zone"]


@given(st.sets(st.sampled_from(["11", "12", "13", "51", "52"]), max_size=4))
def test_a_choice_is_spelled_short_and_read_back(codes: set[str]) -> None:
    short = compact(codes, ZONES)
    assert expand(short, ZONES) == tuple(sorted(codes))
    assert len(short) <= len(codes)


@each_scheme
@given(data=st.data())
def test_real_choices_come_back_too(world: World, scheme: Scheme, data: st.DataObject) -> None:
    zones = world.members[scheme.key]
    codes = data.draw(st.sets(st.sampled_from(world.vocabulary["regions"]), max_size=30))
    assert expand(compact(codes, zones), zones) == tuple(sorted(codes))


def test_all_regions_are_no_filter() -> None:
    assert compact(["11", "12", "13", "51", "52"], ZONES) == ()


def test_zone_sums_of_the_world_by_hand(tiny: World) -> None:
    found = cells(tiny, worlds.FIRST, "three-zone")
    people = found.set_index(["origin_zone", "destination_zone"])["migrants_persons"]
    people = people[people > 0]
    assert people[("east", "east")] == 100  # Ash→Bay 80 and Bay→Ash 20
    assert people[("east", "west")] == 50
    assert people[("west", "east")] == 50
    assert len(people) == 3


@each_scheme
def test_the_roll_up_conserves_persons(world: World, scheme: Scheme) -> None:
    zones = world.members[scheme.key]
    for period in world.vocabulary["periods"]:
        rows = door(world).top(Question(period))
        found = cells(world, period, scheme.key)
        assert len(found) == len(zones) ** 2
        assert found["migrants_persons"].sum() == pytest.approx(rows["persons"].sum(), rel=1e-12)
