"""The picture of a chord diagram: bands, arcs and names from computed outlines."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.shapes.chord import Arc, Band, chord
from layers.blocks import chart, palette
from layers.text import joints, numbers
from layers.text.gettext import _, escaped

NAME_RADIUS = 1.13
HEIGHT = 1.2
MOST_SIGNS = 15
TURNED = 0.3
"""From here on to a side a name begins beside its arc, and is not centred over it."""


@dataclass(frozen=True)
class Look:
    """How the places of a diagram are named and coloured, and where a flow leads.

    Attributes
    ----------
    name, colour : callable
        Of the key of a place.
    pair : callable
        Name of a flow, of both its ends.
    address : callable
        Where a click on a flow leads, of both its ends.
    is_marked : callable
        Whether a flow is the one that the view is about, of both its ends.
    span : float
        Half the width of the picture in radii: what is beyond the circle is room for names.
    size_px : float
        Size of the names.
    is_crowded : bool
        Whether there are so many places that bands have no edge, which would hide them, and names
        stand beside their arcs alone, the long ones cut.
    """

    name: Callable[[str], str]
    colour: Callable[[str], str]
    pair: Callable[[str, str], str]
    address: Callable[[str, str], str]
    is_marked: Callable[[str, str], bool]
    span: float = 1.36
    size_px: float = 13
    is_crowded: bool = False


def ring(cells: pd.DataFrame, look: Look) -> dict[str, Any]:
    """Figure of the flows of some cells, places clockwise from the top in their order.

    Parameters
    ----------
    cells : DataFrame
        As :func:`geo.shapes.chord.chord` takes them.
    look : Look
        Names, colours and addresses.
    """
    arcs, bands = chord(cells, cells["origin_zone"].drop_duplicates().tolist())
    total = cells["migrants_persons"].sum()
    hidden = {"visible": False, "fixedrange": True, "range": [-look.span, look.span]}
    return {
        "data": [
            *[_band(look, band, total) for band in _marked_last(look, bands)],
            *[_arc(look, arc) for arc in arcs],
        ],
        "layout": chart.layout(
            {"l": 4, "r": 4, "t": 4, "b": 4},
            xaxis=hidden,
            yaxis=hidden | {"range": [-HEIGHT, HEIGHT], "scaleanchor": "x"},
            annotations=[_name(look, arc) for arc in arcs],
        ),
    }


def _marked_last(look: Look, bands: tuple[Band, ...]) -> list[Band]:
    """Bands in the order of drawing: the largest below, the marked ones above all."""
    marked = [one for one in bands if look.is_marked(one.origin_zone, one.destination_zone)]
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
        **more,
    }


def _band(look: Look, band: Band, total: float) -> dict[str, Any]:
    """One flow; a click leads where its cell does, and a marked one is outlined and full."""
    ends = (band.origin_zone, band.destination_zone)
    share = numbers.percent(100 * band.persons / total)
    hover = joints.titled(escaped(look.pair(*ends)), f"{numbers.people(band.persons)} · {share}")
    colour, is_marked = look.colour(band.origin_zone), look.is_marked(*ends)
    return _shape(
        band.outline,
        hover,
        line={"color": palette.CHOSEN, "width": 3} if is_marked else _edge(look),
        fillcolor=colour if is_marked else _pale(colour),
        meta=look.address(*ends),
    )


def _edge(look: Look) -> dict[str, Any]:
    return {"color": palette.CASING, "width": 0 if look.is_crowded else 1}


def _pale(colour: str) -> str:
    """The colour of a place, as bands let the ones below shine through."""
    red, green, blue = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return f"rgba({red},{green},{blue},0.72)"


def _arc(look: Look, arc: Arc) -> dict[str, Any]:
    hover = _("{zone}: {out} left, {came} arrived").format(
        zone=escaped(look.name(arc.zone)),
        out=numbers.people(arc.out_persons),
        came=numbers.people(arc.in_persons),
    )
    return _shape(arc.outline, hover, line=_edge(look), fillcolor=look.colour(arc.zone))


def _name(look: Look, arc: Arc) -> dict[str, Any]:
    """Name of a place outside its arc."""
    x, y = arc.middle
    name = look.name(arc.zone)
    if look.is_crowded:
        short = name if len(name) <= MOST_SIGNS else f"{name[:MOST_SIGNS]}…"
        return chart.note(
            f"<b>{escaped(short)}</b>",
            1.05 * x,
            1.05 * y,
            xanchor="left" if x > 0 else "right",
            font={"color": look.colour(arc.zone), "size": look.size_px},
        )
    side = "left" if x > TURNED else "right" if x < -TURNED else "center"
    return chart.note(
        f"<b>{escaped(name)}</b>",
        NAME_RADIUS * x if side == "center" else 1.05 * x,
        NAME_RADIUS * y if side == "center" else 1.05 * y,
        xanchor=side,
        font={"color": look.colour(arc.zone), "size": look.size_px},
    )
