"""What WCAG asks of holding, edges, pointing, flashing, pressing and focus, tried in the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.access.test_browser import TABS, in_tab
from tests.pages import DESKTOP, MapPage

pytestmark = pytest.mark.long

Fresh = Callable[..., MapPage]
View = Callable[[str], MapPage]
Open = Callable[[str, dict[str, int]], MapPage]
UPRIGHT, ACROSS = {"width": 390, "height": 844}, {"width": 844, "height": 390}
STANDS = """() => {
  const turned = (one) => getComputedStyle(one).transform !== "none"
    || getComputedStyle(one).rotate !== "none";
  const seen = ["#sentence", "#map svg", "#card"].filter((one) => {
    const part = document.querySelector(one);
    return part && part.getClientRects().length > 0;
  });
  const tabs = [...document.querySelectorAll("[role=tab]")].map((one) => one.textContent);
  const main = [document.documentElement, document.body, document.querySelector("main")];
  return { seen, tabs, turned: main.filter(turned).length,
    map: document.getElementById("map").clientHeight };
}"""


def test_no_view_is_bound_to_one_way_of_holding(fresh: Fresh) -> None:
    ways = [fresh("?place=34", viewport=size, has_touch=True) for size in (UPRIGHT, ACROSS)]
    upright, across = (page.page.evaluate(STANDS) for page in ways)
    assert upright["tabs"] == across["tabs"]
    assert len(upright["tabs"]) == len(TABS)
    for found in (upright, across):
        assert found["seen"] == ["#sentence", "#map svg", "#card"]
        assert found["turned"] == 0
        assert found["map"] > 100
    for page, size in zip(ways, (ACROSS, UPRIGHT), strict=True):  # turned while it is open
        page.page.set_viewport_size(size)
        page.still()
        assert page.page.evaluate(STANDS)["seen"] == ["#sentence", "#map svg", "#card"]
        assert page.query == {"place": "34"}


EDGES = """() => {
  const numbers = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = (rgb) => {
    const [r, g, b] = rgb.map((one) => one / 255)
      .map((one) => (one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const over = (top, ground) => {
    const [r, g, b, a = 1] = numbers(top);
    return [r, g, b].map((one, i) => one * a + ground[i] * (1 - a));
  };
  const ground = (one) => {
    const above = [];
    for (let at = one; at; at = at.parentElement) { above.unshift(at); }
    return above.reduce((found, at) =>
      over(getComputedStyle(at).backgroundColor, found), [255, 255, 255]);
  };
  const apart = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const wanted = "input:not([type=hidden], [type=file], [type=range]), textarea, select";
  const folds = [...document.querySelectorAll("main details:not([open])")];
  folds.forEach((one) => { one.open = true; });
  const boxes = [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility()
    && one.offsetWidth > 4 && !one.disabled);
  const found = boxes.map((box) => {
    const one = box.matches(".ag-checkbox-input") ? box.parentElement : box; // which is drawn
    const style = getComputedStyle(one);
    const around = ground(one.parentElement);
    if (style.appearance !== "none" && ["checkbox", "radio"].includes(one.type)) {
      return [one.outerHTML.slice(0, 120), 21]; // drawn by the browser
    }
    const sides = ["Top", "Right", "Bottom", "Left"]
      .filter((side) => parseFloat(style[`border${side}Width`]) >= 1)
      .map((side) => apart(over(style[`border${side}Color`], around), around));
    const inside = apart(ground(one), around);
    return [one.outerHTML.slice(0, 120), Math.max(inside, ...sides)];
  });
  folds.forEach((one) => { one.open = false; });
  return found;
}"""
LEAST_EDGE = 3
WITHOUT_FIELDS = ("pairs", "workers", "assessment", "sources")


@pytest.mark.parametrize("tab", TABS)
def test_fields_have_an_edge_that_can_be_seen(at_size: Open, tab: str) -> None:
    """The edge of a field, or its ground, stands out 3:1 from what is around it."""
    page = at_size(in_tab(tab), DESKTOP)
    found = page.page.evaluate(EDGES)
    assert len(found) > 0 or tab in WITHOUT_FIELDS
    assert [one for one in found if one[1] < LEAST_EDGE] == []


WORDS = "#map .hoverlayer .hovertext"
HAS_WORDS = f"() => Boolean(document.querySelector('{WORDS}'))"
REST = """() => new Promise((resolve) => {
  const from = performance.now();
  const wait = () => (performance.now() - from > 600 ? resolve() : requestAnimationFrame(wait));
  wait();
})"""


def test_what_is_said_on_pointing_can_be_read_and_dismissed(at: View) -> None:
    """Dismissible, hoverable, persistent."""
    page = at("?top=20")
    said = page.hover(102.7, 30.6)
    page.page.evaluate(REST)
    assert page.page.locator(WORDS).first.text_content() == said  # it stays
    box = page.page.locator(WORDS).first.bounding_box()
    middle = (box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.page.mouse.move(*middle, steps=12)
    page.page.evaluate(REST)
    assert page.page.locator(WORDS).first.text_content() == said  # the pointer is on it
    page.page.keyboard.press("Escape")
    page.until(f"() => !document.querySelector('{WORDS}')")
    assert page.query == {"top": "20"}
    page.page.mouse.move(middle[0] + 60, middle[1] + 60)
    page.page.mouse.move(*page.at(88, 31))
    page.until(HAS_WORDS)
    assert page.page.locator(WORDS).first.text_content() != said
    page.page.mouse.move(2, 2)
    page.until(f"() => !document.querySelector('{WORDS}')")


CHANGES = """() => {
  window.changes = [];
  document.addEventListener("map-painted", () => window.changes.push(performance.now()));
}"""
BLINKING = """() => document.getAnimations().filter((one) => {
  const { duration, iterations } = one.effect.getTiming();
  return iterations > 1 && duration < 667;
}).map((one) => one.effect.target.outerHTML.slice(0, 120))"""
STOPPED = "() => document.getElementById('play').getAttribute('aria-pressed') === 'false'"
MOST_FLASHES = 3


def test_nothing_flashes_while_the_years_play(at: View) -> None:
    page = at("?top=20&period=2005-2010")
    page.page.evaluate(CHANGES)
    page.page.locator("#play").click()
    page.sees(period="2010-2015", top="20")
    assert page.page.evaluate(BLINKING) == []
    page.sees(period="2015-2020", top="20")
    page.until(STOPPED)
    times = page.page.evaluate("window.changes")
    assert len(times) >= 2
    within = [sum(start <= one < start + 1000 for one in times) for start in times]
    assert max(within) <= MOST_FLASHES


PRESSED = {
    "": [
        "header [role=tab]:nth-of-type(3)",
        "#quick-counts a >> nth=0",
        "#from-chips label >> nth=0",
        ".clock-segments label >> nth=3",
        ".map-buttons button >> nth=0",
        "#card .ranked a >> nth=0",
        "#play",
        "#present",
    ],
    "?view=pairs": ["table.pairs td.figure >> nth=40"],
    "?view=sites": ["#tab-sites a >> nth=1"],
    "?view=table": ["#grid .ag-row >> nth=2", "#grid .ag-header-cell-label >> nth=2"],
}
STATE = """() => JSON.stringify([location.href, document.body.dataset,
  document.documentElement.dataset, document.getElementById("play").getAttribute("aria-pressed"),
  document.getElementById("map").layout && watched.camera()])"""


@pytest.mark.parametrize("query", PRESSED)
def test_a_press_that_is_taken_back_does_nothing(at: View, query: str) -> None:
    page = at(query)
    before, asked = page.page.evaluate(STATE), len(page.asked)
    for target in PRESSED[query]:
        page.page.locator(target).first.scroll_into_view_if_needed()
        box = page.page.locator(target).first.bounding_box()
        page.page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
        page.page.mouse.down()
        assert page.page.evaluate(STATE) == before, target
        page.page.mouse.move(3, 3, steps=3)
        page.page.mouse.up()
        assert page.page.evaluate(STATE) == before, target
    assert page.asked[asked:] == []


def test_a_press_on_the_map_that_wanders_chooses_nothing(at: View) -> None:
    page = at("?top=20")
    x, y = page.at(102.7, 30.6)
    page.page.mouse.move(x, y)
    page.page.mouse.down()
    assert page.query == {"top": "20"}
    page.page.mouse.move(2, 2, steps=3)
    page.page.mouse.up()
    page.settle()
    assert "place" not in page.query


FOCUS_ALL = """() => {
  const wanted = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const state = () => JSON.stringify([location.href, document.body.dataset,
    document.documentElement.dataset, document.querySelectorAll("details[open]").length,
    [...document.querySelectorAll("input")].map((one) => [one.value, one.checked])]);
  const seen = [...document.querySelectorAll(wanted)].filter((one) => one.checkVisibility()
    && !one.disabled);
  const before = state();
  const changed = [];
  for (const one of seen) {
    one.focus({ preventScroll: true });
    if (state() !== before || (document.activeElement !== one && one.isConnected
      && !one.matches("[aria-hidden=true], [aria-hidden=true] *, .ag-tab-guard, .ag-root *"))) {
      changed.push(one.outerHTML.slice(0, 140));
    }
  }
  document.activeElement.blur();
  return [seen.length, changed];
}"""


@pytest.mark.parametrize("tab", TABS)
def test_focus_alone_changes_nothing(at_size: Open, tab: str) -> None:
    page = at_size(in_tab(tab), DESKTOP)
    asked = len(page.asked)
    count, changed = page.page.evaluate(FOCUS_ALL)
    page.settle()
    assert count > 20
    assert changed == []
    assert page.asked[asked:] == []
