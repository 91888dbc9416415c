"""Borders as wide as the gap between the two regions they part, in four widths."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.shading.gaps import WIDTHS_METRES, border_gaps
from geo.shading.shade import shade_in
from geo.world.world import World
from layers.blocks.chart import hover_style
from layers.blocks.marks import legend_title
from layers.map import palette
from layers.map.layer import Layer, Trace, hidden, shape_address
from layers.text import words
from layers.text.gettext import N_, _, escaped, kept_by_language, ngettext


def base(world: World) -> list[Trace]:
    """One trace; the bands of all borders in all widths are fetched when it is first shown."""
    return [
        {
            "type": "choropleth",
            "uid": "borders-0",
            "geojson": shape_address(world, "border_bands"),
            "locations": [],
            "z": [],
            "zmin": 0,
            "zmax": 1,
            "colorscale": [[0, palette.GAP], [1, palette.GAP]],
            "showscale": False,
            "marker": {"line": {"color": palette.CASING, "width": 0.3}, "opacity": 0.85},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        }
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """The width of each border and both values; a border without both values is not drawn."""
    if not LAYER.shown(scene):
        return [hidden("locations", "z", "customdata", "text")]
    found = scene.gaps
    bands = found.rows["band_id"].tolist()
    shade = scene.shade
    own = shade.year if found.shade == shade.key and shade.year else 0
    said = _said(world, found.shade, scene.view.period, own)
    pairs = zip(found.rows["a_code"], found.rows["b_code"], strict=True)
    targets, hovers = zip(*(said[pair] for pair in pairs), strict=True) if bands else ((), ())
    return [
        {
            "visible": True,
            "locations": bands,
            "z": [0] * len(bands),
            "customdata": list(targets),
            "text": list(hovers),
        }
    ]


@kept_by_language
def _said(
    world: World, shade: str, period: str, year: int
) -> dict[tuple[str, str], tuple[str, str]]:
    """Target and hover of each border with a gap, by its two regions; year 0: the interval."""
    rows = border_gaps(
        world.table("borders"), shade_in(world, shade, period).values["value"].astype(float)
    )
    when = str(year) if year else words.interval(period)
    title = f"{escaped(words.shade(world, shade))}, {when}"
    return {
        (row["a_code"], row["b_code"]): (_corridors(world, row), _hover(world, title, shade, row))
        for row in rows[rows["gap"] > 0].to_dict("records")
    }


def _corridors(world: World, row: Trace) -> str:
    """Both corridors between the two regions: what a click on their border chooses."""
    pair, key_of = (row["a_code"], row["b_code"]), world.vocabulary.key_of
    return f"{key_of(pair)},{key_of(pair[::-1])}"


def _hover(world: World, title: str, key: str, row: Trace) -> str:
    """Both names, both values and the gap."""
    lines = [
        f"{escaped(words.region(world, row[f'{end}_code']))}: "
        f"<b>{escaped(words.shade_value(world, key, row[f'{end}_value']))}</b>"
        for end in ("a", "b")
    ]
    gap = escaped(words.shade_value(world, key, row["gap"]).removeprefix("+"))
    return "<br>".join([title, *lines, _("gap at the border: {n}").format(n=gap)])


def gap_widths(world: World, scene: Scene) -> list[Any]:
    """Four widths with the gaps they stand for, and how many borders have each."""
    found = scene.gaps
    key = found.shade
    rows: list[Any] = [
        legend_title(_("Gap at borders: {shade}").format(shade=words.shade(world, key)))
    ]
    if not found.breaks:
        return [*rows, h.li(class_="legend-note")[_("no border with two values")]]
    edges = [
        words.shade_value(world, key, value, brief=True).removeprefix("+") for value in found.breaks
    ]
    labels = [
        _("below {n}").format(n=edges[0]),
        *(_("{n} and more").format(n=edge) for edge in edges),
    ]
    items = []
    for label, width, count in zip(labels, WIDTHS_METRES, found.counts, strict=True):
        counted = ngettext("{n} border", "{n} borders", count).format(n=count)
        items.append(
            h.span(class_="key-pair")[
                h.i(
                    class_="key key-width",
                    style=f"background: {palette.GAP}",
                    data_metres=f"{width:.0f}",
                ),
                label,
                h.span(class_="legend-when", title=counted)[f"({count})"],
            ]
        )
    rows.append(h.li(class_="legend-row legend-pairs")[items])
    rows.append(
        h.li(class_="legend-note")[_("number of borders in brackets; hover for both values")]
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
