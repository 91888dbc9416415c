"""The address that makes a file: it takes scenes and answers with HTML to be saved."""

from __future__ import annotations

import json
import threading
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest, ServiceUnavailable

from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.blocks.document import compact
from layers.page.page import layout
from layers.page.wire import opening
from layers.picture.letters import as_style
from layers.picture.naming import as_attachment
from layers.scenes.titles import name_of
from layers.serve.guard import STANDALONE_PATH as PATH
from layers.serve.scripts import joined_script, joined_style
from layers.serve.worlds import Worlds
from layers.standalone.about import about, file_name, scene_bar, scene_words
from layers.standalone.asked import AskedError, Shown, language_of, scenes_of, title_of_all
from layers.standalone.document import Speaking, document
from layers.standalone.held import held, ids_in, keys_of, packed, shapes_in, unpacked
from layers.standalone.skeleton import Skeleton
from layers.standalone.unlinked import unlinked
from layers.subjects import MAP, title_of
from layers.text import gettext as text
from layers.text.gettext import _

ENTRY, DRAWING = "standalone/entry.js", "vendor/plotly-geo.min.js"
MADE_AT_ONCE = 1
WAIT_SECONDS = 30
HAN_FROM = 0x2E80
"""Signs from here on may be missing on the machine of a reader: the file brings their letters."""


def register(server: Flask, world: World, known: Worlds, assets: Path) -> None:
    """Answer ``POST /standalone`` with a file.

    Parameters
    ----------
    server
        The Flask server of the application.
    world
        The built tables.
    known
        The worlds that scenes may be of.
    assets
        Folder of our own scripts and style sheets.
    """
    turns = threading.BoundedSemaphore(MADE_AT_ONCE)

    @cache
    def scripts() -> list[str]:
        return [(assets / DRAWING).read_text("utf-8"), joined_script(assets / ENTRY)]

    @cache
    def style() -> str:
        return joined_style(assets)

    def make() -> Response:
        body = request.get_data()
        lang = language_of(body, world)
        with text.spoken(lang, world.package.wording):
            try:
                shown = scenes_of(body, known.of)
            except AskedError as error:
                raise BadRequest(str(error)) from None
            if not turns.acquire(timeout=WAIT_SECONDS):
                raise ServiceUnavailable(_("Another file is being made: try again soon."))
            try:
                made = standalone(shown, lang, scripts(), style())
            finally:
                turns.release()
            return _saved(made, file_name(shown, title_of_all(body)))

    server.add_url_rule(PATH, PATH, make, methods=["POST"], provide_automatic_options=False)


def _saved(made: str, name: str) -> Response:
    response = Response(made, mimetype="text/html")
    response.headers["Content-Disposition"] = as_attachment(name)
    return response


def standalone(shown: Sequence[Shown], lang: str, scripts: Sequence[str], style: str) -> str:
    """The whole file: a page for each language and world, that of the first scene first.

    Parameters
    ----------
    shown
        What it is to hold.
    lang
        Language that it opens in.
    scripts, style
        What runs in it and how it looks.
    """
    worlds = list(dict.fromkeys(one.world for one in shown))
    languages = sorted(worlds[0].vocabulary["languages"], key=lambda one: one != lang)
    keys, tabs = keys_of(shown), {MAP, *(one.view.view for one in shown)}
    made = datetime.now(UTC).replace(microsecond=0)
    holds = (len(shown), len(keys), made)
    pages = [_page(world, worlds, one, keys, tabs, holds) for world in worlds for one in languages]
    found = held(languages, shown, ids_in(pages[0].markup))
    blocks = {f"answer-{place}": one for place, one in enumerate(found.packed)}
    shapes = dict(found.shapes)
    for world in worlds:
        for one in languages:
            first = _first(world, one)
            shapes |= shapes_in(world, first)
            blocks[f"first-{one}-{world.name}"] = packed(first)
    ids = {address: f"shapes-{place}" for place, address in enumerate(sorted(shapes))}
    blocks |= {ids[address]: packed(content) for address, content in shapes.items()}
    data = {
        "lang": lang,
        "world": worlds[0].name,
        "scenes": [
            {
                "title": one.title,
                "named": _names(one, languages),
                "note": one.note,
                "search": one.search,
            }
            for one in shown
        ],
        "views": found.places,
        "shapes": ids,
    }
    told = json.dumps(data, ensure_ascii=False)
    letters = as_style(
        _signs(told, *(one.markup for one in pages), *map(_unpacked, blocks.values()))
    )
    return document(pages, blocks, told.encode(), scripts, style + letters)


def _names(one: Shown, languages: Sequence[str]) -> dict[str, str]:
    """What a scene without a title is called in each language: its sentence, else its tab."""
    found = {}
    for lang in languages:
        with text.spoken(lang, one.world.package.wording):
            found[lang] = name_of(one.said[lang]) or title_of(one.world, one.view.view)
    return found


def _unpacked(block: str) -> str:
    return unpacked(block).decode()


def _signs(*texts: str) -> str:
    """Signs of a script that not every machine has letters for, each once."""
    return "".join(sorted({sign for text in texts for sign in set(text) if ord(sign) >= HAN_FROM}))


def _page(
    world: World,
    worlds: Sequence[World],
    lang: str,
    keys: set[str],
    tabs: set[str],
    holds: tuple[int, int, datetime],
) -> Speaking:
    """The page of a world in one language, with the controls of the file."""
    with text.spoken(lang, world.package.wording):
        inside = {"tabs": scene_bar(), "headline": scene_words(), "more": about(worlds, *holds)}
        skeleton = Skeleton(tabs, inside, lambda markup: unlinked(markup, keys))
        title, unopened = _(world.package.title), _("This browser cannot open the file.")
        markup = skeleton.markup(layout(world, Scenes(world), lang))
        return Speaking(lang, text.tag(lang), title, unopened, markup, world.name)


def _first(world: World, lang: str) -> bytes:
    """What the page carries to open: words of addresses, and figures that replies change."""
    with text.spoken(lang, world.package.wording):
        view, _found = parse(f"lang={lang}", world.vocabulary)
        first: dict[str, Any] = opening(world, Scenes(world).of(view))
        return compact({**first, "spec": {**first["spec"], "needs": {}}})
