"""Files of every kind, good and damaged, made in code."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Callable, Mapping, Sequence

import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from openpyxl import Workbook

ROWS = [["origin", "destination", "moves"], ["Avon", "Bath", 12], ["Bath", "Avon", 7.5]]
ODS_TYPE = "application/vnd.oasis.opendocument.spreadsheet"
_ODS_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>'
    "<office:document-content"
    ' xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"'
    ' xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"'
    ' xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
    ' xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
)
_SECTOR = 512
_FREE, _END, _FAT = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD


def csv_of(rows: Sequence[Sequence[object]] = ROWS, separator: str = ",") -> str:
    return "".join(separator.join(map(str, row)) + "\n" for row in rows)


def xlsx_of(change: Callable[[Workbook], None] | None = None, rows: Sequence = ROWS) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    if change:
        change(book)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def shared_xlsx_of(rows: Sequence = ROWS) -> bytes:
    """A workbook whose texts stand in a part of their own, as most programs write it."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def parts_of(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zip_of(parts: Mapping[str, bytes | str], pack: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", pack) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def changed(content: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A packed file with another content of one part."""
    parts = parts_of(content)
    return zip_of(parts | {name: change(parts[name])})


def without(content: bytes, name: str) -> bytes:
    parts = parts_of(content)
    del parts[name]
    return zip_of(parts)


def ods_cell(value: object, about: str = "") -> str:
    if value is None:
        return f"<table:table-cell {about}/>"
    kind = f'"float" office:value="{value}"'
    kind = '"string"' if isinstance(value, str) else kind
    start = f"<table:table-cell office:value-type={kind} {about}>"
    return f"{start}<text:p>{value}</text:p></table:table-cell>"


def ods_rows(rows: Sequence[Sequence[object]] = ROWS) -> str:
    lines = ("".join(map(ods_cell, row)) for row in rows)
    return "".join(f"<table:table-row>{line}</table:table-row>" for line in lines)


def ods_of(rows: str | None = None, head: str = _ODS_HEAD, **parts: bytes) -> bytes:
    """An OpenDocument spreadsheet with some markup as the rows of its one sheet."""
    content = (
        f"{head}<office:body><office:spreadsheet><table:table table:name='Moves'>"
        f"{ods_rows() if rows is None else rows}"
        "</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    manifest = (
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    )
    return zip_of(
        {"mimetype": ODS_TYPE, "META-INF/manifest.xml": manifest, "content.xml": content} | parts
    )


def parquet_of(table: pa.Table | None = None, **options: object) -> bytes:
    columns = list(zip(*ROWS[1:], strict=True))
    made = pa.table([pa.array(one) for one in columns], ROWS[0]) if table is None else table
    out = io.BytesIO()
    pq.write_table(made, out, **options)
    return out.getvalue()


def record(kind: int, body: bytes = b"") -> bytes:
    """A record of an old workbook."""
    return struct.pack("<HH", kind, len(body)) + body


def biff_of(
    rows: Sequence[Sequence[object]] = ROWS, globals_: bytes = b"", at: int | None = None
) -> bytes:
    """The stream of an old workbook of one sheet; `at` moves where its sheet is said to begin."""
    begin = record(0x809, struct.pack("<HHHHII", 0x600, 5, 0, 0, 0, 0))
    name = b"Moves"
    sheet_of = lambda place: record(0x85, struct.pack("<IBBBB", place, 0, 0, len(name), 0) + name)  # noqa: E731
    start = len(begin) + len(globals_) + len(sheet_of(0)) + len(record(0x0A))
    cells = b""
    for row, values in enumerate(rows):
        for column, value in enumerate(values):
            place = struct.pack("<HHH", row, column, 0)
            if isinstance(value, str):
                text = value.encode("latin-1")
                cells += record(0x204, place + struct.pack("<HB", len(text), 0) + text)
            else:
                cells += record(0x203, place + struct.pack("<d", value))
    sheet = record(0x809, struct.pack("<HHHHII", 0x600, 0x10, 0, 0, 0, 0)) + cells + record(0x0A)
    return begin + globals_ + sheet_of(start if at is None else at) + record(0x0A) + sheet


def ole_of(stream: bytes, name: str = "Workbook", chain: Mapping[int, int] | None = None) -> bytes:
    """An old compound file of one stream; `chain` puts other sectors into its table."""
    stream = stream.ljust(4096, b"\0")
    count = -(-len(stream) // _SECTOR)
    table = [_FAT, _END, *range(3, count + 2), _END]
    table += [_FREE] * (_SECTOR // 4 - len(table))
    for place, after in (chain or {}).items():
        table[place] = after
    head = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"", 0x3E, 3, 0xFFFE, 9, 6,
        0, 1, 1, 0, 4096, _END, 0, _END, 0,
    ) + struct.pack("<109I", 0, *[_FREE] * 108)  # fmt: skip

    def entry(title: str, kind: int, start: int, size: int, child: int = _FREE) -> bytes:
        spelled = title.encode("utf-16-le") + b"\0\0"
        return spelled.ljust(64, b"\0") + struct.pack(
            "<HBBIII16xI8x8xIQ", len(spelled), kind, 1, _FREE, _FREE, child, 0, start, size
        )

    entries = entry("Root Entry", 5, _END, 0, 1) + entry(name, 2, 2, len(stream))
    body = struct.pack("<128I", *table) + entries.ljust(_SECTOR, b"\0")
    return head + body + stream.ljust(count * _SECTOR, b"\0")


def xls_of(rows: Sequence[Sequence[object]] = ROWS, **options: object) -> bytes:
    return ole_of(biff_of(rows, **options))
