"""Chord diagram of the flows between zones, drawn from computed outlines."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.shapes.chord import Arc, Band, chord
from geo.world.declared import Scheme
from geo.world.world import World
from layers.blocks import chart, palette
from layers.blocks.links import source_after
from layers.blocks.tables import grid
from layers.text import joints, numbers, words
from layers.text.gettext import _, escaped
from layers.zones.matrix import is_marked, pair_address

NAME_RADIUS = 1.13
SPAN = 1.36


def chords(world: World, scene: Scene, cells: pd.DataFrame) -> h.Element:
    """Frame the diagram with its sentence and the same cells as a list."""
    about = _(
        "Each band is one cell of the matrix, as wide as its people, in the colour of the zone "
        "that people left; it points to the zone where they arrived."
    )
    return chart.chart(
        "zones",
        _("The same flows as chords"),
        about,
        _figure(scene, cells),
        380,
        _list(scene, cells),
        [words.period_source(world, scene.view.period), source_after(scene.view, "flows")],
        act=_("A click shows its corridors on the map."),
    )


def _figure(scene: Scene, cells: pd.DataFrame) -> dict[str, Any]:
    scheme = scene.scheme
    zones = cells["origin_zone"].drop_duplicates().tolist()
    arcs, bands = chord(cells, zones)
    total = cells["migrants_persons"].sum()
    hidden = {"visible": False, "fixedrange": True, "range": [-SPAN, SPAN]}
    return {
        "data": [
            *[_band(scene, band, total) for band in _marked_last(scene, bands)],
            *[_arc(scheme, arc) for arc in arcs],
        ],
        "layout": chart.layout(
            {"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis=hidden,
            yaxis=hidden | {"range": [-1.2, 1.2], "scaleanchor": "x"},
            annotations=[_name(scheme, arc) for arc in arcs],
        ),
    }


def _marked_last(scene: Scene, bands: list[Band]) -> list[Band]:
    """Bands in the order of drawing: the largest below, the marked ones above all."""
    marked = [one for one in bands if is_marked(scene, one.origin_zone, one.destination_zone)]
    return [*(one for one in reversed(bands) if one not in marked), *marked]


def _shape(outline: Any, hover: str, **more: Any) -> dict[str, Any]:
    """A filled outline that answers the pointer anywhere inside."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": outline[:, 0].round(3).tolist(),
        "y": outline[:, 1].round(3).tolist(),
        "fill": "toself",
        "hoveron": "fills",
        "hoverinfo": "text",
        "text": hover,
        "hoverlabel": chart.layout({})["hoverlabel"],
        "line": {"color": palette.CASING, "width": 1},
        **more,
    }


def _band(scene: Scene, band: Band, total: float) -> dict[str, Any]:
    """One flow; a click leads where its cell does, and a marked one is outlined and full."""
    scheme, ends = scene.scheme, (band.origin_zone, band.destination_zone)
    pair = escaped(words.zone_pair(scheme, *ends))
    share = numbers.percent(100 * band.persons / total)
    hover = joints.titled(pair, f"{numbers.people(band.persons)} · {share}")
    colour, more = palette.zone(scheme, band.origin_zone), {}
    if is_marked(scene, *ends):
        more = {"line": {"color": palette.CHOSEN, "width": 3}}
    return _shape(
        band.outline,
        hover,
        fillcolor=colour if more else _pale(colour),
        meta=pair_address(scene, *ends),
        **more,
    )


def _pale(colour: str) -> str:
    """The colour of a zone, as bands let the ones below shine through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.72)"


def _arc(scheme: Scheme, arc: Arc) -> dict[str, Any]:
    hover = _("{zone}: {out} left, {came} arrived").format(
        zone=escaped(words.zone(scheme, arc.zone)),
        out=numbers.people(arc.out_persons),
        came=numbers.people(arc.in_persons),
    )
    return _shape(arc.outline, hover, fillcolor=palette.zone(scheme, arc.zone))


def _name(scheme: Scheme, arc: Arc) -> dict[str, Any]:
    """Name of a zone outside its arc."""
    x, y = arc.middle
    side = "left" if x > 0.3 else "right" if x < -0.3 else "center"
    name = f"<b>{escaped(words.zone(scheme, arc.zone))}</b>"
    return chart.note(
        name,
        NAME_RADIUS * x if side == "center" else 1.05 * x,
        NAME_RADIUS * y if side == "center" else 1.05 * y,
        xanchor=side,
        font={"color": palette.zone(scheme, arc.zone), "size": 13},
    )


def _list(scene: Scene, cells: pd.DataFrame) -> h.Element:
    """The cells as rows, largest first, each a link as its band is."""
    rows = rows_of(cells.sort_values("migrants_persons", ascending=False))
    people = numbers.alike([row["migrants_persons"] for row in rows])
    return grid(
        _("Flows between zones"),
        [_("Flow"), _("People"), _("Share"), _("In the sample")],
        [
            (
                _pair_link(scene, row["origin_zone"], row["destination_zone"]),
                said,
                numbers.percent(row["share_percent"]),
                numbers.decimal(row["sample_persons"]),
            )
            for row, said in zip(rows, people, strict=True)
        ],
    )


def _pair_link(scene: Scene, origin: str, destination: str) -> h.Element:
    marked = "true" if is_marked(scene, origin, destination) else None
    target = pair_address(scene, origin, destination)
    return h.a(href=target, aria_current=marked)[words.zone_pair(scene.scheme, origin, destination)]
