"""Checks that JSON types cannot say: shapes, keys between datasets, and named facts.

A dataset names its checks in the catalogue with the facts they compare; `NAMED` maps the name to
the function. Every check returns failures and never stops at the first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from itertools import permutations
from typing import Any

import geopandas as gpd
import pandas as pd
import shapely

from geo.catalog import Dataset
from geo.errors import Failure
from geo.findings import grouped, mend, places
from geo.readers import Read

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
    reasons = {
        row: "no geometry" if shape is None or shape.is_empty else shape.geom_type
        for row, shape in enumerate(shapes)
        if shape is None or shape.is_empty or shape.geom_type not in dataset.geometry_types
    }
    for row, shape in enumerate(shapes):
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
        known = pd.MultiIndex.from_frame(other[list(key.dataset_fields)])
        used = read.frame[list(key.fields)].dropna()
        stray = used[~pd.MultiIndex.from_frame(used).isin(known)]
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
    if rows != dataset.expected_rows:
        expected = f"{dataset.expected_rows} rows"
        yield Failure(dataset.name, "whole table", f"{rows} rows", expected, mend(dataset))
    if any(one.name not in reads[dataset.name].frame for one in dataset.fields):
        return  # a missing column is listed on its own
    for name, facts in dataset.checks.items():
        if name in NAMED:
            yield from NAMED[name](dataset, reads, facts)
        else:
            remedy = "write the check in geo.checks or correct its name"
            yield Failure(dataset.name, "checks", name, f"one of {sorted(NAMED)}", remedy)


def sum_sample_persons(dataset: Dataset, reads: Reads, facts: Any) -> Iterator[Failure]:
    """Compare the sum of the cells of each period with the declared sum.

    `facts`: period to sample persons. Source: the printed tables, summed once by hand.
    """
    sums = reads[dataset.name].frame.groupby("period")["sample_persons"].sum()
    for period, expected in facts.items():
        found = int(sums.get(period, 0))
        if found != expected:
            where = f"sum of sample_persons in {period}"
            yield Failure(dataset.name, where, str(found), str(expected), mend(dataset))


def complete_pairs(dataset: Dataset, reads: Reads, facts: Any) -> Iterator[Failure]:
    """List the ordered pairs of provinces that a period lacks.

    `facts`: `provinces`, how many provinces have statistics; n provinces make n (n - 1) pairs.
    """
    if not {"provinces", "periods"} <= reads.keys():
        return
    provinces = reads["provinces"].frame
    counted = provinces.loc[provinces["has_statistics"].fillna(False), "province_code"]
    if len(counted) != facts["provinces"]:
        expected = f"{facts['provinces']} provinces with statistics"
        yield Failure(dataset.name, "pairs", f"{len(counted)}", expected, mend(dataset))
    table = reads[dataset.name].frame
    for period in reads["periods"].frame["period"]:
        rows = table[table["period"] == period]
        held = set(zip(rows["origin_code"], rows["destination_code"], strict=True))
        lacking = [pair for pair in permutations(counted, 2) if pair not in held]
        if lacking:
            listed = ", ".join(f"{origin}-{destination}" for origin, destination in lacking)
            found = f"{len(lacking)} pairs without a row ({listed})"
            expected = f"{len(counted) * (len(counted) - 1)} pairs"
            yield Failure(dataset.name, f"period {period}", found, expected, mend(dataset))


def factor_present(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """Name the periods whose counts cannot be expanded because their factor is missing."""
    if "periods" not in reads:
        return
    periods = reads["periods"].frame
    known = periods.loc[periods["expansion_factor"].notna(), "period"]
    for period in sorted(set(reads[dataset.name].frame["period"].dropna()) - set(known)):
        remedy = "add the factor to the raw file of periods and correct its sha256"
        where = f"period {period}, expansion_factor"
        yield Failure(dataset.name, where, "nothing", "the factor of its count", remedy)


def nets_sum_to_zero(dataset: Dataset, reads: Reads, _facts: Any) -> Iterator[Failure]:
    """Compare what all provinces gain with what all lose: sum of nets of a period = 0."""
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
    "nets_sum_to_zero": nets_sum_to_zero,
    "declared_indicators": declared_indicators,
    "cited_publications": cited_publications,
    "shared_borders": shared_borders,
}
"""The named checks a dataset may ask for."""
