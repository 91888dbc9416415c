"""What a card carries to be printed on one page or held against another."""

from __future__ import annotations

from typing import Any

import dash_mantine_components as dmc
from dash import html

from geo.comparing import Comparison
from geo.places import corridor_ends
from geo.store import Store
from geo.view import View
from layers import words
from layers.page.bound import bound
from layers.page.links import address, link
from layers.text import _


def tools(view: View, label: str, *more: Any) -> list[Any]:
    """A button that prints what it stands in, and more; on paper the address instead."""
    on_paper = _("Migration corridors of China · view {address}").format(address=address(view))
    button = html.Button(label, className="button", type="button", **{"data-print": ""})
    return [
        html.P([button, *more], className="brief-tools"),
        html.P(on_paper, className="on-paper"),
    ]


def card_tools(view: View) -> list[Any]:
    """Print the card, and pin what it shows."""
    pin = link(_("Pin for comparison"), view, "button", compare=view.place)
    return tools(view, _("Print this card"), *([] if view.compare else [pin]))


def named(store: Store, key: str) -> str:
    """Name of a province, a corridor or an interval."""
    if key in store.vocabulary.periods:
        return words.interval(key)
    if key in store.vocabulary.provinces:
        return words.province(store, key)
    return words.corridor(store, *corridor_ends(key))


def pinned(store: Store, view: View, held: Comparison) -> html.P:
    """Say what is pinned, what is missing for a comparison, and how to let go."""
    parts: list[Any] = [
        html.B(_("Pinned for comparison: {what}").format(what=named(store, view.compare))),
        " · ",
        link(_("Remove"), view, compare=""),
    ]
    if held.reason:
        parts += [html.Br(), _(held.reason)]
    return html.P(parts, className="pinned", role="status")


def compare_with(store: Store) -> dmc.Select:
    """What the chosen place is held against: another interval, or another province.

    A corridor is pinned by a link on its card; a list of all pairs would be too long.
    """
    periods = [{"value": key, "label": words.interval(key)} for key in store.vocabulary.periods]
    provinces = [
        {"value": code, "label": words.province(store, code)} for code in store.counted.index
    ]
    return dmc.Select(
        id=bound("compare", "search"),
        label=_("Compare with…"),
        placeholder=_("an interval or a province"),
        data=[
            {"group": _("Another interval"), "items": periods},
            {"group": _("Another province"), "items": provinces},
        ],
        searchable=True,
        clearable=True,
        clearButtonProps={"aria-label": _("Compare with nothing")},
        size="xs",
        maxDropdownHeight=320,
    )
