"""Any small file: nothing is lost between the rows read and the lines of the report."""

from __future__ import annotations

import time

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from geo.files.grid import Foreign
from geo.intake.intake import Intake
from geo.intake.report import FINDINGS
from geo.intake.taking import take
from tests.intake.opening import grid
from tests.intake.test_lists import NOWHERE, TREES

PLACE = st.sampled_from(
    [
        "Elm",
        "Ash",
        "Oak",
        "1",
        "02",
        "3.0",
        "Total",
        "Unknown",
        "Abroad",
        "",
        "Maple",
        "合计",
        "elm ",
    ]
)
FIGURE = st.one_of(
    st.integers(-3, 5000).map(str),
    st.floats(-2, 9e6).map(lambda number: f"{number:.3f}"),
    st.sampled_from(["", "-", "..", "<5", "(D)", "1,234", "1.234,5", "inf", "1e400", "many", "'7"]),
)
CELL = st.one_of(PLACE, FIGURE, st.sampled_from(["from", "to", "persons", "2019", "Til Elm", "F"]))
QUIET = settings(
    max_examples=120,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def holds(found: Intake) -> None:
    """Every row has one fate, and what is counted is in the flows."""
    parts = [one for one in found.findings if one.part != "told"]
    assert found.rows_read == sum(one.rows_count for one in parts)
    assert {one.kind: one.part for one in found.findings}.items() <= FINDINGS.items()
    assert all(len(one.rows) <= 10 and len(one.texts) <= 10 for one in found.findings)
    if not found.waits_for:
        counted = [one.persons or 0.0 for one in parts if one.kind == "counted"]
        assert abs(found.flows["persons"].sum() - sum(counted)) <= 1e-6 * max(sum(counted), 1)
        pairs = found.flows[["origin_code", "destination_code"]]
        assert not (pairs["origin_code"] == pairs["destination_code"]).any()
        assert not found.flows.drop(columns="persons").duplicated().any()
        assert isinstance(found.flows["persons"].dtype, type(pd.Series([1.0]).dtype))


@QUIET
@given(st.lists(st.tuples(PLACE, PLACE, FIGURE), min_size=1, max_size=25), st.booleans())
def test_of_any_list_each_row_has_one_fate(rows: list[tuple[str, ...]], is_known: bool) -> None:
    file = Foreign("list.csv", (grid([("from", "to", "persons"), *rows]),))
    holds(take([file], {}, TREES if is_known else None, NOWHERE))


@QUIET
@given(st.data())
def test_of_any_matrix_each_cell_has_one_fate(data: st.DataObject) -> None:
    names = data.draw(st.lists(PLACE, min_size=2, max_size=6, unique=True))
    rows = [["to", *names]]
    rows += [[name, *data.draw(st.lists(FIGURE, min_size=len(names), max_size=len(names)))]
             for name in names]  # fmt: skip
    holds(take([Foreign("matrix.csv", (grid(rows),))], {}, None, TREES))


@QUIET
@given(
    st.lists(st.lists(CELL, min_size=1, max_size=7), min_size=1, max_size=14),
    st.dictionaries(
        st.sampled_from(["shape", "direction", "heading", "doubles", "column-count", "factor"]),
        st.sampled_from(
            ["list", "matrix", "rows-origin", "none", "3", "once", "persons", "0", "x"]
        ),
        max_size=3,
    ),
)
def test_no_grid_and_no_answer_breaks_the_reading(
    rows: list[list[str]], answers: dict[str, str]
) -> None:
    holds(take([Foreign("any.csv", (grid(rows),))], answers, None, TREES))


@QUIET
@given(st.lists(st.tuples(PLACE, PLACE, FIGURE), min_size=1, max_size=12))
def test_the_same_answers_give_the_same_reading(rows: list[tuple[str, ...]]) -> None:
    file = Foreign("list.csv", (grid([("from", "to", "persons"), *rows]),))
    first = take([file], {}, TREES, NOWHERE)
    # A reader says yes to everything that was proposed.
    answers = {one.key: one.value for one in first.choices if one.value}
    again = take([file], answers, TREES, NOWHERE)
    pd.testing.assert_frame_equal(first.flows, again.flows)
    assert all(one.is_answered for one in again.choices if one.value)


@pytest.mark.parametrize("name", ["9" * 99_000 + "x", "a" + " " * 99_000 + "b", "区" * 99_000])
def test_a_name_of_very_many_signs_is_read_in_a_moment(name: str) -> None:
    """Longer than linear would be minutes: the bound is far from both."""
    rows = [("origin", "destination", "persons"), (name, "Ash", "5"), ("Ash", "Oak", "7")]
    started = time.process_time()
    found = take([Foreign("moves.csv", (grid(rows),))], {}, None, NOWHERE)
    assert time.process_time() - started < 5
    assert found.rows_read == 2


HEADINGS = ("origin", "destination", "persons", "year", "month", "quarter", "age", "sex", "day")
USUAL_ROW = ("Ash", "Oak", "5", "2010", "3", "1", "15-19", "male", "2")
DIGITS = "9" * 5_000
"""More than Python makes a number of (sys.set_int_max_str_digits)."""


@pytest.mark.parametrize("text", [DIGITS, f"{DIGITS}-{DIGITS}", f"2010-{DIGITS}", f"{DIGITS}.5"])
@pytest.mark.parametrize("heading", HEADINGS)
def test_a_number_of_very_many_digits_ends_in_words_wherever_it_stands(
    heading: str, text: str
) -> None:
    at = HEADINGS.index(heading)
    odd = (*USUAL_ROW[:at], text, *USUAL_ROW[at + 1 :])
    for rows in ([HEADINGS, USUAL_ROW, odd], [HEADINGS, odd], [odd, USUAL_ROW]):
        reading = take([Foreign("moves.csv", (grid(rows),))], {}, TREES, NOWHERE)
        holds(reading)
        columns = {one.key: one.value for one in reading.choices}
        holds(take([Foreign("moves.csv", (grid(rows),))], columns, TREES, NOWHERE))


@pytest.mark.parametrize("column", [0, 1])
def test_a_heading_of_very_many_digits_does_too(column: int) -> None:
    years = ["2010", "2015"]
    years[column] = DIGITS
    rows = [("origin", "destination", *years), ("Ash", "Oak", "5", "6"), ("Oak", "Ash", "7", "8")]
    holds(take([Foreign(f"{DIGITS[:200]}.csv", (grid(rows),))], {}, TREES, NOWHERE))
