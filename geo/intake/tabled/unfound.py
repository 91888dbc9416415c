"""Why files hold no moves: one end of them is missing, or a column of figures, or everything."""

from __future__ import annotations

from collections.abc import Sequence

from geo.files.grid import Foreign, Grid
from geo.intake.tabled.profiles import profiles
from geo.intake.tabled.roles import roles_of
from geo.intake.tabled.sides import SIDES
from geo.intake.tabled.tables import LOOKED_AT, rows_of, table_of
from geo.intake.texts.words import ORIGIN
from geo.outlines.told import Finding

SHOWN, MOST_TEXT = 8, 60


def unfound(files: Sequence[Foreign]) -> Finding:
    """One line of the report about files in which no moves were found.

    Examples
    --------
    >>> import pyarrow as pa
    >>> cells = pa.table({"c0": ["origin", "Elm", "Ash"], "c1": ["persons", "7", "5"]})
    >>> unfound([Foreign("moves.csv", (Grid("", cells),))]).kind
    'origins-alone'
    """
    for file in files:
        for grid in file.grids:
            if one := _one_sided(file.name, grid):
                return one
    names = tuple(one.name for one in files)[:10]
    values = _looked_at(files[0].name, files[0].grids[0]) if files and files[0].grids else {}
    return Finding("no-moves", "told", texts=names, values=values)


def _one_sided(file: str, grid: Grid) -> Finding | None:
    """A table that counts people by one end of their moves alone."""
    table = table_of(grid, file)
    if table is None or not len(table.rows) or table.width > LOOKED_AT:
        return None
    found = profiles(table)
    roles = roles_of(found)
    sides = [side for side in SIDES if roles.codes[side] or roles.names[side]]
    if len(sides) != 1 or not roles.counts:
        return None
    columns = roles.codes[sides[0]] or roles.names[sides[0]]
    headings = table.headings
    values: dict[str, str | float] = {
        "file": file, "place": headings[columns[0]], "count": headings[roles.counts[0]],
        "places": len(found[columns[0]].column.used),
    }  # fmt: skip
    kind = "origins-alone" if sides[0] == ORIGIN else "destinations-alone"
    return Finding(kind, "told", len(table.rows), (int(table.rows[0]),), values=values)


def _looked_at(file: str, grid: Grid) -> dict[str, str | float]:
    """The row that was taken for the heading, with its cells."""
    if grid.headings:
        return {"file": file, "row": "1", "columns": _joined(grid.headings)}
    rows = rows_of(grid.cells, 0, LOOKED_AT)
    filled = [at for at, row in enumerate(rows) if any(row)]
    several = [at for at in filled if len({*rows[at]} - {""}) > 1]
    at = next(iter([*several, *filled]), 0)
    cells = rows[at] if rows else []
    return {"file": file, "row": str(at + grid.first_row), "columns": _joined(cells)}


def _joined(cells: Sequence[str]) -> str:
    some = [cell[:MOST_TEXT] for cell in cells if cell]
    return " | ".join([*some[:SHOWN], *(["…"] if len(some) > SHOWN else [])])
