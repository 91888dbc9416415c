"""A text with columns as a grid: fast where its rows are regular, row by row where they are not."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence

import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv as arrow_csv

from geo.files.decoding import UTF_8, decoded
from geo.files.fixed import cells_of, places_of
from geo.files.grid import Grid, named
from geo.files.kinds import TEXT
from geo.files.plain import plain
from geo.files.separators import (
    BLANK,
    FIXED,
    SAMPLE_ROWS,
    SEPARATORS,
    decimal_of,
    rows_of,
    separator_of,
)
from geo.files.unreadable import (
    MOST_CELL,
    MOST_CELLS,
    THE_FILE,
    Said,
    UnreadableFileError,
    check_size,
    said,
)

_HEAD_SIGNS = 200_000
_BLOCK_BYTES = 1 << 24
_AT_ONCE = 20_000
_MOST_ODD = 20_000
_MOST_BREAKS = 100
_MOST_PIECES = 200
_MARK = "sep="
_BLANKS = ("", "\t", "\xa0", "\u3000", *(" " * count for count in range(1, 65)))
"""Cells that hold nothing; old systems fill them up with blanks."""
_ODD = (pa.ArrowInvalid, pa.ArrowCapacityError)


def read_text(content: bytes, answers: Mapping[str, str]) -> Grid:
    r"""Read a text as a grid.

    Parameters
    ----------
    content : bytes
        The file.
    answers : mapping
        ``encoding``, ``separator`` and ``decimal`` where a reader chose them.

    Raises
    ------
    UnreadableFileError
        With the row where it cannot be read.

    Examples
    --------
    >>> grid = read_text("from;to;moves\nAvon;Bath;1,5\n".encode("utf-16"), {})
    >>> grid.traits["separator"], grid.traits["decimal"], grid.cells["c2"].to_pylist()
    (';', ',', ['moves', '1,5'])
    """
    text, encoding = decoded(content, answers.get("encoding", ""))
    head, start, sign = _head(text)
    separator = answers.get("separator", "") or sign or separator_of(head)
    if separator and separator not in SEPARATORS:
        reason = said("no separator {name}", name=repr(separator[:20]))
        raise UnreadableFileError(THE_FILE, reason, said("choose another separator"))
    places = places_of(text.splitlines()) if separator in ("", FIXED) else None
    if separator == FIXED or places:
        separator = FIXED
        cells = _table(cells_of(text.splitlines()[start:], places))
    elif separator == BLANK:
        cells = _table([line.split() for line in text.splitlines()[start:]])
    else:
        bare = content if encoding == UTF_8 else text.encode("utf-8", "replace")
        del text
        bare = bare.removeprefix(b"\xef\xbb\xbf").rstrip(b"\x1a")
        cells = _parted(bare, separator or "\t", start, head)
    traits = {"kind": TEXT, "encoding": encoding, "separator": separator}
    sample = (text for column in cells.columns for text in column.slice(0, SAMPLE_ROWS).to_pylist())
    decimal = answers.get("decimal", "") or decimal_of(sample)
    traits |= {"decimal": decimal} if decimal else {}
    traits |= {"levels": str(places.heads)} if places and places.heads > 1 else {}
    return Grid("", cells, first_row=start + 1, traits=traits)


def _head(text: str) -> tuple[list[str], int, str]:
    """First lines, and rows and sign of a mark by which spreadsheets tell the separator."""
    lines = text[:_HEAD_SIGNS].removeprefix("\ufeff").splitlines()
    lines = lines[:-1] if len(text) > _HEAD_SIGNS and len(lines) > 1 else lines
    first = lines[0].strip('" ').lower() if lines else ""
    if first.startswith(_MARK) and len(first) == len(_MARK) + 1:
        return lines[1:SAMPLE_ROWS], 1, first[-1]
    return lines[:SAMPLE_ROWS], 0, "\t" if first == _MARK else ""


def _parted(content: bytes, separator: str, start: int, head: Sequence[str]) -> pa.Table:
    """Cells between separators."""
    width = max((len(row) for row in rows_of(head, separator)), default=1)
    check_size(THE_FILE, 1, width)
    if content.count(b'"') % 2 == 0:
        try:
            return _regular(content, separator, start, width)
        except _ODD:
            pass  # row by row, which tells the row
    return _row_by_row(content, separator, start)


def _regular(content: bytes, separator: str, start: int, width: int) -> pa.Table:
    """Cells of a text most of whose rows have one number of columns; the others by themselves."""
    odd: list[tuple[int, str]] = []

    def keep(row: arrow_csv.InvalidRow) -> str:
        odd.append((row.number - 1 - start, row.text))
        return "skip" if len(odd) <= _MOST_ODD else "error"

    names = named(width)
    read = arrow_csv.read_csv(
        pa.BufferReader(content),
        read_options=arrow_csv.ReadOptions(
            column_names=names, skip_rows=start, block_size=_BLOCK_BYTES,
            use_threads=False,  # only then are rows counted
        ),
        parse_options=arrow_csv.ParseOptions(
            delimiter=separator, newlines_in_values=b'"' in content, ignore_empty_lines=False,
            invalid_row_handler=keep,
        ),
        convert_options=arrow_csv.ConvertOptions(
            column_types=dict.fromkeys(names, pa.string()), null_values=list(_BLANKS),
            strings_can_be_null=True, quoted_strings_can_be_null=True,
        ),
    )  # fmt: skip
    check_size(THE_FILE, read.num_rows + len(odd), width)
    _check_cells(read, start)
    cells = [(at, _cells(text, separator, start + at + 1)) for at, text in odd]
    return _with_odd(read, cells, start)


def _cells(text: str, separator: str, row: int) -> list[str]:
    try:
        return next(csv.reader(io.StringIO(text, newline=""), delimiter=separator), [])
    except csv.Error as error:
        raise _refused(error, row) from None


def _with_odd(read: pa.Table, odd: Sequence[tuple[int, list[str]]], start: int) -> pa.Table:
    """Rows of another width put back where they stood."""
    if not odd:
        return read
    width = max(read.num_columns, *(len(cells) for _, cells in odd))
    check_size(THE_FILE, read.num_rows + len(odd), width)
    names = named(width)
    for name in names[read.num_columns :]:
        read = read.append_column(name, pa.nulls(read.num_rows, pa.string()))
    rows = _table([cells for _, cells in odd], width)
    _check_cells(rows, start, [place for place, _ in odd])
    at = 0
    pieces = []
    for number, (place, _) in enumerate(odd):
        before = place - number  # regular rows above it
        pieces += [read.slice(at, before - at), rows.slice(number, 1)]
        at = before
    whole = pa.concat_tables([*pieces, read.slice(at)])
    return whole if len(pieces) < _MOST_PIECES else whole.combine_chunks()


def _check_cells(table: pa.Table, start: int, places: Sequence[int] = ()) -> None:
    """Refuse a cell that is no cell: a whole text, or many lines behind a quote left open."""
    for column in table.columns:
        if (pc.max(pc.binary_length(column)).as_py() or 0) <= _MOST_BREAKS:
            continue
        for sizes, most, told in (
            (pc.count_substring(column, "\n"), _MOST_BREAKS, _too_many_lines),
            (pc.utf8_length(column), MOST_CELL, _too_long),
        ):
            row = pc.index(pc.fill_null(pc.greater(sizes, most), False), True).as_py()
            if row >= 0:
                raise told(start + (places[row] if places else row) + 1)


def _too_many_lines(row: int) -> UnreadableFileError:
    reason = said("a cell of more than {most} lines", most=_MOST_BREAKS)
    return UnreadableFileError(_row(row), reason, said("check its quotes"))


def _too_long(row: int) -> UnreadableFileError:
    reason = said("a cell of more than {most} signs", most=MOST_CELL)
    return UnreadableFileError(_row(row), reason, said("shorten it"))


def _refused(error: csv.Error, row: int) -> UnreadableFileError:
    if "limit" in str(error):
        return _too_long(row)
    return UnreadableFileError(_row(row), said("not a row of a CSV file"), said("check its quotes"))


def _row(row: int) -> Said:
    return said("row {n}", n=str(row))


def _row_by_row(content: bytes, separator: str, start: int) -> pa.Table:
    """Cells as another parser reads them, slower, which can tell the row of a fault."""
    reader = csv.reader(
        io.TextIOWrapper(io.BytesIO(content), "utf-8", newline=""),
        delimiter=separator, strict=True,
    )  # fmt: skip
    row = 0
    pieces: list[pa.Table] = []
    cells = 0
    try:
        rows: list[list[str]] = []
        for row, found in enumerate(reader, start=1):
            if row <= start:
                continue
            if max(map(len, found), default=0) > MOST_CELL:
                raise _too_long(row)
            cells += len(found)
            rows.append(found)
            if len(rows) >= _AT_ONCE or cells > MOST_CELLS:
                check_size(THE_FILE, row, max(map(len, rows)))
                pieces.append(_table(rows))
                rows = []
        pieces.append(_table(rows))
    except csv.Error as error:
        raise _refused(error, row + 1) from None
    width = max(piece.num_columns for piece in pieces)
    check_size(THE_FILE, row, width)
    table = pa.concat_tables(pieces, promote_options="default").combine_chunks()
    _check_cells(table, start)
    return table


def _table(rows: Sequence[Sequence[str]], width: int = 0) -> pa.Table:
    """Rows of any width as columns of text."""
    width = max(width, max(map(len, rows), default=1), 1)
    check_size(THE_FILE, len(rows), width)
    columns = [
        pa.array([plain(row[at]) if at < len(row) else None for row in rows], pa.string())
        for at in range(width)
    ]
    return pa.table(columns, names=named(width))
