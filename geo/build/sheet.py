"""A CSV or XLSX file as rows of texts, within limits; nothing in it is ever run.

Sizes of a workbook are read from its directory before anything is unpacked.
"""

from __future__ import annotations

import csv
import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from importlib import import_module
from xml.etree.ElementTree import ParseError

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 50
MOST_CELL = 5_000
MOST_SIGNS = 4_000_000
MOST_MEMBERS = 50
MOST_UNPACKED_BYTES = 200_000_000
MOST_RATIO = 200
SEPARATORS = (",", ";", "\t")
UTF_16 = "utf-16"
ENCODINGS = (UTF_16, "utf-8-sig", "gb18030", "cp1252")
GUARD = "'"
_BROKEN = (
    zipfile.BadZipFile, zlib.error, ParseError, KeyError, ValueError, TypeError,
    AttributeError, IndexError, OSError, RuntimeError, NotImplementedError, EOFError,
)  # fmt: skip
"""What unpacking and parsing a damaged workbook raises."""


class UnreadableFileError(ValueError):
    """A file that cannot be read as a whole.

    Attributes
    ----------
    where, reason, remedy : str
        Line or part, what is wrong there, and what to do.
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = where, reason, remedy
        super().__init__(f"{where}: {reason}; {remedy}")


@dataclass(frozen=True)
class Sheet:
    """Rows of a file: line and texts by column, or None for a row of another width."""

    rows: list[tuple[int, dict[str, str] | None]]
    encoding: str
    separator: str


def read_sheet(content: bytes, columns: Sequence[str]) -> Sheet:
    r"""Read a file whose first line names exactly some columns, in any order.

    Parameters
    ----------
    content : bytes
        The file; XLSX is known by its first bytes, everything else is read as CSV.
    columns : sequence of str
        Names that the first line must hold.

    Returns
    -------
    Sheet
        Texts without blanks at their ends; lines without any text are left out. In CSV one leading
        apostrophe is taken away, as our own files put one before what a spreadsheet could run.

    Raises
    ------
    UnreadableFileError
        For what is empty, too large, of another kind, or without these columns.

    Examples
    --------
    >>> read_sheet(b"b;a\n2;'=1+1\n", ["a", "b"]).rows
    [(2, {'b': '2', 'a': '=1+1'})]
    """
    if not content.strip():
        raise UnreadableFileError("the file", "it is empty", "choose a filled template")
    if len(content) > MOST_BYTES:
        limit = f"larger than {MOST_BYTES:,} bytes"
        raise UnreadableFileError("the file", limit, "send fewer rows")
    if content.startswith(b"PK\x03\x04"):
        return Sheet(_rows(_workbook(content), columns, padded=True), "", "")
    text, encoding = _decoded(content)
    separator = _separator(text, columns)
    return Sheet(_rows(_lines(text, separator), columns, padded=False), encoding, separator)


def _decoded(content: bytes) -> tuple[str, str]:
    """Text of a CSV file and the encoding that it was taken for."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        tried: tuple[str, ...] = (UTF_16,)
    else:
        tried = ENCODINGS[1:]
    for encoding in tried:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" in text:
            line = text[: text.index("\x00")].count("\n") + 1
            reason = "a NUL sign: this is no text"
            raise UnreadableFileError(f"line {line}", reason, "save it as CSV or XLSX")
        return text, encoding
    raise UnreadableFileError("the file", "no known encoding", "save it as CSV UTF-8")


def _separator(text: str, columns: Sequence[str]) -> str:
    first = text.lstrip("\ufeff\r\n ").splitlines()[:1]
    counts = {sign: (first[0].count(sign) if first else 0) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: counts[sign])
    if counts[best] == 0:
        reason = "no comma, semicolon or tab between columns"
        raise UnreadableFileError("line 1", reason, "start from the template")
    return best


def _lines(text: str, separator: str) -> Iterable[tuple[int, list[str]]]:
    # A quote that never closes is an error; a lone carriage return ends a line.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            yield line, [cell.strip().removeprefix(GUARD).strip() for cell in row]
            line = reader.line_num + 1
    except csv.Error as error:
        reason = f"not a row of a CSV file ({error})"
        raise UnreadableFileError(f"line {line}", reason, "check its quotes") from None


def _workbook(content: bytes) -> Iterable[tuple[int, list[str]]]:
    """Rows of the first sheet; values as they were last worked out, never formulas."""
    openpyxl = import_module("openpyxl")  # not with this module: it takes 7 MB of each process
    try:
        _check_sizes(content)
        book = openpyxl.load_workbook(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        cells = book.worksheets[0].iter_rows(
            max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True
        )
        rows = [[_text(cell) for cell in row] for row in cells]
        book.close()
    except UnreadableFileError:
        raise
    except (*_BROKEN, openpyxl.utils.exceptions.InvalidFileException):
        reason = "not a whole XLSX workbook"
        raise UnreadableFileError("the file", reason, "save it again as XLSX or CSV") from None
    return list(enumerate(map(_trimmed, rows), start=1))


def _check_sizes(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        members = archive.infolist()
        unpacked = sum(one.file_size for one in members)
        packed = max(1, sum(one.compress_size for one in members))
        fits = len(members) <= MOST_MEMBERS and unpacked <= MOST_UNPACKED_BYTES
        if not fits or unpacked > MOST_RATIO * packed:
            limits = f"{MOST_MEMBERS} parts, {MOST_UNPACKED_BYTES:,} bytes, {MOST_RATIO} times"
            reason = f"it unpacks to more than is allowed ({limits})"
            raise UnreadableFileError("the file", reason, "send a plain workbook")
        for one in members:
            with archive.open(one) as part:
                if b"<!DOCTYPE" in part.read(4_096).upper():
                    reason = "it declares a document type"
                    raise UnreadableFileError(one.filename[:80], reason, "send a plain workbook")


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return str(cell).strip()


def _trimmed(row: list[str]) -> list[str]:
    """A row without the empty cells at its end."""
    while row and not row[-1]:
        row = row[:-1]
    return row


def _rows(
    lines: Iterable[tuple[int, list[str]]], columns: Sequence[str], *, padded: bool
) -> list[tuple[int, dict[str, str] | None]]:
    """Rows by column below the first line that holds anything; None for another width."""
    header: list[str] = []
    found: list[tuple[int, dict[str, str] | None]] = []
    signs = 0
    for line, row in lines:
        if not any(row):
            continue
        if any(len(cell) > MOST_CELL for cell in row):
            reason = f"a cell of more than {MOST_CELL:,} signs"
            raise UnreadableFileError(f"line {line}", reason, "shorten it")
        signs += sum(map(len, row))
        if signs > MOST_SIGNS:  # one text of a workbook may stand in many cells
            reason = f"more than {MOST_SIGNS:,} signs down to here"
            raise UnreadableFileError(f"line {line}", reason, "send fewer rows")
        if not header:
            header = row
            _check_header(line, header, columns)
            continue
        if len(found) == MOST_ROWS:
            reason = f"more than {MOST_ROWS:,} rows"
            raise UnreadableFileError(f"line {line}", reason, "send fewer rows")
        # A workbook does not keep the empty cells at the end of a row.
        cells = row + [""] * (len(header) - len(row)) if padded else row
        whole = len(cells) == len(header)
        found.append((line, dict(zip(header, cells, strict=True)) if whole else None))
    if not header:
        raise UnreadableFileError("the file", "it is empty", "choose a filled template")
    return found


def _check_header(line: int, header: list[str], columns: Sequence[str]) -> None:
    twice = [name for name, count in Counter(header).items() if count > 1]
    wrong = [name[:40] for name in header if name not in columns][:3]
    lost = [name for name in columns if name not in header]
    if len(header) > MOST_COLUMNS or twice or wrong or lost:
        reason = f"found columns unknown {wrong}, twice {twice[:3]}, absent {lost[:3]}"
        raise UnreadableFileError(f"line {line}", reason, "keep the header of the template")
