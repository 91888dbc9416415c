"""The whole journey by keyboard, with the focus always in sight."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from geo.world.world import World
from layers.page import search
from tests.pages import MapPage

pytestmark = pytest.mark.long

MOST_STOPS_TO_THE_MAP = 25
FOCUSED = """() => {
  const one = document.activeElement;
  if (!one || one === document.body) { return null; }
  const label = one.labels && one.labels[0];
  const box = (label && one.offsetWidth < 2 ? label : one).getBoundingClientRect();
  // A hidden input shows its focus on its label or the box beside it; the grid draws a ring after.
  const near = [one, label, one.parentElement, one.nextElementSibling].filter(Boolean);
  const ringed = near.flatMap((part) => [[part, null], [part, "::after"]]).some(([part, after]) => {
    const style = getComputedStyle(part, after);
    const outline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 1;
    const border = (after || part.tagName === "INPUT") && parseFloat(style.borderTopWidth) >= 1
      && style.content !== "none";
    return outline || border || style.boxShadow !== "none";
  });
  return { what: one.outerHTML.slice(0, 120), ringed,
    inside: box.bottom > 0 && box.right > 0 && box.left < innerWidth && box.top < innerHeight };
}"""


@pytest.fixture
def page(anew: Callable[..., MapPage]) -> MapPage:
    return anew()


def press(page: MapPage, *keys: str) -> None:
    for key in keys:
        page.page.keyboard.press(key)


def tab_to(page: MapPage, condition: str, limit: int = 60) -> int:
    """Press Tab until the focused element fulfils a JavaScript condition on ``one``."""
    for stops in range(1, limit + 1):
        press(page, "Tab")
        seen = page.page.evaluate(FOCUSED)
        if seen:
            assert seen["ringed"], f"no focus to be seen on {seen}"
            assert seen["inside"], f"focus is out of sight on {seen}"
        if page.page.evaluate(f"((one) => Boolean({condition}))(document.activeElement)"):
            return stops
    raise AssertionError(f"not reached in {limit} stops: {condition}")


def test_the_skip_link_leads_to_the_map_whose_keys_move_it(page: MapPage) -> None:
    assert tab_to(page, "one.classList.contains('skip')") < MOST_STOPS_TO_THE_MAP
    press(page, "Enter")
    page.until("() => document.activeElement.id === 'map-frame'")
    before = page.camera()
    press(page, "+")
    page.until("was => watched.camera().scale > was", before["scale"])
    press(page, "ArrowRight")
    page.until("was => watched.camera().lon > was", before["lon"] + 1e-9)
    press(page, "0")
    page.until("was => Math.abs(watched.camera().scale - was) < 1e-9", before["scale"])
    assert page.query == {}


def test_search_zones_regions_and_every_filter_by_keys(page: MapPage) -> None:
    label = "(one.ariaLabel || (one.labels && one.labels[0] && one.labels[0].textContent))"
    tab_to(page, f"({label} || '').startsWith('Find a place')")
    page.page.keyboard.type("anhui")
    press(page, "Enter")
    page.sees(place="34")
    page.until("() => document.activeElement.matches('#card h2')")
    press(page, "Escape")
    page.sees(place=None)
    page.page.keyboard.type("anhui")
    press(page, "Enter")
    page.sees(place="34")
    page.until("() => document.activeElement.matches('#card h2')")
    page.page.get_by_label("Find a place").first.focus()
    press(page, "Escape")
    tab_to(page, "one.id === 'from-summary'")
    press(page, "Enter")
    tab_to(page, f"{label} === 'Beijing'")
    press(page, "Space")
    page.sees(place="34", from_="11")
    press(page, "Space")
    page.sees(place="34", from_=None)
    press(page, "Shift+Tab", "Enter")
    tab_to(page, f"{label} === 'West'")
    press(page, "Space")
    page.sees(place="34", from_="west")
    press(page, "Space")
    page.sees(place="34", from_=None)
    tab_to(page, "one.type === 'radio' && one.value === 'gross'")
    press(page, "ArrowRight")
    page.sees(place="34", direction="in")
    tab_to(page, "one.type === 'range'")
    press(page, "ArrowRight")
    page.until("() => new URLSearchParams(location.search).has('top')")
    page.settle()
    tab_to(page, f"({label} || '').startsWith('Corridors drawn')")
    press(page, "Control+a")
    page.page.keyboard.type("5")
    press(page, "Enter")
    page.sees(top="5")


def test_measure_shade_and_layers_by_keys(page: MapPage) -> None:
    label = "one.labels && one.labels[0] && one.labels[0].textContent"
    tab_to(page, f"({label} || '').startsWith('Width')")
    press(page, "ArrowDown")
    active = "document.activeElement.getAttribute('aria-activedescendant')"
    page.until(f"() => {active}")
    first = page.page.evaluate(active)
    press(page, "ArrowDown")
    page.until(f"first => {active} !== first", first)
    press(page, "Enter")
    page.until("() => new URLSearchParams(location.search).has('measure')")
    page.settle()
    tab_to(page, f"({label} || '').startsWith('Shade')")
    page.page.keyboard.type("Arrivals, people")
    press(page, "ArrowDown", "Enter")
    page.sees(shade="in")
    tab_to(page, "one.matches('.more-layers summary')")
    press(page, "Enter")
    tab_to(page, f"({label} || '').startsWith('Pilot sites')")
    press(page, "Space")
    page.until("() => !(new URLSearchParams(location.search).get('layers') || '').includes('site')")
    page.settle()
    assert page.trace("sites")["visible"] is False


def test_periods_play_and_card_links_by_keys(page: MapPage) -> None:
    tab_to(page, "one.id === 'map-frame'")
    tab_to(page, "one.closest('#card .ranked') && one.tagName === 'A'")
    press(page, "Enter")
    page.sees(place="43-44")
    tab_to(page, "one.type === 'radio' && one.value === '1995-2000'")
    press(page, "ArrowRight")
    page.sees(place="43-44", period="2000-2005")
    press(page, "Shift+Tab")
    assert page.page.evaluate("document.activeElement.id") == "play"
    press(page, "Space")
    page.until("() => document.getElementById('play').getAttribute('aria-pressed') === 'true'")
    press(page, "Space")
    page.until("() => document.getElementById('play').getAttribute('aria-pressed') === 'false'")


CLICKED = """id => [...new Set(document.getElementById(id).data
  .filter((trace) => trace.visible !== false)
  .flatMap((trace) => [...(trace.customdata || []), (trace.meta || {}).place])
  .filter(Boolean).map(String))]"""
REACHED = """() => [
  ...[...document.querySelectorAll(".clock-segments input")].map((one) => `period:${one.value}`),
  ...[...document.querySelectorAll("#events button[data-value]")].map((one) => one.dataset.value),
]"""
ROW_KEYS = """() => { const keys = [];
  dash_ag_grid.getApi("grid").forEachNode((node) => keys.push(node.id));
  return keys; }"""


def test_whatever_a_click_names_is_reached_by_keys(page: MapPage, world: World) -> None:
    """On the clock by intervals, the list of acts and the lane of the totals; on the map by search
    and the table."""
    clicked = set(page.page.evaluate(CLICKED, "timeline"))
    assert len(clicked) > 40
    totals = {one for one in clicked if one.startswith("#")}
    assert len(totals) == 1  # tests/policy steps to it
    assert clicked - totals <= set(page.page.evaluate(REACHED))
    drawn = set(page.page.evaluate(CLICKED, "map"))
    assert len(drawn) > 90
    found = {item["value"] for group in search.found(world) for item in group["items"]}
    page.open("?view=table&top=all")
    page.until(f"() => ({ROW_KEYS})().length > 900")
    assert drawn - found <= set(page.page.evaluate(ROW_KEYS))


def test_a_walk_reaches_every_part_that_speaks_a_value(page: MapPage) -> None:
    """Lanes and fields with a range say where they stand, in words."""
    sliders = page.page.locator("[role=slider]:visible, input[type=range]:visible").evaluate_all(
        "all => all.map((one) => one.id || one.closest('[data-bound]').dataset.bound)"
    )
    assert {"acts-lane", "totals-lane"} <= set(sliders)
    at = "one.id || (one.closest('[data-bound]') || {dataset: {}}).dataset.bound"
    spoken = set()
    for _ in range(90):
        press(page, "Tab")
        found = page.page.evaluate(
            f"(() => {{ const one = document.activeElement; return [{at}, one.ariaValueText"
            " || one.getAttribute('aria-valuetext')]; })()"
        )
        if found[0] in sliders:
            assert found[1]
            spoken.add(found[0])
    assert spoken == set(sliders)


def test_tabs_and_rows_of_the_table_by_keys(page: MapPage) -> None:
    tab_to(page, "one.getAttribute('role') === 'tab'")
    for _ in range(12):
        if page.page.evaluate("document.activeElement.textContent") == "Table":
            break
        press(page, "ArrowRight")
    page.sees(view="table")
    page.page.locator("#grid .ag-row").first.wait_for()
    tab_to(page, "one.closest('.ag-header')")
    tab_to(page, "one.closest('.ag-row')")
    press(page, "Space")
    page.sees(place="43-44")
    press(page, "ArrowDown", "Space")
    page.sees(place="43-44,51-44")
    assert page.page.evaluate("Boolean(document.activeElement.closest('.ag-row'))")
