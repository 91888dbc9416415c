"""Twenty-four yearly intervals on the clock: words with room stand, every one can be reached."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, expect

from geo.own.store import Store
from tests.own.pages import many
from tests.pages import MapPage
from tests.serve.running import running

pytestmark = pytest.mark.long

YEARS = tuple(range(1990, 2014))
SIZES = [(1440, 900), (1280, 720), (390, 844)]
WORDS = """
(where) => [...document.querySelectorAll(where)]
  .filter((one) => one.getClientRects().length && getComputedStyle(one).opacity !== "0"
    && one.textContent)
  .map((one) => { const box = one.getBoundingClientRect(); return [box.left, box.right]; })
  .sort((a, b) => a[0] - b[0])
"""
NUMBERS = "#clock .strip-bars span, #timeline .shape-label text, #timeline .shapelayer text"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    folder = tmp_path_factory.mktemp("clock")
    patch = pytest.MonkeyPatch()
    patch.setattr(many, "YEARS", YEARS)
    patch.setattr(many, "CODES", many.CODES[:9])
    world = many.kept(Store(folder), many.squares(partners=3))
    patch.undo()
    with running("app.py", "--port", "0", "--own", str(folder)) as started:
        yield started.address, world


@pytest.mark.parametrize(("width", "height"), SIZES)
def test_no_word_runs_into_another_and_every_interval_can_be_chosen(
    browser: Browser, address: tuple[str, str], width: int, height: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": height})
    page = MapPage(context.new_page(), address[0])
    page.load(f"?world={address[1]}&period=2000-2001")
    for where in ("#clock .clock-segments span", NUMBERS):
        found = page.page.evaluate(WORDS, where)
        assert 3 <= len(found) <= len(YEARS), where
        assert 0 <= found[0][0] < found[-1][1] <= width, where
        assert all(a[1] <= b[0] for a, b in itertools.pairwise(found)), where
    segments = page.page.locator("#clock .clock-segments label")
    assert segments.count() == len(YEARS)
    unsaid = page.page.locator("#clock .clock-segments .clock-unsaid")
    assert unsaid.count() > len(YEARS) / 3
    assert unsaid.first.get_attribute("title") == unsaid.first.inner_text()
    for year in (2001, 2002):  # each by name, and by key
        page.page.get_by_role("radio", name=f"{year - 1}–{year}").press("ArrowRight")
        chosen = page.page.get_by_role("radio", name=f"{year}–{year + 1}")
        expect(chosen).to_be_checked()
        page.page.wait_for_selector("body:not([data-waiting])")
        box = page.page.locator("#clock .clock-segments label:has(:checked)")
        expect(box).not_to_have_class("clock-unsaid")
    assert page.query["period"] == "2002-2003"
    assert page.said == []
    context.close()
