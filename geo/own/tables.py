"""The tables of a reader's package as `datapackage.json` declares them: columns, keys, checks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from geo.shading.shading import BLANKS

PERSONS, SAMPLED, PERCENT, PER_1000 = (
    "persons", "figures of the file", "%", "per 1,000 residents",
)  # fmt: skip
DEGREES, KM2, YEAR, RANK, KM = "degrees", "km2", "year", "rank", "km"
PAIR = ("period", "origin_code", "destination_code")
CURATED = "curated"
METHODS = ("natural", "quantile")
MIT = {
    "name": "MIT",
    "title": "MIT License of this project",
    "terms": "Worked out here from the figures of the file.",
}
Declared = dict[str, Any]


@dataclass(frozen=True)
class Shape:
    """What the declarations of a package depend on.

    Attributes
    ----------
    period_covered, population_covered, collection : str
        Of every table of moves; the last is a word of the catalogue.
    source : dict
        ``title``, ``publication`` and ``accessed`` of the reader's file.
    licence : dict
        Its terms.
    caveats : tuple of str
        What a reader must know of the moves.
    has_shapes : bool
        Whether any region has an outline.
    has_zh : bool
        Whether any has a name in ``name_zh``.
    groupings : mapping
        Keys of the zones by column of the regions.
    categories : mapping
        Values by column of the moves.
    is_whole : bool
        Whether all figures are whole numbers.
    is_sparse : bool
        Whether some pair has no row.
    regions_count : int
        Regions with moves.
    has_beside : bool
        Whether some people have one end alone among the regions.
    """

    period_covered: str
    population_covered: str
    collection: str
    source: Declared
    licence: Declared
    caveats: tuple[str, ...]
    has_shapes: bool
    has_zh: bool
    groupings: Mapping[str, tuple[str, ...]]
    categories: Mapping[str, tuple[str, ...]]
    is_whole: bool
    is_sparse: bool
    regions_count: int
    has_beside: bool = False


def column(name: str, kind: str, description: str, unit: str = "", **limits: Any) -> Declared:
    """One column, as Data Package declares it.

    Parameters
    ----------
    name, kind, description, unit
        Of the field; a text has no unit.
    limits
        Constraints by their names.

    Examples
    --------
    >>> column("rank", "integer", "Place", "rank", minimum=1)["constraints"]
    {'minimum': 1}
    """
    told: Declared = {"name": name, "type": kind, "description": description}
    if unit:
        told["unit"] = unit
    return told | ({"constraints": limits} if limits else {})


def needed(name: str, kind: str, description: str, unit: str = "", **limits: Any) -> Declared:
    """A column that has a value in every row; see :func:`column`.

    Parameters
    ----------
    name, kind, description, unit, limits
        As there.
    """
    return column(name, kind, description, unit, required=True, **limits)


def key_to(dataset: str, field: str, *own: str) -> list[Declared]:
    """Foreign keys of some columns, each to the same column of another dataset."""
    there = {"resource": dataset, "fields": [field]}
    return [{"fields": [one], "reference": there} for one in own]


@dataclass(frozen=True)
class Table:
    """One dataset before it is written down."""

    name: str
    title: str
    description: str
    fields: Sequence[Declared]
    key: Sequence[str]
    keys: Sequence[Declared] = ()
    more: Declared | None = None


def declared(shape: Shape, table: Table) -> Declared:
    """The entry of one dataset in `datapackage.json`."""
    more = dict(table.more or {})
    is_read = "reader" in more
    return {
        "name": table.name,
        "title": table.title,
        "description": table.description,
        "path": f"built/{table.name}.parquet",
        "format": "parquet",
        "period_covered": shape.period_covered,
        "population_covered": shape.population_covered,
        "collection": more.pop("collection", shape.collection),
        "schema": {
            "fields": list(table.fields),
            "primaryKey": list(table.key),
            **({"foreignKeys": list(table.keys)} if table.keys else {}),
        },
        "sources": [],
        "licenses": [shape.licence] if is_read else [shape.licence, MIT],
        "caveats": list(shape.caveats) if table.name == "flows" else [],
        **more,
    }


def regions(shape: Shape) -> Table:
    """Regions, with outlines where the reader opened some."""
    fields = [
        needed("region_code", "string", "Code, as the file has it", unique=True),
        needed("name_en", "string", "Name, as the file has it"),
        *([column("name_zh", "string", "Name in zh")] if shape.has_zh else []),
        needed("kind", "string", "Kind of unit"),
        *(column(name, "string", "Group of the region") for name in shape.groupings),
        column("anchor_lon", "number", "Longitude where corridors start and end", DEGREES),
        column("anchor_lat", "number", "Latitude of the same point", DEGREES),
        column("label_lon", "number", "Longitude of a point inside the largest part", DEGREES),
        column("label_lat", "number", "Latitude of the same point", DEGREES),
        column("area_km2", "number", "Area of the drawn outline", KM2, minimum=0),
        needed("has_statistics", "boolean", "Whether any row of the moves names it"),
    ]
    more: Declared = {"collection": CURATED, "reader": "parquet"}
    if shape.has_shapes:
        fields.append(column("geometry", "geojson", "Outline"))
        more |= {"crs": "EPSG:4326", "geometry_types": ["MultiPolygon", "Polygon"]}
    return Table("regions", "Regions", "Regions that the moves are between.", fields,
                 ["region_code"], more=more)  # fmt: skip


def periods(shape: Shape) -> Table:
    """Intervals of the moves."""
    fields = [
        needed("period", "string", "Interval, or the word for none", unique=True),
        column("start_year", "integer", "First year", YEAR),
        column("end_year", "integer", "Last year", YEAR),
        needed("collection", "string", "Kind of count"),
        needed("expansion_factor", "number", "People that one figure stands for", PERSONS),
        needed("expansion_basis", "string", "Where the factor comes from"),
        column("residence_before", "string", "First day, as far as a year tells"),
        column("residence_now", "string", "Last day, as far as a year tells"),
        needed("table_title", "string", "Title of the table"),
        column("caveat", "string", "What to keep in mind for this interval"),
    ]
    return Table("periods", "Intervals", "The intervals of the moves.", fields, ["period"],
                 more={"reader": "parquet"})  # fmt: skip


def of_pair(shape: Shape, *more: Declared) -> list[Declared]:
    """Columns of a corridor in an interval."""
    return [
        needed("period", "string", "Interval"),
        needed("origin_code", "string", "Where people left"),
        needed("destination_code", "string", "Where they came"),
        *more,
    ]


def counted(shape: Shape, name: str, description: str) -> Declared:
    """A column of figures as the file has them: whole numbers, unless it has fractions."""
    return column(name, "integer" if shape.is_whole else "number", description, SAMPLED)


PAIR_KEYS = (
    *key_to("periods", "period", "period"),
    *key_to("regions", "region_code", "origin_code", "destination_code"),
)


def flows(shape: Shape, name: str = "flows") -> Table:
    """The moves; a table with categories has a column for each."""
    split = [needed(one, "string", "Category of the movers") for one in shape.categories]
    named = name != "flows"
    fields = of_pair(
        shape,
        *(split if named else ()),
        _required(counted(shape, "sample_persons", "Figure of the file"), minimum=0),
        *(
            ()
            if named
            else (
                needed("migrants_persons", "number", "Figure times factor", PERSONS, minimum=0),
                counted(shape, "whole_sample_persons", "Figure of all categories of the pair"),
                column("caveat", "string", "Doubt about this cell"),
            )
        ),
    )
    title = "Moves by category" if named else "Moves between regions"
    key = [*PAIR, *shape.categories] if named else PAIR
    said = "Moves between regions, as the file counts them."
    return Table(name, title, said, fields, key, PAIR_KEYS, {"reader": "parquet"})


def beside(shape: Shape) -> Table:
    """People of a region whose other end is none."""
    fields = [
        needed("period", "string", "Interval"),
        needed("region_code", "string", "Region where they came or that they left"),
        needed("side", "string", "Whether they came in or went out", enum=["in", "out"]),
        needed("kind", "string", "What the other end is"),
        needed("persons", "number", "People", PERSONS, minimum=0),
    ]
    keys = [*key_to("periods", "period", "period"), *key_to("regions", *["region_code"] * 2)]
    said = "People who came from or went to no region of the table: in no corridor and no sum."
    return Table("beside", "People in no corridor", said, fields,
                 ["period", "region_code", "side", "kind"], keys,
                 {"reader": "parquet"})  # fmt: skip


def _required(field: Declared, **limits: Any) -> Declared:
    return field | {"constraints": {"required": True, **limits}}


def corridors(shape: Shape) -> Table:
    """Corridors with their measures; what needs both ways is missing where one has no row."""
    fields = of_pair(
        shape,
        _required(counted(shape, "sample_persons", "Figure of the file"), minimum=0),
        needed("migrants_persons", "number", "Figure times factor", PERSONS, minimum=0),
        column("caveat", "string", "Doubt about this cell"),
        column("reverse_persons", "number", "People the other way", PERSONS),
        counted(shape, "reverse_sample_persons", "Figure of the other way"),
        column("net_persons", "number", "This way less the other way", PERSONS),
        column("gross_persons", "number", "Both ways together", PERSONS),
        counted(shape, "gross_sample_persons", "Figures of both ways"),
        column("effectiveness_percent", "number", "100 net / gross", PERCENT),
        needed("origin_out_persons", "number", "All who left the origin", PERSONS),
        column("share_percent", "number", "Share of all who left the origin", PERCENT),
        column("origin_population_persons", "number", "Residents of the origin", PERSONS),
        column("origin_population_year", "integer", "Year of the residents", YEAR),
        column("rate_per_1000", "number", "People for every 1,000 residents", PER_1000),
        column("category_share_percent", "number", "Share of the chosen people", PERCENT),
        needed("rank", "integer", "Place in the interval, 1 for most people", RANK, minimum=1),
    )
    return Table("corridors", "Corridors with their measures", "Every pair that has a row.",
                 fields, PAIR, PAIR_KEYS, {"derived_from": ["flows", "periods"]})  # fmt: skip


def region_flows(shape: Shape) -> Table:
    """Arrivals, departures and net of regions."""
    fields = [
        needed("period", "string", "Interval"),
        needed("region_code", "string", "Region"),
        column("in_persons", "number", "Arrivals", PERSONS),
        counted(shape, "in_sample_persons", "Figures of arrivals"),
        column("out_persons", "number", "Departures", PERSONS),
        counted(shape, "out_sample_persons", "Figures of departures"),
        column("net_persons", "number", "Arrivals less departures", PERSONS),
        counted(shape, "net_sample_persons", "Figures of arrivals less those of departures"),
        column("effectiveness_percent", "number", "100 net / gross", PERCENT),
        column("population_persons", "number", "Residents", PERSONS),
        column("population_year", "integer", "Year of the residents", YEAR),
        *(
            column(f"{one}_rate_per_1000", "number", "For every 1,000 residents", PER_1000)
            for one in ("in", "out", "net")
        ),
        *(
            column(f"{one}_category_share_percent", "number", "Share of the chosen", PERCENT)
            for one in ("in", "out")
        ),
    ]
    keys = [*key_to("periods", "period", "period"), *key_to("regions", *["region_code"] * 2)]
    return Table("region_flows", "In, out and net of regions", "Sums of the moves of each region.",
                 fields, ["period", "region_code"], keys,
                 {"derived_from": ["flows", "periods", "regions"]})  # fmt: skip


def shading() -> Table:
    """What shades the regions."""
    fields = [
        needed("shade", "string", "What is shaded"),
        needed("period", "string", "Interval"),
        needed("region_code", "string", "Region"),
        column("value", "number", "Value", "unit of the shade"),
        column("year", "integer", "Year of the value", YEAR),
        column("blank", "string", "Why there is no value", enum=list(BLANKS)),
        needed("regions_count", "integer", "Regions with a value", "regions"),
    ]
    keys = [*key_to("periods", "period", "period"), *key_to("regions", *["region_code"] * 2)]
    return Table("shading", "What shades the regions", "A value of each shade and region.",
                 fields, ["shade", "period", "region_code"], keys,
                 {"derived_from": ["region_flows", "periods", "regions"]})  # fmt: skip


def class_breaks() -> Table:
    """Class breaks of the shaded map."""
    fields = [
        needed("shade", "string", "What is shaded"),
        needed("method", "string", "Way of classing", enum=list(METHODS)),
        needed("period", "string", "Interval, or all"),
        needed("position", "integer", "1 for the lowest", RANK, minimum=1),
        needed("break_value", "number", "Break", "unit of the shade"),
    ]
    return Table("class_breaks", "Class breaks", "Breaks between the classes of the shaded map.",
                 fields, ["shade", "method", "period", "position"],
                 more={"derived_from": ["shading"]})  # fmt: skip


def contrasts(shape: Shape) -> Table:
    """What corridors can be ranked by beside people."""
    fields = of_pair(
        shape,
        column("earlier_period", "string", "Interval before"),
        column("growth_persons", "number", "People more than before", PERSONS),
        column("growth_percent", "number", "The same in per cent", PERCENT),
        column("growth_small_base", "boolean", "Whether few people were counted"),
        column("distance_km", "number", "Great circle between the ends", KM, minimum=0),
    )
    return Table("corridor_contrasts", "Corridors against their past", "Growth and distance.",
                 fields, PAIR, PAIR_KEYS,
                 {"derived_from": ["corridors", "periods", "regions"]})  # fmt: skip


def seriation() -> Table:
    """Order of the regions in the matrix."""
    fields = [
        needed("region_code", "string", "Region", unique=True),
        needed("position", "integer", "Place in the order", RANK, unique=True, minimum=1),
    ]
    return Table("seriation", "Order of regions by exchange",
                 "Regions that exchange many people stand side by side.", fields, ["region_code"],
                 key_to("regions", *["region_code"] * 2),
                 {"derived_from": ["corridors", "regions"]})  # fmt: skip


def tables(shape: Shape, is_ordered: bool) -> Iterator[Table]:
    """All tables of a package, those that are read before those that are worked out."""
    yield from (regions(shape), periods(shape), flows(shape))
    if shape.categories:
        yield flows(shape, "flows_by_category")
    if shape.has_beside:
        yield beside(shape)
    yield from (corridors(shape), region_flows(shape), shading(), class_breaks())
    yield contrasts(shape)
    if is_ordered:
        yield seriation()


def texts() -> Iterator[str]:
    """Titles, descriptions and units of every table that a package may have."""
    split = {"category": ("a",)}
    shape = Shape("-", "-", "-", {}, {}, (), has_shapes=True, has_zh=True, groupings={},
                  categories=split, is_whole=True, is_sparse=True, regions_count=0,
                  has_beside=True)  # fmt: skip
    for table in tables(shape, is_ordered=True):
        yield from (table.title, table.description)
        yield from (one["unit"] for one in table.fields if "unit" in one)
    yield from (MIT["title"], MIT["terms"])
