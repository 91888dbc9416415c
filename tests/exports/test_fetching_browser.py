"""Files at an address: what breaks off is asked for again, what is refused is said on the page."""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Download, Route

from tests.pages import MapPage

SAID = "words => document.getElementById('exporting-said').textContent.includes(words)"
ADDRESS = "**/api/corridors.csv*"


def csv_link(page: MapPage):
    page.page.evaluate("document.querySelector('header .dropdown').open = true")
    return page.page.locator('header .dropdown a[download][href*="/api/corridors.csv"]')


def rows_of(file: Download) -> list[list[str]]:
    with Path(file.path()).open(encoding="utf-8-sig", newline="") as text:
        return [row for row in csv.reader(text) if row and not row[0].startswith("#")]


def counted(page: MapPage, answer: Callable[[Route, int], None]) -> list[int]:
    """Let a test answer for the server; the times that the file was asked for."""
    asked: list[int] = []

    def answered(route: Route) -> None:
        asked.append(len(asked) + 1)
        answer(route, len(asked))

    page.page.route(ADDRESS, answered)
    return asked


def forgiven(page: MapPage, *words: str) -> None:
    """What the browser writes of replies that a test broke is no fault of the page."""
    page.said[:] = [line for line in page.said if not any(one in line for one in words)]


def test_a_file_has_its_name_and_all_rows(at: Callable[[str], MapPage]) -> None:
    page = at("?top=20")
    with page.page.expect_download() as coming:
        csv_link(page).click()
    assert coming.value.suggested_filename.endswith(".csv")
    assert "corridors" in coming.value.suggested_filename
    assert len(rows_of(coming.value)) == 21
    page.until(SAID, ": made.")
    assert page.sees(top="20")


def test_a_hand_on_the_keys_stays_where_it_is(at: Callable[[str], MapPage]) -> None:
    page = at("?top=20")
    link = csv_link(page)
    link.focus()
    with page.page.expect_download():
        page.page.keyboard.press("Enter")
    page.until(SAID, ": made.")
    assert page.page.locator("header details.dropdown").evaluate("one => one.open")
    assert link.evaluate("one => one === document.activeElement")


def test_the_menu_that_closes_keeps_the_focus(at: Callable[[str], MapPage]) -> None:
    page = at("?top=20")
    csv_link(page)
    page.page.locator("#exports button", has_text="SVG").focus()
    with page.page.expect_download():
        page.page.keyboard.press("Enter")
    assert not page.page.locator("header details.dropdown").evaluate("one => one.open")
    assert page.page.evaluate("() => document.activeElement.tagName") == "SUMMARY"


@pytest.mark.parametrize("failed", [1, 2])
def test_a_reply_that_breaks_off_is_asked_for_again(
    at: Callable[[str], MapPage], failed: int
) -> None:
    page = at("?top=20")
    asked = counted(
        page, lambda route, time: route.abort("connectionreset") if time <= failed
        else route.continue_(),
    )  # fmt: skip
    with page.page.expect_download() as coming:
        csv_link(page).click()
    assert len(rows_of(coming.value)) == 21
    assert len(asked) == failed + 1
    page.page.unroute(ADDRESS)
    forgiven(page, "ERR_CONNECTION_RESET")


def test_a_server_that_does_not_answer_is_named_and_can_be_asked_again(
    at: Callable[[str], MapPage],
) -> None:
    page = at("?top=20")
    asked = counted(page, lambda route, _: route.abort("connectionrefused"))
    csv_link(page).click()
    page.until(SAID, "not made. The server does not answer.")
    assert len(asked) == 3
    assert page.page.locator("#exporting").is_visible()
    page.page.unroute(ADDRESS)
    with page.page.expect_download() as coming:
        page.page.locator("#exporting").get_by_role("button", name="Try again").click()
    assert len(rows_of(coming.value)) == 21
    forgiven(page, "ERR_CONNECTION_REFUSED")


def test_a_refusal_is_said_on_the_page_and_asked_once(at: Callable[[str], MapPage]) -> None:
    page = at("?top=20")
    told = '{"error": {"code": 503, "message": "Other files are being made."}}'
    asked = counted(
        page,
        lambda route, _: route.fulfill(status=503, content_type="application/json", body=told),
    )
    csv_link(page).click()
    page.until(SAID, "not made. Other files are being made.")
    assert len(asked) == 1
    assert page.sees(top="20")
    page.page.unroute(ADDRESS)
    page.page.locator("#exporting").get_by_role("button", name="Close").click()
    forgiven(page, "503")
