"""How far the cells of a packed workbook reach, and its merged cells, before it is opened.

A library that opens a sheet makes room for all cells between its first and last one, so that one
cell far away takes all memory.
"""

from __future__ import annotations

import io
import re
import zipfile
from typing import IO
from xml.parsers import expat

from geo.files.packed import DOCUMENT_TYPE, PLAIN_BOOK
from geo.files.unreadable import MOST_CELLS_OF_SHEET, UnreadableFileError, check_size, said

_CHUNK = 1 << 20
_OVERLAP = 64
_NARROW = 26
"""Columns with a single letter."""
_CELL = re.compile(rb' r="[A-Z]{1,3}(\d{1,9})"')
_WIDE = re.compile(rb' r="([A-Z]{2,3})\d')
_ROW = re.compile(rb' r="(\d{1,9})"')
_FAR = re.compile(rb' r="(\d{6,9})"')
_TAIL = 4_096
_SHEET = re.compile(r"xl/worksheets/[^/]+\.xml$", re.IGNORECASE)
_TABLE = "urn:oasis:names:tc:opendocument:xmlns:table:1.0 "
_OFFICE = "urn:oasis:names:tc:opendocument:xmlns:office:1.0 "
_TEXT = "urn:oasis:names:tc:opendocument:xmlns:text:1.0 "
_MOST_MERGED = 100_000
Merge = tuple[int, int, int, int]
"""Row, column, rows and columns of a merged cell, from 0."""


def check_xlsx(content: bytes) -> None:
    """Check how far the cells of each sheet reach; the library tells its merged cells.

    Raises
    ------
    UnreadableFileError
        When a cell stands so far away that the sheet has too many cells.
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for name in archive.namelist():
            with archive.open(name) as part:
                if _SHEET.search(name):
                    check_size(name[:80], *_reach(part), MOST_CELLS_OF_SHEET)
                while part.read(_CHUNK):
                    pass  # to its end, where a false size or sum is found


def _reach(part: IO[bytes]) -> tuple[int, int]:
    """The last row, and the last column of any cell; rows stand in order, but for far ones."""
    rows, wide, rest = 0, set(), b""
    while chunk := part.read(_CHUNK):
        text = rest + chunk
        wide.update(_WIDE.findall(text))
        tail = text[-_TAIL:]
        last = [*_ROW.findall(tail)[-1:], *_CELL.findall(tail)[-1:]]
        rows = max(rows, *map(int, [*last, *_FAR.findall(text), b"0"]))
        rest = text[-_OVERLAP:]
    return rows, max((_number(one) for one in wide), default=_NARROW if rows else 0)


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def merged_of_ods(content: bytes) -> dict[str, list[Merge]]:
    """Check how far the cells of each sheet reach, and find its merged ones.

    Raises
    ------
    UnreadableFileError
        As :func:`check_xlsx`, and for a document type, which no spreadsheet declares.
    """
    found = _OpenDocument()
    with zipfile.ZipFile(io.BytesIO(content)) as archive, archive.open("content.xml") as part:
        while chunk := part.read(_CHUNK):
            found.parser.Parse(chunk, False)
        found.parser.Parse(b"", True)
    return found.merged


class _OpenDocument:
    """Places of the cells of a document: repeated cells count as often as they are repeated."""

    def __init__(self) -> None:
        self.merged: dict[str, list[Merge]] = {}
        self._name = ""
        self._row = self._column = self._times = self._widest = self._last = 0
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.StartDoctypeDeclHandler = self._declared

    def _declared(self, *_: object) -> None:
        raise UnreadableFileError("content.xml", DOCUMENT_TYPE, PLAIN_BOOK)

    def _start(self, name: str, about: dict[str, str]) -> None:
        if name in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            times = int(about.get(f"{_TABLE}number-columns-repeated", "1"))
            rows = int(about.get(f"{_TABLE}number-rows-spanned", "1"))
            columns = int(about.get(f"{_TABLE}number-columns-spanned", "1"))
            merged = self.merged.setdefault(self._name, [])
            if rows * columns > 1 and len(merged) < _MOST_MERGED:
                merged.append((self._row, self._column, rows, columns))
            self._column += times
            if f"{_OFFICE}value-type" in about:
                self._filled()
        elif name == f"{_TEXT}p":
            self._filled()
        elif name == f"{_TABLE}table-row":
            self._times = int(about.get(f"{_TABLE}number-rows-repeated", "1"))
            self._column = 0
        elif name == f"{_TABLE}table":
            self._name = about.get(f"{_TABLE}name", "")
            self._row = self._widest = self._last = 0

    def _filled(self) -> None:
        """Remember that the cell holds something, so that rows and columns reach to it."""
        self._widest = max(self._widest, self._column)
        self._last = max(self._last, self._row + self._times)
        check_size(
            said("sheet {name}", name=self._name[:40]),
            self._last,
            self._widest,
            MOST_CELLS_OF_SHEET,
        )

    def _end(self, name: str) -> None:
        if name == f"{_TABLE}table-row":
            self._row += self._times
