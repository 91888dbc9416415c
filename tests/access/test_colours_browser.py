"""What is chosen and what fills say is kept where a reader forces colours, and in greys."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.pages import DESKTOP, PHONE, MapPage
from tests.seen import VIEWS

pytestmark = pytest.mark.long

View = Callable[[str, dict[str, int]], MapPage]
FILLS = """selector => [...document.querySelectorAll(selector)]
  .filter((one) => one.checkVisibility())
  .map((one) => {
    const { backgroundColor, backgroundImage, fill } = getComputedStyle(one);
    return [backgroundColor, backgroundImage, one.ownerSVGElement ? fill : ""].join();
  })"""
FIGURES = {
    "shares of schemes": ("?view=disparity", ".share-bar span", 1),
    "cells of the matrix": ("?view=pairs&place=34-31", "table.pairs tbody td", 6),
    "cells of tiles": ("?view=pairs&order=map-out&place=34-31", ".tile-cells i", 6),
    "keys of pairs": ("?view=pairs", ".pairs-key i", 6),
    "cells of zones": ("?view=zones", ".matrix tbody td", 5),
    "keys of zones": ("?view=zones", ".panel-zones .pairs-key i", 5),
    "small tiles": ("?view=intervals", ".od-maps path, .od-look", 6),
    "bars of a corridor": ("?place=34-31", ".card-bars i", 2),
}


@pytest.fixture
def forced(at_size: View) -> Iterator[View]:
    """A view in a shared window whose reader forces colours."""
    used: list[MapPage] = []

    def visit(query: str, size: dict[str, int]) -> MapPage:
        used.append(at_size(query, size))
        used[-1].page.emulate_media(forced_colors="active")
        return used[-1]

    yield visit
    for page in used:
        page.page.emulate_media(forced_colors="none")


@pytest.mark.parametrize("part", FIGURES)
def test_fills_that_are_figures_keep_their_colours(at_size: View, forced: View, part: str) -> None:
    query, selector, least = FIGURES[part]
    plain = at_size(query, DESKTOP).page.evaluate(FILLS, selector)
    assert len(set(plain)) >= least
    assert forced(query, DESKTOP).page.evaluate(FILLS, selector) == plain


def test_bars_of_a_phone_keep_their_colours(at_size: View, forced: View) -> None:
    plain = at_size("", PHONE).page.evaluate(FILLS, ".strip-bars i")
    assert len(set(plain)) == 2
    assert forced("", PHONE).page.evaluate(FILLS, ".strip-bars i") == plain


MARKS = """([chosen, other]) => [chosen, other].map((selector) => {
  const found = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  return found.map((one) => getComputedStyle(one)).map((style) =>
    [style.backgroundColor, style.borderBottomColor, style.color]);
})"""
ON, OFF = "label:has(:checked)", "label:has(input:not(:checked))"
CHOSEN = {
    "interval": ("", f".clock-segments {ON}", f".clock-segments {OFF}"),
    "flows": ("", f"#rail .segments {ON}", f"#rail .segments {OFF}"),
    "zone": ("?from=west", f"#from-chips {ON}", f"#from-chips {OFF}"),
    "how many": ("", "#quick-counts .quick-on", "#quick-counts a:not(.quick-on)"),
    "picture": ("", ".pictures [aria-current]", ".pictures a"),
    "a row": ("?view=pairs&place=34-31", "table.pairs th.on", "table.pairs th:not(.on)"),
    "a tile": (
        "?view=pairs&order=map-out&place=34",
        ".tile.on .tile-name",
        ".tile:not(.on) .tile-name",
    ),
}
PAGE = "rgb(255, 255, 255)"


def light(colour: str) -> float:
    """Relative luminance of a colour as a browser writes it."""
    channels = [float(one) / 255 for one in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def apart(one: str, other: str) -> float:
    """Contrast of two colours: what a grey picture leaves of their difference."""
    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("part", CHOSEN)
def test_what_is_chosen_is_filled_in_forced_colours(forced: View, part: str) -> None:
    query, *selectors = CHOSEN[part]
    (chosen, *_), others = forced(query, DESKTOP).page.evaluate(MARKS, selectors)
    fill, _edge, words = chosen
    assert others
    for ground, *_rest in others:
        assert apart(fill, PAGE if ground.startswith("rgba") else ground) >= 3
    assert apart(fill, words) >= 4.5


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desk", "phone"])
def test_the_open_tab_alone_is_underlined_in_forced_colours(
    forced: View, size: dict[str, int]
) -> None:
    page = forced("?view=zones", size)
    ((chosen,), others) = page.page.evaluate(
        MARKS, ["[role=tab][data-active]", "[role=tab]:not([data-active])"]
    )
    assert len(others) == len(VIEWS) - 1
    assert {edge for _ground, edge, _words in others} == {PAGE}  # as the page
    assert apart(chosen[1], PAGE) >= 3


STROKES = """() => [...document.querySelectorAll("#map .outlines path")].map((path) => {
  const { stroke, strokeWidth } = getComputedStyle(path);
  return [path.getAttribute("class"), stroke, parseFloat(strokeWidth)];
})"""


def test_the_chosen_on_the_map_is_outlined_in_forced_colours_and_in_greys(
    at_size: View, forced: View
) -> None:
    """A dark line on a wider white one stands out on any shade, whatever its hue."""
    plain = at_size("?place=34", DESKTOP).still().page.evaluate(STROKES)
    lines = {name: (stroke, width) for name, stroke, width in plain}
    assert apart(lines["outline-line"][0], lines["outline-casing"][0]) >= 4.5
    assert lines["outline-casing"][1] >= lines["outline-line"][1] + 2
    assert lines["outline-line"][1] >= 2
    assert forced("?place=34", DESKTOP).page.evaluate(STROKES) == plain
