"""Provinces of a zone: who moved inside it and beyond it; one entry a zone that opens in place."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo import overlays
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page.chart import scrolled
from layers.page.links import link
from layers.text import _

COLUMNS = (
    "out_inside_persons",
    "in_inside_persons",
    "net_inside_persons",
    "out_outside_persons",
    "in_outside_persons",
    "net_outside_persons",
    "net_persons",
)


def zone_details(store: Store, scene: Scene) -> list[Any]:
    """One folded entry for each zone, its sums in the line that opens it."""
    sides = overlays.sides(store, scene.view.period, scene.view.scheme)
    return [
        _zone(store, scene, zone, sides[sides["zone"] == zone])
        for zone in sides["zone"].drop_duplicates()
    ]


def _zone(store: Store, scene: Scene, zone: str, rows: pd.DataFrame) -> html.Details:
    sums = rows[list(COLUMNS)].sum()
    line = _(
        "{n} provinces: {inside} moved inside it, {out} left for other zones, {came} arrived from "
        "them, net {net}"
    ).format(
        n=len(rows),
        inside=text.people(sums["out_inside_persons"]),
        out=text.people(sums["out_outside_persons"]),
        came=text.people(sums["in_outside_persons"]),
        net=text.signed(text.people(sums["net_outside_persons"]), sums["net_outside_persons"]),
    )
    name = _(words.ZONES[zone])
    return html.Details(
        [
            html.Summary([html.B(name), html.Span(f" {line}")]),
            scrolled(
                _province_table(store, scene, name, rows, sums),
                _("Provinces of {zone}").format(zone=name),
            ),
        ],
        className="zone-provinces",
        id=f"zone-{zone}",
    )


def _province_table(
    store: Store, scene: Scene, name: str, rows: pd.DataFrame, sums: pd.Series
) -> html.Table:
    groups = [
        html.Td(),
        html.Th(_("Inside the zone"), scope="colgroup", colSpan=3),
        html.Th(_("With other zones"), scope="colgroup", colSpan=3),
        html.Td(),
    ]
    ways = [_("Left"), _("Arrived"), _("Net")]
    head = [_("Province"), *ways, *ways, _("Net in all")]
    body = [
        html.Tr(
            [
                html.Th(
                    link(words.province(store, str(code)), scene.view, place=str(code), view="map"),
                    scope="row",
                ),
                *[_figure(column, row[column]) for column in COLUMNS],
            ]
        )
        for code, row in rows.iterrows()
    ]
    foot = [
        html.Th(_("Sum"), scope="row"),
        *[_figure(column, sums[column]) for column in COLUMNS],
    ]
    return html.Table(
        [
            html.Caption(
                _("{zone}, {period}, five-year migrants aged 5+, estimates").format(
                    zone=name, period=words.interval(scene.view.period)
                )
            ),
            html.Thead([html.Tr(groups), html.Tr([html.Th(word, scope="col") for word in head])]),
            html.Tbody(body),
            html.Tfoot(html.Tr(foot)),
        ],
        className="figures grid provinces-of-zone",
    )


def _figure(column: str, value: float) -> html.Td:
    written = text.short(value)
    signed = text.signed(written, value) if column.startswith("net") else written
    return html.Td(signed, title=text.decimal(value))
