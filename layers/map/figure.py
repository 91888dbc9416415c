"""The map figure: built once; after that only what a view changes travels.

``LAYERS`` is the one list that says what is drawn, lowest first. To add a layer, write its module
and put its record here; the contract test tells what else it needs.
"""

from __future__ import annotations

from typing import Any

from geo.scene.scene import Scene
from geo.world.world import Store
from layers.map import (
    borders,
    corridors,
    halves,
    labels,
    land,
    nearest,
    networks,
    palette,
    regions,
    ribbons,
    sites,
)
from layers.map.layer import Layer, Trace

LAYERS: tuple[Layer, ...] = (
    land.LAYER,
    regions.LAYER,
    borders.LAYER,
    ribbons.LAYER,
    corridors.LAYER,
    halves.LAYER,
    nearest.LAYER,
    labels.LAYER,
    networks.LAYER,
    sites.LAYER,
)

SWITCHES = tuple(layer.key for layer in LAYERS if layer.key)
AT_FIRST = ",".join(layer.key for layer in LAYERS if layer.at_first)

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "topojsonURL": "/shapes/",
    "scrollZoom": True,
    "doubleClick": False,
}


def frames(store: Store, scene: Scene) -> list[Trace]:
    """What the view changes, one dict for each slot in drawing order."""
    return [part for layer in LAYERS for part in layer.frame(store, scene)]


def base_figure(store: Store, scene: Scene) -> dict[str, Any]:
    """Whole figure of a scene: sent once, with the page."""
    traces = [trace for layer in LAYERS for trace in layer.base(store)]
    for trace, part in zip(traces, frames(store, scene), strict=True):
        for path, value in part.items():
            _set(trace, path, value)
    return {"data": traces, "layout": layout()}


def changes(store: Store, scene: Scene) -> dict[str, Any]:
    """What a scene changes of the figure.

    Returns
    -------
    dict
        ``data``: dotted paths and values of each trace, in order; ``layout``: nothing.
    """
    return {"data": frames(store, scene), "layout": {}}


def _set(trace: Trace, path: str, value: Any) -> None:
    """Assign a dotted path; a dict is merged one level deep, as a change would replace it."""
    *parents, last = path.split(".")
    for parent in parents:
        trace = trace[parent]
    trace[last] = value


def layout() -> dict[str, Any]:
    """Equal-area cone; ranges, scale and centre follow the frame (assets/frame.js)."""
    return {
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": palette.WATER,
        "font": {"family": "inherit"},
        "hovermode": "closest",
        "hoverdistance": 12,
        "dragmode": "pan",
        "geo": {
            "projection": {
                "type": "conic equal area",
                "parallels": [25, 47],
                "rotation": {"lon": 105},
            },
            "visible": False,
            "bgcolor": palette.WATER,
        },
    }
