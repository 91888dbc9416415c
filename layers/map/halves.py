"""Two half-circles a region: who left at the left, who arrived at the right."""

from __future__ import annotations

from geo.scene.overlays import halves
from geo.scene.scene import Scene
from geo.shapes.arrows import features
from geo.world.world import Store
from layers.map import palette
from layers.map.layer import NOTHING, Layer, Trace, hidden, hover_style
from layers.text import numbers, words
from layers.text.gettext import _, escaped

SIDES = ("out", "in")
COLOURS = (palette.OUT_HALF, palette.IN_HALF)


def base(store: Store) -> list[Trace]:
    """One trace for both sides; shapes come with each interval."""
    return [
        {
            "type": "choropleth",
            "uid": "halves-0",
            "geojson": NOTHING,
            "locations": [],
            "z": [],
            "zmin": 0,
            "zmax": 1,
            "colorscale": palette.stepped(COLOURS),
            "showscale": False,
            "marker": {"line": {"color": palette.CASING, "width": 0.9}, "opacity": 0.95},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        }
    ]


def frame(store: Store, scene: Scene) -> list[Trace]:
    """Shapes and, at each of them, both values of the region; a click chooses it."""
    if not LAYER.shown(scene):
        return [hidden("locations", "z", "customdata", "text") | {"geojson": NOTHING}]
    rows, rings = halves(store, scene.view.period)
    keys = (rows["region_code"] + "-" + rows["side"]).tolist()
    hovers = _hovers(store, scene)
    return [
        {
            "visible": True,
            "geojson": features(keys, rings, store.plane),
            "locations": keys,
            "z": [SIDES.index(side) for side in rows["side"]],
            "customdata": rows["region_code"].tolist(),
            "text": [hovers[code] for code in rows["region_code"]],
        }
    ]


def _hovers(store: Store, scene: Scene) -> dict[str, str]:
    """Name, both values and interval, by region."""
    margins = store.table("region_flows")
    margins = margins[margins["period"] == scene.view.period]
    said = _("left: <b>{out}</b> · arrived: <b>{came}</b>")
    return {
        row["region_code"]: (
            f"<b>{escaped(words.region(store, row['region_code']))}</b>, "
            f"{words.interval(scene.view.period)}<br>"
            + said.format(
                out=numbers.people(row["out_persons"]), came=numbers.people(row["in_persons"])
            )
        )
        for row in margins.to_dict("records")
    }


LAYER = Layer(key="halves", credits=("region_flows",), base=base, frame=frame)
