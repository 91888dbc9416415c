"""A number that cannot be is told, not changed; a table says what its own filters leave."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import MapPage

pytestmark = pytest.mark.long

View = Callable[[str], MapPage]


@pytest.mark.parametrize(
    ("query", "field", "typed", "usual", "said"),
    [
        ("?top=20", "Corridors drawn", "5000", "20", "5000 is not from 1 to 930"),
        ("?top=20", "Corridors drawn", "0", "20", "0 is not from 1 to 930"),
        ("?view=lessons", "GDP per head", "-3", "1", "-3 is not from 0 to 100"),
        ("?view=lessons", "GDP per head", "two", "1", "A number from 0 to 100 is expected"),
    ],
)
def test_a_number_that_cannot_be_is_told(
    at: View, query: str, field: str, typed: str, usual: str, said: str
) -> None:
    page = at(query)
    box = page.page.get_by_role("textbox", name=field).first
    box.press("Control+a")
    box.press("Delete")
    page.page.keyboard.type(typed)
    box.press("Enter")
    box.blur()
    page.page.get_by_text(said).wait_for()
    assert page.page.url.endswith(query)
    assert box.input_value() == usual
    box.fill("7")
    box.press("Enter")
    page.page.get_by_text(said).wait_for(state="detached")
    at("")


COMPLAINTS = "() => [...document.querySelectorAll('.mantine-InputWrapper-error')].length"


@pytest.mark.parametrize(
    ("query", "notices"),
    [("?top=5000", 1), ("?top=-5", 1), ("?view=lessons&weights=gdp:-3", 1), ("?from=34,99", 1)],
)
def test_an_address_that_cannot_be_is_told_once(anew: View, query: str, notices: int) -> None:
    page = anew(query)
    assert page.page.locator("#notices .notice").count() == notices
    assert page.page.evaluate(COMPLAINTS) == 0


def test_more_corridors_than_there_are_are_all(anew: View) -> None:
    page = anew("?top=5000")
    assert page.sentence.startswith("All 930 corridors")
    assert page.page.get_by_role("textbox", name="Corridors drawn").first.input_value() == "930"


def test_what_is_kept_of_a_list_stays_when_more_is_chosen(anew: View) -> None:
    page = anew("?from=34,99")
    assert "“99”" in page.page.locator("#notices").inner_text()
    page.page.locator("#quick-counts").get_by_text("20", exact=True).click()
    page.sees(top="20")
    page.sees(**{"from": "34"})


def test_heading_and_filters_of_the_table_agree(at: View) -> None:
    page = at("?from=34&to=31&view=table")
    heading = page.page.locator(".table-heading")
    page.page.locator("#grid .ag-row").first.wait_for()
    assert "1 corridor, " in heading.inner_text()
    at("?view=table")
    page.until("() => document.querySelector('.table-heading').textContent.includes('930')")
    at("?view=table&filter=origin:anhui")
    page.until("() => document.getElementById('table-filtered').textContent")
    said = page.page.locator("#table-filtered").inner_text()
    assert said == (
        "30 of 930 pass the filters of the columns: From contains “anhui”. The files hold these."
    )
    page.page.get_by_role("button", name="Clear column filters").click()
    page.until("() => !document.getElementById('table-filtered').textContent")
    page.sees(filter=None)
