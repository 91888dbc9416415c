"""What a reader is told and asked of a file: of boundaries here, of moves on the floor above."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

NAME = "place:"
"""What the keys of answers begin with that give a name a place."""


@dataclass(frozen=True)
class Choice:
    """One thing that is understood or asked of a file; the answer is one text.

    Attributes
    ----------
    key : str
        Key of the answer, such as ``shape`` or ``direction``; columns are ``column-<role>``.
    value : str
        The answer that is used: the reader's, else the proposed one; empty where there is none.
    options : tuple of str
        What it may be; empty where it is free text. Sheets and columns are spelled as in the file.
    is_asked : bool
        Whether the file cannot tell: a reader has to look at it.
    is_needed : bool
        Whether nothing can be used without an answer.
    is_answered : bool
        Whether the value is the reader's own answer.
    evidence : mapping
        What speaks for the value, by place in the words of the page.
    """

    key: str
    value: str
    options: tuple[str, ...] = ()
    is_asked: bool = False
    is_needed: bool = False
    is_answered: bool = False
    evidence: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Finding:
    """One line of the report.

    Attributes
    ----------
    kind : str
        A key of the kinds of findings; the page has the words, with reason and remedy.
    part : str
        ``accepted``, ``rejected``, ``aside``, or ``told`` for what concerns no row alone.
    rows_count : int
        Rows (of a list) or cells (of a matrix) that it concerns.
    rows : tuple of int
        The first of them as a reader of the file counts, ten at most.
    texts : tuple of str
        The first different texts that it concerns, ten at most.
    persons : float or None
        People in these rows, where they can be read.
    values : mapping
        What else the words of the page need.
    """

    kind: str
    part: str
    rows_count: int = 0
    rows: tuple[int, ...] = ()
    texts: tuple[str, ...] = ()
    persons: float | None = None
    values: Mapping[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Unmatched:
    """A name of the file that no place has.

    Attributes
    ----------
    text : str
        As a reader sees it: a code with its name, where the file has both.
    key : str
        As the cell has it, by which an answer names it: ``place:`` and this.
    suggestions : tuple of str
        Codes of places that it may mean, the likeliest first; empty where nothing is near.
    rows_count : int
        Rows that name it.
    is_kept : bool
        Whether it stays a place of its own, without a shape, so that its rows count.
    """

    text: str
    key: str
    suggestions: tuple[str, ...] = ()
    rows_count: int = 0
    is_kept: bool = False


OUTLINE_FINDINGS: Mapping[str, str] = {
    # Features that have no shape on the map; their places can still be named.
    "outline-no-shape": "aside",
    "outline-no-area": "aside",
    "outline-elsewhere": "aside",
    "outline-unknown-kind": "rejected",
    "outline-no-numbers": "rejected",
    "outline-no-arc": "rejected",
    "outline-out-of-world": "rejected",
    "outline-tangled": "rejected",
    "outline-no-area-left": "rejected",
    # What was mended, left out or taken for granted.
    "outline-crossed": "told",
    "outline-unclosed": "told",
    "outline-short-ring": "told",
    "outline-collapsed": "told",
    "outline-date-line": "told",
    "outline-beyond-turn": "told",
    "outline-heights": "told",
    "outline-no-code": "told",
    "outline-doubled-code": "told",
    "outline-no-name": "told",
    "outline-doubled-name": "told",
    "outline-links": "told",
    "outline-parts-missing": "told",
    "outline-crs-taken": "told",
    "outline-crs-unknown": "told",
    "outline-latitude-first": "told",
    "outline-snapped": "told",
    "outline-islets": "told",
    "outline-simplified": "told",
    "outline-far": "told",
    "outline-of-others": "told",
}
"""Kinds of findings on a boundary file, each with its part of the report."""
