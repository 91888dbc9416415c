"""A workbook of an answer: rows, codebook, and where they come from; no cell is a formula."""

from __future__ import annotations

import errno
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from typing import Any
from unicodedata import east_asian_width

from layers.api.cells import LIST_MARK
from layers.api.codebook import TITLES, about_of, codebook
from layers.api.told import File
from layers.text.gettext import _

FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of a ZIP: the same rows are the same bytes
NARROWEST, WIDEST, MEASURED = 8, 48, 200
LONGEST_TITLE = 31
"""Signs that the name of a sheet may have."""
_MODIFIED = re.compile(rb"(<dcterms:(created|modified)[^>]*>)[^<]*")
_UNNAMED = re.compile(r"[\[\]:*?/\\']")
_UNWRITTEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Writer = Callable[[Any, Any], Any]


def book(file: File) -> bytes:
    """The rows with a head that stays, then every column, then terms, citation and notes.

    Raises
    ------
    OSError
        When the disk has no room for the sheets, which stand there until all are written.
    """
    unwritten = import_module("lxml.etree").SerialisationError
    try:
        return _book(file)
    except unwritten:  # every text can be written, so the disk could not
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC)) from None


def _book(file: File) -> bytes:
    # Not with this module: it takes 7 MB of each process.
    workbook = import_module("openpyxl").Workbook(write_only=True)
    _fill(workbook, _(file.route.title), file.headings, file.printed)
    _fill(workbook, _("Codebook"), [_(one) for one in TITLES], codebook(file))
    _fill(workbook, _("Source"), [_("What"), _("Text")], about_of(file))
    out = io.BytesIO()
    workbook.save(out)
    return _dated(out.getvalue())


def _fill(workbook: Any, title: str, head: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    """A sheet of a head and rows."""
    rows = [*rows]
    sheet = workbook.create_sheet(_UNNAMED.sub(" ", title)[:LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    letter = import_module("openpyxl.utils").get_column_letter
    for place, name in enumerate(head, start=1):
        cells = [name, *(row[place - 1] for row in rows[:MEASURED])]
        longest = max(_width(one) for one in cells)
        width = min(max(longest + 2, NARROWEST), WIDEST)
        sheet.column_dimensions[letter(place)].width = width
    write = _writer(sheet)
    bold = import_module("openpyxl.styles").Font(bold=True)
    sheet.append([write(name, bold) for name in head])
    for row in rows:
        sheet.append([write(value, None) for value in row])


def _writer(sheet: Any) -> Writer:
    """How a value becomes a cell: numbers as numbers, texts as texts, whatever they begin with."""
    cell_of = import_module("openpyxl.cell").WriteOnlyCell

    def write(value: Any, font: Any) -> Any:
        if isinstance(value, list):
            value = LIST_MARK.join(value)
        if not isinstance(value, str):
            return value
        text = written(value)
        if not text:
            return None
        cell = cell_of(sheet, text)
        cell.data_type = "s"  # a text that begins like a formula is none,
        cell.quotePrefix = True  # and stays a text when a reader changes it
        if font:
            cell.font = font
        return cell

    return write


def written(text: str) -> str:
    r"""What a workbook can hold of a text: no control signs, and one sign for the end of a line.

    Examples
    --------
    >>> written("one\r\ntwo\0")
    'one\ntwo'
    """
    return _UNWRITTEN.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _width(value: Any) -> int:
    """Columns that a value takes: a wide sign, as of Han, takes two."""
    spelled = LIST_MARK.join(value) if isinstance(value, list) else str(value or "")
    return sum(2 if east_asian_width(sign) in "WF" else 1 for sign in spelled[:WIDEST])


def _dated(body: bytes) -> bytes:
    """The same workbook with no hour in it: the same rows are the same bytes."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(body)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            part = _MODIFIED.sub(rb"\g<1>1980-01-01T00:00:00Z", before.read(name))
            after.writestr(zipfile.ZipInfo(name, FIRST_DAY), part, zipfile.ZIP_DEFLATED)
    return out.getvalue()
