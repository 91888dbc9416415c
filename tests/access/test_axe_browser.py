"""axe-core finds nothing, in every tab, card and state, in both languages, at two widths."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page

from layers.text import gettext as text
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


@dataclass(frozen=True)
class Read:
    """The page at one width, read in one language."""

    shown: MapPage
    lang: str

    @property
    def page(self) -> Page:
        return self.shown.page

    @property
    def card(self) -> Locator:
        return self.shown.card

    def open(self, query: str) -> MapPage:
        """Go to a view; the page is loaded anew where it speaks another language."""
        asked = f"{query}{'&' if '?' in query else '?'}lang={self.lang}"
        spoken = self.page.evaluate("() => document.documentElement.lang")
        return (self.shown.open if spoken.startswith(self.lang) else self.shown.load)(asked)

    def named(self, name: str) -> str:
        """What stands for an English name."""
        with text.spoken(self.lang):
            return text._(name)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=self.named(name), exact=True).click()


READ = {
    f"{lang} {name}": (size, lang)
    for lang in ("en", "zh")
    for name, size in (("desktop", DESKTOP), ("phone", PHONE))
}


WHOLE = dict.fromkeys(("en phone", "zh desktop"), pytest.mark.whole)
"""The two others have both widths and both languages between them."""
EACH = [pytest.param(one, id=name, marks=WHOLE.get(name, ())) for name, one in READ.items()]


@pytest.fixture(scope="module", params=EACH)
def page(request: pytest.FixtureRequest, sizes: Sizes) -> Iterator[Read]:
    size, lang = request.param
    return Read(sizes(size), lang)


def narrow(page: Read) -> bool:
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
def test_axe_finds_nothing_in_a_state(page: Read, state: str) -> None:
    page.open(STATES[state])
    assert violations(page) == []


@pytest.mark.parametrize("card", CARDS)
def test_axe_finds_nothing_in_a_card(page: Read, card: str) -> None:
    """On a phone the card is looked at in its open drawer."""
    page.open(CARDS[card])
    if not page.card.is_visible():  # nothing is chosen, so that no sheet opened
        page.press("More")
        page.press("Details")
    assert page.card.is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")


def test_axe_finds_nothing_in_open_lists(page: Read) -> None:
    page.open("")
    if narrow(page):
        page.press("Filters")
    for summary in page.page.locator("#rail summary").all():
        summary.click()
    page.page.get_by_label(page.named("Shade")).first.click()
    page.page.locator("[role=option]:visible").first.wait_for()
    assert violations(page) == []
    page.page.keyboard.press("Escape")
    assert page.page.locator("#rail").is_visible()
    for summary in page.page.locator("#rail summary").all():
        summary.click()
    page.page.keyboard.press("Escape")
    assert page.page.locator("#rail").is_visible() != narrow(page)


def test_axe_finds_nothing_in_an_open_menu(page: Read) -> None:
    page.open("?place=34")
    if narrow(page):
        page.page.keyboard.press("Escape")  # the sheet of the card
        page.press("More")
    page.page.locator("summary", has_text=page.named("Download")).click()
    assert page.page.locator("#downloads").is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")


LENSES = ("poverty", "policy-gap", "regional-diversity", "gender", "local-development")


@pytest.mark.parametrize("challenge", LENSES)
def test_axe_finds_nothing_in_a_lens(page: Read, challenge: str) -> None:
    page.open(f"?view=sites&challenge={challenge}&trial=2004-03-15")
    assert page.page.locator(".lens").is_visible()
    assert violations(page) == []


@pytest.mark.parametrize("drawer", ["rail", "side"])
def test_axe_finds_nothing_in_a_drawer(page: Read, drawer: str) -> None:
    if not narrow(page):
        return  # drawers are of narrow screens
    page.open("")
    if drawer == "side":
        page.press("More")
    page.page.locator(f".drawer-toggle[data-toggle={drawer}]").click()
    assert page.page.locator(f"#{drawer}").is_visible()
    assert violations(page) == []
    page.page.keyboard.press("Escape")


def test_axe_finds_nothing_where_an_answer_did_not_come(page: Read) -> None:
    page.open("?top=20")
    page.page.route("**/view?*", lambda route: route.abort())
    page.page.evaluate(
        """() => {
          history.pushState({}, "", location.search.replace("top=20", "top=200"));
          dispatchEvent(new PopStateEvent("popstate"));
        }"""
    )
    page.shown.until("() => !document.getElementById('failure').hidden")
    assert violations(page) == []
    page.page.unroute("**/view?*")
    page.page.locator("#failure button").click()
    page.shown.settle()
    del page.shown.said[:]


def test_axe_finds_nothing_in_rejected_rows(page: Read) -> None:
    page.open("?view=assessment")
    content = (
        b"kind,site,indicator,asks,value,date,source\r\nvalue,Atlantis,Q08,,-3,2004,Report\r\n"
    )
    page.page.get_by_label(
        page.named("Filled template: CSV, XLSX, XLS, ODS or Parquet")
    ).set_input_files({"name": "f.csv", "mimeType": "text/csv", "buffer": content})
    page.press("Load the file")
    page.shown.until("() => document.getElementById('assessment-report').textContent.trim() !== ''")
    assert violations(page) == []


@pytest.mark.parametrize("view", TABS)
def test_axe_finds_nothing_in_a_tab(page: Read, view: str) -> None:
    """Everything that is folded away is opened. Last, since a tab once opened stays in the page."""
    page.open(f"?view={view}{TABS[view]}")
    page.shown.until(
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
