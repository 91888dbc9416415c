"""Where the browser has its drawing made into a picture: `POST /picture.png`, `.svg`, `.pdf`."""

from __future__ import annotations

import threading
from collections.abc import Callable

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, ServiceUnavailable

from geo.scene.scene import Scenes
from geo.view.address import read as read_address
from geo.world.counted import counted
from geo.world.world import World
from layers.picture.drawing import Drawing, DrawingError, as_pdf, as_png, as_svg, read
from layers.picture.naming import as_attachment, file_name
from layers.serve.guard import PICTURE_PATHS
from layers.text import gettext as text
from layers.text.gettext import N_, _

MADE_AT_ONCE = 2
WAIT_SECONDS = 20
BUSY = N_("Other files are being made: try again in a moment.")

MAKERS: dict[str, tuple[Callable[[Drawing], bytes], str]] = {
    "png": (as_png, "image/png"),
    "svg": (as_svg, "image/svg+xml"),
    "pdf": (as_pdf, "application/pdf"),
}


def register(server: Flask, world: World) -> None:
    """Add an address for each kind of picture; the query is that of the view, for name and words.

    Nothing of a drawing is kept.
    """
    turns = threading.BoundedSemaphore(MADE_AT_ONCE)
    for path in PICTURE_PATHS:
        kind = path.rpartition(".")[2]
        server.add_url_rule(
            path, path, lambda kind=kind: _made(world, turns, kind),
            methods=["POST"], provide_automatic_options=False,
        )  # fmt: skip


def _made(world: World, turns: threading.Semaphore, kind: str) -> Response:
    view = read_address(request.query_string.decode("utf-8", "replace"), world.vocabulary).view
    make, mimetype = MAKERS[kind]
    with text.spoken(view.lang, world.package.wording):
        try:
            drawing = read(request.get_data())
        except DrawingError as error:
            raise BadRequest(_(error.message).format(**error.values)) from None
        if not turns.acquire(timeout=WAIT_SECONDS):
            raise ServiceUnavailable(_(BUSY))
        try:
            body = make(drawing)
        finally:
            turns.release()
        chosen = counted(world, view.flows, view.category)
        name = file_name(chosen, Scenes(world).of(view), kind)
    return Response(body, mimetype=mimetype, headers={"Content-Disposition": as_attachment(name)})
