"""The confined child: it says what this process says, and takes no more than is allowed."""

from __future__ import annotations

import subprocess
from dataclasses import replace

import pytest

from geo.files import confined
from geo.files.confined import WORKS, apart
from geo.files.opened import apart as here
from geo.files.unreadable import UnreadableFileError
from tests.files.made import csv_of, ods_of, parquet_of, shared_xlsx_of, xls_of, xlsx_of, zip_of
from tests.files.test_opened import WORDS

pytestmark = pytest.mark.long

GOOD = [
    ("moves.csv", csv_of().encode()),
    ("moves.xlsx", xlsx_of()),
    ("shared.xlsx", shared_xlsx_of()),
    ("moves.xls", xls_of()),
    ("moves.ods", ods_of()),
    ("moves.parquet", parquet_of()),
    ("moves.zip", zip_of({"moves.csv": csv_of().encode()})),
    *((name, f"{text}\n1,2,3\n".encode(name)) for name, text in WORDS.items()),
]


def test_a_child_reads_every_kind_as_this_process_does() -> None:
    """Libraries and codecs are loaded before the child loses its right to open files."""
    told, tables = apart("grids", GOOD, {"answers": {}})
    expected, grids = here(GOOD, {"answers": {}})
    assert [one["name"] for one in told["files"]] == [name for name, _ in GOOD]
    assert [one["grids"][0]["traits"] for one in told["files"]] == [
        one["grids"][0]["traits"] for one in expected["files"]
    ]
    assert tables == grids


def test_answers_reach_the_child_and_refusals_come_back() -> None:
    told, tables = apart("grids", [("a", b"a;b\n1;2\n")], {"answers": {"separator": ","}})
    assert told["files"][0]["grids"][0]["traits"]["separator"] == ","
    assert tables["0-0"].num_columns == 1
    with pytest.raises(UnreadableFileError, match=r"moves\.csv: a PDF document"):
        apart("grids", [("moves.csv", b"%PDF-1.7")], {})


DEEDS = {
    "memory": "bytearray(2 << 30)",
    "memory of tables": "__import__('pyarrow').allocate_buffer(2 << 30)",
    "a file": "open('/etc/hostname')",
    "a new file": "open('left-behind', 'w')",
    "a connection": "__import__('socket').socket()",
    "a program": "__import__('subprocess').run(['true'])",
    "a signal": "__import__('os').kill(__import__('os').getpid(), 9)",
    "computing": "sum(iter(int, 1))",
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_a_file_could_make_the_child_do_ends_only_the_child(
    deed: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = replace(WORKS["grids"], computing=2)
    start = f"import sys, {confined.__name__} as child; child.confine(child.Work('', computing=2))"
    child = f"import pyarrow; {start}; {DEEDS[deed]}; print('{{}}')"
    run = subprocess.run
    monkeypatch.setitem(confined.WORKS, "grids", work)
    monkeypatch.setattr(
        "geo.files.confined.subprocess.run",
        lambda command, **options: run([command[0], "-c", child], **options),
    )
    with pytest.raises(UnreadableFileError, match="more memory or time than is allowed") as refused:
        apart("grids", [("moves.csv", b"x")], {})
    assert refused.value.where == "moves.csv"


def test_a_fault_of_the_child_is_told_apart_from_a_limit_with_its_cause() -> None:
    with pytest.raises(UnreadableFileError, match="something in it cannot be read") as refused:
        apart("grids", [("moves.csv", b"a,b\n1,2\n")], {"answers": 3})
    assert "AttributeError" in str(refused.value.__cause__)


def test_only_registered_work_is_done() -> None:
    with pytest.raises(KeyError):
        apart("os", [], {})
    assert {one.memory for one in WORKS.values()} <= {confined.GB, confined.GB * 3 // 2}
