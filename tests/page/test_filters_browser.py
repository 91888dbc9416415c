"""Search, filters and schemes: A10, C1, C2, C3, C6, D7."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest
from playwright.sync_api import Locator

from tests import raw
from tests.pages import MapPage

View = Callable[[str], MapPage]
ZONES = {"east": "East", "central": "Central", "west": "West"}


def search(page: MapPage, typed: str) -> list[str]:
    """Options that a typed text leaves."""
    field = page.page.get_by_label("Find a place").first
    field.click()
    field.fill(typed)
    page.until(
        """() => [...document.querySelectorAll("[role=option]")]
          .filter((one) => one.offsetParent).length < 20"""
    )
    return page.page.locator("[role=option]:visible").all_inner_texts()


def in_millions(persons: float) -> str:
    return f"{persons / 1e6:.1f}M"


def chip(page: MapPage, side: str, zone: str) -> None:
    page.page.locator(f"#{side}-chips label").get_by_text(zone, exact=True).click()


def ticked(page: MapPage, field: str) -> set[str]:
    """Codes of the ticked regions of one side."""
    boxes = boxes_of(page, field).locator("input[type=checkbox]:checked")
    return set(boxes.evaluate_all("boxes => boxes.map((box) => box.value)"))


def boxes_of(page: MapPage, field: str) -> Locator:
    return page.page.locator(f"details:has(#{field}-summary)")


@pytest.mark.parametrize("typed", ["安徽", "anhui", "Anhui"])
def test_three_scripts_find_the_same_region(at: View, typed: str) -> None:
    page = at("")
    assert search(page, typed)[0] == "Anhui · 安徽"
    page.page.keyboard.press("Enter")
    page.sees(place="34")
    assert page.card.get_by_role("heading", level=2).inner_text() == "Anhui 安徽"


def test_lincang_is_a_county_in_yunnan(at: View) -> None:
    page = at("")
    options = search(page, "lincang")
    assert "Lincang · 临沧市 (county in Yunnan)" in options
    page.page.get_by_role("option", name="county in Yunnan").click()
    page.sees(place="lincang")
    assert page.card.get_by_role("link", name="Yunnan").count() == 1


def test_a_zone_ticks_its_members_and_every_view_follows(at: View) -> None:
    page = at("")
    chip(page, "from", "Central")
    page.sees(from_="central")
    regions = raw.regions()
    members = set(regions.index[regions["zone"] == "central"])
    assert ticked(page, "from") == members
    flows = raw.flows()
    kept = flows[flows["origin_zone"] == "central"]
    assert raw.people(kept["persons"].sum()) in page.sentence
    assert {key[:2] for key in page.trace("corridors")["locations"]} <= members
    assert in_millions(kept["persons"].sum()) in page.bar_labels()
    page.tab("Table")
    page.sees(view="table")
    page.page.locator(".ag-row").first.wait_for()
    said = page.page.locator(".table-heading").inner_text()
    assert f"{len(kept)} corridors" in said
    assert raw.people(kept["persons"].sum()) in said


def test_one_region_less_keeps_the_others_ticked(at: View) -> None:
    page = at("?from=central")
    page.page.locator("#from-summary").click()
    boxes_of(page, "from").get_by_label("Anhui", exact=True).uncheck()
    page.until("() => !new URLSearchParams(location.search).get('from').includes('central')")
    page.settle()
    assert "34" not in ticked(page, "from")
    assert len(ticked(page, "from")) == 7
    page.page.locator("#from-summary").click()


@pytest.mark.parametrize("destination", ["east", "central"])
def test_west_to_a_zone_is_that_cell_of_the_nine(at: View, destination: str) -> None:
    page = at("")
    chip(page, "from", "West")
    page.sees(from_="west")
    chip(page, "to", ZONES[destination])
    page.sees(from_="west", to=destination)
    flows = raw.flows()
    cell = flows[(flows["origin_zone"] == "west") & (flows["destination_zone"] == destination)]
    assert raw.people(cell["persons"].sum()) in page.sentence
    assert f"of {len(cell)} corridors" in page.sentence


def test_the_nine_cells_make_the_nation() -> None:
    flows = raw.flows()
    cells = flows.groupby(["origin_zone", "destination_zone"])["persons"].sum()
    assert len(cells) == 9
    assert cells.sum() == flows["persons"].sum() == 32_282_130


def members_said(page: MapPage) -> dict[str, str]:
    lines = page.page.locator("#members p:not(.scheme-note)").all_text_contents()
    return {line.split(" (")[0]: line for line in lines}


def test_schemes_list_their_members_and_keep_the_chosen_regions(at: View) -> None:
    page = at("?from=west")
    said = members_said(page)
    assert "Inner Mongolia" in said["West"]
    assert "Liaoning" in said["East"]
    west = ticked(page, "from")
    for label, key, zones in (
        ("Four zones, with a Northeast", "four-zone", {"East", "Northeast", "Central", "West"}),
        ("Coast and interior", "coast-interior", {"Coast", "Interior"}),
        ("Autonomous regions and others", "autonomous", {"Autonomous regions", "Other provinces"}),
    ):
        page.choose("Zones", label)
        page.sees(scheme=key)
        assert set(members_said(page)) == zones
        assert set(page.page.locator("#from-chips label").all_inner_texts()) == zones
        assert ticked(page, "from") == west
    assert "Liaoning" not in members_said(page)["Autonomous regions"]


def test_another_scheme_gives_other_zone_totals(at: View) -> None:
    page = at("?scheme=four-zone")
    northeast = {"21", "22", "23"}
    flows = raw.flows()
    starts, ends = (flows[f"{end}_code"].isin(northeast) for end in ("origin", "destination"))
    left = flows.loc[starts & ~ends, "persons"].sum()
    row = page.card.get_by_role("row", name="Northeast").inner_text()
    assert f"{left / 1e6:.2f}M" in row


def test_a_chip_undoes_its_filter_and_clear_undoes_all(at: View) -> None:
    page = at("?from=west&to=31&place=31")
    chips = page.page.locator("#chips a")
    assert chips.count() == 4
    chips.filter(has_text="from West").click()
    page.sees(from_=None, to="31", place="31")
    page.page.get_by_role("link", name="Clear filters").click()
    page.sees(from_=None, to=None, place=None)
    assert chips.count() == 0


def test_an_empty_result_names_the_filters_to_relax(at: View) -> None:
    page = at("?from=31&to=31")
    assert "No corridor passes these filters" in page.sentence
    empty = page.page.locator("#empty")
    assert empty.get_by_role("link").count() == 2
    empty.get_by_role("link", name="Take away the destination filter").click()
    page.sees(from_="31", to=None)
    assert page.page.locator("#empty").inner_text() == ""
    assert len(page.trace("corridors")["locations"]) == 30


def test_the_bars_follow_the_filter_in_every_interval(at: View) -> None:
    page = at("?place=51")
    labels = page.bar_labels()
    ends = ("origin_code", "destination_code")
    for label, period in zip(labels, raw.PERIODS, strict=True):
        table = raw.flows(period)
        both = pd.concat([table.loc[table[end] == "51", "persons"] for end in ends])
        assert label == in_millions(both.sum()), period
    whole = at("").bar_labels()
    assert whole[0] == in_millions(raw.flows()["persons"].sum())


def test_a_control_of_a_closed_tab_says_what_changed_meanwhile(at: View) -> None:
    page = at("")
    page.page.get_by_role("button", name="Next interval").click()
    page.sees(period="2000-2005")
    page.tab("Zones")
    page.sees(period="2000-2005", view="zones")
    interval = page.page.locator(".panel-zones").get_by_label("Interval").first
    assert interval.input_value() == "2000–2005"
