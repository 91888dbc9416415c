"""How the paper says household registration was eased, by class of the receiving place."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo.corridor_ends import MEDIUM, MEGA, SMALL, hukou_stance_at, mega_codes
from geo.store import Store
from geo.view import View
from layers import words
from layers.page.links import link
from layers.text import N_, _

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
    """Link to the corridors into the named provinces; province tables know no smaller place."""
    codes = sorted(statements["province_code"].dropna())
    if not codes:
        return html.Span(_("no table by size of place"), className="muted")
    names = " + ".join(words.province(store, code) for code in codes)
    label = _("Corridors to {places}").format(places=names)
    return link(label, view, view="map", destinations=",".join(codes))


def hukou_at(store: Store, code: str) -> list[Any]:
    """Stance at the receiving end of a corridor, by the class of place where the paper has one."""
    rows = hukou_stance_at(store.table("regional_statements"), code).to_dict("records")
    place = words.province(store, code)
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


def mega_destinations(store: Store) -> str:
    """Address text of the corridors into the mega cities that the paper names."""
    return ",".join(mega_codes(store.table("regional_statements")))


def receiving_classes(store: Store, view: View) -> list[Any]:
    """Quick link for the one class of receiving place that province tables know."""
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
