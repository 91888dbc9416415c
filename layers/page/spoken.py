"""The page in the language of its address, and where its layout is in each."""

from __future__ import annotations

from flask import Flask, g, request

from geo.world.world import World
from layers.serve.frames import EMBED_PATH
from layers.text import gettext as text

LAYOUT, DEPENDENCIES = "/_dash-layout", "/_dash-dependencies"


def layout_address(lang: str) -> str:
    """Where the layout of a language is.

    >>> layout_address("en"), layout_address("zh")
    ('/_dash-layout', '/zh/_dash-layout')
    """
    return _in_language(LAYOUT, lang)


def _in_language(name: str, lang: str) -> str:
    return name if lang == text.SOURCE_LANGUAGE else f"/{lang}{name}"


def speak(server: Flask, world: World) -> None:
    """Say the page in the language of its address, and its layout in that of its own address."""
    languages = world.vocabulary["languages"]
    for lang in languages:
        for name in (LAYOUT, DEPENDENCIES) if lang != text.SOURCE_LANGUAGE else ():
            address = _in_language(name, lang)
            server.add_url_rule(address, address, server.view_functions[name])

    @server.before_request
    def begin() -> None:
        first = request.path.split("/")[1]
        asked = request.args.get("lang", "") if request.path in ("/", EMBED_PATH) else first
        lang = asked if asked in languages else text.SOURCE_LANGUAGE
        g.spoken = text.spoken(lang, world.package.wording)
        g.spoken.__enter__()

    @server.teardown_request
    def end(_error: BaseException | None) -> None:
        if "spoken" in g:
            g.pop("spoken").__exit__(None, None, None)
