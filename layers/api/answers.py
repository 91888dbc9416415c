"""Answers from the flow table: the figures of the page's own scene, as tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.flows.portraits import region_rows
from geo.flows.query import door
from geo.flows.question import MEASURE
from geo.scene.scene import Scene
from geo.shading.shading import FLOW_SHADES, indicator_sources
from geo.world.world import World
from layers.api import columns, provenance
from layers.text import words
from layers.text.gettext import _


@dataclass(frozen=True)
class Answer:
    """What a route answers.

    Attributes
    ----------
    head : mapping
        Values beside the rows, by the names of the route's ``head`` columns.
    rows : DataFrame
        At least the headers of the route's row columns; missing values are NA.
    """

    head: Mapping[str, Any]
    rows: pd.DataFrame


def corridors(world: World, scene: Scene) -> Answer:
    """The corridors that are drawn, best first, and what is left out of them."""
    measure = _measure(scene)
    drawn = door(world).page(scene.question, 0, len(scene.drawn))
    head = {
        **provenance.of_period(world, scene),
        "measure.name": _(words.MEASURES[measure]),
        "measure.unit": _(MEASURE[measure].unit),
        "measure.definition": _(words.DEFINITIONS[measure]),
        "measure.estimate": True,
        "total_persons": scene.total_persons,
        "shown_persons": scene.shown_persons,
        "corridor_count": scene.count,
        **_threshold(scene),
        "notes": [*provenance.net_notes(scene), *provenance.flow_notes(world, scene)],
    }
    names = provenance.names(world)
    rows = drawn.assign(
        origin_name=drawn["origin_code"].map(names),
        destination_name=drawn["destination_code"].map(names),
    )
    return Answer(head, rows)


def _measure(scene: Scene) -> str:
    """What value holds: people of a net line are the difference of both ways."""
    net = scene.view.direction == "net" and scene.view.measure == "people"
    return "net" if net else scene.view.measure


def _threshold(scene: Scene) -> dict[str, Any]:
    """Corridors that pass the filters and are not among the rows, and the people in them."""
    left, total = scene.count - len(scene.drawn), scene.total_persons
    persons = total - scene.shown_persons if left else 0.0
    last = columns.plain(scene.drawn["value"].tail(1), "number")
    return {
        "threshold.corridor_count": left,
        "threshold.persons": persons,
        "threshold.share_percent": 100 * persons / total if total else None,
        "threshold.last_value": last[0] if last else None,
    }


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
    rows = rows.assign(
        region_name=rows["region_code"].map(provenance.names(world)),
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


def zones(world: World, scene: Scene) -> Answer:
    """Every ordered pair of zones of the scheme; the cells sum to the nation."""
    scheme, rows = scene.view.scheme, scene.zone_cells
    notes = [
        _("A zone to itself: moves between different {regions} of that zone."),
        _("Sums of the whole table: only the interval and the scheme change them."),
    ]
    head = {
        **provenance.of_period(world, scene),
        "scheme": scheme,
        "total_persons": float(rows["migrants_persons"].sum()),
        "notes": [*notes, *provenance.flow_notes(world, scene)],
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
