"""Flows between zones for the data interface."""

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
    declared,
)
from layers.text import words
from layers.text.gettext import _

ZONES_HEAD: Columns = (QUERY, PERIOD, SCHEME, SOURCE, TOTAL, NOTES)


def zone_columns(package: Package) -> Columns:
    """Columns of ``/api/zones``."""
    return (
        Column(
            "origin_zone",
            "string",
            "Zone moved from",
            required=True,
            title="Zone of origin",
            zones=True,
        ),
        Column(
            "destination_zone",
            "string",
            "Zone moved to",
            required=True,
            title="Zone of destination",
            zones=True,
        ),
        *declared(package, "flows", ["migrants_persons"]),
        Column(
            "share_percent",
            "number",
            "Share of all who moved between {regions} of the nation in the interval",
            "%",
            title="Share of all moves",
        ),
    )


def zones(world: World, scene: Scene) -> Answer:
    """Every ordered pair of zones of the scheme; the cells sum to the nation."""
    scheme, rows = scene.view.scheme, scene.zone_cells
    notes = [
        _("A zone to itself: moves between different {regions} of that zone."),
        _("Sums of the whole table: only the interval and the scheme change them."),
    ]
    if world.package.hides_pairs:
        notes.append(
            _("Zones between which the file has no row have no figure: it is nobody or hidden.")
        )
    known = [said] if (said := words.scheme_note(scene.scheme)) else []
    head = {
        **provenance.of_period(world, scene),
        "scheme": scheme,
        "total_persons": float(rows["migrants_persons"].sum()),
        "notes": [*notes, *known, *provenance.flow_notes(world, scene)],
    }
    return Answer(head, rows)
