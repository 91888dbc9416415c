"""The catalogue: `data/datapackage.json` as frozen records, checked strictly.

The file follows Data Package v2 with a few keys of our own. It is the only place that lists
datasets: the build, the schemas, the sources page, the data README and the tests all read it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from geo.catalog_rules import TEXTS, package_failures
from geo.errors import DataError

DATA_DIR = Path(__file__).resolve().parent.parent / "data"
CATALOGUE_FILE = "datapackage.json"
REMEDY = "Correct data/datapackage.json as data/README.md describes, then run: make data"

Catalogue = Mapping[str, "Dataset"]


@dataclass(frozen=True)
class Field:
    """One column of a built table.

    Attributes
    ----------
    name, type, description
        `type` is string, integer, number, boolean or geojson.
    unit
        Unit of a numeric column; None for other types.
    constraints
        Data Package constraints: required, unique, minimum, maximum, pattern, enum.
    source_column
        Name of the column in the raw file; None when the column is joined or worked out.
    province_of
        Column of six-digit place codes whose first two digits fill this column; or None.
    """

    name: str
    type: str
    description: str
    unit: str | None = None
    constraints: Mapping[str, Any] = field(default_factory=dict)
    source_column: str | None = None
    province_of: str | None = None

    @property
    def required(self) -> bool:
        """Whether a missing value is an error."""
        return bool(self.constraints.get("required", False))


@dataclass(frozen=True)
class ForeignKey:
    """Columns whose values must occur in another dataset; missing values are exempt."""

    fields: tuple[str, ...]
    dataset: str
    dataset_fields: tuple[str, ...]


@dataclass(frozen=True)
class Source:
    """One raw file and the publication it restates.

    Attributes
    ----------
    title, publication
        What the file holds, and the primary publication to cite.
    path
        Path below the data folder.
    sha256
        Hash of the file, lower-case hexadecimal.
    accessed
        Year or ISO date.
    role
        `table`: its rows are read; `join`: it adds columns; `check`: tests compare with it.
    """

    title: str
    publication: str
    path: str
    sha256: str
    accessed: str
    role: str


@dataclass(frozen=True)
class Licence:
    """Terms of use: a short name, a title, and what they mean for a reader in `terms`."""

    name: str
    title: str
    terms: str
    path: str | None = None


@dataclass(frozen=True)
class Indicator:
    """One series of the table `indicators`.

    Attributes
    ----------
    name, title, unit, definition, theme
        `unit` is the unit of the values, in clean words.
    series
        What may be read as one line, and what may not be joined to it.
    caveats
        Plain sentences for the reader.
    shade
        Whether the series may shade the map.
    decimals
        Digits after the point to print.
    """

    name: str
    title: str
    unit: str
    definition: str
    series: str
    theme: str
    shade: bool
    decimals: int
    caveats: tuple[str, ...] = ()


@dataclass(frozen=True)
class Dataset:
    """One dataset: definition, fields, keys, sources, licence, caveats and declared facts.

    Attributes
    ----------
    path
        Path of the built table below the data folder.
    reader
        Name of the function in `geo.readers` that reads its raw shape; None when derived.
    crs, geometry_types
        Set when a field holds geometry, else None and empty.
    checks
        Named checks with their facts, run by `geo.checks`.
    derived_from
        Datasets it is computed from, in the order of the arguments; empty when read.
    omit_rows
        Column to values: raw rows left out on purpose (a caveat says so).
    drop_columns
        Raw columns left out on purpose.
    """

    name: str
    title: str
    description: str
    path: str
    fields: tuple[Field, ...]
    primary_key: tuple[str, ...]
    foreign_keys: tuple[ForeignKey, ...]
    expected_rows: int
    sources: tuple[Source, ...]
    licences: tuple[Licence, ...]
    caveats: tuple[str, ...]
    period_covered: str
    population_covered: str
    collection: str
    reader: str | None = None
    crs: str | None = None
    geometry_types: tuple[str, ...] = ()
    checks: Mapping[str, Any] = field(default_factory=dict)
    indicators: tuple[Indicator, ...] = ()
    derived_from: tuple[str, ...] = ()
    omit_rows: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    drop_columns: tuple[str, ...] = ()

    def field_named(self, name: str) -> Field:
        """Return the field of this name, or raise KeyError."""
        return {one.name: one for one in self.fields}[name]


def load_catalogue(path: Path) -> Catalogue:
    """Read and check a catalogue file.

    Parameters
    ----------
    path
        A `datapackage.json`.

    Returns
    -------
    Mapping of str to Dataset
        In the order of the file.

    Raises
    ------
    DataError
        When the file is missing, is not JSON, or breaks a rule of `geo.catalog_rules`; every
        failure is listed.
    """
    try:
        package = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise DataError(
            "catalogue", [f"{path.name}: found no file, expected one"], REMEDY
        ) from None
    except ValueError as error:
        raise DataError(
            "catalogue", [f"{path.name}: found {error}, expected JSON"], REMEDY
        ) from None
    failures = package_failures(package)
    if failures:
        raise DataError("catalogue", failures, REMEDY)
    return {resource["name"]: _dataset(resource) for resource in package["resources"]}


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of this project, read once."""
    return load_catalogue(DATA_DIR / CATALOGUE_FILE)


def _dataset(resource: Mapping[str, Any]) -> Dataset:
    """Turn one checked resource into a record."""
    schema = resource["schema"]
    plain = (*TEXTS, "name", "collection", "expected_rows", "reader", "crs", "checks")
    return Dataset(
        **{key: resource[key] for key in plain if key in resource},
        fields=tuple(Field(**one) for one in schema["fields"]),
        primary_key=tuple(schema["primaryKey"]),
        foreign_keys=tuple(_foreign_key(key) for key in schema.get("foreignKeys", ())),
        sources=tuple(Source(**source) for source in resource["sources"]),
        licences=tuple(Licence(**licence) for licence in resource["licenses"]),
        caveats=tuple(resource["caveats"]),
        geometry_types=tuple(resource.get("geometry_types", ())),
        indicators=tuple(_indicator(one) for one in resource.get("indicators", ())),
        derived_from=tuple(resource.get("derived_from", ())),
        omit_rows={key: tuple(found) for key, found in resource.get("omit_rows", {}).items()},
        drop_columns=tuple(resource.get("drop_columns", ())),
    )


def _foreign_key(key: Mapping[str, Any]) -> ForeignKey:
    reference = key["reference"]
    return ForeignKey(tuple(key["fields"]), reference["resource"], tuple(reference["fields"]))


def _indicator(record: Mapping[str, Any]) -> Indicator:
    return Indicator(**{**record, "caveats": tuple(record["caveats"])})
