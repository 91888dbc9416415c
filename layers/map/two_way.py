"""Key of the two-way map: three by three cells, each a link that keeps its regions lit."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.shading.classes import CLASSES
from geo.shading.shade import period_with_figures
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.links import address, link
from layers.text import joints, words
from layers.text.gettext import _, ngettext


def two_way_key(world: World, scene: Scene) -> list[Any]:
    """Grid, names of both axes with their limits, and the blanks."""
    pair = scene.pair
    if pair.y_year is None:
        return _no_year(world, scene)
    title = h.li(class_="legend-title")[
        h.span[words.shade(world, scene.shade.key)],
        h.span(class_="legend-when")[words.interval(scene.view.period)],
    ]
    let_go = link(_("Let go of the chosen class"), scene.view, lit="") if scene.view.lit else ""
    blanks = [
        joints.noted(f"{words.BLANK_MARKS[kind]} {_(words.BLANKS[kind])}", str(count))
        for kind, count in scene.shade.blanks.items()
    ]
    return [
        title,
        h.li(class_="two-way")[_grid(scene), _axes(world, scene)],
        h.li(class_="legend-note")[joints.listed(blanks), " ", let_go],
    ]


def _grid(scene: Scene) -> h.Element:
    """The highest third of the second value on top, as on a chart."""
    x, y = scene.pair.pairing.x_title, scene.pair.pairing.y_title
    head = [h.th(scope="col")[_(words.THIRDS_BRIEF[str(i)])] for i in range(1, CLASSES + 1)]
    rows = [
        h.tr[
            h.th(scope="row")[_(words.THIRDS_BRIEF[str(j)])],
            *[h.td[_cell(scene, f"{i}{j}")] for i in range(1, CLASSES + 1)],
        ]
        for j in range(CLASSES, 0, -1)
    ]
    foot = h.tr[h.td, *head]
    caption = _("{y} ↑, {x} →; {regions}").format(y=_(y), x=_(x))
    return h.table(class_="two-way-key")[h.caption[caption], h.tbody[*rows, foot]]


def _cell(scene: Scene, key: str) -> h.Element:
    """Count of a class; a click keeps it lit, a second one lets go."""
    number = (int(key[0]) - 1) * CLASSES + int(key[1]) - 1
    count = scene.shade.counts[number]
    chosen = scene.view.lit == key
    counted = ngettext("{n} {region}", "{n} {regions}", count).format(n=count)
    said = joints.titled(words.two_way_class(scene.pair.pairing, key), counted)
    return h.a(
        href=address(scene.view, lit="" if chosen else key), title=said, class_={"lit": chosen}
    )[
        h.span(style=f"background: {palette.TWO_WAY[number]}")[
            str(count), h.span(class_="visually-hidden")[joints.clauses(("", said))]
        ]
    ]


def _axes(world: World, scene: Scene) -> h.Element:
    """Both axes in words: name, time, and the two limits between the thirds."""
    pair, classes = scene.pair, scene.pair.classes
    limits = (
        (pair.pairing.x, words.interval(scene.view.period), classes.x_breaks),
        (pair.y_shade, str(pair.y_year), classes.y_breaks),
    )
    rows = []
    for sign, (shade, when, breaks) in zip("→↑", limits, strict=True):
        low, high = (words.shade_value(world, shade, one) for one in breaks)
        name = joints.clauses((f"{sign} {words.shade(world, shade)}", when))
        rows.append(h.p[h.b[name], " ", _("thirds at {a} and {b}").format(a=low, b=high)])
    return h.div(class_="legend-note")[rows]


def _no_year(world: World, scene: Scene) -> list[Any]:
    """Why there is no two-way map for this interval, and the ways to one that there is."""
    pair = scene.pair
    why = _("{what}: no figures of all {regions} for {year}, so no classes.").format(
        what=words.shade(world, pair.y_shade), year=pair.wanted_year
    )
    view, first = scene.view, world.package.pairings[0]
    near = period_with_figures(world, view.shade, view.period)
    shown = _("Show {period}").format(period=words.interval(near))
    then = [link(shown, view, period=near, lit=""), " · "] if near != view.period else []
    said = _("Show {what} instead").format(what=_(first.y_title))
    other = link(said, view, shade=first.key, lit="")
    return [
        h.li(class_="legend-title")[h.span[words.shade(world, scene.shade.key)]],
        h.li(class_="legend-note")[why, " ", *then, other],
    ]
