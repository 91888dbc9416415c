"""Errors raised when the data cannot be trusted: one family, one message shape.

Data is strict: a build or a start stops and lists every case at once, so that one run is enough
to see all there is to mend.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Failure:
    """One case of bad data, before it is put into a `DataError`.

    Attributes
    ----------
    dataset
        Name of the dataset in the catalogue.
    where
        File and line (the header is line 1), column, feature or check.
    found, expected
        What stands there, and what should.
    remedy
        What to do about this one case.

    Examples
    --------
    >>> print(Failure("flows", "od.csv line 3, column origin_code", "'99'", "a known code",
    ...               "correct the code"))
    flows: od.csv line 3, column origin_code: found '99', expected a known code; correct the code
    """

    dataset: str
    where: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return (
            f"{self.dataset}: {self.where}: found {self.found}, "
            f"expected {self.expected}; {self.remedy}"
        )


class DataError(Exception):
    """Data that breaks its declaration.

    Parameters
    ----------
    dataset
        Name of the dataset in the catalogue, or of the group of datasets.
    failures
        One plain sentence a case, each saying where it is, what was found and what was expected.
        At least one.
    remedy
        What to do about it, as an instruction.

    Raises
    ------
    ValueError
        If `failures` is empty: an error without a case helps nobody.

    Examples
    --------
    >>> error = DataError("flows", ["line 3, origin_code: found 99, expected a known code"],
    ...                   "Correct the row, then run: make data")
    >>> print(error)
    flows: 1 failure
      - line 3, origin_code: found 99, expected a known code
    Correct the row, then run: make data
    """

    def __init__(self, dataset: str, failures: Sequence[str], remedy: str) -> None:
        if not failures:
            raise ValueError(f"{dataset}: a DataError needs at least one failure, found none.")
        self.dataset = dataset
        self.failures = list(failures)
        self.remedy = remedy
        super().__init__(dataset, self.failures, remedy)

    def __str__(self) -> str:
        """Return the message: dataset and count, one line a failure, then the remedy."""
        count = len(self.failures)
        head = f"{self.dataset}: {count} failure{'' if count == 1 else 's'}"
        return "\n".join([head, *(f"  - {failure}" for failure in self.failures), self.remedy])


class SourceError(DataError):
    """A raw file that is missing, unreadable or not the one that was declared (sha256)."""


class TableError(DataError):
    """A table whose shape, values or keys break its declaration."""


class StaleBuildError(DataError):
    """Built tables that are missing or older than their inputs. Remedy: make data."""
