"""Why a file of a reader cannot be read as a whole, and the limits of a foreign table."""

from __future__ import annotations

MOST_BYTES = 256_000_000
MOST_UNPACKED_BYTES = 1_000_000_000
MOST_COLUMNS = 8_000
MOST_CELLS = 60_000_000
MOST_CELLS_OF_SHEET = 20_000_000
"""Of a sheet of a workbook, whose cells take more room."""
MOST_CELL = 100_000
"""Signs of one cell."""
PLAIN = "open it in a spreadsheet and save it as XLSX or CSV UTF-8"


class UnreadableFileError(ValueError):
    r"""A file that cannot be read as a whole.

    Attributes
    ----------
    where, reason, remedy : str
        Line or part, what is wrong there, and what to do. What they name of the file may hold any
        sign: one that cannot be printed stands as a question mark in a square.

    Examples
    --------
    >>> print(UnreadableFileError("sheet A\tB", "it is empty", "choose another"))
    sheet A�B: it is empty; choose another
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = map(_printed, (where, reason, remedy))
        super().__init__(f"{self.where}: {self.reason}; {self.remedy}")


def _printed(text: str) -> str:
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def check_size(where: str, rows: int, columns: int, most: int = MOST_CELLS) -> None:
    """Refuse a table that is wider or larger than a table of flows can be.

    Parameters
    ----------
    where : str
        The part that holds it, for the message.
    rows, columns : int
        How far its cells reach.
    most : int
        Cells that it may have.

    Raises
    ------
    UnreadableFileError
        With both numbers and the limit.

    Examples
    --------
    >>> check_size("flows.csv", 10, 10_000)
    Traceback (most recent call last):
    geo.files.unreadable.UnreadableFileError: flows.csv: 10,000 columns, more than 8,000; ...
    """
    if columns > MOST_COLUMNS:
        reason = f"{columns:,} columns, more than {MOST_COLUMNS:,}"
        raise UnreadableFileError(where, reason, "send a list with one row for each flow")
    if rows * columns > most:
        reason = f"{rows:,} rows of {columns:,} columns, more than {most:,} cells"
        raise UnreadableFileError(where, reason, "leave out rows or columns that are not needed")
