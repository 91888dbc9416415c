"""A ring a region: people who moved inside it, where the interval counts them."""

from __future__ import annotations

from typing import Any

import htpy as h
import numpy as np
from pyproj import CRS

from geo.scene.rings import Array, largest_inside, rings_of, rings_scale
from geo.scene.scene import Scene
from geo.scene.within import Within, intervals_with, within
from geo.shapes.arrows import features
from geo.shapes.halves import radii
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.links import link
from layers.blocks.marks import legend_title
from layers.blocks.markup import kept_markup
from layers.map.layer import NOTHING, Layer, Trace, hidden, sample, sample_persons, samples, shapes
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, escaped, kept_by_language
from layers.text.within import apart_note, definition


def base(world: World) -> list[Trace]:
    """One trace; shapes come with each interval."""
    return [shapes("rings-0", (palette.WITHIN,), edge_px=0.9, opacity=0.95)]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Shapes and, at each, its people and what is counted; a click chooses the region."""
    if not LAYER.shown(scene):
        return [hidden("locations", "z", "customdata", "text") | {"geojson": NOTHING}]
    return [_shown(world, scene.view.period)]


@kept_by_language()
def _shown(world: World, period: str) -> Trace:
    codes, outlines = rings_of(world, period)
    counts = within(world, period)
    keys = [f"{code}-within" for code in codes]
    return {
        "visible": True,
        "geojson": _outlined(keys, *outlines, world.plane) if keys else NOTHING,
        "locations": keys,
        "z": [0] * len(keys),
        "customdata": list(codes),
        "text": [_hover(world, code, counts[code]) for code in codes],
    }


def _outlined(keys: list[str], outside: Array, hole: Array, plane: CRS) -> dict[str, Any]:
    """Rings as shapes with a hole."""
    whole, inner = (features(keys, one, plane) for one in (outside, hole))
    for shape, gap in zip(whole["features"], inner["features"], strict=True):
        shape["geometry"]["coordinates"] += gap["geometry"]["coordinates"]
    return whole


def _hover(world: World, code: str, one: Within) -> str:
    """Name and interval, people and of what kind, what is counted, range of a survey, source."""
    name = joints.clauses((words.region(world, code), words.interval(one.period)))
    people = _("{n} people").format(n=numbers.people(one.persons))
    lines = [
        f"<b>{escaped(name)}</b>",
        _("moved inside it: <b>{count}</b> (estimate)").format(count=escaped(people)),
        escaped(definition(world, one)),
    ]
    if world.has_ranges and words.is_survey(world, one.period):
        span = words.between(one.low_persons, one.high_persons)
        lines.append(escaped(_("95% sampling range {range}").format(range=span)))
    last = (apart_note(world, code, one), words.period_source(world, one.period))
    return "<br>".join([*lines, *(f"<i>{escaped(said)}</i>" for said in last if said)])


def key(world: World, scene: Scene) -> list[Any]:
    """Sample rings and what is counted; where nothing is, the intervals that have it."""
    period = scene.view.period
    counts, title = within(world, period), _("Moved inside the {region}, people")
    if not counts:
        ways = [link(words.interval(one), scene.view, period=one) for one in intervals_with(world)]
        none = _("Not in these tables for {period}.").format(period=words.interval(period))
        out = [_("Counted in: "), *[part for one in ways for part in (one, " ")]] if ways else []
        return [legend_title(title), h.li(class_="legend-note")[none, joints.blank(), out]]
    persons = sample_persons(largest_inside(world))
    sizes = radii(np.asarray(persons), rings_scale(world))
    moved = definition(world, next(iter(counts.values())))
    notes = [
        _("Counts {moved}; estimates, area shows people.").format(moved=moved),
        joints.blank(),
        _("Counts by different definitions are not compared."),
    ]
    return [
        legend_title(title, words.interval(period)),
        samples("key-ring", f"border-color: {palette.WITHIN}", persons, 2 * sizes),
        h.li(class_="legend-note")[notes],
    ]


@kept_markup
def _brief(world: World, period: str) -> list[Any]:
    counts = within(world, period)
    if not counts:
        none = _("Rings: moves inside {regions} are not in these tables for {period}.")
        return [h.span(class_="key-said")[h.span[none.format(period=words.interval(period))]]]
    persons = sample_persons(largest_inside(world))[1]
    (size,) = 2 * radii(np.array([persons]), rings_scale(world))
    moved = definition(world, next(iter(counts.values())))
    said = _("moved inside the {region}: {moved}").format(moved=moved)
    ring = sample("key-ring", f"border-color: {palette.WITHIN}", persons, size)
    return [h.span(class_="key-said")[ring, h.span[said]]]


def brief(world: World, scene: Scene) -> list[Any]:
    """One ring with its number and what is counted, or that nothing is, for a folded key."""
    return [_brief(world, scene.view.period)]


LAYER = Layer(
    key="rings",
    title=N_("Moves inside {regions} as rings"),
    credits=("within_moves",),
    base=base,
    frame=frame,
    legend=key,
    brief=brief,
)
