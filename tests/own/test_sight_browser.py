"""A reader moves a map of very many regions: what is drawn, and what is said, follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from geo.own.store import ALL, PARTED, Store
from tests.own.pages.many import kept, squares
from tests.pages import DESKTOP, MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("sight")
    world = kept(Store(folder), squares())
    with running("app.py", "--port", "0", "--own", str(folder)) as started:
        yield started.address, f"{world}{PARTED}{ALL}"


@pytest.fixture
def page(browser: Browser, address: tuple[str, str]) -> Iterator[MapPage]:
    context = browser.new_context(viewport=DESKTOP)
    yield MapPage(context.new_page(), address[0])
    context.close()


def test_zooming_draws_the_largest_of_what_is_in_sight(
    page: MapPage, address: tuple[str, str]
) -> None:
    page.load(f"?world={address[1]}&top=8")
    sentence = page.page.locator("#sentence")
    expect(sentence).not_to_contain_text("in sight")
    frame = page.page.locator("#map-frame")
    frame.focus()
    for _ in range(5):
        page.page.keyboard.press("+")
    page.settle()  # a step is answered while the next one is pressed
    expect(sentence).to_contain_text("The 8 largest of what is in sight")
    assert page.query["camera"]
    said = sentence.inner_text()
    page.load(f"?{page.page.url.partition('?')[2]}")  # the address is all there is
    assert sentence.inner_text() == said
    frame.focus()
    page.page.keyboard.press("0")
    expect(sentence).not_to_contain_text("in sight")
    assert "camera" not in page.query
    assert page.said == []
