"""Zones as a matrix, as chords, as ribbons and as entries that open"""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from tests import raw
from tests.pages import SIZES, MapPage

View = Callable[..., MapPage]
LATER = "2005-2010"


def zone_sum(period: str, origin: str, destination: str) -> float:
    table = raw.flows(period)
    rows = (table["origin_zone"] == origin) & (table["destination_zone"] == destination)
    return float(table.loc[rows, "persons"].sum())


def open_zones(page: MapPage) -> MapPage:
    page.until("() => document.querySelectorAll('.zones-tab .matrix td a').length > 0")
    return page


def titles(page: MapPage) -> dict[str, float]:
    """People before rounding of each cell, as its title says."""
    found = page.page.locator(".matrix td a").evaluate_all("all => all.map((one) => one.title)")
    return {
        one.partition(":")[0]: float(re.search(r": ([\d,]+) people", one)[1].replace(",", ""))
        for one in found
    }


@pytest.mark.parametrize("period", [raw.FIRST, LATER])
def test_nine_cells_are_the_raw_sums_and_sum_to_all_regions(at: View, period: str) -> None:
    page = open_zones(at(f"?view=zones&period={period}"))
    page.until(
        "when => document.querySelector('.zones-tab h2').innerText.includes(when)",
        period.replace("-", "–"),
    )
    cells = titles(page)
    assert len(cells) == 9
    assert cells["West → East"] == pytest.approx(zone_sum(period, "west", "east"), abs=1)
    assert cells["Inside West"] == pytest.approx(zone_sum(period, "west", "west"), abs=1)
    assert sum(cells.values()) == pytest.approx(raw.flows(period)["persons"].sum(), abs=9)
    total = raw.people(raw.flows(period)["persons"].sum())
    assert f"sum to {total} people" in page.page.locator(".panel-zones .answer").inner_text()
    assert "not only rural labourers" in page.page.locator("#counted").inner_text()
    assert "estimate" in page.page.locator("#counted").inner_text()


def test_another_scheme_has_another_square(at: View) -> None:
    page = open_zones(at("?view=zones"))
    page.page.locator(".panel-zones").get_by_role("combobox").or_(
        page.page.locator(".panel-zones").get_by_role("textbox")
    ).first.click()
    page.page.get_by_role("option", name="Four zones, with a Northeast", exact=True).locator(
        "visible=true"
    ).click()
    page.until("() => document.querySelectorAll('.zones-tab .matrix td a').length === 16")
    assert page.query["scheme"] == "four-zone"
    assert sum(titles(page).values()) == pytest.approx(raw.flows()["persons"].sum(), abs=16)


def test_a_zone_opens_in_place_with_its_regions(at: View) -> None:
    page = open_zones(at("?view=zones&scheme=three-zone"))
    entry = page.page.locator("#zone-west")
    entry.locator("summary").press("Enter")
    page.until("() => document.querySelectorAll('#zone-west tbody tr').length > 0")
    names = entry.locator("tbody th").all_inner_texts()
    west = raw.regions().query("zone == 'west'")
    assert sorted(names) == sorted(west["name_en"])
    table = raw.flows().query("origin == 'Sichuan' and destination_zone != 'west'")
    row = entry.locator("tbody tr", has=page.page.get_by_role("link", name="Sichuan"))
    assert row.locator("td").nth(3).get_attribute("title") == f"{table['persons'].sum():,.0f}"
    assert page.query["view"] == "zones"


def test_a_cell_shows_its_corridors_and_keeps_the_rest(at: View) -> None:
    page = open_zones(at(f"?view=zones&period={LATER}&shade=in&top=20"))
    page.page.locator(".matrix td a[title^='West → East']").click()
    page.sees(from_="west", to="east", view=None, shade="in", top="20", period=LATER)
    ends = raw.flows(LATER).query("origin_zone == 'west' and destination_zone == 'east'")
    assert set(page.trace("corridors")["locations"]) == set(ends["key"].head(20))


def test_ribbons_lie_under_corridors_and_a_click_sets_the_pair(at: View) -> None:
    page = at(f"?layers=regions,zones&period={LATER}&shade=in")
    assert len(page.trace("zones")["locations"]) == 6
    said = page.hover(108.2, 26.45)
    west_east = raw.people(zone_sum(LATER, "west", "east"))
    assert "West → East" in said
    assert f"{west_east} people" in said
    share = 100 * zone_sum(LATER, "west", "east") / raw.flows(LATER)["persons"].sum()
    assert raw.percent(share) in said
    page.click(108.2, 26.45)
    page.sees(from_="west", to="east", shade="in", period=LATER, layers="regions,zones")
    page.click(108.2, 26.45)
    page.sees(from_=None, to=None, shade="in", period=LATER)


@pytest.mark.parametrize("size", SIZES)
def test_zones_hold_up_for_everybody(at_size: View, size: str) -> None:
    page = at_size("?view=zones", SIZES[size])
    open_zones(page)
    page.until("() => document.querySelector('.chart-zones .js-plotly-plot path')")
    wide = page.page.evaluate("document.querySelector('.panel-zones').scrollWidth")
    assert wide <= SIZES[size]["width"]


def test_matrix_and_chords_end_side_by_side(at: Callable[[str], MapPage]) -> None:
    """No white column stands below the shorter of the two."""
    page = at("?view=zones").page
    matrix, chords = (
        page.locator(one).bounding_box() for one in (".zone-matrix", ".zone-pair > :last-child")
    )
    ends = [one["y"] + one["height"] for one in (matrix, chords)]
    assert matrix["x"] + matrix["width"] <= chords["x"]
    assert abs(ends[0] - ends[1]) < matrix["height"] / 5
