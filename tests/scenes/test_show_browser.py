"""The show: scenes in the hall, by keys and by a remote."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.axe import violations
from tests.pages import DESKTOP, PROJECTOR, MapPage
from tests.scenes.deck import KEPT, VIEWS, keep

pytestmark = pytest.mark.long

Anew = Callable[..., MapPage]
IN_ROOM = "() => document.documentElement.dataset.room === 'on'"
NAMES = list(VIEWS)


def title(page: MapPage) -> str:
    return page.page.locator(".band-title").inner_text()


def stands(page: MapPage, place: int) -> None:
    """Wait until a scene is shown: its title, its place, and its address."""
    page.until(
        "told => document.querySelector('.band-place').textContent === told", f"{place} of 6"
    ).settle()
    assert title(page) == NAMES[place - 1]
    assert page.page.url == page.address + VIEWS[NAMES[place - 1]]


def show_with(page: MapPage, scene: int, part: str, text: str) -> None:
    """Change a part of a kept scene, and show the scenes."""
    page.page.evaluate(
        """([key, scene, part, text]) => {
          const deck = JSON.parse(localStorage[key]);
          deck.list[scene][part] = text;
          localStorage[key] = JSON.stringify(deck);
        }""",
        [KEPT, scene, part, text],
    )
    page.page.locator("#scenes").get_by_role("button", name="Show", exact=True).first.click()


@pytest.fixture
def show(anew: Anew) -> MapPage:
    page = keep(anew("", PROJECTOR))
    page.page.locator("#scenes").get_by_role("button", name="Show", exact=True).first.click()
    return page.until(IN_ROOM)


def test_a_remote_steps_through_six_scenes(show: MapPage) -> None:
    keys = show.page.locator("#hall-keys")
    assert "Page keys step the scenes" in (keys.text_content() or "")
    stands(show, 1)
    for place in range(2, 7):
        show.page.keyboard.press("PageDown")
        stands(show, place)
    show.page.keyboard.press("PageDown")
    stands(show, 6)
    show.page.keyboard.press("PageUp")
    stands(show, 5)
    show.page.keyboard.press("Home")
    stands(show, 1)
    show.page.keyboard.press("ArrowRight")
    show.sees(period="2000-2005", top="20")
    assert title(show) == NAMES[0]
    show.page.keyboard.press("End")
    stands(show, 6)
    assert show.page.evaluate("document.documentElement.dataset.controls") == "asleep"
    show.page.keyboard.press("Escape")
    show.until("() => !document.documentElement.dataset.room").settle()
    assert show.page.locator("#scene-band").is_hidden()
    assert "Space plays" in (keys.text_content() or "")
    assert show.page.url == show.address + VIEWS[NAMES[5]]
    # The hall without scenes is as before.
    show.page.evaluate("document.activeElement.blur()")
    show.page.keyboard.press("p")
    show.until(IN_ROOM)
    show.page.keyboard.press("PageUp")
    show.sees(period="2010-2015")
    assert show.page.locator("#scene-band").is_hidden()
    show.leave_room()
    assert show.said == []


def test_the_note_is_for_the_speaker_until_it_is_asked_for(show: MapPage) -> None:
    note = show.page.locator(".band-note")
    assert note.is_hidden()
    show.page.keyboard.press("n")
    assert note.inner_text() == "Note 1"
    show.page.keyboard.press("PageDown")
    stands(show, 2)
    assert note.inner_text() == "Note 2"
    assert violations(show) == []
    show.page.keyboard.press("n")
    assert note.is_hidden()
    show.page.keyboard.press("b")
    assert show.page.evaluate("'blank' in document.documentElement.dataset")
    show.page.keyboard.press("PageDown")
    stands(show, 3)
    assert not show.page.evaluate("'blank' in document.documentElement.dataset")
    show.leave_room()


@pytest.mark.whole
def test_the_map_has_room_below_the_band(show: MapPage) -> None:
    stands(show, 1)
    show.page.keyboard.press("n")
    show.settle()
    bottom, top, low = show.page.evaluate(
        """() => [document.getElementById("scene-band").getBoundingClientRect().bottom,
          document.querySelector("main").getBoundingClientRect().top,
          document.querySelector("main").getBoundingClientRect().bottom]"""
    )
    assert abs(bottom - top) < 1
    assert low <= PROJECTOR["height"] + 1
    show.leave_room()


@pytest.mark.whole
def test_a_scene_in_the_other_language_goes_on_with_the_show(anew: Anew) -> None:
    page = keep(anew("", PROJECTOR))
    show_with(page, 1, "query", "lang=zh&place=34")
    page.until(IN_ROOM)
    stands(page, 1)
    with page.page.expect_event("load"):
        page.page.keyboard.press("PageDown")
    page.settle().until(IN_ROOM)
    assert page.page.evaluate("document.documentElement.lang").startswith("zh")
    assert title(page) == NAMES[1]
    with page.page.expect_event("load"):
        page.page.keyboard.press("PageDown")
    page.settle().until(IN_ROOM)
    stands(page, 3)
    page.leave_room()
    page.load("")
    assert page.page.evaluate("document.documentElement.dataset.room") is None
    assert page.said == []


def test_the_show_begins_at_the_scene_that_is_open(anew: Anew) -> None:
    page = keep(anew("", PROJECTOR))
    page.page.locator("#scene-list a", has_text="The gap").click()
    page.sees(view="disparity")
    page.page.locator("#scenes").get_by_role("button", name="Show", exact=True).first.click()
    page.until(IN_ROOM)
    stands(page, 3)
    page.leave_room()


PAINTED = "() => document.querySelector('#map .main-svg')"
FILLED = """() => {
  const [plot, svg] = ["#map", "#map .main-svg"].map((one) => document.querySelector(one));
  return svg && plot.clientWidth > 0 && Number(svg.getAttribute("width")) === plot.clientWidth
    && Number(svg.getAttribute("height")) === plot.clientHeight;
}"""


@pytest.mark.whole
def test_a_map_that_is_first_drawn_in_the_hall_fills_its_frame(anew: Anew) -> None:
    page = keep(anew("", DESKTOP))
    page.page.evaluate(
        """key => {
          const deck = JSON.parse(localStorage[key]);
          deck.list[0].query = "";
          localStorage[key] = JSON.stringify(deck);
        }""",
        KEPT,
    )
    page.load("?view=zones")
    assert page.page.locator("#map .main-svg").count() == 0
    page.page.locator("#scenes-open").click()
    page.page.locator("#scenes").get_by_role("button", name="Show", exact=True).first.click()
    page.until(IN_ROOM).until(PAINTED).settle()
    page.until(FILLED)
    page.leave_room()


def test_a_scene_of_any_tab_has_its_source_and_time_on_the_screen(show: MapPage) -> None:
    when, foot = show.page.locator(".band-when"), show.page.locator("#note")
    stands(show, 1)
    assert when.inner_text() == "1995–2000"
    show.page.keyboard.press("PageDown")
    show.page.keyboard.press("PageDown")
    stands(show, 3)
    assert when.inner_text() == "2000"
    assert foot.is_visible()
    assert "Compendium of Statistics" in foot.inner_text()
    show.page.keyboard.press("ArrowRight")
    show.sees(period="2000-2005", view="disparity")
    assert when.inner_text() == "2004"
    show.leave_room()


def test_the_keys_are_said_until_the_first_of_them(show: MapPage) -> None:
    keys = show.page.locator("#hall-keys")
    assert keys.is_visible()
    for x in (500, 520, 560):
        show.page.mouse.move(x, 400)
    show.until("() => document.documentElement.dataset.controls === 'awake'")
    assert keys.is_visible()
    show.page.keyboard.press("PageDown")
    assert keys.is_hidden()
    show.leave_room()


@pytest.mark.whole
def test_a_title_that_nobody_wrote_is_not_said_twice(anew: Anew) -> None:
    page = keep(anew("", DESKTOP))
    show_with(page, 0, "title", "The 20 largest of 930 corridors carry…")
    page.until(IN_ROOM).settle()
    assert page.sentence.startswith("The 20 largest of 930 corridors carry")
    page.until("() => document.querySelector('.band-title').textContent === ''")
    page.page.keyboard.press("PageDown")
    stands(page, 2)
    page.leave_room()
