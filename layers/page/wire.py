"""The one question of the map: what it draws and all that is said around it, for one address.

Dash would tell each component of the page about each change before plotly draws anything; this
reply goes straight to the browser's own wire (assets/35_scene.js). Replies are kept as bytes: a
view that somebody has seen before costs no work. What a reader loaded comes with the question as
the body of a POST; nothing of it is kept here.
"""

from __future__ import annotations

import json
from functools import lru_cache
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from geo.assessment.loading import Stores, scene_with
from geo.scene.scene import Scenes
from geo.view.address import Notice, parse
from geo.view.view import View
from geo.world.world import Store
from layers.map import figure
from layers.page.said import said
from layers.policy import timeline
from layers.serve.guard import SCENE_PATH as PATH
from layers.text import gettext as text

MAP = "map"
KEPT = 512


def register(server: Flask, stores: Stores, scenes: Scenes) -> None:
    """Answer ``/scene?<query of the page>``; what is not known falls back and is said.

    Parameters
    ----------
    server
        The Flask server of the application.
    stores
        The built tables, with and without what a reader loaded.
    scenes
        Maker of scenes, shared with the tabs.
    """
    made = lru_cache(maxsize=KEPT)(lambda *asked: _bytes(stores.store, scenes, *asked))

    def scene() -> Response:
        query = request.query_string.decode("utf-8", "replace")
        loaded = _loaded()
        if not loaded:
            return _json(made(*parse(query, stores.store.vocabulary)))
        store, flaws = stores.of(loaded)
        view, found = parse(query, store.vocabulary)
        return _json(_bytes(store, scenes, view, (*found, *flaws)))

    server.add_url_rule(PATH, PATH, scene, methods=["GET", "POST"], provide_automatic_options=False)


def _loaded() -> str:
    """What the browser keeps of the reader's own files; empty for a plain question."""
    try:
        return request.get_data().decode() if request.method == "POST" else ""
    except UnicodeDecodeError:
        raise BadRequest("The body must be text.") from None


def _json(body: bytes) -> Response:
    return Response(body, mimetype="application/json")


def warm(server: Flask, store: Store) -> None:
    """Ask for what readers ask first: every interval, and the zones of the first scheme.

    One query answers a filter in every interval, so that no reader waits for these.
    """
    client = server.test_client()
    zones = store.members[store.vocabulary.home["scheme"]]
    asked = [f"period={period}" for period in store.vocabulary["periods"]]
    asked += [f"{end}={zone}" for end in ("from", "to") for zone in zones]
    for query in asked:
        client.get(f"{PATH}?{query}", headers={"Accept-Encoding": "gzip"})


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
        hidden figures wait until they are seen. ``said``: see :func:`layers.page.said.said`.
    """
    scene = scene_with(scenes, view, store)
    graphs: dict[str, Any] = {}
    if view.view == MAP:
        graphs = {
            "map": figure.changes(store, scene),
            "timeline": timeline.changes(store, scene),
        }
    return {"graphs": graphs, "said": said(store, scene, found)}
