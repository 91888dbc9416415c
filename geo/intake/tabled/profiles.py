"""What each column of a list is made of, by its heading and its texts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from geo.intake.tabled.tables import Table
from geo.intake.texts import words
from geo.intake.texts.columns import Column, encoded
from geo.intake.texts.dated import year_of
from geo.intake.texts.figures import MARK, NEGATIVE, NON_FINITE, NUMBER, decimal_sign, read_figures
from geo.intake.texts.months import parts_alone, parts_of_years
from geo.intake.texts.ratios import CELL
from geo.intake.texts.words import tokens

_COORDINATE = re.compile(
    r"(lon|lat|lng)(g|gitude|itude)?_?(fr|from|to|o|d|i|j|\d)?|[xy]_?(coord\w*)?"
)
_MEANINGLESS = re.compile(
    r"(\d+([._]{1,3}\d+)+|v\d+|x\d*|column \d+|unnamed[: _]*\d*|c\d+|field\d+|\.{0,3}\d+|\.\.\.\d+)"
)
MOST_PARTS = 4_000
"""Different days and months of one column."""
YEAR = re.compile(r"(1[89]|20)\d\d")
_PERIOD = re.compile(r"(1[89]|20)\d\d(-(1[89]|20)\d\d)?")


@dataclass(frozen=True, eq=False)
class Profile:
    """What a column is made of.

    Attributes
    ----------
    at : int
        Its place.
    heading : str
        As the file spells it.
    column : Column
        Its texts.
    share : float
        Part of its filled rows that are numbers.
    is_whole : bool
        Whether its numbers are whole.
    side : str
        Side that its heading, or a word before each of its texts, speaks of.
    leading : str
        Word with its blank before each of its texts.
    sort : str
        ``year`` (of parts of years too), ``part`` of a year alone, ``coordinate``, ``sex``,
        ``age``, ``code``, ``number`` or ``text``.
    total : float
        Sum of its numbers.
    """

    at: int
    heading: str
    column: Column
    share: float
    is_whole: bool
    side: str
    leading: str
    sort: str
    total: float = 0.0

    @property
    def is_constant(self) -> bool:
        """Whether every row has the same text."""
        return len(self.column.used) <= 1

    @property
    def is_meaningless(self) -> bool:
        """Whether the heading is but a number or a letter that a program gave."""
        plain = words.folded(self.heading)
        return bool(_MEANINGLESS.fullmatch(plain)) and not YEAR.fullmatch(plain)


def profiles(table: Table) -> list[Profile]:
    """What each column of a table is made of."""
    headings = table.headings
    return [_profile(table, at, headings[at]) for at in range(table.width)]


def _profile(table: Table, at: int, heading: str) -> Profile:
    column = encoded(table.body.column(at))
    figures = read_figures(column.texts, decimal_sign(column.texts) or ".")
    is_number = (figures.kinds == NUMBER) | (figures.kinds == NEGATIVE)
    counts = column.counts
    # A mark stands where a figure would, so a column of marks and some figures is one of figures.
    is_like = is_number | (
        ((figures.kinds == MARK) | (figures.kinds == NON_FINITE)) & any(is_number)
    )
    # Percentages are figures too, though none of people.
    is_like |= np.array([bool(CELL.fullmatch(str(text))) for text in column.texts], dtype=bool)
    share = float(counts[is_like].sum() / max(counts.sum(), 1))
    numbers = figures.values[is_number]
    is_whole = bool(len(numbers)) and bool((numbers == numbers.round()).all())
    leading = leading_word(column.used[:2000])
    own = words.side_of(heading) or words.side_of(leading)
    sort = _sort(heading, column, share, is_whole)
    total = float((figures.values[is_number] * counts[is_number]).sum())
    return Profile(at, heading, column, share, is_whole, own, leading, sort, total)


def leading_word(texts: Sequence[str]) -> str:
    """Word before every text of a column that says a side, with its blank; else empty.

    Examples
    --------
    >>> leading_word(["Til Aarhus", "Til Odense", "Til Vejle"]), leading_word(["New York", "Ohio"])
    ('Til ', '')
    """
    first = {text.partition(" ")[0] for text in texts if words.row_kind(text) == ""}
    if len(first) != 1 or len(texts) < 2 or not all(" " in text for text in texts[:5]):
        return ""
    word = first.pop()
    return f"{word} " if words.side_of(word) else ""


def _sort(heading: str, column: Column, share: float, is_whole: bool) -> str:
    said, used = {*tokens(heading)}, column.used[:500]
    if (
        any(_COORDINATE.fullmatch(word) for word in tokens(heading)[:1])
        and share > 0.9
        and not is_whole
    ):
        return "coordinate"
    years = bool(used) and all(YEAR.search(text) for text in used) and len(column.used) <= 120
    if years and (said & words.YEAR or all(_PERIOD.fullmatch(year_of(text)) for text in used)):
        return "year"
    are_dated = bool(used) and all(any(sign.isdigit() for sign in text) for text in used)
    if said & words.YEAR and are_dated and len(column.used) <= 120 and not said & words.AGE:
        return "year"
    if parts := _parts(heading, column):
        return parts
    for sort, known in (("sex", words.SEX), ("age", words.AGE)):
        if said & known:
            return sort
    if used and {words.folded(text) for text in used} <= words.MEN | words.WOMEN | words.EVERYONE:
        return "sex"
    if share > 0.5 and is_whole and says_code(heading):
        return "code"
    return "number" if share > 0.5 else "text"


def _parts(heading: str, column: Column) -> str:
    """Whether a column is one of months, quarters or days: ``year``, ``part`` or neither."""
    used = column.used
    if not used or len(used) > MOST_PARTS or {*tokens(heading)} & words.AGE:
        return ""
    if parts_of_years(used, heading):
        return "year"
    return "part" if parts_alone(used, heading) else ""


def says_code(heading: str) -> bool:
    """Whether a heading is that of a code.

    Examples
    --------
    >>> says_code("y2_statefips"), says_code("origin")
    (True, False)
    """
    said = tokens(heading)
    return any(
        word in words.CODE
        or word.endswith(("fips", "code", "codes", "geoid"))
        or word.startswith("node")
        for word in said
    )
