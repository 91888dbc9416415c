"""Both ends of a corridor: the same figures, and what the paper argues, tried and linked there."""

from __future__ import annotations

from functools import cache
from typing import Any

import pandas as pd
from dash import html

from geo.flows.compare import beside
from geo.flows.portraits import ends
from geo.policy.arguments import (
    BARRIER,
    CONTAINED,
    ENDS,
    GAIN,
    INSIDE_ONE,
    LOSS,
    MEDIUM,
    MEGA,
    OTHER_PAIR,
    RECEIVING,
    ROLE,
    SENDING,
    SMALL,
    THIS_PAIR,
    arguments,
    hukou_stance_at,
    mega_codes,
    networks_at,
)
from geo.view.view import View
from geo.world.places import slug
from geo.world.world import Store
from layers.blocks.links import link
from layers.blocks.marks import loaded_badge
from layers.blocks.values import beside_table, figure_source, interval_years, outside_note
from layers.text import words
from layers.text.gettext import N_, _

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
    first, second = (ends(store, code, view.period) for code in (origin, destination))
    table, inside = beside(first, second), interval_years(store, view.period)
    heads = (
        *(
            [_(END_NAMES[end]), html.Br(), words.region(store, code)]
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
        html.Th([_(END_NAMES[end]), html.Br(), words.region(store, code)], scope="col")
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
    heads = [html.Th(words.region(store, code), scope="col") for code in (origin, destination)]
    names = ("networks", "pilot_sites", "regions")
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
    rows = sites[(sites["region_code"] == code) & sites["lon"].notna()].to_dict("records")
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


# How the paper says household registration was eased, by class of the receiving place.

TOPIC = "Hukou"
CLASSES = {
    SMALL: N_("Small towns and townships"),
    MEDIUM: N_("Medium cities and some provincial capitals"),
    MEGA: N_("Shanghai and Beijing"),
}


def hukou_stance(store: Store, view: View) -> list[Any]:
    """One row for each class of place: its stance, and its corridors where the tables have them."""
    rows = store.table("regional_statements")
    body = []
    for category, label in CLASSES.items():
        found = rows[rows["category"] == category]
        stance = "; ".join(dict.fromkeys(_(statement) for statement in found["statement"]))
        body.append(
            html.Tr(
                [
                    html.Th(_(label), scope="row"),
                    html.Td([stance, html.Br(), _corridors(store, view, found)]),
                ]
            )
        )
    section = "; ".join(dict.fromkeys(rows.loc[rows["category"].isin(CLASSES), "section"]))
    return [
        html.H3(_("Hukou by class of receiving place")),
        html.Table(
            [
                html.Caption(_("Stance, paper {section}").format(section=section)),
                html.Tbody(body),
            ],
            className="figures facts",
            id="hukou-stance",
        ),
    ]


def _corridors(store: Store, view: View, statements: pd.DataFrame) -> Any:
    """Link to the corridors into the named regions; region tables know no smaller place."""
    codes = sorted(statements["region_code"].dropna())
    if not codes:
        return html.Span(_("no table by size of place"), className="muted")
    names = " + ".join(words.region(store, code) for code in codes)
    label = _("Corridors to {places}").format(places=names)
    return link(label, view, view="map", destinations=",".join(codes))


def hukou_at(store: Store, code: str) -> list[Any]:
    """Stance at the receiving end of a corridor, by the class of place where the paper has one."""
    rows = hukou_stance_at(store.table("regional_statements"), code).to_dict("records")
    place = words.region(store, code)
    if any(row["named"] for row in rows):
        about = _("The paper names {place} among the mega cities.").format(place=place)
    else:
        about = _(
            "The paper states no stance for {place}: it goes by class of place, and no table of "
            "moves goes by size of place."
        ).format(place=place)
    return [
        html.H3(_("Hukou at the receiving end")),
        html.P(about, className="muted"),
        html.Ul([html.Li(_stance(row)) for row in rows], className="plain"),
    ]


def _stance(row: dict[Any, Any]) -> list[Any]:
    return [html.B(_(CLASSES[row["category"]])), f": {_(row['statement'])} ", _numbered(row)]


def _numbered(row: dict[Any, Any]) -> html.Span:
    return html.Span(f"({row['section'].split(' ')[0]})", title=row["section"])


@cache
def mega_destinations(store: Store) -> str:
    """Address text of the corridors into the mega cities that the paper names."""
    return ",".join(mega_codes(store.table("regional_statements")))


def receiving_classes(store: Store, view: View) -> list[Any]:
    """Quick link for the one class of receiving place that region tables know."""
    mega = mega_destinations(store)
    chosen = view.destinations == mega
    classes = link(
        _("Megacities"),
        view,
        "quick-on" if chosen else "",
        _("Corridors into Beijing and Shanghai, and the paper's stance there"),
        destinations="" if chosen else mega,
    )
    said = _("Small towns, medium cities: no table by size of place")
    return [classes, html.Span(said, className="muted")]


def mega_stance(store: Store, view: View) -> list[Any]:
    """Stances of all classes beside a map of the corridors into the mega cities; else nothing."""
    return hukou_stance(store, view) if view.destinations == mega_destinations(store) else []
