"""The OD map under the hand: a click chooses everywhere, arrows walk as the cells lie."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from tests.axe import violations
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

View = Callable[..., MapPage]
READY = "() => document.querySelectorAll('.tiles [role=gridcell]').length > 0"


def open_tiles(page: MapPage) -> MapPage:
    return page.until(READY)


def said(page: MapPage) -> str:
    return page.page.locator("#pair-said").inner_text()


def test_a_click_chooses_the_corridor_everywhere_and_a_second_lets_go(at: View) -> None:
    page = open_tiles(at("?view=pairs&order=map-out"))
    cell = page.page.locator(".tiles [data-value='43-44']")
    cell.hover()
    assert said(page) == "Hunan → Guangdong: 2.52 million people, 252,133 in the sample"
    cell.click()
    page.sees(place="43-44", view="pairs", order="map-out")
    page.until("() => document.querySelector('.tiles [aria-selected]')")
    page.page.get_by_role("link", name="Show on the map").click()
    page.sees(view=None, place="43-44")
    assert page.card.locator("h2").inner_text() == "Hunan → Guangdong"
    page.page.go_back()
    page.sees(view="pairs", place="43-44")
    page.page.locator(".tiles [aria-selected]").click()
    page.sees(place=None, view="pairs")


def test_arrows_walk_over_the_edges_of_tiles_and_enter_chooses(at: View) -> None:
    page = open_tiles(at("?view=pairs&order=map-in"))
    stops = page.page.locator(".tiles [tabindex='0']")
    assert stops.count() == 1
    page.page.locator(".tiles [data-value='43-44']").focus()
    assert said(page).startswith("Hunan → Guangdong:")
    page.page.keyboard.press("ArrowLeft")
    assert said(page).startswith("Guizhou → Guangdong:")  # west of Hunan
    page.page.keyboard.press("ArrowUp")
    assert said(page).startswith("Chongqing → Guangdong:")
    for _step in range(3):
        page.page.keyboard.press("ArrowUp")
    page.page.keyboard.press("ArrowUp")
    assert "→ Guangdong:" not in said(page)  # another tile
    assert stops.count() == 1
    key = page.page.evaluate("document.activeElement.dataset.value")
    page.page.keyboard.press("Enter")
    page.sees(place=key, period=None)
    page.page.keyboard.press("Enter")
    page.sees(place=None, period=None)


def test_home_and_end_walk_to_the_ends_of_a_tile_and_of_the_whole(at: View) -> None:
    page = open_tiles(at("?view=pairs&order=map-out"))
    page.page.locator(".tiles [data-value='43-44']").focus()
    own = "() => document.activeElement.getAttribute('aria-label').split(' → ')[0]"
    reached = {}
    for key in ("End", "Home", "Control+End", "Control+Home"):
        page.page.keyboard.press(key)
        reached[key] = page.page.evaluate("() => document.activeElement.dataset.name")
        assert (page.page.evaluate(own) == "Hunan") == ("Control" not in key)
    assert len({*reached.values()}) == 4
    corners = page.page.locator(".tiles [role=gridcell]").evaluate_all(
        "all => [all[0], all[all.length - 1]].map((one) => one.dataset.name)"
    )
    assert [reached["Control+Home"], reached["Control+End"]] == corners


def test_a_chosen_tile_comes_into_sight_on_a_phone(
    at_size: Callable[[str, dict[str, int]], MapPage],
) -> None:
    page = open_tiles(at_size("?view=pairs&order=map-in&place=31", SIZES["phone"]))
    inside = """() => {
      const box = document.querySelector(".tiles-scroll").getBoundingClientRect();
      const tile = document.querySelector(".tile.on").getBoundingClientRect();
      return tile.left >= box.left && tile.right <= box.right + 1; }"""
    page.until(inside)
    assert page.page.evaluate("() => document.querySelector('.tiles-scroll').scrollLeft") > 0


# Whether a part of the picture stands between the controls and the open sheet of the card.
BETWEEN = """(selector) => {
  const controls = document.querySelector(".panel-pairs .panel-controls").getBoundingClientRect();
  const sheet = document.querySelector("#side").getBoundingClientRect();
  const one = document.querySelector(selector);
  if (!one || sheet.height < 300) { return false; }
  const { left, top, width, height } = one.getBoundingClientRect();
  const seen = document.elementFromPoint(left + width / 2, top + height / 2);
  return top >= controls.bottom && top + height <= sheet.top && one.contains(seen); }"""


@pytest.mark.parametrize(
    ("query", "part"),
    [
        ("order=map-in&place=31", ".tile.on"),
        ("order=map-out&place=65", ".tile.on"),
        ("order=map-out&place=65-31", ".tile [aria-selected]"),
        ("place=31", "table.pairs th.on"),
        ("order=exchange&place=34-31", "table.pairs [aria-selected]"),
    ],
)
def test_what_is_chosen_stands_above_the_sheet_of_a_phone(
    anew: Callable[..., MapPage], query: str, part: str
) -> None:
    page = anew(f"?view=pairs&{query}", SIZES["phone"])
    page.until(BETWEEN, part)
    page.tab("Map")
    page.sees(view=None)
    page.tab("Pairs")
    page.sees(view="pairs")
    page.until(BETWEEN, part)


@pytest.mark.parametrize("size", SIZES)
def test_it_can_be_read_at_every_size(
    at_size: Callable[[str, dict[str, int]], MapPage], size: str
) -> None:
    page = open_tiles(at_size("?view=pairs&order=map-out", SIZES[size]))
    cells = page.page.evaluate(
        """() => [...document.querySelectorAll('.tiles [role=gridcell]')].map((one) => {
          const { width, height } = one.getBoundingClientRect(); return [width, height]; })"""
    )
    assert min(width for width, _height in cells) >= 9
    assert min(height for _width, height in cells) >= 7
    cut = page.page.evaluate(
        """() => [...document.querySelectorAll('.tile-name')]
          .filter((one) => one.scrollWidth > one.clientWidth).map((one) => one.textContent)"""
    )
    assert cut == []
    assert page.page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    assert violations(page) == []


def test_a_phone_shows_whole_tiles_side_by_side(
    at_size: Callable[[str, dict[str, int]], MapPage],
) -> None:
    page = open_tiles(at_size("?view=pairs&order=map-out", SIZES["phone"])).page
    box, *tiles = page.locator(".tiles-scroll, .tile").evaluate_all(BOXES)
    seen = [one for one in tiles if one[0] < box[2] and one[2] > box[0]]
    assert len({one[0] for one in seen}) == 4
    assert all(box[0] <= one[0] <= one[2] <= box[2] for one in seen)


def test_a_sign_that_no_cell_has_room_for_stands_in_no_dot_of_the_key(at: View) -> None:
    own = ".pairs-key i.own"
    colour = "one => getComputedStyle(one).color"
    page = open_tiles(at("?view=pairs&order=map-out")).page
    assert page.locator(own).evaluate(colour) == "rgba(0, 0, 0, 0)"
    page = at("?view=pairs").page
    page.locator("table.pairs").wait_for()
    assert page.locator(own).evaluate(colour) != "rgba(0, 0, 0, 0)"


HALL_CELL = {"projector": (17, 11), "desktop": (19, 16)}
"""Least width and height of a cell in the hall."""
SAID_IN_HALL = "#sentence, #chosen, .badge-estimate, .tile, .pairs-key, .pairs-box ~ *"
BOXES = """(all) => all
  .filter((one) => one.checkVisibility({ visibilityProperty: true }) && one.textContent)
  .map((one) => { const box = one.getBoundingClientRect();
    return [box.left, box.top, box.right, box.bottom]; })"""


def in_hall(page: MapPage) -> MapPage:
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.controls === 'asleep'")
    return page.until(READY)


@pytest.mark.parametrize("query", ["order=map-out", "order=map-in&place=44&from=central&to=east"])
@pytest.mark.parametrize("size", HALL_CELL)
def test_the_hall_shows_all_tiles_over_its_whole_width_and_what_a_cell_is(
    at_size: Callable[..., MapPage], size: str, query: str
) -> None:
    page = in_hall(at_size(f"?view=pairs&{query}", SIZES[size]))
    sizes = page.page.locator(".tiles [role=gridcell]").evaluate_all(
        """all => all.map((one) => {
          const { width, height } = one.getBoundingClientRect(); return [width, height]; })"""
    )
    for lengths, least in zip(zip(*sizes, strict=True), HALL_CELL[size], strict=True):
        assert min(lengths) >= least
    tiles = page.page.locator(".tile").evaluate_all(BOXES)
    assert len(tiles) == 31
    wide, high = SIZES[size].values()
    assert min(tile[0] for tile in tiles) <= 16
    assert max(tile[2] for tile in tiles) >= wide - 16
    said = page.page.locator(".pairs-box ~ *").first.inner_text()
    assert f"a cell is where its people {'went' if 'out' in query else 'came from'}" in said
    cut = """all => all.filter((one) => one.scrollWidth > one.clientWidth
      || one.scrollHeight > one.clientHeight).map((one) => one.innerText)"""
    assert page.page.locator(".tile-name, .headline, .panel-pairs").evaluate_all(cut) == []
    boxes = page.page.locator(SAID_IN_HALL).evaluate_all(BOXES)
    page.page.evaluate("() => { document.documentElement.dataset.controls = 'awake'; }")
    woken = page.page.locator("header, .panel-pairs .panel-controls").evaluate_all(BOXES)
    assert len(woken) == 2
    for left, top, right, bottom in [*boxes, *woken]:
        assert 0 <= left <= right <= wide
        assert 0 <= top <= bottom <= high
    for one, other in combinations([*boxes, *woken], 2):
        across, down = (min(one[i + 2], other[i + 2]) - max(one[i], other[i]) for i in (0, 1))
        assert across < 1 or down < 1, (one, other)


@pytest.mark.parametrize("size", ["projector", "desktop"])
def test_the_whole_of_it_stands_on_the_page_beside_its_words(
    at_size: Callable[[str, dict[str, int]], MapPage], size: str
) -> None:
    page = open_tiles(at_size("?view=pairs&order=map-out&place=43-44&from=central", SIZES[size]))
    tiles = [one.bounding_box() for one in page.page.locator(".tile").all()]
    foot = page.page.locator("#note").bounding_box()
    words = page.page.locator(".pairs-tab .answer").bounding_box()
    assert len(tiles) == 31
    assert all(one["y"] + one["height"] <= foot["y"] for one in tiles)
    assert all(one["x"] >= words["x"] + words["width"] for one in tiles)
    wide, _high = SIZES[size].values()
    assert max(one["x"] + one["width"] for one in tiles) >= wide - 20  # the room that it has
    assert min(one["width"] for one in tiles) >= (112 if size == "projector" else 132)
    assert max(one["y"] + one["height"] for one in tiles) >= foot["y"] - 60
    assert page.page.evaluate("document.documentElement.scrollWidth") <= SIZES[size]["width"]
