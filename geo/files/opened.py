"""The one door for readers' tables: bytes that nobody vouches for become grids of texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import fields
from importlib import import_module
from typing import Any, TypeVar

import pyarrow as pa

from geo.files.decoding import ready as ready_for_texts
from geo.files.grid import Foreign, Grid
from geo.files.kinds import (
    ARCHIVE,
    COLUMNS,
    ODS,
    PACKED,
    TEXT,
    XLS,
    XLSX,
    kind_of,
    kind_of_archive,
)
from geo.files.packed import BROKEN, check_archive, only_member, unpacked
from geo.files.parquet import read_parquet
from geo.files.text import read_text
from geo.files.unreadable import MOST_BYTES, THE_FILE, UnreadableFileError, said, within
from geo.files.workbook import read_workbook

Left = list[tuple[str, str]]
_Found = tuple[list[Grid], Left]
Found = TypeVar("Found")
_MOST_LAYERS = 2
_FILLED = re.compile(rb"[^ \t\r\n\0\xef\xbb\xbf\xff\xfe]")
_DAMAGED = UnreadableFileError(
    THE_FILE, said("a packed file that is damaged or not whole"), said("pack or save it again")
)
_EMPTY = UnreadableFileError(THE_FILE, said("it is empty"), said("choose a file with a table"))


def opened(name: str, content: bytes, answers: Mapping[str, str]) -> Foreign:
    r"""Open a file of any of the kinds that hold a table; it is known by what it holds.

    Parameters
    ----------
    name : str
        As the reader sees it; it decides nothing.
    content : bytes
        The file.
    answers : mapping
        What the reader chose of ``encoding``, ``separator`` and ``decimal``; others are ignored.

    Returns
    -------
    Foreign
        Grids of all sheets that hold something, hidden ones too.

    Raises
    ------
    UnreadableFileError
        With the name of the file and the part or row, the reason, and a remedy.

    Examples
    --------
    >>> opened("moves.csv", b"from,to,moves\nAvon,Bath,12\n", {}).grids[0].cells.num_columns
    3
    >>> opened("moves.csv", b"<html><table>", {})
    Traceback (most recent call last):
    geo.files.unreadable.UnreadableFileError: moves.csv: a web page, ...
    """
    try:
        grids, left_out = _read(content, answers, _MOST_LAYERS)
        if not grids:
            raise _EMPTY
        if _is_bare(grids):
            reason = said("only one row, and no figures below it")
            raise UnreadableFileError(THE_FILE, reason, said("choose a file with rows of figures"))
    except UnreadableFileError as error:
        where = within(name, error.where)
        raise UnreadableFileError(where, error.reason, error.remedy) from None
    return Foreign(name, tuple(grids), tuple(left_out))


def _read(content: bytes, answers: Mapping[str, str], layers: int) -> _Found:
    if len(content) > MOST_BYTES:
        reason = said("larger than {most} bytes", most=MOST_BYTES)
        remedy = said("save it as Parquet, or send fewer rows")
        raise UnreadableFileError(THE_FILE, reason, remedy)
    if not _FILLED.search(content):
        raise _EMPTY
    kind = kind_of(content)
    if kind.key == ARCHIVE:
        _within(content, check_archive)
        kind = _within(content, kind_of_archive)
    if kind.key in (PACKED, ARCHIVE) and layers:
        if kind.key == PACKED:
            return _read(unpacked(content), answers, layers - 1)
        return _member(*_within(content, only_member), answers, layers - 1)
    if kind.key == TEXT:
        return [read_text(content, answers)], []
    if kind.key == COLUMNS:
        grid, left_out = read_parquet(content)
        return [grid], left_out
    if kind.key in (XLSX, XLS, ODS):
        return read_workbook(content, kind.key)
    raise UnreadableFileError(THE_FILE, kind.name, kind.remedy)


def _member(name: str, content: bytes, answers: Mapping[str, str], layers: int) -> _Found:
    """The one file of a packed one, which is named where it cannot be read or is no table."""
    try:
        grids, left_out = _read(content, answers, layers)
    except UnreadableFileError as error:
        raise UnreadableFileError(within(name, error.where), error.reason, error.remedy) from None
    if grids and not _is_bare(grids):
        return grids, left_out
    reason = said(
        "a packed file that is no project of this page; the one file in it, {name}, holds no table",
        name=name,
    )
    remedy = said("choose a project that this page saved, or a table")
    raise UnreadableFileError(THE_FILE, reason, remedy)


def _is_bare(grids: Sequence[Grid]) -> bool:
    """Whether no grid has a row below its first one."""
    return all(one.rows_count + bool(one.headings) < 2 for one in grids)


def _within(content: bytes, look: Callable[[bytes], Found]) -> Found:
    """What is found in a packed file, unless it is damaged."""
    try:
        return look(content)
    except UnreadableFileError:
        raise
    except BROKEN:
        raise _DAMAGED from None


def ready() -> None:
    """Load what the kinds of files open at their first use, for a process that cannot later."""
    ready_for_texts()
    import_module("python_calamine")
    pa.array(["a"], pa.string())  # it looks for pandas
    read_text(b"a,b\n1,2\n", {})  # threads start before they cost memory


def apart(
    files: Sequence[tuple[str, bytes]], asked: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, pa.Table]]:
    """Open files for :func:`geo.files.confined.apart`; a table is named by its file and grid."""
    found = [opened(name, content, asked.get("answers", {})) for name, content in files]
    told = [
        {
            "name": file.name,
            "left_out": file.left_out,
            "grids": [
                {one.name: getattr(grid, one.name) for one in fields(grid) if one.name != "cells"}
                for grid in file.grids
            ],
        }
        for file in found
    ]
    tables = {
        f"{at}-{number}": grid.cells
        for at, file in enumerate(found)
        for number, grid in enumerate(file.grids)
    }
    return {"files": told}, tables
