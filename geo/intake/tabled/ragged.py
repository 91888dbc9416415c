"""Rows of a text that have more cells than its heading: nobody knows which cell is which there."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from geo.files.grid import Grid
from geo.files.separators import FIXED
from geo.intake.texts.columns import Column, Flags, encoded

REJECTED, COLUMNS = "rejected", "columns"
"""What becomes of such rows, or that their cells are of columns without a heading."""
_BETWEEN = " | "


def is_parted(grid: Grid) -> bool:
    """Whether signs part the cells, so that one sign too many moves all cells behind it.

    Examples
    --------
    >>> [is_parted(Grid("", pa.table({}), traits={"separator": one})) for one in (",", "fixed")]
    [True, False]
    """
    return grid.traits.get("separator", "") not in ("", FIXED)


def too_wide(cells: pa.Table, headed: int) -> Flags:
    """Rows that hold something behind so many columns.

    Examples
    --------
    >>> too_wide(pa.table({"c0": ["a", "b"], "c1": ["1", "2"], "c2": [None, "3"]}), 2).tolist()
    [False, True]
    """
    some = np.zeros(cells.num_rows, dtype=bool)
    for column in cells.columns[headed:]:
        some |= pc.is_valid(column).to_numpy(zero_copy_only=False)
    return some


def spelled(cells: pa.Table, rows: Flags) -> Column:
    """All cells of some rows as one text each, blank for the other rows.

    Examples
    --------
    >>> spelled(pa.table({"c0": ["a", "b"], "c1": ["1", None]}), np.array([True, False])).used
    ['a | 1']
    """
    some = cells.filter(pa.array(rows)).combine_chunks()
    columns = [column.combine_chunks() for column in some.columns]
    found = encoded(
        pa.chunked_array([pc.binary_join_element_wise(*columns, _BETWEEN, null_handling="skip")])
    )
    codes = np.full(len(rows), -1, dtype=np.int32)
    codes[rows] = found.codes
    return Column(codes, found.texts)


def trimmed(cells: pa.Table, headed: int, rows: Flags) -> pa.Table:
    """The headed columns, with nothing in some rows.

    Where most rows are such, their cells stay: else nothing would tell what the columns are.

    Examples
    --------
    >>> cells = pa.table({"c0": ["a", "b", "c"], "c1": ["1", "2", "3"], "c2": [None, None, "4"]})
    >>> trimmed(cells, 2, np.array([False, False, True])).to_pylist()[1:]
    [{'c0': 'b', 'c1': '2'}, {'c0': None, 'c1': None}]
    """
    kept = cells.select(range(headed))
    if 2 * rows.sum() >= len(rows):
        return kept
    blank = pa.array(rows)
    return pa.table({name: pc.if_else(blank, None, kept[name]) for name in kept.column_names})
