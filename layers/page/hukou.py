"""How the paper says household registration was eased, by class of the receiving place."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo.store import Store
from geo.view import View
from layers import words
from layers.page.links import link
from layers.text import N_, _

TOPIC = "Hukou"
CLASSES = {
    "Hukou: small town": N_("Small towns and townships"),
    "Hukou: medium city": N_("Medium cities and some provincial capitals"),
    "Hukou: mega city": N_("Shanghai and Beijing"),
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
