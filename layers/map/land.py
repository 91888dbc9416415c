"""Neighbouring land under everything else: no figures, no hover."""

from __future__ import annotations

from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import palette
from layers.map.layer import Layer, Trace, shape_address


def base(world: World) -> list[Trace]:
    """One flat trace of the neighbouring countries."""
    codes = world.table("context")["context_id"].tolist()
    return [
        {
            "type": "choropleth",
            "uid": "land-0",
            "geojson": shape_address(world, "context"),
            "locations": codes,
            "z": [0] * len(codes),
            "zmin": 0,
            "zmax": 1,
            "colorscale": [[0, palette.LAND], [1, palette.LAND]],
            "showscale": False,
            "hoverinfo": "skip",
            "marker": {"line": {"color": palette.COAST, "width": 0.6}},
        }
    ]


def frame(world: World, scene: Scene) -> list[Trace]:
    """Nothing changes."""
    return [{}]


LAYER = Layer(key="", credits=("context",), base=base, frame=frame)
