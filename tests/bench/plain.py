"""The plain page that ours is compared with: Dash as its tutorial shows it.

Three controls, one graph, one callback that returns the whole figure for every change, its shapes
inside. The map is ours trace by trace, from the same code, less the layers that are switched off;
so is the server. Only the way the map reaches the browser differs. It has none of our other parts:
no timeline, card, legend or sentence.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import plotly.graph_objects as go
from dash import Dash, Input, Output, dcc, html

from geo.scene.scene import Scenes
from geo.shapes.arrows import PER_DEGREE
from geo.view.checks import ALL
from geo.view.view import home_view
from geo.world.catalog import DATA_DIR
from geo.world.world import World
from layers.blocks import chart
from layers.map import figure
from layers.map.layer import shape_address
from layers.serve import server
from layers.subjects import open_page_world
from tests.seen import view_of
from tests.worlds import SCHEMES

# plotly.js would ask its vendor for a base map; what spares us that spares this page too.
OFFLINE = """<script>
  const layers = ["coastlines", "land", "ocean", "lakes", "rivers", "countries", "subunits"];
  const none = {type: "Topology", arcs: [], objects: Object.fromEntries(
    layers.map(layer => [layer, {type: "GeometryCollection", geometries: []}]))};
  window.PlotlyGeoAssets = {topojson: {world_110m: none, world_50m: none}};
</script>"""
FRAME = {"width": "860px", "height": "600px"}
CAMERA = {
    "lonaxis": {"range": [60, 150]},
    "lataxis": {"range": [8, 62]},
    "center": {"lon": 104.5, "lat": 35.6},
}


def make_app(world: World) -> Dash:
    """Build the page over opened data."""
    app = Dash(include_assets_files=False)
    app.index_string = app.index_string.replace("<head>", f"<head>{OFFLINE}", 1)
    controls = {
        "period": list(world.vocabulary["periods"]),
        "from": [ALL, *SCHEMES[0].keys],
        "top": ["20", "60", "200", ALL],
    }
    home = home_view(world.vocabulary)
    chosen = {"period": home.period, "from": ALL, "top": home.top}
    app.layout = html.Div(
        [
            html.H1("Migration corridors"),
            *[
                dcc.RadioItems(options=options, value=chosen[name], id=name, inline=True)
                for name, options in controls.items()
            ],
            dcc.Graph(id="map", config=chart.CONFIG, style=FRAME),
        ]
    )
    scenes = Scenes(world)
    shapes = {shape_address(world, name): _read(world, name) for name in world.shapes}

    @app.callback(Output("map", "figure"), [Input(name, "value") for name in controls])
    def draw(period: str, zone: str, top: str) -> go.Figure:
        view = view_of(world, period=period, origins="" if zone == ALL else zone, top=top)
        drawn = figure.base_figure(world, scenes.of(view))
        drawn["data"] = [trace for trace in drawn["data"] if trace.get("visible", True)]
        for trace in drawn["data"]:
            if isinstance(trace.get("geojson"), str):
                trace["geojson"] = shapes[trace["geojson"]]
            if "rings" in trace.get("meta", {}):
                trace["geojson"] = _features(trace["locations"], trace["meta"].pop("rings"))
        drawn["layout"]["geo"] |= CAMERA
        return go.Figure(drawn)

    return app


def _features(codes: list[str], rings: dict[str, Any]) -> dict[str, Any]:
    """Arrows as plotly takes them; ours travel in whole numbers and are unpacked by our scripts."""
    steps = np.reshape(rings["at"], (len(codes), rings["corners"], 2))
    shapes = (steps.cumsum(axis=1) / PER_DEGREE).tolist()
    kinds = [{"type": "Polygon", "coordinates": [shape]} for shape in shapes]
    parts = zip(codes, kinds, strict=True)
    features = [{"type": "Feature", "id": code, "geometry": kind} for code, kind in parts]
    return {"type": "FeatureCollection", "features": features}


def _read(world: World, name: str) -> Any:
    return json.loads((world.built / "shapes" / f"{name}.geojson").read_text("utf-8"))


if __name__ == "__main__":
    with server.listen("127.0.0.1", 0) as listener:
        plain = make_app(open_page_world(DATA_DIR))
        server.serve(plain.server, listener, threads=8)
