"""All pairs of regions for the data interface, in the order of the matrix."""

from __future__ import annotations

from geo.scene.scene import Scene
from geo.world.catalog import Package
from geo.world.world import World
from layers.api import provenance
from layers.api.answer import Answer
from layers.api.columns import (
    NOTES,
    PERIOD,
    QUERY,
    SCHEME,
    SOURCE,
    TOTAL,
    Column,
    Columns,
    ends,
)
from layers.blocks.cells import MEANT
from layers.pairs.cells import Sheet
from layers.pairs.words import ORDERS, measured
from layers.text.gettext import _

PAIRS_HEAD: Columns = (
    QUERY,
    PERIOD,
    SCHEME,
    Column("order", "string", "How the {regions} stand", required=True),
    Column("measure.name", "string", "What value holds", required=True),
    SOURCE,
    TOTAL,
    NOTES,
)


def pair_columns(package: Package) -> Columns:
    """Columns of ``/api/pairs``."""
    return (
        *ends(package),
        Column(
            "state",
            "string",
            "What kind of cell this is; its meaning is in notes",
            None,
            True,
            title="Kind of cell",
            words=tuple(MEANT),
        ),
        Column("value", "number", "The measure", "unit of the measure", title="Value"),
        Column(
            "sample_persons",
            "integer",
            "Persons counted in the sample",
            "sample persons",
            title="People in the sample",
        ),
        Column(
            "persons",
            "number",
            "What the cell stands for: people, or net people",
            "persons",
            title="People",
        ),
    )


def pairs(world: World, scene: Scene) -> Answer:
    """Every cell of the square, the empty ones with their reason."""
    found = Sheet(world, scene).square
    head = {
        **provenance.of_period(world, scene),
        "scheme": scene.view.scheme,
        "order": _(ORDERS[scene.view.order]),
        "measure.name": measured(scene),
        "total_persons": scene.total_persons,
        "notes": [
            *(f"{state}: {_(meaning)}" for state, meaning in MEANT.items()),
            *provenance.net_notes(scene),
            *provenance.flow_notes(world, scene),
        ],
    }
    return Answer(head, provenance.named(world, found.cells, "origin", "destination"))
