"""From the page to a map of a reader's own file: dropped, understood, answered, used."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.axe import violations
from tests.pages import PHONE, PROJECTOR, MapPage
from tests.serve.running import Running

pytestmark = pytest.mark.long

MOVES = """origin,destination,persons
Anhui,Beijing,120
Beijing,Anhui,40
Anhui,Shanghai,67
Shanghai,Beijing,30
Shanghai,Anhui,9
Anhui,Anhui,900
Anhui,Shanghai,many
Unknown,Beijing,8
"""
TOTAL = 120 + 40 + 67 + 30 + 9
PATIENCE_MS = 180_000


def opened(browser: Browser, server: Running, size: dict[str, int], query: str = "") -> MapPage:
    page = MapPage(browser.new_context(viewport=size).new_page(), server.address).load(query)
    if size == PHONE:
        page.page.locator("[data-toggle='more']").click()
    page.page.locator("#own-open").click()
    return page.until("() => document.querySelector('#own').matches(':modal')")


def chosen(page: MapPage, content: str, name: str = "moves_2010_2015.csv") -> None:
    file = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.page.locator("#own-file").set_input_files(file)
    settled(page)


def settled(page: MapPage) -> None:
    """Wait until nothing is done any more: a busy machine reads slowly."""
    page.page.locator("#own-work").wait_for(state="hidden", timeout=PATIENCE_MS)


def test_a_file_becomes_a_map_whose_sentence_names_its_total(
    browser: Browser, server: Running
) -> None:
    page = opened(browser, server, PROJECTOR)
    assert page.page.evaluate("document.activeElement.closest('#own') !== null")
    chosen(page, MOVES)
    report = page.page.locator("#own-report")
    report.wait_for(timeout=PATIENCE_MS)
    assert page.page.locator("#own-sentence").inner_text() == "120 moved from Anhui to Beijing."
    assert "8 rows read = 5 accepted + 1 rejected + 2 set aside." in report.inner_text()
    assert page.page.evaluate("document.activeElement.id") == "own-understood"
    use = page.page.get_by_role("button", name="Use this data")
    use.click()
    page.page.wait_for_url("**world=*", timeout=PATIENCE_MS)
    page.page.locator("#sentence:not(:empty)").wait_for(timeout=PATIENCE_MS)
    assert str(TOTAL) in page.page.locator("#sentence").inner_text()
    uids = "() => (document.querySelector('#map').calcdata || []).map(([one]) => one.trace.uid)"
    page.until(f"() => ({uids})().includes('regions-0')")  # though the file has no indicators
    page.page.context.close()


def test_a_bad_file_says_why_and_what_was_understood_before_stays(
    browser: Browser, server: Running
) -> None:
    page = opened(browser, server, PROJECTOR)
    chosen(page, MOVES)
    page.page.locator("#own-report").wait_for(timeout=PATIENCE_MS)
    before = page.page.locator("#own-taken").inner_text()
    address = page.page.url
    chosen(page, "<html><table>", "moves.csv")
    error = page.page.locator("#own-error")
    error.wait_for(timeout=PATIENCE_MS)
    assert "moves.csv: a web page" in error.inner_text()
    assert "Nothing before has changed." in error.inner_text()
    assert page.page.locator("#own-taken").inner_text() == before
    assert page.page.url == address
    page.page.context.close()


def test_an_answer_is_given_by_keys_and_taken_back(browser: Browser, server: Running) -> None:
    page = opened(browser, server, PROJECTOR)
    chosen(page, MOVES)
    page.page.locator("#own-report").wait_for(timeout=PATIENCE_MS)
    page.page.locator("#own-read").evaluate("one => { one.open = true; }")
    direction = page.page.get_by_label("Direction", exact=True)
    direction.focus()
    direction.press("ArrowDown")
    settled(page)
    turned = "120 moved from Beijing to Anhui."
    page.until("said => document.querySelector('#own-sentence').textContent === said", turned)
    assert page.page.evaluate("document.activeElement.id") == "own-answer-direction"
    page.page.get_by_role("button", name="Take back: Direction").click()
    settled(page)
    page.until("said => document.querySelector('#own-sentence').textContent === said",
               "120 moved from Anhui to Beijing.")  # fmt: skip
    for _ in range(60):
        page.page.keyboard.press("Tab")
        inside = "['own', undefined].includes(document.activeElement.closest('dialog')?.id)"
        assert page.page.evaluate(inside)
    page.page.keyboard.press("Escape")
    page.until("() => !document.querySelector('#own').open")
    assert page.page.evaluate("document.activeElement.id") == "own-open"
    page.page.context.close()


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_panel_fits_a_phone_and_is_sound_for_readers_of_screens(
    browser: Browser, server: Running, lang: str
) -> None:
    page = opened(browser, server, PHONE, "" if lang == "en" else f"?lang={lang}")
    chosen(page, MOVES)
    page.page.locator("#own-report").wait_for(timeout=PATIENCE_MS)
    wide = "() => document.querySelector('.own-inside').scrollWidth <= window.innerWidth"
    page.until(wide)
    assert violations(page) == []
    page.page.context.close()
