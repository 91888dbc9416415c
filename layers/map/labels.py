"""Region names, each with a mark that says gain, loss or the kind of blank without colour.

The browser places them in the order of the flows of this view (assets/map/names.js) and leaves out
what has no room; zooming in brings it back. Of very many only those that matter most
have one.
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

MOST_NAMED = 120
"""In a world of very many regions: more have no room, and the browser places each of them."""


def base(world: World) -> list[Trace]:
    """One trace of names at a point well inside each region."""
    return [
        {
            "type": "scattergeo",
            "uid": "labels-0",
            "mode": "text",
            **_places(_units(world)),
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
    rows, ranked = scene.shade.rows, by_flow(scene)
    units = _units(world)
    if world.has_many:
        ranked = ranked[:MOST_NAMED]
        units = units.loc[ranked]
    texts = []
    for code in units.index:
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
            **(_places(units) if world.has_many else {}),
            "visible": LAYER.shown(scene),
            "text": texts,
            "textfont.color": _inks(units.index, scene),
            "meta": {"ranks": _ranks(units.index, ranked), "plain": _without_figures(units)},
        }
    ]


def _places(units: pd.DataFrame) -> Trace:
    """Where names stand, and whose they are."""
    return {
        "lon": units["label_lon"].tolist(),
        "lat": units["label_lat"].tolist(),
        "customdata": units.index.tolist(),
    }


def _ranks(codes: pd.Index, ranked: list[str]) -> list[int]:
    """Place of each name in the order of flows, 0 is named first."""
    place = {code: rank for rank, code in enumerate(ranked)}
    return [place[code] for code in codes]


def _without_figures(units: pd.DataFrame) -> list[int]:
    """Positions of the units without any figures: their names lie on no region that has some."""
    return [at for at, is_counted in enumerate(units["has_statistics"]) if not is_counted]


def _inks(codes: pd.Index, scene: Scene) -> str | list[str]:
    """Names outside the chosen two-way class are paler."""
    if scene.lit is None:
        return palette.LABEL
    return [palette.LABEL if code in scene.lit else palette.FADED_LABEL for code in codes]


LAYER = Layer(
    key="labels",
    title=N_("{Region} names"),
    credits=("regions",),
    base=base,
    frame=frame,
    at_first=True,
)
