"""The three pictures of the same flows: each leads to the two others, and nothing else changes."""

from __future__ import annotations

import pytest

from geo.world.world import World
from layers.blocks.markup import spelled
from layers.pairs.pictures import pictures
from tests.seen import scene_of


def test_other_tabs_have_no_switch(world: World) -> None:
    assert pictures(world, scene_of(world, "view=zones")) == []


@pytest.mark.parametrize(
    ("query", "now", "matrix", "od"),
    [
        ("", "Flow map", "view=pairs", "order=map-out&amp;view=pairs"),
        ("order=people", "Flow map", "order=people&amp;view=pairs", "order=map-out&amp;view=pairs"),
        (
            "place=44&direction=in",
            "Flow map",
            "direction=in&amp;place=44&amp;view=pairs",
            "direction=in&amp;order=map-in&amp;place=44&amp;view=pairs",
        ),
        ("order=map-in", "Flow map", "view=pairs", "order=map-in&amp;view=pairs"),
        ("view=pairs&order=map-in", "OD map", "view=pairs", ""),
        ("view=pairs&order=people", "Matrix", "", "order=map-out&amp;view=pairs"),
    ],
)
def test_each_picture_keeps_how_it_was_read(
    world: World, query: str, now: str, matrix: str, od: str
) -> None:
    html = spelled(pictures(world, scene_of(world, query)))
    assert f'<b aria-current="true">{now}</b>' in html
    assert (f'href="/?{matrix}">Matrix' in html) == bool(matrix)
    assert (f'href="/?{od}">OD map' in html) == bool(od)
    assert html.count("<a") == 2
