"""A server that has very many readers tells when to come back: the page does, by itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Route

from tests.pages import MapPage

pytestmark = pytest.mark.long

SHOWN = "() => document.getElementById('failure').hidden"
GO = """search => {
  history.pushState({}, "", location.pathname + search);
  dispatchEvent(new PopStateEvent("popstate"));
}"""
BUSY = {"Retry-After": "1", "Content-Type": "application/json"}
REFUSED = '{"error": {"code": 503, "message": "Very many readers are here just now."}}'


@pytest.mark.parametrize("status", [503, 429])
def test_a_view_that_was_refused_comes_after_the_time_told(
    fresh: Callable[..., MapPage], status: int
) -> None:
    page = fresh("")
    asked: list[str] = []

    def refuse_twice(route: Route) -> None:
        asked.append(route.request.url)
        if len(asked) <= 2:
            route.fulfill(status=status, headers=BUSY, body=REFUSED)
        else:
            route.continue_()

    page.page.route("**/view?*", refuse_twice)
    began = page.page.evaluate("performance.now()")
    page.open("?from=west")
    took = page.page.evaluate("performance.now()") - began
    assert len(asked) == 3
    assert took >= 2 * 1000
    assert page.page.evaluate(SHOWN)
    page.page.unroute("**/view?*")


def test_a_server_that_stays_busy_is_said_and_can_be_asked_again(
    fresh: Callable[..., MapPage],
) -> None:
    page = fresh("")
    page.page.route(
        "**/view?*", lambda route: route.fulfill(status=503, headers=BUSY, body=REFUSED)
    )
    page.page.evaluate(GO, "?from=west")
    page.until(f"() => !({SHOWN})()")
    page.page.unroute("**/view?*")
    page.page.get_by_role("button", name="Try again").click()
    page.until(SHOWN)
    page.settle()
    assert page.query["from"] == "west"
