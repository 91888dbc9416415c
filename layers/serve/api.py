"""The data interface: the query string of the page, answered as JSON or CSV, strictly.

``/api/<name>`` and ``/api/<name>.csv`` for each of :data:`layers.serve.routes.ROUTES`, and
``/api/openapi.json``, which describes them.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Any

from flask import Flask, Response, jsonify, request

from geo.address import ViewError, parse_strict, query_string
from geo.scene import Scenes
from geo.store import Store
from geo.view import View
from layers import text
from layers.serve import csv_reply
from layers.serve.columns import nested, records, tuples
from layers.serve.openapi import API_PATH, OPENAPI_PATH, describe
from layers.serve.routes import ROUTES, Route

JSON, CSV = "", ".csv"
CACHED_REPLIES = 64


class Replies:
    """Makes the bodies of all routes and keeps the latest ones.

    Parameters
    ----------
    store : Store
        The built tables.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._scenes = Scenes(store)
        self._kept = lru_cache(maxsize=CACHED_REPLIES)(self._make)

    def reply(self, route: Route, ending: str) -> Response:
        """Answer the current request.

        Parameters
        ----------
        route : Route
            What is asked for.
        ending : str
            ``.csv``, or empty for JSON.

        Returns
        -------
        flask.Response
            200 with the answer; 304 when the client has it; 400 with the field, what was found and
            what is expected.
        """
        try:
            query = request.query_string.decode("utf-8", "replace")
            view = parse_strict(query, self._store.vocabulary)
        except ViewError as error:
            notice = {key: asdict(error.notice)[key] for key in ("field", "found", "expected")}
            refusal = jsonify({"error": notice})
            refusal.status_code = 400
            return refusal
        body, digest = self._kept(route, ending, view)
        response = Response(body, mimetype="text/csv" if ending == CSV else "application/json")
        if ending == CSV:
            _name_file(response, route, view)
        # Weak, because the same answer may travel compressed or not.
        response.set_etag(digest, weak=True)
        return response.make_conditional(request)

    def _make(self, route: Route, ending: str, view: View) -> tuple[bytes, str]:
        spoken = text.language.set(view.lang)
        try:
            answer = route.answer(self._store, self._scenes.of(view))
        finally:
            text.language.reset(spoken)
        columns = route.columns(self._store.catalogue)
        if ending == CSV:
            header = [column.header for column in columns]
            body = csv_reply.write(header, tuples(answer.rows, columns))
        else:
            head = nested({one.name: answer.head[one.name] for one in route.head})
            body = _json({**head, "rows": records(answer.rows, columns)})
        return body, blake2b(body, digest_size=16).hexdigest()


def _json(document: dict[str, Any]) -> bytes:
    """Write JSON in the declared order; a number that is not finite is a fault of ours."""
    compact = (",", ":")
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=compact).encode()


def _name_file(response: Response, route: Route, view: View) -> None:
    """Name the download (RFC 6266) in our own words, and say where its sources stand."""
    file_name = f"{route.name}-{view.period}.csv" if "period" in route.uses else f"{route.name}.csv"
    response.headers["Content-Disposition"] = f'attachment; filename="{file_name}"'
    query = query_string(view)
    described = f"{API_PATH}/{route.name}" + (f"?{query}" if query else "")
    response.headers["Link"] = f'<{described}>; rel="describedby"; type="application/json"'


def register(server: Flask, store: Store) -> None:
    """Add the data interface, for GET and HEAD only.

    Parameters
    ----------
    server
        The Flask server of the application.
    store
        The built tables.
    """
    replies = Replies(store)

    def add(path: str, view: Any) -> None:
        server.add_url_rule(path, path, view, methods=["GET"], provide_automatic_options=False)

    for route in ROUTES:
        for ending in (JSON, CSV):
            add(f"{API_PATH}/{route.name}{ending}", partial(replies.reply, route, ending))
    described = _json(describe(store, ROUTES))
    add(OPENAPI_PATH, lambda: Response(described, mimetype="application/json"))
