"""What stands where nothing is left: which filters, what each of them keeps away, the way out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import htpy as h

from geo.scene.scene import Scene, scene_of
from geo.world.world import World
from layers.blocks.filtered import filters
from layers.blocks.links import link
from layers.text import joints, numbers, words
from layers.text.found import found
from layers.text.gettext import N_, _, ngettext

OF_OTHERS = "outline-of-others"
"""Line of the report on boundaries that are of no place of the table."""
WORK = N_("Tables, matrix, chord and timeline work without a map.")
OFFERS = {
    "origins": N_("Take away the origin filter"),
    "destinations": N_("Take away the destination filter"),
    "place": N_("Let go of the chosen {region}"),
}


def empty(world: World, scene: Scene) -> list[Any]:
    """Nothing when corridors are left; otherwise each filter as an offer to relax it.

    Each offer says what it leaves, and stands only where it leaves something; where no single one
    does, all are offered together.
    """
    if scene.count:
        return []
    view, asked = scene.view, [name for name in OFFERS if getattr(scene.view, name)]
    relaxed = {name: scene_of(world, replace(view, **{name: ""})) for name in asked}
    kept = {name: one for name, one in relaxed.items() if one.count}
    offers = [
        h.span(class_="offer")[
            link(_(OFFERS[name]), view, "button", **{name: ""}), h.span[_left(world, one)]
        ]
        for name, one in kept.items()
    ]
    if asked and not kept:
        offers = [link(_("Clear filters"), view, "button", **dict.fromkeys(asked, ""))]
    said = _("No corridor passes all filters together: {filters} ({period}).").format(
        filters=joints.clauses(filters(world, scene)), period=words.interval(view.period)
    )
    return [h.p[said], *offers]


def undrawn(world: World) -> list[Any]:
    """What a map needs that cannot be drawn; nothing where it can."""
    if world.is_drawn:
        return []
    opened = world.package.opened
    others = [one for one in opened.lines if one.kind == OF_OTHERS] if opened else []
    if others:
        title, reason, remedy = found(OF_OTHERS, 0, others[0].values)
        said = joints.titled(title, joints.sentences((reason, remedy, _(WORK))))
        return [h.p(class_="undrawn")[said]]
    said = _(
        "A map needs the outlines of the {regions}: open the file of moves again, together with a "
        "boundary file."
    )
    return [h.p(class_="undrawn")[joints.sentences((said, _(WORK)))]]


def _left(world: World, scene: Scene) -> str:
    """How many corridors a filter less would leave, and the largest of them."""
    first = scene.drawn.iloc[0]
    return ngettext(
        "{n} corridor: {first}", "{n} corridors, the first: {first}", scene.count
    ).format(
        n=numbers.decimal(scene.count),
        first=_("{corridor}, {n} people").format(
            corridor=words.corridor(world, first["origin_code"], first["destination_code"]),
            n=numbers.people(float(first["persons"])),
        ),
    )
