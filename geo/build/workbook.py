"""An XLSX workbook: the sheet that holds the table, and what of the book was left out.

Sizes are read from its directory before anything is unpacked; formulas and macros never run.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from itertools import islice
from typing import Any
from xml.etree.ElementTree import ParseError

from geo.build.limits import (
    HEAD_LINES,
    MOST_COLUMNS,
    MOST_MEMBERS,
    MOST_RATIO,
    MOST_UNPACKED_BYTES,
)
from geo.files.kinds import XLSX, kind_of_archive
from geo.files.packed import BROKEN, Sizes, check_archive
from geo.files.plain import plain
from geo.files.unreadable import THE_FILE, UnreadableFileError, said

HIDDEN, OTHER, SAME = "hidden", "without the header", "with the same header"
"""Why a sheet was left out."""
Line = tuple[int, list[str]]
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s+ref="([A-Z]+)(\d+):([A-Z]+)(\d+)"')
_BROKEN = (*BROKEN, ParseError, TypeError, AttributeError, IndexError)
"""What unpacking and parsing a damaged workbook raises."""
_SIZES = Sizes(MOST_MEMBERS, MOST_UNPACKED_BYTES, MOST_RATIO)


@dataclass(frozen=True)
class Page:
    """The sheet that was read.

    Attributes
    ----------
    name : str
        Its name.
    lines : list
        Number and texts of each line; values as they were last worked out, never formulas.
    merged : list
        Line and place (from 0) of each cell that a merged cell hides.
    left_out : list
        Name of each other sheet, and why it was not read.
    """

    name: str
    lines: list[Line]
    merged: list[tuple[int, int]]
    left_out: list[tuple[str, str]]


def read_workbook(content: bytes, is_header: Callable[[list[str]], bool]) -> Page:
    """Read the first visible sheet with the header; a single sheet is read whatever it holds.

    Raises
    ------
    UnreadableFileError
        For another kind of file, a damaged one, and a book none of whose sheets can be read.
    """
    excel = import_module("openpyxl.reader.excel")  # with its use: it takes 7 MB of each process
    try:
        check_archive(content, _SIZES)
        kind = kind_of_archive(content)
        if kind.key != XLSX or kind.name:
            raise UnreadableFileError(THE_FILE, kind.name, kind.remedy)
        reader = excel.ExcelReader(
            io.BytesIO(content), read_only=True, data_only=True, keep_links=False
        )
        reader.read_chartsheet = lambda *_: None  # a chart holds no rows
        reader.read()
        parts = {sheet.name: part.target for sheet, part in reader.parser.find_sheets()}
        return _page(content, reader.wb.worksheets, parts, is_header)
    except UnreadableFileError:
        raise
    except (*_BROKEN, import_module("openpyxl").utils.exceptions.InvalidFileException):
        reason = said("not a whole {kind} workbook", kind="XLSX")
        remedy = said("save it again as XLSX or CSV")
        raise UnreadableFileError(THE_FILE, reason, remedy) from None


def _page(
    content: bytes,
    sheets: list[Any],
    parts: dict[str, str],
    is_header: Callable[[list[str]], bool],
) -> Page:
    having = [one for one in sheets if _has(one, is_header)]
    shown = [one for one in sheets if one.sheet_state == "visible"]
    chosen = next((one for one in shown if one in having), None)
    if chosen is None and len(parts) == 1 and shown:
        chosen = shown[0]
    if chosen is None:
        raise _headless(list(parts), [one.title for one in having])
    why = {one.title: SAME if one in having else OTHER for one in sheets}
    why |= {one.title: HIDDEN for one in sheets if one not in shown}
    left_out = [(name, why.get(name, OTHER)) for name in parts if name != chosen.title]
    merged = _merged(content, parts[chosen.title])
    return Page(chosen.title, list(_lines(chosen)), merged, left_out)


def _headless(names: list[str], hidden: list[str]) -> UnreadableFileError:
    """Why no sheet of a book can be read."""
    if hidden:
        reason = said(
            "the sheet with the header of the template is hidden: {name}", name=hidden[0][:40]
        )
        return UnreadableFileError(THE_FILE, reason, said("show it and save the file again"))
    found = str([name[:40] for name in names[:5]])
    reason = said("no sheet has the header of the template; found {names}", names=found)
    return UnreadableFileError(THE_FILE, reason, said("start from the template"))


def _has(sheet: Any, is_header: Callable[[list[str]], bool]) -> bool:
    filled = (cells for _, cells in _lines(sheet) if any(cells))
    return any(map(is_header, islice(filled, HEAD_LINES)))


def _lines(sheet: Any) -> Iterable[Line]:
    sheet.reset_dimensions()  # some programs write a false size
    rows = sheet.iter_rows(max_col=MOST_COLUMNS + 1, values_only=True)
    for line, row in enumerate(rows, start=1):
        yield line, [(plain(cell) or "").strip(" \t\r\n") for cell in row]


def _merged(content: bytes, part: str) -> list[tuple[int, int]]:
    """Cells below and beside the first one of each merged cell, within the limits."""
    number = import_module("openpyxl.utils").column_index_from_string
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        found = _MERGED.findall(archive.read(part.lstrip("/")))
    hidden = []
    for first, top, last, bottom in found:
        left, right = number(first.decode()) - 1, number(last.decode()) - 1
        lines = range(int(top), min(int(bottom), int(top) + 10_000) + 1)
        places = range(left, min(right, MOST_COLUMNS) + 1)
        hidden += [(line, place) for line in lines for place in places]
        hidden.remove((int(top), left))
        if len(hidden) > 100_000:
            break
    return hidden
