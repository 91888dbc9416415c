"""What spreadsheets and people make of the template, told in public by users of other tools.

T03, T04, T05, T07, T11, T13 of the cases from the field, and others of each kind.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from geo.assessment.grid import Reading
from geo.assessment.kinds import Report, report_on
from geo.assessment.loaded import NOTHING
from geo.assessment.loading import Addition, added, known
from geo.assessment.rules import COLUMNS
from geo.build.confined import read_apart
from geo.build.sheet import read_sheet
from geo.files.kinds import OLE
from geo.files.unreadable import UnreadableFileError
from geo.own.known import known_places
from geo.world.world import World
from layers.assessment.report import report
from layers.blocks.markup import spelled
from tests.assessment.test_grid import GOOD, NINTH, csv_of, xlsx_of

pytestmark = pytest.mark.long

Read = Callable[[bytes | str], Reading]
VALUE = {**GOOD, "value": "120"}
WORDS = {**GOOD, "indicator": "Q01"}
WITH = "xl/worksheets/sheet1.xml"


@pytest.fixture
def read(world: World) -> Read:
    """Read a file; what is read is accepted or rejected, and nothing else."""

    def reading(content: bytes | str) -> Reading:
        raw = content.encode() if isinstance(content, str) else content
        found = added(world, read_sheet(raw, COLUMNS), NOTHING).found
        rejected = found.rejected["row"].nunique()
        assert len(found.values) + len(found.sites) + rejected == found.rows_read
        return found

    return reading


def day_and_value(found: Reading) -> list[list[str]]:
    assert found.rejected.empty, found.rejected.to_dict("records")
    return found.values[["date", "value"]].to_numpy().tolist()


def reasons(found: Reading) -> dict[str, str]:
    """Reason by column of a file with one rejected row."""
    assert found.values.empty
    assert found.sites.empty
    return dict(zip(found.rejected["column"], found.rejected["reason"], strict=True))


def book_of(change: Callable[[Workbook], Any]) -> bytes:
    """A workbook with one value, changed."""
    book = Workbook()
    for row in (COLUMNS, [VALUE.get(name) for name in COLUMNS]):
        book.active.append(row)
    change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def edited(content: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same workbook with changed parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.infolist():
            new.writestr(one.filename, change(one.filename, old.read(one)))
    return out.getvalue()


def cut(pattern: bytes, by: bytes = b"") -> bytes:
    def change(name: str, part: bytes) -> bytes:
        return re.sub(pattern, by, part) if name == WITH else part

    return edited(xlsx_of({**VALUE, "asks": "people"}), change)


def with_epoch(book: Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    book.active["F2"] = date(2004, 6, 30)


# T03: exporters with odd sizes and dates.


@pytest.mark.parametrize(
    "content",
    [
        cut(rb'<dimension ref="[^"]*" ?/>', b'<dimension ref="A1"/>'),
        cut(rb'<dimension ref="[^"]*" ?/>'),
        cut(rb'(?<=<c) r="[A-Z]+[0-9]+"'),
        xlsx_of({**VALUE, "date": date(2004, 6, 30)}),
        xlsx_of({**VALUE, "date": datetime.fromisoformat("2004-06-30T23:59")}),
        xlsx_of({**VALUE, "date": "2004/6/30"}),
        book_of(with_epoch),
    ],
    ids=["false size", "no size", "no addresses", "day", "day and time", "text", "1904"],
)
def test_every_row_of_an_odd_workbook_is_read_with_its_day(read: Read, content: bytes) -> None:
    assert day_and_value(read(content)) == [["2004-06-30", "120"]]


def test_a_time_that_goes_is_told_and_a_count_of_days_is_asked(read: Read) -> None:
    found = read(xlsx_of({**VALUE, "date": datetime.fromisoformat("2004-06-30T23:59")}))
    assert found.told["found"].tolist() == ["2004-06-30 23:59:00"]
    assert "2004-06-30?" in reasons(read(xlsx_of({**VALUE, "date": 38168})))["date"]


def test_rows_below_many_empty_ones_are_not_lost(read: Read) -> None:
    row = [VALUE.get(name) for name in COLUMNS]
    content = book_of(lambda book: [book.active.cell(7_000, place, text)
                                    for place, text in enumerate(row, 1)])  # fmt: skip
    assert read(content).rejected["row"].tolist() == [7_000]  # the second with this day


# T04: the first visible sheet with the header, and what was left out.


def other_first(title: str, state: str, *rows: Any) -> Callable[[Workbook], None]:
    def change(book: Workbook) -> None:
        book.active.title = "data"
        sheet = book.create_sheet(title, 0)
        sheet.sheet_state = state
        for row in rows:
            sheet.append(row)

    return change


def chart_first(book: Workbook) -> None:
    book.active.title = "data"
    book.create_chartsheet("plot", 0)


SHEETS = {
    "hidden": (other_first("lists", "hidden", ["a", "b"]), [("lists", "hidden")]),
    "very hidden": (other_first("lists", "veryHidden", ["a"]), [("lists", "hidden")]),
    "hidden header": (other_first("old", "hidden", COLUMNS), [("old", "hidden")]),
    "notes": (other_first("notes", "visible", ["Read me"]), [("notes", "without the header")]),
    "empty": (other_first("Sheet2", "visible"), [("Sheet2", "without the header")]),
    "chart": (chart_first, [("plot", "without the header")]),
}


@pytest.mark.parametrize("case", SHEETS)
def test_the_first_visible_sheet_with_the_header_is_read(read: Read, case: str) -> None:
    change, left_out = SHEETS[case]
    found = read(book_of(change))
    assert day_and_value(found) == [["2004-06-30", "120"]]
    assert (found.sheet.name, found.sheet.left_out) == ("data", left_out)


def test_a_chart_without_its_drawing_does_not_break_a_book(read: Read) -> None:
    whole = book_of(chart_first)
    without = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as old, zipfile.ZipFile(without, "w") as new:
        for one in old.infolist():
            if "chartsheets/_rels" not in one.filename and "drawing" not in one.filename:
                new.writestr(one.filename, old.read(one))
    assert day_and_value(read(without.getvalue())) == [["2004-06-30", "120"]]


def looked(world: World, addition: Addition) -> Report:
    """What became of the rows of a file."""
    found = addition.found
    return report_on(found.sheet.rows, found, known(world), known_places(world))


def test_a_sheet_a_year_tells_the_years_that_were_left_out(world: World) -> None:
    content = book_of(other_first("2003", "visible", COLUMNS, [VALUE.get(n)
                                                             for n in COLUMNS]))  # fmt: skip
    addition = added(world, read_sheet(content, COLUMNS), NOTHING)
    assert addition.found.sheet.left_out == [("data", "with the same header")]
    said = spelled(report(addition, "years.xlsx", looked(world, addition), {}))
    assert "sheet “2003”" in said
    assert "Sheet “data” has the same header and was left out" in said


def test_a_book_without_a_sheet_to_read_says_which_sheets_it_has() -> None:
    def hide(book: Workbook) -> None:
        book.active.sheet_state = "hidden"
        book.create_sheet("notes")

    for content, said in (
        (book_of(hide), "is hidden: Sheet; show it"),
        (book_of(lambda book: (book.active.delete_rows(1), book.create_sheet("b"))),
         "no sheet has the header of the template; found ['Sheet', 'b']"),
    ):  # fmt: skip
        with pytest.raises(UnreadableFileError, match=re.escape(said)):
            read_sheet(content, COLUMNS)


def test_a_title_above_the_header_is_left_out_and_told(read: Read) -> None:
    found = read("Assessment 2004\r\n\r\n" + csv_of(VALUE))
    assert day_and_value(found) == [["2004-06-30", "120"]]
    assert found.sheet.above == [(1, "Assessment 2004")]
    declared = read("sep=;\r\n" + csv_of(VALUE, separator=";"))
    assert day_and_value(declared) == [["2004-06-30", "120"]]


# T05: marks for nothing and errors.

MARKS = ["-", "–", "—", "--", "…", "...", "?", "n/a", "N.A.", "NA", "NULL", "none",
         "无", "無", "缺", "不适用", "not reported", "(not available)", "TBD", "/",
         "***", "Ｎ／Ａ"]  # fmt: skip
ERRORS = ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?", "#NV", "#BEZUG!", "Err:502", "#####",
          "#SPILL!", "#ERROR!"]  # fmt: skip


@pytest.mark.parametrize("mark", MARKS + ERRORS)
@pytest.mark.parametrize("indicator", ["Q01", "Q08"])
def test_a_mark_for_nothing_is_no_report(read: Read, mark: str, indicator: str) -> None:
    row = {**GOOD, "indicator": indicator, "value": mark}
    assert list(reasons(read(csv_of(row)))) == ["value"]
    alone = read(csv_of({**row, "date": "", "source": mark}))
    assert alone.values.empty
    if mark not in ERRORS:
        assert (alone.rows_read, alone.empty_count) == (0, 1)
        assert set(alone.told["read"]) == {"blank"}


@pytest.mark.parametrize(
    "text", ["no change", "none of the offices joined", "无变化", "A", "第1类"]
)
def test_words_that_say_something_are_a_report(read: Read, text: str) -> None:
    assert read(csv_of({**WORDS, "value": text})).values["value"].tolist() == [text]


def test_an_error_cell_is_named_with_its_row(read: Read) -> None:
    def err(book: Workbook) -> None:
        cell = book.active["E2"]
        cell.value, cell.data_type = "#N/A", "e"

    found = read(book_of(err))
    assert found.rejected[["row", "column", "found"]].to_numpy().tolist() == [[2, "value", "#N/A"]]
    assert "error of the spreadsheet" in found.rejected["reason"][0]
    assert "error" in reasons(read(csv_of({**VALUE, "source": "#REF!"})))["source"]


# T07: other kinds of files are named truly.


def packed(**parts: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name.replace("__", "/").replace("_x", ".x"), text)
    return out.getvalue()


def old(stream: str) -> bytes:
    return OLE + bytes(500) + stream.encode("utf-16-le") + bytes(500)


def strict(name: str, part: bytes) -> bytes:
    to = b"http://purl.oclc.org/ooxml/"
    return re.sub(rb"http://schemas.openxmlformats.org/(?=officeDoc|spreadsheetml)", to, part)


KINDS = {
    "password": (old("EncryptedPackage"), "a workbook with a password; remove the password"),
    "xls": (old("Workbook"), "not a whole XLS workbook; save it again as XLSX"),
    "doc": (old("WordDocument"), "a Word document"),
    "ods": (packed(mimetype="application/vnd.oasis.opendocument.spreadsheet", content_xml="<x/>"),
            "not a whole ODS workbook"),
    "docx": (packed(word__document_xml="<x/>"), "a Word document"),
    "strict": (edited(xlsx_of(VALUE), strict), "a workbook in Strict Open XML"),
    "zip": (packed(readme="hello"), "a packed file that holds no workbook"),
    "pdf": (b"%PDF-1.7 ...", "a PDF document"),
    "html named xls": (b"<html><table><tr><td>kind", "a web page, whatever its name ends with"),
    "random bytes": (bytes(range(128, 256)) * 3 + bytes(range(1, 128)), "no text and no workbook"),
    "zero bytes": (bytes(3_000), "no text and no workbook"),
}  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_a_file_of_another_kind_is_named_truly(kind: str) -> None:
    content, said = KINDS[kind]
    with pytest.raises(UnreadableFileError) as refused:
        read_sheet(content, COLUMNS)
    assert said in str(refused.value)
    assert "XLSX" in refused.value.remedy or "save it again" in refused.value.remedy


def test_what_holds_no_text_is_not_to_be_saved_as_text() -> None:
    with pytest.raises(UnreadableFileError) as refused:
        read_sheet(KINDS["random bytes"][0], COLUMNS)
    assert refused.value.remedy == "choose the filled template, saved as XLSX or CSV"


def test_a_workbook_with_macros_is_read(read: Read) -> None:
    plain = b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    kind = b"application/vnd.ms-excel.sheet.macroEnabled.main+xml"
    macro = edited(xlsx_of(VALUE), lambda _, part: part.replace(plain, kind))
    assert day_and_value(read(macro)) == [["2004-06-30", "120"]]


# T11: signs of an input method, names, numbers and days in other spellings.

FOLDED = [
    ("value", "１２０", "120"), ("value", "1\xa0200", "1200"), ("value", "1\u202f200", "1200"),
    ("value", "1 200", "1200"), ("value", "1'200", "1200"), ("value", "1,234,567", "1234567"),
    ("value", "1.234.567", "1234567"), ("value", '="120"', "120"), ("value", "120.0", "120.0"),
    ("date", "２００４－０６－３０", "2004-06-30"), ("date", "2004/6/30", "2004-06-30"),
    ("date", "2004.6.30", "2004-06-30"), ("date", "30.06.2004", "2004-06-30"),
    ("date", "6/30/2004", "2004-06-30"), ("date", "30-Jun-2004", "2004-06-30"),
    ("date", "June 30, 2004", "2004-06-30"), ("date", "2004年6月30日", "2004-06-30"),
    ("date", "2004-06-30T00:00:00Z", "2004-06-30"), ("date", "5/5/2004", "2004-05-05"),
    ("date", "2004−06−30", "2004-06-30"),
    ("indicator", "Ｑ０８", "Q08"), ("indicator", "q8", "Q08"),
    ("site", "Peking", "beijing"), ("site", "Peiping", "beijing"), ("site", "沪", "shanghai"),
    ("site", "迪庆", "diqing"), ("site", "迪庆藏族自治州", "diqing"), ("site", "P7", "diqing"),
    ("site", "533400", "diqing"), ("site", "533400.0", "diqing"), ("site", "Di Qing", "diqing"),
    ("site", "Dí Qìng", "diqing"), ("site", "diqing\u3000", "diqing"),
    ("site", "P7 Diqing", "diqing"), ("site", "Diqing (迪庆)", "diqing"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "found", "said"), FOLDED)
def test_another_spelling_with_one_meaning_is_folded(
    read: Read, column: str, found: str, said: str
) -> None:
    reading = read(csv_of({**VALUE, column: found}))
    assert reading.rejected.empty
    assert reading.values[column].tolist() == [said]
    if found != said and column != "site":
        assert (reading.told["column"].tolist(), reading.told["read"].tolist()) == (
            [column],
            [said],
        )


UNCLEAR = [
    ("value", "1.2万", "万 stands for 10,000"), ("value", "3亿", "亿 stands for"),
    ("value", "1,200", "could be 1200 or 1.200"), ("value", "1.2E+05", "shortened"),
    ("value", "120 people", "with a unit"), ("value", "5%", "with a unit"),
    ("value", "2004-05-09", "perhaps made by a spreadsheet"), ("value", "1\u200b20", "U+200B"),
    ("value", "12²", "write the number alone"), ("date", "5/6/2004", "could be 2004-05-06 or"),
    ("date", "05.06.2004", "could be"), ("date", "30.6.04", "two digits"),
    ("date", "2004", "no date"), ("date", "2099-01-01", "a day to come"),
    ("date", "31/31/2004", "no such day"), ("site", "diqing\u200b", "U+200B ZERO WIDTH SPACE"),
    ("site", "P3 Diqing", "names two sites, Dalian and Diqing"), ("site", "530000", "no such site"),
    ("site", "北京西城区", "no such site"),
    ("asks", "money that the government allocated for carrying out the policies",
     "the text of Q06, but the indicator is Q08"),
    ("province_code", "63", "which lies in Yunnan"), ("lon", "101", "leave it empty"),
]  # fmt: skip


@pytest.mark.parametrize(("column", "found", "reason"), UNCLEAR)
def test_what_is_unclear_or_contradicts_itself_is_rejected_with_the_reason(
    read: Read, column: str, found: str, reason: str
) -> None:
    assert reason in reasons(read(csv_of({**VALUE, column: found})))[column]


def test_an_invisible_sign_is_made_visible(read: Read) -> None:
    found = read(csv_of({**VALUE, "site": "diqing\u200b"}))
    assert found.rejected["found"].tolist() == ["diqing[U+200B]"]


def test_the_same_three_digits_are_asked_where_a_comma_may_part_decimals(read: Read) -> None:
    money = {**VALUE, "indicator": "Q06", "value": "1.234"}
    assert read(csv_of(money)).values["value"].tolist() == ["1.234"]
    assert "could be 1234 or 1.234" in reasons(read(csv_of(money, separator=";")))["value"]
    spelled_out = read(csv_of({**money, "value": "1.234,5"}, separator=";"))
    assert spelled_out.values["value"].tolist() == ["1234.5"]


def test_a_number_of_a_workbook_has_the_digits_that_it_shows(read: Read) -> None:
    for number, said in ((0.1 + 0.2, "0.3"), (1 / 3, "0.333333333333333"), (1e-5, "0.00001")):
        found = read(xlsx_of({**VALUE, "indicator": "Q06", "value": number}))
        assert found.values["value"].tolist() == [said]


# A site and its province.

NAMED = ["63", "630000", "630000.0", "青海", "青海省", "Qinghai", "Qinghai Province", "63 Qinghai"]


@pytest.mark.parametrize("province", NAMED)
def test_a_province_is_known_by_its_names_and_codes(read: Read, province: str) -> None:
    found = read(csv_of({**NINTH, "province_code": province}))
    assert found.sites["province_code"].tolist() == ["63"]


CONTRADICTING = [
    ({"province_code": "53"}, "lon", "km outside Yunnan"),
    ({"lon": "36.62", "lat": "101.77"}, "lon", "changed places"),
    ({"province_code": "63 Yunnan"}, "province_code", "names two, Yunnan and Qinghai"),
    ({"site": "迪庆"}, "site", "exists already"),
    ({"date": "2004-06-30"}, "date", "holds no date"),
]  # fmt: skip


@pytest.mark.parametrize(("changes", "column", "reason"), CONTRADICTING)
def test_two_facts_that_contradict_each_other_are_told(
    read: Read, changes: dict[str, str], column: str, reason: str
) -> None:
    assert reason in reasons(read(csv_of({**NINTH, **changes})))[column]


def test_a_decimal_comma_is_read_in_a_position(read: Read) -> None:
    found = read(csv_of({**NINTH, "lon": "101,771", "lat": "36,62"}, separator=";"))
    assert found.sites[["lon", "lat"]].to_numpy().tolist() == [[101.771, 36.62]]


# T13: merged cells and the same row twice.


def test_rows_below_a_merged_cell_are_named_as_merged(read: Read) -> None:
    def merge(book: Workbook) -> None:
        for indicator in ("Q06", "Q07"):
            book.active.append([None, None, indicator, None, "12"])
        for column in "ABFG":
            book.active.merge_cells(f"{column}2:{column}4")

    found = read(book_of(merge))
    assert len(found.values) == 1
    assert found.rejected["row"].tolist() == [3] * 4 + [4] * 4
    assert set(found.rejected["column"]) == {"kind", "site", "date", "source"}
    assert found.rejected["reason"].str.startswith("merged").all()


def test_the_second_of_two_rows_is_rejected_and_names_the_first(read: Read) -> None:
    found = read(csv_of(VALUE, {**VALUE, "value": "130"}, {**VALUE, "date": "30.6.2004"}))
    assert found.values["value"].tolist() == ["120"]
    assert found.rejected["row"].tolist() == [3, 4]
    assert found.rejected["reason"].str.contains("row 2: 120").all()


# What programs do to lines, columns and encodings.

LINES = csv_of(VALUE, WORDS | {"value": "words, of two parts"}).splitlines()
SAVED_AGAIN = {
    "no ends": "\n".join(line.rstrip(",") for line in LINES),
    "longer ends": "\n".join(line + ",,," for line in LINES),
    "longer ends below": "\n".join([LINES[0], *[line + ",,," for line in LINES[1:]]]),
    "empty rows": "\n,,,,,,,,,,,\n\n".join(["", *LINES, ""]),
    "empty column first": "\n".join("," + line for line in LINES),
    "quoted header": "\n".join([",".join(f'"{name}"' for name in COLUMNS), *LINES[1:]]),
    "header in capitals": "\n".join([LINES[0].upper(), *LINES[1:]]),
    "header with blanks": "\n".join([LINES[0].replace(",", " , "), *LINES[1:]]),
    "lines quoted whole": "\n".join([LINES[0], *['"' + line.replace('"', '""') + '"'
                                                  for line in LINES[1:]]]),
    "two byte-order marks": "\ufeff\ufeff" + "\n".join(LINES),
    "end of an old file": "\n".join(LINES) + "\n\x1a",
}  # fmt: skip


@pytest.mark.parametrize("case", SAVED_AGAIN)
def test_what_a_program_does_to_lines_is_taken(read: Read, case: str) -> None:
    found = read(SAVED_AGAIN[case])
    assert [value for _, value in day_and_value(found)] == ["120", "words, of two parts"]


def test_text_outside_the_columns_is_rejected_and_not_dropped(read: Read) -> None:
    found = read(csv_of(VALUE).rstrip("\r\n") + ",more\r\n")
    assert (found.rows_read, len(found.values)) == (1, 0)
    assert "outside the columns" in found.rejected["reason"][0]


TEXTS = {
    "gb18030": "迪庆州农业局二〇〇四年报告", "cp950": "迪慶州農業局報告",
    "cp1252": "Résumé, Zürich – 3 €",
}  # fmt: skip


@pytest.mark.parametrize("encoding", TEXTS)
def test_a_guessed_encoding_is_said_and_the_text_as_read_is_shown(
    world: World, encoding: str
) -> None:
    content = csv_of({**VALUE, "source": TEXTS[encoding]}).encode(encoding)
    addition = added(world, read_sheet(content, COLUMNS), NOTHING)
    assert addition.found.values["source"].tolist() == [TEXTS[encoding]]
    said = spelled(report(addition, "old.csv", looked(world, addition), {}))
    assert "The encoding is a guess" in said
    assert TEXTS[encoding][:8] in said
    name = {"gb18030": "GB18030", "cp950": "Big5", "cp1252": "Windows-1252"}[encoding]
    assert f"Read as CSV in {name}" in said


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_unicode_is_no_guess(read: Read, encoding: str, separator: str) -> None:
    found = read(csv_of({**VALUE, "source": "迪庆报告"}, separator=separator).encode(encoding))
    assert found.values["source"].tolist() == ["迪庆报告"]
    assert found.sheet.sample == []


@pytest.mark.parametrize("encoding", ["utf-16-le", *TEXTS])
def test_the_confined_child_reads_every_encoding(encoding: str) -> None:
    content = csv_of({**VALUE, "source": TEXTS.get(encoding, "迪庆")}).encode(encoding)
    assert read_apart(content, COLUMNS) == read_sheet(content, COLUMNS)


@pytest.mark.parametrize("change", [case for case, _ in SHEETS.values()])
def test_the_confined_child_reads_every_book(change: Callable[[Workbook], None]) -> None:
    content = book_of(lambda book: (change(book), book["data"].merge_cells("A2:B3")))
    apart = read_apart(content, COLUMNS)
    assert apart == read_sheet(content, COLUMNS)
    assert apart.merged == [(2, "site"), (3, "kind"), (3, "site")]


def test_a_source_that_stands_for_nothing_is_told_from_none(read: Read) -> None:
    for source, said in (("x", "“x” is a mark for nothing"), ("", "no source")):
        found = read(csv_of({**VALUE, "source": source}))
        (reason,) = found.rejected.query("column == 'source'")["reason"]
        assert reason.startswith(said)
    assert read(csv_of({**VALUE, "source": "B"})).values["source"].tolist() == ["B"]
