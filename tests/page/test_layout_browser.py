"""Nothing overlaps, nothing is cut, the legend stays small: at three sizes of window."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

VIEWS = {
    "default": "",
    "region": "?place=34&direction=net",
    "corridor": "?place=34-31",
    "site": "?place=chengdu",
    "filtered": "?from=west,34&to=east,42&scheme=four-zone&direction=out&place=51",
    "rate": "?measure=rate&shade=net-rate&period=2015-2020",
    "partial": "?shade=gdp_per_capita_derived&period=2005-2010",
}
OVERLAPPING = """() => {
  const texts = [...document.querySelectorAll("#map .geo text")].filter((one) =>
    getComputedStyle(one).visibility !== "hidden" && one.getBoundingClientRect().width > 0);
  const boxes = texts.map((one) => one.getBoundingClientRect());
  const over = [...document.querySelectorAll("#legend-box, .map-buttons, #chips > *")]
    .map((one) => [one.id || one.className || one.textContent, one.getBoundingClientRect()]);
  const meet = (a, b) => a.left < b.right - 0.5 && b.left < a.right - 0.5
    && a.top < b.bottom - 0.5 && b.top < a.bottom - 0.5;
  const found = [];
  boxes.forEach((box, i) => {
    boxes.slice(i + 1).forEach((other, j) => {
      if (meet(box, other)) {
        found.push(texts[i].textContent + " on " + texts[i + 1 + j].textContent);
      }
    });
    over.forEach(([name, other]) => {
      if (meet(box, other)) { found.push(texts[i].textContent + " under " + name); }
    });
  });
  return [texts.length, found];
}"""
CUT = """() => {
  const found = [];
  const wanted = "#sentence, h1, #legend-box, #card, #note, .button, .chip, #chips, .map-buttons,"
    + " .clock-controls > *, [role=tab], #legend li, .class-breaks, #card li > a, #card td";
  for (const one of document.querySelectorAll(wanted)) {
    const box = one.getBoundingClientRect();
    if (!one.checkVisibility() || box.width === 0) { continue; }
    const scrolls = (axis) => ["auto", "scroll"].includes(getComputedStyle(one)[axis]);
    const name = (one.id || one.className || one.tagName) + ": " + one.textContent.slice(0, 40);
    if (one.scrollWidth > one.clientWidth + 1 && one.clientWidth && !scrolls("overflowX")) {
      found.push("wider than its box " + name);
    }
    if (box.left < -0.5 || box.right > window.innerWidth + 0.5) {
      found.push("beyond the window " + name);
    }
  }
  const root = document.scrollingElement;
  if (root.scrollWidth > root.clientWidth) { found.push("the page scrolls sideways"); }
  return found;
}"""


@pytest.fixture(scope="module", params=SIZES)
def page(request: pytest.FixtureRequest, sizes: Callable[[dict[str, int]], MapPage]) -> MapPage:
    return sizes(SIZES[request.param])


def box(page: MapPage, selector: str) -> dict[str, float]:
    return page.page.locator(selector).bounding_box()


@pytest.mark.parametrize("view", VIEWS)
def test_no_name_lies_on_another_or_under_a_control(page: MapPage, view: str) -> None:
    page.open(VIEWS[view]).still()
    shown, overlapping = page.page.evaluate(OVERLAPPING)
    assert overlapping == []
    assert shown >= 12


@pytest.mark.parametrize("view", VIEWS)
def test_nothing_is_cut_or_outside_the_window(page: MapPage, view: str) -> None:
    page.open(VIEWS[view])
    assert page.page.evaluate(CUT) == []


def test_the_map_is_the_largest_thing_and_the_legend_a_small_one(page: MapPage) -> None:
    page.open("")
    size = page.page.viewport_size
    frame, legend = box(page, "#map-frame"), box(page, "#legend-box")
    others = [one for one in ("#rail", "#side", "#clock") if page.page.locator(one).is_visible()]
    area = frame["width"] * frame["height"]
    assert all(area > (b := box(page, one))["width"] * b["height"] for one in others)
    assert legend["width"] * legend["height"] <= area / 4
    if size["width"] < 900:
        assert frame["height"] >= 0.6 * size["height"]


def open_details(page: MapPage) -> None:
    page.page.get_by_role("button", name="More", exact=True).click()
    page.page.get_by_role("button", name="Details").click()


def test_drawers_open_over_the_map_and_close_again(page: MapPage) -> None:
    page.open("")
    if page.page.viewport_size["width"] >= 900:
        assert page.page.locator("[data-toggle]").first.is_hidden()
        return
    filters = page.page.get_by_role("button", name="Filters")
    ways = {"#rail": filters.click, "#side": lambda: open_details(page)}
    toggles = {
        "#rail": "[data-toggle=rail][data-open]",
        "#side": "[data-toggle=side].drawer-toggle",
    }
    for drawer, open_it in ways.items():
        toggle = page.page.locator(toggles[drawer])
        assert toggle.get_attribute("aria-expanded") == "false"
        open_it()
        assert page.page.locator(drawer).is_visible()
        assert toggle.get_attribute("aria-expanded") == "true"
        assert page.page.evaluate(CUT) == []
        page.page.get_by_role("button", name="Close").click()
        assert page.page.locator(drawer).is_hidden()
        assert toggle.get_attribute("aria-expanded") == "false"
        open_it()
        page.page.keyboard.press("Escape")
        assert page.page.locator(drawer).is_hidden()
        assert toggle.get_attribute("aria-expanded") == "false"


def test_a_chosen_corridor_opens_its_sheet_below_the_country(page: MapPage) -> None:
    if page.page.viewport_size["width"] >= 900:
        return
    page.open("")
    page.open("?place=51-44")
    sheet = box(page, "#side")
    assert sheet["height"] == pytest.approx(328, abs=1)
    assert page.card.get_by_role("heading", level=2).is_visible()
    assert page.page.evaluate("document.activeElement.className") == "sheet-close"
    page.page.get_by_role("button", name="Taller or lower").click()
    assert box(page, "#side")["height"] > 0.8 * page.page.viewport_size["height"]
    page.page.get_by_role("button", name="Close").click()
    assert page.page.locator("#side").is_hidden()
    page.open("")


@pytest.mark.parametrize("view", ["sites", "disparity", "table"])
def test_details_and_every_action_are_found_in_every_tab(page: MapPage, view: str) -> None:
    page.open(f"?view={view}")
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="More", exact=True).click()
    for action in ("Present", "Copy link"):
        assert page.page.get_by_role("button", name=action).is_visible()
    assert page.page.locator("summary", has_text="Download").is_visible()
    assert page.page.evaluate(CUT) == []
    if page.page.viewport_size["width"] < 900:
        page.page.get_by_role("button", name="Details").click()
        assert page.page.locator("#side").is_visible()
        page.page.keyboard.press("Escape")


@pytest.mark.parametrize("view", ["", "?view=disparity", "?view=sources"])
def test_bar_and_source_line_are_one_line_each(page: MapPage, view: str) -> None:
    if page.page.viewport_size["width"] < 900:
        return
    page.open(view)
    assert box(page, "header")["height"] == pytest.approx(44, abs=1)
    assert box(page, "#note")["height"] == pytest.approx(24, abs=1)
    tops = {round(one.bounding_box()["y"]) for one in page.page.get_by_role("tab").all()}
    assert len(tops) == 1
    assert page.page.locator(".tab-first").count() == 3


@pytest.mark.parametrize("view", ["?period=2015-2020", "?from=west,34&period=2000-2005"])
def test_another_sentence_changes_no_scale_of_the_map(page: MapPage, view: str) -> None:
    if page.page.viewport_size["width"] < 900:
        return
    page.open("")
    before = box(page, "#map-frame")
    page.open(view)
    assert box(page, "#map-frame") == before


def test_tabs_of_a_phone_stand_in_rows_by_their_groups(page: MapPage) -> None:
    if page.page.viewport_size["width"] >= 900:
        return
    page.open("")
    tops = {one.inner_text(): round(one.bounding_box()["y"])
            for one in page.page.get_by_role("tab").all()}  # fmt: skip
    assert len(set(tops.values())) == 3
    assert tops["Map"] == tops["Change"] < tops["Disparity"] == tops["Rural workers"]
    assert tops["Rural workers"] < tops["Sites"] == tops["Sources"]


def test_tabs_of_a_wide_window_stand_in_one_row(page: MapPage) -> None:
    if page.page.viewport_size["width"] < 1280:
        return
    page.open("")
    tops = {one.bounding_box()["y"] for one in page.page.get_by_role("tab").all()}
    assert len(tops) == 1


def test_all_but_the_last_folds_of_the_rail_are_above_the_fold(page: MapPage) -> None:
    page.open("")
    if page.page.viewport_size["width"] < 900:
        return
    rail = box(page, "#rail")
    shade = page.page.get_by_label("Shade").first.bounding_box()
    assert shade["y"] + shade["height"] <= rail["y"] + rail["height"]
    assert page.page.locator("#rail").evaluate("one => one.scrollWidth <= one.clientWidth")
