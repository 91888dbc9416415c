"""Small files of the tests as grids, and real ones through the door of files."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from geo.files.grid import Foreign, Grid
from geo.files.opened import opened


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


def real(path: Path) -> Foreign:
    """A file of the folder of real ones."""
    return opened(path.name, path.read_bytes(), {})
