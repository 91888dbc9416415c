"""Borders as wide as the gap between the two regions they part, in four widths."""

from __future__ import annotations

from geo.scene.overlays import gaps
from geo.scene.scene import Scene
from geo.world.world import Store
from layers.map import palette
from layers.map.layer import Layer, Trace, hidden, hover_style, shape_address
from layers.text import words
from layers.text.gettext import _, escaped


def base(store: Store) -> list[Trace]:
    """One trace; the bands of all borders in all widths are fetched when it is first shown."""
    return [
        {
            "type": "choropleth",
            "uid": "borders-0",
            "geojson": shape_address(store, "border_bands"),
            "locations": [],
            "z": [],
            "zmin": 0,
            "zmax": 1,
            "colorscale": [[0, palette.GAP], [1, palette.GAP]],
            "showscale": False,
            "marker": {"line": {"color": palette.CASING, "width": 0.3}, "opacity": 0.85},
            "hovertemplate": "%{text}<extra></extra>",
            "hoverlabel": hover_style(),
        }
    ]


def frame(store: Store, scene: Scene) -> list[Trace]:
    """The width of each border and both values; a border without both values is not drawn."""
    if not LAYER.shown(scene):
        return [hidden("locations", "z", "customdata", "text")]
    found = gaps(store, scene)
    rows = found.rows.to_dict("records")
    bands = found.rows["band_id"].tolist()
    return [
        {
            "visible": True,
            "locations": bands,
            "z": [0] * len(bands),
            "customdata": [_corridors(row) for row in rows],
            "text": [_hover(store, scene, found.shade.key, row) for row in rows],
        }
    ]


def _corridors(row: Trace) -> str:
    """Both corridors between the two regions: what a click on their border chooses."""
    return "{a_code}-{b_code},{b_code}-{a_code}".format(**row)


def _hover(store: Store, scene: Scene, key: str, row: Trace) -> str:
    """Both names, both values and the gap."""
    shade = scene.shade
    when = str(shade.year) if key == shade.key and shade.year else words.interval(scene.view.period)
    title = f"{escaped(words.shade(store, key))}, {when}"
    lines = [
        f"{escaped(words.region(store, row[f'{end}_code']))}: "
        f"<b>{escaped(words.shade_value(store, key, row[f'{end}_value']))}</b>"
        for end in ("a", "b")
    ]
    gap = escaped(words.shade_value(store, key, row["gap"]).removeprefix("+"))
    return "<br>".join([title, *lines, _("gap at the border: {n}").format(n=gap)])


LAYER = Layer(key="borders", credits=("borders", "regions"), base=base, frame=frame)
