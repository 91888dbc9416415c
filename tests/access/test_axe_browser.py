"""axe-core finds nothing, in every tab, card and state, at desktop and phone width."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from tests.axe import violations
from tests.pages import DESKTOP, PHONE, MapPage

pytestmark = pytest.mark.long

Sizes = Callable[[dict[str, int]], MapPage]
TABS = {
    "pairs": "&place=43-44&from=central",
    "intervals": "&period=2000-2005",
    "zones": "",
    "disparity": "&place=34",
    "indicators": "",
    "workers": "&place=34",
    "sites": "&challenge=gender&trial=2004-03-15",
    "lessons": "&target=34",
    "table": "",
    "sources": "",
}
STATES = {
    "nation": "",
    "notices": "?period=1900-1905&top=none",
    "empty": "?from=31&to=31",
    "rates": "?scheme=autonomous&measure=effectiveness&scale=free",
    "villages": "?flows=origin-type-2000&category=origin-type:rural&measure=category-share",
    "rings": "?layers=regions,rings,labels&period=2015-2020",
    "too few intervals": "?flows=origin-type-2000&view=intervals",
    "two counts": "?place=34&compare=origin-type-2000",
    "two-way": "?shade=two-way&period=2015-2020&lit=31&layers=regions,borders,zones,halves",
}
CARDS = {
    "region": "?place=34&direction=out",
    "regions compared": "?place=34&compare=31",
    "corridor": "?place=34-31&period=2000-2005",
    "several corridors": "?place=34-31,43-44",
    "ranked": "?rank=growth&period=2015-2020",
    "receiving classes": "?to=11,31",
    "site": "?place=chengdu",
    "network": "?place=lincang-kunming",
    "end": "?place=lincang",
    "policy period": "?place=t05",
    "act": "?place=t24",
    "act with a programme": "?place=t34",
    "region with prefectures": "?place=44",
}


@pytest.fixture(scope="module", params=[DESKTOP, PHONE], ids=["desktop", "phone"])
def page(request: pytest.FixtureRequest, sizes: Sizes) -> Iterator[MapPage]:
    return sizes(request.param)


def narrow(page: MapPage) -> bool:
    return page.page.viewport_size["width"] < 900


@pytest.mark.parametrize(
    ("rule", "fault"),
    [
        ("color-contrast", "#card a { color: #bbb; }"),
        ("color-contrast", "#side { background: #555 !important; }"),
        ("color-contrast", "#card { opacity: 0.4; }"),
        ("target-size", "button { all: unset !important; font-size: 6px !important; }"),
    ],
)
def test_axe_finds_what_was_right_before(sizes: Sizes, rule: str, fault: str) -> None:
    """What two rules have looked at once is looked at again where its colours or sizes change."""
    page = sizes(DESKTOP).open("?place=34&compare=31")
    assert violations(page) == []
    page.page.evaluate(
        """fault => { const sheet = new CSSStyleSheet(); sheet.replaceSync(fault);
        document.adoptedStyleSheets = [sheet]; }""",
        fault,
    )
    found = violations(page)
    page.page.evaluate("() => { document.adoptedStyleSheets = []; }")
    assert {one.partition(":")[0] for one in found} == {rule}, found


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_in_a_state(page: MapPage, state: str) -> None:
    page.open(STATES[state])
    assert violations(page) == []


@pytest.mark.parametrize("card", CARDS)
def test_axe_finds_nothing_in_a_card(page: MapPage, card: str) -> None:
    """On a phone the card is looked at in its open drawer."""
    page.open(CARDS[card])
    if not page.card.is_visible():  # nothing is chosen, so that no sheet opened
        page.page.get_by_role("button", name="More", exact=True).click()
        page.page.get_by_role("button", name="Details").click()
    assert page.card.is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")


def test_axe_finds_nothing_in_open_lists(page: MapPage) -> None:
    page.open("")
    if narrow(page):
        page.page.get_by_role("button", name="Filters").click()
    for summary in page.page.locator("#rail summary").all():
        summary.click()
    page.page.get_by_label("Shade").first.click()
    page.page.locator("[role=option]:visible").first.wait_for()
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    assert page.page.locator("#rail").is_visible()
    for summary in page.page.locator("#rail summary").all():
        summary.click()
    page.page.keyboard.press("Escape")
    assert page.page.locator("#rail").is_visible() != narrow(page)


def test_axe_finds_nothing_in_an_open_menu(page: MapPage) -> None:
    page.open("?place=34")
    if narrow(page):
        page.page.keyboard.press("Escape")  # the sheet of the card
        page.page.get_by_role("button", name="More", exact=True).click()
    page.page.locator("summary", has_text="Download").click()
    assert page.page.locator("#downloads").is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")


LENSES = ("poverty", "policy-gap", "regional-diversity", "gender", "local-development")


@pytest.mark.parametrize("challenge", LENSES)
def test_axe_finds_nothing_in_a_lens(page: MapPage, challenge: str) -> None:
    page.open(f"?view=sites&challenge={challenge}&trial=2004-03-15")
    assert page.page.locator(".lens").is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("drawer", ["rail", "side"])
def test_axe_finds_nothing_in_a_drawer(page: MapPage, drawer: str) -> None:
    if not narrow(page):
        return  # drawers are of narrow screens
    page.open("")
    if drawer == "side":
        page.page.get_by_role("button", name="More", exact=True).click()
    page.page.locator(f".drawer-toggle[data-toggle={drawer}]").click()
    assert page.page.locator(f"#{drawer}").is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")


def test_axe_finds_nothing_where_an_answer_did_not_come(page: MapPage) -> None:
    page.open("?top=20")
    page.page.route("**/view?*", lambda route: route.abort())
    page.page.evaluate(
        """() => {
          history.pushState({}, "", "?top=200");
          dispatchEvent(new PopStateEvent("popstate"));
        }"""
    )
    page.until("() => !document.getElementById('failure').hidden")
    assert violations(page) == []
    page.page.unroute("**/view?*")
    page.page.locator("#failure button").click()
    page.settle()
    del page.said[:]


def test_axe_finds_nothing_in_rejected_rows(page: MapPage) -> None:
    page.open("?view=assessment")
    content = (
        b"kind,site,indicator,asks,value,date,source\r\nvalue,Atlantis,Q08,,-3,2004,Report\r\n"
    )
    page.page.get_by_label("Filled template: CSV, XLSX, XLS, ODS or Parquet").set_input_files(
        {"name": "f.csv", "mimeType": "text/csv", "buffer": content}
    )
    page.page.get_by_role("button", name="Load the file").click()
    page.until("() => document.getElementById('assessment-report').textContent.trim() !== ''")
    assert violations(page) == []


@pytest.mark.parametrize("view", TABS)
def test_axe_finds_nothing_in_a_tab(page: MapPage, view: str) -> None:
    """Everything that is folded away is opened. Last, since a tab once opened stays in the page."""
    page.open(f"?view={view}{TABS[view]}")
    page.until(
        """() => [...document.querySelectorAll("[role=tabpanel]")].some((panel) =>
          panel.offsetParent && panel.querySelector("h2, h3"))""",
    )
    if view == "table":
        page.page.locator("#grid .ag-header-cell").last.wait_for()
        page.page.locator("#grid .ag-row").first.wait_for()
    page.page.evaluate(
        "key => { document.querySelectorAll(`#tab-${key} details`)"
        ".forEach((one) => { one.open = true; }); }",
        view,
    )
    assert violations(page) == []
