"""Rows of a text with more cells than its heading: no figure of them is taken for another."""

from __future__ import annotations

import pytest

from geo.files.opened import opened
from geo.intake.intake import Finding, Intake
from tests.intake.test_lists import counts, pairs, taken, value

HEAD = "origin,destination,persons\n"


def read(text: str, **answers: str) -> Intake:
    return taken(opened("moves.csv", text.encode(), {}), **answers)


def rejected(found: Intake) -> Finding:
    (line,) = [one for one in found.findings if one.kind == "excess"]
    assert line.part == "rejected"
    return line


@pytest.mark.parametrize("sign", [",", ";", "\t"])
def test_a_row_with_more_cells_than_the_heading_is_rejected_with_its_row(sign: str) -> None:
    text = f"{HEAD}Elm,Ash,67\nAsh,Elm,5,6\nSichuan,Guangdong,7,8,9\nOak,Elm,3\n"
    found = read(text.replace(",", sign))
    assert pairs(found) == {("Elm", "Ash"): 67, ("Oak", "Elm"): 3}
    assert value(found, "column-count") == "persons"
    line = rejected(found)
    assert (line.rows_count, line.rows) == (2, (3, 4))
    assert line.texts == ("Ash | Elm | 5 | 6", "Sichuan | Guangdong | 7 | 8 | 9")
    assert line.persons == 0


def test_thousands_without_quotes_are_not_read_as_units() -> None:
    some = read(f'{HEAD}Elm,Ash,1,234\nAsh,Elm,"2,345"\nOak,Elm,7\n')
    assert pairs(some) == {("Ash", "Elm"): 2345, ("Oak", "Elm"): 7}
    every = read(f"{HEAD}Elm,Ash,1,234\nAsh,Elm,2,345\n")
    assert pairs(every) == {}
    assert rejected(every).rows == (2, 3)


def test_a_moved_cell_is_no_period_and_no_group() -> None:
    head = "origin,destination,persons,year,sex\n"
    found = read(f"{head}Elm,Ash,67,2010,F\nAsh,Elm,1,234,2010,M\nOak,Elm,3,2010,M\n")
    assert {*found.flows["period"]} == {"2010"}
    assert {*found.flows["sex"]} == {"F", "M"}
    assert rejected(found).rows == (3,)


def test_last_columns_without_a_heading_are_read_where_the_reader_says_so() -> None:
    text = f"{HEAD}Elm,Ash,67,a remark\nAsh,Elm,5,\n"
    asked = next(one for one in read(text).choices if one.key == "excess")
    assert (asked.value, asked.is_asked, asked.evidence["count"]) == ("rejected", True, "1")
    found = read(text, excess="columns")
    assert pairs(found) == {("Elm", "Ash"): 67, ("Ash", "Elm"): 5}
    assert "excess" in {one.key for one in found.choices}  # to be taken back
    assert "excess" not in counts(found)


def test_columns_without_a_name_are_no_figure_beside_one_with_a_name() -> None:
    text = f"{HEAD}Elm,Ash,67,8,9\nAsh,Elm,5,8,9\nOak,Elm,3,8,9\n"
    assert sum(pairs(read(text, excess="columns")).values()) == 75


def test_empty_cells_behind_the_heading_are_no_cells() -> None:
    found = read(f"{HEAD}Elm,Ash,67,,\nAsh,Elm,5,,\n")
    assert sum(pairs(found).values()) == 72
    assert "excess" not in {one.key for one in found.choices}


def test_a_row_of_a_matrix_with_a_cell_too_many_is_rejected_as_a_whole() -> None:
    found = read("to,Elm,Ash,Oak\nElm,0,5,6\nAsh,1,234,0,8\nOak,9,4,0\n")
    assert ("Oak", "Ash") not in pairs(found)
    assert sum(pairs(found).values()) == 5 + 6 + 9 + 4
    line = rejected(found)
    assert (line.rows_count, line.texts) == (3, ("Ash | 1 | 234 | 0 | 8",))


def test_without_a_heading_the_columns_are_those_that_most_rows_fill() -> None:
    found = read(
        "Elm,Ash,67\nAsh,Elm,1,234\nOak,Elm,3\nElm,Oak,4\n", heading="none",
        direction="origin-first",
    )  # fmt: skip
    assert pairs(found) == {("Elm", "Ash"): 67, ("Oak", "Elm"): 3, ("Elm", "Oak"): 4}
    assert rejected(found).rows == (2,)
