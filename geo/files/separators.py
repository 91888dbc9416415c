"""The sign that parts the columns of a text, and the sign of its fractions."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Sequence

FIXED = "fixed"
"""Columns at fixed places of the line instead of a sign between them."""
BLANK = " "
SEPARATORS = (",", ";", "\t", "|", BLANK, FIXED)
"""All that a reader can choose among."""
_SIGNS = ("\t", ";", "|", ",")  # the rarer in a text, the more it tells
LEAST_SHARE = 0.3
SAMPLE_ROWS = 400
_COMMA = re.compile(r"-?(?:\d+,\d{1,2}|\d{4,},\d+|0,\d+|\d+,\d{4,}|\d{1,3}(?:\.\d{3})+(?:,\d+)?)")
_DOT = re.compile(
    r"-?(?:\d+\.\d{1,2}|\d{4,}\.\d+|0?\.\d+|\d+\.\d{4,}|\d{1,3}(?:,\d{3})+(?:\.\d+)?)"
)
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_AMBIGUOUS = re.compile(r"-?\d{1,3}[.,]\d{3}")


def separator_of(lines: Sequence[str]) -> str:
    """The sign that parts most lines into the same number of columns; empty where none does.

    Examples
    --------
    >>> separator_of(["a;b;c", "1;2;3,5", "1;2;4,5"])
    ';'
    >>> separator_of(["one", "two"])
    ''
    """
    shares = {sign: _share(lines, sign) for sign in _SIGNS}
    best = max(shares.values())
    if best < LEAST_SHARE:
        return ""
    return next(sign for sign, share in shares.items() if share == best)


def rows_of(lines: Iterable[str], sign: str) -> list[list[str]]:
    """Rows that hold something, when a sign parts them; those of a broken quote are left out."""
    reader = csv.reader(io.StringIO("\n".join(lines), newline=""), delimiter=sign)
    found: list[list[str]] = []
    try:
        found.extend(row for row in reader if any(map(str.strip, row)))
    except csv.Error:
        return found
    return found


def _share(lines: Sequence[str], sign: str) -> float:
    """Share of rows that have the most frequent number of columns above one."""
    if sign == "," and _is_in_numbers_alone(lines):
        return 0.0
    rows = rows_of(lines, sign)
    # A sign within quotes parts no cell: what it would part has half of a pair of quotes.
    whole = (len(row) for row in rows if not any(cell.count('"') % 2 for cell in row))
    several = Counter(width for width in whole if width > 1)
    return several.most_common(1)[0][1] / len(rows) if several else 0.0


def _is_in_numbers_alone(lines: Sequence[str]) -> bool:
    """Whether every comma marks thousands in lines whose columns blanks part."""
    spaced = sum("  " in line.strip() for line in lines)
    return spaced * 2 > len(lines) and not any("," in _THOUSANDS.sub("", line) for line in lines)


def decimal_of(texts: Iterable[str | None]) -> str:
    """Sign of the fractions of some cells; empty where none of them tells.

    Examples
    --------
    >>> decimal_of(["1,5", "2"]), decimal_of(["1.234"]), decimal_of(["1.234,5", "1,234"])
    (',', '', ',')
    >>> decimal_of(["12.75", "1,234"])
    '.'
    """
    comma = dot = 0
    for text in texts:
        cell = (text or "").strip()
        if not cell or _AMBIGUOUS.fullmatch(cell):
            continue
        comma += bool(_COMMA.fullmatch(cell))
        dot += bool(_DOT.fullmatch(cell))
    if comma == dot:
        return ""
    return "," if comma > dot else "."
