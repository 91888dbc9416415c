"""The catalogue: `data/datapackage.json` as frozen records, checked strictly.

The file follows Data Package v2 with a few keys of our own. It is the only place that lists
datasets: the build, the schemas, the sources page, the data README and the tests all read it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from geo.errors import DataError

# What a catalogue file must say: every rule that JSON alone cannot hold.

NUMERIC_TYPES = ("integer", "number")
FIELD_TYPES = ("string", *NUMERIC_TYPES, "boolean", "geojson")
CONSTRAINTS = ("required", "unique", "minimum", "maximum", "pattern", "enum")
COLLECTIONS = ("sample count", "full count", "survey estimate", "stated in the paper", "curated")
ROLES = ("table", "join", "check")
TEXTS = ("title", "description", "path", "period_covered", "population_covered")
REQUIRED = (
    "name", *TEXTS, "collection", "schema", "expected_rows", "sources", "licenses", "caveats",
)  # fmt: skip
OPTIONAL = (
    "reader", "crs", "geometry_types", "checks", "indicators", "derived_from", "omit_rows",
    "drop_columns", "format", "mediatype",
)  # fmt: skip
FIELD_KEYS = ("name", "type", "description", "unit", "constraints", "source_column", "region_of")
SOURCE_KEYS = ("title", "publication", "path", "sha256", "accessed", "role")
LICENCE_KEYS = ("name", "title", "terms")
INDICATOR_KEYS = (
    "name", "title", "unit", "definition", "series", "theme", "shade", "decimals", "caveats",
)  # fmt: skip
HEX64 = re.compile(r"[0-9a-f]{64}")


def package_failures(package: Mapping[str, Any]) -> list[str]:
    """List everything wrong with a catalogue.

    Parameters
    ----------
    package
        The parsed `datapackage.json`.

    Returns
    -------
    list of str
        One sentence a failure, each naming dataset, place, found and expected; empty when sound.

    Examples
    --------
    >>> package_failures({"resources": []})
    ['catalogue, resources: found an empty list, expected at least one dataset']
    """
    resources = package.get("resources") if isinstance(package, Mapping) else None
    if not resources:
        return ["catalogue, resources: found an empty list, expected at least one dataset"]
    names = Counter(resource.get("name", "(no name)") for resource in resources)
    failures = [
        f"{name}, name: found {count} datasets of this name, expected one"
        for name, count in names.items()
        if count > 1
    ]
    columns: dict[str, set[str]] = {}
    for resource in resources:
        known = columns.setdefault(str(resource.get("name")), set())
        known |= {str(one.get("name")) for one in _fields(resource)}
    for resource in resources:
        name = resource.get("name", "(no name)")
        failures += [f"{name}, {failure}" for failure in _resource(resource, columns)]
    return failures


def _fields(resource: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    schema = resource.get("schema") or {}
    return list(schema.get("fields") or [])


def _resource(resource: Mapping[str, Any], columns: Mapping[str, set[str]]) -> Iterator[str]:
    """Failures of one dataset, in the order of its keys."""
    yield from _keys("keys", resource, REQUIRED, (*REQUIRED, *OPTIONAL))
    yield from (
        f"{key}: found {resource.get(key)!r}, expected a sentence"
        for key in TEXTS
        if key in resource and not str(resource[key]).strip()
    )
    if resource.get("collection") not in COLLECTIONS:
        yield f"collection: found {resource.get('collection')!r}, expected one of {COLLECTIONS}"
    yield from _licences(resource)
    yield from _sources(resource)
    for one in _fields(resource):
        yield from _field(one)
    yield from _schema(resource, columns)
    yield from _geometry(resource)
    for record in resource.get("indicators", ()):
        yield from _keys(f"indicator {record.get('name')}", record, INDICATOR_KEYS, INDICATOR_KEYS)


def _keys(
    where: str, record: Mapping[str, Any], required: tuple[str, ...], known: tuple[str, ...]
) -> Iterator[str]:
    """Missing and unknown keys of one record."""
    for key in required:
        if key not in record:
            yield f"{where}: found no {key!r}, expected one"
    for key in record:
        if key not in known:
            yield f"{where}: found unknown key {key!r}, expected one of {known}"


def _licences(resource: Mapping[str, Any]) -> Iterator[str]:
    licences = resource.get("licenses") or []
    if not licences:
        yield "licenses: found none, expected at least one licence with name, title and terms"
    for number, licence in enumerate(licences, start=1):
        where = f"licence {number}"
        yield from _keys(where, licence, LICENCE_KEYS, (*LICENCE_KEYS, "path"))
        for key in LICENCE_KEYS:
            if key in licence and not str(licence[key]).strip():
                yield f"{where}: found an empty {key}, expected words"


def _sources(resource: Mapping[str, Any]) -> Iterator[str]:
    """Either raw files and a reader, or a list of datasets it is derived from."""
    sources = resource.get("sources") or []
    derived = bool(resource.get("derived_from"))
    if not sources and not derived:
        yield "sources: found none, expected a raw file or derived_from"
    if bool(resource.get("reader")) == derived:
        yield (
            f"reader: found {resource.get('reader')!r}, expected "
            f"{'none, since it is derived' if derived else 'the name of a reader'}"
        )
    for number, source in enumerate(sources, start=1):
        where = f"source {number}"
        yield from _keys(where, source, SOURCE_KEYS, SOURCE_KEYS)
        if not HEX64.fullmatch(str(source.get("sha256"))):
            yield f"{where}: found sha256 {source.get('sha256')!r}, expected 64 hexadecimal digits"
        if source.get("role") not in ROLES:
            yield f"{where}: found role {source.get('role')!r}, expected one of {ROLES}"


def _field(one: Mapping[str, Any]) -> Iterator[str]:
    where = f"field {one.get('name')}"
    yield from _keys(where, one, ("name", "type", "description"), FIELD_KEYS)
    kind = one.get("type")
    if kind not in FIELD_TYPES:
        yield f"{where}: found unknown type {kind!r}, expected one of {FIELD_TYPES}"
    if not str(one.get("description", "")).strip():
        yield f"{where}: found no description, expected a sentence"
    if kind in NUMERIC_TYPES and not one.get("unit"):
        yield f"{where}: found no unit, expected one since it is numeric"
    for key in one.get("constraints", {}):
        if key not in CONSTRAINTS:
            yield f"{where}: found unknown constraint {key!r}, expected one of {CONSTRAINTS}"


def _schema(resource: Mapping[str, Any], columns: Mapping[str, set[str]]) -> Iterator[str]:
    """Duplicate fields, and keys that name fields or datasets which do not exist."""
    own = Counter(one.get("name") for one in _fields(resource))
    for name, count in own.items():
        if count > 1:
            yield f"field {name}: found {count} times, expected once"
    schema = resource.get("schema") or {}
    if not schema.get("primaryKey"):
        yield "primaryKey: found none, expected the fields that make a row unique"
    for name in schema.get("primaryKey") or []:
        if name not in own:
            yield f"primaryKey: found {name!r}, expected a field of this dataset"
    for key in schema.get("foreignKeys") or []:
        other = key["reference"]["resource"]
        for name in key["fields"]:
            if name not in own:
                yield f"foreignKeys: found {name!r}, expected a field of this dataset"
        for name in key["reference"]["fields"]:
            if name not in columns.get(other, set()):
                yield f"foreignKeys: found {other}.{name}, expected a field of the catalogue"
    for name in resource.get("derived_from") or []:
        if name not in columns:
            yield f"derived_from: found {name!r}, expected a dataset of the catalogue"


def _geometry(resource: Mapping[str, Any]) -> Iterator[str]:
    has_geometry = any(one.get("type") == "geojson" for one in _fields(resource))
    for key in ("crs", "geometry_types"):
        if has_geometry and not resource.get(key):
            yield f"{key}: found none, expected one since a field holds geometry"


DATA_DIR = Path(__file__).resolve().parents[2] / "data"
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
    region_of
        Column of six-digit place codes whose first two digits fill this column; or None.
    """

    name: str
    type: str
    description: str
    unit: str | None = None
    constraints: Mapping[str, Any] = field(default_factory=dict)
    source_column: str | None = None
    region_of: str | None = None

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
        Name of the function in `geo.build.read` that reads its raw shape; None when derived.
    crs, geometry_types
        Set when a field holds geometry, else None and empty.
    checks
        Named checks with their facts, run by `geo.build.hold`.
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
        When the file is missing, is not JSON, or breaks a rule of `geo.world.catalog`; every
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
