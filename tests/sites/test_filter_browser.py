"""The tab of pilot sites and their filter on the map: E1, Q3, Q6, Q14."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.pages import SIZES, MapPage

View = Callable[..., MapPage]
ALL = {"Beijing", "Shanghai", "Dalian", "Zhuolu", "Chengdu", "Kunming", "Diqing", "Chifeng"}


def open_sites(page: MapPage) -> MapPage:
    return page.until("() => document.querySelector('.sites-tab .site-grid tbody tr')")


def chip(page: MapPage, where: str, word: str) -> None:
    page.page.locator(f"{where} .site-filter label").get_by_text(word, exact=True).click()


def keeps(page: MapPage, names: set[str]) -> None:
    page.until(
        """names => JSON.stringify([...document.querySelectorAll(".site-grid tbody th a")]
          .map((one) => one.innerText).sort()) === JSON.stringify(names)""",
        sorted(names),
    )


def named_marks(page: MapPage) -> set[str]:
    """Sites whose mark stands out on the map and has its name."""
    trace = page.trace("sites")
    return {
        key
        for key, name, opacity in zip(
            trace["customdata"], trace["text"], trace["marker"]["opacity"], strict=True
        )
        if name and opacity == 1
    }


def test_the_tab_answers_who_leads_where_and_for_whom(at: View) -> None:
    page = at("")
    page.tab("Sites")
    open_sites(page)
    keeps(page, ALL)
    said = page.page.locator(".sites-tab .answer").inner_text()
    assert "3 government, 3 academic, and 2 NGO or NPO" in said
    assert "NGO or NPO is the rarest kind" in said
    assert "The zone Central has no site" in said
    assert "only through Anhui, one end of the network Anhui – Shanghai" in said
    assert "Not stated for Dalian and Zhuolu, which does not mean no" in said


def test_chips_of_the_tab_narrow_the_grid_and_the_map(at: View) -> None:
    page = open_sites(at("?view=sites"))
    keeps(page, ALL)
    chip(page, ".panel-sites", "West")
    keeps(page, {"Chengdu", "Kunming", "Diqing", "Chifeng"})
    chip(page, ".panel-sites", "Women: stated")
    chip(page, ".panel-sites", "Government")
    keeps(page, {"Diqing"})
    assert set(page.query["sites"].split(",")) == {"west", "government", "women-stated"}
    status = page.page.locator(".site-status")
    assert "1 of 8 pilot sites matches the filter" in status.inner_text()
    status.get_by_role("link", name="See them on the map").click()
    page.sees(view=None)
    assert named_marks(page) == {"diqing"}
    assert "1 of 8 pilot sites matches the filter" in page.legend.inner_text()


def test_chips_of_the_map_fade_the_other_marks_and_can_be_removed(at: View) -> None:
    page = at("")
    assert len(named_marks(page)) == 8
    page.unfold("layers")
    chip(page, "#rail", "NGO or NPO")
    page.sees(sites="ngo")
    assert named_marks(page) == {"beijing", "chifeng"}
    assert set(page.trace("sites")["marker"]["opacity"]) == {0.25, 1}
    page.page.locator("#chips").get_by_role("link", name="sites: NGO or NPO").click()
    page.sees(sites=None)
    assert len(named_marks(page)) == 8


def test_an_empty_filter_names_what_to_relax_on_map_and_tab(at: View) -> None:
    page = at("?sites=central,ngo")
    assert named_marks(page) == set()
    assert "0 of 8 pilot sites match the filter" in page.legend.inner_text()
    page.tab("Sites")
    page.until("() => document.querySelector('.site-grid').innerText.includes('No site passes')")
    page.page.locator(".site-status").get_by_role("link", name="Take away the zone filter").click()
    page.sees(sites="ngo")
    keeps(page, {"Beijing", "Chifeng"})
    page.open("?sites=central,ngo")
    page.page.locator("#chips").get_by_role("link", name="Take away the zone filter").click()
    page.sees(sites="ngo")


def test_a_name_leads_to_its_mark_and_card(at: View) -> None:
    page = open_sites(at("?view=sites&period=2005-2010"))
    keeps(page, ALL)
    page.until("() => document.querySelector('.site-grid th a').href.includes('2005-2010')")
    page.page.locator(".site-grid").get_by_role("link", name="Diqing").click()
    page.sees(place="diqing", view=None, period="2005-2010")
    card = page.card.inner_text()
    assert "Pilot site of the project" in card
    for row, section in (
        ("Lead partner", "4.3 footnote 4"),
        ("Zone in the paper", "4.1 Project initiatives"),
        ("Focus", "4.1 Local development"),
    ):
        told = page.card.locator("tr").filter(has=page.page.get_by_text(row, exact=True))
        assert section in told.inner_text()
    assert "curated" in card


def test_the_filter_works_by_keys_and_the_reader_keeps_the_focus(at: View) -> None:
    page = open_sites(at("?view=sites"))
    keeps(page, ALL)
    box = page.page.locator(".panel-sites .site-filter input[value='academic']")
    box.focus()
    page.page.keyboard.press("Space")
    keeps(page, {"Shanghai", "Chengdu", "Kunming"})
    focused = page.page.evaluate("document.activeElement.value")
    assert focused == "academic"


def test_a_wrong_word_falls_back_with_a_notice(at: View) -> None:
    page = at("?sites=north")
    assert len(named_marks(page)) == 8
    assert "sites: “north” is not known" in page.page.locator("#notices").inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_sites_hold_up_for_everybody(at_size: View, size: str) -> None:
    query = "?view=sites&challenge=gender&trial=2004-03-15"
    page = open_sites(at_size(query, SIZES[size]))
    wide = page.page.evaluate("document.querySelector('.panel-sites').scrollWidth")
    assert wide <= SIZES[size]["width"]
    small = page.page.evaluate(
        """[...document.querySelectorAll(
          ".site-contents a, .site-offers a, .panel-sites .site-filter label")]
          .filter((one) => one.getBoundingClientRect().height < 24).map((one) => one.innerText)"""
    )
    assert small == []
