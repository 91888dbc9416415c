"""The columns of disparity, indicators and change, declared once like all others."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.flows.indicators import INDICATORS
from geo.world.catalog import Package
from geo.world.places import slug

# The columns of every answer, declared once: JSON, CSV and the OpenAPI text come from here.

PERSONS = "persons"
_READ = {"string": str, "integer": int, "number": float, "boolean": bool, "strings": list}


@dataclass(frozen=True)
class Column:
    """One column of the rows of an answer, or one value beside them.

    Attributes
    ----------
    name : str
        Key in JSON; a dot stands for an object inside.
    type : str
        ``string``, ``integer``, ``number``, ``boolean``, ``strings`` (a list of texts; one cell
        in CSV); beside the rows also ``objects`` (a list of objects).
    meaning : str
        What it holds, in one line.
    unit : str or None
        Unit of a number.
    required : bool
        True when it is never null.
    inner : tuple of Column
        Keys of each object of ``objects``.
    held : str
        Name in our tables where it is another one; see :func:`worded`.
    """

    name: str
    type: str
    meaning: str
    unit: str | None = None
    required: bool = False
    inner: tuple[Column, ...] = ()
    held: str = ""

    @property
    def header(self) -> str:
        """Name in a table.

        Examples
        --------
        >>> Column("shade.value", "number", "Value").header
        'shade_value'
        """
        return self.name.replace(".", "_")


Columns = tuple[Column, ...]
_NAME = re.compile(r"name_(?!en)[a-z]{2}")
_REGION = re.compile(r"^((?:from|to|n)_)?region(?=s?$|_)")


def worded(columns: Columns, package: Package) -> Columns:
    """Columns that speak of regions, named after what the regions of a world are."""
    return tuple(
        replace(one, name=spelled(one.name, package), held=one.held or one.header)
        for one in columns
    )


def spelled(name: str, package: Package) -> str:
    """A name of ours as the addresses and columns of a world spell it."""
    noun = package.nouns["region"]
    if name == "regions":
        return slug(noun.many)
    return _REGION.sub(rf"\g<1>{slug(noun.one)}", name)


def declared(package: Package, dataset: str, names: Iterable[str] | None = None) -> Columns:
    """Columns as the catalogue declares them, all or the named ones in that order."""
    fields = {field.name: field for field in package.datasets[dataset].fields}
    return tuple(
        Column(name, one.type, one.description, one.unit, one.required)
        for name, one in ((name, fields[name]) for name in (fields if names is None else names))
    )


def plain(values: pd.Series, kind: str) -> list[Any]:
    """Values of a column as plain Python objects of its declared type, None where missing.

    Examples
    --------
    >>> plain(pd.Series([2.0, None]), "integer")
    [2, None]
    """
    read, gaps = _READ[kind], values.isna().tolist()
    return [None if gap else read(one) for one, gap in zip(values.tolist(), gaps, strict=True)]


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Put dotted names into objects; the order stays.

    Examples
    --------
    >>> nested({"a": 1, "b.c": 2, "b.d": 3})
    {'a': 1, 'b': {'c': 2, 'd': 3}}
    """
    found: dict[str, Any] = {}
    for name, value in values.items():
        outer, dot, inner = name.partition(".")
        if dot:
            found.setdefault(outer, {})[inner] = value
        else:
            found[name] = value
    return found


def tuples(table: pd.DataFrame, columns: Sequence[Column]) -> list[tuple[Any, ...]]:
    """Rows of a table in the declared columns and types; its columns carry the header names."""
    return list(
        zip(*(plain(table[one.held or one.header], one.type) for one in columns), strict=True)
    )


def records(table: pd.DataFrame, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Rows of a table as JSON objects."""
    names = [one.name for one in columns]
    flat = (dict(zip(names, row, strict=True)) for row in tuples(table, columns))
    return [nested(row) for row in flat] if any("." in name for name in names) else list(flat)


QUERY = Column("query", "string", "The query that was answered, defaults left out", required=True)
SOURCE = Column(
    "source", "string", "Publication, and how its figures were collected", required=True
)
NOTES = Column("notes", "strings", "What to keep in mind with these rows", required=True)
PERIOD = Column("period", "string", "First and last year of the interval", required=True)
SCHEME = Column("scheme", "string", "How {regions} are grouped into zones", required=True)
TOTAL = Column("total_persons", "number", "People in all that the filters keep", PERSONS, True)

CORRIDORS_HEAD: Columns = (
    QUERY,
    PERIOD,
    Column("measure.name", "string", "What orders the rows and fills value", required=True),
    Column("measure.unit", "string", "Unit of value", required=True),
    Column("measure.definition", "string", "How value is worked out", required=True),
    Column("measure.estimate", "boolean", "Whether it rests on an expanded sample", required=True),
    SOURCE,
    TOTAL,
    Column("shown_persons", "number", "People in the rows", PERSONS, True),
    Column("corridor_count", "integer", "Corridors that the filters keep", "corridors", True),
    Column("threshold.corridor_count", "integer", "Corridors kept but not in rows", "corridors"),
    Column("threshold.persons", "number", "People in them", PERSONS),
    Column("threshold.share_percent", "number", "Their share of total_persons", "%"),
    Column("threshold.last_value", "number", "Value of the last row", "unit of the measure"),
    NOTES,
)


def corridor_columns(package: Package) -> Columns:
    """Columns of ``/api/corridors``."""
    codes = declared(package, "corridors", ["origin_code", "destination_code"])
    measures = ["migrants_persons", "sample_persons", "reverse_persons", "net_persons"]
    measures += ["effectiveness_percent", "share_percent", "rate_per_1000"]
    measures += ["origin_population_persons", "origin_population_year"]
    national = replace(declared(package, "corridors", ["rank"])[0], name="national_rank")
    return (
        Column("rank", "integer", "Place in the order of the measure", "rank", True),
        codes[0],
        Column("origin_name", "string", "Name of the origin", required=True),
        codes[1],
        Column("destination_name", "string", "Name of the destination", required=True),
        *declared(package, "corridors", measures),
        Column("value", "number", "The measure, which orders the rows", "unit of the measure"),
        Column("small_base", "boolean", "Fewer than 100 sampled people both ways", required=True),
        national,
        *declared(package, "corridors", ["caveat"]),
    )


REGIONS_HEAD: Columns = (
    QUERY,
    PERIOD,
    SCHEME,
    Column("shade.name", "string", "What the {regions} are shaded by", required=True),
    Column("shade.unit", "string", "Unit of the shade", required=True),
    SOURCE,
    NOTES,
)


def _names(package: Package) -> Columns:
    """Names of regions in other languages than English, short ones, as the package has them."""
    fields = (one.name for one in package.datasets["regions"].fields)
    named = declared(package, "regions", [name for name in fields if _NAME.fullmatch(name)])
    return tuple(replace(one, name=f"region_{one.name}") for one in named)


def region_columns(package: Package) -> Columns:
    """Columns of ``/api/regions``."""
    margins = ["in_persons", "out_persons", "net_persons", "in_rate_per_1000"]
    margins += ["out_rate_per_1000", "net_rate_per_1000", "effectiveness_percent"]
    margins += ["population_persons", "population_year"]
    return (
        *declared(package, "regions", ["region_code"]),
        Column("region_name", "string", "Name of the {region}", required=True),
        *_names(package),
        Column("zone", "string", "Zone of the scheme; null where no statistics exist"),
        # A unit that the tables do not count has no margins.
        *(replace(one, required=False) for one in declared(package, "region_flows", margins)),
        Column("shade.value", "number", "Value of the shade", "unit of the shade"),
        Column("shade.blank", "string", "Kind of blank; null where there is a value"),
        Column("shade.unit", "string", "Unit of the value", required=True),
        Column("shade.year", "integer", "Year of an indicator; null for moves", "year"),
        Column("shade.source", "string", "Publication of the value; null where blank"),
    )


ZONES_HEAD: Columns = (QUERY, PERIOD, SCHEME, SOURCE, TOTAL, NOTES)


def zone_columns(package: Package) -> Columns:
    """Columns of ``/api/zones``."""
    return (
        Column("origin_zone", "string", "Zone moved from", required=True),
        Column("destination_zone", "string", "Zone moved to", required=True),
        *declared(package, "flows", ["migrants_persons"]),
        Column("share_percent", "number", "Share of all moves between {regions}", "%"),
    )


PAPER_HEAD: Columns = (QUERY, SOURCE, NOTES)


def timeline_columns(package: Package) -> Columns:
    """Columns of ``/api/timeline``."""
    stated = declared(package, "policy_timeline", ["date_as_stated", "precision", "sort_year"])
    return (
        Column("kind", "string", "Kind of thing; figures of two kinds never add", required=True),
        Column("id", "string", "Identifier within its kind", required=True),
        Column("title", "string", "What it is", required=True),
        Column("start", "string", "Day, month or year; null for a part of a decade"),
        Column("end", "string", "Day, month or year of the end; null for a point or an open end"),
        *stated,
        Column("value", "number", "The figure", "as in column unit"),
        *declared(package, "national_series", ["qualifier"]),
        Column("unit", "string", "Unit of value"),
        Column("definition", "string", "Whom the figure counts"),
        *declared(package, "policy_timeline", ["stance"]),
        Column("section", "string", "Section of the paper"),
        Column("source", "string", "Publication", required=True),
        *declared(package, "policy_timeline", ["cited_source", "note"]),
    )


def site_columns(package: Package) -> Columns:
    """Columns of ``/api/sites``: the table of the paper, and what the filter reads of it."""
    women = Column("women_focus", "string", "stated, or not stated", required=True)
    passes = Column("match", "boolean", "Whether it passes the filter; null outside the eight")
    return (*declared(package, "pilot_sites"), women, passes)


def network_columns(package: Package) -> Columns:
    """Columns of ``/api/networks``: the table of the paper, and what the flow tables can show."""
    return (
        *declared(package, "networks"),
        Column("from_level", "string", "Level of the sending end"),
        Column("to_level", "string", "Level of the receiving end"),
        Column("corridor", "string", "Pair of {regions} it lies in; null inside one {region}"),
        Column("relation", "string", "same pair, proxy, or inside one province"),
        Column("guard", "string", "What the flow tables can and cannot say of it"),
    )


_GAPS: Columns = (
    Column("year", "integer", "Year without figures", "year", True),
    Column("reason", "string", "What the year lacks", required=True),
    Column("figures_count", "integer", "{Regions} with a figure", "regions", True),
    Column("weights_count", "integer", "{Regions} with a population", "regions", True),
    Column("lacking_codes", "string", "{Regions} without; null when it is all of them"),
)
_TESTS: Columns = (
    Column("measure", "string", "zone_ratio or theil_t_between", required=True),
    Column("verdict", "string", "supports, does not, or cannot tell", required=True),
    Column("from_year", "integer", "Year before", "year", True),
    Column("to_year", "integer", "Year after", "year", True),
    Column("from_value", "number", "The measure in the year before", "as the measure"),
    Column("to_value", "number", "The measure in the year after", "as the measure"),
    Column(
        "same_weights_value",
        "number",
        "The measure in the year after, weighted by the population of the year before",
        "as the measure",
    ),
    Column("reason", "string", "Why it cannot be told; null where it can"),
)

DISPARITY_HEAD: Columns = (
    QUERY,
    SCHEME,
    Column("indicator.name", "string", "What is measured", required=True),
    Column("indicator.unit", "string", "Unit of the zone means", required=True),
    Column("indicator.definition", "string", "How a value is made", required=True),
    SOURCE,
    Column("gaps", "objects", "Years that are not complete", required=True, inner=_GAPS),
    Column("claim.statement", "string", "What the paper states", required=True),
    Column("claim.section", "string", "Where it states it", required=True),
    Column("claim.tests", "objects", "What this series says of it", required=True, inner=_TESTS),
    NOTES,
)


def disparity_columns(package: Package) -> Columns:
    """Columns of ``/api/disparity``; a zone that the scheme has not is null."""
    zones = dict.fromkeys(zone for scheme in package.schemes for zone in scheme.keys)
    figures = ["year", "n_regions", "theil_t_total", "theil_t_between", "theil_t_within"]
    figures += ["theil_l_total", "theil_l_between", "theil_l_within", "between_share_percent"]
    last = ["zone_ratio", "top_zone", "bottom_zone", "weight_series"]
    means = (
        Column(f"zone_means.{zone}", "number", f"Weighted mean of {zone}", "unit of the series")
        for zone in zones
    )
    return (
        *declared(package, "disparity", [*figures, "gini"]),
        *means,
        *declared(package, "disparity", last),
    )


_RECORDS: Columns = (
    Column("name", "string", "Name of the column", required=True),
    Column("title", "string", "Title", required=True),
    Column("unit", "string", "Unit", required=True),
    Column("formula", "string", "Formula", required=True),
    Column("definition", "string", "What it says", required=True),
    Column("source", "string", "Literature", required=True),
)

INDICATORS_HEAD: Columns = (
    QUERY,
    PERIOD,
    SOURCE,
    Column("indicators", "objects", "Meaning of the columns", required=True, inner=_RECORDS),
    NOTES,
)


def indicator_columns(package: Package) -> Columns:
    """Columns of ``/api/indicators``; an indicator of the other level is null."""
    figures = (Column(one.name, "number", one.title, one.unit) for one in INDICATORS)
    return (
        Column("level", "string", "{region} or nation", required=True),
        *declared(package, "migration_indicators", ["region_code"]),
        Column("region_name", "string", "Name of the {region}; null for the nation"),
        *figures,
    )


_REASONS: Columns = (
    Column("text", "string", "What to beware of", required=True),
    Column("period", "string", "The interval it is about; null for both"),
)

CHANGE_HEAD: Columns = (
    QUERY,
    Column("earlier", "string", "Interval that change starts from", required=True),
    Column("later", "string", "Interval that change leads to", required=True),
    Column("comparability.verdict", "string", "allowed, warned or refused", required=True),
    Column("comparability.reasons", "objects", "Why to beware", required=True, inner=_REASONS),
    SOURCE,
    Column("earlier_total_persons", "number", "People in all rows, earlier", PERSONS),
    Column("later_total_persons", "number", "People in all rows, later", PERSONS),
    NOTES,
)


def change_columns(package: Package) -> Columns:
    """Columns of ``/api/change``."""
    ends = declared(package, "corridors", ["origin_code", "destination_code"])
    persons, sample = declared(package, "corridors", ["migrants_persons", "sample_persons"])
    return (
        ends[0],
        Column("origin_name", "string", "Name of the origin", required=True),
        ends[1],
        Column("destination_name", "string", "Name of the destination", required=True),
        replace(persons, name="earlier_persons"),
        replace(persons, name="later_persons"),
        replace(sample, name="earlier_sample_persons"),
        replace(sample, name="later_sample_persons"),
        Column("change_persons", "number", "Later less earlier", PERSONS, True),
        Column("change_percent", "number", "Change over earlier; null where earlier is 0", "%"),
        Column("low_persons", "number", "Lower end of the 95% sampling range", PERSONS, True),
        Column("high_persons", "number", "Upper end of the 95% sampling range", PERSONS, True),
        Column("small_base", "boolean", "Fewer than 100 sampled people either time", required=True),
        Column("within_error", "boolean", "Chance alone could make the change", required=True),
    )
