"""Of very many regions the map draws the best of what its camera has in sight."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd
import pytest

from app import create_app
from geo.flows.query import door
from geo.own.store import ALL, PARTED, Store
from geo.scene import scene as scenes
from geo.scene.scene import scene_of
from geo.scene.sight import in_sight
from geo.view.view import home_view
from geo.world.world import World
from layers.flows.sentence import sentence, sentence_of_all
from layers.subjects import open_page_world
from tests.own.pages.many import CODES, kept, squares

NORTH_WEST = "{lon},{lat},4"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> tuple[Store, str]:
    store = Store(tmp_path_factory.mktemp("sight"))
    return store, kept(store, squares())


@pytest.fixture(scope="module")
def world(store: tuple[Store, str]) -> Iterator[World]:
    shown = store[0].find(f"{store[1]}{PARTED}{ALL}")
    assert shown is not None
    world = open_page_world(shown.shown)
    yield world
    door(world).close()


def camera(world: World, code: str, zoom: float = 4) -> str:
    place = world.names.loc[code]
    return f"{place['anchor_lon']:.3f},{place['anchor_lat']:.3f},{zoom:g}"


def test_sight_is_the_frame_of_home_divided_by_the_zoom(world: World) -> None:
    seen = in_sight(world, camera(world, "r1010"))
    assert "r1010" in seen
    assert 10 < len(seen) < len(CODES) / 8  # about a quarter both ways, of a frame with a margin
    rows = {int(code[1:3]) for code in seen}
    assert max(rows) - min(rows) < 8
    assert in_sight(world, "") == in_sight(world, camera(world, "r1010", 0.5)) == ()
    assert in_sight(world, camera(world, "r1010") + ",20") == ()  # turned
    assert in_sight(world, "0,-40,8") == ()  # water alone


def test_the_engine_cuts_the_best_with_an_end_in_sight(world: World) -> None:
    view = replace(home_view(world.vocabulary), top="12", camera=camera(world, "r0303"))
    scene, whole = scene_of(world, view), scene_of(world, replace(view, camera=""))
    flows = world.table("corridors")
    flows = flows[flows["period"] == view.period]
    ends = flows[["origin_code", "destination_code"]].isin(scene.sight).any(axis=1)
    best = flows[ends].sort_values(
        ["migrants_persons", "origin_code", "destination_code"], ascending=[False, True, True]
    )
    keys = best["origin_code"] + "-" + best["destination_code"]
    assert scene.keys == keys.head(12).tolist()
    assert scene.sight_count == len(best)
    assert scene.keys != whole.keys
    assert scene.sums == whole.sums
    assert pd.DataFrame(scene.largest)["persons"].tolist() == whole.largest["persons"]
    said = sentence(world, scene)
    assert f"The 12 largest of what is in sight, {len(best):,} of {len(flows):,} corridors" in said
    assert "in sight" not in sentence(world, whole)
    ranked = scene_of(world, replace(view, rank="distance"))
    assert "of what is in sight by" in sentence(world, ranked)
    assert {*ranked.keys} <= {*keys}
    net = scene_of(world, replace(view, direction="net"))
    assert net.sight_count < len(best)


def test_never_more_than_so_many_are_drawn(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scenes, "MOST_DRAWN", 50)
    monkeypatch.setattr("layers.flows.sentence.MOST_DRAWN", 50)
    view = replace(home_view(world.vocabulary), top="all", shade="in", scale="free")
    scene = scene_of(world, view)
    assert scene.drawn_count == 50 < scene.count
    said = sentence(world, scene)
    assert said.startswith("The 50 largest of")
    assert "No more than 50 are drawn at once" in said
    assert sentence_of_all(world, scene).startswith(f"All {scene.count:,} corridors carry")
    few = scene_of(world, replace(view, top="20"))
    assert "No more than" not in sentence(world, few)


def test_the_answer_hangs_on_the_camera_and_links_do_not(
    store: tuple[Store, str], world: World
) -> None:
    client = create_app(world).server.test_client()
    there = camera(world, "r0303")
    assert client.get("/opening").get_json()["spec"]["sighted"] is True
    whole, seen = (
        client.get(f"/view?top=5{more}").get_json()["said"] for more in ("", f"&camera={there}")
    )
    assert "in sight" in str(seen["sentence"])
    assert "in sight" not in str(whole["sentence"])
    assert "camera=" not in str(seen)  # the browser adds it to those of the page


def test_of_few_regions_answers_are_the_same_wherever_the_camera_is(
    store: tuple[Store, str],
) -> None:
    shown = store[0].find(store[1])
    assert shown is not None
    client = create_app(open_page_world(shown.shown)).server.test_client()
    assert client.get("/opening").get_json()["spec"]["sighted"] is False
    answers = {client.get(f"/view?top=5{more}").data for more in ("", "&camera=0.1,0.1,8")}
    assert len(answers) == 1
