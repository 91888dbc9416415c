"""The M&E grid, its template, and what becomes of filled and of hostile files."""

from __future__ import annotations

import csv
import gzip
import io
import zipfile
from contextlib import suppress
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from geo.assessment.grid import assessment_grid, read_assessment
from geo.assessment.loaded import template_rows, template_xlsx
from geo.assessment.rules import COLUMNS
from geo.build.limits import MOST_BYTES, MOST_ROWS
from geo.files.unreadable import UnreadableFileError
from geo.lessons.similarity import keyed_sites
from geo.world.world import World

pytestmark = pytest.mark.long

ASKED = pd.DataFrame(
    {
        "indicator_id": ["Q01", "Q06", "Q08"],
        "kind": ["qualitative", "quantitative", "quantitative"],
        "indicator": ["weight", "money", "people"],
    }
)
SITES = ["diqing", "dalian"]
REGIONS = ["53", "63"]
GOOD = {"kind": "value", "site": "Diqing", "indicator": "Q08", "value": "0",
        "date": "2004-06-30", "source": "Report 1"}  # fmt: skip
NINTH = {"kind": "site", "site": "Xining", "source": "Our office", "province_code": "63",
         "lon": "101.77", "lat": "36.62", "partner_type": "NGO"}  # fmt: skip


def csv_of(*rows: dict[str, str], separator: str = ",", end: str = "\r\n") -> str:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator=end)
    writer.writerow(COLUMNS)
    writer.writerows([row.get(name, "") for name in COLUMNS] for row in rows)
    return out.getvalue()


def xlsx_of(*rows: dict[str, object]) -> bytes:
    book = Workbook()
    book.active.append(COLUMNS)
    for row in rows:
        book.active.append([row.get(name) for name in COLUMNS])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def read(content: bytes | str):
    raw = content.encode() if isinstance(content, str) else content
    found = read_assessment(raw, SITES, ASKED, REGIONS)
    rejected = found.rejected["row"].nunique()
    assert len(found.values) + len(found.sites) + rejected == found.rows_read
    return found


def test_the_real_grid_says_not_reported_sixty_four_times(world: World) -> None:
    """Question 7: five and three indicators a site, and nothing reported, never 0."""
    sites = list(keyed_sites(world.table("pilot_sites")).index)
    grid = assessment_grid(sites, world.table("assessment_indicators"))
    assert len(grid) == 8 * (5 + 3)
    assert set(grid["status"]) == {"not reported"}
    assert grid[["value", "date", "source"]].isna().all(axis=None)
    assert grid.groupby("kind").size().to_dict() == {"qualitative": 40, "quantitative": 24}


def test_the_template_is_the_grid_and_says_nothing(world: World) -> None:
    sites = list(keyed_sites(world.table("pilot_sites")).index)
    asked = world.table("assessment_indicators")
    rows = template_rows(sites, asked)
    assert len(rows) == 64
    book = template_xlsx(rows)
    sheet = load_workbook(io.BytesIO(book)).active
    assert [cell.value for cell in sheet[1]] == list(COLUMNS)
    assert sheet.max_row == 65
    assert all(cell.data_type != "f" for line in sheet for cell in line)
    found = read_assessment(book, sites, asked, list(world.counted.index))
    assert (found.rows_read, found.empty_count) == (0, 64)
    assert found.rejected.empty
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *rows])
    again = read_assessment(text.getvalue().encode(), sites, asked, list(world.counted.index))
    assert (again.rows_read, again.empty_count) == (0, 64)


def test_zero_is_a_value_and_every_value_has_its_date_and_source() -> None:
    found = read(csv_of(GOOD))
    (row,) = found.values.to_dict("records")
    assert row == {"row": 2, "site": "diqing", "indicator": "Q08", "value": "0",
                   "date": "2004-06-30", "source": "Report 1"}  # fmt: skip
    grid = assessment_grid(SITES, ASKED, found.values).set_index(["site", "indicator"])
    assert grid.loc[("diqing", "Q08"), "value"] == "0"
    assert grid.loc[("diqing", "Q08"), "status"] == "reported"
    assert (grid["status"] == "not reported").sum() == 5


def test_the_latest_date_counts() -> None:
    later = {**GOOD, "date": "2005-01-31", "value": "7"}
    found = read(csv_of(later, GOOD))
    grid = assessment_grid(SITES, ASKED, found.values).set_index(["site", "indicator"])
    assert grid.loc[("diqing", "Q08"), "value"] == "7"
    assert grid["dates_count"].sum() == grid.loc[("diqing", "Q08"), "dates_count"] == 2


def test_a_ninth_site_brings_its_place_and_its_values() -> None:
    found = read(csv_of({**GOOD, "site": "Xining"}, NINTH))
    (site,) = found.sites.to_dict("records")
    assert (site["site"], site["name"], site["lon"]) == ("xining", "Xining", 101.77)
    assert found.values["site"].tolist() == ["xining"]
    grid = assessment_grid([*SITES, "xining"], ASKED, found.values)
    assert len(grid) == 9


def test_a_workbook_reads_like_a_table() -> None:
    typed = {**GOOD, "value": 12.0, "date": date(2004, 6, 30)}
    assert read(xlsx_of(typed)).values["value"].tolist() == ["12"]
    assert read(xlsx_of(typed)).values["date"].tolist() == ["2004-06-30"]
    assert len(read(xlsx_of(GOOD, NINTH)).sites) == 1


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_encodings_separators_and_line_ends(encoding: str, separator: str, end: str) -> None:
    text = csv_of({**GOOD, "source": "迪庆报告"}, separator=separator, end=end)
    found = read(text.encode(encoding))
    assert found.values["source"].tolist() == ["迪庆报告"]
    assert found.sheet.separator == separator


def test_a_formula_is_text_and_never_runs() -> None:
    hostile = {**GOOD, "indicator": "Q01", "value": "=cmd|'/c calc'!A1", "source": "'=1+1"}
    found = read(csv_of(hostile))
    assert found.values["value"].tolist() == ["=cmd|'/c calc'!A1"]
    assert found.values["source"].tolist() == ["=1+1"]
    counted = read(csv_of({**GOOD, "value": "=1+1"}))
    assert counted.values.empty
    assert counted.rejected["column"].tolist() == ["value"]
    # A workbook gives what was last worked out; one never worked out gives nothing.
    assert read(xlsx_of({**GOOD, "value": "=1+1"})).rejected["column"].tolist() == ["value"]


WRONG_CELLS = [
    ({"site": "atlantis"}, "site"), ({"site": ""}, "site"), ({"indicator": "Q99"}, "indicator"),
    ({"indicator": ""}, "indicator"), ({"kind": "note"}, "kind"), ({"kind": ""}, "kind"),
    ({"value": ""}, "value"), ({"value": "many"}, "value"), ({"value": "-1"}, "value"),
    ({"value": "nan"}, "value"), ({"value": "inf"}, "value"), ({"value": "1e400"}, "value"),
    ({"value": "1.5"}, "value"), ({"value": "1,200"}, "value"), ({"value": "٣"}, "value"),
    ({"value": "9" * 30}, "value"), ({"value": "0x10"}, "value"),
    ({"indicator": "Q01", "value": "12"}, "value"), ({"indicator": "Q01", "value": "-3"}, "value"),
    ({"indicator": "Q01", "value": "x" * 1001}, "value"),
    ({"date": ""}, "date"), ({"date": "05.06.2004"}, "date"), ({"date": "2004-02-30"}, "date"),
    ({"date": "2004-13-01"}, "date"), ({"date": "0000-01-01"}, "date"),
    ({"date": "1900-01-01"}, "date"), ({"date": "10000-01-01"}, "date"), ({"date": "2004"}, "date"),
    ({"source": ""}, "source"), ({"source": "x" * 1001}, "source"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "column"), WRONG_CELLS)
def test_a_wrong_cell_is_named_with_its_row_and_reason(wrong: dict, column: str) -> None:
    found = read(csv_of(GOOD, {**GOOD, "date": "2004-07-01", **wrong}))
    assert len(found.values) == 1
    assert set(found.rejected["row"]) == {3}
    assert column in set(found.rejected["column"])
    assert found.rejected["reason"].str.len().min() > 5
    assert found.rejected["found"].str.len().max() <= 80


WRONG_SITES = [
    ({"site": "Diqing"}, "site"), ({"site": ""}, "site"), ({"site": "a,b"}, "site"),
    ({"site": "<>"}, "site"), ({"province_code": "99"}, "province_code"),
    ({"province_code": ""}, "province_code"), ({"lon": "500"}, "lon"), ({"lat": "nan"}, "lat"),
    ({"lat": ""}, "lat"), ({"partner_type": "army"}, "partner_type"), ({"source": ""}, "source"),
    ({"value": "3"}, "value"), ({"partner": "x" * 1001}, "partner"),
]  # fmt: skip


@pytest.mark.parametrize(("wrong", "column"), WRONG_SITES)
def test_a_wrong_site_takes_its_values_with_it(wrong: dict, column: str) -> None:
    found = read(csv_of({**NINTH, **wrong}, {**GOOD, "site": "Xining"}))
    assert found.sites.empty
    assert found.values.empty
    assert column in set(found.rejected.loc[found.rejected["row"] == 2, "column"])


def test_the_same_value_twice_and_the_same_site_twice() -> None:
    assert read(csv_of(GOOD, GOOD)).rejected["row"].tolist() == [3]
    assert read(csv_of(NINTH, NINTH)).rejected["row"].tolist() == [3]


def test_ragged_rows_are_rejected_one_by_one() -> None:
    text = csv_of(GOOD) + "value,diqing,Q08,,many\r\n" + ",".join(["value"] * 13) + "\r\n"
    found = read(text)
    assert len(found.values) == 1
    assert set(found.rejected["row"]) == {3, 4}


def bomb(members: int, size: int) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for number in range(members):
            archive.writestr(f"xl/{number}.xml", b"0" * size)
    return out.getvalue()


def with_doctype() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(xlsx_of(GOOD))) as whole, zipfile.ZipFile(out, "w") as archive:
        for one in whole.infolist():
            text = whole.read(one)
            if one.filename.endswith("sheet1.xml"):
                text = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + text
            archive.writestr(one.filename, text)
    return out.getvalue()


HEADER = ",".join(COLUMNS)
BAD_FILES = {
    "empty": b"",
    "blank": b" \r\n \n",
    "no header": b"value,diqing,Q08,,0,2004-06-30,Report,,,,,\r\n",
    "one word": b"hello",
    "html": b"<html><body>,</body></html>",
    "nul": (csv_of(GOOD) + "\x00").encode(),
    "nul header": ("\x00" + HEADER).encode(),
    "lost column": HEADER.replace(",source", "").encode(),
    "column twice": HEADER.replace("lat", "lon").encode(),
    "unknown column": HEADER.replace("lat", "height").encode(),
    "ten thousand columns": ",".join(f"c{n}" for n in range(10_000)).encode(),
    "open quote": (HEADER + '\r\n"value,diqing').encode(),
    "stray quote": (HEADER + '\r\n"value"x,diqing').encode(),
    "long cell": csv_of({**GOOD, "source": "x" * 6_000}).encode(),
    "longer cell": csv_of({**GOOD, "source": "x" * 200_000}).encode(),
    "too many bytes": csv_of(GOOD).encode() + b"\n" * MOST_BYTES,
    "too many rows": csv_of(*[GOOD] * (MOST_ROWS + 1)).encode(),
    "gzip": gzip.compress(csv_of(GOOD).encode()),
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "old workbook": b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512),
    "zip of nothing": b"PK\x05\x06" + bytes(18),
    "zip that is no workbook": bomb(1, 10),
    "half a workbook": xlsx_of(GOOD)[:2_000],
    "broken workbook": xlsx_of(GOOD)[:1_500] + bytes(500) + xlsx_of(GOOD)[2_000:],
    "too many parts": bomb(51, 1),
    "zip bomb": bomb(1, 3_000_000),
    "document type": with_doctype(),
    "empty workbook": template_xlsx([])[:-40],
    "damaged first bytes": b"PK\x03\x05" + template_xlsx([])[4:],
}


@pytest.mark.parametrize("name", [*BAD_FILES, "too many rows in a workbook"])
def test_a_bad_file_is_refused_with_place_reason_and_remedy(name: str) -> None:
    content = BAD_FILES.get(name) or xlsx_of(*[GOOD] * (MOST_ROWS + 1))
    with pytest.raises(UnreadableFileError) as refused:
        read_assessment(content, SITES, ASKED, REGIONS)
    error = refused.value
    assert error.where.startswith(("the file", "line ", "xl/"))
    assert len(error.reason) > 5
    assert error.remedy
    assert len(str(error)) < 400


CELLS = st.sampled_from(["", "value", "site", "diqing", "Q01", "Q08", "0", "-1", "x", "2004-06-30",
                         "2004-02-31", "'=1", "53", "100", "30", "Report", '"', "\n"])  # fmt: skip


@given(st.lists(st.lists(CELLS, min_size=12, max_size=12), max_size=12))
@settings(max_examples=80, deadline=None, derandomize=True, database=None)
def test_accepted_and_rejected_are_all_that_was_read(rows: list[list[str]]) -> None:
    found = read(csv_of(*[dict(zip(COLUMNS, row, strict=True)) for row in rows]))
    filled = sum(any(cell.strip() for cell in row) for row in rows)
    assert found.rows_read + found.empty_count == filled
    assert found.values[["date", "source"]].ne("").all(axis=None)


@given(st.binary(max_size=400))
@settings(max_examples=200, deadline=None, derandomize=True, database=None)
def test_no_bytes_break_the_reader(content: bytes) -> None:
    for raw in (content, HEADER.encode() + b"\n" + content, b"PK\x03\x04" + content):
        with suppress(UnreadableFileError):
            read(raw)
