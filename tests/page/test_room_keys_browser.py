"""Keys: a remote in the hall, arrows after a click, letters that can be switched off."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import PROJECTOR, MapPage

pytestmark = pytest.mark.long

Anew = Callable[..., MapPage]
IN_ROOM = "() => document.documentElement.dataset.room === 'on'"
COVER = "getComputedStyle(document.body, '::after').backgroundColor"
BLACK = "rgb(0, 0, 0)"


def press(page: MapPage, *keys: str) -> None:
    for key in keys:
        page.page.keyboard.press(key)


@pytest.fixture
def room(anew: Anew) -> MapPage:
    page = anew("?top=20", PROJECTOR)
    press(page, "p")
    return page.until(IN_ROOM)


def test_a_remote_steps_blanks_and_does_not_end_the_show(room: MapPage) -> None:
    steps = [("PageDown", "2000-2005"), ("PageDown", "2005-2010"), ("PageUp", "2000-2005")]
    for key, period in steps:
        press(room, key)
        room.sees(period=period, top="20")
    for key in (".", "b"):
        press(room, key)
        assert room.page.evaluate(COVER) == BLACK
        assert room.page.evaluate("document.documentElement.dataset.controls") == "asleep"
        press(room, key)
        assert room.page.evaluate(COVER) != BLACK
    press(room, "b", "PageDown")
    room.sees(period="2005-2010", top="20")
    assert room.page.evaluate(COVER) != BLACK
    press(room, "F5", "Shift+F5")
    room.until(IN_ROOM)
    assert room.query == {"period": "2005-2010", "top": "20"}
    press(room, "b", "Escape")
    room.until("() => !document.documentElement.dataset.room")
    assert room.page.evaluate(COVER) != BLACK
    assert room.said == []


def test_space_plays_in_the_hall_as_on_the_page(room: MapPage) -> None:
    press(room.hurry(), " ")
    room.sees(period="2015-2020", top="20")
    room.until("() => document.getElementById('play').getAttribute('aria-pressed') === 'false'")


def test_arrows_step_after_a_click_on_play(at: Callable[[str], MapPage]) -> None:
    page = at("?period=2015-2020")
    play = page.page.locator("#play")
    play.click()
    play.click()
    assert page.page.evaluate("document.activeElement.id") == "play"
    page.settle()
    press(page, "ArrowRight")
    page.sees(period="2000-2005")
    press(page, "ArrowLeft")
    page.sees(period=None)


def test_keys_of_one_letter_can_be_switched_off_and_stay_so(anew: Anew) -> None:
    page = anew()
    page.page.get_by_text("Download", exact=True).click()
    page.page.get_by_label("Keys of one letter").uncheck()
    press(page, "Escape")
    page.page.evaluate("document.activeElement.blur()")
    press(page, "p")
    assert page.page.evaluate("document.documentElement.dataset.room") is None
    page.load("?top=20")
    assert not page.page.locator("#letter-keys").is_checked()
    press(page, "p")
    assert page.page.evaluate("document.documentElement.dataset.room") is None
    page.page.get_by_role("button", name="Present").click()
    page.until(IN_ROOM)
    press(page, "b")
    assert page.page.evaluate(COVER) != BLACK
    press(page, "PageDown")
    page.sees(period="2000-2005", top="20")


@pytest.mark.parametrize("focused", ["#share", "#card .ranked a", "#rail"])
def test_arrows_step_from_nowhere_but_the_clock_and_the_page(anew: Anew, focused: str) -> None:
    page = anew()
    one = page.page.locator(focused).first
    one.evaluate("one => { one.tabIndex = 0; one.focus(); }")
    press(page, "ArrowRight")
    page.settle()
    assert "period" not in page.query
    page.page.evaluate("document.activeElement.blur()")
    press(page, "ArrowRight")
    page.sees(period="2000-2005")
