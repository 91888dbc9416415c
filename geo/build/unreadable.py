"""Why a file of a reader cannot be read as a whole, and the limits that every file has."""

from __future__ import annotations

MOST_BYTES = 2_000_000
MOST_ROWS = 5_000
MOST_COLUMNS = 50
MOST_CELL = 5_000
MOST_SIGNS = 4_000_000
MOST_MEMBERS = 50
MOST_UNPACKED_BYTES = 200_000_000
MOST_RATIO = 200
HEAD_LINES = 20
"""Filled lines among which the header is looked for; a title may stand above it."""


class UnreadableFileError(ValueError):
    """A file that cannot be read as a whole.

    Attributes
    ----------
    where, reason, remedy : str
        Line or part, what is wrong there, and what to do.
    """

    def __init__(self, where: str, reason: str, remedy: str) -> None:
        self.where, self.reason, self.remedy = where, reason, remedy
        super().__init__(f"{where}: {reason}; {remedy}")
