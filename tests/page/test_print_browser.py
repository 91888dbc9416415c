"""On paper every tab is whole: all of it, nothing cut at the side, without controls."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest

from tests import raw
from tests.pages import DESKTOP, MapPage

pytestmark = pytest.mark.long

View = Callable[..., MapPage]
A4_PX = {"width": 703, "height": 1030}
TABS = (
    "intervals",
    "zones",
    "disparity",
    "indicators",
    "workers",
    "sites",
    "assessment",
    "sources",
)
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


@pytest.fixture
def sheet(at: View) -> Iterator[View]:
    """Open a view in the shared page, to be printed; afterwards it stands on its screen again."""
    used: list[MapPage] = []

    def visit(query: str) -> MapPage:
        used.append(at(query))
        return used[-1]

    yield visit
    for page in used:
        page.page.evaluate("dispatchEvent(new Event('afterprint'))")
        page.page.emulate_media(media="null")
        page.page.set_viewport_size(DESKTOP)
        page.until("width => document.documentElement.clientWidth > width", A4_PX["width"]).settle()


@pytest.mark.parametrize("tab", TABS)
def test_a_tab_is_printed_whole(sheet: View, tab: str) -> None:
    page = sheet(f"?view={tab}")
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


# At one moment: the map is drawn again as soon as its frame is another.
BOXES = """parts => parts.map(
  part => document.querySelector(part).getBoundingClientRect().toJSON())"""
MAPS = ("", "?shade=two-way&layers=regions,corridors,halves,labels,sites", "?place=beijing")


@pytest.mark.whole
@pytest.mark.parametrize("query", MAPS)
def test_the_map_is_printed_on_one_page_on_its_side(sheet: View, query: str) -> None:
    sheet("?view=lessons")  # a tab once opened stays in the document, with its own print
    page = sheet(query)
    paper = page.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1
    ((width, height),) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert (float(width), float(height)) == pytest.approx((842, 595), abs=1)
    page.page.emulate_media(media="print")
    # Queries of the width ask the sheet that a page has before its own turns it.
    page.page.set_viewport_size({"width": 703, "height": 1000})
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    keys = ("#legend .key-shade", "#legend .key-widths")
    for part in ("#sentence", "#map-frame", *keys, "#timeline .main-svg", "#note"):
        assert page.page.locator(part).first.is_visible(), part
    assert page.address in page.page.locator("#paper-address").inner_text()
    frame, key, lanes, note = page.page.evaluate(
        BOXES, ["#map-frame", "#legend", "#timeline", "#note"]
    )
    assert lanes["height"] > 80
    assert lanes["bottom"] <= note["top"] + 1
    told = page.page.locator("#clock .lane:visible b").all_inner_texts()
    assert len(told) == 4  # every lane by its name
    assert page.page.evaluate(SHOWN) == []
    assert key["top"] >= frame["bottom"]  # below the map, on no province
    adjusted = "one => getComputedStyle(one).printColorAdjust"
    assert page.page.locator("#legend .key").first.evaluate(adjusted) == "exact"


def test_the_table_is_printed_with_every_row_that_its_filters_keep(
    anew: View,
) -> None:
    page = anew("?view=table&from=west")
    page.page.locator("#grid .ag-row").first.wait_for()
    flows = raw.flows()
    kept = flows[flows["origin_zone"] == "west"].sort_values("persons", ascending=False)
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.page.emulate_media(media="print")
    page.page.set_viewport_size(A4_PX)
    page.until("() => document.documentElement.clientWidth < 720")
    assert page.page.evaluate(CUT) == []
    assert page.page.locator("#table-grid").is_hidden()
    rows = page.page.locator("#printed-rows tbody tr")
    assert rows.count() == len(kept)
    first = rows.first.locator("td").all_inner_texts()
    assert first[1:3] == kept.iloc[0][["origin", "destination"]].tolist()
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.page.locator("#printed-rows").count() == 0
    page.page.emulate_media(media="screen")
    whole = page.page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", whole)) > len(kept) / 100
    assert page.said == []


@pytest.mark.parametrize("is_lying", [False, True])
def test_the_od_map_is_printed_whole_on_one_page(anew: View, is_lying: bool) -> None:
    page = anew("?view=pairs&order=map-out")
    page.until("() => document.querySelectorAll('.tile').length === 31")
    paper = page.page.pdf(format="A4", landscape=is_lying)
    assert len(re.findall(rb"/Type /Page\b", paper)) == 1


def test_sums_stand_once_below_the_last_row(sheet: View) -> None:
    page = sheet("?view=pairs").page
    page.emulate_media(media="print")
    foot = page.locator("table.pairs tfoot")
    assert foot.evaluate("one => getComputedStyle(one).display") == "table-row-group"


SCREEN_WORDS = (
    "chips above",
    "Type the first day",
    "enter it in the template",
    "Choose one of the",
)


def test_sites_print_without_words_for_a_screen(anew: Callable[..., MapPage]) -> None:
    page = anew("?view=sites").page
    body = page.locator("#tab-sites")
    assert all(words in body.inner_text() for words in SCREEN_WORDS)
    page.emulate_media(media="print")
    assert not any(words in body.inner_text() for words in SCREEN_WORDS)
    sizes = (
        "cell => [...cell.querySelectorAll('.muted, .badge')].map((one) => "
        "getComputedStyle(one).fontSize === getComputedStyle(cell).fontSize)"
    )
    cells = page.locator(".site-grid td").all()
    assert all(all(cell.evaluate(sizes)) for cell in cells)


@pytest.mark.parametrize("query", ["?place=34-31", "?place=34"])
def test_a_card_prints_with_its_map_its_version_and_every_bar(
    anew: Callable[..., MapPage], query: str
) -> None:
    page = anew(query).page
    told = page.locator("#note").inner_text()
    page.evaluate("window.print = () => {}")
    page.get_by_role("button", name="Print this card").click()
    page.emulate_media(media="print")
    page.set_viewport_size(A4_PX)
    frame = page.locator("#map-frame").bounding_box()
    assert frame["width"] > 250
    assert frame["height"] > 140
    assert page.locator("#map .outline-line").first.is_visible()
    assert "data" in told
    assert "code" in told
    assert page.locator("#note").is_visible()
    title = page.locator("#card h2").bounding_box()
    assert title["x"] + title["width"] <= frame["x"] + 1 or title["y"] >= frame["y"]
    for bar in page.locator(".card-bars i").all():
        box = bar.bounding_box()
        assert box["x"] + box["width"] < frame["x"]


@pytest.mark.whole
@pytest.mark.parametrize("query", ["?place=34-31", "?place=34"])
@pytest.mark.parametrize("is_in_hall", [False, True])
def test_a_page_with_a_card_prints_its_map_and_then_the_card(
    anew: Callable[..., MapPage], query: str, is_in_hall: bool
) -> None:
    opened = anew(query)
    page = opened.page
    if is_in_hall:
        page.keyboard.press("p")
        opened.until("() => Boolean(document.documentElement.dataset.room)").settle().still()
    paper = page.pdf(prefer_css_page_size=True)
    sizes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper)
    assert [float(width) for width, _height in sizes] == pytest.approx([842, 595], abs=1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1031, "height": 703})
    keys = ("#legend .key-shade", "#legend .key-widths")
    parts = ("#sentence", "#map-frame", *keys, "#timeline .main-svg", "#note", "#card h2")
    for part in parts:
        assert page.locator(part).first.is_visible(), part
    frame, key, note, card = page.evaluate(BOXES, ["#map-frame", "#legend", "#note", "#side"])
    assert frame["width"] > 900
    assert frame["bottom"] <= key["top"] < note["top"] < card["top"]
    assert card["width"] <= A4_PX["width"] + 1
    named = """() => [...document.querySelectorAll("#map .geo text")].filter((one) =>
      one.getClientRects().length && getComputedStyle(one).visibility === "visible").length"""
    assert page.evaluate(named) >= 25
    hidden = ".brief-tools, .card-close, .compare-with, .sheet-tools, #pictures, .map-buttons"
    assert not any(one.is_visible() for one in page.locator(hidden).all())
    if is_in_hall:
        page.emulate_media(media="null")
        opened.leave_room()


def test_the_map_of_a_phone_prints_without_the_strip_that_is_not_drawn(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("", {"width": 390, "height": 844}).page
    page.emulate_media(media="print")
    page.set_viewport_size({"width": 1031, "height": 703})
    key, note = page.evaluate(BOXES, ["#legend", "#note"])
    assert key["bottom"] <= note["top"] + 1
    assert not any(one.is_visible() for one in page.locator("#clock .lane").all())
