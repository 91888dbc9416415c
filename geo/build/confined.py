"""The parsing of a filled template in a process of its own, which may die without harm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from importlib import import_module
from typing import Any

from geo.build.sheet import Sheet, read_sheet
from geo.files import confined
from geo.files.confined import Answer, Files
from geo.files.opened import ready as ready_for_files

WORK = "sheet"
WALL_SECONDS = confined.WORKS[WORK].wall


def read_apart(content: bytes, columns: Sequence[str]) -> Sheet:
    """Read a file as :func:`geo.build.sheet.read_sheet` does, in a child process.

    Parameters
    ----------
    content : bytes
        The file.
    columns : sequence of str
        Names that its first line must hold.

    Raises
    ------
    UnreadableFileError
        As that function, and when the child did not come to an end within its limits.
    """
    told, _ = confined.apart(WORK, [("", content)], {"columns": list(columns)})
    pairs = ("rows", "left_out", "above", "merged")  # JSON has no tuples
    return Sheet(**told | {name: [tuple(pair) for pair in told[name]] for name in pairs})


def ready() -> None:
    """Load what a template opens at its first use."""
    ready_for_files()
    import_module("openpyxl")


def apart(files: Files, asked: Mapping[str, Any]) -> Answer:
    """Read the one template."""
    ((_, content),) = files
    return asdict(read_sheet(content, asked["columns"])), {}
