"""CSV whose cells no spreadsheet runs as a formula, and that gives every text back.

The rule for readers: a text cell that begins with an apostrophe loses that one apostrophe. Numbers
are never changed, so a negative number stays a number. An empty cell is a missing value.
"""

from __future__ import annotations

import csv
import io
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

GUARD = "'"
# What spreadsheets take for the start of a formula; full-width forms become these under NFKC.
ACTIVE = frozenset("=+-@\t\r\n\N{MINUS SIGN}")
ENCODING = "utf-8-sig"
LIST_MARK = "; "


def inert(text: str) -> str:
    r"""Spell a text so that no spreadsheet takes it for a formula.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text, with an apostrophe in front when the signs before its first letter or digit
        could start a formula, whatever blanks, quotes or invisible signs hide it, and also when it
        begins with an apostrophe itself.

    Examples
    --------
    >>> inert("=1+1"), inert(' "@sum"'), inert("'quoted'"), inert("Engel-Norrow")
    ("'=1+1", '\' "@sum"', "''quoted'", 'Engel-Norrow')
    """
    return GUARD + text if text.startswith(GUARD) or _could_run(text) else text


def original(cell: str) -> str:
    """Give back the text of a cell that :func:`inert` wrote.

    Examples
    --------
    >>> original("'=1+1"), original("Engel-Norrow")
    ('=1+1', 'Engel-Norrow')
    """
    return cell.removeprefix(GUARD)


def _could_run(text: str) -> bool:
    for sign in text:
        if ACTIVE & set(unicodedata.normalize("NFKC", sign)):
            return True
        if sign.isalnum():
            return False
    return False


def write(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write a table as UTF-8 with BOM, one header row and CRLF line ends (RFC 4180).

    Parameters
    ----------
    header : sequence of str
        Column names of our own.
    rows : iterable of sequences
        Texts, numbers, truth values (``true`` and ``false``, as in JSON), lists of texts (joined
        by a semicolon and a blank) or None.

    Examples
    --------
    >>> write(["name", "net"], [["=x", -3.5], [None, True]]).decode("utf-8-sig").splitlines()
    ['name,net', "'=x,-3.5", ',true']
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode(ENCODING)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return inert(LIST_MARK.join(value))
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value
