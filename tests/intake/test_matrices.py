"""Matrices of moves: heads of several storeys, panels, margins of error, sums and groups."""

from __future__ import annotations

import pytest

from geo.files.grid import Foreign
from geo.intake.taking import take
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
    assert counts(rows)["own"] == 3


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
    assert counts(found) == {"counted": 6, "own": 3}


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
    assert (told["counted"], told["own"], told["abroad"]) == (6, 3, 3)
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
    assert told["own"] == 20
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
    assert counts(found) == {"counted": 4, "own": 3, "suppressed": 1, "blank": 1, "zero": 1}


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
