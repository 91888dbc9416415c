"""Where the simplified shapes are found: one address for each content, so it never goes stale."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.world.world import World
from layers.below import below
from layers.blocks import palette
from layers.blocks.chart import hover_style
from layers.text import numbers

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
    brief : callable
        The same, for what a folded legend still says of it. None by default.
    zones : int
        How many zones one of the schemes must have.

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
    brief: Callable[[World, Scene], list[Any]] = lambda world, scene: []
    zones: int = 1

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


def shapes(
    uid: str,
    colours: Sequence[str],
    edge_px: float,
    opacity: float,
    drawn: Any = NOTHING,
    edge: str = palette.CASING,
) -> Trace:
    """Base of a slot that fills shapes of its own over the regions; a view says which.

    Parameters
    ----------
    uid : str
        Name of the slot.
    colours : sequence of str
        Fills, by the ``z`` of a shape from 0.
    edge_px, opacity : float
        Width of the edge, and how much is seen of the fill.
    drawn : dict or str
        The shapes, or their address; none by default, since they come with a view.
    edge : str
        Colour of the edge; light by default.
    """
    return {
        "type": "choropleth",
        "uid": uid,
        "geojson": drawn,
        "locations": [],
        "z": [],
        "zmin": 0,
        "zmax": max(len(colours) - 1, 1),
        "colorscale": palette.stepped(tuple(colours)),
        "showscale": False,
        "marker": {"line": {"color": edge, "width": edge_px}, "opacity": opacity},
        "hovertemplate": "%{text}<extra></extra>",
        "hoverlabel": hover_style(),
    }


def sample_persons(largest: float) -> tuple[float, ...]:
    """Round numbers of people for the samples of a key whose size goes with the root of people.

    Parameters
    ----------
    largest : float
        Most people that the map draws; the first number is the power of ten nearest to it.

    Examples
    --------
    >>> sample_persons(14_700_000.0), sample_persons(8_600_000.0)[:1], sample_persons(0.0)
    ((10000000.0, 2000000.0, 200000.0), (10000000.0,), ())
    """
    if largest <= 0:
        return ()
    most = 10.0 ** round(math.log10(largest))
    return (most, most / 5, most / 50)


def samples(kind: str, colour: str, values: Iterable[float], metres: Iterable[float]) -> h.Element:
    """Row of a key: samples of a size with their people; the browser sizes them as the map does.

    Parameters
    ----------
    kind : str
        Class of the sample.
    colour : str
        Its style.
    values, metres : iterable of float
        People, and how large a sample stands for them.
    """
    found = zip(values, metres, strict=True)
    return h.li(class_="legend-row")[[sample(kind, colour, *one) for one in found]]


def sample(kind: str, colour: str, value: float, metres: float) -> h.Element:
    """One sample of :func:`samples`."""
    return h.span(class_="key-pair")[
        h.i(class_=f"key {kind}", style=colour, data_metres=f"{metres:.0f}"), numbers.short(value)
    ]


SHAPES_PATH = "/shapes"
EVERY_MAP = ("regions", "context")
"""Shape files without which no map is drawn."""


def shape_address(world: World, name: str) -> str:
    """Address of a shape file, with its content hash and the name of its world.

    Parameters
    ----------
    name : str
        ``regions`` or ``context``.
    """
    return below(shape_path(world, name)) + (f"?world={world.name}" if world.name else "")


def shape_path(world: World, name: str) -> str:
    """Path of a shape file, without the name of its world."""
    return f"{SHAPES_PATH}/{name}.{world.shape_hash(name)[:16]}.geojson"
