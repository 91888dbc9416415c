"""Corridors and regions for the data interface: the figures of the page's own scene."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pandas as pd

from geo.flows.portraits import region_rows
from geo.flows.query import door
from geo.flows.question import MEASURE, narrowed
from geo.scene.scene import Scene
from geo.shading.shading import BLANKS, FLOW_SHADES, NOT_APPLICABLE, indicator_sources
from geo.world.catalog import Package
from geo.world.outlines import boundaries, straight
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import (
    NOTES,
    PERIOD,
    PERSONS,
    QUERY,
    SCHEME,
    SOURCE,
    TOTAL,
    Column,
    Columns,
    declared,
    ends,
    plain,
)
from layers.api.route import Drawn
from layers.flows.table import filters_said
from layers.text import words
from layers.text.gettext import _


def _outlines(world: World, rows: pd.DataFrame) -> list[bytes]:
    known = boundaries(world)
    return [known[code] for code in rows["region_code"]]


def _lines(world: World, rows: pd.DataFrame) -> list[bytes]:
    pairs = zip(rows["origin_code"], rows["destination_code"], strict=True)
    return [straight(world, origin, destination) for origin, destination in pairs]


OUTLINES = Drawn("MultiPolygon", _outlines, ("regions",))
LINES = Drawn("LineString", _lines, ("regions",))

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
    Column("filter.row_count", "integer", "Rows before the filters of the columns", "corridors"),
    Column("filter.said", "string", "Filters of the columns in words; null without one"),
    NOTES,
    Column("rank.name", "string", "What orders the rows instead of the measure; null for that"),
    Column("rank.unit", "string", "Unit of rank_value"),
    Column("rank.definition", "string", "How rank_value is worked out"),
    Column("rank.missing_count", "integer", "Corridors kept without a rank_value", "corridors"),
    Column("rank.missing_reason", "string", "Why they have none"),
)


_RANKED: Columns = (
    Column(
        "rank_value",
        "number",
        "What the rows are ranked by",
        "unit of the rank",
        title="Value ranked by",
    ),
    Column(
        "rank_small_base",
        "boolean",
        "Ranked after the others for its small base",
        title="Ranked last for a small base",
    ),
)


_MEASURED: Columns = (
    Column(
        "value",
        "number",
        "The measure, which orders the rows",
        "unit of the measure",
        title="Value",
    ),
    Column(
        "small_base",
        "boolean",
        "Fewer than 100 sampled people both ways",
        required=True,
        title="Small base",
    ),
)


def corridor_columns(package: Package) -> Columns:
    """Columns of ``/api/corridors``."""
    people = ["migrants_persons", "sample_persons", "reverse_persons", "net_persons"]
    kept = ["category_share_percent"] if package.flow_tables else []
    of_origin = [*kept, "share_percent", "rate_per_1000"]
    of_origin += ["origin_population_persons", "origin_population_year"]
    national = replace(
        declared(package, "corridors", ["rank"])[0],
        name="national_rank",
        title="Place in the nation",
    )
    return (
        Column(
            "rank",
            "integer",
            "Place in the order of the measure",
            "rank",
            True,
            title="Place in the order",
        ),
        *ends(package),
        *declared(package, "corridors", [*people, "effectiveness_percent"]),
        Column(
            "effectiveness_blank",
            "string",
            "Why effectiveness_percent is empty: nobody moved either way; null where it is not",
            title="Why effectiveness is empty",
            words=(NOT_APPLICABLE,),
        ),
        *declared(package, "corridors", of_origin),
        *_MEASURED,
        national,
        *declared(package, "corridors", ["caveat"]),
        *_RANKED,
    )


def corridors(world: World, scene: Scene) -> Answer:
    """The corridors that are drawn, what orders them, and what is left out of them."""
    measure = scene.counts
    page = door(world).page(scene.question, 0, scene.drawn_count)
    drawn = narrowed(page, scene.view.filter, words.region_names(world))
    gross = drawn["migrants_persons"] + drawn["reverse_persons"]
    drawn = drawn.assign(effectiveness_blank=gross.map({0.0: NOT_APPLICABLE}))
    head = {
        **provenance.of_period(world, scene),
        "measure.name": _(words.MEASURES[measure]),
        "measure.unit": _(MEASURE[measure].unit),
        "measure.definition": _(words.DEFINITIONS[measure]),
        "measure.estimate": True,
        "total_persons": scene.total_persons,
        "shown_persons": float(drawn["persons"].sum()),
        "corridor_count": scene.count,
        **_threshold(scene),
        "filter.row_count": len(page) if scene.view.filter else None,
        "filter.said": filters_said(scene) or None,
        **_rank(scene),
        "notes": [*provenance.net_notes(scene), *provenance.flow_notes(world, scene)],
    }
    return Answer(head, provenance.named(world, drawn, "origin", "destination"))


def _threshold(scene: Scene) -> dict[str, Any]:
    """Corridors that pass the filters and are not among the rows, and the people in them."""
    left, total = scene.count - scene.drawn_count, scene.total_persons
    persons = total - scene.shown_persons if left else 0.0
    last = plain(scene.drawn["value"].tail(1), "number")
    return {
        "threshold.corridor_count": left,
        "threshold.persons": persons,
        "threshold.share_percent": 100 * persons / total if total else None,
        "threshold.last_value": last[0] if last else None,
    }


def _rank(scene: Scene) -> dict[str, Any]:
    """What orders the rows instead of the measure; nothing in the order of the measure."""
    ranking = scene.ranking
    if not ranking:
        return {one.name: None for one in CORRIDORS_HEAD if one.name.startswith("rank.")}
    return {
        "rank.name": _(words.RANKS[ranking.rank.key]),
        "rank.unit": _(ranking.rank.unit),
        "rank.definition": _(ranking.rank.definition),
        "rank.missing_count": ranking.missing_count,
        "rank.missing_reason": _(ranking.reason) if ranking.missing_count else None,
    }


_NAME = re.compile(r"name_(?!en)[a-z]{2}")

REGIONS_HEAD: Columns = (
    QUERY,
    PERIOD,
    SCHEME,
    Column("shade.name", "string", "What the {regions} are shaded by", required=True),
    Column("shade.unit", "string", "Unit of the shade", required=True),
    SOURCE,
    NOTES,
)


_SHADED: Columns = (
    Column(
        "shade.value",
        "number",
        "Value of the shade",
        "unit of the shade",
        title="Value of the shade",
    ),
    Column(
        "shade.blank",
        "string",
        "Kind of blank; null where there is a value",
        title="Kind of blank",
        words=BLANKS,
    ),
    Column("shade.unit", "string", "Unit of the value", required=True, title="Unit of the shade"),
    Column(
        "shade.year",
        "integer",
        "Year of an indicator; null for moves",
        "year",
        title="Year of the shade",
    ),
    Column(
        "shade.source",
        "string",
        "Publication of the value; null where blank",
        title="Publication of the shade",
    ),
)


def region_columns(package: Package) -> Columns:
    """Columns of ``/api/regions``."""
    margins = ["in_persons", "out_persons", "net_persons", "in_rate_per_1000"]
    margins += ["out_rate_per_1000", "net_rate_per_1000", "effectiveness_percent"]
    margins += ["population_persons", "population_year"]
    return (
        *declared(package, "regions", ["region_code"]),
        Column("region_name", "string", "Name of the {region}", required=True, title="{Region}"),
        *_names(package),
        Column(
            "zone",
            "string",
            "Zone of the scheme; null where no statistics exist",
            title="Zone",
            zones=True,
        ),
        # A unit that the tables do not count has no margins.
        *(replace(one, required=False) for one in declared(package, "region_flows", margins)),
        *_SHADED,
    )


def _names(package: Package) -> Columns:
    """Names of regions in other languages than English, short ones, as the package has them."""
    fields = (one.name for one in package.datasets["regions"].fields)
    named = declared(package, "regions", [name for name in fields if _NAME.fullmatch(name)])
    return tuple(replace(one, name=f"region_{one.name}") for one in named)


def regions(world: World, scene: Scene) -> Answer:
    """All units of the map with their margins and the shade."""
    view, shade, table = scene.view, scene.shade, world.table("regions")
    margins = world.table("region_flows")
    rows = region_rows(
        table.rename(columns=lambda name: f"region_{name}" if name.startswith("name_") else name),
        margins[margins["period"] == view.period],
        world.members[view.scheme],
        shade.values,
    )
    unit = _shade_unit(world, shade.key)
    sources = _shade_sources(world, scene)
    known = rows["shade_value"].notna()
    rows = provenance.named(world, rows, "region").assign(
        shade_unit=unit,
        # A year belongs to a value: a blank has none.
        shade_year=rows["shade_year"].where(known),
        shade_source=rows["region_code"].map(sources).where(known),
    )
    whole = _("Margins of the whole table: the filters from and to do not change them.")
    head = {
        **provenance.of_period(world, scene),
        "scheme": view.scheme,
        "shade.name": words.shade(world, shade.key),
        "shade.unit": unit,
        "notes": [whole, *provenance.flow_notes(world, scene)],
    }
    return Answer(head, rows)


def _shade_unit(world: World, key: str) -> str:
    if key in world.pairings:
        return _("class from 11 to 33: third of the first value, third of the second")
    flow = {shade.key: shade for shade in FLOW_SHADES}.get(key)
    if flow is None:
        return _(world.indicator(key).unit)
    return _(world.catalogue["region_flows"].field_named(flow.column).unit or "")


def _shade_sources(world: World, scene: Scene) -> Mapping[str, str]:
    """Publication of the shade's value in each region."""
    year = scene.shade.year
    interval = provenance.interval_source(world, scene.view.period)
    if year is None:
        return dict.fromkeys(world.names.index, interval)
    two_way = scene.shade.key in world.pairings
    name = scene.pair.y_shade if two_way else scene.shade.key
    found = indicator_sources(world.table("indicators"), world.table("publications"), name, year)
    return (f"{interval}; " + found if two_way else found).to_dict()
