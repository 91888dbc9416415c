"""The data interface: the query string of the page, answered in any format, strictly."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from flask import Flask, Response, jsonify, request

from geo.scene.scene import Scenes
from geo.view.address import Notice, ViewError, parse_strict
from geo.view.view import View
from geo.world.counted import counted
from geo.world.world import World
from layers.api.about import about, file_name, spoken_name
from layers.api.formats import Format, as_json, formats_of
from layers.api.openapi import OPENAPI_PATH, describe
from layers.api.route import Route
from layers.api.told import API_PATH, File, address_of
from layers.text import gettext as text

CACHED_REPLIES = 64
CACHED_SHAPES = 8
"""Files with shapes that are kept: each has up to 600 kB."""


class Replies:
    """Makes the bodies of all routes and keeps the latest ones.

    Parameters
    ----------
    world : World
        The built tables.
    """

    def __init__(self, world: World) -> None:
        self._world = world
        self._scenes = Scenes(world)
        self._kept = lru_cache(maxsize=CACHED_REPLIES)(self._make)
        self._kept_shapes = lru_cache(maxsize=CACHED_SHAPES)(self._make)

    def reply(self, route: Route, form: Format) -> Response:
        """Answer the current request.

        Parameters
        ----------
        route : Route
            What is asked for.
        form : Format
            In which format.

        Returns
        -------
        flask.Response
            200 with the answer; 304 when the client has it; 400 with the field, what was found and
            what is expected.
        """
        try:
            query = request.query_string.decode("utf-8", "replace")
            view = parse_strict(query, self._world.vocabulary)
            self._enough(route, view)
        except ViewError as error:
            notice = {key: asdict(error.notice)[key] for key in ("field", "found", "expected")}
            refusal = jsonify({"error": notice})
            refusal.status_code = 400
            return refusal
        kept = self._kept_shapes if form.shapes else self._kept
        body, digest, disposition = kept(route, form, view)
        response = Response(body, mimetype=form.media)
        response.headers["Content-Disposition"] = disposition
        if form.saved:
            described = address_of(self._world, route, view)  # where its sources stand
            response.headers["Link"] = f'<{described}>; rel="describedby"; type="application/json"'
        # Weak, because the same answer may travel compressed or not.
        response.set_etag(digest, weak=True)
        return response.make_conditional(request)

    def _enough(self, route: Route, view: View) -> None:
        """Refuse whom to count where its table has too few intervals for an address."""
        periods = counted(self._world, view.flows, view.category).vocabulary["periods"]
        if len(periods) < route.intervals:
            expected = f"a flow table of {route.intervals} intervals or more"
            raise ViewError(Notice("flows", view.flows, expected, ""))

    def _make(self, route: Route, form: Format, view: View) -> tuple[bytes, str, str]:
        """Body of an answer, its digest, and how it is named."""
        world = counted(self._world, view.flows, view.category)
        name = route.names(world.package)[0]
        shaped = route.drawn.datasets if route.drawn and form.shapes else ()
        datasets = tuple(dict.fromkeys((*route.datasets, *shaped)))
        with text.spoken(view.lang, world.package.wording):
            answer = route.answer(world, self._scenes.of(view))
            told = about(world, route, view, answer.head, datasets)
            names = [one(world, route, name, view, "") for one in (spoken_name, file_name)]
            file = File(world, route, view, answer, told, names[0], names[1], datasets)
            body = form.write(file)
        disposition = _disposition(form, *names)
        return body, blake2b(body, digest_size=16).hexdigest(), disposition


def _disposition(form: Format, name: str, plain: str) -> str:
    """Name a file in our own words (RFC 6266); one in another script has a plain one beside it."""
    shown = "attachment" if form.saved else "inline"
    said = f'{shown}; filename="{plain}{form.file_ending}"'
    if name == plain:
        return said
    return f"{said}; filename*=UTF-8''{quote(name + form.file_ending, safe='')}"


def register(server: Flask, world: World, routes: Sequence[Route]) -> None:
    """Add the data interface, for GET and HEAD only.

    Parameters
    ----------
    server
        The Flask server of the application.
    world
        The built tables.
    routes
        The addresses.
    """
    replies = Replies(world)

    def add(path: str, view: Any) -> None:
        server.add_url_rule(path, path, view, methods=["GET"], provide_automatic_options=False)

    for route in routes:
        for name in route.names(world.package):
            for form in formats_of(route):
                add(f"{API_PATH}/{name}{form.ending}", partial(replies.reply, route, form))
    described = as_json(describe(world, routes))
    add(OPENAPI_PATH, lambda: Response(described, mimetype="application/json"))
