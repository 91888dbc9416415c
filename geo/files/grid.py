"""A sheet of a foreign file as it stands: cells of text, nothing understood yet."""

from __future__ import annotations

from dataclasses import dataclass, field

import pyarrow as pa


@dataclass(frozen=True)
class Grid:
    """One table of a file.

    Attributes
    ----------
    name : str
        Name of the sheet; empty for a file that holds one table alone.
    cells : pyarrow.Table
        Columns of text by position, ``c0``, ``c1`` and on. An empty cell is null, never ``""``; a
        number of a typed source is written plainly, ``1234.5``, a whole one without ``.0``.
    headings : tuple of str
        Names of columns that the file declares apart from its rows (Parquet); else empty, and a
        heading is a row of the cells like any other.
    first_row : int
        Number of the first row of the cells as a reader of the file counts, from 1.
    merged : tuple
        Row, column, rows and columns of each merged cell, from 0; its text stands in all its cells.
    traits : dict
        How it was read: ``kind`` (csv, xlsx, xls, ods, parquet), ``encoding``, ``separator``,
        ``decimal``, each where it applies. A separator is a sign, ``fixed`` for columns at fixed
        places, or empty for a single column; ``decimal`` is absent where no cell tells it.
        ``hidden`` is ``yes`` for a hidden sheet. ``levels`` is how many columns at the front hold
        the code of a line by its indent, where indents part headings from the rows below them.
    """

    name: str
    cells: pa.Table
    headings: tuple[str, ...] = ()
    first_row: int = 1
    merged: tuple[tuple[int, int, int, int], ...] = ()
    traits: dict[str, str] = field(default_factory=dict)

    @property
    def rows_count(self) -> int:
        """Rows of cells, headings among them unless they are declared apart."""
        return int(self.cells.num_rows)


@dataclass(frozen=True)
class Foreign:
    """A foreign file: its name as the reader sees it, and its grids.

    Attributes
    ----------
    name : str
        For display alone, never a path.
    grids : tuple of Grid
        At least one.
    left_out : tuple of tuple of str
        Name of each part that holds no table, and why: ``empty``, ``chart`` or ``binary``.
    """

    name: str
    grids: tuple[Grid, ...]
    left_out: tuple[tuple[str, str], ...] = ()


def named(width: int) -> list[str]:
    """Names of columns by position.

    Examples
    --------
    >>> named(2)
    ['c0', 'c1']
    """
    return [f"c{at}" for at in range(width)]
