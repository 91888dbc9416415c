"""The list of the data that the page can show, and what removes some of them for good."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

import htpy as h
from flask import Flask, Response, jsonify, request
from werkzeug.exceptions import NotFound

from layers.blocks.markup import spelled
from layers.own.projects import NOT_HERE, project
from layers.serve.guard import PROJECT_PATH, REMOVE_PATH, asked_language, home
from layers.serve.worlds import Record, Worlds, named_in
from layers.text import gettext as text
from layers.text import joints, numbers, words
from layers.text.gettext import _, ngettext

LIST_PATH = "/own/worlds"


def register(server: Flask, worlds: Worlds) -> None:
    """Add the addresses of kept data, where readers may open data of their own.

    Parameters
    ----------
    server
        The Flask server of the usual world.
    worlds
        The worlds.
    """
    if not worlds.own:
        return

    def show() -> Response:
        with text.spoken(asked_language(), worlds.usual.package.wording):
            return jsonify({"html": spelled(listed(worlds, named_in(_query())))})

    def remove() -> Response:
        name = named_in(_query())
        with text.spoken(asked_language(), worlds.usual.package.wording):
            if not worlds.remove(name):
                raise NotFound(_(NOT_HERE))
        return jsonify({"removed": name})

    for path, view, methods in (
        (LIST_PATH, show, ["GET"]),
        (REMOVE_PATH, remove, ["POST"]),
        (PROJECT_PATH, partial(project, worlds, worlds.own.store), ["GET", "POST"]),
    ):
        server.add_url_rule(path, path, view, methods=methods, provide_automatic_options=False)


def _query() -> str:
    return request.query_string.decode("utf-8", "replace")


def listed(worlds: Worlds, shown: str) -> h.Element:
    """The usual data, then those of readers, the one that is on the screen marked.

    Parameters
    ----------
    worlds
        The worlds.
    shown
        Name of the data that the page has; empty for the usual ones.
    """
    usual = h.li(class_="own-world")[
        _way(_(worlds.usual.package.title), "", is_shown=not shown),
        h.span(class_="muted")[_("come with this page")],
    ]
    return h.ul(class_="own-list")[usual, [_row(one, shown) for one in worlds.listed(shown)]]


def _row(one: Record, shown: str) -> h.Element:
    named = {"data-world": one.id, "data-title": one.title}
    if one.id == shown:
        named["data-home"] = _address("")
    return h.li(named, class_="own-world")[
        _way(one.title, one.id, is_shown=one.id == shown),
        [h.span(class_="muted")[line] for line in _facts(one)],
        _act("save", _("Save as one file"), one.title),
        _act("remove", _("Remove"), one.title),
        _asked(),
    ]


def _facts(one: Record) -> Sequence[Any]:
    """How much there is, and where it lies."""
    rows, persons = getattr(one, "rows", None), getattr(one, "persons", None)
    period = getattr(one, "period", "")
    facts: list[Any] = []
    if rows is not None:
        said = ngettext("{n} row", "{n} rows", rows).format(n=numbers.decimal(rows))
        people = _("{n} {people}").format(n=numbers.people(persons)) if persons else ""
        people = joints.titled(words.interval(period), people) if people and period else ""
        facts.append(" · ".join(filter(None, [said, people])))
    damaged = _("These data are damaged: remove them, and open the file again.")
    warning = [h.b[damaged]] if getattr(one, "damage", "") else []
    return [*warning, *facts, h.code[str(one.folder)]]


def _way(title: str, name: str, *, is_shown: bool) -> h.Element:
    current = {"aria-current": "true"} if is_shown else {}
    return h.a(current, href=_address(name))[title]


def _address(name: str) -> str:
    """Address of data in the language of the reply."""
    return home(text.language.get(), name)


def _asked() -> h.Element:
    """The one question before anything is deleted."""
    sure = _("They are deleted from this machine, with everything made of them; nothing undoes it.")
    return h.div(class_="own-asked", hidden=True)[
        h.span[sure], _act("gone", _("Delete for good")), _act("stay", _("Keep"))
    ]


def _act(act: str, label: str, about: str = "") -> h.Element:
    named = {"data-own-act": act, "aria-label": f"{label}: {about}" if about else None}
    return h.button(named, type="button", class_="button")[label]
