"""Wrong values and rows put into words: which file, which lines, what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pandas as pd

from geo.catalog import Dataset
from geo.errors import Failure
from geo.readers import Read

CORRECT_RAW = "correct the raw file and its sha256 in data/datapackage.json"
CORRECT_CODE = "correct the code that derives it, or its entry in data/datapackage.json"


def mend(dataset: Dataset) -> str:
    """Say what to do about a wrong value: a raw file is corrected, a derived table is not."""
    return CORRECT_CODE if dataset.derived_from else CORRECT_RAW


def places(read: Read, rows: Iterable[int]) -> str:
    """Name the file and lines of some rows, neighbouring lines as a range.

    Examples
    --------
    >>> read = Read(pd.DataFrame({"a": [1, 2, 3]}), ("x.csv",) * 3, (2, 3, 7))
    >>> places(read, [0, 1, 2])
    'x.csv lines 2-3, 7'
    """
    by_file: dict[str, list[int]] = {}
    for row in sorted(set(rows)):
        by_file.setdefault(read.files[row], []).append(read.places[row])
    named = []
    for file, found in by_file.items():
        plural = "s" if len(found) > 1 else ""
        named.append(f"{file} {read.unit}{plural} {_ranges(found)}")
    return "; ".join(named)


def _quoted(value: Any) -> str:
    if isinstance(value, str):
        return repr(value)
    return "nothing" if pd.isna(value) else str(value)


def _ranges(numbers: list[int]) -> str:
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return ", ".join(f"{run[0]}-{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs)


def grouped(
    dataset: Dataset, read: Read, column: str, found: pd.Series[Any], expected: str
) -> Iterator[Failure]:
    """Give one failure for each distinct wrong value of a column, with all its lines.

    Parameters
    ----------
    dataset, read
        The declaration and the table with its origin.
    column
        Name of the column.
    found
        The wrong values, indexed by row.
    expected
        What should stand there, in words.
    """
    words = found.map(_quoted)
    in_file = {one.name: one.source_column for one in dataset.fields}.get(column)
    renamed = f" ({in_file} in the file)" if in_file and in_file != column else ""
    for value, rows in words.groupby(words, sort=False):
        where = f"{places(read, rows.index)}, column {column}{renamed}"
        yield Failure(dataset.name, where, str(value), expected, mend(dataset))


def repeated(dataset: Dataset, read: Read, rows: Iterable[int]) -> list[Failure]:
    """Give one failure for each primary key that occurs more than once, with all its lines.

    Parameters
    ----------
    dataset, read
        The declaration and the table with its origin.
    rows
        The rows whose key is not their own.
    """
    keys = list(dataset.primary_key)
    doubles = read.frame.iloc[sorted(set(rows))][keys]
    return [
        Failure(
            dataset.name,
            places(read, group.index),
            f"{len(group)} rows for {dict(zip(keys, key, strict=True))}",
            "one",
            mend(dataset),
        )
        for key, group in doubles.groupby(keys, sort=False)
    ]
