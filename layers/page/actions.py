"""What opens, shows, shares and takes away the view: the buttons of the bar."""

from __future__ import annotations

from typing import Any

import htpy as h
from dash import html

from geo.world.world import World
from layers.below import below
from layers.blocks.markup import spelled
from layers.exports import menu as exports
from layers.own import menu as own
from layers.policy.card import menu_name
from layers.scenes import panel as scenes_panel
from layers.serve.frames import EMBED_PATH
from layers.text.gettext import _


def actions(world: World, filled: dict[str, Any], *, can_embed: bool, can_open: bool) -> list[Any]:
    """What opens, shows, shares and takes away the view; narrow screens hold most in a menu."""
    hall = _(
        "Full screen with large type; key P, Escape leaves. Space plays, page keys step, "
        "B or the full stop blanks the picture."
    )
    share = {
        "data-done": _("Link copied"),
        "data-by-hand": _("The browser copies nothing here: copy it by hand."),
    }
    files = html.Ul(id="downloads", **{"data-still": filled["downloads"]})
    frame = [_embed(share["data-by-hand"])] if can_embed else []
    keys = html.Div(className="letters", **{"data-constant": _letters()})
    actions = [
        html.Div(id="languages", **{"data-still": filled["languages"]}),
        _toggle("side", _("Details")),
        _toggle("events", menu_name(world)),
        html.Button(
            _("Present"), id="present", className="button", title=hall, **{"aria-pressed": "false"}
        ),
        *([own.opener()] if can_open else []),
        scenes_panel.opener(),
        html.Button(_("Copy link"), id="share", className="button", **share),
        html.Details(
            [
                html.Summary(_("Download"), className="button"),
                html.Div([exports.menu(), files, *frame, keys], className="menu"),
            ],
            className="dropdown",
        ),
    ]
    return [
        _toggle("rail", _("Filters")),
        _toggle("more", _("More")),
        html.Div(actions, id="more"),
    ]


def _embed(by_hand: str) -> html.Button:
    """Copies a frame of the view for another page; only where the server lets one show it."""
    told = {
        "data-path": below(EMBED_PATH),
        "data-done": _("HTML of the frame copied"),
        "data-by-hand": by_hand,
        "title": _("A frame with this view alone, for pages that this server allows"),
    }
    return html.Button(_("Embed: copy the HTML"), id="embed", className="button", **told)


def way_out() -> html.P:
    """Leads from a frame to the same view on the whole page; hidden there."""
    whole = html.A(_("Open in the full page"), href=below("/"), target="_blank", rel="noopener")
    return html.P(whole, id="whole")


def _letters() -> str:
    """The switch of the keys of one letter, which spoken commands may send unmeant."""
    word = _("Keys of one letter: P, B, N and full stop")
    return spelled(h.label[h.input(type="checkbox", id="letter-keys", checked=True), h.span[word]])


def _toggle(target: str, label: str) -> html.Button:
    labels = {"data-toggle": target, "data-open": label, "data-close": _("Close")}
    state = {"aria-expanded": "false", "aria-controls": target}
    return html.Button(label, className="button drawer-toggle", **labels, **state)
