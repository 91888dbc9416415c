"""Files beside the moves that only say which name a code has."""

from __future__ import annotations

from collections.abc import Iterable

from geo.files.grid import Foreign, Grid
from geo.intake.tabled.tables import is_number
from geo.intake.texts.columns import Column, encoded

LEAST_COVERED = 0.5
MOST_ROWS = 200_000


def names_in(files: Iterable[Foreign], codes: set[str]) -> tuple[dict[str, str], list[str]]:
    """Names of codes by the files that list them, and the names of these files.

    Examples
    --------
    >>> import pyarrow as pa
    >>> cells = pa.table({"c0": ["code", "E1", "E2"], "c1": ["name", "Elm", "Ash"]})
    >>> names_in([Foreign("names.csv", (Grid("", cells),))], {"E1", "E2"})
    ({'E1': 'Elm', 'E2': 'Ash'}, ['names.csv'])
    """
    found: dict[str, str] = {}
    used: list[str] = []
    for file in files:
        for grid in file.grids:
            names = _names(grid, codes) if grid.rows_count <= MOST_ROWS else {}
            if names:
                found = names | found
                used.append(file.name)
    return found, [*dict.fromkeys(used)]


def _names(grid: Grid, codes: set[str]) -> dict[str, str]:
    columns = [encoded(column) for column in grid.cells.itercolumns()]
    covered = [len(codes & {*column.used}) for column in columns]
    best = max(range(len(columns)), key=lambda at: covered[at], default=-1)
    if best < 0 or covered[best] < LEAST_COVERED * max(len(codes), 1):
        return {}
    rows = [row for row in range(grid.rows_count) if columns[best].at(row) in codes]
    named = [column for at, column in enumerate(columns) if at != best and _are_names(column, rows)]
    if not named:
        return {}
    name = max(named, key=lambda column: len({column.at(row) for row in rows}))
    return {columns[best].at(row): name.at(row) for row in rows if name.at(row)}


def _are_names(column: Column, rows: list[int]) -> bool:
    """Whether nearly every row has a name of its own, of letters."""
    texts = [column.at(row) for row in rows]
    words = [text for text in texts if text and not any(map(str.isdigit, text))]
    return len({*words}) >= 0.8 * len(rows) and not any(map(is_number, words))
