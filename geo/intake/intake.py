"""The records that the reading of a reader's file ends in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from geo.outlines.outlines import Places


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
        As the file spells it.
    suggestions : tuple of str
        Codes of places that it may mean, the likeliest first; empty where nothing is near.
    rows_count : int
        Rows that name it.
    """

    text: str
    suggestions: tuple[str, ...]
    rows_count: int


@dataclass(frozen=True)
class Intake:
    """The reading of the files of one draft under some answers.

    Attributes
    ----------
    choices : tuple of Choice
        Everything understood or asked, in the order of a reader's questions.
    findings : tuple of Finding
        The report. Rows read are those accepted, rejected and set aside.
    unmatched : tuple of Unmatched
        Names without a place, the most frequent first.
    rows_read : int
        Rows of a list or cells of a matrix that hold figures.
    flows : pandas.DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``persons`` and a column for each
        category; one row for each of their combinations. Empty where an answer is missing.
    sample : tuple of tuple of str
        First rows of the file as they stand, the heading first.
    sentence : mapping
        The largest corridor as the file is understood, to be read aloud: ``persons``, ``origin``,
        ``destination``; empty where there is none.
    places : Places or None
        The places that the codes of the flows are of; those that the moves alone name, where
        neither a boundary file nor the page knows them.
    """

    choices: tuple[Choice, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[Unmatched, ...]
    rows_read: int
    flows: pd.DataFrame
    sample: tuple[tuple[str, ...], ...] = ()
    sentence: Mapping[str, str | float] = field(default_factory=dict)
    places: Places | None = None

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Keys of the answers without which nothing can be used."""
        return tuple(one.key for one in self.choices if one.is_needed and not one.value)
