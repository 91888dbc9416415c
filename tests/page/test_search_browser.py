"""Search of places and links that are nearly right, as a reader meets them."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from playwright.sync_api import Locator

from tests.pages import MapPage

View = Callable[[str], MapPage]
EMPTY = """() => !document.getElementById('{"part":"search","view":"place"}').value"""


def type_name(page: MapPage, name: str) -> Locator:
    """Type into the search once it shows that nothing is chosen."""
    page.page.evaluate("document.activeElement.blur()")
    page.until(EMPTY)
    field = page.page.get_by_label("Find a place").first
    field.fill(name)
    return field


NAMES = {
    "内蒙古自治区": "15", "内蒙": "15", "nei meng gu ": "15", "Nei Mongol": "15", "NM": "15",
    "安徽省": "34", "Anhui Province": "34", "an hui": "34", "Ānhuī": "34", "34": "34", "皖": "34",
    "340000": "34", "西藏自治区": "54", "陕西省": "61", "重庆市": "50", "廣東": "44",
    "shanxi": "14", "Szechwan": "51", "zang": "54", "临沧": "lincang", "diqing": "diqing",
}  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_a_name_and_enter_choose_the_best_match(at: View, name: str) -> None:
    page = at("")
    type_name(page, name).press("Enter")
    page.sees(place=NAMES[name])


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Diqinq", "diqing"),
        ("Diqign", "diqing"),
        ("Dqing", "diqing"),
        ("Diqixx", ""),
        ("Sichuaan", "51"),
        ("qqqqqq", ""),
    ],
)
def test_a_slip_of_one_letter_is_suggested(at: View, name: str, place: str) -> None:
    page = at("")
    field = type_name(page, name)
    if not place:
        page.page.get_by_text("No place of this name").wait_for()
        field.fill("")
        return
    field.press("Enter")
    page.sees(place=place)


@pytest.mark.parametrize("name", ["香港", "Hong Kong", "Taiwan", "台湾", "aomen", "71"])
def test_what_the_tables_lack_is_found_and_told(at: View, name: str) -> None:
    page = at("")
    field = type_name(page, name)
    listed = page.page.get_by_role("listbox")
    assert "These tables lack them" in listed.inner_text()
    field.press("Enter")
    page.page.keyboard.press("Escape")
    assert page.settle().query == {}


@pytest.mark.parametrize("name", ["village", "Villages", "农村", "countryside"])
def test_a_category_of_movers_is_found_and_leads_to_who_is_counted(at: View, name: str) -> None:
    page = at("")
    type_name(page, name).press("Enter")
    page.sees(flows="origin-type-2000", category="origin-type:rural")
    page.until(EMPTY)
    assert "from villages" in page.sentence
    type_name(page, "Sichuan").press("Enter")
    page.sees(flows="origin-type-2000", category="origin-type:rural", place="51")


FORMER = ["Xikang", "西康", "Hejiang", "Andong", "an dong", "Xing'an", "Subei", "Sunan", "Rehe"]


@pytest.mark.parametrize("name", FORMER)
def test_a_former_region_is_no_slip_of_another(at: View, name: str) -> None:
    page = at("")
    field = type_name(page, name)
    (listed,) = page.page.get_by_role("option").all_inner_texts()
    assert "a former province, in no table here" in listed
    field.press("Enter")
    page.page.keyboard.press("Escape")
    assert page.settle().query == {}


def test_a_network_is_found_by_the_names_of_its_ends(at: View) -> None:
    page = at("")
    type_name(page, "临沧")
    found = page.page.get_by_role("option").all_inner_texts()
    assert [one.split(" (")[0] for one in found] == ["Lincang · 临沧市", "Lincang – Kunming"]


def test_a_damaged_link_is_written_as_it_should_have_been(at: View) -> None:
    whole = at("?from=west&to=east").sentence
    for link in (
        "?" + quote("from=west&to=east", safe=""),
        "?From=West&TO=east).",
        "?from=west&to=east&from=timeline&isappinstalled=0",
        "?from=west&amp;to=east，",
    ):
        at("")
        page = at(link).sees(from_="west", to="east")
        assert page.page.url.endswith("?from=west&to=east")
        assert page.sentence == whole
        assert not page.page.locator(".notice").count()
    page = at("?top=20&foo=1&to=east&to=west")
    told = page.page.locator("#notices").inner_text()
    assert "“foo” is no part of an address" in told
    assert "“west” was left out" in told


def test_a_damaged_name_of_a_tab_opens_it(at: View) -> None:
    page = at("?View=Sites.")
    page.sees(view="sites")
    assert page.page.locator(".panel-sites").is_visible()


def test_the_focus_goes_to_the_card_that_was_searched_and_back(at: View) -> None:
    page = at("")
    field = type_name(page, "anhui")
    field.press("Enter")
    page.sees(place="34")
    page.until("() => document.activeElement.matches('#card h2')")
    assert "Anhui" in page.page.evaluate("document.activeElement.textContent")
    page.page.keyboard.press("Escape")
    page.sees(place=None)
    page.until("() => document.activeElement.id.includes('search')")
