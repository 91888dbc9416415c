"""Income in towns and villages: the compilation, its break, and what the tab makes of it."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from geo.disparity.incomes import incomes, late_ratios
from geo.world.world import World
from layers.disparity.tab import fill
from tests import raw
from tests.asking import asked
from tests.seen import scene_of, shown

NATION = "nbs_income-gap/national_urban_rural_income_1978_2016.csv"
BY_SOURCE = "nbs_income-gap/rural_income_by_source_national_1993_2012.csv"
PARTS = ("wage_yuan", "household_business_yuan", "property_yuan", "transfer_yuan")


@pytest.fixture(scope="module")
def copied() -> dict[int, dict[str, str]]:
    return {int(row["year"]): row for row in raw.rows_of(NATION)}


@pytest.fixture(scope="module")
def by_source() -> dict[int, dict[str, str]]:
    return {int(row["year"]): row for row in raw.rows_of(BY_SOURCE)}


def test_the_ratio_is_that_of_the_incomes_in_every_year(copied: dict[int, dict[str, str]]) -> None:
    assert list(copied) == list(range(1978, 2017))
    for row in copied.values():
        ratio = float(row["urban_income_yuan"]) / float(row["rural_income_yuan"])
        assert ratio == pytest.approx(float(row["urban_rural_ratio"]), abs=0.0006)


def test_years_are_those_that_the_bureau_prints(copied: dict[int, dict[str, str]]) -> None:
    printed = {1990: 686.3, 2000: 2253.4, 2003: 2622.2, 2004: 2936.4, 2007: 4140.4, 2008: 4760.6}
    assert {year: float(copied[year]["rural_income_yuan"]) for year in printed} == printed


def test_sources_of_income_add_up_and_are_of_the_same_series(
    copied: dict[int, dict[str, str]], by_source: dict[int, dict[str, str]]
) -> None:
    assert list(by_source) == list(range(1993, 2013))
    for year, row in by_source.items():
        total = float(row["total_yuan"])
        assert sum(float(row[part]) for part in PARTS) == pytest.approx(total, abs=0.01)
        share = 100 * float(row["wage_yuan"]) / total
        assert share == pytest.approx(float(row["wage_share_pct"]), abs=0.051)
        assert total == pytest.approx(float(copied[year]["rural_income_yuan"]), abs=0.21)


def ratio_of(row: dict[str, str]) -> Decimal:
    return Decimal(row["urban_income_yuan"]) / Decimal(row["rural_income_yuan"])


def share_of(row: dict[str, str]) -> Decimal:
    return 100 * Decimal(row["wage_yuan"]) / Decimal(row["total_yuan"])


def test_tables_round_what_is_worked_out_once(
    world: World, copied: dict[int, dict[str, str]], by_source: dict[int, dict[str, str]]
) -> None:
    page = str(fill(world, scene_of(world, "view=disparity")).reply()["html"])
    rows = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", row) for row in page.split("<tr>")]
    told = {int(row[0]): row for row in rows if len(row) == 5 and row[0].isdigit()}
    assert {year: row[3] for year, row in told.items()} == {
        year: f"{ratio_of(row):.2f}" for year, row in copied.items()
    }
    assert [told[year][3] for year in (1995, 2008)] == ["2.71", "3.31"]
    told = {int(row[0]): row for row in rows if len(row) == 6 and row[0].isdigit()}
    assert {year: row[1] for year, row in told.items()} == {
        year: f"{share_of(row):.0f}%" for year, row in by_source.items()
    }
    assert [told[year][1] for year in (1998, 1999)] == ["27%", "29%"]


def test_a_change_of_definitions_is_a_break(world: World) -> None:
    before, after = incomes(world)
    assert (before.column("year")[0], before.column("year")[-1]) == (1978, 2012)
    assert after.column("year") == [2013, 2014, 2015, 2016]
    assert before.definition != after.definition


def test_no_line_crosses_the_break_and_it_is_marked(world: World) -> None:
    figures = fill(world, scene_of(world, "view=disparity")).reply()["figures"]
    ratio = figures["chart-income-ratio"]
    assert [trace["x"][0] for trace in ratio["data"]] == [1978, 2013]
    assert [trace["x"][-1] for trace in ratio["data"]] == [2012, 2016]
    marks = {trace["marker"]["symbol"] for trace in ratio["data"]}
    assert len(marks) == 2
    (line,) = [one for one in ratio["layout"]["shapes"] if one["type"] == "line"]
    assert (line["x0"], line["x1"]) == (2012.5, 2012.5)
    assert any("other definitions" in one["text"] for one in ratio["layout"]["annotations"])


def test_policy_periods_and_the_interval_stand_behind_the_years(world: World) -> None:
    query = "view=disparity&period=2005-2010"
    figures = fill(world, scene_of(world, query)).reply()["figures"]
    for key in ("chart-income-ratio", "chart-income-levels", "chart-rural-wages"):
        layout = figures[key]["layout"]
        told = [one["text"] for one in layout["annotations"]]
        assert {"allowed", "restricted", "regulated"} <= {*told}
        assert "planned" not in told  # 1949 to 1958 are not on this axis
        shapes = layout["shapes"]
        assert any(int(one["x0"]) == 2005 and one["y1"] < 0.1 for one in shapes)
        assert layout["xaxis"]["range"] == figures["chart-income-ratio"]["layout"]["xaxis"]["range"]


def test_the_answer_is_of_the_year_that_the_interval_ends_in(world: World) -> None:
    def told(period: str) -> str:
        scene = scene_of(world, f"view=disparity&period={period}")
        return shown(fill(world, scene))

    first = told("1995-2000")
    assert "In 2000 income per head in towns was 2.79 times that in villages." in first
    assert "1995: 2.71 times; 1997: 2.47 times; 2000: 2.79 times" in first
    assert "Context, not cause" in first
    assert "not remittances" in first
    assert "31.2%" in first or "31%" in first
    assert "The series has no 2020." in told("2015-2020")


def test_years_around_the_statement_are_of_one_definition(
    world: World, copied: dict[int, dict[str, str]]
) -> None:
    found = late_ratios(incomes(world))
    assert [year for year, _ratio in found] == [1995, 1997, 2000]
    lowest = min(range(1995, 2001), key=lambda year: float(copied[year]["urban_rural_ratio"]))
    assert lowest == 1997


def test_the_interface_has_every_year_and_its_definition(
    api: FlaskClient, copied: dict[int, dict[str, str]], by_source: dict[int, dict[str, str]]
) -> None:
    rows = asked(api, "income-gap")["rows"]
    assert [(one["year"], one["urban_rural_ratio"], one["definition"]) for one in rows] == [
        (year, pytest.approx(float(ratio_of(row))), row["definition"])
        for year, row in copied.items()
    ]
    rows = asked(api, "rural-income")["rows"]
    assert {one["year"]: one["wage_share_percent"] for one in rows} == {
        year: pytest.approx(float(share_of(row))) for year, row in by_source.items()
    }


def test_a_world_without_incomes_has_no_such_part(tiny: World) -> None:
    assert incomes(tiny) == []
    assert "income-ratio" not in str(fill(tiny, scene_of(tiny, "view=disparity")).reply()["html"])
