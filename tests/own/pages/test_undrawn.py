"""What a world without outlines and without groups says, and what it leaves out."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.build.build import build
from geo.own.package import write_package
from geo.own.told import Told
from geo.world.world import World
from layers.page.rail import rail
from layers.subjects import open_page_world
from tests.own.test_package import flows, places
from tests.seen import components, plain, scene_of

OF_MAPS = re.compile(r"drawn|[Cc]olours of the map|Between zones|Layers")


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> World:
    """A world of moves alone."""
    folder = tmp_path_factory.mktemp("bare")
    told = Told(title="Moves", region="wood", regions="woods")
    write_package(folder, flows(), replace(places(), groupings=()), None, {}, told)
    build(folder, folder / "built")
    return open_page_world(folder)


@pytest.fixture(scope="module")
def client(bare: World) -> FlaskClient:
    return create_app(bare).server.test_client()


def test_without_outlines_nothing_is_said_of_a_map(client: FlaskClient) -> None:
    card = client.get("/view?top=1&period=2018-2019").json["said"]["card"]
    assert "1 more corridor, none with more than 7 people, stands in the table" in card
    assert OF_MAPS.findall(card) == []


def test_controls_of_a_map_and_of_groups_are_hidden_where_there_are_none(bare: World) -> None:
    scene = scene_of(bare, "")
    filled: dict[str, Any] = {}

    class Filled(dict[str, Any]):
        def __missing__(self, key: str) -> str:
            return ""

    made = plain(rail(bare, scene.view, Filled(filled)))
    folds = {one["className"]: one.get("hidden") for one in components(made, "Details")
             if one["className"].startswith("more")}  # fmt: skip
    assert folds == {"more more-layers": True, "more more-members": True,
                     "more more-classes": True}  # fmt: skip


def test_the_chord_that_the_map_speaks_of_stands_in_the_pairs(
    bare: World, client: FlaskClient
) -> None:
    assert "chord" in str(client.get("/_dash-layout").json)
    reply = client.get("/view?view=pairs&period=2018-2019").json
    (figure,) = [one for key, one in reply["tab"]["figures"].items() if key == "chart-pairs"]
    names = {re.sub("<[^>]*>", "", one["text"]) for one in figure["layout"]["annotations"]}
    assert len(names) == 4  # two corridors between four places
    bands = [one for one in figure["data"] if "meta" in one]
    assert len(bands) == 2
    assert all("place=" in one["meta"] for one in bands)


def test_chords_stand_once_where_zones_have_them(tmp_path: Path) -> None:
    write_package(tmp_path, flows(), places(), None, {}, Told())
    build(tmp_path, tmp_path / "built")
    client = create_app(open_page_world(tmp_path)).server.test_client()
    figures = client.get("/view?view=pairs&period=2018-2019").json["tab"]["figures"]
    assert "chart-pairs" not in figures
    assert "chart-zones" in client.get("/view?view=zones&period=2018-2019").json["tab"]["figures"]


def test_a_filter_that_nothing_can_be_chosen_of_says_so(client: FlaskClient) -> None:
    said = client.get("/view?flows=net").json["said"]["notices"]
    assert "these data have no such choice" in said
    assert "one of ." not in said


def test_own_words_for_the_people_are_no_part_of_a_sentence(tmp_path: Path) -> None:
    told = Told(title="Moves", population="age 18", opened={"files": ["a.csv"], "rows_read": 5})
    write_package(tmp_path, flows(), places(), None, {}, told)
    build(tmp_path, tmp_path / "built")
    client = create_app(open_page_world(tmp_path)).server.test_client()
    card = client.get("/view").json["said"]["card"]
    assert "Moves between regions: age 18." in card
    assert "Age 18 between" not in card
