"""Card of two provinces, two corridors, or one of them in two intervals, on the same rows."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo.change import REFUSED, comparability
from geo.comparing import CORRIDORS, INTERVALS, Comparison
from geo.pair_figures import corridor_figures, end_figures, margin_figures
from geo.places import CORRIDOR
from geo.scene import Scene
from geo.side_by_side import beside
from geo.store import Store
from layers import words
from layers.page.beside_table import beside_table, figure_source, interval_years, outside_note
from layers.page.brief import card_tools, named
from layers.page.interval_change import verdict
from layers.page.links import link
from layers.page.sampling import method
from layers.text import _


def compare_card(store: Store, scene: Scene, held: Comparison) -> list[Any]:
    """Both on the same rows with a difference column, and what to keep in mind."""
    if held.kind == INTERVALS:
        return _intervals(store, scene, held)
    period = scene.view.period
    corridors = held.kind == CORRIDORS
    first, second = (_figures(store, key, period, corridors) for key in (held.first, held.second))
    names = (named(store, held.first), named(store, held.second))
    inside = interval_years(store, period)
    table = beside(first, second)
    caption = _("{period}, five-year migrants aged 5+; difference: second less first").format(
        period=words.interval(period)
    )
    return [
        html.P(_("A against B, {period}").format(period=words.interval(period)), className="muted"),
        html.H2(_("{a} against {b}").format(a=names[0], b=names[1])),
        *card_tools(scene.view),
        beside_table(caption, (*names, _("Difference")), table, (inside, inside)),
        *outside_note(table, (inside, inside)),
        *([] if corridors else [figure_source(store, scene.view)]),
        html.P(_("Under a difference of people: its 95% sampling range."), className="muted"),
        method(store, period),
        _ways(store, scene, held),
        html.P(words.period_source(store, period), className="muted"),
    ]


def _figures(store: Store, key: str, period: str, corridor: bool) -> pd.DataFrame:
    """Figures of a province or a corridor in one interval."""
    periods = store.table("periods")
    if corridor:
        tables = (store.table("corridors"), store.table("corridor_contrasts"))
        return corridor_figures(*tables, periods, key, period)
    margins = margin_figures(store.table("province_flows"), periods, key, period)
    tables = (store.table("shading"), store.table("disparity_values"))
    return pd.concat([margins, end_figures(*tables, periods, key, period)])


def _intervals(store: Store, scene: Scene, held: Comparison) -> list[Any]:
    """One place in two intervals: whether they may be compared comes before any figure."""
    found = comparability(store.table("periods"), held.first, held.second)
    place = scene.place
    name = named(store, place.key)
    shown = (words.interval(held.first), words.interval(held.second))
    head = [
        html.P(_("One place in two intervals"), className="muted"),
        html.H2(_("{place}, {a} and {b}").format(place=name, a=shown[0], b=shown[1])),
        *card_tools(scene.view),
        verdict(found, kept=True),
    ]
    if found.verdict == REFUSED:
        return head
    first, second = (
        _figures(store, place.key, period, place.kind == CORRIDOR)
        for period in (held.first, held.second)
    )
    years = (interval_years(store, held.first), interval_years(store, held.second))
    table = beside(first, second, over_time=True)
    caption = _("Five-year migrants aged 5+; change: later less earlier interval")
    sources = [words.period_source(store, period) for period in (held.first, held.second)]
    return [
        *head,
        beside_table(caption, (*shown, _("Change")), table, years),
        *outside_note(table, years),
        *([] if place.kind == CORRIDOR else [figure_source(store, scene.view)]),
        html.P(_("Under a change of people: its 95% sampling range."), className="muted"),
        method(store, held.second),
        html.P(" · ".join(sources), className="muted"),
    ]


def _ways(store: Store, scene: Scene, held: Comparison) -> html.P:
    """Links to the card of each."""
    first, second = (
        link(named(store, key), scene.view, place=key, compare="")
        for key in (held.first, held.second)
    )
    return html.P([_("Each alone: "), first, " · ", second], className="more-link")
