"""Borders as wide as the gap between the two regions they part, in four widths."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import htpy as h

from geo.scene.overlays import Border, gaps
from geo.scene.scene import Scene
from geo.shading.gaps import WIDTHS_METRES
from geo.view.view import LOCKED
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.marks import legend_title
from layers.blocks.markup import kept_markup
from layers.map.layer import Layer, Trace, hidden, shape_address, shapes
from layers.text import joints, words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext


def base(world: World) -> list[Trace]:
    """One trace; the bands of all borders in all widths are fetched when it is first shown."""
    return [shapes("borders-0", (palette.GAP,), 0.3, 0.85, shape_address(world, "border_bands"))]


def frame(world: World, scene: Scene) -> list[Trace]:
    """The width of each border and both values; a border without both values is not drawn."""
    if not LAYER.shown(scene):
        return [hidden("locations", "z", "customdata", "text")]
    own = scene.shade.year if scene.gap_shade == scene.shade.key else 0
    return [_shown(world, scene.gap_shade, scene.view.period, scene.view.scale == LOCKED, own or 0)]


@kept_by_language()
def _shown(world: World, shade: str, period: str, locked: bool, year: int) -> Trace:
    """The borders with a gap in an interval, or in the year of the shade unless that is 0."""
    when = str(year) if year else words.interval(period)
    title = joints.clauses((escaped(words.shade(world, shade)), when))
    rows = gaps(world, shade, period, locked).rows
    return {
        "visible": True,
        "locations": [row.band_id for row in rows],
        "z": [0] * len(rows),
        "customdata": [_corridors(world, row) for row in rows],
        "text": [_hover(world, title, shade, row) for row in rows],
    }


def _corridors(world: World, row: Border) -> str:
    """Both corridors between the two regions: what a click on their border chooses."""
    pair, key_of = (row.a_code, row.b_code), world.vocabulary.key_of
    return f"{key_of(pair)},{key_of(pair[::-1])}"


def _hover(world: World, title: str, key: str, row: Border) -> str:
    """Both names, both values and the gap."""
    lines = [
        joints.titled(
            escaped(words.region(world, code)),
            f"<b>{escaped(words.shade_value(world, key, value))}</b>",
        )
        for code, value in ((row.a_code, row.a_value), (row.b_code, row.b_value))
    ]
    gap = escaped(words.shade_value(world, key, row.gap).removeprefix("+"))
    return "<br>".join([title, *lines, _("gap at the border: {n}").format(n=gap)])


def gap_widths(world: World, scene: Scene) -> list[Any]:
    """Four widths with the gaps they stand for, and how many borders have each."""
    view = scene.view
    return [_widths(world, scene.gap_shade, view.period, view.scale == LOCKED)]


@kept_markup
def _widths(world: World, shade: str, period: str, locked: bool) -> list[Any]:
    found = gaps(world, shade, period, locked)
    key = found.shade
    rows: list[Any] = [
        legend_title(_("Gap at borders: {shade}").format(shade=words.shade(world, key)))
    ]
    if not found.breaks:
        return [*rows, h.li(class_="legend-note")[_("no border with two values")]]
    edges = [
        words.shade_value(world, key, value, brief=True).removeprefix("+") for value in found.breaks
    ]
    middle = [_("{low} to {high}").format(low=low, high=high) for low, high in pairwise(edges)]
    labels = [_("below {n}").format(n=edges[0]), *middle, _("{n} and more").format(n=edges[-1])]
    scale = world.package.frame.scale
    items, widths = [], [one * scale for one in WIDTHS_METRES[: len(labels)]]
    for label, width, count in zip(labels, widths, found.counts, strict=True):
        counted = ngettext("{n} border", "{n} borders", count).format(n=count)
        items.append(
            h.span(class_="key-pair")[
                h.i(
                    class_="key key-width",
                    style=f"background: {palette.GAP}",
                    data_metres=f"{width:.0f}",
                ),
                label,
                h.span(class_="legend-when", title=counted)[joints.noted("", str(count))],
            ]
        )
    rows.append(h.li(class_="legend-row legend-pairs")[items])
    rows.append(
        h.li(class_="legend-note")[
            _("number of borders in brackets"),
            h.span(class_="on-screen")[_("; hover for both values")],
        ]
    )
    return rows


LAYER = Layer(
    key="borders",
    title=N_("Gaps at borders"),
    credits=("borders", "regions"),
    base=base,
    frame=frame,
    legend=gap_widths,
)
