"""What a reader has zoomed to stays, whatever else changes."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import raw
from tests.pages import MapPage

pytestmark = pytest.mark.long


@pytest.fixture
def page(anew: Callable[..., MapPage]) -> MapPage:
    """Loaded anew: a move is written to the address a while after it, maybe into the next test."""
    return anew("")


def moved(page: MapPage, before: dict[str, float]) -> dict[str, float]:
    page.until("before => watched.camera().scale !== before.scale", before)
    return page.camera()


def by_wheel(page: MapPage) -> None:
    page.page.mouse.move(*page.at(110, 32))
    page.page.mouse.wheel(0, -240)


def by_button(page: MapPage) -> None:
    page.page.get_by_role("button", name="Zoom in").click()


def by_key(page: MapPage) -> None:
    page.page.locator("#map-frame").focus()
    page.page.keyboard.press("+")


def test_wheel_button_and_key_zoom_survive_every_change(page: MapPage) -> None:
    last = page.camera()
    changes: tuple[tuple[Callable[[MapPage], None], Callable[[], None], dict[str, str]], ...] = (
        (
            by_wheel,
            page.page.get_by_role("button", name="Next interval").click,
            {"period": "2000-2005"},
        ),
        (
            by_button,
            page.page.locator("#from-chips label").get_by_text("West", exact=True).click,
            {"from_": "west"},
        ),
        (
            by_key,
            page.page.locator("#quick-counts").get_by_text("20", exact=True).click,
            {"top": "20"},
        ),
    )
    for zoom, change, seen in changes:
        zoom(page)
        zoomed = moved(page, last)
        assert zoomed["scale"] > last["scale"]
        change()
        page.sees(**seen)
        last = page.camera()
        assert last == pytest.approx(zoomed)
    page.press_radio("Net")
    page.sees(direction="net")
    page.tab("Sources")
    page.sees(view="sources")
    page.tab("Map")
    page.sees(view=None)
    assert page.camera() == pytest.approx(last)


COUNT_DRAWINGS = """() => {
  const { Plotly } = window;
  window.drawings = 0;
  Plotly.unwatched = Plotly.unwatched || Plotly.react;
  Plotly.react = (...asked) => { window.drawings += 1; return Plotly.unwatched(...asked); };
}"""


@pytest.mark.parametrize("zoom", [by_wheel, by_button, by_key])
def test_what_was_filtered_stays_while_the_camera_moves(
    page: MapPage, zoom: Callable[[MapPage], None]
) -> None:
    page.open("?from=west&period=2005-2010")
    shown = {name: page.trace(name) for name in ("corridors", "regions", "labels")}
    zones = raw.regions()["zone"]
    assert {zones[one[:2]] for one in shown["corridors"]["locations"]} == {"west"}
    page.page.evaluate(COUNT_DRAWINGS)
    before = page.camera()
    zoom(page)
    moved(page, before)
    page.settle()
    assert page.page.evaluate("window.drawings") == 0  # a move draws no figure anew
    assert {name: page.trace(name) for name in shown} == shown


def test_buttons_and_keys_move_and_home_brings_back(page: MapPage) -> None:
    home = page.camera()
    by_button(page)
    moved(page, home)
    for name, axis, sign in (("Move east", "lon", 1), ("Move south", "lat", -1)):
        before = page.camera()
        page.page.get_by_role("button", name=name).click()
        page.until("([axis, was]) => watched.camera()[axis] !== was", [axis, before[axis]])
        assert (page.camera()[axis] - before[axis]) * sign > 0
    page.page.locator("#map-frame").focus()
    page.page.keyboard.press("0")
    page.until("was => watched.camera().scale === was", home["scale"])
    assert page.camera() == pytest.approx(home)


def test_a_new_window_size_fills_the_frame_and_keeps_answering(
    anew: Callable[..., MapPage],
) -> None:
    page = anew()
    page.page.set_viewport_size({"width": 1280, "height": 720})
    page.until(
        """() => { const plot = document.querySelector("#map");
        return Math.abs(plot._fullLayout.width - plot.clientWidth) < 2
          && Math.abs(plot._fullLayout.height - plot.clientHeight) < 2; }"""
    )
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(period="2000-2005")
    west, east = page.at(74, 39), page.at(134, 47)
    frame = page.page.locator("#map-frame").bounding_box()
    assert frame["x"] <= west[0] < east[0] <= frame["x"] + frame["width"]
    assert (east[0] - west[0]) > 0.55 * frame["width"]
    assert page.said == []
