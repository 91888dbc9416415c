"""In the hall nothing that is said is covered, cut or far from its place, at any size."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from typing import Any

import pytest

from tests.map.test_names_browser import COUNTED, COVERED, NAMES
from tests.pages import DESKTOP, PHONE, PROJECTOR, MapPage

pytestmark = [pytest.mark.long, pytest.mark.whole]

View = Callable[..., MapPage]
ZOOMED = {"width": 720, "height": 450}  # 1440×900 at 200 %
ACROSS = {"width": 844, "height": 390}
IN_ROOM = "() => document.documentElement.dataset.room === 'on'"
FULL_ROOM = f"() => ({IN_ROOM})() && Boolean(document.fullscreenElement)"
USUAL_PAGE = f"() => !({IN_ROOM})() && !document.fullscreenElement"
TWO_FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))"
LARGE = "document.documentElement.style.fontSize = '28px'"

# Pairs of what is said and what lies over it, in pixels both ways; hidden ones count where asked.
MEETING = """([said, over, state]) => {
  if (state) { document.documentElement.dataset.controls = state; } // however slow the machine
  const boxes = (selector) => [...document.querySelectorAll(selector)]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one.id || one.className, one.getBoundingClientRect()]);
  return boxes(said).flatMap(([name, a]) => boxes(over)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1)
    .map(([other]) => `${other} over ${name}`));
}"""
SAID = "#sentence, #chosen, .badge-estimate, #legend-box, #note, #clock .clock-lanes, .leader-box"
CONTROLS = "header, .map-buttons, .clock-controls, .clock-policy, #rail"
CUT = """() => [...document.querySelectorAll("#sentence, #chosen, #legend, #note")]
  .filter((one) => {
  const { left, right, top, bottom } = one.getBoundingClientRect();
  const column = one.closest(".headline");
  const floor = column ? column.getBoundingClientRect().bottom : innerHeight;
  const isOut = left < 0 || right > innerWidth + 1 || top < 0 || bottom > floor + 1;
  return isOut && one.checkVisibility({ contentVisibilityAuto: true });
}).map((one) => one.id)"""
LANES = """() => {
  const words = "#timeline .annotation, #timeline .xtick";
  const boxes = [...document.querySelectorAll(words)]
    .map((one) => [one.textContent.trim(), one.getBoundingClientRect()])
    .filter(([said, box]) => said && box.width);
  return boxes.flatMap(([word, a], i) => boxes.slice(i + 1)
    .filter(([, b]) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2
      && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4)
    .map(([other]) => `${word} / ${other}`)); }"""
# How far a name stands from its own unit.
OFF = """() => {
  const groups = [...document.querySelectorAll("#map .choroplethlayer .trace")]
    .filter((one) => one.__data__[0].trace.uid === "regions-0");
  const found = {};
  for (const path of groups.flatMap((group) => [...group.querySelectorAll("path")])) {
    const { left, right, top, bottom } = path.getBoundingClientRect();
    found[path.__data__.loc] = [left, top, right, bottom];
  }
  return found;
}"""


def enter(page: MapPage) -> MapPage:
    page.leave_room()  # a window may still be in it
    page.page.keyboard.press("p")
    return page.until(IN_ROOM).settle().still()


def wake(page: MapPage) -> MapPage:
    page.page.mouse.move(300, 200)
    page.page.mouse.move(320, 230)
    return page.until("() => document.documentElement.dataset.controls === 'awake'").still()


def off(names: list[dict[str, Any]], units: dict[str, list[float]]) -> dict[str, float]:
    """Pixels between each seen name and the box of its unit."""
    found = {}
    for one in (name for name in names if name["seen"]):
        (a, b, c, d), (left, top, right, bottom) = one["box"], units[one["code"]]
        found[one["text"]] = max(left - c, a - right, top - d, b - bottom, 0)
    return found


def test_the_hall_left_and_entered_at_once_stays_and_fills_the_screen(at_size: View) -> None:
    """The browser tells of a change of the screen in a later frame than it makes it."""
    page = enter(at_size("", PROJECTOR)).until("() => document.fullscreenElement")
    for presses, holds in ((2, FULL_ROOM), (1, USUAL_PAGE), (3, FULL_ROOM)):
        for _ in range(presses):
            page.page.keyboard.press("p")
        page.until(holds)
        page.page.evaluate(TWO_FRAMES)
        page.until(holds)


@pytest.mark.parametrize("size", [DESKTOP, PROJECTOR, PHONE, ZOOMED])
@pytest.mark.parametrize("query", ["", "?place=34-31"])
def test_what_wakes_covers_nothing_that_is_said(
    at_size: View, size: dict[str, int], query: str
) -> None:
    page = wake(enter(at_size(query, size)))
    assert page.page.evaluate(MEETING, [SAID, CONTROLS, "awake"]) == []
    assert page.page.evaluate(MEETING, ["body", "header", "awake"]) != []  # it is there
    if size in (DESKTOP, PROJECTOR):
        assert page.page.evaluate(COVERED, [COUNTED, "header, .clock-controls"]) == 0
    assert page.said == []


def test_filters_open_beside_the_map(anew: View) -> None:
    page = wake(enter(anew("", PROJECTOR)))
    page.page.locator("header [data-toggle=rail]").evaluate("one => one.click()")
    page.page.locator("#rail").wait_for(state="visible")
    page.still()
    assert page.page.evaluate(MEETING, [SAID, CONTROLS, "awake"]) == []
    assert page.page.evaluate(MEETING, ["#map-frame", "#rail", "awake"]) == []


@pytest.mark.parametrize(
    ("size", "large"), [(PHONE, False), (ZOOMED, False), (DESKTOP, True), (PROJECTOR, False)]
)
@pytest.mark.parametrize("query", ["", "?place=34-31"])
def test_the_hall_fits_small_screens_and_large_letters(
    anew: View, size: dict[str, int], large: bool, query: str
) -> None:
    page = anew(query, size)
    if large:
        page.page.evaluate(LARGE)
    page = enter(page)
    told = "#sentence, #chosen, .badge-estimate"
    assert page.page.evaluate(CUT) == []
    assert page.page.evaluate(MEETING, [told, "#legend-box, #note"]) == []
    assert page.page.evaluate(MEETING, ["#note", "#map-frame, #legend-box, #clock"]) == []
    assert page.page.evaluate(LANES) == []
    assert page.page.locator("#legend-box").is_visible()
    apart = off(page.page.evaluate(NAMES), page.page.evaluate(OFF))
    assert len(apart) > 8
    for name, pixels in apart.items():
        # The smallest have a line in the sea, and none is cut at the lower edge.
        assert pixels <= (64 if name.endswith("×") else 26), name
    frame = page.page.locator("#map-frame").bounding_box()
    assert frame["height"] >= size["height"] / 2


@pytest.mark.parametrize("query", ["", "?place=34-31", "?from=west&to=east&direction=net"])
def test_a_phone_held_across_gives_the_map_half_of_the_height(at_size: View, query: str) -> None:
    page = at_size(query, ACROSS).still()
    frame = page.page.locator("#map-frame").bounding_box()
    assert frame["height"] >= ACROSS["height"] / 2
    assert page.page.evaluate(MEETING, ["#note", "#map-frame, #legend-box, #clock"]) == []
    assert page.page.evaluate("document.documentElement.scrollWidth") <= ACROSS["width"]
    tabs = page.page.get_by_role("tab")
    assert tabs.count() == 12
    lefts = tabs.evaluate_all("all => all.map((one) => one.getBoundingClientRect().left)")
    assert lefts == sorted(lefts), "in their order, whatever rows they have on a tall phone"
    tabs.last.click()
    page.sees(view="sources")


def test_samples_of_the_key_are_as_wide_as_on_the_map_and_apart(at_size: View) -> None:
    page = enter(at_size("", PROJECTOR))
    parts = (
        "[...document.querySelectorAll('#legend .key-widths .key-pair')].flatMap((one) => "
        "[...one.querySelectorAll('i'), one].map((part) => { const box = "
        "part.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom]; }))"
    )
    samples = page.page.evaluate(parts)
    arrows, pairs = samples[::2], samples[1::2]
    for arrow, pair in zip(arrows, pairs, strict=True):
        assert pair[0] - 1 <= arrow[0]
        assert arrow[1] <= pair[1] + 1
    assert all(a[1] <= b[0] + 1 or a[3] <= b[2] + 1 for a, b in pairwise(pairs))
    title = page.page.locator("#legend .key-widths .legend-note").first.bounding_box()
    assert arrows[0][3] <= title["y"] + 2


@pytest.mark.parametrize("query", ["?nothing=1", "?nothing=1&view=pairs&order=map-in"])
def test_a_notice_has_a_row_over_the_whole_width(anew: View, query: str) -> None:
    page = anew(query, PROJECTOR)
    page.page.keyboard.press("p")
    page.until(IN_ROOM).settle()
    notice = page.page.locator("#notices").bounding_box()
    shown = page.page.locator(".panel-pairs" if "pairs" in query else "#map-frame").bounding_box()
    assert (notice["x"], notice["y"], notice["width"]) == (0, 0, PROJECTOR["width"])
    assert shown["y"] >= notice["y"] + notice["height"] - 1
    assert shown["x"] + shown["width"] >= PROJECTOR["width"] - 1


def test_more_closes_when_the_hall_begins(anew: View) -> None:
    page = anew("", PHONE)
    page.page.get_by_role("button", name="More").click()
    page.page.get_by_role("button", name="Present").click()
    page.until(IN_ROOM)
    assert page.page.locator("#more").is_hidden()
    assert page.page.locator("body").get_attribute("data-drawer") == ""


@pytest.mark.parametrize("size", [DESKTOP, PHONE])
def test_the_hall_is_printed_as_the_page(anew: View, size: dict[str, int]) -> None:
    page = enter(anew("", size))
    paper = page.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1
    page.page.emulate_media(media="print")
    page.page.set_viewport_size({"width": 703, "height": 1000})
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    keys = ("#legend .key-shade", "#legend .key-widths")
    for part in ("#sentence", "#map-frame", *keys, "#note"):
        assert page.page.locator(part).first.is_visible(), part
    assert page.address in page.page.locator("#paper-address").inner_text()
    frame, key, note = (
        page.page.locator(one).bounding_box() for one in ("#map-frame", "#legend", "#note")
    )
    assert key["y"] >= frame["y"] + frame["height"]
    assert note["y"] >= key["y"] + key["height"] - 1
    assert page.page.locator("nav.tools").is_hidden()


def test_the_way_out_is_said_for_a_moment_and_goes_with_the_first_key(at: View) -> None:
    page = at("")
    page.page.keyboard.press("p")
    page.until(IN_ROOM)
    keys = page.page.locator("#hall-keys")
    assert keys.is_visible()
    assert keys.inner_text().startswith("Escape leaves.")
    page.page.keyboard.press("PageDown")
    assert keys.is_hidden()
    page.sees(period="2000-2005")
    page.leave_room()
    page.page.keyboard.press("p")
    keys.wait_for(state="visible")
    keys.wait_for(state="hidden")  # and by itself
    page.leave_room()
    assert keys.is_hidden()
