"""Data without outlines in a browser: the page works, and the map says what it needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, expect

from geo.build.build import build
from geo.own.package import write_package
from geo.own.told import Told
from tests.own.test_package import flows, places
from tests.pages import DESKTOP, MapPage
from tests.serve.running import Running, running

pytestmark = pytest.mark.long
LONG = "BRA_5yrs_InternalMigFlows_2010 of all counties, incomes and years; " * 3 + "and so on"


@pytest.fixture(scope="module")
def undrawn(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    folder = tmp_path_factory.mktemp("undrawn")
    write_package(folder, flows(), replace(places(), groupings=()), None, {}, Told(title=LONG))
    build(folder, folder / "built")
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


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (390, 844)])
def test_a_title_of_any_length_leaves_tabs_and_map_their_room(
    browser: Browser, undrawn: Running, size: tuple[int, int]
) -> None:
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = MapPage(context.new_page(), undrawn.address)
    page.load("")
    title = page.page.locator("header h1")
    expect(title).to_have_attribute("title", LONG)
    box, tabs = (
        page.page.locator(one).bounding_box() for one in ("header h1", "header [role=tablist]")
    )
    assert box is not None
    assert tabs is not None
    assert box["height"] <= 41  # two lines
    beside = box["x"] + box["width"] <= tabs["x"]
    assert beside or box["y"] + box["height"] <= tabs["y"]
    assert title.evaluate("(one) => one.scrollWidth <= one.clientWidth")
    context.close()


def test_a_band_of_the_chord_chooses_its_corridor(browser: Browser, undrawn: Running) -> None:
    context = browser.new_context(viewport=DESKTOP)
    page = MapPage(context.new_page(), undrawn.address)
    page.load("?view=pairs&period=2018-2019")
    chord = page.page.locator("#chart-pairs")
    chord.scroll_into_view_if_needed()
    expect(chord.locator(".annotation")).to_have_count(4)
    expect(page.page.get_by_text("Layers", exact=True)).to_be_hidden()
    table = page.page.locator(".chart-pairs .chart-table")
    table.locator("summary").click()
    table.get_by_role("link").first.click()
    page.sees(place="København~E12000001")
    context.close()
