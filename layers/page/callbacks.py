"""The wires between address, page and figures.

========== ======= =====================================================================
wire       side    from → to
========== ======= =====================================================================
write      browser value of any bound control → address
pick       browser a row of the table → address
follow     browser click on a point of a chart in a tab → the address that the point carries
learn      server  what the reader loaded → places of the search box, words of the address
fill       server  question of a tab → its children, or what its steady parts show
========== ======= =====================================================================

The address itself is heard by the scripts, without a callback: it fills the bound controls
(assets/10_address.js), asks for the map (assets/35_scene.js and :mod:`layers.page.wire`) and
puts the question of the open tab (assets/15_panels.js).
"""

from __future__ import annotations

import json
from typing import Any

from dash import (
    ALL,
    MATCH,
    ClientsideFunction,
    Dash,
    Input,
    Output,
    State,
    ctx,
    no_update,
    set_props,
)

from geo.assessment.loading import Stores, scene_with
from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import Store
from layers.blocks.chart import graph_id
from layers.page import wire as scene_reply
from layers.page.rail import SEARCH
from layers.page.rail import found as places_found
from layers.page.said import spec
from layers.subject import asked, body, changes, controls
from layers.subjects import PANEL

BOUND = {"view": ALL, "part": ALL}
LOADED = "loaded"
AGAIN = "again"


def register(app: Dash, store: Store) -> None:
    """Connect all wires of the application."""
    scenes, stores = Scenes(store), Stores(store)
    _browser_wires(app)
    _map_wires(app, stores)
    _tab_wires(app, stores, scenes)
    scene_reply.register(app.server, stores, scenes)


def _map_wires(app: Dash, stores: Stores) -> None:
    @app.callback(
        Output(SEARCH, "data"),
        Output("spec", "data-spec"),
        Input(LOADED, "data"),
        prevent_initial_call=True,
    )
    def learn(kept: str) -> tuple[Any, str]:
        """Offer what the reader loaded as a place, and let an address name it."""
        store, _flaws = stores.of(kept)
        return places_found(store), json.dumps(spec(store))


def _tab_wires(app: Dash, stores: Stores, scenes: Scenes) -> None:
    @app.callback(
        Output(body(MATCH), "children"),
        Output(controls(MATCH), "children"),
        Input(asked(MATCH), "data"),
        State(LOADED, "data"),
        prevent_initial_call=True,
    )
    def fill(query: str, kept: str) -> tuple[Any, Any]:
        """Fill the open tab for one question, or change what its parts show."""
        store, _flaws = stores.of(kept)
        search, _, mark = (query or "").partition("#")
        view, _found = parse(search, store.vocabulary)
        panel = PANEL.get(str((ctx.triggered_id or {}).get("panel")))
        if panel is None:
            raise ValueError("no tab of this name")
        filled = panel.fill(store, scene_with(scenes, view, store))
        if mark != AGAIN:
            return filled, panel.controls(store, view)
        for identity, properties in panel.settings(store, view):
            set_props(identity, properties)
        if not panel.steady:
            return filled, no_update
        for identity, properties in changes(filled):
            set_props(identity, properties)
        return no_update, no_update


def _browser_wires(app: Dash) -> None:
    app.clientside_callback(
        ClientsideFunction("address", "write"),
        Output("written", "data"),
        Input(BOUND, "value"),
    )
    app.clientside_callback(
        ClientsideFunction("charts", "follow"),
        Output("written", "data", allow_duplicate=True),
        Input(graph_id(ALL), "clickData"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("picks", "grid"),
        Output("written", "data", allow_duplicate=True),
        Input("grid", "selectedRows"),
        prevent_initial_call=True,
    )
