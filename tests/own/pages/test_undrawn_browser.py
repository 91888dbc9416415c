"""Data without outlines in a browser: the page works, and the map says what it needs."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from geo.own.told import Told
from tests.own.test_package import flows, opened
from tests.pages import DESKTOP, MapPage
from tests.serve.running import Running, running

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def undrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("undrawn") / "data"
    opened(folder, flows(), Told(title="Moves"), None)
    with running("app.py", "--port", "0", "--no-own", "--data", str(folder)) as started:
        yield started


def test_a_page_without_outlines_answers_and_says_what_its_map_needs(
    browser: Browser, undrawn: Running
) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = MapPage(context.new_page(), undrawn.address)
    for query in ("", "?place=GB-ENG"):
        page.load(query)
        expect(page.page.locator("#map-needs")).to_contain_text("boundary file")
        expect(page.page.locator("#legend-box")).to_be_hidden()
    page.page.get_by_role("button", name="Play").click()
    page.sees(period="2018-2019")
    page.tab("Table")
    page.sees(view="table")
    assert page.said == []
    context.close()
