"""What the panel counts and marks is what it shows: proposals, open things, rows and cells."""

from __future__ import annotations

import re

import pytest

from geo.outlines.told import Choice, Finding
from layers.blocks.markup import plain, spelled
from layers.own import report, words
from layers.own.choices import choices
from layers.own.reading import Reading
from tests.intake.opening import listed
from tests.intake.test_lists import taken

CHOICES = (
    Choice("unit", "persons", is_asked=True),
    Choice("factor", "1", is_asked=True),
    Choice("period", "", is_asked=True),
    Choice("interval", "", is_asked=True),
)


def test_what_is_counted_as_proposed_is_what_is_marked_and_can_be_confirmed() -> None:
    said = spelled(choices(CHOICES, {}))
    counted = int(words.ready(Reading(choices=CHOICES)).split(" ")[0])
    assert counted == said.count("proposed, please look") == said.count('data-own="right"') == 2
    assert said.count("not known, it may stay so") == 2
    assert "2 things are not known" in words.ready(Reading(choices=CHOICES))


@pytest.mark.parametrize(
    ("shape", "read", "said"),
    [("list", "16 rows read", r"16 rows\b"), ("matrix", "16 cells read", r"16 cells\b")],
)
def test_cells_of_a_matrix_are_no_rows(shape: str, read: str, said: str) -> None:
    found = (Finding("counted", "accepted", 16, (2, 3), persons=4.0),)
    reading = Reading((Choice("shape", shape),), found, rows_read=16)
    words_of_report = plain(report.report(reading))
    assert words_of_report.startswith(read)
    assert len(re.findall(said, words_of_report)) == 3
    other = "cell" if shape == "list" else r"\d rows"
    assert not re.search(other, words_of_report)


def test_figures_of_a_row_with_several_are_no_rows() -> None:
    found = taken(listed("origin,destination,2010,2020\nA,B,9,8\nB,A,8,7\n"))
    reading = Reading(found.choices, found.findings, rows_read=found.rows_read)
    assert report.balance(reading) == "4 cells read = 4 accepted + 0 rejected + 0 set aside."


def test_a_number_of_places_is_no_number_of_rows() -> None:
    found = (Finding("without-shape", "told", 3, texts=("A", "B", "C")),)
    balance, _stop, lines = plain(report.report(Reading(findings=found))).partition(".")
    assert balance.startswith("0 rows read")
    assert "rows" not in lines


@pytest.mark.parametrize(
    ("name", "basis"),
    [("own2.csv", ""), ("census_own.csv", "counted"), ("gravity_model_predicted.csv", "modelled")],
)
def test_nothing_is_a_full_count_because_nobody_says_otherwise(name: str, basis: str) -> None:
    found = taken(listed("origin,destination,persons\nA,B,9\nB,A,8\n", name))
    (asked,) = [one for one in found.choices if one.key == "basis"]
    assert (asked.value, asked.is_asked, asked.is_needed) == (basis, True, False)
