"""Glosses as a reader opens them: by pointing, tap and key, in both languages, never cut."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator

from tests import axe
from tests.pages import PHONE, PROJECTOR, MapPage
from tests.serve.running import Running

pytestmark = pytest.mark.long

AtSize = Callable[[str, dict[str, int]], MapPage]
VIEW = "?place=t24"
OPEN = "#gloss:not([hidden])"
CUT = """(size) => {
  const { left, right, top, bottom } = document.querySelector("#gloss").getBoundingClientRect();
  return left < 0 || top < 0 || right > size.width || bottom > size.height || bottom - top < 40;
}"""
FOCUSED = "document.activeElement.dataset.term || document.activeElement.id"


def term(page: MapPage, key: str, inside: str = "#card") -> Locator:
    return page.page.locator(f'{inside} .term[data-term="{key}"]:visible').first


def is_open(page: MapPage) -> bool:
    return page.page.locator(OPEN).count() == 1


def test_pointing_opens_a_gloss_that_stays_under_the_pointer(
    fresh: Callable[..., MapPage],
) -> None:
    page = fresh(VIEW, viewport=PROJECTOR)
    term(page, "hukou").hover()
    box = page.page.locator(OPEN)
    box.wait_for()
    said = box.inner_text()
    assert "hukou (household registration)" in said
    assert "户籍" in said
    assert "paper, 2.2 footnote 2; 1.1; 2.2" in said
    box.hover()
    box.locator("a").hover()
    page.page.clock.install()
    page.page.clock.run_for(2_000)
    assert is_open(page), "the pointer is on it"
    page.page.mouse.move(2, 2)
    page.page.clock.run_for(2_000)
    page.page.locator("#gloss").wait_for(state="hidden")


def test_keys_open_it_and_escape_gives_the_focus_back(at_size: AtSize) -> None:
    page = at_size(VIEW, PROJECTOR)
    for key in ("Enter", " "):
        term(page, "hukou").focus()
        page.page.keyboard.press(key)
        page.page.locator(OPEN).wait_for()
        assert page.page.evaluate(FOCUSED) == "gloss"
        assert term(page, "hukou").get_attribute("aria-expanded") == "true"
        page.page.keyboard.press("Escape")
        assert not is_open(page)
        assert page.page.evaluate(FOCUSED) == "hukou"
        assert term(page, "hukou").get_attribute("aria-expanded") == "false"
    page.sees(place="t24")  # neither key did anything else
    page.page.keyboard.press("Enter")
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.className") == "gloss-entry"
    page.page.keyboard.press("Shift+Tab")
    assert page.page.evaluate(FOCUSED) == "hukou"
    assert not is_open(page)


def test_one_is_open_at_a_time_and_a_press_elsewhere_closes_it(at_size: AtSize) -> None:
    page = at_size(VIEW, PROJECTOR)
    term(page, "hukou").click()
    assert "household" in page.page.locator(OPEN).inner_text()
    term(page, "corridor", "#sentence").click()
    assert "directed flow" in page.page.locator(OPEN).inner_text()
    assert page.page.locator(".term[aria-expanded=true]").count() == 1
    term(page, "corridor", "#sentence").click()
    assert not is_open(page)
    term(page, "hukou").click()
    page.page.locator("header h1").click()
    assert not is_open(page)


def test_all_terms_leads_to_the_entry_and_keeps_the_view(at_size: AtSize) -> None:
    page = at_size(f"{VIEW}&top=20", PROJECTOR)
    term(page, "hukou").click()
    page.page.locator("#gloss a").click()
    page.sees(view="sources", place="t24", top="20")
    entry = page.page.locator("#term-hukou")
    entry.locator("p").first.wait_for()
    assert "Without an urban hukou" in entry.inner_text()
    assert not is_open(page)


@pytest.mark.parametrize("name", ["hukou", "户籍"])
def test_a_search_leads_to_the_entry(at_size: AtSize, name: str) -> None:
    page = at_size("", PROJECTOR)
    page.page.evaluate("document.activeElement.blur()")
    page.page.get_by_label("Find a place").first.fill(name)
    page.page.keyboard.press("Enter")
    page.sees(view="sources", place=None)
    page.page.locator("#term-hukou p").first.wait_for()


@pytest.fixture(scope="module")
def phones(browser: Browser, server: Running) -> Iterator[Callable[[str], MapPage]]:
    """A phone for each language, with a card open."""
    made: dict[str, MapPage] = {}

    def phone(lang: str) -> MapPage:
        if lang not in made:
            context = browser.new_context(viewport=PHONE, has_touch=True, is_mobile=True)
            page = MapPage(context.new_page(), server.address)
            made[lang] = page.load(f"{VIEW}&lang={lang}")
        return made[lang]

    yield phone
    for page in made.values():
        page.page.context.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_a_tap_opens_it_whole_on_a_phone(phones: Callable[[str], MapPage], lang: str) -> None:
    page = phones(lang)
    for button in ("more", "side"):
        page.page.locator(f".tools [data-toggle={button}]").tap()
    marks = page.page.locator("#card .term:visible").all()
    assert len(marks) > 1
    for one in [page.page.locator("#sentence .term"), *marks]:
        one.evaluate("(one) => one.scrollIntoView({ block: 'center' })")
        one.dispatch_event("click")
        page.page.locator(OPEN).wait_for()
        assert not page.page.evaluate(CUT, PHONE), one.inner_text()
        page.page.keyboard.press("Escape")
        assert not is_open(page)
    marks[0].tap()
    page.page.locator(OPEN).wait_for()
    assert page.page.evaluate("document.body.dataset.drawer") == "side", "the card stays open"


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_axe_finds_nothing_with_a_gloss_open(fresh: Callable[..., MapPage], lang: str) -> None:
    page = fresh(f"{VIEW}&lang={lang}", viewport=PROJECTOR)
    term(page, "hukou").click()
    page.page.locator(OPEN).wait_for()
    assert axe.violations(page) == []


TWO_SOUNDS, SAME_SOUND = "地", "牵"
"""A sign that the browser knows by its other sound, and one beside another of the same sound."""


def test_the_chinese_list_stands_in_the_order_of_pinyin(fresh: Callable[..., MapPage]) -> None:
    page = fresh("?view=sources&lang=zh", viewport=PROJECTOR)
    names = page.page.locator(".term-list summary b").all_text_contents()
    firsts = [
        sign for name in names if (sign := name.lstrip("《“")[0]) not in (TWO_SOUNDS, SAME_SOUND)
    ]
    ordered = page.page.evaluate(
        """(signs) => [...signs].sort(new Intl.Collator("zh-Hans-u-co-pinyin").compare)""", firsts
    )
    assert len(firsts) > 120
    assert firsts == ordered


def test_terms_have_no_line_on_paper(anew: Callable[..., MapPage]) -> None:
    page = anew(VIEW, PROJECTOR)
    line = "(one) => getComputedStyle(one).textDecorationLine"
    mark = page.page.locator('#card .term[data-term="hukou"]').first
    assert mark.evaluate(line) == "underline"
    term(page, "hukou").click()
    page.page.emulate_media(media="print")
    assert mark.evaluate(line) == "none"
    assert not page.page.locator("#gloss").is_visible()
