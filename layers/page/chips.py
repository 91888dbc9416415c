"""Filters as chips that a click removes, notices, and the way out of an empty result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from dash import html

from geo.address import Notice
from geo.places import PROVINCE
from geo.scene import Scene
from geo.store import Store
from geo.view import View
from layers import words
from layers.page.links import link
from layers.page.lit import lit_label
from layers.page.site_filter import kept_words, ways_out
from layers.page.site_trial import window_line
from layers.text import _

FILTERS = ("origins", "destinations", "place", "direction", "lit", "sites")


def chips(store: Store, scene: Scene) -> list[Any]:
    """One removable chip for each filter, and a link that removes all."""
    view, default = scene.view, View()
    found = [
        _chip(label, view, **{attribute: kept})
        for attribute in ("origins", "destinations")
        for label, kept in _listed(store, view, attribute)
    ]
    if scene.place.kind == PROVINCE:
        found.append(_chip(words.province(store, view.place), view, place=""))
    if view.direction != default.direction:
        found.append(_chip(_(words.DIRECTIONS[view.direction]), view, direction=default.direction))
    if view.lit:
        found.append(_chip(lit_label(store, view), view, lit=""))
    found += [_chip(label, view, sites=kept) for label, kept in kept_words(view)]
    found += ways_out(store, view, "chip chip-clear")
    if found:
        cleared = {attribute: getattr(default, attribute) for attribute in FILTERS}
        found.append(link(_("Clear filters"), view, "chip chip-clear", **cleared))
    if view.trial:
        found.append(_chip(window_line(view.trial), view, trial=""))
    return found


def _chip(label: str, view: View, **changes: str) -> Any:
    cross = html.Span("×", **{"aria-hidden": "true"})
    return link(
        [label, " ", cross], view, "chip", _("Remove: {filter}").format(filter=label), **changes
    )


def _listed(store: Store, view: View, attribute: str) -> list[tuple[str, str]]:
    """Label of each key of a list and the list without it."""
    keys = view.listed(attribute)
    template = _("from {place}") if attribute == "origins" else _("to {place}")
    return [
        (template.format(place=_key_name(store, key)), ",".join(k for k in keys if k != key))
        for key in keys
    ]


def _key_name(store: Store, key: str) -> str:
    return _(words.ZONES[key]) if key in words.ZONES else words.province(store, key)


def notices(found: Sequence[Notice]) -> list[Any]:
    """What the address asked for and could not have."""
    template = _("{field}: “{found}” is not known and was left out. Expected {expected}.")
    return [
        html.P(
            template.format(field=one.field, found=one.found, expected=_short(one.expected)),
            className="notice",
            **{"data-field": one.field, "data-found": one.found, "data-used": one.used},
        )
        for one in found
    ]


def _short(expected: str) -> str:
    """The first words of a long list of allowed values."""
    return expected if len(expected) <= 120 else expected[:117] + "…"


def empty(store: Store, scene: Scene) -> list[Any]:
    """Nothing when corridors are left; otherwise each filter as an offer to relax it."""
    if len(scene.rows):
        return []
    view = scene.view
    offers = []
    if view.origins:
        offers.append(link(_("Take away the origin filter"), view, "button", origins=""))
    if view.destinations:
        offers.append(link(_("Take away the destination filter"), view, "button", destinations=""))
    if view.place:
        offers.append(link(_("Let go of the chosen province"), view, "button", place=""))
    return [html.P(_("No corridor passes all filters together.")), *offers]
