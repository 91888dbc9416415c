"""On paper every tab is whole: all of it, nothing cut at the side, without controls."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests.pages import MapPage

A4_PX = {"width": 703, "height": 1030}
TABS = ("intervals", "zones", "disparity", "indicators", "sites", "assessment", "sources")
CUT = """() => {
  const seen = (one) => one.getClientRects().length && getComputedStyle(one).display !== "inline";
  const all = [...document.querySelectorAll(".panel:not([style*=none]) *")].filter(seen);
  const paper = document.documentElement.clientWidth;
  const outside = all.filter((one) => one.getBoundingClientRect().right > paper + 1
    && !one.closest("svg, .visually-hidden"));
  const hidden = all.filter((one) => one.closest(".panel-body")
    && !one.closest("svg, .js-plotly-plot, .visually-hidden")
    && getComputedStyle(one).overflow !== "visible" && one.scrollHeight > one.clientHeight + 2);
  return [...outside, ...hidden].map((one) => one.tagName + "." + one.className).slice(0, 5);
}"""
SHOWN = """() => ["nav", "[role=tablist]", ".panel-controls", "#rail", ".button"].filter((one) =>
  [...document.querySelectorAll(one)].some((found) => found.getClientRects().length))"""


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_is_printed_whole(anew: Callable[..., MapPage], tab: str) -> None:
    page = anew(f"?view={tab}")
    last = page.page.locator(f"#tab-{tab} > * > *").last
    page.page.emulate_media(media="print")
    page.page.set_viewport_size(A4_PX)
    page.until("() => document.documentElement.clientWidth < 720")
    assert page.page.evaluate(CUT) == []
    assert page.page.evaluate(SHOWN) == []
    assert page.page.locator("#sentence").is_visible()
    assert last.is_visible()
    whole = page.page.evaluate("() => document.documentElement.scrollHeight")
    bottom = last.evaluate("last => last.getBoundingClientRect().bottom")
    assert bottom <= whole + 1


MAPS = ("", "?shade=two-way&layers=regions,corridors,halves,labels,sites", "?place=beijing")


@pytest.mark.parametrize("query", MAPS)
def test_the_map_is_printed_on_one_page_on_its_side(
    anew: Callable[..., MapPage], query: str
) -> None:
    page = anew(query)
    paper = page.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1
    ((width, height),) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert (float(width), float(height)) == pytest.approx((842, 595), abs=1)
    page.page.emulate_media(media="print")
    for part in ("#sentence", "#map-frame", "#legend .key-shade", "#legend .key-widths", "#note"):
        assert page.page.locator(part).is_visible(), part
    assert page.page.evaluate(SHOWN) == []
    frame, key = (page.page.locator(one).bounding_box() for one in ("#map-frame", "#legend"))
    assert key["y"] >= frame["y"] + frame["height"]  # below the map, on no province
    adjusted = "one => getComputedStyle(one).printColorAdjust"
    assert page.page.locator("#legend .key").first.evaluate(adjusted) == "exact"
