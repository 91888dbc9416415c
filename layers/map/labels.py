"""Province names, each with a mark that says gain, loss or the kind of blank without colour.

The browser hides a name that would run into another one; zooming in brings it back. Larger
provinces come later in the trace and keep their names.
"""

from __future__ import annotations

import pandas as pd

from geo.scene import Scene
from geo.shading import SIGNED_SHADES
from geo.store import Store
from layers import words
from layers.map import palette
from layers.map.layer import Layer, Trace
from layers.text import MINUS, escaped


def base(store: Store) -> list[Trace]:
    """One trace of names at a point well inside each province."""
    return [
        {
            "type": "scattergeo",
            "uid": "labels-0",
            "mode": "text",
            "lon": _units(store)["label_lon"].tolist(),
            "lat": _units(store)["label_lat"].tolist(),
            "textfont": {"color": palette.LABEL, "size": 11},
            "hoverinfo": "skip",
            "showlegend": False,
        }
    ]


def _units(store: Store) -> pd.DataFrame:
    return store.names.sort_values("area_km2")


def frame(store: Store, scene: Scene) -> list[Trace]:
    """Names with their marks."""
    rows = scene.shade.values.to_dict("index")
    texts = []
    for code in _units(store).index:
        row = rows[code]
        mark = ""
        if row["class_index"] < 0:
            mark = words.BLANK_MARKS[row["blank"]]
        elif scene.shade.key in SIGNED_SHADES and row["value"]:
            mark = "+" if row["value"] > 0 else MINUS
        texts.append(f"{escaped(words.province(store, code))} {mark}".strip())
    return [{"visible": LAYER.shown(scene), "text": texts}]


LAYER = Layer(key="labels", credits=("provinces",), base=base, frame=frame)
