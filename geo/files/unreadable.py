"""Why a file of a reader cannot be read as a whole, and the limits of a foreign table."""

from __future__ import annotations

from collections.abc import Mapping

MOST_BYTES = 256_000_000
MOST_UNPACKED_BYTES = 1_000_000_000
MOST_COLUMNS = 8_000
MOST_CELLS = 60_000_000
MOST_CELLS_OF_SHEET = 20_000_000
"""Of a sheet of a workbook, whose cells take more room."""
MOST_CELL = 100_000
"""Signs of one cell."""


class Said(str):
    """A sentence in English that knows its message, so that a page can say it in any language.

    Attributes
    ----------
    message : str
        With places for the values; the page finds it in its catalogue.
    values : mapping of str to str, int or Said
        What the places are filled with.
    """

    __slots__ = ("message", "values")
    message: str
    values: Mapping[str, Value]

    def told(self) -> Told:
        """The same as plain lists and texts, for another process."""
        values = {
            key: value.told() if isinstance(value, Said) else value
            for key, value in self.values.items()
        }
        return [self.message, values]


Value = str | int | Said
Told = list[object]


def said(message: str, **values: Value) -> Said:
    """Say something of a file; every message is a plain text here, which the page collects.

    Examples
    --------
    >>> said("{columns} columns, more than {most}", columns=9_000, most=8_000)
    '9,000 columns, more than 8,000'
    """
    return _made(message, values)


def _made(message: str, values: Mapping[str, Value]) -> Said:
    shown = {key: _printed(one) if isinstance(one, str) else one for key, one in values.items()}
    plain = {key: f"{one:,}" if isinstance(one, int) else one for key, one in shown.items()}
    made = Said(message.format_map(plain))
    made.message, made.values = message, shown
    return made


def _printed(text: str) -> str:
    """The text without signs that no line can hold; what is said is so already."""
    if isinstance(text, Said):
        return text
    return "".join(sign if sign.isprintable() else "\ufffd" for sign in text)


def said_again(told: object) -> Said:
    """What another process said, see :meth:`Said.told`; a plain text is said as it stands.

    Examples
    --------
    >>> said_again(said("row {n}", n="12").told()).message
    'row {n}'
    """
    if not isinstance(told, list):
        return _made("{text}", {"text": str(told)})
    message, values = told
    again = {key: said_again(one) if isinstance(one, list) else one for key, one in values.items()}
    return _made(message, again)


THE_FILE = said("the file")
PLAIN = said("open it in a spreadsheet and save it as XLSX or CSV UTF-8")


class UnreadableFileError(ValueError):
    r"""A file that cannot be read as a whole.

    Attributes
    ----------
    where : str
        The name of the file, or a line or part of it.
    reason, remedy : Said
        What is wrong there, and what to do.

    Notes
    -----
    What they name of the file may hold any sign: one that cannot be printed stands as a question
    mark in a square.

    Examples
    --------
    >>> print(UnreadableFileError("sheet A\tB", said("it is empty"), said("choose another")))
    sheet A�B: it is empty; choose another
    """

    def __init__(self, where: str, reason: Said, remedy: Said) -> None:
        self.where, self.reason, self.remedy = _printed(where), reason, remedy
        super().__init__(f"{self.where}: {reason}; {remedy}")


def within(name: str, part: str) -> str:
    """A part of a named file.

    Examples
    --------
    >>> within("moves.csv", said("row {n}", n="3")), within("moves.csv", THE_FILE)
    ('moves.csv, row 3', 'moves.csv')
    """
    return name if part == THE_FILE else said("{file}, {part}", file=name, part=part)


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
        reason = said("{columns} columns, more than {most}", columns=columns, most=MOST_COLUMNS)
        raise UnreadableFileError(where, reason, said("send a list with one row for each flow"))
    if rows * columns > most:
        reason = said(
            "{rows} rows of {columns} columns, more than {most} cells",
            rows=rows, columns=columns, most=most,
        )  # fmt: skip
        remedy = said("leave out rows or columns that are not needed")
        raise UnreadableFileError(where, reason, remedy)
