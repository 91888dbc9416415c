"""Typed networks and partner triangles."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests import raw
from tests.pages import MapPage

View = Callable[..., MapPage]


@pytest.fixture
def sites(at: View) -> MapPage:
    page = at("?view=sites")
    return page.until("() => document.querySelector('#network-n10')")


def card(page: MapPage, number: str) -> str:
    return page.page.locator(f"#network-{number}").inner_text()


def test_every_row_of_the_table_is_shown_with_its_section(sites: MapPage) -> None:
    rows = raw.told("networks").fillna("").to_dict("records")
    assert sites.page.locator(".network-card").count() == len(rows) == 10
    for row in rows:
        said = card(sites, row["network_id"].lower())
        assert f"({row['section'].split(' ')[0]}" in said
        assert row["members"] in said


def test_each_end_has_its_level_and_only_one_network_joins_two_sites(sites: MapPage) -> None:
    ends = {
        number: sites.page.locator(f"#network-{number} .network-ends li").all_inner_texts()
        for number in ("n1", "n2", "n3")
    }
    assert ["prefecture-level city" in one for one in ends["n1"]] == [True, False]
    assert "county" in ends["n2"][0]
    assert "province" in ends["n3"][0]
    assert all("municipality" in ends[number][1] for number in ("n1", "n3"))
    both = [number for number, two in ends.items() if not any("no pilot site" in x for x in two)]
    assert both == ["n1"]
    answer = sites.page.locator("#site-networks > p").first.inner_text()
    assert "Only Chifeng – Beijing has a pilot site at both ends." in answer
    assert (
        "Lincang – Kunming can never appear in province-to-province data: both ends lie in Yunnan."
        in answer
    )


def test_one_has_no_count_and_one_only_a_proxy(sites: MapPage) -> None:
    assert "this network is in no province-to-province table" in card(sites, "n2")
    assert sites.page.locator("#network-n2 .estimated-figure").count() == 0
    proxy = raw.people(raw.pick("15-11")["persons"])
    assert f"Inner Mongolia → Beijing: {proxy}, 1995–2000" in card(sites, "n1")
    assert "a proxy, not its size" in card(sites, "n1")
    sites.page.locator("#network-n1 .estimated-figure").click()
    sites.sees(place="15-11", view=None)


def test_a_network_opens_on_the_map(sites: MapPage) -> None:
    sites.page.locator("#network-n2").get_by_role("link", name="Lincang – Kunming").click()
    sites.sees(place="lincang-kunming", view=None)
    assert "Both ends lie inside Yunnan" in sites.card.inner_text()


def test_nine_triangles_show_their_missing_corners(sites: MapPage) -> None:
    triangles = sites.page.locator(".triangle")
    assert triangles.count() == 9
    missing = [triangles.nth(i).locator(".corner-missing").count() for i in range(9)]
    assert missing == [0, *[2] * 8]
    assert "CASS" in triangles.first.inner_text()
    styles = sites.page.evaluate(
        """[".corner:not(.corner-missing)", ".corner-missing"].map((one) =>
          getComputedStyle(document.querySelector(".triangle " + one)).borderStyle)"""
    )
    assert styles == ["solid", "dashed"]


def test_the_triangles_can_be_read_as_a_table(sites: MapPage) -> None:
    sites.page.locator("#site-partners summary").press("Enter")
    row = sites.page.locator("#site-partners tbody tr", has_text="Diqing")
    cells = row.locator("td").all_inner_texts()
    assert cells[:3] == [
        "Diqing Bureau of Agriculture and Livestock",
        *["not named for this site"] * 2,
    ]


def test_three_kinds_of_figures_look_different_and_the_tab_says_which(sites: MapPage) -> None:
    kinds = sites.page.locator(".sites-tab .legend-kinds").inner_text()
    assert [word in kinds for word in ("as published", "estimate", "curated")] == [True] * 3
    looks = sites.page.evaluate(
        """() => {
          const style = (one) => getComputedStyle(document.querySelector(".sites-tab " + one));
          return [style(".badge-observed").borderTopStyle, style(".badge-estimated").borderTopStyle,
            style(".estimated-figure").borderLeftStyle];
        }"""
    )
    assert looks == ["solid", "dashed", "dashed"]
    assert sites.page.locator(".site-grid .badge-curated").count() == 5 + 8
