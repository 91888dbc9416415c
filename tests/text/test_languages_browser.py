"""The address names the language of everything that a reader sees."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.pages import DESKTOP, MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def page(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[MapPage]:
    folder = tmp_path_factory.mktemp("languages")
    with running("-m", "tests.text.pseudo", str(folder), "zh") as started:
        context = browser.new_context(viewport=DESKTOP)
        yield MapPage(context.new_page(), started.address).load("?lang=zh")
        context.close()


def lang_of(page: MapPage) -> str:
    return str(page.page.evaluate("document.documentElement.lang"))


def test_header_tabs_rail_and_words_are_in_the_language(page: MapPage) -> None:
    assert lang_of(page) == "zh-Hans"
    for place in ("h1", "[role=tab] >> nth=1", "#rail label >> nth=0", "#sentence", "#legend"):
        assert "⟦" in page.page.locator(place).first.inner_text(), place


def test_the_language_stays_while_the_view_changes(page: MapPage) -> None:
    page.page.locator("#clock [data-step='1']").click()
    page.sees(period="2000-2005", lang="zh")
    assert "⟦" in page.sentence
    page.page.get_by_role("tab").nth(4).click()
    page.sees(view="disparity", lang="zh")
    page.until("() => document.getElementById('tab-disparity').textContent.includes('⟦')")


def test_another_language_in_the_address_is_another_page(page: MapPage) -> None:
    page.page.evaluate(
        """() => { history.pushState({}, "", "/");
        dispatchEvent(new PopStateEvent("popstate")); }"""
    )
    page.page.locator("html[lang=en] #sentence:not(:empty)").wait_for()
    assert "⟦" not in page.page.locator("body").inner_text()
    page.page.go_back()
    page.page.locator("html[lang=zh-Hans] #sentence:not(:empty)").wait_for()
