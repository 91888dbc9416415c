"""Small OD maps of every interval: each pair once, on one scale, and what the captions say."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from geo.build.build import build
from geo.flows.pairs import locked_breaks, tiles
from geo.flows.question import Question
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.change.tiles import od_maps
from layers.subjects import open_page_world
from tests import raw
from tests.seen import components, plain, scene_of, shown
from tests.worlds import island

CELL = re.compile(r"M(\d+) (\d+)h1v1h-1z")
REGIONS = 31


def drawn(world: World, scenes: Scenes, query: str) -> list[dict[str, list[tuple[int, int]]]]:
    """Corners of the cells of each look, for every interval."""
    parts = plain(od_maps(world, scene_of(world, query, scenes)))
    return [
        {
            path["className"]: [(int(x), int(y)) for x, y in CELL.findall(path["d"])]
            for path in components([svg["children"]], "Path")
        }
        for svg in components(parts, "Svg")
    ]


def pairs_at(world: World, corners: list[tuple[int, int]], side: str) -> set[tuple[str, str]]:
    """Origin and destination of cells, read off the grid."""
    spots = {spot: code for code, spot in tiles(world).items()}
    columns, rows = (max(spot[axis] for spot in spots) for axis in range(2))
    found = set()
    for x, y in corners:
        tile = spots[x // (columns + 1) + 1, y // (rows + 1) + 1]
        other = spots[x % (columns + 1) + 1, y % (rows + 1) + 1]
        found.add((tile, other) if side == "out" else (other, tile))
    return found


@pytest.mark.parametrize(("query", "side"), [("", "out"), ("order=map-in", "in")])
def test_every_pair_stands_once_with_the_shade_of_its_figure(
    world: World, scenes: Scenes, query: str, side: str
) -> None:
    breaks = locked_breaks(world, Question(raw.FIRST))
    maps = drawn(world, scenes, query)
    assert len(maps) == len(raw.PERIODS)
    for period, looks in zip(raw.PERIODS, maps, strict=True):
        assert sum(map(len, looks.values())) == REGIONS**2
        assert len(looks["own"]) == REGIONS
        flows = raw.flows(period)
        codes = {name: code for code, name in raw.regions()["name_en"].items()}
        steps: dict[str, set[tuple[str, str]]] = {}
        for one in flows.itertuples():
            look = "zero"
            if one.persons:
                look = f"step-{np.searchsorted(breaks, one.persons, side='right')}"
            steps.setdefault(look, set()).add((codes[one.origin], codes[one.destination]))
        found = {look: pairs_at(world, at, side) for look, at in looks.items() if look != "own"}
        assert found == steps


def test_the_caption_says_how_few_corridors_carry_half(world: World, scenes: Scenes) -> None:
    said = shown(plain(od_maps(world, scene_of(world, "", scenes))))
    for period in raw.PERIODS:
        persons = np.sort(raw.flows(period)["persons"].to_numpy(dtype=float))[::-1].cumsum()
        few = int((persons < persons[-1] / 2).sum()) + 1
        assert f"Half of the people: {few} of 930 corridors" in said


def test_filters_hold_in_every_interval_and_leave_the_rest_pale(
    world: World, scenes: Scenes
) -> None:
    for looks in drawn(world, scenes, "to=44"):
        kept = pairs_at(world, [at for k, v in looks.items() if "step" in k for at in v], "out")
        assert kept == {(code, "44") for code in tiles(world)} - {("44", "44")}
        assert len(looks["left-out"]) == 930 - 30


def test_the_chosen_corridor_is_framed_and_the_chosen_region_has_its_tile_marked(
    world: World, scenes: Scenes
) -> None:
    for looks in drawn(world, scenes, "place=43-44"):
        assert pairs_at(world, looks["chosen"], "out") == {("43", "44")}
    parts = plain(od_maps(world, scene_of(world, "place=43", scenes)))
    frames = Counter(one["className"] for one in components(parts, "Rect"))
    assert frames == {"tile-frame": 30 * 5, "tile-frame on": 5}


def test_a_title_opens_the_large_map_and_the_other_side_is_one_link_away(
    world: World, scenes: Scenes
) -> None:
    def links(query: str) -> dict[str, str]:
        parts = plain(od_maps(world, scene_of(world, query, scenes)))
        return {shown(one["children"]): one["href"] for one in components(parts, "Link")}

    found = links("view=intervals&from=west")
    assert found["2015–2020"] == "/?period=2015-2020&from=west&order=map-out&view=pairs"
    assert found["Show where they came from"] == "/?from=west&order=map-in&view=intervals"
    assert links("order=map-in")["Show where they went"] == "/?order=map-out"


def test_the_table_names_where_most_went(world: World, scenes: Scenes) -> None:
    parts: list[Any] = plain(od_maps(world, scene_of(world, "", scenes)))
    rows = [shown(one["children"]) for one in components(parts, "Tr")]
    assert len(rows) == REGIONS + 1
    (hunan,) = (row for row in rows if row.startswith("Hunan"))
    for period in raw.PERIODS:
        most = raw.flows(period).query("origin == 'Hunan'").nlargest(1, "persons").iloc[0]
        _before, found, hunan = hunan.partition(
            f"{most['destination']}, {float(f'{most.persons:.3g}'):,.0f}"
        )
        assert found, period  # each stands behind the one before


def test_a_world_without_tiles_has_none(tmp_path: Path) -> None:
    land = island(tmp_path / "island")
    build(land, land / "built")
    other = open_page_world(land)
    assert od_maps(other, scene_of(other, "")) == []


def told(world: World, scenes: Scenes, query: str) -> str:
    return shown(plain(od_maps(world, scene_of(world, query, scenes))))


def test_words_follow_filters_direction_and_measure(world: World, scenes: Scenes) -> None:
    assert "People (estimate), all corridors" in told(world, scenes, "")
    assert "People (estimate), from the West" in told(world, scenes, "from=west")
    net = told(world, scenes, "direction=net")
    assert "0: nobody in the sample, or as many both ways" in net
    assert "in the opposite cells" in net
    assert "left out by the filters" not in net
    assert "nobody in the sample" in told(world, scenes, "")
    none = told(world, scenes, "from=34&to=34")
    assert none.count("No corridor is kept") == len(raw.PERIODS)
    assert "left out by the filters" in none
    assert "Half of the people: 1 of 1 corridor " in told(world, scenes, "from=43&to=44")


def test_net_shows_each_pair_once_on_the_side_of_the_net_sender(
    world: World, scenes: Scenes
) -> None:
    for period, looks in zip(raw.PERIODS, drawn(world, scenes, "direction=net"), strict=True):
        flows = raw.flows(period).set_index("key")["persons"]
        shaded = pairs_at(world, [a for k, v in looks.items() if "step" in k for a in v], "out")
        assert all(flows[f"{o}-{d}"] > flows[f"{d}-{o}"] for o, d in shaded)
        assert len(shaded) + len(looks.get("zero", ())) == 465
