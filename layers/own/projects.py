"""A world of a reader as one file, with the view and the scenes that the browser keeps of it."""

from __future__ import annotations

import json

from flask import Response, request
from werkzeug.exceptions import BadRequest, NotFound

from geo.own.project import saved
from geo.own.store import PARTED
from layers.picture.naming import as_attachment, saved_as
from layers.serve.guard import asked_language
from layers.serve.worlds import Store, Worlds, named_in
from layers.text import gettext as text
from layers.text.gettext import N_, _

NOT_HERE = N_("These data are not here: they were removed already.")
NO_SCENES = N_("The scenes can not be read: save them to a file, and the data without them.")


def project(worlds: Worlds, store: Store) -> Response:
    """The world that the address names, as a file: with scenes where some are sent.

    Raises
    ------
    NotFound
        Where there is no such world, or it is damaged.
    BadRequest
        Where the scenes are none.
    """
    with text.spoken(asked_language(), worlds.usual.package.wording):
        name = named_in(request.query_string.decode("utf-8", "replace"))
        found = store.find(name.partition(PARTED)[0])
        if found is None or getattr(found, "damage", ""):
            raise NotFound(_(NOT_HERE))
        scenes = _scenes() if request.method == "POST" else ""
        response = Response(saved(found.folder, scenes), mimetype="application/zip")
        response.headers["Content-Disposition"] = as_attachment(saved_as(found.title, "zip"))
        return response


def _scenes() -> str:
    """The scenes of the body; what they may be is for the page to say that opens them."""
    try:
        told = json.loads(request.get_data())
        written = json.dumps(told, ensure_ascii=False, indent=1)
    except (ValueError, RecursionError):  # to write it takes a deeper stack than to read it
        told, written = None, ""
    if not isinstance(told, dict):
        raise BadRequest(_(NO_SCENES))
    return written
