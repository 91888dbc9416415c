"""Where the browser has its scenes made into slides: `POST /slides.pptx`."""

from __future__ import annotations

import threading
from datetime import date
from typing import Annotated

from babel.core import get_global
from babel.dates import format_date
from flask import Flask, Response, request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.exceptions import BadRequest, ServiceUnavailable

from geo.scene.scene import Scenes
from geo.view.address import read as read_address
from geo.world.counted import counted
from geo.world.world import World
from layers.picture.drawing import Drawing, DrawingError, as_png, read
from layers.picture.naming import as_attachment
from layers.picture.route import BUSY, WAIT_SECONDS
from layers.serve.guard import SLIDES_PATH
from layers.slides.deck import Slide, pptx
from layers.slides.said import slide_of
from layers.text import gettext as text
from layers.text.gettext import N_, _

PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
PROJECTOR_PIXELS = 2200
"""Width of a picture: more than a projector shows."""
MOST_SCENES = 60
WRONG = N_("The scenes cannot be read: {where}.")


class SceneAsked(BaseModel):
    """One scene as the page sends it."""

    model_config = ConfigDict(extra="forbid", strict=True)
    title: Annotated[str, Field(max_length=200)]
    note: Annotated[str, Field(max_length=4000)]
    query: Annotated[str, Field(max_length=8000)]
    drawing: str


class Asked(BaseModel):
    """All of them, the language, and whether a table is wanted."""

    model_config = ConfigDict(extra="forbid", strict=True)
    lang: Annotated[str, Field(max_length=20)]
    table: bool
    scenes: Annotated[list[SceneAsked], Field(min_length=1, max_length=MOST_SCENES)]


def register(server: Flask, world: World) -> None:
    """Add the address; nothing of what is sent there is kept."""
    scenes, turn = Scenes(world), threading.BoundedSemaphore(1)

    def make() -> Response:
        if not turn.acquire(timeout=WAIT_SECONDS):
            raise ServiceUnavailable(_(BUSY))
        try:
            return _made(world, scenes)
        finally:
            turn.release()

    server.add_url_rule(
        SLIDES_PATH, SLIDES_PATH, make, methods=["POST"], provide_automatic_options=False
    )


def _made(world: World, scenes: Scenes) -> Response:
    try:
        asked = Asked.model_validate_json(request.get_data())
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "JSON"
        raise BadRequest(WRONG.format(where=where)) from None
    lang = asked.lang if asked.lang in world.vocabulary["languages"] else text.SOURCE_LANGUAGE
    with text.spoken(lang, world.package.wording):
        slides = [_slide(world, scenes, one, asked, lang) for one in asked.scenes]
        title = _("{world}")
        name = f"{title}_{slides[0].title}"[:80].replace("/", "-").replace(":", " ")
        body = pptx(slides, title, office_tag(lang))
    head = {"Content-Disposition": as_attachment(f"{name}.pptx")}
    return Response(body, mimetype=PPTX, headers=head)


def office_tag(lang: str) -> str:
    """Tag of a language as offices want it, with a country.

    Examples
    --------
    >>> office_tag("en"), office_tag("zh")
    ('en-US', 'zh-CN')
    """
    parts = get_global("likely_subtags")[lang].split("_")
    return f"{parts[0]}-{parts[-1]}"


def _slide(world: World, scenes: Scenes, one: SceneAsked, asked: Asked, lang: str) -> Slide:
    view = read_address(one.query, world.vocabulary).view
    chosen = counted(world, view.flows, view.category)
    scene = scenes.of(view)
    address = f"{request.host_url}?{one.query}" if one.query else request.host_url
    today = date.today()  # noqa: DTZ011 - the day of this machine
    day = format_date(today, "long", locale=lang)
    return slide_of(
        chosen, scene, one.title, one.note, address, day, _pixels(one.drawing), asked.table
    )


def _pixels(drawing: str) -> bytes:
    try:
        found = read(drawing.encode("utf-8", "replace"))
    except DrawingError as error:
        raise BadRequest(_(error.message).format(**error.values)) from None
    return as_png(found, _times(found))


def _times(drawing: Drawing) -> float:
    return max(1.0, PROJECTOR_PIXELS / max(drawing.width, drawing.height))
