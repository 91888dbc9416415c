"""CSV whose cells no spreadsheet runs as a formula, and that gives every text back.

The rule for readers: a text cell that begins with an apostrophe loses that one apostrophe. Numbers
are never changed, so a negative number stays a number. An empty cell is a missing value.
"""

from __future__ import annotations

import csv
import io
import json
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from functools import lru_cache, partial
from hashlib import blake2b
from itertools import product
from typing import Any

from flask import Flask, Response, jsonify, request

from geo.scene.scene import Scenes
from geo.view.address import Notice, ViewError, parse_strict, query_string
from geo.view.view import View
from geo.world.counted import counted
from geo.world.world import World
from layers.api.about import LAST_COLUMN, about, file_name, in_one_cell
from layers.api.answer import Answer
from layers.api.columns import nested, records, tuples
from layers.api.openapi import API_PATH, OPENAPI_PATH, describe
from layers.api.packed import packed
from layers.api.route import Route
from layers.text import gettext as text

GUARD = "'"
# What spreadsheets take for the start of a formula; full-width forms become these under NFKC.
ACTIVE = frozenset("=+-@\t\r\n\N{MINUS SIGN}")
ENCODING = "utf-8-sig"
LIST_MARK = "; "


def inert(text: str) -> str:
    r"""Spell a text so that no spreadsheet takes it for a formula.

    Parameters
    ----------
    text : str
        Any text.

    Returns
    -------
    str
        The text, with an apostrophe in front when the signs before its first letter or digit
        could start a formula, whatever blanks, quotes or invisible signs hide it, and also when it
        begins with an apostrophe itself.

    Examples
    --------
    >>> inert("=1+1"), inert(' "@sum"'), inert("'quoted'"), inert("Engel-Norrow")
    ("'=1+1", '\' "@sum"', "''quoted'", 'Engel-Norrow')
    """
    return GUARD + text if text.startswith(GUARD) or _could_run(text) else text


def original(cell: str) -> str:
    """Give back the text of a cell that :func:`inert` wrote.

    Examples
    --------
    >>> original("'=1+1"), original("Engel-Norrow")
    ('=1+1', 'Engel-Norrow')
    """
    return cell.removeprefix(GUARD)


def _could_run(text: str) -> bool:
    for sign in text:
        if ACTIVE & set(unicodedata.normalize("NFKC", sign)):
            return True
        if sign.isalnum():
            return False
    return False


def write(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """Write a table as UTF-8 with BOM, one header row and CRLF line ends (RFC 4180).

    Parameters
    ----------
    header : sequence of str
        Column names of our own.
    rows : iterable of sequences
        Texts, numbers, truth values (``true`` and ``false``, as in JSON), lists of texts (joined
        by a semicolon and a blank) or None.

    Examples
    --------
    >>> write(["name", "net"], [["=x", -3.5], [None, True]]).decode("utf-8-sig").splitlines()
    ['name,net', "'=x,-3.5", ',true']
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(header)
    writer.writerows([_cell(value) for value in row] for row in rows)
    return out.getvalue().encode(ENCODING)


def _cell(value: Any) -> Any:
    if isinstance(value, list):
        return inert(LIST_MARK.join(value))
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    return value


# The data interface: the query string of the page, answered as JSON or CSV, strictly.

JSON, CSV, ZIP = "", ".csv", ".zip"
KINDS = {JSON: "application/json", CSV: "text/csv", ZIP: "application/zip"}
CACHED_REPLIES = 64


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

    def reply(self, route: Route, ending: str) -> Response:
        """Answer the current request.

        Parameters
        ----------
        route : Route
            What is asked for.
        ending : str
            ``.csv``, ``.zip`` for a CSV with its codebook, or empty for JSON.

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
        body, digest = self._kept(route, ending, view)
        response = Response(body, mimetype=KINDS[ending])
        _name_file(response, self._world, route, view, ending)
        # Weak, because the same answer may travel compressed or not.
        response.set_etag(digest, weak=True)
        return response.make_conditional(request)

    def _enough(self, route: Route, view: View) -> None:
        """Refuse whom to count where its table has too few intervals for an address."""
        periods = counted(self._world, view.flows, view.category).vocabulary["periods"]
        if len(periods) < route.intervals:
            expected = f"a flow table of {route.intervals} intervals or more"
            raise ViewError(Notice("flows", view.flows, expected, ""))

    def _make(self, route: Route, ending: str, view: View) -> tuple[bytes, str]:
        world = counted(self._world, view.flows, view.category)
        with text.spoken(view.lang, world.package.wording):
            answer = route.answer(world, self._scenes.of(view))
            told = about(world, route, view, answer.head)
            body = self._written(world, route, ending, view, answer, told)
        return body, blake2b(body, digest_size=16).hexdigest()

    def _written(
        self,
        world: World,
        route: Route,
        ending: str,
        view: View,
        answer: Answer,
        told: dict[str, Any],
    ) -> bytes:
        package = world.package
        columns = route.columns_of(package)
        if ending == JSON:
            values = {**{one.name: answer.head[one.name] for one in route.head}, **told}
            spelled = [one.name for one in route.head_of(package)]
            head = nested(dict(zip(spelled, values.values(), strict=True)))
            return _json({**head, "rows": records(answer.rows, columns)})
        first, *rest = tuples(answer.rows, columns) or [()]
        cells = [(*first, in_one_cell(told)), *((*row, None) for row in rest)] if first else []
        table = write([*(column.header for column in columns), LAST_COLUMN], cells)
        if ending == CSV:
            return table
        name = file_name(world, route, route.names(package)[0], view, CSV)
        return packed(world, route, told, answer.head, table, name)


def _json(document: dict[str, Any]) -> bytes:
    """Write JSON in the declared order; a number that is not finite is a fault of ours."""
    compact = (",", ":")
    return json.dumps(document, ensure_ascii=False, allow_nan=False, separators=compact).encode()


def _name_file(response: Response, world: World, route: Route, view: View, ending: str) -> None:
    """Name the file (RFC 6266) in our own words; a table says where its sources stand."""
    shown, name = "inline" if ending == JSON else "attachment", route.names(world.package)[0]
    file = file_name(world, route, name, view, ending or ".json")
    response.headers["Content-Disposition"] = f'{shown}; filename="{file}"'
    if ending != JSON:
        query = query_string(view)
        described = f"{API_PATH}/{name}" + (f"?{query}" if query else "")
        response.headers["Link"] = f'<{described}>; rel="describedby"; type="application/json"'


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
        for name, ending in product(route.names(world.package), KINDS):
            add(f"{API_PATH}/{name}{ending}", partial(replies.reply, route, ending))
    described = _json(describe(world, routes))
    add(OPENAPI_PATH, lambda: Response(described, mimetype="application/json"))
