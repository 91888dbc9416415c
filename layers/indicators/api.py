"""Migration indicators for the data interface."""

from __future__ import annotations

from dataclasses import asdict

from geo.flows.indicators import INDICATORS, REGION, wide_indicators
from geo.scene.scene import Scene
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import (
    NOTES,
    PERIOD,
    QUERY,
    SOURCE,
    Column,
    Columns,
    declared,
    spelled,
)
from layers.text.gettext import _

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
    figures = (
        Column(one.name, "number", one.title, one.unit, title=one.title) for one in INDICATORS
    )
    return (
        Column(
            "level", "string", "{region} or nation", required=True, title="Level", words=("nation",)
        ),
        *declared(package, "migration_indicators", ["region_code"]),
        Column(
            "region_name", "string", "Name of the {region}; null for the nation", title="{Region}"
        ),
        *figures,
    )


def indicators(world: World, scene: Scene) -> Answer:
    """One row for the nation, then one for each region, every indicator a column."""
    table = world.table("migration_indicators")
    rows = wide_indicators(table[table["period"] == scene.view.period])
    levels = {REGION: spelled(REGION, world.package)}
    rows = provenance.named(world, rows, "region").assign(level=rows["level"].replace(levels))
    kept = ("name", "title", "unit", "formula", "definition", "source")
    spoken = ("title", "unit", "formula", "definition")
    records = (asdict(one) for one in INDICATORS)
    caveats = [_(one) for one in world.catalogue["migration_indicators"].caveats]
    head = {
        **provenance.of_period(world, scene),
        "indicators": [
            {key: _(one[key]) if key in spoken else one[key] for key in kept} for one in records
        ],
        "notes": [*caveats, *provenance.flow_notes(world, scene)],
    }
    return Answer(head, rows)
