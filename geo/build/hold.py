"""Wrong values and rows put into words: which file, which lines, what was found."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import permutations
from typing import Any

import geopandas as gpd
import pandas as pd
import pandera.pandas as pa
import shapely

from geo.build.read import Read
from geo.errors import Failure
from geo.world.catalog import Dataset, Field

SUM_TOLERANCE = 1e-12
CORRECT_RAW = "correct the raw file and its sha256 in datapackage.json"
CORRECT_CODE = "correct the code that derives it, or its entry in datapackage.json"


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


# A declared dataset to a pandera schema, and a table held against it, every failure listed.

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
    >>> from geo.world.catalog import catalogue
    >>> schema_of(catalogue()["flows"]).columns["sample_persons"].nullable
    False
    """
    columns = {
        one.name: pa.Column(
            DTYPES[one.type],
            checks=list(_checks(one)),
            nullable=not one.required,
            unique=one.constraints.unique,
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
    for key, limit in one.constraints.limits().items():
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
    limits = [f"{key} {limit}" for key, limit in one.constraints.limits().items()]
    kind = {"string": "text", "integer": "a whole number", "number": "a number"}.get(one.type)
    unit = f" ({one.unit})" if one.unit else ""
    missing = "" if one.required else " or nothing"
    return ", ".join([f"{kind or one.type}{unit}{missing}", *limits])


# Checks that JSON types cannot say: shapes, keys between datasets, and named facts.

Reads = Mapping[str, Read]


def geometry_failures(dataset: Dataset, read: Read) -> list[Failure]:
    """CRS, kind and validity of the shapes of a table; none for a table without shapes.

    Parameters
    ----------
    dataset
        The declaration; `crs` is None for a table without shapes.
    read
        The table with its origin.
    """
    if dataset.crs is None or not isinstance(read.frame, gpd.GeoDataFrame):
        return []
    shapes = read.frame.geometry
    if shapes.crs is None or not shapes.crs.equals(dataset.crs, ignore_axis_order=True):
        where, remedy = f"{read.files[0]} crs", f"convert the file to {dataset.crs}"
        found = "none" if shapes.crs is None else shapes.crs.to_string()
        return [Failure(dataset.name, where, found, dataset.crs, remedy)]
    kinds = " or ".join(dataset.geometry_types)
    is_needed = dataset.field_named(shapes.name).required
    held = [(row, one) for row, one in enumerate(shapes) if one is not None or is_needed]
    reasons = {
        row: "no geometry" if shape is None or shape.is_empty else shape.geom_type
        for row, shape in held
        if shape is None or shape.is_empty or shape.geom_type not in dataset.geometry_types
    }
    for row, shape in held:
        if row not in reasons and not shape.is_valid:
            reasons[row] = shapely.is_valid_reason(shape)
    return [
        Failure(
            dataset.name,
            f"{places(read, [row])}, geometry",
            reason,
            f"a valid {kinds}",
            mend(dataset),
        )
        for row, reason in reasons.items()
    ]


def key_failures(dataset: Dataset, reads: Reads) -> Iterator[Failure]:
    """Rows whose foreign key has no match; a missing value is exempt.

    Parameters
    ----------
    dataset
        The dataset that refers to others.
    reads
        Every table that could be read, by dataset name.
    """
    read = reads[dataset.name]
    for key in dataset.foreign_keys:
        if key.dataset not in reads:
            where = f"{', '.join(key.fields)}"
            remedy = f"correct {key.dataset} first"
            found = f"no readable dataset {key.dataset!r}"
            yield Failure(dataset.name, where, found, "its codes to compare with", remedy)
            continue
        other = reads[key.dataset].frame
        if not ({*key.fields} <= {*read.frame} and {*key.dataset_fields} <= {*other}):
            continue  # a missing column is listed on its own
        known = other[list(key.dataset_fields)]
        used = read.frame[list(key.fields)].dropna()
        if len(key.fields) == 1:  # on millions of rows many times as fast
            stray = used[~used[key.fields[0]].isin(known[key.dataset_fields[0]])]
        else:
            index = pd.MultiIndex.from_frame(used)
            stray = used[~index.isin(pd.MultiIndex.from_frame(known))]
        expected = f"{', '.join(key.dataset_fields)} of dataset {key.dataset!r} ({len(known)} rows)"
        stray_keys = pd.Series(map(" ".join, stray.to_numpy()), index=stray.index, dtype="str")
        yield from grouped(dataset, read, ", ".join(key.fields), stray_keys, expected)


def fact_failures(dataset: Dataset, reads: Reads) -> Iterator[Failure]:
    """Number of rows and the named checks of one dataset.

    Parameters
    ----------
    dataset
        Declares `expected_rows` and `checks`.
    reads
        Every table that could be read, by dataset name.
    """
    rows = len(reads[dataset.name].frame)
    if dataset.expected_rows not in (rows, None):
        expected = f"{dataset.expected_rows} rows"
        yield Failure(dataset.name, "whole table", f"{rows} rows", expected, mend(dataset))
    if any(one.name not in reads[dataset.name].frame for one in dataset.fields):
        return  # a missing column is listed on its own
    for name, facts in dataset.checks.items():
        if name in NAMED:
            yield from NAMED[name](dataset, reads, facts)
        else:
            remedy = "write the check in geo.build.hold or correct its name"
            yield Failure(dataset.name, "checks", name, f"one of {sorted(NAMED)}", remedy)


def sum_sample_persons(dataset: Dataset, reads: Reads, facts: Any) -> Iterator[Failure]:
    """Compare the sum of the cells of each period with the declared sum.

    `facts`: period to sample persons. Source: the printed tables, summed once by hand.
    """
    sums = reads[dataset.name].frame.groupby("period")["sample_persons"].sum()
    for period, expected in facts.items():
        found = sums.get(period, 0)
        # Fractions of persons are not added in the same order each time.
        if not math.isclose(found, expected, rel_tol=SUM_TOLERANCE):
            where = f"sum of sample_persons in {period}"
            yield Failure(dataset.name, where, str(found), str(expected), mend(dataset))


def complete_pairs(dataset: Dataset, reads: Reads, facts: Any) -> Iterator[Failure]:
    """List the ordered pairs of regions that a period lacks.

    `facts`: `regions`, how many regions have statistics; n regions make n (n - 1) pairs.
    """
    periods = _periods_of(dataset)
    if not {"regions", periods} <= reads.keys():
        return
    regions = reads["regions"].frame
    counted = regions.loc[regions["has_statistics"].fillna(False), "region_code"]
    if len(counted) != facts["regions"]:
        expected = f"{facts['regions']} regions with statistics"
        yield Failure(dataset.name, "pairs", f"{len(counted)}", expected, mend(dataset))
    table = reads[dataset.name].frame
    for period in reads[periods].frame["period"]:
        rows = table[table["period"] == period]
        held = set(zip(rows["origin_code"], rows["destination_code"], strict=True))
        lacking = [pair for pair in permutations(counted, 2) if pair not in held]
        if lacking:
            listed = ", ".join(f"{origin}-{destination}" for origin, destination in lacking)
            found = f"{len(lacking)} pairs without a row ({listed})"
            expected = f"{len(counted) * (len(counted) - 1)} pairs"
            yield Failure(dataset.name, f"period {period}", found, expected, mend(dataset))


def _periods_of(dataset: Dataset) -> str:
    """Dataset of the intervals that a flow table refers to."""
    keys = (one.dataset for one in dataset.foreign_keys if "period" in one.fields)
    return next(keys, "periods")


def parts_sum(dataset: Dataset, reads: Reads, facts: Any) -> Iterator[Failure]:
    """Compare the parts of every row of a printed table with the whole that is printed beside.

    `facts`: `part` and `whole`, columns; `by`, columns that tell the printed rows apart.
    """
    frame = reads[dataset.name].frame
    rows = frame.groupby(facts["by"])
    sums = pd.DataFrame({"part": rows[facts["part"]].sum(), "whole": rows[facts["whole"]].max()})
    apart = sums[sums["part"] != sums["whole"]].reset_index()
    for found in apart.to_dict("records"):
        where = " ".join(str(found[name]) for name in facts["by"])
        said = f"{where}, sum of {facts['part']}"
        yield Failure(
            dataset.name, said, f"{found['part']}", f"{found['whole']} as printed", mend(dataset)
        )


def factor_present(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """Name the periods whose counts cannot be expanded because their factor is missing."""
    if _periods_of(dataset) not in reads:
        return
    periods = reads[_periods_of(dataset)].frame
    known = periods.loc[periods["expansion_factor"].notna(), "period"]
    for period in sorted({*reads[dataset.name].frame["period"].dropna().unique()} - {*known}):
        remedy = "add the factor to the raw file of periods and correct its sha256"
        where = f"period {period}, expansion_factor"
        yield Failure(dataset.name, where, "nothing", "the factor of its count", remedy)


def nets_sum_to_zero(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """Compare what all regions gain with what all lose: sum of nets of a period = 0."""
    sums = reads[dataset.name].frame.groupby("period")["net_sample_persons"].sum()
    for period, found in sums[sums != 0].items():
        where = f"sum of net_sample_persons in {period}"
        yield Failure(dataset.name, where, str(found), "0", mend(dataset))


def declared_indicators(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """List indicators of the table that the catalogue does not describe, and idle descriptions."""
    read = reads[dataset.name]
    declared = {one.name for one in dataset.indicators}
    stray = read.frame.loc[~read.frame["indicator"].isin(declared), "indicator"]
    expected = "an indicator described in the catalogue"
    yield from grouped(dataset, read, "indicator", stray, expected)
    for name in sorted(declared - set(read.frame["indicator"])):
        where = f"indicator {name}"
        yield Failure(dataset.name, where, "no row", "at least one", mend(dataset))


def times_in_words(dataset: Dataset, reads: Reads, facts: Any) -> Iterator[Failure]:
    """List times in words that no row without a year states, and years that are no number.

    `facts`: a time as it is stated to the year of the clock where it is drawn.
    """
    frame = reads[dataset.name].frame
    stated = sorted(frame.loc[frame["year"].isna(), "year_as_stated"].dropna().unique())
    for words, year in facts.items():
        if words not in stated:
            expected = f"one of {stated}, stated without a year"
            yield Failure(dataset.name, "times_in_words", repr(words), expected, mend(dataset))
        if not isinstance(year, int | float):
            where = f"times_in_words {words}"
            yield Failure(dataset.name, where, repr(year), "a year", mend(dataset))


def cited_publications(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """List short source names that the dataset `publications` does not explain."""
    if "publications" not in reads:
        return
    read = reads[dataset.name]
    known = set(reads["publications"].frame["source_id"])
    parts = read.frame["source_id"].str.split(";").explode().str.strip()
    stray = parts[parts.notna() & ~parts.isin(known)]
    yield from grouped(dataset, read, "source_id", stray, "a source_id of dataset 'publications'")


def shared_borders(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """List shapes that overlap a neighbour or leave a sliver against it."""
    read = reads[dataset.name]
    shapes = read.frame["geometry"].to_numpy()
    edges = shapely.coverage_invalid_edges(shapes)
    for row in (row for row, edge in enumerate(edges) if not edge.is_empty):
        where = f"{places(read, [row])}, geometry"
        yield Failure(
            dataset.name, where, "a border off its neighbour", "one border", mend(dataset)
        )


NAMED: Mapping[str, Callable[[Dataset, Reads, Any], Iterator[Failure]]] = {
    "sum_sample_persons": sum_sample_persons,
    "complete_pairs": complete_pairs,
    "factor_present": factor_present,
    "parts_sum": parts_sum,
    "nets_sum_to_zero": nets_sum_to_zero,
    "declared_indicators": declared_indicators,
    "times_in_words": times_in_words,
    "cited_publications": cited_publications,
    "shared_borders": shared_borders,
}
"""The named checks a dataset may ask for."""
