"""Workbooks and Parquet files that are damaged, hostile, or hold no table."""

from __future__ import annotations

import gzip
import io
import random
import struct
import zipfile
from collections.abc import Callable

import pyarrow as pa
from openpyxl import Workbook
from openpyxl.chart import BarChart

from tests.files.made import (
    ODS_TYPE,
    ROWS,
    biff_of,
    changed,
    ods_cell,
    ods_of,
    ods_rows,
    ole_of,
    parquet_of,
    record,
    shared_xlsx_of,
    without,
    xls_of,
    xlsx_of,
    zip_of,
)

XLSX, ODS, XLS, PARQUET = shared_xlsx_of(), ods_of(), xls_of(), parquet_of()
BARE = parquet_of(compression="none", use_dictionary=False, write_statistics=False)
LOCKED = struct.pack("<HHHH", 1, 1, 1, 1) + bytes(46)
RANDOM = random.Random(7).randbytes(500)
MAP = pa.map_(pa.string(), pa.int32())
TEXT_TYPE = b"application/vnd.oasis.opendocument.text"
SHEET, BOOK, SHARED = "xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/sharedStrings.xml"
TYPES = "[Content_Types].xml"
LAUGHS = (
    b'<!DOCTYPE a [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]>"
)
COMMENT = b"<!--" + random.Random(4).randbytes(3_000).hex().encode() + b"-->"
OUTSIDE = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'


def typed(content: bytes, declared: bytes) -> bytes:
    """Markup that declares a document type below its first line."""
    head, sign, rest = content.partition(b"?>")
    return head + sign + declared + rest if sign else declared + content


def replaced(old: bytes, new: bytes) -> Callable[[bytes], bytes]:
    def change(content: bytes) -> bytes:
        assert old in content
        return content.replace(old, new)

    return change


def in_sheet(old: bytes, new: bytes) -> bytes:
    return changed(XLSX, SHEET, replaced(old, new))


def cell(reference: str) -> bytes:
    row = "".join(filter(str.isdigit, reference))
    return f'<row r="{row}"><c r="{reference}"><v>1</v></c></row></sheetData>'.encode()


def repeated(rows: object, columns: object) -> bytes:
    one = ods_cell("x", f'table:number-columns-repeated="{columns}"')
    about = f'table:number-rows-repeated="{rows}"'
    return ods_of(f"<table:table-row {about}>{one}</table:table-row>")


def _many_sheets(book: Workbook) -> None:
    for number in range(600):
        book.create_sheet(f"s{number}")["A1"] = number


def _chart_alone(book: Workbook) -> None:
    book.create_chartsheet("Chart").add_chart(BarChart())
    book.active.delete_rows(1, 5)


def _lying(content: bytes, name: str) -> bytes:
    """A packed file whose directory says that a part is small."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        about = archive.getinfo(name)
    size = struct.pack("<I", about.file_size)
    at = content.rindex(b"PK\x01\x02", 0, content.rindex(name.encode()))
    content = content[: at + 24] + struct.pack("<I", 10) + content[at + 28 :]
    first = about.header_offset
    assert size in content[first : first + 30] or True
    return content[: first + 22] + struct.pack("<I", 10) + content[first + 26 :]


def _flipped(content: bytes, *places: int) -> bytes:
    changed_ = bytearray(content)
    for place in places:
        changed_[place] ^= 0xFF
    return bytes(changed_)


BOOKS = {
    **{f"workbook cut at {n} %": XLSX[: len(XLSX) * n // 100] for n in (5, 30, 60, 90, 99)},
    "workbook without its book": without(XLSX, BOOK),
    "workbook without its sheet": without(XLSX, SHEET),
    "workbook without the ways to its sheets": without(XLSX, "xl/_rels/workbook.xml.rels"),
    "workbook whose book is no markup": changed(XLSX, BOOK, lambda _: b"\x00\x01"),
    "workbook whose sheet is no markup": changed(XLSX, SHEET, lambda _: b"rubbish"),
    "workbook whose sheet is cut": changed(XLSX, SHEET, lambda one: one[: len(one) // 2]),
    "workbook whose texts are cut": changed(XLSX, SHARED, lambda one: one[: len(one) // 3]),
    "workbook of an empty book": changed(XLSX, BOOK, lambda _: b""),
    "document type in a sheet": changed(XLSX, SHEET, lambda one: typed(one, OUTSIDE)),
    "document type in the book": changed(XLSX, BOOK, lambda one: typed(one, OUTSIDE)),
    "document type in the texts": changed(XLSX, SHARED, lambda one: typed(one, OUTSIDE)),
    "laughs in a sheet": changed(XLSX, SHEET, lambda one: typed(one, LAUGHS)),
    "laughs in the texts": changed(XLSX, SHARED, lambda one: typed(one, LAUGHS)),
    "laughs in the list of types": changed(
        XLSX, "[Content_Types].xml", lambda one: typed(one, LAUGHS)
    ),
    "cell at the far end": in_sheet(b"</sheetData>", cell("XFD1048576")),
    "cell at the far side and another below": in_sheet(
        b"</sheetData>", cell("XFD4").replace(b"</sheetData>", b"") + cell("A900000")
    ),
    "cell beyond every sheet": in_sheet(b"</sheetData>", cell("ZZZ9999999")),
    "9,000 columns": xlsx_of(rows=[list(range(9_000))] * 2),
    "cell of 200,000 signs in a book": changed(XLSX, SHARED, replaced(b"Avon", b"x" * 200_000)),
    "empty book": xlsx_of(rows=[]),
    "book of a heading": xlsx_of(rows=ROWS[:1]),
    "book of one cell": xlsx_of(rows=[["moves"]]),
    "book of blanks": xlsx_of(rows=[[" ", "  "], [" "]]),
    "book of a chart": xlsx_of(_chart_alone),
    "book of 600 sheets": xlsx_of(_many_sheets),
    "book with parts without end": zip_of({**{f"xl/{n}.xml": b"" for n in range(2_100)}}),
    "book that is a bomb": changed(XLSX, SHEET, lambda one: one + b" " * 30_000_000),
    "book with a bomb beside it": zip_of({BOOK: b"<a/>", "xl/media/a.png": bytes(50_000_000)}),
    "book that says it is small": _lying(XLSX, SHARED),
    "book with a wrong sum": _flipped(XLSX, XLSX.index(b"PK\x01\x02") + 16),
    "binary workbook": zip_of({"xl/workbook.bin": b"x"}),
    "Numbers document": zip_of({"Index/Document.iwa": b"x"}),
    "Word document": zip_of({"word/document.xml": b"<a/>", "[Content_Types].xml": b"<a/>"}),
    "presentation": zip_of({"ppt/presentation.xml": b"<a/>"}),
    "book of names alone": zip_of({"xl/workbook.xml": b"", "xl/worksheets/sheet1.xml": b""}),
    "book with a password": ole_of(b"", "EncryptedPackage"),
    "shared text that does not exist": changed(XLSX, SHARED, lambda _: b"<sst/>"),
}

OPEN = {
    **{f"document cut at {share} %": ODS[: len(ODS) * share // 100] for share in (10, 50, 95)},
    "document without content": without(ODS, "content.xml"),
    "document of no markup": changed(ODS, "content.xml", lambda _: b"rubbish"),
    "document cut in its markup": changed(ODS, "content.xml", lambda one: one[: len(one) // 2]),
    "document of nothing": changed(ODS, "content.xml", lambda _: b""),
    "document without rows": ods_of(""),
    "document of an unknown encoding": changed(
        ODS, "content.xml", lambda one: one.replace(b'"UTF-8"', b'"UT"')
    ),
    "document of a heading": ods_of(ods_rows(ROWS[:1])),
    "document of empty cells": ods_of(ods_rows([[None, None], [None]])),
    "document type in a document": changed(ODS, "content.xml", lambda one: typed(one, OUTSIDE)),
    "laughs in a document": changed(ODS, "content.xml", lambda one: typed(one, LAUGHS)),
    "document type behind a long comment": changed(
        ODS, "content.xml", lambda one: typed(one, COMMENT + OUTSIDE)
    ),
    "locked document": changed(ODS, "content.xml", lambda _: random.Random(5).randbytes(900)),
    "text document": zip_of({"mimetype": TEXT_TYPE, "content.xml": b"<a/>"}),
    "document of its first part": zip_of({"mimetype": ODS_TYPE, "content.xml": b"x"})[:80],
    "row repeated without end": repeated(99_999_999, 1),
    "cell repeated without end": repeated(2, 99_999_999),
    "cells repeated in all ways": repeated(1_048_576, 16_384),
    "repeated so many times that no number holds it": repeated("9" * 40, 1),
    "repeated less than never": repeated("-5", "-5"),
    "repeated words times": repeated("many", 1),
    "markup without end": ods_of("<table:table-row>" * 5_000),
}

OLD = {
    **{f"old workbook cut at {size}": XLS[:size] for size in (8, 76, 512, 700, 1_024, 2_000)},
    "old workbook whose sectors are elsewhere": ole_of(biff_of(), chain={2: 100_000}),
    "old workbook whose sectors end early": ole_of(biff_of(), chain={1: 0, 2: 0}),
    "old workbook of a wild sector size": XLS[:30] + b"\xff\xff" + XLS[32:],
    "old workbook with a password": xls_of(globals_=record(0x2F, LOCKED)),
    "old workbook of rubbish": ole_of(random.Random(6).randbytes(3_000)),
    "old workbook of zeros": ole_of(b""),
    "old workbook whose sheet is elsewhere": xls_of(at=900_000),
    "old workbook without cells": xls_of([]),
    "old workbook of a heading": xls_of(ROWS[:1]),
    "old Word document": ole_of(b"x", "WordDocument"),
    "old presentation": ole_of(b"x", "PowerPoint Document"),
    "old workbook of a record that never ends": ole_of(biff_of()[:60] + b"\x03\x02\xff\xff"),
}


def _footer(content: bytes, size: int) -> bytes:
    """A Parquet file whose directory is said to have another size."""
    return content[:-8] + struct.pack("<I", size & 0xFFFFFFFF) + content[-4:]


def _wide(count: int) -> pa.Table:
    return pa.table([pa.array([1, 2])] * count, [f"c{n}" for n in range(count)])


def _bomb() -> bytes:
    """A few bytes that are 100 GB when they are written out."""
    same = pa.DictionaryArray.from_arrays(pa.array([0] * 1_000_000, pa.int32()), ["x" * 100_000])
    return parquet_of(pa.table({"a": same, "b": same}))


COLUMNS = {
    **{f"Parquet cut at {n} %": PARQUET[: len(PARQUET) * n // 100] for n in (2, 30, 60, 95)},
    "Parquet of its mark": b"PAR1",
    "Parquet of two marks": b"PAR1PAR1",
    "Parquet with zeros for a directory": b"PAR1" + bytes(100) + struct.pack("<I", 100) + b"PAR1",
    "Parquet with a random directory": _footer(b"PAR1" + RANDOM + b"sizePAR1", 500),
    "Parquet with too large a directory": _footer(PARQUET, 0x7FFFFFFF),
    "Parquet with a directory of less than nothing": _footer(PARQUET, -1),
    "Parquet without a directory": _footer(PARQUET, 0),
    "Parquet with half a directory": _footer(PARQUET, 40),
    "Parquet with a password": b"PARE" + PARQUET[4:-4] + b"PARE",
    "Parquet whose pages are wrong": PARQUET[:4] + b"\xff" * 120 + PARQUET[124:],
    "Parquet of another mark": PARQUET[:-4] + b"PAR2",
    "Parquet without rows": parquet_of(pa.table({"a": pa.array([], pa.string())})),
    "Parquet without columns": parquet_of(pa.table({})),
    "Parquet of 9,000 columns": parquet_of(_wide(9_000), compression="none"),
    "Parquet of lists": parquet_of(pa.table({"a": [[1, 2], [3]]})),
    "Parquet of records": parquet_of(pa.table({"a": [{"b": 1}, {"b": 2}]})),
    "Parquet of maps": parquet_of(pa.table({"a": pa.array([[("b", 1)]], MAP)})),
    "Parquet of lists of records": parquet_of(pa.table({"a": [[{"b": [1]}]]})),
    "Parquet of bytes alone": parquet_of(pa.table({"geometry": [b"\x01", b"\x02"]})),
    "Parquet with a cell of 500,000 signs": parquet_of(pa.table({"a": ["x" * 500_000, "y"]})),
    "Parquet that unpacks to 100 GB": _bomb(),
    "Parquet of a text with one wrong byte": BARE.replace(b"Avon", b"Av\x80n"),
    "Parquet of wrong texts": PARQUET.replace(b"Avon", b"\xff\xfe\xff\xfe"),
}


FATAL = {
    "old workbook whose table goes round": ole_of(biff_of(), chain={1: 1}),
    # The cells of a sheet are laid out from the first to the last one: too many at once.
    "old workbook of a cell at the far end": ole_of(
        biff_of()[:-4] + record(0x203, struct.pack("<HHHd", 65_535, 65_535, 0, 1.0)) + record(0x0A)
    ),
    "gzip bomb": gzip.compress(bytes(1 << 20)) * 300,
    "cell of 50 MB": b"a,b\n1," + b"x" * 50_000_000 + b"\n2,3\n",
    "Parquet that unpacks to 100 GB": _bomb(),
}
