"""Which scenes a file is to hold: read from what the page sends, by the rules of an address."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from geo.view.address import GONE, Notice, query_string, read
from geo.view.view import View
from geo.world.counted import counted
from geo.world.world import World
from layers.page.said import answers
from layers.scenes.titles import own_title
from layers.serve.worlds import LOST
from layers.text.gettext import SOURCE_LANGUAGE, _

MOST_SCENES = 60
MOST_LETTERS = {"title": 200, "note": 2_000, "query": 4_000}


class AskedError(ValueError):
    """What was sent is no list of scenes; the words say what is expected."""


@dataclass(frozen=True)
class Shown:
    """One scene of a file.

    Attributes
    ----------
    world : World
        The data that it shows.
    title, note : str
        Words of whoever made the scene: text, never markup; no title where nobody wrote one.
    said : mapping of str to str
        What the page says of it, by language.
    view : View
        What it shows, in the language of the source.
    notices : tuple of Notice
        What of its address could not be used.
    periods : tuple of str
        Intervals of the moves that it counts.
    """

    world: World
    title: str
    note: str
    said: Mapping[str, str]
    view: View
    notices: tuple[Notice, ...]
    periods: tuple[str, ...]

    @property
    def search(self) -> str:
        """Its address, without a language."""
        return query_string(self.view)

    def at(self, lang: str, period: str) -> View:
        """The same view in a language and an interval."""
        return replace(self.view, lang=lang, period=period)


def language_of(body: bytes, world: World) -> str:
    """Language of whoever asks, so that a refusal is in it; never fails."""
    try:
        lang = json.loads(body)["lang"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return SOURCE_LANGUAGE
    return lang if lang in world.vocabulary["languages"] else SOURCE_LANGUAGE


def title_of_all(body: bytes) -> str:
    """Title of all scenes; empty where they have none. Never fails."""
    try:
        title = json.loads(body)["title"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return ""
    return title.strip()[: MOST_LETTERS["title"]] if isinstance(title, str) else ""


def scenes_of(body: bytes, world_of: Callable[[str], World]) -> list[Shown]:
    """Scenes of a body ``{"lang", "title", "scenes": [{"title", "note", "query"}]}``.

    Each is read in the words of the data that it names.

    Raises
    ------
    AskedError
        If it is no such list, if it is empty or too long, or if a text of it is too long.
    """
    try:
        sent = json.loads(body)["scenes"]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise AskedError(_("A list of scenes is expected.")) from None
    if not isinstance(sent, list) or not 1 <= len(sent) <= MOST_SCENES:
        raise AskedError(_("From 1 to {most} scenes are expected.").format(most=MOST_SCENES))
    return [_scene(one, place, world_of) for place, one in enumerate(sent, 1)]


def _scene(one: Any, place: int, world_of: Callable[[str], World]) -> Shown:
    if not isinstance(one, dict) or not all(isinstance(one.get(key), str) for key in MOST_LETTERS):
        said = _("Scene {place}: a title, a note and an address are expected.")
        raise AskedError(said.format(place=place))
    for key, most in MOST_LETTERS.items():
        if len(one[key]) > most:
            said = _("Scene {place}: one of its texts is longer than {most} letters.")
            raise AskedError(said.format(place=place, most=most))
    world = world_of(one["query"])
    found = read(one["query"], world.vocabulary)
    if any(notice.reason == GONE for notice in found.notices):
        raise AskedError(_(LOST).format(place=place))
    view = replace(found.view, lang=found.view.at_home.lang)
    periods = counted(world, view.flows, view.category).vocabulary["periods"]
    said = dict(zip(world.vocabulary["languages"], answers(world, view), strict=True))
    title = own_title(one["title"], said.values())
    return Shown(world, title, one["note"], said, view, found.notices, tuple(periods))
