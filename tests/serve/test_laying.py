"""A world without a layout is served with plain corridors, and laid out behind that."""

from __future__ import annotations

import json
import logging
import threading
import time
from dataclasses import replace
from pathlib import Path
from urllib.request import urlopen

import numpy as np
import pytest

from app import create_app
from geo.build.build import build
from geo.layout import largest_laid_out
from geo.scene import courses
from geo.scene.courses import COLUMNS, courses_of, is_laid, take
from geo.world.world import World
from layers.serve import laying
from layers.subjects import open_page_world
from tests.serve.running import DEADLINE_SECONDS, running
from tests.worlds import island

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = island(tmp_path_factory.mktemp("worlds") / "island")
    build(folder, folder / "built")
    return folder


@pytest.fixture
def plain(data: Path, monkeypatch: pytest.MonkeyPatch) -> World:
    """The invented country, with no layout yet."""
    monkeypatch.setattr(courses, "_LATER", {})
    return open_page_world(data)


def pairs_of(world: World) -> list[tuple[str, str]]:
    table = largest_laid_out(world, 100)
    return list(zip(table["origin_code"], table["destination_code"], strict=True))


def test_the_child_lays_out_what_this_process_would(plain: World) -> None:
    assert not is_laid(plain)
    pairs = pairs_of(plain)
    wide = np.full(len(pairs), 20_000.0)
    before = courses_of(plain, pairs, wide)
    calls: list[str] = []
    laying._lay_out(plain, lambda: calls.append("then"))
    assert is_laid(plain)
    assert calls == ["then"]
    found = courses_of(plain, pairs, wide)
    assert not np.allclose(found, before)
    assert found.tolist() == largest_laid_out(plain, 100)[list(COLUMNS)].to_numpy(float).tolist()


def test_only_the_largest_are_laid_out_and_the_rest_runs_plain(plain: World) -> None:
    largest, pairs = largest_laid_out(plain, 3), pairs_of(plain)
    assert len(largest) == 3 < len(pairs)
    wide = np.full(len(pairs), 20_000.0)
    before = courses_of(plain, pairs, wide)
    take(plain, largest)
    moved = ~np.isclose(courses_of(plain, pairs, wide), before).all(axis=1)
    laid = set(zip(largest["origin_code"], largest["destination_code"], strict=True))
    assert {pair for pair, one in zip(pairs, moved, strict=True) if one} <= laid
    assert moved.any()


def test_a_view_and_the_page_are_drawn_anew_once_it_is_there(plain: World) -> None:
    client = create_app(plain).server.test_client()

    def asked(path: str) -> bytes:
        return client.get(path, headers={"Host": "localhost"}).data

    before = [asked(path) for path in ("/view?", "/_dash-layout")]
    assert [asked(path) for path in ("/view?", "/_dash-layout")] == before
    take(plain, largest_laid_out(plain, 100))
    after = [asked(path) for path in ("/view?", "/_dash-layout")]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_what_fails_is_logged_and_corridors_stay_plain(
    plain: World, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    gone = replace(plain, built=tmp_path / "gone" / "built")
    with caplog.at_level(logging.WARNING):
        laying._lay_out(gone, lambda: pytest.fail("not laid out"))
    assert "stay plain" in caplog.text
    assert not is_laid(gone)


def test_a_child_that_takes_too_long_is_ended(
    plain: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(laying, "PATIENCE_SECONDS", 0.01)
    began = time.monotonic()
    with caplog.at_level(logging.WARNING):
        laying._lay_out(plain, lambda: pytest.fail("not laid out"))
    assert "timed out" in caplog.text
    assert time.monotonic() - began < 5
    assert not is_laid(plain)


def test_a_package_named_from_another_folder_is_found(
    plain: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    land = plain.built.parent
    monkeypatch.chdir(land.parent)
    laying._lay_out(replace(plain, built=Path(land.name) / "built"), lambda: None)
    assert is_laid(plain)


def test_a_world_with_a_layout_is_left_alone(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(laying, "_lay_out", lambda *_asked: pytest.fail("laid out again"))
    laying.lay_out(world, lambda: None)


def test_a_world_without_a_map_or_of_very_many_corridors_is_left_alone(
    plain: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun: list[World] = []
    done = threading.Event()
    monkeypatch.setattr(laying, "_lay_out", lambda one, _then: (begun.append(one), done.set()))
    undrawn = replace(plain, outputs={})
    large = replace(plain, rows={"corridors": 1_000_000})
    for one in (undrawn, large, plain):
        laying.lay_out(one, lambda: None)
    assert done.wait(DEADLINE_SECONDS)
    assert [one is plain for one in begun] == [True]


def test_corridors_of_a_place_without_an_outline_are_not_laid_out(plain: World) -> None:
    lost = str(plain.counted.index[0])
    regions = plain.table("regions")
    is_lost = regions["region_code"] == lost
    nowhere = ["anchor_lon", "anchor_lat", "label_lon", "label_lat"]
    regions = regions.assign(**{one: regions[one].where(~is_lost) for one in nowhere})
    partly = replace(plain, id=f"{plain.id}+", added={"regions": regions})
    assert partly.unplaced == {lost}
    table = largest_laid_out(partly, 100)
    assert len(table)
    assert not table[["origin_code", "destination_code"]].isin([lost]).any(axis=None)
    assert np.isfinite(table[list(COLUMNS)].to_numpy(float)).all()


def test_the_served_page_has_it_by_itself(data: Path, plain: World) -> None:
    want = create_app(plain).server.test_client().get("/view?", headers={"Host": "localhost"})
    with running("app.py", "--data", str(data), "--port", "0") as started:
        deadline, found = time.monotonic() + DEADLINE_SECONDS, want.data
        while json.loads(found) == json.loads(want.data) and time.monotonic() < deadline:
            with urlopen(f"{started.address}view?") as reply:
                found = reply.read()
    assert json.loads(found) != json.loads(want.data)
    take(plain, largest_laid_out(plain, 100))
    laid = create_app(plain).server.test_client().get("/view?", headers={"Host": "localhost"})
    assert json.loads(found)["figures"] == json.loads(laid.data)["figures"]
