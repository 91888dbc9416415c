"""A grid as a table: title above, heading of one or several storeys, rows, notes below."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.files.grid import Grid
from geo.intake.tabled.ragged import COLUMNS, is_parted, spelled, too_wide, trimmed
from geo.intake.texts.columns import Column, Integers
from geo.intake.texts.figures import is_mark
from geo.intake.texts.words import PERSONS, TOTAL_WORD, side_of, tokens

LOOKED_AT = 80
MOST_STOREYS, MOST_TITLES = 6, 12
BY_WORDS = "by-words"
Row = list[str]
_NUMBER = re.compile(
    r"'?[+-]?(\d{1,3}([,. ']\d{3})+|\d+)?([.,]\d+)?(?<=\d)(e[+-]?\d+)?( ?[%‰％])?",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(1[89]|20)\d\d")
_NUMBERING = re.compile(r"[-(]?\d{1,2}[)]?")
_ALL_OF_IT = rf"(?i)\s+({'|'.join(sorted(TOTAL_WORD))})\b.*$"
"""What stands behind the name of a place in the heading line of its rows."""


@dataclass(frozen=True, eq=False)
class Table:
    """Rows of one grid with what stands around them.

    Attributes
    ----------
    file, sheet : str
        Names as the reader sees them.
    storeys : tuple of tuple of str
        Rows of the heading, the uppermost first; empty where there is none.
    body : pyarrow.Table
        Rows with something in them.
    rows : numpy.ndarray
        Number of each row as the reader counts.
    titles, notes : tuple of str
        Different texts above the heading and below the rows.
    damaged : bool
        Whether the heading was a row of data once.
    excess : Column or None
        All cells of each row that has more of them than the heading, blank for the other rows;
        None where there is no such row. Its cells are not in the body.
    shown : pyarrow.Table or None
        The first rows as they stand, where the body lacks some of their cells.
    """

    file: str
    sheet: str
    storeys: tuple[tuple[str, ...], ...]
    body: pa.Table
    rows: Integers
    titles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    damaged: bool = False
    excess: Column | None = None
    shown: pa.Table | None = None

    @property
    def width(self) -> int:
        """Number of columns."""
        return int(self.body.num_columns)

    @property
    def headings(self) -> list[str]:
        """Heading of each column, its storeys joined; columns without one are numbered."""
        made = []
        for at in range(self.width):
            parts = dict.fromkeys(storey[at] for storey in self.storeys if storey[at])
            said = [part for part in parts if not _NUMBERING.fullmatch(part)]
            made.append(" ".join(said or parts) or f"column {at + 1}")
        return made

    def sample(self, count: int = 12) -> tuple[tuple[str, ...], ...]:
        """First rows as they stand, the heading first."""
        cells = self.body if self.shown is None else self.shown
        blank = [""] * (cells.num_columns - self.width)
        return ((*self.headings, *blank), *map(tuple, rows_of(cells, 0, count)))


def is_number(text: str) -> bool:
    """Whether a cell looks like a figure.

    Examples
    --------
    >>> [is_number(text) for text in ("6,870", "1,234.5", "-", "E07000223", "12 %")]
    [True, True, False, False, True]
    """
    return bool(_NUMBER.fullmatch(text))


def rows_of(cells: pa.Table, start: int, count: int) -> list[Row]:
    """Some rows as lists of trimmed texts, blanks as empty ones."""
    part = cells.slice(start, count)
    columns = [
        [(text or "").strip() for text in column.to_pylist()] for column in part.itercolumns()
    ]
    return [list(row) for row in zip(*columns, strict=True)]


def filled_rows(cells: pa.Table) -> Integers:
    """Places of the rows in which some cell holds something."""
    some = np.zeros(cells.num_rows, dtype=bool)
    for column in cells.itercolumns():
        if some.all():
            break
        some |= pc.is_valid(column).to_numpy(zero_copy_only=False)
    return np.flatnonzero(some)


def table_of(grid: Grid, file: str, heading: str = "", excess: str = "") -> Table | None:
    """The table of a grid that lists one thing a row, or None where no row holds a figure.

    Parameters
    ----------
    grid : Grid
        As it was read.
    file : str
        Name of its file.
    heading : str, optional
        Row of the heading as a reader counts, ``none`` for no heading; else it is found, by its
        words alone with ``by-words``.
    excess : str, optional
        ``columns`` where cells behind the last heading are columns without one.

    Examples
    --------
    >>> cells = {"c0": ["Moves", "from", "A", "B"], "c1": [None, "n", "1", "2"]}
    >>> made = table_of(Grid("", pa.table(cells)), "moves.csv")
    >>> made.headings, made.rows.tolist(), made.titles
    (['from', 'n'], [3, 4], ('Moves',))
    """
    cells, kept = grid.cells, filled_rows(grid.cells)
    if not len(kept) or not cells.num_columns:
        return None
    if grid.traits.get("levels") and heading in ("", "none"):
        body, storey = _drawn_down(_taken(cells, kept), int(grid.traits["levels"]))
        return Table(file, grid.name, (storey,), body, kept + grid.first_row)
    if grid.headings:
        return Table(file, grid.name, (grid.headings,), _taken(cells, kept), kept + grid.first_row)
    top = rows_of(cells, 0, LOOKED_AT)
    first = _first_data_row(top)
    is_bare = first is None  # where no row has a figure, all look like notes
    if heading.isdecimal():
        first = max(int(heading) - grid.first_row + 1, 0)
    elif first is None and heading != "none":
        first = _below_words(top) if heading == BY_WORDS else None
        if first is None:
            return None
    storeys, titles, first = _heading(top[: int(kept[0]) if first is None else first])
    if heading == "none":
        first, storeys = first - len(storeys), ()
    end, notes = (cells.num_rows, ()) if is_bare else _end(cells, kept)
    kept = kept[(kept >= first) & (kept < end)]
    damaged = bool(storeys) and _was_data(storeys[-1])
    body = _taken(cells, kept)
    made = Table(file, grid.name, storeys, body, kept + grid.first_row, titles, notes, damaged)
    return made if excess == COLUMNS or not is_parted(grid) else _without_excess(made)


def _without_excess(table: Table) -> Table:
    """A table of its headed columns alone; rows with more cells are told apart.

    Without a heading the columns are those that most rows fill.
    """
    filled = [at for storey in table.storeys for at, cell in enumerate(storey) if cell]
    if not table.storeys:
        empty = [column.null_count for column in table.body.columns]
        filled = [at for at, count in enumerate(empty) if 2 * count < len(table.rows)]
    headed = max(filled, default=table.width - 1) + 1
    rows = too_wide(table.body, headed)
    if not rows.any():
        return table
    return replace(
        table,
        storeys=tuple(storey[:headed] for storey in table.storeys),
        body=trimmed(table.body, headed, rows),
        excess=spelled(table.body, rows),
        shown=table.body.slice(0, LOOKED_AT),
    )


def _drawn_down(cells: pa.Table, levels: int) -> tuple[pa.Table, tuple[str, ...]]:
    """Rows with the code and name of the heading line above them, their own code, and the rest."""
    outer, *inner = (cells.column(at) for at in range(levels))
    rest = [cells.column(at) for at in range(levels, cells.num_columns)]
    called = pc.replace_substring_regex(rest[0], _ALL_OF_IT, "")
    name = pc.if_else(pc.is_valid(outer), called, pa.scalar(None, pa.string()))
    columns = [pc.fill_null_forward(outer), pc.fill_null_forward(name), pc.coalesce(*inner), *rest]
    return (
        pa.table({f"c{at}": column for at, column in enumerate(columns)}),
        ("code 1", "name 1", "code 2", "name 2", *("" for _ in rest[1:])),
    )


def _taken(cells: pa.Table, kept: Integers) -> pa.Table:
    if len(kept) == cells.num_rows:
        return cells
    if len(kept) and kept[-1] - kept[0] + 1 == len(kept):
        return cells.slice(int(kept[0]), len(kept))
    return cells.take(pa.array(kept))


def _usual_numbers(rows: Sequence[Row]) -> set[int]:
    """Columns that hold figures in half of the fuller rows."""
    most = max((sum(map(bool, row)) for row in rows), default=0)
    full = [row for row in rows if sum(map(bool, row)) >= 0.6 * most] or [[]]
    # The heading and titles stand at the top; what is usual is seen below.
    full = full[len(full) // 3 :] if len(full) > 3 else full
    numbers = [sum(is_number(row[at]) for row in full) for at in range(len(full[0]))]
    usual = {at for at, count in enumerate(numbers) if count >= max(1, 0.5 * len(full))}
    # Where hardly a figure was given, marks stand in the column of figures.
    return usual or {
        at
        for at, count in enumerate(numbers)
        if count and count + sum(is_mark(row[at]) for row in full) >= 0.5 * len(full)
    }


def _first_data_row(rows: Sequence[Row]) -> int | None:
    usual = _usual_numbers(rows)
    if not usual:
        return None
    # Where a heading in words follows, figures above it are those of a title.
    start = next((at for at, row in enumerate(rows[:MOST_TITLES]) if len(_sides(row)) > 1), 0)
    for at, row in enumerate(rows[start:], start):
        numbers = {one for one in usual if is_number(row[one]) or is_mark(row[one])}
        texts = [cell for cell in row if cell]
        if 2 * len(numbers) < len(usual) or len(texts) < 2:
            continue
        is_counting = all(_NUMBERING.fullmatch(cell) for cell in texts) and len(texts) < len(row)
        if is_counting or _is_year_heading(row, rows[at + 1 :], numbers):
            continue
        return at
    return None


def _sides(row: Row) -> set[str]:
    return {side_of(cell) for cell in row} - {""}


def _below_words(rows: Sequence[Row]) -> int | None:
    """First row below a heading that names both sides or the people, where no cell is a figure."""
    for at, row in enumerate(rows[:-1]):
        sides = _sides(row)
        counts = [cell for cell in row if PERSONS & {*tokens(cell)} and not side_of(cell)]
        if len({*row} - {""}) >= 2 and (len(sides) > 1 or (sides and counts)):
            return at + 1
    return None


def _is_year_heading(row: Row, below: Sequence[Row], numbers: set[int]) -> bool:
    """Whether the figures of a row are years above columns that hold other figures."""
    if len(numbers) < 2 or not all(_YEAR.fullmatch(row[at]) for at in numbers):
        return False
    return len({row[at] for at in numbers}) == len(numbers) and any(
        other[at] and not _YEAR.fullmatch(other[at]) for other in below for at in numbers
    )


def _heading(
    above: Sequence[Row],
) -> tuple[tuple[tuple[str, ...], ...], tuple[str, ...], int]:
    """Storeys of the heading among the rows above the figures, other texts, and where rows begin.

    Rows between the heading and the first figure are rows without one.
    """
    storeys: list[Row] = []
    at, first = len(above) - 1, len(above)
    while at >= 0 and len(storeys) < MOST_STOREYS:
        row = above[at]
        different = {cell for cell in row if cell}
        if different and all(_NUMBERING.fullmatch(cell) for cell in different):
            at -= 1
            continue
        if not different and not storeys:
            at -= 1
            continue
        if len(different) < 2:
            if storeys or not any(len({*one} - {""}) > 1 for one in above[max(at - 3, 0) : at]):
                break
            first = at
            at -= 1
            continue
        if storeys and _is_cut_title(row, storeys[0]):
            break
        storeys.insert(0, row)
        at -= 1
    titles = dict.fromkeys(cell for row in above[: at + 1] for cell in row if cell)
    return tuple(tuple(row) for row in _spread(storeys)), tuple(titles), first


def _is_cut_title(row: Row, below: Row) -> bool:
    """Whether a row above a heading of both sides is a title that was cut at its commas.

    Each side has a text of its own above it, which does not name that side.

    Examples
    --------
    >>> heading = ["origin", "destination", "persons"]
    >>> _is_cut_title(["Migration", "by state of origin", "2010"], heading)
    True
    >>> _is_cut_title(["Area", "", "2010"], heading), _is_cut_title(["From", "To", ""], heading)
    (False, False)
    """
    sides = {at: side_of(cell) for at, cell in enumerate(below) if side_of(cell)}
    texts = [row[at] for at in sides]
    return (
        len({*sides.values()}) > 1
        and all(texts)
        and len({*texts}) == len(texts)
        and not any(side_of(row[at]) == side for at, side in sides.items())
    )


def _spread(storeys: Sequence[Row]) -> list[Row]:
    """Storeys in which a word for a side stands above all columns that it is about."""
    done: list[Row] = []
    for level, storey in enumerate(storeys):
        row = list(storey)
        for at in range(1, len(row)):
            is_open = any(lower[at] for lower in storeys[level + 1 :])
            same = all(upper[at] == upper[at - 1] for upper in done)
            if not row[at] and is_open and same and side_of(row[at - 1]):
                row[at] = row[at - 1]
        done.append(row)
    return done


def _was_data(storey: Sequence[str]) -> bool:
    """Whether figures stand in a heading, as programs leave them that took the first row for it."""
    renamed = sum(bool(re.fullmatch(r"\d+([._]{1,3}\d+)+", cell)) for cell in storey)
    return renamed >= 2


def _end(cells: pa.Table, kept: Integers) -> tuple[int, tuple[str, ...]]:
    """Where the rows end, and the notes below them."""
    start = max(int(kept[-1]) + 1 - LOOKED_AT, 0)
    last = rows_of(cells, start, LOOKED_AT)
    most = max(sum(map(bool, row)) for row in last)
    notes: list[str] = []
    end = len(last)
    for at in range(len(last) - 1, -1, -1):
        row = last[at]
        texts = {cell for cell in row if cell}
        is_note = len(texts) <= 1 or (
            len(texts) <= max(2, 0.4 * most) and not any(map(is_number, row))
        )
        if texts and (not is_note or most <= 2):
            break
        end = at
        notes = [*texts, *notes]
    return start + end, tuple(dict.fromkeys(notes))
