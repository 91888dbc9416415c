"""Files of which no row can be used, or that have but one end of moves: told where and why."""

from __future__ import annotations

import pytest

from geo.files.grid import Foreign
from geo.intake.intake import Finding, Intake
from layers.text.found import found as said_of
from tests.intake.opening import grid, listed
from tests.intake.test_lists import counts, taken


def line(found: Intake, kind: str) -> Finding:
    (one,) = [one for one in found.findings if one.kind == kind]
    return one


def file(*cells: str) -> Foreign:
    ends = (("Elm", "Ash"), ("Elm", "Oak"), ("Ash", "Elm"))
    rows = [[one, two, cell] for (one, two), cell in zip(ends, cells, strict=True)]
    return Foreign("moves.csv", (grid([["origin", "destination", "persons"], *rows]),))


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        (("many", "few", "some"), "unreadable"),
        (("#REF!", "#DIV/0!", "#VALUE!"), "formula"),
        (("=B2*2", "=SUM(A1:A9)", "=B4"), "formula"),
        (("1e400", "1e401", "1e400"), "non-finite"),
        (("", "", ""), "missing"),
        (("45%", "5%", "50 %"), "share"),
    ],
)
def test_the_first_row_its_column_and_its_cell_are_named(
    cells: tuple[str, str, str], kind: str
) -> None:
    found = taken(file(*cells))
    assert found.rows_read == 3
    assert counts(found)[kind] == 3
    told = line(found, "nothing-counted")
    expected = {"file": "moves.csv", "row": "2", "column": "persons", "cell": cells[0]}
    assert (told.rows, told.values) == ((2,), expected)
    title, reason, remedy = said_of(told.kind, 0, told.values)
    assert all(word in reason for word in ("moves.csv", "row 2", "persons", cells[0]))
    assert title
    assert remedy


def test_one_figure_is_enough_and_errors_beside_it_are_named() -> None:
    found = taken(file("7", "#REF!", "=B4"))
    assert counts(found)["counted"] == 1
    assert line(found, "formula").rows == (3, 4)
    assert "nothing-counted" not in counts(found)


def test_a_matrix_of_errors_is_told_by_its_cells() -> None:
    found = taken(listed("To,Elm,Ash\nElm,0,#REF!\nAsh,#REF!,0\n"))
    told = line(found, "nothing-counted")
    assert (told.values["column"], told.values["cell"]) == ("Elm → Ash", "#REF!")


@pytest.mark.parametrize("text", ["a,b,c\nElm,Ash,many\nAsh,Elm,few\n", "hello you\nno table\n"])
def test_where_no_column_is_found_the_row_that_was_tried_is_told(text: str) -> None:
    told = line(taken(listed(text)), "no-moves")
    first = text.partition("\n")[0].replace(",", " | ")
    assert (told.values["row"], told.values["columns"]) == ("1", first)
    assert first in said_of(told.kind, 0, told.values)[1]


@pytest.mark.parametrize(
    ("head", "kind", "waits"),
    [
        ("origin,persons", "origins-alone", "column-destination"),
        ("迁出地,人数", "origins-alone", "column-destination"),
        ("destination,persons", "destinations-alone", "column-origin"),
    ],
)
def test_a_table_of_one_end_says_which_and_what_is_missing(
    head: str, kind: str, waits: str
) -> None:
    found = taken(listed(f"{head}\nElm,67\nAsh,5\nOak,3\n"))
    told = line(found, kind)
    assert (told.rows_count, told.values["places"]) == (3, 3)
    assert [told.values["place"], told.values["count"]] == head.split(",")
    assert waits in found.waits_for
    assert "net migration" in said_of(kind, 3, told.values)[2]


@pytest.mark.parametrize("heading", ["type", "household"])
def test_kinds_of_people_are_no_other_end(heading: str) -> None:
    rows = "Elm,rural,6\nElm,all households,8\nAsh,rural,5\nAsh,urban,2\nOak,rural,3\n"
    found = taken(listed(f"origin,{heading},persons\n{rows}"))
    assert found.flows.empty
    assert "origins-alone" in counts(found)
