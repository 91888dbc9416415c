"""Grids of good files: every kind, encoding and separator that people send."""

from __future__ import annotations

import gzip
from datetime import date, datetime

import pyarrow as pa
import pytest
from openpyxl import Workbook

from geo.files.confined import apart
from geo.files.decoding import ENCODINGS
from geo.files.grid import Grid
from geo.files.opened import opened
from geo.files.separators import SEPARATORS
from geo.files.unreadable import UnreadableFileError
from tests.files.made import (
    ROWS,
    csv_of,
    ods_cell,
    ods_of,
    ods_rows,
    parquet_of,
    shared_xlsx_of,
    xls_of,
    xlsx_of,
    zip_of,
)

TEXTS = [["origin", "destination", "moves"], ["Avon", "Bath", "12"], ["Bath", "Avon", "7.5"]]
CSV = csv_of().encode()
WORDS = {
    "utf-8-sig": "Łódź,東京,Zürich",
    "utf-16": "Łódź,東京,Zürich",
    "gb18030": "\u5eb7\u5b9a\u53bf,\u6606\u660e\u5e02,\u8fc1\u5165\u5730",
    "cp950": "\u81fa\u5357\u5e02,\u9ad8\u96c4\u5e02,\u9077\u5165\u5730",
    "cp932": "東京都,転入先,さいたま市",
    "euc_jp": "東京都から,大阪府へ,さいたま市",
    "cp949": "서울특별시 부산광역시 대구,인천광역시 경기도 강원도 제주,충청북도 전라남도 경상남도",
    "cp1252": "Ærøskøbing,Zürich,São Paulo",
    "cp1250": "Łódź i Świętokrzyskie,Małopolskie,Żywiec ślązak gęś",
    "cp1251": "Московская область,Краснодарский край,Татарстан",
}


def grid_of(content: bytes, **answers: str) -> Grid:
    return opened("moves", content, answers).grids[0]


def rows_of(content: bytes, **answers: str) -> list[list[str | None]]:
    cells = grid_of(content, **answers).cells
    return [list(row.values()) for row in cells.to_pylist()]


SAME = [
    CSV, b"\xef\xbb\xbf" + CSV, CSV.replace(b"\n", b"\r\n"), CSV.replace(b"\n", b"\r"),
    csv_of(separator=";").encode("utf-16"), csv_of(separator="\t").encode("utf-16-le"),
    csv_of(separator="|").encode(), gzip.compress(CSV), zip_of({"in/moves.csv": CSV}),
    CSV + b"\x1a", b"sep=,\n" + CSV, b'"sep=\t"\n' + csv_of(separator="\t").encode(),
    xlsx_of(), shared_xlsx_of(), ods_of(), xls_of(), zip_of({"moves.xlsx": xlsx_of()}),
]  # fmt: skip


@pytest.mark.parametrize("content", SAME, ids=range(len(SAME)))  # bytes hold the hour
def test_the_same_table_in_every_kind_is_the_same_grid(content: bytes) -> None:
    assert rows_of(content) == TEXTS


def test_parquet_names_its_columns_apart() -> None:
    grid = grid_of(parquet_of())
    assert grid.headings == tuple(TEXTS[0])
    assert rows_of(parquet_of()) == TEXTS[1:]


@pytest.mark.parametrize("encoding", WORDS)
def test_an_encoding_is_known_by_its_text(encoding: str) -> None:
    content = f"{WORDS[encoding]}\n1,2,3\n".encode(encoding)
    grid = grid_of(content)
    assert grid.traits["encoding"] == encoding
    assert rows_of(content)[0] == WORDS[encoding].split(",")
    assert encoding in ENCODINGS


def test_a_chosen_encoding_overrides_the_guess() -> None:
    content = "Łódź,1\nKraków,2\n".encode("cp1250")
    assert rows_of(content, encoding="cp1250")[0] == ["Łódź", "1"]
    assert rows_of(content, encoding="latin-1")[0] != ["Łódź", "1"]


@pytest.mark.parametrize("sign", SEPARATORS[:4])
def test_a_separator_is_known_by_its_rows(sign: str) -> None:
    content = csv_of(separator=sign).encode()
    assert grid_of(content).traits["separator"] == sign


@pytest.mark.parametrize(
    ("text", "sign", "decimal"),
    [
        ("a;b;c\nx;1,5;2,5\ny;2,5;3,5\n", ";", ","),
        ("a;b;c\nx;1.234,5;2,5\n", ";", ","),
        ("a,b\n1.25,2\n", ",", "."),
        ('a,b\n"x; y",2\n"z; w",3\n', ",", ""),
        ("a\tb\nx, y\t1\nz, w\t2\n", "\t", ""),
        ('a,b\n"1,234",2\n', ",", ""),
        ("a,b,c\nx; y,1,2\nz; w,3,4\n", ",", ""),
        ("title, with a comma\n\na;b;c\n1;2;3\n4;5;6\n", ";", ""),
        ("one\ntwo\n", "", ""),
    ],
)
def test_separators_and_decimals(text: str, sign: str, decimal: str) -> None:
    traits = grid_of(text.encode()).traits
    assert (traits["separator"], traits.get("decimal", "")) == (sign, decimal)


def test_chosen_separators_and_decimals_are_kept() -> None:
    grid = grid_of(b"a;b,c\n1;2,3\n", separator=";", decimal=",")
    assert grid.cells.num_columns == 2
    assert grid.traits["decimal"] == ","
    assert rows_of(b"a b  c\n1 2 3\n", separator=" ") == [["a", "b", "c"], ["1", "2", "3"]]


def test_ragged_rows_stand_where_they_stood() -> None:
    text = "Moves\n\na,b,c\n1,2,3\n4,5\n6,7,8,9\n\n1,2,3\n"
    assert rows_of(text.encode()) == [
        ["Moves", None, None, None], [None] * 4, ["a", "b", "c", None], ["1", "2", "3", None],
        ["4", "5", None, None], ["6", "7", "8", "9"], [None] * 4, ["1", "2", "3", None],
    ]  # fmt: skip


def test_rows_of_both_parsers_are_the_same() -> None:
    """An odd quote within a cell sends the same rows through the slower parser."""
    text = 'a,b,c\n"x\ny",2,3\n4,5\n\n"6 ""seven""",7,8,9\n'
    slow = text.replace("4,5", '4",5')
    quick, slower = rows_of(text.encode()), rows_of(slow.encode())
    assert slower == [[cell and cell.replace("4", '4"') for cell in row] for row in quick]
    assert quick[1][0] == "x\ny"
    assert quick[4][0] == '6 "seven"'


def test_cells_of_blanks_are_null_and_other_blanks_stay() -> None:
    content = 'a,b,c\n \t,  ,\u3000\n x ,"",2\n'.encode()
    assert rows_of(content)[1:] == [[" \t", None, None], [" x ", None, "2"]]


def test_a_mark_for_the_separator_is_no_row() -> None:
    grid = grid_of(b"sep=;\na;b\n1;2\n")
    assert grid.first_row == 2
    assert grid.rows_count == 2


def test_columns_at_fixed_places() -> None:
    lines = [
        "Moves by place",
        *(
            f"{n:02d} {place:12}{n * 37:6,}"
            for n, place in enumerate(["Avon", "New Bath", "Castle Combe"] * 20)
        ),
    ]
    content = "\n".join(lines).encode()
    assert grid_of(content).traits["separator"] == "fixed"
    assert rows_of(content)[:3] == [
        ["Moves by place", None, None], ["00", "Avon", "0"], ["01", "New Bath", "37"],
    ]  # fmt: skip


def test_a_heading_line_and_its_indented_rows_have_columns_of_their_own() -> None:
    block = "06 001   Avon Total              900\n  06 013 Bath              Ca    120\n  41 085 Castle            Or     80\n"  # noqa: E501
    rows = rows_of(block.encode() * 30)
    assert rows[0] == ["06001", None, "Avon Total", None, "900"]
    assert rows[1] == [None, "06013", "Bath", "Ca", "120"]
    assert rows[2] == [None, "41085", "Castle", "Or", "80"]


def test_a_figure_wider_than_its_column_stays_one_and_titles_are_one_cell() -> None:
    lines = ["Avon      Ca     120       7", "Bath      Ca      80      12"] * 200
    wide = "Castle    Ca  105138  185932"
    cells = rows_of("\n".join(["All moves between the places of the west", *lines, wide]).encode())
    assert cells[-1] == ["Castle", "Ca", "105138", "185932"]
    assert cells[0] == ["All moves between the places of the west", None, None, None]


def test_an_indent_beyond_all_codes_is_a_row_without_them() -> None:
    rows = [f"R{a}   R{b}   {a * b:4}" for a in range(5) for b in range(5)]
    indented = " " * 12 + "7"
    cells = rows_of("\n".join([*rows, indented, *rows]).encode())
    assert [cell for cell in cells[len(rows)] if cell] == ["7"]


def test_sheets_hidden_and_empty_ones_are_told() -> None:
    def change(book: Workbook) -> None:
        book.create_sheet("Empty")
        hidden = book.create_sheet("Hidden")
        hidden["A1"], hidden["A2"], hidden.sheet_state = "x", 1, "hidden"
        book.create_chartsheet("Chart")

    found = opened("moves.xlsx", xlsx_of(change), {})
    assert [(one.name, one.traits.get("hidden")) for one in found.grids] == [
        ("Sheet", None),
        ("Hidden", "yes"),
    ]
    assert found.left_out == (("Empty", "empty"), ("Chart", "chart"))


def test_a_merged_cell_stands_in_all_its_cells_and_is_told() -> None:
    def change(book: Workbook) -> None:
        book.active["B6"], book.active["B7"], book.active["D7"] = "from", 1, 2
        book.active.merge_cells("B6:D6")

    grid = grid_of(xlsx_of(change))
    assert grid.merged == ((5, 1, 1, 3),)
    assert list(grid.cells.to_pylist()[5].values()) == [None, "from", "from", "from"]


def test_a_merged_cell_of_an_open_document() -> None:
    spanned = ods_cell("from", 'table:number-columns-spanned="2"') + "<table:covered-table-cell/>"
    grid = grid_of(ods_of(f"<table:table-row>{spanned}</table:table-row>{ods_rows()}"))
    assert grid.merged == ((0, 0, 1, 2),)
    assert list(grid.cells.to_pylist()[0].values()) == ["from", "from", None]


def test_typed_cells_are_written_plainly() -> None:
    def change(book: Workbook) -> None:
        book.active.append([date(2020, 11, 1), True, 0.1 + 0.2])
        book.active.append([1e14, -3.0, "=1+1"])

    assert rows_of(xlsx_of(change))[3:] == [
        ["2020-11-01", "TRUE", "0.3"],
        ["100000000000000", "-3", None],
    ]


def test_columns_of_parquet_are_written_plainly() -> None:
    table = pa.table(
        {
            "code": pa.array([1001, None], pa.int32()), "share": [0.1, 2.0],
            "moves": pa.array([12.0, float("nan")]), "small": pa.array([1e-7, 123456789012.0]),
            "day": [datetime(2020, 11, 1), datetime(2020, 11, 1, 12, 30)], "is_sure": [True, None],  # noqa: DTZ001
            "name": pa.array(["Avon", " "]).dictionary_encode(), "shape": [b"\x01", b"\x02"],
        }
    )  # fmt: skip
    found = opened("moves.parquet", parquet_of(table), {})
    assert found.left_out == (("shape", "binary"),)
    assert rows_of(parquet_of(table)) == [
        ["1001", "0.1", "12", "0.0000001", "2020-11-01", "TRUE", "Avon"],
        [None, "2", None, "123456789012", "2020-11-01 12:30:00", None, None],
    ]


def test_times_of_a_zone_are_written_without_its_rules() -> None:
    """Those stand in a file, which the child may not open."""
    at = pa.array([1_577_934_000, None], pa.timestamp("s", "Asia/Shanghai"))
    content = parquet_of(pa.table({"at": at, "moves": [1, 2]}))
    told, tables = apart("grids", [("moves.parquet", content)], {})
    assert told["files"][0]["grids"][0]["headings"] == ["at", "moves"]
    assert tables["0-0"].column(0).to_pylist() == ["2020-01-02 03:00:00 UTC", None]


def test_empty_rows_and_columns_behind_the_cells_are_no_rows() -> None:
    repeated = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'  # noqa: E501
    assert rows_of(ods_of(ods_rows() + repeated)) == TEXTS
    assert rows_of(shared_xlsx_of([*ROWS, ["", ""], [None]])) == TEXTS


def test_a_name_decides_nothing() -> None:
    assert opened("moves.csv", xlsx_of(), {}).grids[0].traits["kind"] == "xlsx"
    assert opened("moves.xlsx", CSV, {}).grids[0].traits["kind"] == "csv"
    with pytest.raises(UnreadableFileError, match=r"moves\.xlsx: a web page"):
        opened("moves.xlsx", b"<html>", {})


def test_a_million_rows_are_read_in_little_time_and_memory() -> None:
    """The rows of the largest list are no cells of Python: their bytes are known beforehand."""
    line = b"1001,1003,Avon County,Bath County,12,30,2019,all,x\n"
    grid = grid_of(b"o,d,from,to,n1,n2,year,sex,note\n" + line * 1_000_000)
    assert (grid.rows_count, grid.cells.num_columns) == (1_000_001, 9)
    assert grid.cells.nbytes < 2 * len(line) * 1_000_000


def test_a_packed_file_that_is_no_project_and_no_table_says_so() -> None:
    for content in (b"hello", b"a note of one line, with a comma\n", b""):
        with pytest.raises(UnreadableFileError) as told:
            opened("bundle.zip", zip_of({"a.txt": content}), {})
        said = str(told.value)
        assert said.startswith("bundle.zip")
        assert "a.txt" in said
        assert "only one row" not in said
    with pytest.raises(UnreadableFileError, match=r"no project of this page; .*a\.txt.* no table"):
        opened("bundle.zip", zip_of({"a.txt": b"hello"}), {})
    with pytest.raises(UnreadableFileError, match=r"2 files \(a\.txt, b\.txt\), and no project"):
        opened("bundle.zip", zip_of({"a.txt": b"hello", "b.txt": b"hello"}), {})
    with pytest.raises(UnreadableFileError, match=r"^bundle\.zip, a\.pdf: a PDF document"):
        opened("bundle.zip", zip_of({"a.pdf": b"%PDF-1.7"}), {})
