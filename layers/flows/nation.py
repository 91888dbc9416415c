"""The card of the whole: its zones, the largest corridors, the shade of every region in words."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.flows import portraits
from geo.rows import rows_by_index
from geo.scene.scene import Scene
from geo.shading.shade import shade_with, two_way_shade
from geo.view.view import home_view
from geo.world.world import World
from layers.blocks.beside import told_beside
from layers.blocks.filtered import hidden_note, unfiltered_note
from layers.blocks.links import link
from layers.blocks.markup import kept_markup
from layers.blocks.tables import first_of, grid
from layers.flows.cards import corridor_list, size_floor
from layers.flows.levels import ways_to_levels
from layers.flows.sentence import list_title, rank_note
from layers.policy.arguments import chosen_stance
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, ngettext

FIRST = {
    "people": N_("Largest corridors"),
    "rate": N_("Corridors with the highest rates"),
    "share": N_("Corridors with the highest shares"),
    "net": N_("Corridors with the largest net"),
    "effectiveness": N_("Most one-sided corridors"),
    "category-share": N_("Corridors with the highest shares {kept}"),
}
"""Heading of the list of corridors by what orders it."""


def nation_card(world: World, scene: Scene) -> list[Any]:
    """Zones and the largest corridors."""
    view = scene.view
    return [
        h.h2[_("{country}, {period}").format(period=words.interval(view.period))],
        h.p(class_="card-number")[
            _("{n} people").format(n=numbers.people(portraits.region_total(world, view.period)))
        ],
        h.p(class_="muted")[_moving(world)],
        *told_beside(world, view.period),
        *hidden_note(world),
        *unfiltered_note(world, scene),
        *ways_to_levels(world, view),
        *chosen_stance(world, view),
        _between_zones(world, view.period, view.scheme),
        h.h3[list_title(view, _(FIRST[view.measure]), _("First corridors"))],
        *rank_note(world, scene),
        *size_floor(view),
        corridor_list(world, scene, scene.largest),
        *_rest(world, scene),
        *([shade_table(world, scene)] if world.is_drawn else []),
    ]


def _moving(world: World) -> str:
    """Who moved between what; a reader's own words for them are no part of a sentence."""
    if world.package.opened:
        return _("Moves between {regions}: {movers}; estimates from a sample.")
    return _("{Movers} between {regions}; estimates from a sample.")


def shade_table(world: World, scene: Scene) -> h.Element:
    """The shade of every region in words, largest first, for who can not see the map."""
    return _shade_table(world, scene.view.shade, scene.view.period)


@kept_markup
def _shade_table(world: World, key: str, period: str) -> h.Element:
    """The same of a shade and an interval: classes and scale change no figure."""
    home = home_view(world.vocabulary)
    if key in world.pairings:
        shade = two_way_shade(world, key, period)
    else:
        shade = shade_with(world, key, period, home.breaks, home.scale)
    items = shade.rows.items()
    known = [item for item in items if item[1]["class_index"] >= 0]
    ranked = sorted(known, key=lambda item: float(item[1]["value"]), reverse=True)
    blanks = [item for item in items if item[1]["class_index"] < 0]
    write = words.shade_column(world, shade.key, (row["value"] for _code, row in ranked))
    rows = [(words.region(world, code), write(row["value"])) for code, row in ranked]
    rows += [(words.region(world, code), _(words.BLANKS[row["blank"]])) for code, row in blanks]
    when = str(shade.year) if shade.year else words.interval(period)
    caption = joints.clauses((words.shade(world, shade.key), when))
    return h.details(class_="chart-table")[
        h.summary[_("Read the colours of the map as a table")],
        first_of(caption, [_("{Region}"), _("Figure")], rows, is_cut=world.has_many),
    ]


@kept_markup
def _between_zones(world: World, period: str, scheme: str) -> list[h.Element]:
    """What left and reached each zone, whatever is filtered; nothing where there is one alone."""
    if not world.schemes[scheme].is_grouped:
        return []
    rows = []
    sums = portraits.zone_sums(world, period, scheme)[["out_persons", "in_persons", "net_persons"]]
    write = numbers.in_one_unit(sums.to_numpy(dtype=float).ravel().tolist(), "short")
    for zone, row in rows_by_index(sums).items():
        out, came, net = (float(row[column]) for column in sums)
        name = words.zone(world.schemes[scheme], str(zone))
        rows.append((name, write(out), write(came), numbers.signed(write(net), net)))
    head = [_("Zone"), _("Left"), _("Arrived"), _("Net")]
    return [grid(_("Between zones, all corridors; moves inside a zone left out"), head, rows)]


def _rest(world: World, scene: Scene) -> list[Any]:
    """How many corridors are neither drawn nor listed, with a way to read them all."""
    hidden = scene.count - scene.drawn_count
    if not hidden:
        return []
    drawn = ngettext(
        "{n} more corridor{under} is not drawn: read them all in the table",
        "{n} more corridors{under} are not drawn: read them all in the table",
        hidden,
    )
    undrawn = ngettext(
        "{n} more corridor{under} stands in the table",
        "{n} more corridors{under} stand in the table",
        hidden,
    )
    words_ = (drawn if world.is_drawn else undrawn).format(
        n=numbers.decimal(hidden), under=_under(scene)
    )
    return [h.p(class_="more-link")[link(words_, scene.view, view="table")]]


def _under(scene: Scene) -> str:
    """The people of the least corridor drawn, where people order them: nobody left out has more."""
    counted = scene.view.measure == "people" and scene.view.direction != "net"
    least = 0.0 if scene.view.rank or not counted else min(scene.columns["value"])
    if not least > 0:
        return ""
    return _(", none with more than {most} people,").format(most=numbers.people(least))
