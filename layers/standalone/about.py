"""What a file says of itself, and its own controls: scenes, and what it holds and cannot do."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import htpy as h
from babel import Locale
from babel.dates import format_date, format_time

from geo.world.world import World
from layers.api.about import version
from layers.blocks.markup import spelled
from layers.picture.naming import LONGEST, cut, saved_as
from layers.scenes.titles import without_stop
from layers.standalone.asked import Shown
from layers.text import gettext as text
from layers.text import joints
from layers.text.gettext import _, ngettext


def file_name(shown: Sequence[Shown], title: str) -> str:
    """Name of the file in the language of whoever asks: of what, and how much of it."""
    first = shown[0]
    alone = first.title if len(shown) == 1 else ""
    count = ngettext("{n} scene", "{n} scenes", len(shown)).format(n=len(shown))
    said = _("{title}, {scenes}, without a network")
    named = title or alone or _(first.world.package.title)
    return saved_as(said.format(title=without_stop(cut(named, LONGEST)), scenes=count), "html")


def scene_bar() -> str:
    """The step from scene to scene; the browser fills in the titles, hidden for a single one."""
    named = {"aria-label": _("Scenes")}
    return spelled(
        h.nav(named, id="file-scenes", hidden=True)[
            _step("-1", "◀", _("Scene before")),
            h.select(id="file-choice", aria_label=_("Scene")),
            _step("1", "▶", _("Next scene")),
        ]
    )


def _step(by: str, sign: str, label: str) -> h.Element:
    named = {"data-scene-step": by, "aria-label": label, "title": label}
    return h.button(named, type="button", class_="button")[sign]


def scene_words() -> str:
    """Title, place and note of the scene, and what is said of a view that is not held."""
    unheld = _(
        "This view is not in the file: it holds its scenes in all intervals, and nothing else."
    )
    return spelled(
        [
            h.div(id="file-scene", role="status", hidden=True)[
                h.p[
                    h.b(id="file-title"),
                    " ",
                    h.span(id="file-place", class_="muted", data_said=_("{place} of {count}")),
                    " ",
                    _note_opener(),
                ],
                h.p(id="file-note", hidden=True),
            ],
            h.p(id="file-unheld", class_="warning", role="status", hidden=True, data_said=unheld),
        ]
    )


def _note_opener() -> h.Element:
    """The note is the speaker's: it is shown to whoever asks."""
    state = {"aria-expanded": "false", "aria-controls": "file-note"}
    return h.button(state, type="button", id="file-note-open", class_="button")[_("Note")]


def about(worlds: Sequence[World], scenes: int, views: int, made: datetime) -> str:
    """What is in the file, when and of what it was made, what it cannot do, and the terms.

    Parameters
    ----------
    worlds : sequence of World
        The data that it shows.
    scenes, views : int
        How many it holds; views are scenes in each of their intervals, each counted once.
    made : datetime
        When it was made.
    """
    lines = [
        _holds(worlds[0], scenes, views),
        _("Made {when}; {version}.").format(when=_when(made), version=_versions(worlds)),
        _("People are estimates wherever a view says so; each view names its source."),
        _(
            "It needs no network and asks for nothing. It has no free filters, no search, no other "
            "places and no downloads: for these, open the page itself."
        ),
        _("It links to nothing: sources and terms stand as text."),
    ]
    return spelled(
        h.details(class_="dropdown", id="file-about")[
            h.summary(class_="button")[_("About this file")],
            h.div(class_="menu")[
                [h.p[line] for line in lines],
                h.h2[_("Terms of the data")],
                h.ul[[h.li[h.b[title], " ", terms] for title, terms in _terms(worlds)]],
                h.h2[_("Keys")],
                h.p[
                    _(
                        "P presents, Escape leaves. Page keys step from scene to scene, arrows "
                        "from interval to interval. Space plays, B blanks the picture, N shows "
                        "the note."
                    )
                ],
                h.label[
                    h.input(type="checkbox", id="letter-keys", checked=True),
                    h.span[_("Keys of one letter: P, B, N and full stop")],
                ],
            ],
        ]
    )


def _holds(world: World, scenes: int, views: int) -> str:
    now = text.language.get()
    known = (Locale.parse(one).get_language_name(now) for one in world.vocabulary["languages"])
    said = ngettext(
        "One scene in every interval, in {languages}: {views} views.",
        "{n} scenes in every interval, in {languages}: {views} views.",
        scenes,
    )
    languages = text.named([str(one) for one in known])
    return said.format(n=scenes, views=views, languages=languages)


def _versions(worlds: Sequence[World]) -> str:
    """Version of the data and the code; of several worlds each with its title."""
    if len(worlds) == 1:
        return version(worlds[0])
    return joints.parts([joints.titled(_(one.package.title), version(one)) for one in worlds])


def _when(made: datetime) -> str:
    lang = text.language.get()
    day, hour = format_date(made, "long", locale=lang), format_time(made, "HH:mm", locale=lang)
    return _("{day}, {hour} UTC").format(day=day, hour=hour)


def _terms(worlds: Sequence[World]) -> list[tuple[str, str]]:
    """Each licence of the data once, with what it asks for."""
    found = {
        one.title: one.terms
        for world in worlds
        for dataset in world.catalogue.values()
        for one in dataset.licences
    }
    return [(_(title), _(terms)) for title, terms in found.items()]
