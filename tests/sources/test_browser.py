"""Where figures come from and what is refused: J1, J4, and the ledger of conflicts."""

from __future__ import annotations

from collections.abc import Callable

from tests import raw
from tests.pages import MapPage

View = Callable[[str], MapPage]


def sources(at: View) -> MapPage:
    page = at("")
    page.tab("Sources")
    page.sees(view="sources")
    page.page.get_by_role("heading", name="Sources and limits").wait_for()
    return page


def test_one_click_from_the_figures_to_their_source(at: View) -> None:
    page = at("?place=34-31&period=2010-2015")
    assert "2015 1% sample survey" in page.page.locator("#note").inner_text()
    for link, opened in (
        (page.card.get_by_role("link", name="Source and definition").first, "indicators"),
        (page.card.get_by_role("link", name="Source and definition").last, "corridors"),
        (page.page.locator("#note").get_by_role("link"), "flows"),
    ):
        link.click()
        page.sees(view="sources")
        page.page.locator(f"#dataset-{opened} table").wait_for()
        page.page.go_back()
        page.sees(view=None)
    page.page.locator("#note").get_by_role("link").click()
    flows = page.page.locator("#dataset-flows")
    flows.locator("table").wait_for()
    rows = flows.locator("table th").all_inner_texts()
    assert {"Counts", "Period", "Coverage", "Source", "Licence"} <= set(rows)
    said = flows.inner_text()
    assert "4,650 rows" in said
    assert "National Bureau of Statistics" in said


def test_every_dataset_tells_population_source_and_licence(at: View) -> None:
    page = sources(at)
    found = page.page.locator("details[id^='dataset-']").evaluate_all(
        """all => all.map((one) => [one.id,
          [...one.querySelectorAll("th")].map((cell) => cell.textContent)])"""
    )
    assert len(found) > 20
    for name, rows in found:
        assert {"Counts", "Period", "Coverage"} <= set(rows), name
        assert {"Source", "Made from"} & set(rows), name


def test_the_papers_total_is_refused_beside_the_census(at: View) -> None:
    page = sources(at)
    said = page.page.get_by_role("tabpanel", name="Sources").inner_text()
    assert "What part of the 114 million crossed a provincial border?" in said
    assert "the page refuses it" in said
    assert "three months a year" in said
    assert "moves inside a province included" in said
    assert "all people aged 5 and over who lived in the origin five years before" in said


def test_the_ledger_holds_all_five_conflicts(at: View) -> None:
    page = sources(at)
    said = page.page.get_by_role("tabpanel", name="Sources").inner_text()
    for conflict in ("K1", "K2", "K3", "K4", "K5"):
        assert conflict in said
    assert "40 billion" in said
    assert "8.8" in said


def test_a_suspect_cell_carries_its_caveat_to_the_screen(at: View) -> None:
    row = raw.rows_of("project_2026/suspect_cells.csv")[0]
    key = f"{row['origin_code'][:2]}-{row['destination_code'][:2]}"
    page = at(f"?period=2000-2005&place={key}")
    assert page.card.locator("p.warning", has_text="⚠").first.is_visible()
    drawn = page.trace("corridors")
    assert "⚠" in drawn["text"][drawn["locations"].index(key)]
