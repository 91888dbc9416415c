"""The panel *Open data* and its button in the bar: what opens a file, and the data that are kept.

The list is asked for whenever the panel opens (assets/own/listed.js), since data come and go while
the page stands.
"""

from __future__ import annotations

import htpy as h
from dash import html

from geo.assessment.loading import NEEDS
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.own.opening import opening
from layers.text.gettext import _

PANEL = "own"


def opener() -> html.Button:
    """The button that opens the panel and closes it."""
    label = _("Open data")
    labels = {"data-toggle": PANEL, "data-open": label, "data-close": label}
    state = {"aria-expanded": "false", "aria-controls": PANEL}
    return html.Button(label, id="own-open", className="button", **labels, **state)


def panel(world: World, most_bytes: int) -> html.Dialog:
    """The panel, closed; open, it keeps the focus until it is closed again.

    Parameters
    ----------
    world
        Whose places a file may name, and beside whose sites those of a reader can stand.
    most_bytes
        Of one file that a reader opens.
    """
    said = {
        "data-failed": _("The server does not answer."),
        "data-gone": _("Removed: {title}."),
        "data-saved": _("Saved: {name}."),
        "data-saving": _("Saving {title} …"),
    }
    parts = [
        _head(),
        h.p(said, id="own-said", role="status"),
        h.div(id="own-opening")[opening(most_bytes, has_sites=world.has(*NEEDS))],
        h.section({"aria-labelledby": "own-kept"})[
            h.h3(id="own-kept")[_("Data of this page")], h.div(id="own-worlds")
        ],
    ]
    constant = spelled(h.div(class_="own-inside")[parts])
    return html.Dialog(id=PANEL, **{"aria-labelledby": "own-title", "data-constant": constant})


def _head() -> h.Element:
    same = {"data-open": "✕", "data-close": "✕", "aria-expanded": "false", "aria-controls": PANEL}
    close = {"aria-label": _("Close"), "data-toggle": PANEL, **same}
    return h.div(class_="own-head")[
        h.h2(id="own-title", tabindex="-1")[_("Open data")],
        h.button(close, type="button", id="own-close")["✕"],
    ]
