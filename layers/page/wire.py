"""The one wire: what the address changes, on the map and in the open tab, as one reply.

A reply is a pure function of the data, the query and its language. Replies are kept as packed
bytes: a view that somebody has seen before costs no work. What a reader loaded comes with the
question as the body of a POST; nothing of it is kept here.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import htpy as h
from flask import Flask, Response, request
from werkzeug.exceptions import BadRequest

from geo.assessment.loading import Worlds, scene_with
from geo.scene.courses import is_laid
from geo.scene.scene import Scene, Scenes
from geo.view.address import Notice, Reading, read
from geo.view.view import View, without_local
from geo.world.counted import counted
from geo.world.world import World
from layers.blocks import chart
from layers.blocks.document import compact
from layers.map import figure
from layers.page.kept import Kept
from layers.page.said import said, spec, too_few
from layers.page.search import SEARCH, found
from layers.policy import timeline
from layers.serve.guard import VIEW_PATH as PATH
from layers.serve.packed import packed, sent
from layers.subject import Filled
from layers.subjects import MAP, tabs
from layers.terms.marking import marked
from layers.text import gettext as text

TIMELINE = "timeline"
OPENING = "/opening"
KEPT_BYTES = 16_000_000
"""About eight hundred views, as many as the first thousand questions of a crowd are about."""


def register(server: Flask, world: World) -> None:
    """Answer ``/view?<query of the page>``; what is not known falls back and is said.

    With it ``/opening``: what a page of these data opens with, for one that shows others.

    Parameters
    ----------
    server
        The Flask server of the application.
    world
        The built tables, with nothing loaded.
    """
    scenes, worlds = Scenes(world), Worlds(world)
    made = Kept(lambda asked, _is_laid: packed(compact(answer(world, scenes, asked))), KEPT_BYTES)

    def view() -> Response:
        query = request.query_string.decode("utf-8", "replace")
        if request.method == "POST":
            own = compact(_with_loaded(worlds, scenes, query, _loaded()))
            return Response(own, mimetype="application/json")
        return sent(made(_asked(query, world), is_laid(world)))

    def first() -> Response:
        asked = request.args.get("lang", "")
        lang = asked if asked in world.vocabulary["languages"] else text.SOURCE_LANGUAGE
        shown = read(f"lang={lang}", world.vocabulary).view
        with text.spoken(lang, world.package.wording):
            body = compact(opening(world, scenes.of(shown)))
        return Response(body, mimetype="application/json")

    server.add_url_rule(OPENING, OPENING, first, methods=["GET"], provide_automatic_options=False)
    server.add_url_rule(PATH, PATH, view, methods=["GET", "POST"], provide_automatic_options=False)


def _asked(query: str, world: World) -> Reading:
    """What is asked of the server, and all that the address could not hold."""
    found = read(query, world.vocabulary)
    view = without_local(found.view)
    # Of very many regions the map draws the best of what is in sight.
    return replace(found, view=replace(view, camera=found.view.camera) if world.has_many else view)


def _loaded() -> str:
    """What the browser keeps of the reader's own files; empty when it was just removed."""
    try:
        return request.get_data().decode()
    except UnicodeDecodeError:
        raise BadRequest("The body must be text.") from None


def _with_loaded(worlds: Worlds, scenes: Scenes, query: str, loaded: str) -> dict[str, Any]:
    """A reply over what a reader loaded, with the words and places that an address may now name."""
    world, flaws = worlds.of(loaded)
    asked = _asked(query, world)
    told = replace(asked, notices=(*asked.notices, *flaws))
    with text.spoken(asked.view.lang, world.package.wording):
        search = {"id": SEARCH, "props": {"data": found(world)}}
        chosen = counted(world, asked.view.flows, asked.view.category)
        learned = {"spec": spec(chosen), "controls": [search]}
    return {**answer(world, scenes, told), "learned": learned}


def answer(world: World, scenes: Scenes, asked: Reading) -> dict[str, Any]:
    """A reply, and how its address should have been written where the link was damaged."""
    mended = {} if asked.mended is None else {"mended": asked.mended}
    return {**reply(world, scenes, asked.view, asked.notices), **mended}


def reply(
    world: World, scenes: Scenes, view: View, notices: tuple[Notice, ...] = ()
) -> dict[str, Any]:
    """What one view changes, in its own language.

    Parameters
    ----------
    world : World
        The built tables, and what a reader loaded.
    scenes : Scenes
        Maker of scenes over the built tables.
    view : View
        What is asked for.
    notices : tuple of Notice
        What of the address could not be used. None by default.

    Returns
    -------
    dict
        ``lang``: the language of all words in it. ``figures``: changes of the map and the timeline
        by the id of their element, each ``data`` (one dict of dotted paths for each trace, in
        order) and ``layout`` (dotted paths); empty while another tab is open, since hidden figures
        wait until they are seen. ``said``: see :func:`layers.page.said.said`. ``tab``: what the
        open tab shows, see :class:`layers.subject.Filled`; None on the map. ``learned``: the words
        that the address may hold, where the view counts in another way than the usual one.
    """
    world = counted(world, view.flows, view.category)
    with text.spoken(view.lang, world.package.wording):
        scene = scene_with(scenes, view, world)
        scene = replace(scene, view=without_local(scene.view))
        return {
            "lang": view.lang,
            "figures": _figures(world, scene),
            "said": said(world, scene, notices),
            "tab": _tab(world, scene),
            **({"learned": {"spec": spec(world), "controls": []}} if world.base else {}),
        }


def _figures(world: World, scene: Scene) -> dict[str, Any]:
    if scene.view.view != MAP:
        return {}
    return {MAP: figure.changes(world, scene), TIMELINE: timeline.changes(world, scene)}


def _tab(world: World, scene: Scene) -> dict[str, Any] | None:
    panel = tabs(world).get(scene.view.view)
    if not panel:
        return None
    few = too_few(world, scene.view, panel)
    filled = Filled(h.div(class_="reading")[few]) if few else panel.fill(world, scene)
    shown = filled.reply()
    return {"key": panel.key, **shown, "html": marked(world, shown["html"])}


def opening(world: World, scene: Scene) -> dict[str, Any]:
    """What the page carries so that it opens without a question.

    Returns
    -------
    dict
        ``spec``: see :func:`layers.page.said.spec`. ``base``: the whole figures that later replies
        change, by the id of their element.
    """
    base = {MAP: figure.base_figure(world, scene), TIMELINE: timeline.base_figure(world, scene)}
    configs = {MAP: chart.CONFIG, TIMELINE: chart.CONFIG | {"scrollZoom": False}}
    figures = {key: {**one, "config": configs[key]} for key, one in base.items()}
    return {"spec": spec(world), "base": figures}
