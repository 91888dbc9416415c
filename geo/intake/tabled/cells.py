"""Cells of a matrix as moves, and the rows and columns of it that are sums of others."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from geo.intake.asking import Asking
from geo.intake.tabled.crossed import Matrix, bare
from geo.intake.tabled.moves import Moves
from geo.intake.tabled.ragged import COLUMNS, is_parted, spelled, too_wide
from geo.intake.tabled.tables import rows_of
from geo.intake.texts import words
from geo.intake.texts.columns import Column, Floats, constant, encoded_texts, stacked
from geo.intake.texts.figures import NUMBER, read_figures
from geo.intake.texts.months import parts_of_years
from geo.intake.texts.words import DESTINATION, ORIGIN, row_kind

ROWS_ORIGIN, ROWS_DESTINATION = "rows-origin", "rows-destination"
ASIDE, KEPT = "aside", "kept"
LEAST_BOTH, LEAST_SHARE = 8, 0.8
"""Places on both sides, and their share of one side, so that what stands down alone is a group."""
LEAST_ADDED = 3
NEAR = 0.005


def ask_direction(asking: Asking, matrix: Matrix) -> str:
    """Side of the names down, asked where nothing says it; empty without an answer."""
    proposed = {ORIGIN: ROWS_ORIGIN, DESTINATION: ROWS_DESTINATION}.get(matrix.rows_side, "")
    answer = asking.ask(
        "direction", proposed, (ROWS_ORIGIN, ROWS_DESTINATION), is_asked=not proposed,
        is_needed=True, evidence={"words": "; ".join(matrix.said)},
    )  # fmt: skip
    return {ROWS_ORIGIN: ORIGIN, ROWS_DESTINATION: DESTINATION}.get(answer, "")


def moves_of_matrix(matrix: Matrix, rows_side: str, asking: Asking) -> Moves:
    """Moves of the cells of a matrix; without a side of the rows these are taken for origins.

    Parameters
    ----------
    matrix : Matrix
        Where everything stands.
    rows_side : str
        Side of the names down.
    asking : Asking
        Answers, and where the question about groups is noted.
    """
    data, figures = matrix.data, [*matrix.across]
    count = len(data)
    down = matrix.columns[matrix.labels].kept(_mask(matrix))
    labels = Column(np.tile(down.codes, len(figures)), down.texts)
    heads = [matrix.across[at] for at in figures]
    coded = encoded_texts(heads)
    across = Column(np.repeat(coded.codes, count), coded.texts)
    names = _named(matrix, labels, across)
    cells = stacked([matrix.columns[at].kept(_mask(matrix)) for at in figures])
    margins = _margins(matrix, figures)
    is_origin = rows_side != DESTINATION
    period = _repeated(matrix, matrix.period, len(figures))
    sides = (labels, across) if is_origin else (across, labels)
    rows = np.tile(data + matrix.grid.first_row, len(figures))
    return Moves(
        *sides,
        *(names if is_origin else names[::-1]),
        figures=cells,
        period=period,
        times=parts_of_years(period.used, ""),
        categories={
            name: _repeated(matrix, at, len(figures)) for name, at in matrix.categories.items()
        },
        rows=rows,
        files=np.zeros(len(rows), dtype=np.int32),
        file_names=(matrix.file,),
        doubles=np.zeros(len(rows), dtype=bool),
        kinds=_kinds(matrix, down, asking),
        margins=margins,
        is_crossed=True,
        excess=_excess(matrix, asking.answer("excess")),
    )


def _excess(matrix: Matrix, answer: str) -> Column | None:
    """Cells of rows with something behind the last head, once for each of their figures."""
    if answer == COLUMNS or not is_parted(matrix.grid):
        return None
    above = rows_of(matrix.grid.cells, 0, int(matrix.data[0]))
    headed = max((at for row in above for at, cell in enumerate(row) if cell), default=0) + 1
    cells = matrix.grid.cells.take(pa.array(matrix.data))
    rows = too_wide(cells, headed)
    if not rows.any():
        return None
    found = spelled(cells, rows)
    return Column(np.tile(found.codes, len(matrix.across)), found.texts)


def _mask(matrix: Matrix) -> np.ndarray:
    mask = np.zeros(matrix.grid.cells.num_rows, dtype=bool)
    mask[matrix.data] = True
    return mask


def _repeated(matrix: Matrix, at: int | None, times: int) -> Column:
    if at is None:
        return constant("", len(matrix.data) * times)
    column = matrix.columns[at].kept(_mask(matrix))
    return Column(np.tile(column.codes, times), column.texts)


def _named(matrix: Matrix, labels: Column, across: Column) -> tuple[Column, Column]:
    """Names beside codes, down and across."""
    blank = constant("", len(labels))
    if matrix.names is None:
        return blank, blank
    beside = matrix.across_names
    return (
        _repeated(matrix, matrix.names, len(matrix.across)),
        across.renamed(lambda code: beside.get(code, "")),
    )


def _margins(matrix: Matrix, figures: list[int]) -> Column | None:
    if not matrix.margins:
        return None
    mask, blank = _mask(matrix), constant("", len(matrix.data))
    return stacked([
        matrix.columns[matrix.margins[at]].kept(mask) if at in matrix.margins else blank
        for at in figures
    ])  # fmt: skip


def _kinds(matrix: Matrix, down: Column, asking: Asking) -> dict[str, str]:
    """Names that are no places by where they stand: under a head, on one side alone, as sums."""
    made: dict[str, str] = {}
    for at, name in matrix.across.items():
        above = row_kind(matrix.groups.get(at, ""))
        if above in ("abroad", "unknown") and not row_kind(name):
            made[name] = above
    labels = down.used
    heads = {bare(name) for name in matrix.across.values()}
    both = heads & {bare(text) for text in labels}
    groups: list[str] = []
    if len(both) >= LEAST_BOTH and len(both) >= LEAST_SHARE * len(heads):
        groups = [
            text
            for text in labels
            if bare(text) not in heads
            and row_kind(text) in ("", "abroad")
            and not words.is_territory(text)
        ]
    if groups:
        answer = asking.ask(
            "groups", ASIDE, (ASIDE, KEPT), is_asked=True,
            evidence={"count": str(len(groups)), "names": ", ".join(groups[:5])},
        )  # fmt: skip
        made |= dict.fromkeys(groups, "group") if answer == ASIDE else {}
    return made | _sums(matrix, down, made)


def _sums(matrix: Matrix, down: Column, made: dict[str, str]) -> dict[str, str]:
    """Rows and columns that are the sum of all others, whatever they are called."""
    if matrix.period is not None or matrix.categories or len(matrix.data) > 2000:
        return {}
    table = np.column_stack(
        [_numbers(matrix.columns[at].kept(_mask(matrix))) for at in matrix.across]
    )
    labels = [down.at(row) for row in range(len(down))]
    names = [*matrix.across.values()]
    found = {}
    for texts, values in ((labels, table), (names, table.T)):
        free = [at for at, text in enumerate(texts) if not row_kind(text) and text not in made]
        total = np.nansum(values[free], axis=0)
        for at in free if len(free) > LEAST_ADDED else []:
            own = values[at]
            some = np.isfinite(own) & (total > 0)
            others = (total - np.nan_to_num(own))[some]
            near = np.abs(own[some] - others) <= np.maximum(NEAR * others, 2)
            if some.sum() >= LEAST_ADDED and near.mean() >= 0.9 and others.sum() > 0:
                found[texts[at]] = "total"
    return found


def _numbers(column: Column) -> Floats:
    figures = read_figures(column.texts)
    return column.spread(np.where(figures.kinds == NUMBER, figures.values, np.nan), np.nan)
