"""A small reader of the tests: files as grids, for what the room of files does in full."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from python_calamine import CalamineWorkbook

from geo.files.grid import Foreign, Grid


def grid(rows: Iterable[Sequence[object]], name: str = "", **more: object) -> Grid:
    """A grid of rows as they are written."""
    texts = [[_plain(cell) for cell in row] for row in rows]
    width = max(map(len, texts), default=0)
    padded = [[*row, *[None] * (width - len(row))] for row in texts]
    columns = zip(*padded, strict=True)
    cells = {f"c{at}": pa.array(column, pa.string()) for at, column in enumerate(columns)}
    return Grid(name, pa.table(cells), **more)  # type: ignore[arg-type]


def listed(text: str, name: str = "moves.csv") -> Foreign:
    """A file of comma-separated text."""
    return Foreign(name, (grid(csv.reader(io.StringIO(text.lstrip()))),))


def _plain(cell: object) -> str | None:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return None if cell is None or not str(cell).strip() else str(cell)


def opened(path: Path) -> Foreign:
    """A file of the folder of real ones."""
    if path.suffix == ".parquet":
        return Foreign(path.name, (_columnar(path),))
    if path.suffix in (".xls", ".xlsx"):
        book = CalamineWorkbook.from_path(str(path))
        sheets = [book.get_sheet_by_name(name) for name in book.sheet_names]
        return Foreign(path.name, tuple(_sheet(sheet) for sheet in sheets))
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("latin-1")
    separator = ";" if text[:2000].count(";") > text[:2000].count(",") else ","
    rows = csv.reader(io.StringIO(text), delimiter=separator)
    return Foreign(path.name, (grid(rows, traits={"kind": "csv", "separator": separator}),))


def _columnar(path: Path) -> Grid:
    table = pq.read_table(path)
    cells = [pc.cast(column, pa.string()) for column in table.itercolumns()]
    named = pa.table(cells, names=[f"c{at}" for at in range(len(cells))])
    return Grid("", named, headings=tuple(table.column_names), traits={"kind": "parquet"})


def _sheet(sheet: object) -> Grid:
    rows = sheet.to_python(skip_empty_area=False)  # type: ignore[attr-defined]
    merged = []
    for (top, left), (bottom, right) in sheet.merged_cell_ranges or ():  # type: ignore[attr-defined]
        merged.append((top, left, bottom - top + 1, right - left + 1))
        for row in rows[top : bottom + 1]:
            row[left : right + 1] = [rows[top][left]] * (right + 1 - left)
    return grid(rows, sheet.name, merged=tuple(merged))  # type: ignore[attr-defined]
