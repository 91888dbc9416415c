"""The three pictures of the same flows: each leads to the two others, and nothing else changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.world.world import World
from layers.blocks.markup import spelled
from layers.pairs.pictures import pictures
from tests.pages import SIZES, MapPage
from tests.seen import scene_of

CHOSEN = "place=43-44&from=central&period=2000-2005"


def test_other_tabs_have_no_switch(world: World) -> None:
    assert pictures(world, scene_of(world, "view=zones")) == []


@pytest.mark.parametrize(
    ("query", "now", "matrix", "od"),
    [
        ("", "Flow map", "view=pairs", "order=map-out&amp;view=pairs"),
        ("order=people", "Flow map", "order=people&amp;view=pairs", "order=map-out&amp;view=pairs"),
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


def test_the_switch_goes_round_and_keeps_what_is_chosen(at: Callable[[str], MapPage]) -> None:
    page = at(f"?{CHOSEN}")
    chosen = dict(pair.replace("from=", "from_=").split("=") for pair in CHOSEN.split("&"))
    for name, fields in [
        ("OD map", {"view": "pairs", "order": "map-out"}),
        ("Matrix", {"view": "pairs", "order": None}),
        ("Flow map", {"view": None, "order": None}),
    ]:
        page.page.locator("#pictures").get_by_role("link", name=name).press("Enter")
        page.sees(
            **{key.replace("from", "from_"): value for key, value in chosen.items()}, **fields
        )
        assert page.page.locator("#pictures [aria-current]").inner_text() == name


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize(
    "query", ["", "?from=west&direction=in", "?view=pairs", "?view=pairs&order=map-in"]
)
def test_the_switch_covers_nothing(at_size: Callable[..., MapPage], size: str, query: str) -> None:
    page = at_size(query, SIZES[size])
    covered = page.page.evaluate(
        """() => {
          const edge = document.querySelector("#pictures nav").getBoundingClientRect();
          const meets = (one) => { const box = one.getBoundingClientRect();
            return box.width && box.left < edge.right && box.right > edge.left
              && box.top < edge.bottom && box.bottom > edge.top; };
          return [...document.querySelectorAll(
            "#sentence, #counted > *, #chips > *, #legend-box, .map-buttons, #note, .geo text")]
            .filter((one) => getComputedStyle(one).visibility !== "hidden" && meets(one))
            .map((one) => one.textContent); }"""
    )
    assert covered == []
