"""The catalogue: `datapackage.json` as frozen records, checked strictly.

The file follows Data Package v2 with a few keys of our own. It is the only place that lists
datasets: the build, the schemas, the sources page, the data README and the tests all read it. A
key of the file is one declared line here; what a line cannot say is a small rule below it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache, cached_property
from pathlib import Path
from typing import Annotated, Any, Literal

import pydantic
from pydantic import StringConstraints, ValidationInfo, field_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from geo.errors import DataError
from geo.world.declared import (
    Category,
    Disparity,
    Figure,
    FlowTable,
    Former,
    Frame,
    InsideMove,
    Level,
    Likeness,
    Noun,
    Opened,
    OtherNames,
    Pairing,
    Phrases,
    PlaceCodes,
    Projection,
    Record,
    Scheme,
    Split,
    Words,
)
from geo.world.dossier import Arguments, Challenge
from geo.world.rules import across

PACKAGES = Path(__file__).resolve().parents[2] / "data"
CATALOGUE_FILE = "datapackage.json"
DATA_DIR = min(PACKAGES.glob(f"*/{CATALOGUE_FILE}")).parent
"""The bundled data package: the first folder below `data/` that holds a catalogue."""
REMEDY = "Correct datapackage.json as data/README.md describes, then run: make data"
NUMERIC_TYPES = ("integer", "number")
SAMPLED = "sample count"
"""Collection of figures that are drawn from all: what they are expanded to is an estimate."""

Sha256 = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class Constraints(Record):
    """What the values of a column must hold, as Data Package names it."""

    required: bool = False
    minimum: int | float | None = None
    maximum: int | float | None = None
    pattern: Words | None = None
    unique: bool = False
    enum: list[str | int] | None = None

    def limits(self) -> dict[str, Any]:
        """The constraints that are given, but for `required`."""
        return self.model_dump(exclude_unset=True, exclude={"required"})


class Field(Record):
    """One column of a built table.

    Attributes
    ----------
    name, type, description
        `type` is string, integer, number, boolean or geojson.
    unit
        Unit of a numeric column; None for other types.
    constraints
        What its values must hold.
    source_column
        Name of the column in the raw file; None when the column is joined or worked out.
    region_of
        Column of place codes whose regions fill this column, see `PlaceCodes`; or None.
    """

    name: Words
    type: Literal["string", "integer", "number", "boolean", "geojson"]
    description: Words
    unit: Words | None = None
    constraints: Constraints = Constraints()
    source_column: Words | None = None
    region_of: Words | None = None

    @property
    def required(self) -> bool:
        """Whether a missing value is an error."""
        return self.constraints.required

    @field_validator("unit")
    @classmethod
    def _numbers_have_a_unit(cls, unit: str | None, info: ValidationInfo) -> str | None:
        if unit is None and info.data.get("type") in NUMERIC_TYPES:
            raise _wrong("none", "one since it is numeric")
        return unit


class Reference(Record):
    """Columns of another dataset, or of the same one."""

    resource: Words
    fields: tuple[Words, ...] = pydantic.Field(min_length=1)


class ForeignKey(Record):
    """Columns whose values must occur in another dataset; missing values are exempt."""

    fields: tuple[Words, ...] = pydantic.Field(min_length=1)
    reference: Reference

    @property
    def dataset(self) -> str:
        """Name of the dataset that holds all values."""
        return self.reference.resource

    @property
    def dataset_fields(self) -> tuple[str, ...]:
        """Its columns, in the order of `fields`."""
        return self.reference.fields


class TableSchema(Record):
    """Columns and keys of one table."""

    fields: tuple[Field, ...] = pydantic.Field(min_length=1)
    primary_key: tuple[Words, ...] = pydantic.Field(alias="primaryKey", min_length=1)
    foreign_keys: tuple[ForeignKey, ...] = pydantic.Field(alias="foreignKeys", default=())


class Source(Record):
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

    title: Words
    publication: Words
    path: Words
    sha256: Sha256
    accessed: Annotated[str, StringConstraints(pattern=r"^[0-9]{4}(-[0-9]{2}-[0-9]{2})?$")]
    role: Literal["table", "join", "check"]


class Licence(Record):
    """Terms of use: a short name, a title, and what they mean for a reader in `terms`."""

    name: Words
    title: Words
    terms: Words
    path: Words | None = None


class Indicator(Record):
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
    together
        How two regions are taken as one: figures that count are added (``sum``), figures per head
        or shares of all residents are weighted by population (``mean``); None where neither holds.
    apart
        Why it is neither, where a package says so.
    """

    name: Words
    title: Words
    unit: Words
    definition: Words
    series: Words
    theme: Words
    shade: bool
    decimals: int = pydantic.Field(ge=0)
    caveats: tuple[Words, ...]
    together: Literal["sum", "mean"] | None = None
    apart: Words | None = None


class Melted(Record):
    """Raw columns that each hold the counts of one value of a category: each becomes rows.

    Attributes
    ----------
    column
        Column that the values are written to.
    into
        Column that the counts are written to.
    values
        Value by raw column.
    """

    column: Words
    into: Words
    values: Mapping[Words, Words]


class Moved(Record):
    """A figure that its raw file has in a column which does not count it.

    Attributes
    ----------
    row
        Column to value: the one raw row that holds it.
    out_of, into
        Column that the raw file has it in, and the one that it is read into.
    """

    row: Mapping[Words, Words] = pydantic.Field(min_length=1)
    out_of: Words
    into: Words


class Dataset(Record):
    """One dataset: definition, fields, keys, sources, licence, caveats and declared facts.

    Attributes
    ----------
    expected_rows
        Rows after the build; None in a derived table whose rows follow from those of the others.
    path, format, mediatype
        Path of the built table below the data folder, and what kind of file it is.
    table
        Fields and keys; `fields`, `primary_key` and `foreign_keys` are read from it.
    derived_from
        Datasets it is computed from, in the order of the arguments; empty when read.
    follows_choice
        False where its rows stay those of the usual moves, whomever a view counts.
    reader
        Name of the function in `geo.build.read` that reads its raw shape; None when derived.
    crs, geometry_types
        Set when a field holds geometry, else None and empty.
    checks
        Named checks with their facts, run by `geo.build.hold`.
    omit_rows
        Column to values: raw rows left out on purpose (a caveat says so).
    drop_columns
        Raw columns left out on purpose.
    constants
        Columns that the raw file does not print, since all its rows have one value.
    melted
        Raw columns that become rows, or None.
    moved
        Figures under a wrong label in the raw file, which stays as it is (a caveat says so).
    """

    name: Words
    title: Words
    description: Words
    path: Words
    format: Words | None = None
    mediatype: Words | None = None
    period_covered: Words
    population_covered: Words
    collection: Literal[
        "sample count",
        "full count",
        "survey estimate",
        "modelled estimate",
        "not stated",
        "stated in the paper",
        "curated",
    ]
    table: TableSchema = pydantic.Field(alias="schema")
    derived_from: tuple[Words, ...] = ()
    expected_rows: int | None = pydantic.Field(default=None, ge=0)
    follows_choice: bool = True
    sources: tuple[Source, ...]
    reader: Words | None = None
    licences: tuple[Licence, ...] = pydantic.Field(alias="licenses", min_length=1)
    caveats: tuple[Words, ...]
    crs: Words | None = None
    geometry_types: tuple[Words, ...] = ()
    checks: Mapping[Words, Any] = {}
    indicators: tuple[Indicator, ...] = ()
    omit_rows: Mapping[Words, tuple[str, ...]] = {}
    drop_columns: tuple[Words, ...] = ()
    constants: Mapping[Words, Words] = {}
    melted: Melted | None = None
    moved: tuple[Moved, ...] = ()

    @property
    def fields(self) -> tuple[Field, ...]:
        """Its columns, in order."""
        return self.table.fields

    @property
    def primary_key(self) -> tuple[str, ...]:
        """The columns that make a row unique."""
        return self.table.primary_key

    @property
    def foreign_keys(self) -> tuple[ForeignKey, ...]:
        """Its columns that point into other datasets."""
        return self.table.foreign_keys

    def field_named(self, name: str) -> Field:
        """Return the field of this name, or raise KeyError."""
        return {one.name: one for one in self.fields}[name]

    @field_validator("sources")
    @classmethod
    def _read_or_derived(
        cls, sources: tuple[Source, ...], info: ValidationInfo
    ) -> tuple[Source, ...]:
        if not sources and not info.data.get("derived_from"):
            raise _wrong("none", "a raw file or derived_from")
        return sources

    @field_validator("expected_rows")
    @classmethod
    def _rows_of_raw_files_are_known(cls, rows: int | None, info: ValidationInfo) -> int | None:
        if rows is None and not info.data.get("derived_from"):
            raise _wrong("none", "the rows of its raw files")
        return rows

    @field_validator("reader")
    @classmethod
    def _derived_without_reader(cls, reader: str | None, info: ValidationInfo) -> str | None:
        if "derived_from" not in info.data:
            return reader  # it is reported itself
        if info.data["derived_from"] and reader:
            raise _wrong(repr(reader), "none, since it is derived")
        if not info.data["derived_from"] and not reader:
            raise _wrong("none", "the name of a reader")
        return reader

    @field_validator("crs", "geometry_types")
    @classmethod
    def _geometry_is_described(cls, given: Any, info: ValidationInfo) -> Any:
        table = info.data.get("table")
        if not given and table and any(one.type == "geojson" for one in table.fields):
            raise _wrong("none", "one since a field holds geometry")
        return given


class Package(Record):
    """The whole file: one line for each key that speaks of no single dataset.

    Attributes
    ----------
    title, summary
        Title of the page, and one sentence on it.
    nouns
        What is counted and what stands at both ends: `region`, `people`, `country`.
    phrases
        Other words that the messages of the page have a place for.
    collections
        How each kind of collection is cited, by its name in the table of intervals; `year` and
        `factor` have a place in it.
    projection, frame
        The plane of the world, and what its map shows at first.
    schemes
        How regions are grouped into zones, the usual one first.
    home
        What fields of the address are at first, by attribute of the view, where it is not the
        first word of its list.
    pairings
        Shades that are made of two others.
    categories
        Ways of splitting movers that readers ask for.
    flow_tables
        Ways of counting who moved, the usual one first; one of the datasets `flows` and `periods`
        where none is declared.
    inside_moves
        What the tables of moves inside regions take for one, by their own words.
    splits
        Regions that were a part of another one within the years of the tables.
    disparity, likeness
        What is measured of the gap between regions, and what they are compared by, where the
        tables hold it.
    figures
        Indicators that both ends of a corridor show, in reading order.
    challenges, arguments
        What the paper names as challenges, and what it argues of the ends of a corridor, where the
        tables hold the paper.
    site_labels
        Where the name of a site stands at its mark, by its word in the address, where it is not
        on top.
    aliases
        Another name that a search shows beside that of a region, by its code.
    other_names
        Names that a search and an address find a region by.
    former
        Regions that are no more.
    titles
        What a reader calls a column, by its name, in files that the page gives.
    place_kinds
        Pattern of the words for a kind of place that readers write behind its name.
    place_codes
        How codes of places name their region, where the tables hold such codes.
    absent_pairs
        What a pair of regions without a row is: ``hidden``, nobody or not told, or ``zero``,
        nobody; None where every pair has a row.
    inside_left_out
        Whether the source has moves inside regions that no table of the world holds.
    opened
        The file of a reader that the world is made of; None where it is none.
    level
        Of a world of very many regions, what of it is shown by groups; None where all regions are.
    is_laid
        Whether it is no world by itself: its tables are laid on the world that opens it.
    """

    profile: Words = pydantic.Field(alias="$schema")
    name: Words
    title: Words
    description: Words
    summary: Words
    version: Words
    nouns: dict[Literal["region", "people", "country"], Noun]
    phrases: Phrases
    collections: dict[Words, Words]
    projection: Projection
    frame: Frame
    schemes: tuple[Scheme, ...] = pydantic.Field(min_length=1)
    home: dict[Words, Words] = pydantic.Field(default_factory=dict)
    pairings: tuple[Pairing, ...] = ()
    categories: tuple[Category, ...] = ()
    flow_tables: tuple[FlowTable, ...] = ()
    inside_moves: tuple[InsideMove, ...] = ()
    splits: tuple[Split, ...] = ()
    disparity: Disparity = Disparity()
    likeness: Likeness | None = None
    figures: tuple[Figure, ...] = ()
    challenges: tuple[Challenge, ...] = ()
    arguments: Arguments = Arguments()
    site_labels: dict[Words, Words] = pydantic.Field(default_factory=dict)
    aliases: dict[Words, Words] = pydantic.Field(default_factory=dict)
    other_names: OtherNames | None = None
    former: Former | None = None
    titles: dict[Words, Words] = pydantic.Field(default_factory=dict)
    place_kinds: str = ""
    place_codes: PlaceCodes | None = None
    absent_pairs: Literal["hidden", "zero"] | None = None
    inside_left_out: bool = False
    opened: Opened | None = None
    level: Level | None = None
    is_laid: bool = False
    resources: tuple[Dataset, ...] = pydantic.Field(min_length=1)

    def with_told(self, **told: Any) -> Package:
        """The same with other words or datasets, and without what was worked out from the old."""
        other = self.model_copy(update=told)
        vars(other).pop("wording", None)
        return other

    @property
    def hides_pairs(self) -> bool:
        """Whether a pair without a row is nobody or hidden: a sum over none but such is missing."""
        return self.absent_pairs == "hidden"

    @property
    def gaps(self) -> dict[str, tuple[str, ...]]:
        """Series behind each gap between the ends of a corridor, the preferred one first."""
        return {one.gap: one.names for one in self.figures if one.gap}

    @cached_property
    def wording(self) -> tuple[tuple[str, str], ...]:
        """Title, nouns and phrases by the place that a message has for them, and what is counted.

        ``counting`` is the collection of the moves: what is no sample is not called one.
        ``left out`` says that the source has moves inside regions beside the tables.
        """
        region, people = self.nouns["region"], self.nouns["people"]
        nouns = (
            ("world", self.title),
            ("country", self.nouns["country"].one),
            *(("region", region.one), ("regions", region.many)),
            *(("person", people.one), ("people", people.many)),
        )
        moves = self.datasets.get("flows")
        counting = (("counting", moves.collection),) if moves else ()
        left_out = (("left out", "moves inside regions"),) if self.inside_left_out else ()
        return (*nouns, *self.phrases.model_dump().items(), *counting, *left_out)

    @property
    def box(self) -> tuple[tuple[float, float], tuple[float, float]]:
        """Degrees of longitude and of latitude that regions are declared to lie between."""
        declared = (
            self.datasets["regions"].field_named(f"anchor_{axis}") for axis in ("lon", "lat")
        )
        limits = [(one.constraints.minimum, one.constraints.maximum) for one in declared]
        (west, east), (south, north) = limits
        return (
            (-180.0 if west is None else float(west), 180.0 if east is None else float(east)),
            (-90.0 if south is None else float(south), 90.0 if north is None else float(north)),
        )

    @property
    def datasets(self) -> Catalogue:
        """Datasets by name, in the order of the file."""
        return {one.name: one for one in self.resources}


Catalogue = Mapping[str, Dataset]


def load_package(path: Path) -> Package:
    """Read and check a catalogue file.

    Parameters
    ----------
    path
        A `datapackage.json`.

    Returns
    -------
    Package
        The whole file.

    Raises
    ------
    DataError
        When the file is missing, is not JSON, or breaks a rule of `geo.world.catalog`; every
        failure is listed.
    """
    text, written = _read(path)
    failures: list[str] = []
    try:
        package = Package.model_validate_json(text)
    except pydantic.ValidationError as error:
        failures = [_sentence(one, written) for one in error.errors(include_url=False)]
    try:
        failures += across(written)
    except (AttributeError, KeyError, TypeError):
        if not failures:
            raise  # else the shape that no name can be read from is among the failures
    if failures:
        raise DataError("catalogue", failures, REMEDY)
    return package


def _read(path: Path) -> tuple[str, Any]:
    """The file as text and as JSON says it."""
    try:
        text = path.read_text(encoding="utf-8")
        return text, json.loads(text)
    except FileNotFoundError:
        failure = f"{path.name}: found no file, expected one"
    except ValueError as error:
        failure = f"{path.name}: found {error}, expected JSON"
    raise DataError("catalogue", [failure], REMEDY)


def load_catalogue(path: Path) -> Catalogue:
    """Datasets of a catalogue file by name, in its order; raises as :func:`load_package` does."""
    return load_package(path).datasets


@cache
def catalogue() -> Catalogue:
    """Return the catalogue of this project, read once."""
    return load_catalogue(DATA_DIR / CATALOGUE_FILE)


def _wrong(found: str, expected: str) -> PydanticCustomError:
    words = {"found": found, "expected": expected}
    return PydanticCustomError("rule", "found {found}, expected {expected}", words)


def _sentence(error: ErrorDetails, written: Any) -> str:
    """One failure in words: dataset, place, found and expected.

    Examples
    --------
    >>> error = {"type": "missing", "loc": ("resources", 0, "title"), "msg": "", "input": {}}
    >>> _sentence(error, {"resources": [{"name": "flows"}]})
    'flows, title: found none, expected one'
    """
    where, kind, given = _place(error["loc"], written), error["type"], error["input"]
    limits = error.get("ctx", {})
    if kind == "rule":
        return f"{where}: {error['msg']}"
    if kind == "missing":
        return f"{where}: found none, expected one"
    if kind == "extra_forbidden":
        return f"{where}: found an unknown key, expected only keys of data/README.md"
    if kind == "too_short":
        return f"{where}: found none, expected at least one"
    if kind == "string_pattern_mismatch":
        wanted = "words" if limits["pattern"] == r"\S" else f"text like {limits['pattern']}"
        return f"{where}: found {given!r}, expected {wanted}"
    return f"{where}: found {given!r}, expected {error['msg'].removeprefix('Input should be ')}"


def _place(location: tuple[int | str, ...], written: Any) -> str:
    """Words for the way to a key: elements of lists by their name, else by their number.

    Examples
    --------
    >>> written = {"resources": [{"name": "flows", "sources": [{"path": "od.csv"}]}]}
    >>> _place(("resources", 0, "sources", 0, "path"), written)
    'flows, source 1, path'
    """
    here, words = written, ["catalogue"]
    for step in location:
        here = _inside(here, step)
        if isinstance(step, str):
            words.append(step)
        else:
            name = str(_inside(here, "name") or step + 1)
            dataset = words == ["catalogue", "resources"]
            words = [name] if dataset else [*words[:-1], f"{words[-1].removesuffix('s')} {name}"]
    return ", ".join(words)


def _inside(held: Any, step: int | str) -> Any:
    """What a mapping or list holds at a key, or None."""
    try:
        return held[step]
    except (IndexError, KeyError, TypeError):
        return None
