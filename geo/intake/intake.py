"""The records that the reading of a reader's file ends in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pandas as pd

from geo.outlines.places import Places
from geo.outlines.told import Choice, Finding, Unmatched

__all__ = ["Choice", "Finding", "Intake", "Unmatched"]


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
        Rows of a list, or cells of a matrix and of a list with several figures in a row.
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
    beside : pandas.DataFrame or None
        People of a place whose other end is none, see :func:`geo.intake.flows.beside`; None where
        nothing was read.
    """

    choices: tuple[Choice, ...]
    findings: tuple[Finding, ...]
    unmatched: tuple[Unmatched, ...]
    rows_read: int
    flows: pd.DataFrame
    sample: tuple[tuple[str, ...], ...] = ()
    sentence: Mapping[str, str | float] = field(default_factory=dict)
    places: Places | None = None
    beside: pd.DataFrame | None = None

    @property
    def waits_for(self) -> tuple[str, ...]:
        """Keys of the answers without which nothing can be used."""
        return tuple(one.key for one in self.choices if one.is_needed and not one.value)
