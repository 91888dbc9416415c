"""The panel of scenes, its button in the bar, and the band that names a scene in the hall.

The server knows no scene: they are kept by the browser (assets/scenes/deck.js), which fills the
templates of this markup with text.
"""

from __future__ import annotations

import json

import htpy as h
from dash import html

from geo.world.world import World
from layers.blocks.files import file_input
from layers.blocks.markup import spelled
from layers.scenes import words
from layers.text.gettext import _

PANEL = "scenes"


def opener() -> html.Button:
    """The button that opens the panel and closes it."""
    label = _("Scenes")
    labels = {"data-toggle": PANEL, "data-open": label, "data-close": label}
    state = {"aria-expanded": "false", "aria-controls": PANEL}
    return html.Button(label, id="scenes-open", className="button", **labels, **state)


def panel(world: World) -> html.Aside:
    """The panel, closed: what is to be saved, the list, and what is done with all of it."""
    known = {
        "data-world": world.package.name,
        "data-version": world.vocabulary.stamp,
        "data-limits": json.dumps(words.LIMITS),
        "data-said": json.dumps(words.said()),
        "data-wrong": json.dumps(words.wrong()),
    }
    parts = [
        _head(),
        h.p(id="scenes-said", role="status"),
        _linked(),
        _new(),
        _list(),
        _whole(),
        _row(),
        _form(),
    ]
    return html.Aside(
        id=PANEL, **known, **{"aria-label": _("Scenes"), "data-constant": spelled(parts)}
    )


def band() -> html.Section:
    """The title and place of the scene in the hall, and the note when it is asked for."""
    markup = [
        h.div(class_="band-line", role="status")[
            h.h1(class_="band-title"),
            h.span(class_="band-when"),
            h.span(class_="band-place"),
        ],
        h.p(class_="band-note", tabindex="0", hidden=True),
    ]
    said = {"aria-label": _("Scene"), "data-constant": spelled(markup)}
    return html.Section(id="scene-band", hidden=True, **said)


def _head() -> h.Element:
    kept = _("Views with a title and a note, kept in this browser alone.")
    return h.div(class_="scenes-head")[
        h.h2(id="scenes-title", tabindex="-1")[_("Scenes")],
        h.button(_close(), type="button", id="scenes-close")["✕"],
        h.p(class_="muted")[kept],
        h.p(id="scenes-unkept", class_="warning", hidden=True),
    ]


def _close() -> dict[str, str]:
    same = {"data-open": "✕", "data-close": "✕", "aria-expanded": "false", "aria-controls": PANEL}
    return {"aria-label": _("Close"), "data-toggle": PANEL, **same}


def _linked() -> h.Element:
    """Scenes that came with a link, apart from those of the browser."""
    return h.section({"aria-labelledby": "linked-title"}, id="scenes-linked", hidden=True)[
        h.h3(id="linked-title")[_("Opened from a link")],
        h.p(id="linked-deck"),
        h.ol(class_="scene-list"),
        h.div(class_="scene-acts")[
            _act("show-linked", _("Show")),
            _act("keep-linked", _("Keep these")),
            _act("drop-linked", _("Put away")),
        ],
    ]


def _new() -> h.Element:
    return h.form(id="scene-new", class_="scene-form")[
        _fields(), h.button(type="submit", class_="button")[_("Save this view")]
    ]


def _list() -> list[h.Element]:
    empty = _(
        "No scenes yet. Save the view that is on the screen; each scene is a link, and Show "
        "presents them one after the other."
    )
    return [
        h.div(class_="scene-acts")[
            _act("show", _("Show"), _("Present the scenes in the hall, page keys step")),
            _act("undo", _("Undo"), _("Take back the last change of the list")),
        ],
        h.p(id="scenes-empty", class_="muted")[empty],
        h.ol(id="scene-list", class_="scene-list"),
    ]


def _whole() -> h.Element:
    """What is done with all scenes at once."""
    most = words.LIMITS["title"]
    return h.div(class_="scenes-whole")[
        h.label[
            h.span[_("Title of all scenes")],
            h.input(type="text", id="deck-title", maxlength=most, autocomplete="off"),
        ],
        h.div(class_="scene-acts")[
            _act("write", _("Save to a file")),
            _act("link", _("Copy link to these scenes")),
            _act("clear", _("Delete all")),
        ],
        h.label[
            h.span[_("Open a file of scenes")],
            file_input("scenes-file", ".json,application/json"),
        ],
    ]


def _row() -> h.Element:
    """One scene of the list."""
    return h.template(id="scene-row")[
        h.li(class_="scene", draggable="true")[
            h.div(class_="scene-line")[h.a(class_="scene-title")],
            h.details(class_="scene-note")[h.summary[_("Note")], h.p],
            h.div(class_="scene-acts")[
                _act("up", "↑", _("Move up"), _("Move up")),
                _act("down", "↓", _("Move down"), _("Move down")),
                _act("edit", _("Edit")),
                _act("update", _("Update"), _("Set it to the view that is on the screen")),
                _act("double", _("Duplicate")),
                _act("delete", _("Delete")),
            ],
        ]
    ]


def _form() -> h.Element:
    """Title and note of a scene, to be changed in its place."""
    return h.template(id="scene-form")[
        h.form(class_="scene-form")[
            _fields(),
            h.div(class_="scene-acts")[
                h.button(type="submit", class_="button")[_("Save")],
                _act("cancel", _("Cancel")),
            ],
        ]
    ]


def _fields() -> list[h.Element]:
    title, note = words.LIMITS["title"], words.LIMITS["note"]
    return [
        h.label[
            h.span[_("Title")],
            h.input(type="text", name="title", maxlength=title, required=True, autocomplete="off"),
        ],
        h.label[h.span[_("Note")], h.textarea(name="note", rows="2", maxlength=note)],
    ]


def _act(act: str, label: str, about: str = "", named: str = "") -> h.Element:
    marks = {"data-scene-act": act, "title": about or None, "aria-label": named or None}
    return h.button(marks, type="button", class_="button")[label]
