"""Every dataset read, checked, completed and derived, then written; all failures in one report."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataSourceError

from geo.build.breaks import class_breaks
from geo.build.clusters import cluster_tests, clusters
from geo.build.complete import COMPLETIONS, Completion
from geo.build.hold import (
    column_failures,
    fact_failures,
    geometry_failures,
    key_failures,
    mend,
    stored,
    typed,
    value_failures,
)
from geo.build.read import READERS, Read, open_sources, with_regions
from geo.disparity.series import disparity_gaps, disparity_values
from geo.disparity.tables import disparity, disparity_zones
from geo.errors import Failure, SourceError, TableError
from geo.flows import measures
from geo.flows.contrasts import corridor_contrasts
from geo.flows.indicators import migration_indicators
from geo.flows.seriation import seriation
from geo.lessons.scores import similarity_scores
from geo.shading.gaps import WIDTHS_METRES
from geo.shading.shading import shading
from geo.shapes.borders import border_bands, borders
from geo.shapes.coverage import feature_collection
from geo.shapes.neighbours import neighbours
from geo.world.catalog import Catalogue, Dataset, Package

Tables = Mapping[str, pd.DataFrame]


def _shading(package: Package, tables: Tables) -> pd.DataFrame:
    """Shade with the margins of the flows and with every indicator marked for it."""
    known = package.datasets["indicators"].indicators if "indicators" in tables else ()
    shades = [one.name for one in known if one.shade]
    inputs: dict[str, Any] = {"indicators": None, **tables}
    return shading(**inputs, shade_indicators=shades)


DERIVED: Mapping[str, Callable[[Package, Tables], pd.DataFrame]] = {
    "corridors": lambda package, tables: measures.corridors(**tables, absent=package.absent_pairs),
    "region_flows": lambda package, tables: measures.region_flows(
        **tables, absent=package.absent_pairs
    ),
    "shading": _shading,
    "class_breaks": lambda _, tables: class_breaks(**tables),
    "neighbours": lambda package, tables: neighbours(**tables, plane=package.projection.plane),
    "clusters": lambda _, tables: clusters(**tables),
    "cluster_tests": lambda _, tables: cluster_tests(**tables),
    "disparity_values": lambda package, tables: disparity_values(
        **tables, declared=package.disparity
    ),
    "disparity_gaps": lambda package, tables: disparity_gaps(**tables, declared=package.disparity),
    "disparity_zones": lambda package, tables: disparity_zones(**tables, schemes=package.schemes),
    "disparity": lambda _, tables: disparity(**tables),
    "migration_indicators": lambda _, tables: migration_indicators(**tables),
    "borders": lambda _, tables: borders(**tables),
    "border_bands": lambda package, tables: border_bands(
        **tables,
        plane=package.projection.plane,
        widths_metres=[package.frame.scale * width for width in WIDTHS_METRES],
    ),
    "similarity_scores": lambda package, tables: similarity_scores(
        **tables, likeness=package.likeness
    ),
    "corridor_contrasts": lambda package, tables: corridor_contrasts(**tables, gaps=package.gaps),
    "seriation": lambda _, tables: seriation(**tables),
}
"""How a derived dataset is made from the tables that its `derived_from` names."""

REMEDY = "Nothing was built. Mend every case above, then run: make data"
UNREADABLE = (KeyError, ValueError, csv.Error, DataSourceError)
"""What a reader raises on a file that has not the shape of its reader."""


@dataclass(frozen=True)
class Opened:
    """One dataset as read: its table if there is one, else why not."""

    read: Read | None
    source_failures: tuple[Failure, ...] = ()
    table_failures: tuple[Failure, ...] = ()


def make_tables(package: Package, data_dir: Path) -> dict[str, pd.DataFrame]:
    """Read, check and derive every dataset of a package.

    Parameters
    ----------
    package
        The declarations.
    data_dir
        Folder that holds the raw files.

    Returns
    -------
    dict of str to pandas.DataFrame
        One table a dataset, in catalogue order; geometry in the declared CRS.

    Raises
    ------
    SourceError
        When the only failures are missing or changed raw files.
    TableError
        When a table breaks its declaration. Both list every failure of every dataset.
    """
    catalogue = package.datasets
    read = {name: one for name, one in catalogue.items() if not one.derived_from}
    reads = _checked(read, package, data_dir)
    tables = {name: stored(catalogue[name], one.frame) for name, one in reads.items()}
    failures: list[Failure] = []
    for name, dataset in catalogue.items():
        if dataset.derived_from:
            inputs = {other: tables[other] for other in dataset.derived_from}
            reads[name], found = held(dataset, whole_read(dataset, DERIVED[name](package, inputs)))
            failures += [*found, *key_failures(dataset, reads), *fact_failures(dataset, reads)]
            tables[name] = reads[name].frame if found else stored(dataset, reads[name].frame)
    stop_on([], failures)
    return {name: tables[name] for name in catalogue}


def write_tables(catalogue: Catalogue, tables: Mapping[str, pd.DataFrame], folder: Path) -> None:
    """Write Parquet files, and GeoJSON shapes for tables with geometry.

    Parameters
    ----------
    catalogue, tables
        What `make_tables` took and gave.
    folder
        An existing folder. The same tables give the same bytes.
    """
    (folder / "shapes").mkdir()
    for name, table in tables.items():
        dataset = catalogue[name]
        table.to_parquet(folder / Path(dataset.path).name, index=False)
        if isinstance(table, gpd.GeoDataFrame):
            shapes = feature_collection(table, dataset.primary_key[0])
            text = json.dumps(shapes, ensure_ascii=False, separators=(",", ":"))
            (folder / "shapes" / f"{name}.geojson").write_text(text, encoding="utf-8")


def _checked(catalogue: Catalogue, package: Package, data_dir: Path) -> dict[str, Read]:
    """Read and check all datasets with raw files; stop with every failure."""
    reads: dict[str, Read] = {}
    sources: list[Failure] = []
    tables: list[Failure] = []
    for name, dataset in catalogue.items():
        opened = _opened(dataset, data_dir, package)
        sources += opened.source_failures
        tables += opened.table_failures
        if opened.read is not None:
            reads[name], failures = _completed(dataset, opened.read, reads, package)
            tables += failures
    for name in reads:
        tables += key_failures(catalogue[name], reads)
        tables += fact_failures(catalogue[name], reads)
    stop_on(sources, tables)
    return reads


def _opened(dataset: Dataset, data_dir: Path, package: Package) -> Opened:
    """Read one dataset as its raw files hold it."""
    sources, changed = open_sources(dataset, data_dir)
    if changed:
        return Opened(None, source_failures=tuple(changed))
    reader = READERS.get(str(dataset.reader))
    if reader is None:
        remedy = "write the reader in geo.build.read or correct its name"
        expected = f"one of {sorted(READERS)}"
        failure = Failure(dataset.name, "reader", repr(dataset.reader), expected, remedy)
        return Opened(None, table_failures=(failure,))
    try:
        return Opened(with_regions(reader(dataset, sources), dataset, package.place_codes))
    except UNREADABLE as error:
        where = dataset.sources[0].path
        found = f"{type(error).__name__} {error}"
        failure = Failure(dataset.name, where, found, f"a {dataset.reader} file", mend(dataset))
        return Opened(None, table_failures=(failure,))


def _completed(
    dataset: Dataset, read: Read, reads: Mapping[str, Read], package: Package
) -> tuple[Read, list[Failure]]:
    """Type one table, work out its other columns when it is sound enough, and hold it."""
    completion = COMPLETIONS.get(dataset.name, Completion(lambda table, *_: table))
    broken = column_failures(dataset, read, completion.adds) + geometry_failures(dataset, read)
    whole, failures, unreadable = typed(dataset, read)
    if broken or not {*completion.needs} <= reads.keys():
        frame = whole.frame.drop(columns=list(completion.fills), errors="ignore")
    else:
        tables = {name: reads[name].frame for name in completion.needs}
        frame = completion.run(whole.frame, tables, package)
    whole, _, _ = typed(dataset, replace(whole, frame=frame))
    return whole, [*broken, *failures, *value_failures(dataset, whole, unreadable)]


def whole_read(dataset: Dataset, frame: pd.DataFrame) -> Read:
    """A derived table as if it had been read: its rows stand where they stand."""
    rows = len(frame)
    return Read(frame, (dataset.path,) * rows, tuple(range(1, rows + 1)), unit="row")


def held(dataset: Dataset, read: Read) -> tuple[Read, list[Failure]]:
    """Type a derived table and list what breaks its declaration."""
    columns = column_failures(dataset, read)
    whole, failures, unreadable = typed(dataset, read)
    return whole, [*columns, *failures, *value_failures(dataset, whole, unreadable)]


def stop_on(sources: list[Failure], tables: list[Failure]) -> None:
    """Raise one error for all failures, if there is any."""
    failures = [*sources, *tables]
    if not failures:
        return
    names = ", ".join(dict.fromkeys(failure.dataset for failure in failures))
    kind = TableError if tables else SourceError
    raise kind(names, [str(failure) for failure in failures], REMEDY)
