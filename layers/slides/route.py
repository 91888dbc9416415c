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
from geo.view.address import GONE
from geo.view.address import read as read_address
from geo.world.world import World
from layers.below import below
from layers.page.said import answers
from layers.picture.drawing import Drawing, DrawingError, as_png, read
from layers.picture.naming import LONGEST, as_attachment, cut, file_name, saved_as
from layers.picture.route import BUSY, WAIT_SECONDS
from layers.scenes.titles import deck_name, own_title
from layers.serve.guard import SLIDES_PATH
from layers.serve.worlds import LOST, Worlds
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
    """All of them, the language, their title, and whether a table is wanted."""

    model_config = ConfigDict(extra="forbid", strict=True)
    lang: Annotated[str, Field(max_length=20)]
    title: Annotated[str, Field(max_length=200)] = ""
    table: bool
    scenes: Annotated[list[SceneAsked], Field(min_length=1, max_length=MOST_SCENES)]


def register(server: Flask, world: World, known: Worlds) -> None:
    """Add the address, for scenes of any known world; nothing of what is sent there is kept."""
    turn = threading.BoundedSemaphore(1)

    def make() -> Response:
        if not turn.acquire(timeout=WAIT_SECONDS):
            raise ServiceUnavailable(_(BUSY))
        try:
            return _made(world, known)
        finally:
            turn.release()

    server.add_url_rule(
        SLIDES_PATH, SLIDES_PATH, make, methods=["POST"], provide_automatic_options=False
    )


def _made(world: World, known: Worlds) -> Response:
    try:
        asked = Asked.model_validate_json(request.get_data())
    except ValidationError as error:
        where = ".".join(map(str, error.errors()[0]["loc"])) or "JSON"
        raise BadRequest(WRONG.format(where=where)) from None
    lang = asked.lang if asked.lang in world.vocabulary["languages"] else text.SOURCE_LANGUAGE
    with text.spoken(lang, world.package.wording):
        slides = [
            _slide(known, one, place, asked, lang) for place, one in enumerate(asked.scenes, 1)
        ]
        title = asked.title.strip() or _("{world}")
        name = _name(known, asked, title)
        body = pptx(slides, title, office_tag(lang))
    head = {"Content-Disposition": as_attachment(name)}
    return Response(body, mimetype=PPTX, headers=head)


def _name(known: Worlds, asked: Asked, title: str) -> str:
    """Name of the file: of one view that of its picture, of several scenes what they are called."""
    if len(asked.scenes) == 1 and not asked.title.strip():
        query = asked.scenes[0].query
        world = known.of(query)
        scene = Scenes(world).of(read_address(query, world.vocabulary).view)
        return file_name(scene.world, scene, "pptx")
    return saved_as(deck_name(cut(title, LONGEST), len(asked.scenes)), "pptx")


def office_tag(lang: str) -> str:
    """Tag of a language as offices want it, with a country.

    Examples
    --------
    >>> office_tag("en"), office_tag("zh")
    ('en-US', 'zh-CN')
    """
    parts = get_global("likely_subtags")[lang].split("_")
    return f"{parts[0]}-{parts[-1]}"


def _slide(known: Worlds, one: SceneAsked, place: int, asked: Asked, lang: str) -> Slide:
    """The slide of a scene, over the data that it names."""
    world = known.of(one.query)
    found = read_address(one.query, world.vocabulary)
    if any(notice.reason == GONE for notice in found.notices):
        raise BadRequest(_(LOST).format(place=place))
    scene = Scenes(world).of(found.view)
    title = own_title(one.title, answers(world, found.view))
    top = request.host_url.removesuffix("/") + below("/")
    address = f"{top}?{one.query}" if one.query else top
    today = date.today()  # noqa: DTZ011 - the day of this machine
    day = format_date(today, "long", locale=lang)
    pixels = _pixels(one.drawing)
    with text.spoken(lang, world.package.wording):
        return slide_of(scene.world, scene, title, one.note, address, day, pixels, asked.table)


def _pixels(drawing: str) -> bytes:
    try:
        found = read(drawing.encode("utf-8", "replace"))
    except DrawingError as error:
        raise BadRequest(_(error.message).format(**error.values)) from None
    return as_png(found, _times(found))


def _times(drawing: Drawing) -> float:
    return max(1.0, PROJECTOR_PIXELS / max(drawing.width, drawing.height))
