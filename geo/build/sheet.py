"""A CSV or XLSX file as rows of texts, within limits; nothing in it is ever run.

What another program does to a table when it saves it again is taken: delimiters left out or added
at the ends of lines, empty lines and columns, a title above the header, another encoding, another
separator. What was guessed or left out stands in the result, so that it can be told.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field

from geo.build.limits import (
    HEAD_LINES,
    MOST_BYTES,
    MOST_CELL,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_SIGNS,
)
from geo.build.workbook import OTHER, Line, read_workbook
from geo.files.decoding import GUESSED, decoded
from geo.files.grid import Grid
from geo.files.kinds import COLUMNS, ODS, TEXT, XLS, ZIP, kind_of, kind_of_archive
from geo.files.opened import opened
from geo.files.packed import BROKEN
from geo.files.unreadable import THE_FILE, Said, UnreadableFileError, said

SEPARATORS = (",", ";", "\t")
GUARD = "'"
_CHOOSE = said(
    "choose the filled template, saved as XLSX or CSV"
)  # nothing of this file can be saved
HEAD_ROWS = 5 * HEAD_LINES
TYPED = (XLS, COLUMNS)
FIRST_MEMBER, OPEN_DOCUMENT = slice(30, 38), b"mimetype"
"""Where a packed file has the name of its first member, and that of an OpenDocument file."""
SAMPLES, MOST_SAMPLE = 3, 60
Row = dict[str, str] | None


@dataclass(frozen=True)
class Sheet:
    """What a file held.

    Attributes
    ----------
    rows : list
        Line and texts by column, or None for a row with text outside the columns.
    encoding, separator : str
        How a CSV file was read; both empty for XLSX.
    name : str
        Name of the sheet of a workbook.
    left_out : list
        Name of each other sheet, and why it was not read.
    above : list
        Line and text of what stands above the header.
    merged : list
        Line and column of each cell that a merged cell hides.
    sample : list
        Texts as they were read, where the encoding is a guess.
    """

    rows: list[tuple[int, Row]]
    encoding: str = ""
    separator: str = ""
    name: str = ""
    left_out: list[tuple[str, str]] = field(default_factory=list)
    above: list[tuple[int, str]] = field(default_factory=list)
    merged: list[tuple[int, str]] = field(default_factory=list)
    sample: list[str] = field(default_factory=list)


def read_sheet(content: bytes, columns: Sequence[str]) -> Sheet:
    r"""Read a file that has a line which names exactly some columns, in any order.

    Parameters
    ----------
    content : bytes
        The file; it is known by what it holds, never by its name.
    columns : sequence of str
        Names that the header must hold; it is one of the first filled lines.

    Returns
    -------
    Sheet
        Texts without plain blanks at their ends; lines without any text are left out. In CSV one
        leading apostrophe is taken away, as our own files put one before what a spreadsheet could
        run.

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
        raise UnreadableFileError(THE_FILE, said("it is empty"), said("choose a filled template"))
    if len(content) > MOST_BYTES:
        limit = said("larger than {most} bytes", most=MOST_BYTES)
        raise UnreadableFileError(THE_FILE, limit, said("send fewer rows"))
    if _is_ods(content):
        return _of_typed(content, columns)
    if content.startswith(ZIP):
        page = read_workbook(content, lambda cells: _is_header(cells, columns))
        header, above, rows = _rows(page.lines, columns)
        merged = [(line, header[place]) for line, place in page.merged if place < len(header)]
        return Sheet(rows, name=page.name, left_out=page.left_out, above=above, merged=merged)
    kind = kind_of(content)
    if kind.key in TYPED:
        return _of_typed(content, columns)
    if kind.key != TEXT:
        raise UnreadableFileError(THE_FILE, kind.name, kind.remedy)
    text, encoding = decoded(content, remedy=_CHOOSE)
    separator = _separator(text, columns)
    _, above, rows = _rows(_lines(text, separator), columns)
    sample = _sample(rows) if encoding in GUESSED else []
    return Sheet(rows, encoding, separator, above=above, sample=sample)


def _is_ods(content: bytes) -> bool:
    with suppress(*BROKEN):
        return content[FIRST_MEMBER] == OPEN_DOCUMENT and kind_of_archive(content).key == ODS
    return False


def _of_typed(content: bytes, columns: Sequence[str]) -> Sheet:
    """The template as another program's table, through the one door for readers' tables."""
    try:
        grids = opened("", content, {}).grids
    except UnreadableFileError as error:
        raise UnreadableFileError(THE_FILE, error.reason, error.remedy) from None
    found = sheet_in(grids, columns, columns)
    if found is None:
        reason = said("no sheet has the header of the template")
        raise UnreadableFileError(THE_FILE, reason, said("start from the template"))
    return found


def sheet_in(grids: Sequence[Grid], needed: Sequence[str], columns: Sequence[str]) -> Sheet | None:
    r"""The first visible sheet of a file of any kind that has the columns of a template.

    Parameters
    ----------
    grids
        Of a file, see :func:`geo.files.opened.opened`.
    needed
        Names that a header must hold to be that of the template.
    columns
        All its names; one that a header lacks is blank in every row, other columns are left out.

    Returns
    -------
    Sheet or None
        None where no sheet has such a header among its first filled lines.

    Raises
    ------
    UnreadableFileError
        When it has more rows than a template may.

    Examples
    --------
    >>> from geo.files.opened import opened
    >>> grids = opened("a.csv", b"Kind;site;x\nsite;Hill;1\n", {}).grids
    >>> sheet_in(grids, ["kind", "site"], ["kind", "site", "source"]).rows
    [(2, {'kind': 'site', 'site': 'Hill', 'source': ''})]
    """
    for grid in grids:
        if "hidden" in grid.traits:
            continue
        first = _lines_of(grid, HEAD_ROWS)[:HEAD_LINES]  # a table of moves may have millions
        for at, (_, cells) in enumerate(first):
            if not _is_header(cells, needed):
                continue
            if grid.rows_count > HEAD_ROWS + MOST_ROWS:
                reason = said("more than {most} rows", most=MOST_ROWS)
                raise UnreadableFileError(THE_FILE, reason, said("send fewer rows"))
            lines = _lines_of(grid, grid.rows_count)
            header = [_name(cell) if _name(cell) in columns else "" for cell in cells]
            rows: list[tuple[int, Row]] = [
                (line, _chosen(row, header, columns)) for line, row in lines[at + 1 :]
            ]
            others = [(one.name, OTHER) for one in grids if one is not grid]
            encoding, separator = (grid.traits.get(one, "") for one in ("encoding", "separator"))
            above = [(line, " ".join(filter(None, row))[:80]) for line, row in lines[:at]]
            return Sheet(rows, encoding, separator, grid.name, others, above)
    return None


def _lines_of(grid: Grid, most: int) -> list[tuple[int, list[str]]]:
    """The first filled rows of a grid with their numbers; what it declares apart comes before."""
    cells = grid.cells.slice(0, most)
    rows = zip(*(column.to_pylist() for column in cells.itercolumns()), strict=True)
    lines = [
        (number, [_bare(cell or "") for cell in row])
        for number, row in enumerate(rows, grid.first_row)
    ]
    heads = [(grid.first_row - 1, list(grid.headings))] if grid.headings else []
    return [(line, row) for line, row in [*heads, *lines] if any(row)]


def _chosen(row: Sequence[str], header: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    """Texts of a row by the columns of a template."""
    held = {name: cell for name, cell in zip(header, row, strict=False) if name}
    return {name: held.get(name, "") for name in columns}


def _name(cell: str) -> str:
    """Name of a column without what a program put around it."""
    return cell.strip("\ufeff \t\r\n\xa0\u3000").lower()


def _is_header(cells: Sequence[str], columns: Sequence[str]) -> bool:
    return set(columns) <= set(map(_name, cells))


def _separator(text: str, columns: Sequence[str]) -> str:
    """The sign that parts the header, or the most frequent one of the first line."""
    first = text.lstrip("\ufeff\r\n ").splitlines()[:HEAD_LINES]
    for sign in SEPARATORS:
        if any(
            _is_header(next(csv.reader([line[:MOST_CELL]], delimiter=sign), []), columns)
            for line in first
        ):
            return sign
    counts = {sign: (first[0].count(sign) if first else 0) for sign in SEPARATORS}
    best = max(SEPARATORS, key=lambda sign: counts[sign])
    if counts[best] == 0:
        reason = said("no comma, semicolon or tab between columns")
        raise UnreadableFileError(_line(1), reason, said("start from the template"))
    return best


def _lines(text: str, separator: str) -> Iterable[Line]:
    # A quote that never closes is an error; a lone carriage return ends a line.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    line = 1
    try:
        for row in reader:
            # A program that knew no separator quotes the whole line as one cell.
            cells = _parted(row[0], separator) if len(row) == 1 else row
            yield line, [_bare(cell) for cell in cells]
            line = reader.line_num + 1
    except csv.Error as error:
        reason = said("not a row of a CSV file")
        raise UnreadableFileError(_line(line), reason, said("check its quotes")) from error


def _parted(cell: str, separator: str) -> list[str]:
    if separator not in cell:
        return [cell]
    return next(csv.reader(io.StringIO(cell, newline=""), delimiter=separator), [])


def _bare(cell: str) -> str:
    return cell.strip(" \t\r\n").removeprefix(GUARD).strip(" \t\r\n")


def _sample(rows: Sequence[tuple[int, Row]]) -> list[str]:
    """Some different texts with signs beyond ASCII."""
    cells = (cell for _, row in rows if row for cell in row.values() if not cell.isascii())
    telling = sorted(dict.fromkeys(cells), key=lambda cell: sum(map(str.isascii, cell)) - len(cell))
    return [cell[:MOST_SAMPLE] for cell in telling[:SAMPLES]]


def _rows(
    lines: Iterable[Line], columns: Sequence[str]
) -> tuple[list[str], list[tuple[int, str]], list[tuple[int, Row]]]:
    """Header, what stands above it, and the rows by column below it."""
    filled = [(line, row) for line, row in _within_limits(lines) if any(map(str.strip, row))]
    if not filled:
        raise UnreadableFileError(THE_FILE, said("it is empty"), said("choose a filled template"))
    heads = [n for n, (_, row) in enumerate(filled[:HEAD_LINES]) if _is_header(row, columns)]
    start = heads[0] if heads else 0
    line, first = filled[start]
    header = [_name(cell) for cell in first]
    _check_header(line, header, columns)
    above = [(number, " ".join(filter(None, row))[:80]) for number, row in filled[:start]]
    below = filled[start + 1 :]
    if len(below) > MOST_ROWS:
        reason = said("more than {most} rows", most=MOST_ROWS)
        raise UnreadableFileError(_line(below[MOST_ROWS][0]), reason, said("send fewer rows"))
    return header, above, [(number, _by_column(row, header)) for number, row in below]


def _by_column(row: Sequence[str], header: Sequence[str]) -> Row:
    """Texts by column; None where a text stands outside the columns. What is short is blank."""
    cells = [*row, *[""] * (len(header) - len(row))]
    names = [*header, *[""] * (len(cells) - len(header))]
    if any(cell.strip() for name, cell in zip(names, cells, strict=True) if not name):
        return None
    return {name: cell for name, cell in zip(names, cells, strict=True) if name}


def _within_limits(lines: Iterable[Line]) -> Iterable[Line]:
    signs = 0
    for line, row in lines:
        if any(len(cell) > MOST_CELL for cell in row):
            reason = said("a cell of more than {most} signs", most=MOST_CELL)
            raise UnreadableFileError(_line(line), reason, said("shorten it"))
        signs += sum(map(len, row))
        if signs > MOST_SIGNS:  # one text of a workbook may stand in many cells
            reason = said("more than {most} signs down to here", most=MOST_SIGNS)
            raise UnreadableFileError(_line(line), reason, said("send fewer rows"))
        yield line, row


def _check_header(line: int, header: Sequence[str], columns: Sequence[str]) -> None:
    named = [name for name in header if name]
    twice = [name for name, count in Counter(named).items() if count > 1]
    wrong = [name[:40] for name in named if name not in columns][:3]
    lost = [name for name in columns if name not in named]
    if len(named) > MOST_COLUMNS or twice or wrong or lost:
        reason = said(
            "found columns unknown {wrong}, twice {twice}, absent {lost}",
            wrong=str(wrong), twice=str(twice[:3]), lost=str(lost[:3]),
        )  # fmt: skip
        raise UnreadableFileError(_line(line), reason, said("keep the header of the template"))


def _line(line: int) -> Said:
    return said("line {n}", n=str(line))
