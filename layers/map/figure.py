"""The map figure: built once; after that only what a view changes travels.

``DRAWN`` is the one list that says what is drawn, lowest first. To add a layer, write its module
and put its name here; the contract test tells what else it needs.
"""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import palette
from layers.map.layer import Layer, Trace

DRAWN = (
    "land",
    "regions",
    "borders",
    "clusters",
    "ribbons",
    "rings",
    "corridors",
    "halves",
    "nearest",
    "labels",
    "networks",
    "sites",
)
"""Modules of `layers.map` that hold a layer, lowest first."""

LAYERS: tuple[Layer, ...] = tuple(import_module(f"layers.map.{name}").LAYER for name in DRAWN)

WATER: Trace = {"type": "choropleth", "locations": [], "z": []}
"""Stands where no layer can be drawn: the map is then water, and its scripts find it as ever."""


@lru_cache(maxsize=64)
def layers(world: World) -> tuple[Layer, ...]:
    """The layers whose tables and zones a world has, lowest first; none without outlines."""
    if not world.is_drawn:
        return ()
    offered = (layer for layer in LAYERS if layer.zones <= world.most_zones)
    return tuple(layer for layer in offered if world.has(*layer.credits))


def switches(world: World) -> tuple[str, ...]:
    """Words of the layers that a reader can switch."""
    return tuple(layer.key for layer in layers(world) if layer.key)


def at_first(world: World) -> str:
    """The layers that are on when the page opens, as the address spells them."""
    return ",".join(layer.key for layer in layers(world) if layer.at_first)


def frames(world: World, scene: Scene) -> list[Trace]:
    """What the view changes, one dict for each slot in drawing order."""
    return [part for layer in layers(world) for part in layer.frame(world, scene)]


def base_figure(world: World, scene: Scene) -> dict[str, Any]:
    """Whole figure of a scene: sent once, with the page."""
    traces = [trace for layer in layers(world) for trace in layer.base(world)]
    for trace, part in zip(traces, frames(world, scene), strict=True):
        for path, value in part.items():
            _set(trace, path, value)
    return {"data": traces or [WATER], "layout": layout(world)}


def changes(world: World, scene: Scene) -> dict[str, Any]:
    """What a scene changes of the figure.

    Returns
    -------
    dict
        ``data``: dotted paths and values of each trace, in order; ``layout``: nothing.
    """
    return {"data": frames(world, scene), "layout": {}}


def _set(trace: Trace, path: str, value: Any) -> None:
    """Assign a dotted path; a dict is merged one level deep, as a change would replace it."""
    *parents, last = path.split(".")
    for parent in parents:
        trace = trace[parent]
    trace[last] = value


def layout(world: World) -> dict[str, Any]:
    """Equal-area cone; the browser fits what its meta says to the frame (assets/frame.js)."""
    projection = world.package.projection
    return {
        "meta": {"frame": world.package.frame.model_dump()},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "paper_bgcolor": palette.WATER,
        "font": {"family": "inherit"},
        "hovermode": "closest",
        "hoverdistance": 12,
        "dragmode": "pan",
        "geo": {
            "projection": {
                "type": "conic equal area",
                "parallels": list(projection.parallels),
                "rotation": {"lon": projection.longitude},
            },
            "visible": False,
            "bgcolor": palette.WATER,
        },
    }
