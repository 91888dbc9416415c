"""The tab Pairs: cells that choose, marks of what is chosen and kept, its key, its words."""

from __future__ import annotations

from html import unescape

import pytest

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.pairs.cells import Sheet
from layers.pairs.tab import fill
from layers.pairs.words import MEANING, MEANT, ORDERS, SIGNS
from tests.blocks.test_palette import LEAST_CONTRAST_TEXT, contrast
from tests.seen import components, plain, scene_of
from tests.worlds import A, B

INK = "#1b2430"


def drawn(world: World, query: str, scenes: Scenes, kind: str) -> list[dict[str, str]]:
    return components(plain(fill(world, scene_of(world, query, scenes))), kind)


def html(world: World, query: str = "", scenes: Scenes | None = None) -> str:
    return fill(world, scene_of(world, query, scenes)).reply()["html"]


def cells(world: World, query: str, scenes: Scenes) -> list[dict[str, str]]:
    return [one for one in drawn(world, query, scenes, "Td") if "data-said" in one]


@pytest.mark.parametrize("order", ["zone", "exchange", "people"])
def test_there_is_a_cell_for_every_pair(world: World, scenes: Scenes, order: str) -> None:
    found = cells(world, f"order={order}", scenes)
    assert len(found) == 31**2
    chosen = {one["data-value"] for one in found if "data-value" in one}
    assert len(chosen) == 930
    assert sum("own" in one["className"].split() for one in found) == 31


def test_a_cell_chooses_its_corridor_and_lets_go(world: World, scenes: Scenes) -> None:
    for query, value in (("", "43-44"), ("place=43-44", "")):
        (cell,) = [
            one
            for one in cells(world, query, scenes)
            if one["data-said"].startswith("2.52 million people")
        ]
        assert (cell["data-role"], cell["data-value"]) == ("place", value)
        assert ("aria-selected" in cell) == (value == "")


def test_what_is_chosen_and_what_the_filters_keep_is_marked(world: World, scenes: Scenes) -> None:
    heads = drawn(world, "place=43-44,51-44&from=central,west", scenes, "Th")
    marked = [one.get("className", "") for one in heads]
    assert sum("on" in one.split() for one in marked) == 3  # two origins, one destination
    assert sum("off" in one.split() for one in marked) == 11  # the east sends nobody
    region = drawn(world, "place=34", scenes, "Th")
    assert sum("on" in one.get("className", "").split() for one in region) == 2


def test_kinds_of_cells_are_said_and_only_those_that_occur(world: World, tiny: World) -> None:
    key = unescape(html(tiny, f"from={A}&to={B}")).partition('aria-label="Key"')[2]
    for state in ("own", "left out", "absent"):
        assert MEANT[state].format(region="province") in key
    assert MEANT["zero"] not in key
    assert set(SIGNS) | {"figure"} == set(MEANT)
    assert set(ORDERS) == set(MEANING) == set(world.vocabulary["orders"])
    assert len({SIGNS[state] for state in SIGNS}) == len(SIGNS)


def test_a_row_without_a_kept_cell_has_no_zero(world: World, scenes: Scenes) -> None:
    sums = [
        one
        for one in drawn(world, "from=west&to=east", scenes, "Td")
        if one.get("className", "").startswith("sum")
    ]
    assert [one["children"] for one in sums if one["children"] == "0"] == []
    assert len(sums) == 31 + 31 + 1


def test_the_answer_says_the_largest_and_the_half(world: World, tiny: World) -> None:
    said = unescape(html(world))
    assert "Hunan → Guangdong is the largest, 2.52 million of 32.3 million people." in said
    assert "The 24 largest of 930 corridors carry half of them." in said
    assert "Ash → Bay is the largest, 80 of 200 people." in unescape(html(tiny))
    assert "Nobody in the sample moved" in html(tiny, "period=2005-2010")


@pytest.mark.parametrize("measure", ["people", "rate", "share", "net", "effectiveness"])
@pytest.mark.parametrize("direction", ["gross", "net"])
def test_figures_can_be_read_on_their_cells(
    world: World, scenes: Scenes, measure: str, direction: str
) -> None:
    sheet = Sheet(world, scene_of(world, f"measure={measure}&direction={direction}", scenes))
    assert len(sheet.colours) == len(sheet.breaks) + 1 >= 5
    assert min(contrast(INK, colour) for colour in sheet.colours) >= LEAST_CONTRAST_TEXT


def test_sums_are_people_whatever_the_cells_show(world: World, scenes: Scenes) -> None:
    found = [
        Sheet(world, scene_of(world, f"measure={one}", scenes)).square for one in ("people", "rate")
    ]
    assert found[0].out_persons.equals(found[1].out_persons)
    assert found[0].cells["value"].max() != found[1].cells["value"].max()


def test_the_scale_is_one_for_all_intervals_or_this_one_alone(world: World, scenes: Scenes) -> None:
    asked = ["", "period=2015-2020", "scale=free&from=54"]
    locked, later, free = (Sheet(world, scene_of(world, one, scenes)).breaks for one in asked)
    assert locked == later != free
