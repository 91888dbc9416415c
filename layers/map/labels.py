"""Region names, each with a mark that says gain, loss or the kind of blank without colour.

The browser places them in the order of the flows of this view (assets/map/names.js) and leaves out
what has no room; zooming in brings it back.
"""

from __future__ import annotations

from functools import lru_cache

import pandas as pd

from geo.scene.importance import by_flow
from geo.scene.scene import Scene
from geo.shading.shading import SIGNED_SHADES
from geo.world.world import World
from layers.blocks import palette
from layers.map.layer import Layer, Trace
from layers.text import words
from layers.text.gettext import N_, escaped
from layers.text.numbers import MINUS


def base(world: World) -> list[Trace]:
    """One trace of names at a point well inside each region."""
    return [
        {
            "type": "scattergeo",
            "uid": "labels-0",
            "mode": "text",
            "lon": _units(world)["label_lon"].tolist(),
            "lat": _units(world)["label_lat"].tolist(),
            "customdata": _units(world).index.tolist(),
            "textfont": {"color": palette.LABEL, "size": 12},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


@lru_cache(maxsize=64)
def _units(world: World) -> pd.DataFrame:
    return world.names.sort_values("area_km2")


def frame(world: World, scene: Scene) -> list[Trace]:
    """Names with their marks."""
    rows = scene.shade.rows
    texts = []
    for code in _units(world).index:
        row = rows[code]
        mark = ""
        if row["class_index"] < 0:
            mark = words.BLANK_MARKS[row["blank"]]
        elif scene.shade.key in SIGNED_SHADES and row["value"]:
            mark = "+" if row["value"] > 0 else MINUS
        name = f"{escaped(words.region(world, code))} {mark}".strip()
        texts.append(f"<b>{name}</b>" if scene.lit and code in scene.lit else name)
    return [
        {
            "visible": LAYER.shown(scene),
            "text": texts,
            "textfont.color": _inks(world, scene),
            "meta": {"ranks": _ranks(world, scene), "plain": _without_figures(world)},
        }
    ]


def _ranks(world: World, scene: Scene) -> list[int]:
    """Place of each name in the order of flows, 0 is named first."""
    place = {code: rank for rank, code in enumerate(by_flow(scene))}
    return [place[code] for code in _units(world).index]


@lru_cache(maxsize=64)
def _without_figures(world: World) -> list[int]:
    """Positions of the units without any figures: their names lie on no region that has some."""
    counted = set(world.counted.index)
    return [at for at, code in enumerate(_units(world).index) if code not in counted]


def _inks(world: World, scene: Scene) -> str | list[str]:
    """Names outside the chosen two-way class are paler."""
    if scene.lit is None:
        return palette.LABEL
    codes = _units(world).index
    return [palette.LABEL if code in scene.lit else palette.FADED_LABEL for code in codes]


LAYER = Layer(
    key="labels",
    title=N_("{Region} names"),
    credits=("regions",),
    base=base,
    frame=frame,
    at_first=True,
)
