"""Both ends of a corridor: the same figures, and what the paper argues, tried and linked there."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo.corridor_ends import (
    BARRIER,
    CONTAINED,
    ENDS,
    GAIN,
    INSIDE_ONE,
    LOSS,
    OTHER_PAIR,
    RECEIVING,
    ROLE,
    SENDING,
    THIS_PAIR,
    arguments,
    networks_at,
)
from geo.pair_figures import end_figures
from geo.places import slug
from geo.side_by_side import beside
from geo.store import Store
from geo.view import View
from layers import words
from layers.page.beside_table import beside_table, figure_source, interval_years, outside_note
from layers.page.curated import loaded_badge
from layers.page.links import link
from layers.text import N_, _

END_NAMES = {SENDING: N_("Sending end"), RECEIVING: N_("Receiving end")}
EFFECT_NAMES = {
    ROLE: N_("Named as"),
    GAIN: N_("Could gain"),
    LOSS: N_("Could lose"),
    BARRIER: N_("In the way"),
}
SILENT = {
    ROLE: N_("not named in this role"),
    GAIN: N_("not stated"),
    LOSS: N_("not stated"),
    BARRIER: N_("not stated"),
}
NETWORK_LIES = {
    INSIDE_ONE: N_("both ends inside one province: in no province-to-province table"),
    CONTAINED: N_("only contained in this pair of provinces: a proxy, not its size"),
    THIS_PAIR: N_("the same pair of provinces; the paper gives no size"),
    OTHER_PAIR: N_("links another pair of provinces"),
}


def both_ends(store: Store, view: View, origin: str, destination: str) -> list[Any]:
    """The same indicators and years at the sending and the receiving end, with the gap."""
    tables = [store.table(name) for name in ("shading", "disparity_values", "periods")]
    first, second = (end_figures(*tables, code, view.period) for code in (origin, destination))
    table, inside = beside(first, second), interval_years(store, view.period)
    heads = (
        *(
            [_(END_NAMES[end]), html.Br(), words.province(store, code)]
            for end, code in zip(ENDS, (origin, destination), strict=True)
        ),
        _("Gap"),
    )
    caption = _("Same figures, same years; gap: receiving less sending end")
    return [
        html.H3(_("Both ends")),
        beside_table(caption, heads, table, (inside, inside)),
        *outside_note(table, (inside, inside)),
        figure_source(store, view),
    ]


def gains_and_losses(store: Store, origin: str, destination: str) -> list[Any]:
    """What each end is, could gain and could lose, each statement with its section."""
    names = ("evaluation", "regional_statements", "migrant_profile")
    said = arguments(*(store.table(name) for name in names), origin, destination)
    rows = [
        html.Tr(
            [
                html.Th(_(label), scope="row"),
                *[html.Td(_statements(said, end, effect)) for end in ENDS],
            ]
        )
        for effect, label in EFFECT_NAMES.items()
    ]
    heads = [
        html.Th([_(END_NAMES[end]), html.Br(), words.province(store, code)], scope="col")
        for end, code in zip(ENDS, (origin, destination), strict=True)
    ]
    note = _(
        "A place in bold: said of it by name. All else the paper says of all sending or all "
        "receiving places."
    )
    return [
        html.H3(_("What each end could gain or lose, as the paper argues")),
        html.Table(
            [
                html.Caption(_("UNESCO policy paper 2005; its section after each statement")),
                html.Thead(html.Tr([html.Th(_("Argument"), scope="col"), *heads])),
                html.Tbody(rows),
            ],
            className="figures facts ends",
        ),
        html.P(note, className="muted"),
    ]


def _statements(said: pd.DataFrame, end: str, effect: str) -> list[Any]:
    """Statements of one cell, or that the paper is silent."""
    rows = said[(said["end"] == end) & (said["effect"] == effect)]
    if rows.empty:
        return [html.Span(_(SILENT[effect]), className="blank")]
    return [_statement(row) for row in rows.to_dict("records")]


def _statement(row: dict[Any, Any]) -> html.P:
    named = [html.B(f"{row['place']}: ")] if isinstance(row["place"], str) else []
    numbers = "; ".join(part.strip().split(" ")[0] for part in row["section"].split(";"))
    cited = row["cited_source"] if isinstance(row["cited_source"], str) else ""
    title = "; ".join(filter(None, [row["section"], cited]))
    return html.P([*named, _(row["text"]), " ", html.Span(f"({numbers})", title=title)])


def sites_and_networks(store: Store, view: View, origin: str, destination: str) -> list[Any]:
    """Pilot sites at either end, and the networks that touch them with their guards."""
    lists = [html.Td(_sites(store, view, code)) for code in (origin, destination)]
    heads = [html.Th(words.province(store, code), scope="col") for code in (origin, destination)]
    names = ("networks", "pilot_sites", "provinces")
    found = networks_at(*(store.table(name) for name in names), origin, destination)
    networks = [_network(view, row) for row in found.to_dict("records")]
    none = _("No sending-receiving network has an end in either province.")
    return [
        html.H3(_("Sites and networks of the project")),
        html.Table(
            [
                html.Caption(_("Pilot sites in either province (paper, Foreword and 4.1)")),
                html.Thead(html.Tr(heads)),
                html.Tbody(html.Tr(lists)),
            ],
            className="figures facts ends",
        ),
        html.Ul(networks, className="plain") if networks else html.P(none, className="muted"),
    ]


def _sites(store: Store, view: View, code: str) -> list[Any]:
    sites = store.table("pilot_sites")
    rows = sites[(sites["province_code"] == code) & sites["lon"].notna()].to_dict("records")
    if not rows:
        return [html.Span(_("no pilot site here"), className="blank")]
    return [
        html.P(
            [
                link(row["name"], view, place=slug(row["name"])),
                " ",
                loaded_badge()
                if slug(row["name"]) in store.loaded.slugs
                else f"({_(words.PARTNERS[row['partner_type']])})",
            ]
        )
        for row in rows
    ]


def _network(view: View, row: dict[Any, Any]) -> html.Li:
    name = link(row["name"].replace("-", " – "), view, place=slug(row["name"]))
    numbers = row["section"].split(" ")[0]
    return html.Li([name, f": {_(NETWORK_LIES[row['lies']])} ({numbers})"])
