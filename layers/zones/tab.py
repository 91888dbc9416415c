"""The tab of zones: flows between them as a matrix and as chords, and the regions behind each."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.flows import portraits
from geo.flows.zones import largest_zones
from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.world import World
from layers.blocks.chart import ON_SLIDES
from layers.blocks.controls import bound, select
from layers.blocks.filtered import hidden_note, unfiltered_note
from layers.blocks.links import link
from layers.blocks.marks import scheme_note
from layers.subject import Filled
from layers.text import numbers, words
from layers.text.gettext import _
from layers.zones.chord import chords
from layers.zones.matrix import matrix, zone_details

WIDTH = "select-zones"
MOST_ZONES = 20
"""A matrix of more zones can be read by nobody: those with the most people are taken."""


def controls(world: World, view: View) -> list[Any]:
    """Choose the scheme and the interval."""
    schemes = words.schemes(world)
    periods = [(period, words.interval(period)) for period in world.vocabulary["periods"]]
    return [
        select(bound("scheme", "main:3"), _("Regions by"), schemes, view.scheme, className=WIDTH),
        select(bound("period", "main:3"), _("Interval"), periods, view.period, className=WIDTH),
    ]


def sentence(world: World, scene: Scene) -> str:
    """The largest flow from one zone to another, of all that moved."""
    cells, period = scene.zone_cells, words.interval(scene.view.period)
    crossing = cells[cells["origin_zone"] != cells["destination_zone"]]
    if not crossing["migrants_persons"].notna().any():
        return _("There is no figure of moves between zones ({period}).").format(period=period)
    if not crossing["migrants_persons"].sum():
        return _("Nobody moved between zones ({period}).").format(period=period)
    row = crossing.loc[crossing["migrants_persons"].idxmax()]
    origin, destination = (
        words.zone_inside(scene.scheme, row[f"{end}_zone"]) for end in ("origin", "destination")
    )
    return _("{n} of {total} people moved from {origin} to {destination} ({period}).").format(
        n=numbers.people(row["migrants_persons"]),
        total=numbers.people(cells["migrants_persons"].sum()),
        origin=origin,
        destination=destination,
        period=period,
    )


def fill(world: World, scene: Scene) -> Filled:
    """Heading with the sum, matrix and chords of the same cells, then one entry a zone."""
    view = scene.view
    whole = scene.zone_cells
    cells, count = largest_zones(whole, MOST_ZONES), whole["origin_zone"].nunique()
    heading = _("Between zones, {period}").format(period=words.interval(view.period))
    markup = h.div(class_="zones-tab")[
        h.div[
            h.h2[heading],
            h.p(class_="answer")[_answer(world, scene, whole)],
            *_left_out(cells, count),
            *hidden_note(world),
            *unfiltered_note(world, scene),
            *scheme_note(scene.scheme),
        ],
        h.div(ON_SLIDES, class_="zone-pair")[matrix(scene, cells), chords(world, scene, cells)],
        h.div[
            h.h3[_("{Regions} of each zone")],
            *zone_details(world, scene, cells["origin_zone"].unique().tolist()),
            h.p(class_="more-link")[_ribbons_link(world, view)],
        ],
    ]
    return Filled(markup)


def _left_out(cells: pd.DataFrame, count: int) -> list[h.Element]:
    """That not all zones stand in the matrix and the chords, and how to see the others."""
    shown = cells["origin_zone"].nunique()
    if shown == count:
        return []
    said = _(
        "The {n} of {count} zones with the most people stand here, and the sums are theirs; "
        "the files of the menu Download have all."
    )
    return [h.p[said.format(n=shown, count=count)]]


def _answer(world: World, scene: Scene, cells: Any) -> str:
    """The sum of the cells, the same sum over regions, and how much of it crosses a zone."""
    total = float(cells["migrants_persons"].sum())
    own = cells["origin_zone"] == cells["destination_zone"]
    inside, crossed = (
        float(cells.loc[kept, "migrants_persons"].sum(min_count=1)) for kept in (own, ~own)
    )
    regions = portraits.region_total(world, scene.view.period)
    if not total:
        return numbers.no_figure()
    said = _(
        "All {n} cells sum to {total} people; the {count} corridors between {regions} sum to "
        "{moved}. {crossed} of them went to another zone, {inside} to another {region} of "
        "their own zone. The sums of the matrix hold both; the card of the map holds only those "
        "who went to another zone."
    )
    return said.format(
        n=len(cells),
        total=numbers.people(total),
        count=numbers.decimal(portraits.corridors_count(world, scene.view.period)),
        moved=numbers.people(regions),
        crossed=numbers.percent(100 * crossed / total),
        inside=numbers.percent(100 * inside / total),
    )


def _ribbons_link(world: World, view: View) -> Any:
    """The same flows on the map, with the ribbons switched on."""
    shown = {*view.listed("layers"), "zones"}
    layers = ",".join(layer for layer in world.vocabulary["layers"] if layer in shown)
    return link(_("Show these flows as ribbons on the map"), view, view="map", layers=layers)
