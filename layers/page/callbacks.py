"""The wires between address, page and figures.

========== ======= =====================================================================
wire       side    from → to
========== ======= =====================================================================
write      browser value of any bound control → address
read       browser address → value of every bound control, and the question for the server
pick       browser click on the map, the timeline or a row of the table → address
follow     browser click on a point of a chart in a tab → the address that the point carries
remember   browser first address → what this browser keeps of the reader's own files
draw       server  question and what is kept → patched figures, all that is said around them
show       browser what is said → the elements whose text changed
rename     server  scheme → names of the zone chips
open       browser address and what is kept → question of the open tab, its script loaded first
fill       server  question of a tab → its children, or what its steady parts show
========== ======= =====================================================================
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

from geo.address import parse
from geo.loading import Stores, scene_with
from geo.scene import Scenes
from geo.store import Store
from geo.view import View
from layers.map import figure
from layers.page import timeline
from layers.page.bound import bound
from layers.page.chart import graph_id
from layers.page.controls import zone_chips
from layers.page.panel import asked, body, changes, controls
from layers.page.panels import PANEL
from layers.page.parts import said
from layers.page.search import SEARCH
from layers.page.search import found as places_found
from layers.page.spec import spec

BOUND = {"view": ALL, "part": ALL}
MAP = "map"
LOADED = "loaded"
AGAIN = "again"
ZONE_CHIPS = (bound("from", "zones"), bound("to", "zones"))


def register(app: Dash, store: Store) -> None:
    """Connect all wires of the application."""
    scenes, stores = Scenes(store), Stores(store)
    _browser_wires(app)

    _map_wires(app, stores, scenes)
    _tab_wires(app, stores, scenes)


def _map_wires(app: Dash, stores: Stores, scenes: Scenes) -> None:
    @app.callback(
        Output("map", "figure"),
        Output("timeline", "figure"),
        Output("said", "data"),
        Input("asked", "data"),
        Input(LOADED, "data"),
        prevent_initial_call=True,
    )
    def draw(query: str, kept: str) -> tuple[Any, ...]:
        """Patch the figures and say everything anew for one question."""
        store, flaws = stores.of(kept)
        view, found = parse(query or "", store.vocabulary)
        scene = scene_with(scenes, view, store)
        words = said(store, scene, (*found, *flaws))
        if any(one["prop_id"] == f"{LOADED}.data" for one in ctx.triggered):
            set_props(SEARCH, {"data": places_found(store)})
            set_props("spec", {"data-spec": json.dumps(spec(store))})
        if view.view != MAP:  # hidden figures wait until their tab is open again
            return no_update, no_update, words
        return figure.patch(store, scene), timeline.patch(store, scene), words

    @app.callback(
        *[Output(chips, "children") for chips in ZONE_CHIPS],
        Input(bound("scheme"), "value"),
        prevent_initial_call=True,
    )
    def rename(scheme: str) -> tuple[Any, ...]:
        """Offer the zones of another scheme; a word that is none falls back, as in the address."""
        known = scheme if scheme in stores.store.members else View().scheme
        return tuple(zone_chips(known) for _ in ZONE_CHIPS)


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
        ClientsideFunction("still", "show"),
        Output("written", "data", allow_duplicate=True),
        Input("said", "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("address", "write"),
        Output("written", "data"),
        Input(BOUND, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("address", "read"),
        Output("asked", "data"),
        Input("address", "search"),
        State(BOUND, "value"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("loaded", "remember"),
        Output(LOADED, "data"),
        Input("address", "search"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("panels", "open"),
        Output(asked(ALL), "data"),
        Input("address", "search"),
        Input(LOADED, "data"),
        prevent_initial_call=True,
    )
    app.clientside_callback(
        ClientsideFunction("charts", "follow"),
        Output("written", "data", allow_duplicate=True),
        Input(graph_id(ALL), "clickData"),
        prevent_initial_call=True,
    )
    _pick_wires(app)


def _pick_wires(app: Dash) -> None:
    for component, prop in (
        ("map", "clickData"),
        ("timeline", "clickData"),
        ("grid", "selectedRows"),
    ):
        app.clientside_callback(
            ClientsideFunction("picks", component),
            Output("written", "data", allow_duplicate=True),
            Input(component, prop),
            prevent_initial_call=True,
        )
