"""A world of a reader as one file, with the view and the scenes that the browser keeps of it."""

from __future__ import annotations

import json

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, NotFound

from geo.own.project import saved
from geo.own.store import PARTED
from layers.own.listed import NOT_HERE
from layers.picture.naming import as_attachment, saved_as
from layers.serve.guard import PROJECT_PATH, asked_language
from layers.serve.worlds import Worlds, named_in
from layers.text import gettext as text
from layers.text.gettext import N_, _

NO_SCENES = N_("The scenes can not be read: save them to a file, and the data without them.")


def register(server: Flask, worlds: Worlds) -> None:
    """Add the address, where readers may open data of their own: with scenes where some are sent.

    Parameters
    ----------
    server
        The Flask server of the usual world.
    worlds
        The worlds.
    """
    if not worlds.own:
        return
    store = worlds.own.store

    def project() -> Response:
        with text.spoken(asked_language(), worlds.usual.package.wording):
            name = named_in(request.query_string.decode("utf-8", "replace"))
            found = store.find(name.partition(PARTED)[0])
            if found is None or getattr(found, "damage", ""):
                raise NotFound(_(NOT_HERE))
            scenes = _scenes() if request.method == "POST" else ""
            response = Response(saved(found.folder, scenes), mimetype="application/zip")
            response.headers["Content-Disposition"] = as_attachment(saved_as(found.title, "zip"))
            return response

    server.add_url_rule(PROJECT_PATH, PROJECT_PATH, project, methods=["GET", "POST"],
                        provide_automatic_options=False)  # fmt: skip


def _scenes() -> str:
    """The scenes of the body; what they may be is for the page to say that opens them."""
    try:
        told = json.loads(request.get_data())
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict):
        raise BadRequest(_(NO_SCENES))
    return json.dumps(told, ensure_ascii=False, indent=1)
