"""Two half-circles a region: who left at the left, who arrived at the right."""

from __future__ import annotations

from typing import Any

import htpy as h
import numpy as np

from geo.rows import rows_of
from geo.scene.overlays import halves, halves_scale, largest_side
from geo.scene.scene import Scene
from geo.shapes.arrows import features
from geo.shapes.halves import radii
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.marks import legend_title
from layers.blocks.markup import kept_markup
from layers.map.layer import NOTHING, Layer, Trace, hidden, sample_persons, samples, shapes
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, kept_by_language

SIDES = ("out", "in")
COLOURS = (palette.OUT_HALF, palette.IN_HALF)


def base(world: World) -> list[Trace]:
    """One trace for both sides; shapes come with each interval."""
    return [shapes("halves-0", COLOURS, edge_px=0.9, opacity=0.95) | {"meta": {"cased": True}}]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Shapes and, at each of them, both values of the region; a click chooses it."""
    if not LAYER.shown(scene):
        return [hidden("locations", "z", "customdata", "text") | {"geojson": NOTHING}]
    return [_shown(world, scene.view.period)]


@kept_by_language()
def _shown(world: World, period: str) -> Trace:
    """The half-circles of an interval."""
    rows, rings = halves(world, period)
    keys = (rows["region_code"] + "-" + rows["side"]).tolist()
    codes, hovers = rows["region_code"].tolist(), _hovers(world, period)
    return {
        "visible": True,
        "geojson": features(keys, rings, world.plane),
        "locations": keys,
        "z": [SIDES.index(side) for side in rows["side"]],
        "customdata": codes,
        "text": [hovers[code] for code in codes],
    }


def _hovers(world: World, period: str) -> dict[str, str]:
    """Name, both values and interval, by region."""
    margins = world.table("region_flows")
    margins = margins[margins["period"] == period]
    said = _("left: <b>{out}</b> · arrived: <b>{came}</b>")
    return {
        row["region_code"]: (
            joints.clauses(
                (
                    f"<b>{escaped(words.region(world, row['region_code']))}</b>",
                    words.interval(period),
                )
            )
            + "<br>"
            + said.format(
                out=numbers.people(row["out_persons"]), came=numbers.people(row["in_persons"])
            )
        )
        for row in rows_of(margins)
    }


def half_samples(world: World, scene: Scene) -> list[Any]:
    """Sample half-circles with people, the two sides, and the rule of their scale."""
    return [_samples(world, scene.view.period)]


@kept_markup
def _samples(world: World, period: str) -> list[Any]:
    scale = halves_scale(world)
    persons = sample_persons(largest_side(world))
    sizes = radii(np.asarray(persons), scale)
    sides = [
        h.span(class_="key-pair")[h.i(class_="key key-class", style=f"background: {colour}"), label]
        for colour, label in (
            (palette.OUT_HALF, _("left half: left the {region}")),
            (palette.IN_HALF, _("right half: arrived")),
        )
    ]
    note = _("Area shows people, one scale for all intervals: the largest without overlap.")
    notes = (
        [note]
        if "sex" in world.table("flows")
        else [
            note,
            joints.blank(),
            _("Women and men are not told apart: the tables have no split by sex."),
        ]
    )
    return [
        legend_title(_("Out and in, people"), words.interval(period)),
        h.li(class_="legend-row legend-pairs")[sides],
        samples("key-half", f"background: {palette.IN_HALF}", persons, 2 * sizes),
        h.li(class_="legend-note")[notes],
    ]


LAYER = Layer(
    key="halves",
    title=N_("In and out as half-circles"),
    credits=("region_flows",),
    base=base,
    frame=frame,
    legend=half_samples,
)
