"""The OD map: every pair in its tile and its place there, by where people went or came from."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from geo.build.build import build
from geo.flows.pairs import MAPS, orders, tiles
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.pairs.tab import fill
from layers.subjects import open_page_world
from tests import raw
from tests.seen import components, plain, scene_of
from tests.worlds import island


def parts(world: World, query: str, scenes: Scenes, kind: str) -> list[dict[str, str]]:
    return components(plain(fill(world, scene_of(world, query, scenes))), kind)


def cells(world: World, query: str, scenes: Scenes) -> list[dict[str, str]]:
    return [one for one in parts(world, query, scenes, "I") if one.get("role") == "gridcell"]


@pytest.mark.parametrize("order", MAPS)
def test_each_tile_holds_every_region_in_its_place(
    world: World, scenes: Scenes, order: str
) -> None:
    found = cells(world, f"order={order}", scenes)
    assert len(found) == 31**2
    spots = {f"grid-area:{row}/{column}" for column, row in tiles(world).values()}
    assert len(spots) == 31
    for start in range(0, 31**2, 31):
        assert {one["style"] for one in found[start : start + 31]} == spots
    assert len({one["data-value"] for one in found if "data-value" in one}) == 930


def test_a_tile_is_the_origin_or_the_destination_of_its_cells(world: World, scenes: Scenes) -> None:
    for order, place in (("map-out", 0), ("map-in", 1)):
        found = cells(world, f"order={order}", scenes)
        for code, start in zip(tiles(world), range(0, 31**2, 31), strict=True):
            keys = [one["data-value"] for one in found[start : start + 31] if "data-value" in one]
            assert {key.split("-")[place] for key in keys} == {code}


def test_what_a_cell_says_is_the_figure_of_the_file(world: World, scenes: Scenes) -> None:
    found = cells(world, "order=map-in&period=2015-2020", scenes)
    said = {one["data-value"]: one["data-said"] for one in found if "data-value" in one}
    flows = raw.flows("2015-2020").set_index("key")
    for key in ("43-44", "34-31", "65-11"):
        sample = flows.loc[key, "sample"] if "sample" in flows else None
        assert sample is None or f"{sample:,} in the sample" in said[key]
        assert "people" in said[key]


def test_what_is_chosen_is_marked_in_its_cell_and_on_both_tiles(
    world: World, scenes: Scenes
) -> None:
    found = cells(world, "order=map-out&place=43-44", scenes)
    assert [one["data-name"] for one in found if one.get("aria-selected") == "true"] == [
        "Hunan → Guangdong"
    ]
    rows = [
        one
        for one in parts(world, "order=map-out&place=43-44", scenes, "Div")
        if one.get("role") == "row"
    ]
    assert sum("on" in one["className"].split() for one in rows) == 2


def test_kinds_of_blank_stay_four(world: World, scenes: Scenes) -> None:
    found = cells(world, "order=map-out&from=west&measure=effectiveness", scenes)
    kinds = pd.Series([one["className"].split()[0] for one in found]).value_counts()
    assert kinds["own"] == 31
    assert kinds["left-out"] == 19 * 30
    labels = {one["className"]: one["aria-label"] for one in found}
    assert labels["own"].endswith("×")


def test_a_world_without_tiles_has_no_such_order(tmp_path: Path) -> None:
    land = island(tmp_path / "island")
    build(land, land / "built")
    assert not set(MAPS) & set(orders(open_page_world(land)))
