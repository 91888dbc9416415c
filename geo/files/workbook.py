"""Workbooks as grids, one for each sheet: values as they were last worked out, never formulas."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from importlib import import_module
from itertools import islice
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from geo.files.extent import Merge, check_xlsx, merged_of_ods
from geo.files.grid import Grid, named
from geo.files.kinds import NO_PASSWORD, ODS, XLS, XLSX
from geo.files.packed import BROKEN, check_archive
from geo.files.plain import plain
from geo.files.unreadable import (
    MOST_CELL,
    MOST_CELLS_OF_SHEET,
    THE_FILE,
    Said,
    UnreadableFileError,
    check_size,
    said,
)

_AT_ONCE = 20_000
_MOST_SHEETS = 500
_MOST_WHOLE = 1e15
_MOST_FILLED = 2_000_000
_NAMES = {XLSX: "XLSX", XLS: "XLS", ODS: "ODS"}
EMPTY, CHART = "empty", "chart"


def read_workbook(content: bytes, kind: str) -> tuple[list[Grid], list[tuple[str, str]]]:
    """Read all sheets of a workbook.

    Parameters
    ----------
    content : bytes
        The file.
    kind : str
        ``xlsx``, ``xls`` or ``ods``.

    Returns
    -------
    list of Grid
        Sheets that hold something, hidden ones too.
    list of tuple of str
        Name of each other sheet, and why it holds no table.

    Raises
    ------
    UnreadableFileError
        For a damaged book, one with a password, and one that is larger than it may be.
    """
    library = import_module("python_calamine")
    try:
        merged = _merged_beforehand(content, kind)
        book = library.CalamineWorkbook.from_filelike(io.BytesIO(content))
        grids, left_out = [], []
        if len(book.sheets_metadata) > _MOST_SHEETS:
            reason = said("more than {most} sheets", most=_MOST_SHEETS)
            raise UnreadableFileError(THE_FILE, reason, said("send the sheet with the table alone"))
        for place, about in enumerate(book.sheets_metadata):
            if about.typ != library.SheetTypeEnum.WorkSheet:
                left_out.append((about.name, CHART))
                continue
            grid = _grid(book.get_sheet_by_index(place), kind, merged.get(about.name))
            if grid.rows_count == 0:
                left_out.append((about.name, EMPTY))
                continue
            if about.visible != library.SheetVisibleEnum.Visible:
                grid.traits["hidden"] = "yes"
            grids.append(grid)
    except UnreadableFileError:
        raise
    except library.PasswordError:
        raise UnreadableFileError(
            THE_FILE, said("a workbook with a password"), NO_PASSWORD
        ) from None
    except (
        *BROKEN,
        library.CalamineError,
        pa.ArrowException,
        import_module("xml.parsers.expat").ExpatError,
    ):
        raise _broken(kind) from None
    except BaseException as error:
        # The library's own faults come as a panic, which is no ordinary exception.
        if type(error).__name__ != "PanicException":
            raise
        raise _broken(kind) from None
    return grids, left_out


def _sheet(name: str) -> Said:
    return said("sheet {name}", name=name[:40])


def _broken(kind: str) -> UnreadableFileError:
    reason = said("not a whole {kind} workbook", kind=_NAMES[kind])
    return UnreadableFileError(THE_FILE, reason, said("save it again as XLSX or CSV"))


def _merged_beforehand(content: bytes, kind: str) -> dict[str, list[Merge]]:
    """Check the extent of each sheet; its merged cells where the library cannot tell them."""
    if kind == XLS:
        return {}
    check_archive(content)
    if kind == ODS:
        return merged_of_ods(content)
    check_xlsx(content)
    return {}


def _grid(sheet: Any, kind: str, merged: Sequence[Merge] | None) -> Grid:
    """A sheet without the empty rows and columns behind its cells."""
    if sheet.start is None:
        return Grid(sheet.name, pa.table({}), traits={"kind": kind, "decimal": "."})
    last, widest = sheet.end
    check_size(_sheet(sheet.name), last + 1, widest + 1, MOST_CELLS_OF_SHEET)
    left = sheet.start[1]
    cells = _trimmed(_cells(sheet, left))
    merged = merged or _merged(sheet)
    kept = [one for one in merged if one[0] < cells.num_rows and one[1] < cells.num_columns]
    cells = _filled(cells, kept)
    return Grid(sheet.name, cells, merged=tuple(kept), traits={"kind": kind, "decimal": "."})


def _cells(sheet: Any, left: int) -> pa.Table:
    """All cells from the first row and column of the sheet on."""
    names = named(sheet.end[1] + 1)
    rows = iter(sheet.iter_rows())
    pieces = []
    while some := list(islice(rows, _AT_ONCE)):
        columns = [_column(values, sheet.name) for values in zip(*some, strict=True)]
        blank = [pa.nulls(len(some), pa.string())] * left
        pieces.append(pa.table([*blank, *columns], names=names[: left + len(columns)]))
    return pa.concat_tables(pieces).combine_chunks() if pieces else pa.table({})


def _column(values: Sequence[object], sheet: str) -> pa.Array:
    texts = _at_once(values)
    if texts is None:
        texts = pa.array([plain(value) for value in values], pa.string())
    longest = pc.max(pc.utf8_length(texts)).as_py() or 0
    if longest > MOST_CELL:
        reason = said("a cell of more than {most} signs", most=MOST_CELL)
        raise UnreadableFileError(_sheet(sheet), reason, said("shorten it"))
    return texts


def _at_once(values: Sequence[object]) -> pa.Array | None:
    """Cells of texts or of whole numbers alone as texts; None where one is something else."""
    kinds = set(map(type, values))
    if kinds == {str}:
        texts = pa.array(values, pa.string())
        is_blank = pc.or_(pc.equal(texts, ""), pc.utf8_is_space(texts))
        return pc.if_else(is_blank, pa.scalar(None, pa.string()), texts)
    if kinds != {float}:
        return None
    numbers = pa.array(values, pa.float64())
    is_whole = pc.and_(pc.equal(numbers, pc.trunc(numbers)), pc.less(pc.abs(numbers), _MOST_WHOLE))
    whole = pc.all(is_whole).as_py()
    return numbers.cast(pa.int64()).cast(pa.string()) if whole else None


def _trimmed(cells: pa.Table) -> pa.Table:
    """Cells without empty rows below and empty columns beside them."""
    last = max((_last(column) for column in cells.columns), default=-1)
    full = [at for at, column in enumerate(cells.columns) if column.null_count < len(column)]
    return cells.slice(0, last + 1).select(range(full[-1] + 1 if full else 0))


def _last(column: pa.ChunkedArray) -> int:
    places = pc.indices_nonzero(column.is_valid())
    return int(places[-1].as_py()) if len(places) else -1


def _merged(sheet: Any) -> list[Merge]:
    """Merged cells as the library tells them, from the first row and column of the sheet."""
    ranges = sheet.merged_cell_ranges or []
    return [
        (top, first, bottom - top + 1, last - first + 1) for (top, first), (bottom, last) in ranges
    ]


def _filled(cells: pa.Table, merged: Iterable[Merge]) -> pa.Table:
    """Cells where the text of a merged cell stands in all the cells that it hides."""
    by_column: dict[int, list[tuple[int, int, str]]] = {}
    count = 0
    for top, first, rows, columns in merged:
        text = cells.column(first)[top].as_py()
        bottom, last = min(top + rows, cells.num_rows), min(first + columns, cells.num_columns)
        count += (bottom - top) * (last - first)
        if text is None or count > _MOST_FILLED:
            continue
        for at in range(first, last):
            by_column.setdefault(at, []).append((top, bottom, text))
    for at, spans in by_column.items():
        texts = cells.column(at).to_pylist()
        for top, bottom, text in spans:
            texts[top:bottom] = [text] * (bottom - top)
        cells = cells.set_column(at, cells.column_names[at], pa.array(texts, pa.string()))
    return cells
