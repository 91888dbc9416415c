"""Bad files: each ends in one message, soon, and takes nothing with it."""

from __future__ import annotations

import time

import pytest

from geo.files.confined import WORKS, apart
from geo.files.opened import opened
from geo.files.unreadable import UnreadableFileError
from tests.files.bad_books import BOOKS, COLUMNS, FATAL, OLD, OPEN
from tests.files.bad_texts import CHOSEN, KINDS, PACKED, TEXTS

NAME = "moves.csv"
SECONDS = 10
PLAIN = KINDS | TEXTS | PACKED | BOOKS | OPEN | OLD | COLUMNS
FILES = {name: (content, {}) for name, content in PLAIN.items()} | CHOSEN


def test_there_are_enough_bad_files() -> None:
    assert len(FILES) >= 200
    assert len({content for content, answers in FILES.values() if not answers}) == len(PLAIN)


@pytest.mark.parametrize("name", FILES)
def test_a_bad_file_is_refused_and_says_where_why_and_what_to_do(name: str) -> None:
    content, answers = FILES[name]
    started = time.process_time()
    with pytest.raises(UnreadableFileError) as refused:
        opened(NAME, content, answers)
    assert time.process_time() - started < SECONDS
    told = refused.value
    assert told.where == NAME or told.where.startswith(f"{NAME}, ")
    assert told.reason
    assert told.remedy
    assert str(told).isprintable()
    assert len(str(told)) < 300


@pytest.mark.parametrize(
    ("name", "where"),
    [
        ("open quote in a long file", "row 302"),
        ("two open quotes far apart", "row 302"),
        ("cell of 50 MB", "row 2"),
        ("cell of 500 lines", "row 2"),
        ("NUL in a cell", "line 2"),
        ("UTF-8 with one wrong byte", "line 41"),
        ("document type in a sheet", "xl/worksheets/sheet1.xml"),
        ("Parquet with a cell of 500,000 signs", "column a"),
        ("cells repeated in all ways", "sheet Moves"),
    ],
)
def test_the_row_or_part_is_the_right_one(name: str, where: str) -> None:
    with pytest.raises(UnreadableFileError) as refused:
        opened(NAME, FILES[name][0], {})
    assert refused.value.where == f"{NAME}, {where}"


@pytest.mark.long
@pytest.mark.parametrize("name", FATAL)
def test_what_takes_all_memory_ends_the_child_alone(name: str) -> None:
    started = time.monotonic()
    with pytest.raises(UnreadableFileError) as refused:
        apart("grids", [(NAME, FATAL[name])], {})
    assert refused.value.where.startswith(NAME)
    assert time.monotonic() - started < WORKS["grids"].wall
