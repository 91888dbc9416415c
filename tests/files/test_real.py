"""Real public files, read where they are: every row and sheet of them becomes a row of a grid."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from geo.files.opened import opened

pytestmark = pytest.mark.long

PROJECT = Path(__file__).resolve().parents[2]
DATA = Path(os.environ.get("OWN_DATA", PROJECT.parent / "shared" / "own_data"))
TABLES = {".csv", ".txt", ".xls", ".xlsx", ".ods", ".parquet"}
FOLDERS = sorted(one.parent for one in DATA.glob("*/reading.json"))


def _counts(told: dict[str, Any], name: str) -> dict[str, int]:
    """Rows that the right reading counts in a file, by what it counts."""
    about = told.get(name, told if told.get("file", name) == name else {})
    return {key: about[key] for key in ("rows", "rows_in_sheet", "lines") if key in about}


@pytest.mark.skipif(not FOLDERS, reason="not run: no real files here")
@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_every_row_of_a_real_file_is_a_row_of_a_grid(folder: Path) -> None:
    told = json.loads((folder / "reading.json").read_text(encoding="utf-8"))
    files = [one for one in sorted(folder.rglob("*")) if one.suffix in TABLES]
    read = 0
    for file in files:
        if "readme" in file.name.lower():
            continue
        found = opened(file.name, file.read_bytes(), {})
        counts = _counts(told, file.name)
        sheets = [
            one for one in found.grids if one.name == told.get(file.name, {}).get("sheet_read")
        ]
        grid = (sheets or found.grids)[0]
        read += grid.rows_count
        if {"lines", "rows_in_sheet"} & set(counts):
            assert grid.rows_count == counts.get("lines", counts.get("rows_in_sheet"))
            assert grid.cells.num_columns >= 9
        elif file.name in told:
            assert grid.rows_count == counts.get("rows", grid.rows_count - 1) + 1
    rows = told.get("rows")
    assert read >= (rows if isinstance(rows, int) else 10)
