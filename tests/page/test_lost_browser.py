"""A lost request never leaves a blank tab: it is said, and one button asks for everything again."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages import MapPage

TABS = {"Disparity": "disparity", "Sources": "sources", "Sites": "sites", "Table": "table"}
FAILED = "() => !document.getElementById('failure').hidden"
FILLED = "key => document.getElementById(`tab-${key}`).childElementCount > 0"


def try_again(page: MapPage) -> None:
    page.page.get_by_role("button", name="Try again").click()


def test_a_tab_opened_without_network_is_there_on_trying_again(
    fresh: Callable[..., MapPage],
) -> None:
    page = fresh("?from=west")
    for tab, key in TABS.items():
        page.page.context.set_offline(True)
        page.tab(tab)
        page.until(FAILED)
        assert page.page.get_by_role("alert").inner_text().startswith("The server does not answer.")
        page.page.context.set_offline(False)
        try_again(page)
        page.until(FILLED, key)
        assert not page.page.locator("#failure").is_visible()
        page.settle()
        for name in ("Map", tab):
            page.tab(name)
            page.settle()
        assert page.page.locator(f"#tab-{key}").is_visible()
        assert "West" in page.sentence


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
    fresh: Callable[..., MapPage],
) -> None:
    page = fresh("")
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
