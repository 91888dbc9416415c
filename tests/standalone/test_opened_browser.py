"""The file opened from a disk with the network off: what it can do, and what it says it cannot."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from playwright.sync_api import Browser, BrowserContext

from tests.axe import violations
from tests.pages import DESKTOP, PHONE, MapPage
from tests.standalone.six import HOSTILE, SIX, Scene, made, scene

pytestmark = pytest.mark.long

LAST = "2015-2020"
DRAWN = "() => document.querySelectorAll('#map .choroplethlayer path').length > 34 + 60"
SAYS = "text => document.getElementById('sentence').textContent.includes(text)"
SCENE = "at => document.getElementById('file-choice').value === String(at)"
MIDDLE_OF_CORRIDOR = """() => {
  const traces = [...document.querySelectorAll("#map .choroplethlayer .trace")];
  const drawn = traces.find((one) => one.__data__[0].trace.uid === "corridors-0");
  const path = drawn.querySelector("path");
  const length = path.getTotalLength();
  const [a, b] = [0.2, 0.8].map((part) =>
    path.getPointAtLength(part * length).matrixTransform(path.getScreenCTM()));
  return [(a.x + b.x) / 2, (a.y + b.y) / 2];
}"""
TOLD = "() => document.querySelector('#map .hoverlayer').textContent.includes('→')"
LEADING = "document.querySelectorAll('a[href]:not([href^=\"#\"]), [src], [action], link').length"
Opened = Callable[..., MapPage]


class FilePage(MapPage):
    """A page that no server answers."""

    def settle(self) -> MapPage:
        return self.until("() => !('waiting' in document.body.dataset)")


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory, replies: FlaskClient) -> Path:
    file = tmp_path_factory.mktemp("stick") / "six 场景.html"
    file.write_bytes(made(replies).data)
    return file


@pytest.fixture
def opened(browser: Browser, path: Path) -> Iterator[Opened]:
    """Open a file in a clean window; it asks for itself alone, and says nothing on the console."""
    contexts: list[BrowserContext] = []
    pages: list[MapPage] = []

    def visit(query: str = "", file: Path = path, **options: object) -> MapPage:
        contexts.append(browser.new_context(**{"viewport": DESKTOP, "offline": True, **options}))
        pages.append(FilePage(contexts[-1].new_page(), file.as_uri()))
        pages[-1].page.goto(file.as_uri() + query)
        return pages[-1].until("() => !document.getElementById('file-unopened')")

    yield visit
    for page in pages:
        assert {one.split("?")[0] for one in page.asked} == {page.address}
        assert page.said == []
        assert page.page.evaluate("watched.violations") == []
        assert page.page.evaluate(LEADING) == 0
    for context in contexts:
        context.close()


def test_it_shows_the_map_with_its_words(opened: Opened) -> None:
    page = opened().until(DRAWN).until(SAYS, "32.3 million")
    assert page.page.locator("#legend").inner_text().startswith("Net migration")
    assert page.page.locator("#card h2").inner_text() == "China, 1995–2000"
    assert page.page.locator("#timeline .main-svg").count() > 0
    page.page.mouse.move(*page.page.evaluate(MIDDLE_OF_CORRIDOR))
    page.until(TOLD)


def test_words_of_others_stay_text(opened: Opened) -> None:
    page = opened().until(DRAWN)
    assert page.page.locator("#file-title").inner_text() == HOSTILE
    page.page.get_by_role("button", name="Note").click()
    assert page.page.locator("#file-note").inner_text() == SIX[0]["note"]
    assert page.page.locator("#file-choice option").first.inner_text() == f"1. {HOSTILE}"
    assert page.page.locator("img").count() == 0
    assert page.page.title() == "Migration corridors of China"


def test_the_note_is_shown_to_whoever_asks(opened: Opened) -> None:
    page = opened().until(DRAWN)
    note, button = page.page.locator("#file-note"), page.page.locator("#file-note-open")
    assert note.is_hidden()
    assert button.get_attribute("aria-expanded") == "false"
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.room === 'on'")
    assert note.is_hidden()
    assert button.is_hidden()
    assert "N shows the note" in page.page.locator("#hall-keys").inner_text()
    page.page.keyboard.press("n")
    assert note.is_visible()
    assert page.page.evaluate("document.documentElement.dataset.controls") == "asleep"
    page.page.keyboard.press("PageDown")
    page.until(SCENE, 1)
    assert note.is_hidden()  # it has none
    page.page.keyboard.press("PageUp")
    page.until(SCENE, 0)
    page.page.keyboard.press("n")
    page.page.keyboard.press("Escape")
    page.until("() => !document.documentElement.dataset.room")
    assert note.is_hidden()
    button.click()
    assert note.is_visible()
    assert button.get_attribute("aria-expanded") == "true"


def test_intervals_step_and_play_to_the_last(opened: Opened) -> None:
    page = opened().until(DRAWN).hurry()
    page.page.get_by_role("button", name="Next interval").click()
    page.until(SAYS, "(2000–2005)")
    page.page.keyboard.press("ArrowRight")
    page.until(SAYS, "(2005–2010)").sees(period="2005-2010")
    page.page.locator("#play").click()
    page.until("() => document.getElementById('play').getAttribute('aria-pressed') === 'false'")
    page.sees(period=LAST).until(SAYS, "(2015–2020)")


def test_another_language_keeps_scene_and_interval(opened: Opened) -> None:
    page = opened().until(DRAWN)
    page.page.keyboard.press("PageDown")
    page.until(SCENE, 1).until(SAYS, "to Guangdong")
    page.page.keyboard.press("ArrowRight")
    page.until(SAYS, "(2015–2020)")
    with page.page.expect_event("load"):
        page.page.locator("#languages [data-goes]").click()
    page.until(DRAWN).until(SAYS, "2015—2020年").until(SCENE, 1)
    page.sees(period=LAST, to="44", lang="zh", camera=SIX[1]["query"].split("camera=")[1])
    assert page.page.locator("#file-place").inner_text() == "2/6"
    assert page.page.evaluate("document.documentElement.lang") == "zh-Hans"


def test_keys_present_the_scenes(opened: Opened) -> None:
    page = opened().until(DRAWN)
    page.page.keyboard.press("p")
    page.until("() => document.documentElement.dataset.room === 'on'")
    page.page.keyboard.press("PageDown")
    page.until(SCENE, 1).until(SAYS, "to Guangdong")
    page.page.keyboard.press("b")
    page.until("() => 'blank' in document.documentElement.dataset")
    page.page.keyboard.press("PageDown")
    page.until(SCENE, 2).until("() => !('blank' in document.documentElement.dataset)")
    page.page.keyboard.press("PageUp")
    page.until(SCENE, 1)
    page.page.keyboard.press("Escape")
    page.until("() => !document.documentElement.dataset.room")


def test_what_is_not_held_is_said_and_the_view_stays(opened: Opened) -> None:
    page = opened().until(DRAWN)
    page.page.mouse.click(*page.page.evaluate(MIDDLE_OF_CORRIDOR))
    page.until("() => !document.getElementById('file-unheld').hidden").sees(place=None)
    assert "not in the file" in page.page.locator("#file-unheld").inner_text()
    assert page.page.locator("#card a[data-goes*='place']").count() == 0
    page.page.get_by_text("870 more corridors").click()  # a view of the file leads on
    page.sees(view="table").until("() => document.getElementById('file-unheld').hidden")
    page.until("() => document.querySelectorAll('#held-rows tbody tr').length === 930")


def test_tabs_stand_as_scenes(opened: Opened) -> None:
    page = opened("?view=zones")
    page.until("() => document.querySelector('#chart-zones .main-svg')").until(SCENE, 5)
    assert "unknown" in page.page.locator("#notices").inner_text()
    page.page.select_option("#file-choice", "3")
    page.until("() => document.querySelector('.panel-pairs table.pairs')?.offsetParent")
    assert page.page.locator(".panel-zones").is_hidden()


def test_the_table_is_plain_and_follows_the_address(opened: Opened) -> None:
    page = opened("?view=table&filter=persons:100000~&sort=net:down")
    page.until("() => document.querySelectorAll('#held-rows tbody tr').length === 51")
    heading = page.page.locator("#table-filtered").inner_text()
    assert (
        heading == "51 of 930 pass the filters of the columns: People (estimate) at least 100,000."
    )
    first = page.page.locator("#held-rows tbody tr").first
    assert first.inner_text().split("\t")[:4] == ["1", "Hunan", "Guangdong", "2,520,000"]
    page.page.locator("#held-rows").get_by_role("button", name="From").click()
    page.sees(sort="origin:up")
    assert first.inner_text().split("\t")[1] == "Anhui"
    page.page.get_by_role("button", name="Clear column filters").click()
    page.until("() => document.querySelectorAll('#held-rows tbody tr').length === 930")


def test_it_says_what_it_is_and_cannot_do(opened: Opened) -> None:
    page = opened().until(DRAWN)
    page.page.get_by_text("About this file").click()
    said = page.page.locator("#file-about .menu").inner_text()
    for part in ("30 views", "English and Chinese", "UTC; data 1.0.0", "no free filters", "Licen"):
        assert part in said


def test_everybody_can_use_it(opened: Opened) -> None:
    page = opened().until(DRAWN)
    page.page.get_by_text("About this file").click()
    assert violations(page) == []
    page.page.select_option("#file-choice", "4")
    page.until("() => document.querySelectorAll('#held-rows tbody tr').length === 51")
    assert violations(page) == []


def test_it_prints_and_fits_a_phone(opened: Opened) -> None:
    page = opened().until(DRAWN)
    assert page.page.pdf().startswith(b"%PDF")
    phone = opened(viewport=PHONE).until(DRAWN)
    wide = "document.scrollingElement.scrollWidth"
    assert phone.page.evaluate(wide) <= PHONE["width"]


def test_it_opens_in_the_language_it_was_made_in(
    opened: Opened, tmp_path: Path, replies: FlaskClient
) -> None:
    file = tmp_path / "one.html"
    file.write_bytes(made(replies, [scene("place=31")], "zh").data)
    page = opened(file=file).until(DRAWN).until(SAYS, "上海")
    page.sees(lang="zh", place="31")
    assert page.page.locator("#file-scenes").is_hidden()
    page.page.keyboard.press("PageDown")
    page.page.keyboard.press("p")
    page.page.keyboard.press("PageDown")
    page.until(SAYS, "2000—2005年")


@pytest.mark.long
def test_every_tab_can_be_a_scene(opened: Opened, tmp_path: Path, replies: FlaskClient) -> None:
    keys = replies.get("/view").json and [
        *("map", "pairs", "zones", "intervals", "disparity", "indicators", "workers", "sites"),
        *("lessons", "assessment", "table", "sources"),
    ]
    scenes: list[Scene] = [scene(f"view={key}") for key in keys]
    file = tmp_path / "tabs.html"
    file.write_bytes(made(replies, [*scenes, scene("flows=origin-type-2000")]).data)
    page = opened(file=file)
    for at, key in enumerate(keys):
        page.page.select_option("#file-choice", str(at))
        page.until(
            "key => document.querySelector(`.panel-${key}`).innerText.trim().length > 100", key
        )
    page.page.select_option("#file-choice", str(len(keys)))
    page.until("() => document.body.dataset.view === 'map'").until(DRAWN)


def test_a_scene_without_a_title_has_one_heading_in_the_language_shown(
    opened: Opened, replies: FlaskClient, tmp_path: Path
) -> None:
    begun = "The 60 largest of 930 corridors carry…"
    named = {
        "en": "The 60 largest of 930 corridors carry 65% of the 32.3 million people who lived…",
        "zh": "930条迁移流中，人数最多的60条占五年前住在外省的3230万人（1995—2000年）的65%",
    }
    file = tmp_path / "two.html"
    file.write_bytes(made(replies, [scene("", begun), scene("view=zones")]).data)
    title = "document.getElementById('file-title').textContent"
    first = "document.querySelector('#file-choice option').textContent"
    page = opened(file=file).until(f"name => {first} === name", "1. " + named["en"])
    assert page.page.evaluate(title) == ""
    page = opened("?lang=zh", file=file).until(f"name => {first} === name", "1. " + named["zh"])
    assert page.page.evaluate(title) == ""
    said = page.page.locator("main").inner_text()
    assert begun.rstrip("…") not in said
    assert said.count(named["zh"]) == 1
    alone = tmp_path / "one.html"
    alone.write_bytes(made(replies, [scene("", begun)]).data)
    page = opened("?lang=zh", file=alone).until(DRAWN)
    assert page.page.locator("#file-scene").is_hidden()
