"""The tab of intervals: all of them side by side, and the change between two."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.change import REFUSED, comparability
from geo.periods import compared_with
from geo.scene import Scene
from geo.store import Store
from geo.view import View
from layers import words
from layers.page.bound import bound
from layers.page.chips import empty
from layers.page.interval_change import change_parts, pairs_of, verdict
from layers.page.interval_maps import multiples
from layers.page.panel import Panel
from layers.page.policy_card import context_note
from layers.page.select import select, select_or_none
from layers.text import _


def fill(store: Store, scene: Scene) -> list[Any]:
    """Five maps with one legend, then the change between two of them where it means something."""
    view = scene.view
    other = compared_with(store.vocabulary.periods, view.period, view.against)
    found = comparability(store.table("periods"), view.period, other)
    pairs = pairs_of(store, scene)
    parts: list[Any] = [
        html.H2(_("All intervals on one scale")),
        *multiples(store, scene),
        html.H2(
            _("Change from {earlier} to {later}").format(
                earlier=words.interval(found.earlier), later=words.interval(found.later)
            ),
            id="change",
        ),
        verdict(found, bool(len(pairs))),
    ]
    if not len(pairs):
        parts += empty(store, scene)
    elif found.verdict != REFUSED:
        parts += change_parts(store, scene, found, pairs)
    parts.append(context_note(view))
    return [html.Div(parts, className="reading reading-wide")]


def controls(store: Store, view: View) -> list[Any]:
    """The interval of the map and the one to compare it with."""
    periods = [(period, words.interval(period)) for period in store.vocabulary.periods]
    beside = (_("a neighbouring interval"), _("Compare with a neighbouring interval"))
    return [
        select(bound("period", "main:4"), _("Interval"), periods, view.period),
        select_or_none(bound("against"), _("Compared with"), periods, view.against, beside),
    ]


PANEL = Panel(key="intervals", fill=fill, controls=controls)
