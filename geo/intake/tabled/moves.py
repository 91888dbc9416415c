"""Moves as the file has them: one row a figure, sides and figures still as texts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from geo.intake.texts.columns import Column, Flags, Integers, constant, stacked
from geo.intake.texts.dated import year_of

COUNTIES = "state-county"
"""Codes of five digits, two of the state and three of the county."""


@dataclass(frozen=True, eq=False)
class Moves:
    """Figures with their two sides, one a row of a list or a cell of a matrix.

    Attributes
    ----------
    origin, destination : Column
        Code, else name, of each side.
    origin_name, destination_name : Column
        Name beside the code, blank where there is none.
    figures : Column
        As they are written.
    period : Column
        Year or interval, blank where the row has none.
    categories : mapping
        What else tells rows apart, by name.
    rows : numpy.ndarray
        Number of the row as a reader counts.
    files : numpy.ndarray
        Place of the row's file among the names.
    file_names : tuple of str
        Files as the reader sees them.
    kinds : mapping
        Kind of a side's text that its place in the file tells, such as ``abroad``.
    doubles : numpy.ndarray
        Whether a row is the same as one before in every column of the file.
    margins : Column or None
        Margin of error beside each figure.
    coordinates : mapping
        Where each side's place lies, by side, as written.
    system : str
        How the codes are built: ``state-county`` where two columns made one, else empty.
    is_crossed : bool
        Whether the figures are cells of a matrix.
    times : mapping
        Texts of the period that are parts of years, with the year and the part.
    excess : Column or None
        All cells of rows that have more of them than the heading, blank for the other rows.
    """

    origin: Column
    destination: Column
    origin_name: Column
    destination_name: Column
    figures: Column
    period: Column
    categories: dict[str, Column]
    rows: Integers
    files: Integers
    file_names: tuple[str, ...]
    doubles: Flags
    kinds: dict[str, str] = field(default_factory=dict)
    margins: Column | None = None
    coordinates: dict[str, Column] = field(default_factory=dict)
    system: str = ""
    is_crossed: bool = False
    excess: Column | None = None
    times: dict[str, tuple[str, str]] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.rows)

    def year(self, period: str) -> str:
        """Year or interval of a text of the period, empty where it says none."""
        return self.times[period][0] if period in self.times else year_of(period)


def joined(parts: Sequence[Moves]) -> Moves:
    """Moves of several files, one below the other."""
    if len(parts) == 1:
        return parts[0]
    names = [*dict.fromkeys(name for one in parts for name in one.file_names)]
    keys = [*dict.fromkeys(key for one in parts for key in one.categories)]
    sides = set.intersection(*({*one.coordinates} for one in parts))

    def every(name: str) -> Column:
        return stacked([getattr(one, name) for one in parts])

    def some(name: str) -> Column | None:
        columns = [getattr(one, name) for one in parts]
        if not any(columns):
            return None
        blank = [constant("", len(one)) for one in parts]
        return stacked([own or other for own, other in zip(columns, blank, strict=True)])

    return Moves(
        every("origin"), every("destination"), every("origin_name"), every("destination_name"),
        every("figures"), every("period"),
        {
            key: stacked([one.categories.get(key, constant("", len(one))) for one in parts])
            for key in keys
        },
        np.concatenate([one.rows for one in parts]),
        np.concatenate([
            np.array([names.index(name) for name in one.file_names])[one.files] for one in parts
        ]),
        tuple(names),
        np.concatenate([one.doubles for one in parts]),
        {text: kind for one in parts for text, kind in one.kinds.items()},
        some("margins"),
        {side: stacked([one.coordinates[side] for one in parts]) for side in sides},
        parts[0].system,
        parts[0].is_crossed,
        some("excess"),
        {text: part for one in parts for text, part in one.times.items()},
    )  # fmt: skip
