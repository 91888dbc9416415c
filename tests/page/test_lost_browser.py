"""A lost request never leaves a blank tab: it is said, and one button asks for everything again."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Route

from tests.pages import DESKTOP, MapPage

pytestmark = pytest.mark.long

NOTHING_YET = "The server does not answer. There is nothing to show yet."
THE_VIEW_BEFORE = "The server does not answer. The page still shows the view before."
LARGE_AS_ITS_ELEMENT = """() => {
  const plot = document.getElementById("map");
  const drawn = plot.querySelector("svg.main-svg");
  return ["width", "height"].every((side) =>
    Math.abs(drawn.getAttribute(side) - plot.getBoundingClientRect()[side]) < 1);
}"""
TABS = {"Disparity": "disparity", "Sources": "sources", "Sites": "sites", "Table": "table"}
FAILED = "() => (document.getElementById('failure') || {}).hidden === false"
FILLED = "key => document.getElementById(`tab-${key}`).childElementCount > 0"


@pytest.fixture
def unloaded(windows: Callable[[dict[str, int]], MapPage]) -> Iterator[MapPage]:
    """A window that loads nothing yet: the first page that it loads may lack something."""
    page = windows(DESKTOP).forget()
    yield page
    page.page.unroute_all()


def try_again(page: MapPage) -> None:
    page.page.get_by_role("button", name="Try again").click()


def test_a_tab_opened_without_network_is_there_once_it_is_back(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("?from=west")
    for tab, key in TABS.items():
        page.page.context.set_offline(True)
        page.tab(tab)
        page.until(FAILED)
        assert page.page.get_by_role("alert").inner_text().startswith(NOTHING_YET)
        page.page.context.set_offline(False)
        page.until(FILLED, key)
        assert not page.page.locator("#failure").is_visible()
        page.settle()
        for name in ("Map", tab):
            page.tab(name)
            page.settle()
        assert page.page.locator(f"#tab-{key}").is_visible()
        assert page.query["from"] == "west"


def test_a_script_that_does_not_come_is_said_and_asked_for_again(
    fresh: Callable[..., MapPage],
) -> None:
    page = fresh("?from=west")
    asked: list[str] = []
    page.page.route(
        "**/_dash-component-suites/**",
        lambda route: (asked.append(route.request.url), route.fulfill(status=404)),
    )
    page.tab("Table")
    page.until(FAILED)
    assert len(asked) == 1
    try_again(page)
    page.until("count => performance.getEntriesByName(count).length === 2", asked[0])
    page.page.unroute("**/_dash-component-suites/**")
    page.until(FAILED)
    try_again(page)
    page.page.locator("#grid .ag-row").first.wait_for()
    assert not page.page.locator("#failure").is_visible()


def test_the_newest_question_wins_and_the_old_view_stays_until_it_is_answered(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("")
    before = page.sentence
    page.page.evaluate(
        """() => { const send = window.fetch; window.held = [];
        window.fetch = (...parts) => new Promise((resolve, reject) =>
          window.held.push(() => send(...parts).then(resolve, reject))); }"""
    )
    for period in ("2000–2005", "2010–2015"):
        page.press_radio(period)
    page.until("() => window.held.length === 2")
    assert page.sentence == before
    page.page.evaluate("() => [...window.held].reverse().forEach((answer) => answer())")
    page.until("() => document.getElementById('sentence').textContent.includes('2010–2015')")
    page.until("() => !('waiting' in document.body.dataset)")
    assert "2010–2015" in page.sentence


def test_a_view_that_is_lost_leaves_the_one_before_and_gets_its_room_back(
    anew: Callable[..., MapPage],
) -> None:
    page = anew("")
    before = page.sentence
    page.page.context.set_offline(True)
    page.press_radio("2000–2005")
    page.until(FAILED)
    assert page.page.get_by_role("alert").inner_text().startswith(THE_VIEW_BEFORE)
    assert page.sentence == before
    page.page.context.set_offline(False)
    page.sees(period="2000-2005")
    page.until(LARGE_AS_ITS_ELEMENT)


def test_a_linked_view_shows_nothing_of_another_one_until_it_is_answered(
    unloaded: MapPage,
) -> None:
    page = unloaded
    held = page.hold_answers()
    page.page.goto(f"{page.address}?period=2015-2020&from=central")
    page.until("() => document.querySelector('#clock input[value=\"2015-2020\"]:checked')")
    page.until("() => document.getElementById('events').childElementCount > 0")
    for part in ("sentence", "card", "map", "timeline"):
        assert page.page.locator(f"#{part}").inner_html() == ""
    page.until("() => document.body.dataset.waiting !== undefined")
    held.pop().continue_()
    page.until("() => document.getElementById('sentence').textContent.includes('2015–2020')")
    page.page.locator("#map .choroplethlayer path").first.wait_for(state="attached")


def test_a_slow_answer_is_said_after_a_while_and_can_be_cancelled(
    fresh: Callable[..., MapPage],
) -> None:
    page = fresh("")
    before = page.sentence
    page.page.clock.install()
    page.hold_answers()
    page.page.get_by_text("2000–2005", exact=True).first.click()
    page.until("() => document.body.dataset.waiting !== undefined")
    slow = page.page.locator("#slow")
    page.page.clock.fast_forward(1_500)  # time goes on beside it
    assert not slow.is_visible()
    page.page.clock.fast_forward(1_500)
    assert slow.is_visible()
    assert page.sentence == before
    slow.get_by_role("button", name="Cancel").click()
    assert not slow.is_visible()
    assert page.query == {}
    assert page.page.evaluate("document.body.dataset.waiting") is None
    assert page.page.locator("#clock input[value='1995-2000']").is_checked()
    assert page.sentence == before


def test_a_server_that_never_answers_is_said(fresh: Callable[..., MapPage]) -> None:
    page = fresh("")
    page.page.clock.install()
    page.hold_answers()
    page.page.get_by_text("2000–2005", exact=True).first.click()
    page.until("() => document.body.dataset.waiting !== undefined")
    page.page.clock.fast_forward(15_000)
    page.until(FAILED)
    page.answer_again()
    try_again(page)
    page.until("() => document.getElementById('sentence').textContent.includes('2000–2005')")
    assert not page.page.locator("#failure").is_visible()


def test_shapes_that_do_not_come_are_said_and_asked_for_again(unloaded: MapPage) -> None:
    page = unloaded
    page.page.route("**/shapes/**", lambda route: route.abort())
    page.page.goto(f"{page.address}?from=west")
    page.until(FAILED)
    assert page.page.locator("#map .choroplethlayer path").count() == 0
    page.page.unroute("**/shapes/**")
    try_again(page)
    page.page.locator("#map .choroplethlayer path").first.wait_for(state="attached")
    page.until("() => document.getElementById('failure').hidden")


@pytest.mark.parametrize(
    ("lang", "wanted"), [("en", "Loading…"), ("zh", "正在载入……")], ids=["en", "zh"]
)
@pytest.mark.parametrize("late", ["**/*.js", "**/_dash-layout*"], ids=["scripts", "layout"])
def test_a_page_on_its_way_speaks_its_language(
    unloaded: MapPage, late: str, lang: str, wanted: str
) -> None:
    page = unloaded

    def hold(_route: Route) -> None:
        """Answer once the page is heard no more."""

    page.page.route(late, hold)
    with page.page.expect_request(late):
        page.page.goto(f"{page.address}?lang={lang}", wait_until="commit")
    said = page.page.locator("#opening")
    said.wait_for()
    page.until("() => document.querySelector('._dash-loading')")
    assert page.page.locator("body").inner_text().strip() == wanted
    page.page.unroute(late)
    page.page.locator("#map .choroplethlayer path").first.wait_for(state="attached")
    assert said.count() == 0


@pytest.mark.parametrize(
    "script", ["joined.js", "plotly-geo.min.js", "dash_renderer.min.js", "react.min.js"]
)
def test_a_page_whose_script_does_not_come_says_so(unloaded: MapPage, script: str) -> None:
    page = unloaded
    page.page.route(f"**/{script}", lambda route: route.abort())
    page.page.goto(page.address)
    said = page.page.locator("#unopened")
    assert not said.is_visible()
    said.evaluate("said => said.getAnimations().forEach((wait) => wait.finish())")
    assert said.is_visible()
    page.page.unroute(f"**/{script}")
    said.get_by_role("link", name="Try again").click()
    page.page.locator("#map .choroplethlayer path").first.wait_for(state="attached")
    assert page.page.locator("#unopened").count() == 0
