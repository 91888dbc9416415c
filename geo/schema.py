"""A declared dataset to a pandera schema, and a table held against it, every failure listed.

Types are given here, not by pandera, so that an unreadable value is quoted as it was written.
Shapes are checked in `geo.checks` before this, and what spans tables after it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import pandas as pd
import pandera.pandas as pa

from geo.catalog import Dataset, Field
from geo.errors import Failure
from geo.findings import grouped, mend, repeated
from geo.readers import Read

DTYPES = {
    "string": "str",
    "integer": "Int64",
    "number": "float64",
    "boolean": "boolean",
    "geojson": None,
}
"""Types while a table is checked: the nullable ones, so that a missing value can be reported."""

STORED = {"integer": "int64", "boolean": "bool"}
"""Types of required columns once nothing is missing."""

TRUTHS = {"true": True, "false": False}


def schema_of(dataset: Dataset, absent: Sequence[str] = ()) -> pa.DataFrameSchema:
    """Turn a declaration into a strict pandera schema.

    Parameters
    ----------
    dataset
        Its fields, constraints and primary key.
    absent
        Columns to leave out because their absence is reported already.

    Returns
    -------
    pandera.pandas.DataFrameSchema
        Unknown columns are refused; types, ranges, patterns, enumerations, required and unique
        values and the primary key are checked.

    Examples
    --------
    >>> from geo.catalog import catalogue
    >>> schema_of(catalogue()["flows"]).columns["sample_persons"].nullable
    False
    """
    columns = {
        one.name: pa.Column(
            DTYPES[one.type],
            checks=list(_checks(one)),
            nullable=not one.required,
            unique=bool(one.constraints.get("unique", False)),
        )
        for one in dataset.fields
        if one.name not in absent
    }
    key = None if set(dataset.primary_key) & set(absent) else list(dataset.primary_key)
    return pa.DataFrameSchema(columns, strict=True, unique=key, report_duplicates="all")


def column_failures(dataset: Dataset, read: Read, later: Sequence[str] = ()) -> list[Failure]:
    """Missing and unknown columns of a table.

    Parameters
    ----------
    dataset
        The declaration.
    read
        The table with its origin.
    later
        Declared columns that are worked out afterwards, so they may be missing now.
    """
    declared = [one.name for one in dataset.fields]
    file = dataset.sources[0].path if dataset.sources else dataset.path
    missing = (name for name in declared if name not in [*read.frame.columns, *later])
    unknown = (name for name in read.frame.columns if name not in declared)
    return [
        Failure(dataset.name, f"{file} header", f"no column {name!r}", "one", mend(dataset))
        for name in missing
    ] + [
        Failure(
            dataset.name, f"{file} header", f"column {name!r}", f"one of {declared}", mend(dataset)
        )
        for name in unknown
    ]


def typed(dataset: Dataset, read: Read) -> tuple[Read, list[Failure], set[int]]:
    """Give every declared column its type.

    Parameters
    ----------
    dataset
        The declaration.
    read
        Text columns as read, or columns already typed.

    Returns
    -------
    Read
        The same rows, columns in declared order. A value that cannot be read is missing.
    list of Failure
        One a distinct unreadable value and column, with its lines.
    set of int
        The rows that hold an unreadable value.
    """
    frame = read.frame.copy()
    failures: list[Failure] = []
    rows: set[int] = set()
    for one in dataset.fields:
        if one.type == "geojson" or one.name not in frame.columns:
            continue
        before = frame[one.name]
        after = _converted(before, one)
        frame[one.name] = after
        unreadable = before[after.isna() & before.notna()]
        failures += grouped(dataset, read, one.name, unreadable, _wanted(one))
        rows |= set(unreadable.index)
    ordered = [one.name for one in dataset.fields if one.name in frame.columns]
    return Read(frame[ordered], read.files, read.places, read.unit), failures, rows


def value_failures(dataset: Dataset, read: Read, reported: Iterable[int] = ()) -> list[Failure]:
    """Hold a typed table against its schema, as far as its columns are there.

    Parameters
    ----------
    dataset, read
        The declaration and the typed table.
    reported
        Rows already listed as unreadable: they are not listed again.
    """
    absent = [one.name for one in dataset.fields if one.name not in read.frame.columns]
    try:
        schema_of(dataset, absent).validate(read.frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        cases = errors.failure_cases
    else:
        return []
    cases = cases[~cases["index"].isin(list(reported))]
    duplicates = cases["check"] == "multiple_fields_uniqueness"
    failures = repeated(dataset, read, (int(row) for row in cases.loc[duplicates, "index"]))
    for (column, check), group in cases[~duplicates].groupby(["column", "check"], sort=False):
        one = dataset.field_named(str(column))
        found = read.frame[one.name].iloc[group["index"].astype(int).to_numpy()]
        expected = "every value once" if check == "field_uniqueness" else _wanted(one)
        failures += grouped(dataset, read, one.name, found, expected)
    return failures


def stored(dataset: Dataset, frame: pd.DataFrame) -> pd.DataFrame:
    """Give the required columns of a sound table the plain types they are stored with.

    Parameters
    ----------
    dataset, frame
        The declaration and a table that passed `value_failures`.
    """
    plain = {
        one.name: STORED[one.type] for one in dataset.fields if one.required and one.type in STORED
    }
    return frame.astype(plain)


def _checks(one: Field) -> Iterator[pa.Check]:
    builders: dict[str, Any] = {
        "minimum": pa.Check.ge,
        "maximum": pa.Check.le,
        "enum": pa.Check.isin,
        "pattern": lambda pattern: pa.Check.str_matches(f"^(?:{pattern})$"),
    }
    for key, limit in one.constraints.items():
        if key in builders:
            yield builders[key](limit)


def _converted(values: pd.Series[Any], one: Field) -> pd.Series[Any]:
    """Values in the declared type; what cannot be read becomes missing."""
    if one.type == "string":
        return values.astype("str")
    if one.type == "boolean":
        truths = values if pd.api.types.is_bool_dtype(values) else values.map(TRUTHS)
        return truths.astype("boolean")
    numbers = pd.to_numeric(values, errors="coerce")
    if one.type == "number":
        return numbers.astype("float64")
    return numbers.where(numbers == numbers.round()).astype("Int64")


def _wanted(one: Field) -> str:
    """What a field expects, in words."""
    limits = [f"{key} {limit}" for key, limit in one.constraints.items() if key != "required"]
    kind = {"string": "text", "integer": "a whole number", "number": "a number"}.get(one.type)
    unit = f" ({one.unit})" if one.unit else ""
    missing = "" if one.required else " or nothing"
    return ", ".join([f"{kind or one.type}{unit}{missing}", *limits])
