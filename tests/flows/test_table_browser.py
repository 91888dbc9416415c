"""The table and the words: C7, I3, J7."""

from __future__ import annotations

import io
from collections.abc import Callable

import pandas as pd
import pytest

from layers.text import numbers
from tests import raw
from tests.pages import SIZES, MapPage

pytestmark = pytest.mark.long

View = Callable[[str], MapPage]
SELECTED = "dash_ag_grid.getApi('grid').getSelectedRows().map((row) => row.key)"
SHOWN = """() => { const keys = [];
  dash_ag_grid.getApi("grid").forEachNodeAfterFilterAndSort((node) => keys.push(node.id));
  return keys; }"""


def table(at: View, query: str = "") -> MapPage:
    page = at(query)
    page.tab("Table")
    page.sees(view="table")
    page.page.locator("#grid .ag-row").first.wait_for()
    page.until("() => dash_ag_grid.getApi('grid').getDisplayedRowCount() > 0")
    return page


def box(page: MapPage, key: str) -> None:
    page.page.locator(f"#grid [row-id='{key}'] input[type=checkbox]").first.click()


def outlined(page: MapPage) -> set[str]:
    drawn = page.trace("corridors")
    return {drawn["locations"][i] for i in drawn["meta"]["chosen"]}


def test_selected_rows_are_outlined_on_the_map_and_back(at: View) -> None:
    page = table(at)
    box(page, "43-44")
    page.sees(place="43-44")
    box(page, "51-44")
    page.sees(place="43-44,51-44")
    page.page.get_by_role("button", name="Back to the map").click()
    page.sees(view=None, place="43-44,51-44")
    assert outlined(page) == {"43-44", "51-44"}
    widths = page.trace("corridors")["marker"]["line"]["width"]
    assert sum(width == max(widths) for width in widths) == 2
    page.card.get_by_role("link", name="Sichuan → Guangdong").click()
    page.sees(place="51-44")
    page.tab("Table")
    page.sees(view="table")
    page.until(f"() => {SELECTED}.join() === '51-44'")
    box(page, "51-44")
    page.sees(place=None)


def test_selecting_keeps_the_grid_and_back_selects_again(at: View) -> None:
    page = table(at)
    page.page.evaluate("document.querySelector('#grid .ag-root').dataset.same = 'yes'")
    box(page, "43-44")
    page.sees(place="43-44")
    box(page, "51-44")
    page.sees(place="43-44,51-44")
    page.page.go_back()
    page.sees(place="43-44")
    page.until(f"() => {SELECTED}.join() === '43-44'")
    assert page.page.locator("#grid .ag-root").get_attribute("data-same") == "yes"
    box(page, "43-44")
    page.sees(place=None)


def test_the_table_rounds_as_cards_do(at: View) -> None:
    page = table(at)
    halves = [24_850, 24_750, 107_500, -24_850, 0.5, 1.5, 2.5, 9.6, 99.5, 99.4, 100, 0, 149.5]
    said = page.page.evaluate(
        "(values) => values.map(dashAgGridFunctions.corridorTable.estimate)", halves
    )
    assert said == [numbers.people(value) for value in halves]


def test_rows_are_the_corridors_with_the_numbers_of_the_tooltips(at: View) -> None:
    page = table(at, "?period=2000-2005&from=east&to=31")
    flows = raw.flows("2000-2005")
    wanted = flows[(flows["origin_zone"] == "east") & (flows["destination_code"] == "31")]
    assert page.page.evaluate(SHOWN) == wanted["key"].tolist()
    first = wanted.iloc[0]
    cells = page.page.locator(f"#grid [row-id='{first['key']}'] [role=gridcell]")
    said = cells.all_inner_texts()
    assert first["origin"] in said
    assert f"{float(format(first['persons'], '.3g')):,.0f}" in said
    assert f"{first['sample']:,}" in said


def test_columns_sort_and_search(at: View) -> None:
    page = table(at)
    page.page.locator("#grid .ag-header-cell[col-id=origin] .ag-header-cell-label").click()
    page.until(f"() => ({SHOWN})()[0].startsWith('34')")
    filtered_by_hand(page, "destination", "beij")
    page.until("() => dash_ag_grid.getApi('grid').getDisplayedRowCount() === 30")
    assert {key[-2:] for key in page.page.evaluate(SHOWN)} == {"11"}
    page.page.get_by_role("button", name="Clear column filters").click()
    page.until("() => dash_ag_grid.getApi('grid').getDisplayedRowCount() === 930")


def filtered_by_hand(page: MapPage, column: str, typed: str) -> None:
    """Open the filter of a column and type into it, as a reader does."""
    head = page.page.locator(f"#grid .ag-header-cell[col-id={column}]")
    head.hover()
    head.locator(".ag-header-cell-filter-button").click()
    box = page.page.locator(".ag-filter input:visible").first
    box.fill(typed)
    page.page.keyboard.press("Escape")


def rows_of_the_file(page: MapPage) -> list[str]:
    """Corridors of the CSV that the heading of the table links to."""
    link = page.page.locator(".table-heading a", has_text="CSV").get_attribute("href")
    text = page.page.request.get(page.address.rstrip("/") + link).body()
    table = pd.read_csv(io.BytesIO(text), dtype={"origin_code": str, "destination_code": str})
    assert "persons:50000~" in table["about"].iloc[0]
    assert "From contains “an”; People (estimate) at least 50000" in table["about"].iloc[0]
    return (table["origin_code"] + "-" + table["destination_code"]).tolist()


def test_filters_of_columns_are_in_the_link_and_in_the_files(anew: View) -> None:
    page = table(anew)
    asked = len(page.asked)
    filtered_by_hand(page, "origin", "an")
    page.sees(filter="origin:an")
    filtered_by_hand(page, "persons", "50000")
    page.until("() => location.search.includes('persons:50000~')")
    assert page.asked[asked:] == []  # nothing is asked of the server
    kept = page.page.evaluate(SHOWN)
    flows = raw.flows("1995-2000")
    named = flows["origin"].str.casefold().str.contains("an")
    assert kept == flows[named & (flows["persons"] >= 50000)]["key"].tolist()
    assert rows_of_the_file(page) == kept
    page.page.locator(".table-heading [data-value=map]").click()
    page.sees(view=None)
    menu = page.page.locator("#downloads a[title='Corridors, JSON']").get_attribute("href")
    assert "filter" not in menu  # the map is not filtered by them
    other = anew("?view=table&filter=origin:an,persons:50000~")
    other.until(f"wanted => String(({SHOWN})()) === String(wanted)", kept)
    heading = f"{len(kept)} of 930 pass the filters of the columns: From contains"
    other.until(
        "wanted => document.getElementById('table-filtered').innerText.startsWith(wanted)", heading
    )
    said = other.page.locator("#table-filtered").inner_text()
    assert "People (estimate) at least 50,000" in said
    other.page.go_back()


@pytest.mark.parametrize(
    "late", ["{}", "{origin: {filterType: 'text', type: 'contains', filter: 'x'}}"]
)
def test_filters_of_the_address_hold_against_a_late_memory_of_the_component(
    anew: View, late: str
) -> None:
    page = table(anew, "?filter=origin:an")
    page.until("() => document.getElementById('table-filtered').textContent")
    kept = page.page.evaluate(SHOWN)
    assert 0 < len(kept) < 930
    page.page.evaluate(f"dash_ag_grid.getApi('grid').setFilterModel({late})")
    page.until(f"wanted => String(({SHOWN})()) === String(wanted)", kept)
    assert page.page.locator("#table-filtered").inner_text().startswith(f"{len(kept)} of 930")


def test_a_range_and_a_loss_filter_as_the_file_does(anew: View) -> None:
    page = table(anew, "?filter=net:~-5000,rank:10~500&from=central")
    page.until("() => document.getElementById('table-filtered').textContent")
    kept = page.page.evaluate(SHOWN)
    link = page.page.locator(".table-heading a", has_text="JSON").get_attribute("href")
    reply = page.page.request.get(page.address.rstrip("/") + link).json()
    codes = [f"{row['origin_code']}-{row['destination_code']}" for row in reply["rows"]]
    assert 0 < len(kept) < 240
    assert codes == kept
    assert all(row["net_persons"] <= -5000 and 10 <= row["rank"] <= 500 for row in reply["rows"])
    people = sum(row["migrants_persons"] for row in reply["rows"])
    assert reply["shown_persons"] == pytest.approx(people)
    page.page.locator(".table-heading [data-value=map]").click()
    page.sees(view=None, filter="net:~-5000,rank:10~500")


def test_the_map_has_a_sentence_and_a_table_with_the_same_rows(anew: View) -> None:
    page = anew("?from=central&top=all")
    status = page.page.locator("#sentence")
    assert status.get_attribute("role") == "status"
    frame = page.page.locator("#map-frame")
    assert frame.get_attribute("aria-describedby") == "sentence"
    drawn = page.trace("corridors")["locations"]
    before = page.sentence
    page = table(page.open, "?from=central&top=all")
    assert page.page.evaluate(SHOWN) == drawn
    page.open("?from=central&top=all&period=2005-2010")
    assert page.sentence != before
    assert "2005–2010" in page.sentence


def test_the_rank_picture_of_a_card_says_its_numbers(at: View) -> None:
    page = at("?place=43-44")
    said = page.card.locator("img.spark").get_attribute("alt")
    for period in raw.PERIODS:
        rank = raw.flows(period)["key"].tolist().index("43-44") + 1
        assert f"{period.replace('-', '–')}: {rank}" in said


def test_what_is_hidden_is_said_on_screen_and_in_the_export(at: View) -> None:
    page = at("?top=20&period=2010-2015")
    flows = raw.flows("2010-2015")
    total, shown = flows["persons"].sum(), flows["persons"].head(20).sum()
    assert f"{raw.percent(100 * shown / total)} of" in page.sentence
    assert "910 more corridors, none with more than " in page.card.inner_text()
    page.page.locator("header summary", has_text="Download").click()
    link = page.page.locator("#downloads a[title='Corridors, JSON']")
    reply = page.page.request.get(page.address.rstrip("/") + link.get_attribute("href")).json()
    page.page.keyboard.press("Escape")
    assert reply["corridor_count"] == 930
    assert len(reply["rows"]) == 20
    assert abs(reply["total_persons"] - total) < 1
    assert abs(reply["shown_persons"] - shown) < 1


# Cells and heads in sight that are cut, and heads with a word broken in two.
CUT = """() => {
  const isSeen = (one) => one.getBoundingClientRect().right <= innerWidth;
  const listed = (selector) => [...document.querySelectorAll(`#grid ${selector}`)].filter(isSeen);
  const isBroken = (head) => [...head.textContent.matchAll(/[^ ]+/g)].some((word) => {
    const range = document.createRange();
    range.setStart(head.firstChild, word.index);
    range.setEnd(head.firstChild, word.index + word[0].length);
    return range.getClientRects().length > 1;
  });
  const heads = listed(".ag-header-cell-text");
  return [...listed(".ag-row .ag-cell-value"), ...heads]
    .filter((one) => one.clientWidth && one.scrollWidth > one.clientWidth)
    .concat(heads.filter(isBroken)).map((one) => one.textContent);
}"""
SEEN = """() => ["origin", "destination", "persons"].map((field) =>
  [...document.querySelectorAll(`#grid .ag-row [col-id='${field}']`)]
    .filter((one) => one.getBoundingClientRect().right <= innerWidth).length)"""


@pytest.mark.parametrize("size", list(SIZES))
def test_names_of_both_ends_and_their_people_stand_whole_in_a_row(
    at_size: Callable[..., MapPage], size: str
) -> None:
    page = at_size("?view=table&from=15", SIZES[size])  # the longest name of all
    page.until(f"() => ({SEEN})().every((count, i, all) => count > 8 && count === all[0])")
    assert page.page.evaluate(CUT) == []


def test_a_share_of_a_pair_that_nobody_moved_between_is_not_applicable(at: View) -> None:
    page = table(at, "?period=2000-2005&from=46&to=54")
    cells = page.page.locator("#grid .ag-row").first.locator("[role=gridcell]").all_inner_texts()
    assert cells[4:6] == ["0", "0"]
    assert "not applicable" in cells
