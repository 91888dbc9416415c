"""Matrices of moves: heads of several storeys, panels, margins of error, sums and groups."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.files.grid import Foreign
from geo.intake.taking import take
from geo.outlines.places import Places
from tests.intake.opening import grid, listed
from tests.intake.test_lists import NOWHERE, counts, pairs, taken, value

SQUARE = """
,Elm,Ash,Oak
Elm,,26,67
Ash,13,,5
Oak,9,4,
"""


def test_a_bare_square_asks_which_side_is_the_origin() -> None:
    found = taken(listed(SQUARE))
    assert found.waits_for == ("direction",)
    asked = next(one for one in found.choices if one.key == "direction")
    assert (asked.evidence["persons"], asked.evidence["origin"]) == ("67", "Elm")
    rows = taken(listed(SQUARE), direction="rows-origin")
    columns = taken(listed(SQUARE), direction="rows-destination")
    assert pairs(rows)[("Elm", "Oak")] == pairs(columns)[("Oak", "Elm")] == 67
    assert counts(rows)["own-empty"] == 3


@pytest.mark.parametrize("corner", ["Destination", "Current residence", "To", "现住地", "Til"])
def test_a_word_in_the_corner_speaks_of_the_rows(corner: str) -> None:
    found = taken(listed(corner + SQUARE.strip()))
    assert pairs(found)[("Oak", "Elm")] == 67


def test_names_over_two_lines_above_codes_and_an_arrow() -> None:
    rows = [
        ["Square matrix, year ending June 2015", "", "", "", ""],
        ["", "", "", "", ""],
        ["", "", "", "Elm and", ""],
        ["", "ORIGIN ------>", "North", "The Oak", "South"],
        ["DESTINATION", "Region", "E1", "E2", "E3"],
        ["North", "E1", "-", "6,870", "10"],
        ["Elm and The Oak", "E2", "20", "-", "30"],
        ["South", "E3", "40", "50", "-"],
    ]
    found = taken(Foreign("square.csv", (grid(rows),)))
    assert pairs(found)[("E2", "E1")] == 6870
    assert len(pairs(found)) == 6
    assert found.places is not None
    assert [*found.places.table["name_en"]] == ["North", "Elm and The Oak", "South"]
    assert value(found, "period") == "2015"
    assert counts(found) == {"counted": 6, "own-empty": 3}


def panels() -> list[list[str]]:
    """Two panels beside one another and two storeys, as offices print wide tables."""
    head = ["Now in", "Elm", "", "Ash", "", "Now in", "Oak", "", "Foreign country2", ""]
    upper = [
        "Now in",
        "1 year ago",
        "",
        "",
        "",
        "Now in",
        "1 year ago",
        "",
        "Abroad 1 year ago",
        "",
    ]
    lower = ["", "Estimate", "MOE", "Estimate", "MOE", "", "Estimate", "MOE", "Estimate", "MOE"]
    blank = [""] * 10

    def row(name: str, *cells: str) -> list[str]:
        return [name, *cells[:4], name, *cells[4:]]

    return [
        ["Table. Movers by Residence 1 Year Ago", *blank[1:]],
        ["Universe: Population 1 year and over", *blank[1:]],
        blank,
        upper, head, lower, blank,
        row("Country1", "11", "1", "33", "1", "20", "1", "9", "1"),
        row("Elm", "N/A", "N/A", "30", "20", "12", "1", "4", "1"),
        blank,
        upper, head, lower, blank,
        row("Ash", "7", "9", "N/A", "N/A", "8", "1", "3", "1"),
        row("Oak", "4", "1", "3", "1", "N/A", "N/A", "2", "1"),
        ["Footnotes:", *blank[1:]],
        ["2Not in the country", *blank[1:]],
    ]  # fmt: skip


def test_panels_repeat_their_heads_and_margins_are_no_people() -> None:
    found = taken(Foreign("book_2011.xls", (grid(panels(), "Table"),)))
    assert pairs(found) == {
        ("Ash", "Elm"): 30, ("Oak", "Elm"): 12, ("Elm", "Ash"): 7,
        ("Oak", "Ash"): 8, ("Elm", "Oak"): 4, ("Ash", "Oak"): 3,
    }  # fmt: skip
    told = counts(found)
    assert (told["counted"], told["own-empty"], told["abroad"]) == (6, 3, 3)
    assert told["total"] == 4
    assert told["wide-margins"] == 2
    assert value(found, "interval") == "1"
    assert value(found, "period") == "2011"
    assert value(found, "population") == "Population 1 year and over"


def test_groups_stand_on_one_side_alone_and_years_among_the_rows() -> None:
    names = [f"Land {letter}" for letter in "ABCDEFGHIJ"]
    rows = [["Year", "Destination", "Total", "Other South", *names]]
    for year, times in (("2000", 1), ("2005", 2)):
        rows.append([year, "WORLD", "999", "9", *["99"] * 10])
        rows.append([year, "Rich regions", "..", "..", *[".."] * 10])
        for at, name in enumerate(names):
            cells = [str((at + 1) * times) if at != other else "" for other in range(10)]
            rows.append([year, name.upper() if at == 3 else name, "50", "1", *cells])
    found = taken(Foreign("migrants_by_origin_and_destination.csv", (grid(rows),)))
    sums = found.flows.groupby("period")["persons"].sum().to_dict()
    assert sums == {"2000": 9 * 55, "2005": 18 * 55}
    told = counts(found)
    assert told["group"] + told["total"] + told["rest"] == 2 * (12 + 12 + 10 + 10)
    assert told["own-empty"] == 20
    assert value(found, "measure") == "stock"
    assert value(found, "groups") == "aside"
    assert found.sentence["period"] == "2005"
    kept = take([Foreign("m.csv", (grid(rows),))], {"groups": "kept"}, None, NOWHERE)
    assert kept.places is not None
    assert "Rich regions" not in {*kept.places.table["region_code"]}  # it has no figure


def test_a_row_that_is_the_sum_of_the_others_is_a_total_by_any_name() -> None:
    rows = "to,Elm,Ash,Oak,Yew\nElm,0,26,67,1\nAsh,13,0,5,2\nOak,9,4,0,3\nYew,2,2,2,0\n"
    found = taken(listed(rows + "Yhteensa,24,32,74,6\n"))
    assert counts(found)["total"] == 4
    assert sum(pairs(found).values()) == 136


def test_printed_totals_are_compared_with_their_rows() -> None:
    rows = (
        "to,合计,Elm,Ash,Oak\n合  计,126,24,30,72\nElm,93,0,26,67\nAsh,18,13,0,5\nOak,15,11,4,0\n"
    )
    right = taken(listed(rows))
    assert sum(one.rows_count for one in right.findings if one.kind == "margins-agree") == 6
    wrong = taken(listed(rows.replace("Ash,18", "Ash,20")))
    differ = next(one for one in wrong.findings if one.kind == "margins-differ")
    assert (differ.rows, differ.values["difference"]) == ((4,), 2)
    assert differ.texts == ("Ash: 20 / 18",)
    coded = pd.DataFrame({"region_code": list("123"), "name_en": ["Elm", "Ash", "Oak"]})
    told = taken(listed(rows.replace("Ash,18", "Ash,20")), places=Places(coded))
    found = next(one for one in told.findings if one.kind == "margins-differ")
    assert found.texts == ("Ash: 20 / 18",)  # as the file says it, whatever code it has here


def test_a_matrix_that_is_not_square_is_no_fault() -> None:
    found = taken(listed("to,Elm,Ash,Unknown\nAsh,26,,4\nOak,67,5,2\n"))
    assert pairs(found) == {("Elm", "Ash"): 26, ("Elm", "Oak"): 67, ("Ash", "Oak"): 5}
    assert counts(found)["unknown"] == 2


def test_codes_that_are_numbers_stand_on_both_sides() -> None:
    found = taken(listed("to,11,12,13\n11,0,5,6\n12,7,0,8\n13,9,10,0\n"))
    assert pairs(found)[("12", "11")] == 5
    assert len(pairs(found)) == 6


def test_blank_cells_are_no_zeros() -> None:
    found = taken(listed("to,Elm,Ash,Oak\nElm,,0,\nAsh,3,,(D)\nOak,4,5,\n"))
    assert counts(found) == {"counted": 4, "own-empty": 3, "suppressed": 1, "blank": 1, "zero": 1}


def test_the_reader_may_say_that_it_is_a_list() -> None:
    found = taken(listed(SQUARE), shape="list")
    assert value(found, "shape") == "list"
    assert found.rows_read == 0
    assert "column-destination" in found.waits_for


def test_matrices_of_several_years_are_periods() -> None:
    files = [listed("to" + SQUARE.strip(), f"moves_{year}.csv") for year in (2001, 2002)]
    found = taken(*files)
    assert set(found.flows["period"]) == {"2001", "2002"}
    assert pairs(found)[("Oak", "Elm")] == 134


HEADS = ("现住地", "合计", *("五年前常住地",) * 4)
ZONES = ("现住地", "合计", "华北", "华北", "华东", "华东")
SHORT = ("北京", "内蒙古", "上海", "安徽")
LONG = ("北京市", "内蒙古自治区", "上海市", "安徽省")


@pytest.mark.parametrize("has_total", [True, False])
@pytest.mark.parametrize("has_zones", [True, False])
@pytest.mark.parametrize("unit", [["单位：人"], [None, None, None, None, None, None, "单位：人"]])
@pytest.mark.parametrize("own", ["-", None, "0"])
def test_short_names_across_are_the_long_ones_down(
    has_total: bool, has_zones: bool, unit: list[str | None], own: str | None
) -> None:
    """As the offices print it: title, unit, three storeys, all of them first, and a note."""
    from_left = 0 if has_total else 1
    rows: list[list[object]] = [["表7-7 人口（2015-2020年）"] * 6, list(unit), list(HEADS)]
    rows += [list(ZONES)] if has_zones else []
    rows += [["现住地", "合计", *SHORT]]
    moved = [[own if to == of else 10 * to + of + 11 for of in range(4)] for to in range(4)]
    if has_total:
        rows.append(["全国", *[1] * 5])
    rows += [
        [f"\u3000{name}", sum(one for one in figures if isinstance(one, int)), *figures]
        for name, figures in zip(LONG, moved, strict=True)
    ]
    rows.append(["注：本表不包括港澳台。"])
    if from_left:
        rows = [[*row[:1], *row[2:]] if len(row) > 2 else row for row in rows]
    found = taken(Foreign("t.xlsx", (grid(rows),)))
    assert value(found, "shape") == "matrix"
    assert pairs(found)["安徽省", "上海市"] == 34
    assert len(pairs(found)) == 12
    assert value(found, "direction") == "rows-destination"


def test_a_form_that_can_not_be_read_leaves_every_choice_standing() -> None:
    file = listed("origin,destination,persons\nElm,Ash,67\nAsh,Elm,5\n")
    usual = {one.key for one in taken(file).choices}
    for key, wrong in (("shape", "matrix"), ("heading", "99")):
        found = taken(file, **{key: wrong})
        assert {one.key for one in found.choices} == usual
        assert pairs(found) == {("Elm", "Ash"): 67, ("Ash", "Elm"): 5}
        assert counts(found)["answer-unread"] == 0
        assert not next(one for one in found.choices if one.key == key).is_answered


def test_columns_beside_the_moves_are_each_what_they_are() -> None:
    """People who live there, who stayed, who moved inside: none of them is added to another."""
    found = taken(
        listed(
            "Current residence,Population 1 year and over,Same house 1 year ago,"
            "Same state of residence 1 year ago,Elm,Ash,Oak\n"
            "Elm,1000,900,60,N/A,26,14\nAsh,2000,1800,150,13,N/A,37\nOak,500,400,90,9,1,N/A\n"
        ),
        direction="rows-destination",
    )
    assert pairs(found)["Ash", "Elm"] == 26
    people = {one.kind: one.persons for one in found.findings if one.part != "told"}
    assert people == {"counted": 100, "figure": 3500, "stay": 3100, "own": 300, "own-empty": 0}
    assert counts(found)["own"] == counts(found)["stay"] == counts(found)["figure"] == 3


@pytest.mark.parametrize(
    ("own", "kind"), [("-", "own-empty"), ("", "own-empty"), ("N/A", "own-empty"), ("7", "own")]
)
def test_a_diagonal_without_figures_says_nothing_of_moves_inside(own: str, kind: str) -> None:
    found = taken(listed(f"To,Elm,Ash,Oak\nElm,{own},26,67\nAsh,13,{own},5\nOak,9,4,{own}\n"))
    assert {"own", "own-empty"} & {*counts(found)} == {kind}
    assert not any(one.key.startswith("mark:") for one in found.choices)
