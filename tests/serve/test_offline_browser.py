"""The whole journey with the outside world cut off, under the strict policy: I5, O1, S2."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlsplit

import pytest

from tests.pages import MapPage

pytestmark = pytest.mark.long

LAND_PIXELS = """() => document.querySelectorAll("#map .choroplethlayer path").length"""
TABS = "() => [...document.querySelectorAll('[role=tab]')].map((one) => one.textContent)"


def test_nothing_is_asked_outside_and_nothing_is_said(fresh: Callable[..., MapPage]) -> None:
    page = fresh()
    assert page.page.evaluate(LAND_PIXELS) > 34 + 60
    page.page.get_by_role("button", name="Zoom in").click()
    page.click(85.0, 41.0)
    page.sees(place="65")
    page.press_radio("Net")
    page.sees(place="65", direction="net")
    page.page.get_by_role("link", name="Clear filters").click()
    page.sees(place=None, direction=None)
    page.choose("Zones", "Coast and interior")
    page.sees(scheme="coast-interior")
    page.page.locator("#from-chips label").get_by_text("Interior", exact=True).click()
    page.sees(from_="interior")
    page.choose("Shade", "Arrivals, people")
    page.sees(shade="in")
    page.card.locator(".ranked a").first.click()
    page.until("() => new URLSearchParams(location.search).has('place')")
    page.settle()
    page.open("?period=2010-2015").hurry()
    page.page.locator("#play").click()
    page.sees(period="2015-2020")
    page.until("() => document.getElementById('play').getAttribute('aria-pressed') === 'false'")
    for name in page.page.evaluate(TABS):
        page.tab(name)
        page.until(
            """name => document.querySelector('[role=tab][aria-selected=true]').textContent
            === name""",
            name,
        )
        page.settle()
    page.tab("Table")
    page.sees(view="table")
    page.page.locator("#grid .ag-row input").first.click()
    page.until("() => new URLSearchParams(location.search).has('place')")
    page.settle()
    outside = [
        url
        for url in page.asked
        if not url.startswith((page.address, "data:", f"blob:{page.address}"))
    ]
    assert outside == []
    assert page.page.evaluate("watched.violations") == []
    assert page.said == []


def test_the_boundary_note_is_on_the_map_and_no_tile_is_fetched(
    at: Callable[[str], MapPage],
) -> None:
    page = at("")
    note = page.page.locator("#note")
    assert note.is_visible()
    assert "Boundaries (Natural Earth, read" in note.inner_text()
    assert "do not imply endorsement or acceptance" in note.inner_text()
    shapes = [url for url in page.asked if ".geojson" in url]
    assert len(shapes) >= 2
    assert all(url.startswith(f"{page.address}shapes/") for url in shapes)
    paths = {urlsplit(url).path for url in page.asked}
    assert not any(word in path for path in paths for word in ("tile", "cdn", "topojson"))


@pytest.mark.parametrize("graph", ["map", "timeline"])
def test_no_graph_offers_to_send_its_data_away(at: Callable[[str], MapPage], graph: str) -> None:
    config = at("").page.evaluate(
        """graph => { const { _context } =
          document.querySelector(`#${graph}`);
        return [_context.showSendToCloud, _context.plotlyServerURL, _context.displaylogo]; }""",
        graph,
    )
    assert config == [False, "", False]


def test_the_browser_keeps_its_own_functions(at: Callable[[str], MapPage]) -> None:
    """A polyfill in their place makes each change a sixth slower."""
    replaced = at("").page.evaluate(
        """() => ["trim", "split", "match", "replace", "includes"].filter((name) =>
          !String.prototype[name].toString().includes("[native code]"))"""
    )
    assert replaced == []
