"""Where the simplified shapes are found: one address for each content, so it never goes stale."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geo.scene.scene import Scene
from geo.world.world import World

# The contract of a map layer.

Trace = dict[str, Any]


@dataclass(frozen=True)
class Layer:
    """One thing that the map draws.

    Attributes
    ----------
    key : str
        The word in the address; a layer without a switch has an empty key.
    credits : tuple of str
        Datasets whose source the layer shows.
    base : callable
        Takes the world; returns the traces that never change, one for each slot.
    frame : callable
        Takes the world and a scene; returns only what the view changes, one dict for each slot.
    title : str
        Name of its switch, in English.
    at_first : bool
        Whether it is switched on when the page opens.
    legend : callable
        Takes the world and a scene; returns its entries in the legend. None by default.

    Notes
    -----
    A layer owns as many trace slots as ``base`` returns, in every view. It is hidden with
    ``visible``, never removed: a change addresses traces by position.
    """

    key: str
    credits: tuple[str, ...]
    base: Callable[[World], list[Trace]]
    frame: Callable[[World, Scene], list[Trace]]
    title: str = ""
    at_first: bool = False
    legend: Callable[[World, Scene], list[Any]] = lambda world, scene: []

    def shown(self, scene: Scene) -> bool:
        """Whether the view switches the layer on."""
        return not self.key or self.key in scene.view.listed("layers")


NOTHING: Trace = {"type": "FeatureCollection", "features": []}


def hidden(*paths: str) -> Trace:
    """Frame of a hidden slot: its arrays empty, so that a change leaves nothing behind.

    Examples
    --------
    >>> hidden("locations", "z")
    {'visible': False, 'locations': [], 'z': []}
    """
    arrays: Trace = {path: [] for path in paths}
    return {"visible": False, **arrays}


SHAPES_PATH = "/shapes"
EVERY_MAP = ("regions", "context")
"""Shape files without which no map is drawn."""


def shape_address(world: World, name: str) -> str:
    """Address of a shape file, with its content hash.

    Parameters
    ----------
    name : str
        ``regions`` or ``context``.
    """
    return f"{SHAPES_PATH}/{name}.{world.shape_hash(name)[:16]}.geojson"
