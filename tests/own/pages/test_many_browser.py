"""A world of very many regions in a browser: its levels, its search, and how soon it stands."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from geo.own.store import ALL, PARTED, Store
from tests.own.pages.many import kept, squares
from tests.pages import DESKTOP, MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def name(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("many")
    world = kept(Store(folder), squares())
    with running("app.py", "--port", "0", "--own", str(folder)) as started:
        yield started.address, world


@pytest.fixture
def page(browser: Browser, name: tuple[str, str]) -> Iterator[MapPage]:
    context = browser.new_context(viewport=DESKTOP)
    yield MapPage(context.new_page(), name[0])
    context.close()


def search(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Find a place").fill(text)


def test_a_group_opens_in_place_and_the_view_stays(page: MapPage, name: tuple[str, str]) -> None:
    page.load(f"?world={name[1]}&top=5&place=north_west")
    opens = page.page.get_by_role("link", name="Open North West: its squares on this map")
    opens.focus()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("#sentence")).to_contain_text("open: North West", timeout=60_000)
    assert page.query["world"] == f"{name[1]}{PARTED}north_west"
    assert page.query["top"] == "5"
    back = page.page.get_by_role("link", name="Back to groups")
    expect(back).to_be_visible()
    back.click()
    expect(page.page.locator("#sentence")).not_to_contain_text("open:")
    assert page.query["world"] == name[1]
    assert page.said == []


def test_a_region_of_very_many_is_found_and_filtered(page: MapPage, name: tuple[str, str]) -> None:
    page.load(f"?world={name[1]}{PARTED}{ALL}")
    assert page.page.locator("#rail input[type=checkbox]").count() < 100
    search(page.page, "square 2013")
    option = page.page.get_by_role("option", name="Square 2013")
    expect(option).to_be_visible()
    page.page.keyboard.press("Enter")
    expect(page.page.locator("#card h2")).to_have_text("Square 2013")
    field = page.page.get_by_role("textbox", name="Find a place")
    expect(field).to_have_value("Square 2013")
    page.page.get_by_role("link", name="Only from here").click()
    expect(page.page.locator("#from-kept")).to_have_text("Square 2013")
    assert page.query["from"] == "r2013"
    page.load(f"?world={name[1]}{PARTED}{ALL}&place=r1919")  # chosen by a link or on the map
    expect(field).to_have_value("Square 1919")
    assert page.said == []
