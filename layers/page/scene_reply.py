"""The one question of the map: what it draws and all that is said around it, for one address.

Dash would tell each component of the page about each change before plotly draws anything; this
reply goes straight to the browser's own wire (assets/35_scene.js). Replies are kept as bytes: a
view that somebody has seen before costs no work.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from flask import Flask, Response, request

from geo.address import Notice, parse
from geo.scene import Scenes
from geo.store import Store
from geo.view import View
from layers import text
from layers.map import figure
from layers.page import timeline
from layers.page.parts import said

PATH = "/scene"
MAP = "map"
KEPT = 512


def register(server: Flask, store: Store, scenes: Scenes) -> None:
    """Answer ``/scene?<query of the page>``; what is not known falls back and is said.

    Parameters
    ----------
    server
        The Flask server of the application.
    store
        The built tables.
    scenes
        Maker of scenes, shared with the tabs.
    """
    kept = lru_cache(maxsize=KEPT)(lambda view, found: _bytes(store, scenes, view, found))

    def scene() -> Response:
        query = request.query_string.decode("utf-8", "replace")
        return Response(kept(*parse(query, store.vocabulary)), mimetype="application/json")

    server.add_url_rule(PATH, PATH, scene, methods=["GET"], provide_automatic_options=False)


def warm(server: Flask, store: Store) -> None:
    """Ask for the first view in every interval, so that no reader waits for the first query."""
    client = server.test_client()
    for period in store.vocabulary.periods:
        client.get(f"{PATH}?period={period}", headers={"Accept-Encoding": "gzip"})


def _bytes(store: Store, scenes: Scenes, view: View, found: tuple[Notice, ...]) -> bytes:
    spoken = text.language.set(view.lang)
    try:
        answer = reply(store, scenes, view, found)
    finally:
        text.language.reset(spoken)
    compact = (",", ":")
    return json.dumps(answer, ensure_ascii=False, allow_nan=False, separators=compact).encode()


def reply(
    store: Store, scenes: Scenes, view: View, found: tuple[Notice, ...]
) -> dict[str, dict[str, Any]]:
    """What one view changes.

    Returns
    -------
    dict
        ``graphs``: changes by the id of a graph, each ``data`` (one dict of dotted paths for each
        trace, in order) and ``layout`` (dotted paths); empty while another tab is open, since
        hidden figures wait until they are seen. ``said``: see :func:`layers.page.parts.said`.
    """
    scene = scenes.of(view)
    graphs: dict[str, Any] = {}
    if view.view == MAP:
        graphs = {
            "map": figure.changes(store, scene),
            "timeline": timeline.changes(store, scene),
        }
    return {"graphs": graphs, "said": said(store, scene, found)}
