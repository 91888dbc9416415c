"""The list of files that are made of what is on the screen, and the line that tells how far one is.

A file is one record here and one maker in the browser (`offerExport` in assets/exports/making.js).
"""

from __future__ import annotations

from dataclasses import dataclass

import htpy as h
from dash import html

from layers.blocks.markup import spelled
from layers.text.gettext import N_, _


@dataclass(frozen=True)
class Export:
    """One kind of file.

    Attributes
    ----------
    key : str
        What the browser knows it by, the ending of the file.
    title : str
        Its button, a message.
    about : str
        What is in it, a message.
    option : str
        What may be asked for besides, a message; empty for nothing.
    of_scenes : bool
        Whether it takes all scenes, where any are kept.
    """

    key: str
    title: str
    about: str
    option: str = ""
    of_scenes: bool = False


EXPORTS = (
    Export("png", N_("Picture (PNG)"), N_("what is on the screen, with its sentence and source")),
    Export("svg", N_("Picture (SVG)"), N_("the same as lines and text, to be edited")),
    Export("pdf", N_("PDF"), N_("the same on one page")),
    Export(
        "pptx",
        N_("Slides (PPTX)"),
        N_("one slide for each scene, or for this view where no scene is kept"),
        N_("with a table of the ten largest corridors"),
        of_scenes=True,
    ),
    Export(
        "html",
        N_("One file (HTML)"),
        N_("the scenes, or this view, in every interval and language; opens without a network"),
        of_scenes=True,
    ),
)


def menu() -> html.Ul:
    """The buttons, one for each kind of file."""
    items = [h.li[_button(one), _option(one)] for one in EXPORTS]
    return html.Ul(id="exports", **{"data-constant": spelled(items)})


def _button(one: Export) -> h.Element:
    named = {"data-export": one.key, "title": _(one.about)}
    return h.button(named, type="button", class_="export")[_(one.title), " ", _taken(one)]


def _taken(one: Export) -> h.Element:
    """What the file is of: the browser counts the scenes (assets/scenes.js)."""
    view = _("this view")
    counted = {
        "data-taken": view,
        "data-one": _("1 scene"),
        "data-many": _("%n scenes"),
    }
    return h.small(counted if one.of_scenes else {}, class_="muted")[view]


def _option(one: Export) -> h.Element | None:
    box = h.input({"data-export-option": one.key}, type="checkbox")
    return h.label(class_="export-option")[box, " ", _(one.option)] if one.option else None


def progress() -> html.Section:
    """How far a file is: hidden while none is made, told after a moment, kept when one failed."""
    words = {
        "data-working": _("{file}: being made."),
        "data-step": _("{file}: {step} of {steps}."),
        "data-done": _("{file}: made."),
        "data-failed": _("{file}: not made. {reason}"),
        "data-unreached": _("The server does not answer."),
    }
    return html.Section(
        [
            html.P(id="exporting-said", role="status", **words),
            html.Div(id="exporting-bar", className="exporting-bar"),
            html.Button(_("Stop"), className="button", **{"data-exporting": "stop"}),
            html.Button(_("Try again"), className="button", **{"data-exporting": "again"}),
            html.Button(_("Close"), className="button", **{"data-exporting": "close"}),
        ],
        id="exporting",
        hidden=True,
        **{"aria-label": _("File that is made")},
    )
