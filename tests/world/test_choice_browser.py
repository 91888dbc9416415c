"""Who, as people use it: choosing whom to count, and what the page then offers and holds back."""

from __future__ import annotations

from collections.abc import Callable

from tests.pages import MapPage

RURAL = "flows=origin-type-2000&category=origin-type:rural"
OFF = """() => [...document.querySelectorAll("#clock .clock-segments input")]
  .filter((one) => one.disabled).map((one) => one.value)"""
SAYS = "said => document.getElementById('sentence').textContent.includes(said)"
LATER = ["2000-2005", "2005-2010", "2010-2015", "2015-2020"]


def offered(page: MapPage, label: str) -> dict[str, bool]:
    """Options of a list and whether they can be chosen; the list is closed again."""
    box = page.page.get_by_role("combobox", name=label, exact=True).or_(
        page.page.get_by_role("textbox", name=label, exact=True)
    )
    box.first.click()
    options = page.page.get_by_role("option")
    options.first.wait_for()
    found = {
        one.inner_text(): one.get_attribute("data-combobox-disabled") is None
        for one in options.all()
    }
    page.page.keyboard.press("Escape")
    return found


def test_who_is_the_first_list_and_the_whole_page_follows_it(at: Callable[[str], MapPage]) -> None:
    page = at("")
    first = page.page.locator("#rail input").first
    assert first.input_value() == "Everybody, five-year moves"
    share = "Share of those chosen under Who"
    assert share not in offered(page, "Width")
    assert offered(page, "Width")[f"{share} (choose a category there first)"] is False
    page.choose("Who", "From villages")
    page.until(SAYS, "people who moved from villages")
    assert "25.9 million people who moved from villages" in page.sentence
    assert RURAL.replace(":", "%3A") in page.page.url or RURAL in page.page.url
    assert page.page.evaluate(OFF) == LATER
    assert offered(page, "Width")[share] is True
    page.choose("Width", share)
    page.until(SAYS, "highest shares from villages")
    assert "highest shares from villages" in page.sentence


def test_everybody_brings_back_all_that_was_off(at: Callable[[str], MapPage]) -> None:
    page = at(f"?{RURAL}")
    assert page.page.evaluate(OFF) == LATER
    page.choose("Who", "Everybody, five-year moves")
    page.until(SAYS, "people who lived in another province")
    assert page.page.evaluate(OFF) == []
    assert "flows" not in page.page.url
    assert "32.3 million people who lived in another province" in page.sentence
    off = "Share of those chosen under Who (choose a category there first)"
    assert offered(page, "Width")[off] is False


def test_a_link_to_a_choice_opens_it_and_its_chip_takes_it_away(
    at: Callable[[str], MapPage],
) -> None:
    page = at(f"?{RURAL}&from=34")
    assert page.page.locator("#rail input").first.input_value() == "From villages"
    page.page.get_by_role("link", name="From villages").click()
    page.settle()
    assert "flows" not in page.page.url
    assert "from=34" in page.page.url
