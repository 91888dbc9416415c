"""The tab Rural workers as people use it: pictures, folded rows by keys, and the way to the map."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages import PHONE, MapPage

View = Callable[[str], MapPage]
DRAWN = """key => document.querySelector(`#chart-workers-${key} .main-svg`) !== null"""


def opened(page: MapPage) -> MapPage:
    for key in ("origin", "work", "crossing", "women", "wages"):
        page.until(DRAWN, key)
    return page


def test_a_region_leads_to_its_zone_on_the_map(at: View) -> None:
    page = opened(at("?view=workers"))
    page.page.get_by_role("link", name="West", exact=True).first.click()
    page.until("() => document.body.dataset.view === 'map'").settle()
    assert "scheme=four-zone" in page.page.url
    assert "from=west" in page.page.url


def test_rows_behind_a_picture_open_by_keys(at: View) -> None:
    page = opened(at("?view=workers"))
    fold = page.page.locator(".chart-workers-origin summary")
    fold.focus()
    page.page.keyboard.press("Enter")
    first = page.page.locator(".chart-workers-origin tbody tr").first
    assert first.inner_text().split("\t") == [
        "2009",
        "East",
        "all workers",
        "100.17",
        "as printed",
        "2009",
    ]


def test_the_tab_fits_a_phone(anew: Callable[..., MapPage]) -> None:
    page = opened(anew("?view=workers", PHONE))
    wide = page.page.evaluate(
        """() => [...document.querySelectorAll("#tab-workers :is(p, h2, h3, svg, table)")]
          .filter((one) => one.checkVisibility() && !one.closest(".table-scroll")
            && one.getBoundingClientRect().right > innerWidth + 1).length"""
    )
    assert wide == 0
    assert page.page.evaluate("() => document.scrollingElement.scrollWidth <= innerWidth")
