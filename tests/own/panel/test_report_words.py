"""Every kind of finding and every question has words, and no words stand for nothing."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from geo.assessment.kinds import SITE_FINDINGS
from geo.intake.report import FINDINGS as OF_ROWS
from geo.outlines.told import OUTLINE_FINDINGS, Choice, Finding
from geo.own.told import Told
from layers.blocks.markup import spelled
from layers.own import report, words
from layers.own.asked import CHOICES, GROUP, asked_of
from layers.own.choices import ANSWERED, ASKED, OPEN, READ, WAITING, state_of
from layers.own.reading import Reading
from layers.text.found import FINDINGS

GEO = Path(__file__).parents[3] / "geo"
MODULES = [*GEO.glob("intake/**/*.py"), *GEO.glob("outlines/**/*.py"), GEO / "own/reading.py"]
OF_TEXT = {"encoding", "separator"}  # asked of a loop over both


def called(name: str) -> Iterator[ast.Call]:
    """Calls of a function or method in the rooms that read files."""
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                function = node.func
                found = getattr(function, "attr", getattr(function, "id", ""))
                if found == name:
                    yield node


def keys() -> set[str]:
    """Keys of the choices as the code has them; what is filled in is a star."""
    found = set()
    for node in (*called("ask"), *called("Choice"), *called("_choice")):
        for one in node.args[:3]:
            if isinstance(one, ast.Constant) and isinstance(one.value, str):
                found.add(one.value)
                break
            if isinstance(one, ast.JoinedStr):
                parts = (getattr(part, "value", "*") for part in one.values)
                found.add("".join(part if isinstance(part, str) else "*" for part in parts))
                break
    return found | OF_TEXT


def test_every_kind_of_finding_has_a_title_a_reason_and_a_remedy() -> None:
    assert {*OF_ROWS, *OUTLINE_FINDINGS, *SITE_FINDINGS} == {*FINDINGS}
    for kind, (title, reason, _remedy) in FINDINGS.items():
        assert title, kind
        assert reason or kind == "counted", kind


def test_what_is_rejected_or_cannot_be_seen_has_a_remedy() -> None:
    parts = {**OF_ROWS, **OUTLINE_FINDINGS, **SITE_FINDINGS}
    silent = [kind for kind, part in parts.items() if part == "rejected" and not FINDINGS[kind][2]]
    assert silent == []


def test_every_question_has_words() -> None:
    asked = {one for one in keys() if re.fullmatch(r"[a-z][a-z:*-]*", one)}
    assert {"direction", "mark:*", "outline-crs", "column-origin"} <= asked | {"column-origin"}
    plain = {one.replace("column-*", "column-origin") for one in asked}
    assert {one for one in plain if asked_of(one)[0] is None} == set()


def test_every_question_with_words_is_asked() -> None:
    of_many = {"mark", "sheet", GROUP, "column-destination", "column-origin"}
    said_of_worlds = set(Told.__dataclass_fields__)
    asked = {one.partition(":")[0] for one in keys()} | of_many | said_of_worlds
    assert {key for key in CHOICES if key not in asked} == set()


@pytest.mark.parametrize(
    ("choice", "state"),
    [
        (Choice("unit", "", is_needed=True), WAITING),
        (Choice("unit", "", is_asked=True, is_needed=True), WAITING),
        (Choice("unit", "", is_asked=True), OPEN),
        (Choice("unit", "persons", is_asked=True), ASKED),
        (Choice("unit", "persons"), READ),
        (Choice("unit", "persons", is_asked=True, is_answered=True), ANSWERED),
        (Choice("unit", "persons", is_needed=True), READ),
    ],
)
def test_how_sure_a_value_is_has_five_words(choice: Choice, state: str) -> None:
    assert state_of(choice) == state


def test_a_title_names_the_end_of_its_key() -> None:
    assert words.title(Choice("mark:<5", "suppressed")) == "“<5” in place of a number"
    assert words.title(Choice("outline-group-state", "yes")) == "Zones by “state”"


def test_evidence_is_said_where_it_says_something() -> None:
    found = Choice("period", "2019", evidence={"file": "2019", "title": "", "other": "x"})
    assert words.evidence(found) == "The name of the file says 2019."


def test_what_nobody_confirmed_is_a_caveat() -> None:
    found = (
        Choice("unit", "persons", is_asked=True),
        Choice("basis", "survey", is_asked=True, is_answered=True),
        Choice("measure", "flow"),
        Choice("period", "", is_asked=True),
    )
    reading = Reading(choices=found)
    said = words.caveats(reading)
    assert said == ["Proposed and not confirmed: What is counted: people."]
    assert words.ready(reading) == (
        "1 thing is proposed and not confirmed: it will stand among the caveats. "
        "1 thing is not known, and may stay so."
    )
    assert words.ready(Reading(choices=found[3:])) == "1 thing is not known, and may stay so."
    assert words.ready(Reading(choices=found[1:3])) == "Nothing waits for an answer."


def test_the_button_waits_for_a_row_that_can_be_used() -> None:
    aside = Reading(findings=(Finding("unmatched", "aside", 5),), rows_read=5)
    assert words.waiting(aside) == "No row can be used: look at the report for the reasons."
    found = Reading(findings=(Finding("counted", "accepted", 5),), rows_read=5)
    assert words.waiting(found) == ""
    assert words.waiting(Reading()) == ""


def test_features_of_boundaries_are_no_rows() -> None:
    findings = (
        Finding("counted", "accepted", 4), Finding("own", "aside", 1),
        Finding("outline-no-shape", "aside", 9), Finding("outline-tangled", "rejected", 3),
    )  # fmt: skip
    reading = Reading(findings=findings, rows_read=5)
    assert report.balance(reading) == "5 rows read = 4 accepted + 0 rejected + 1 set aside."
    assert [one.kind for one in report.of_part(reading, report.OUTLINES)] == [
        "outline-no-shape", "outline-tangled",
    ]  # fmt: skip


@pytest.mark.parametrize(("measure", "is_said"), [("flow", True), ("stock", False)])
def test_stocks_of_several_years_are_not_added_up(measure: str, is_said: bool) -> None:
    found = (Finding("counted", "accepted", 14, persons=1230.0),)
    reading = Reading((Choice("measure", measure),), found, rows_read=14)
    said = spelled(report.report(reading))
    assert ("1,230 people" in said) is is_said
    assert "14 rows" in said
