"""Matrix of flows between zones: shaded cells with their sums, each a link to its pair."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from geo.flows import portraits
from geo.flows.zones import cell_shades, zone_margins
from geo.scene.scene import Scene
from geo.world.world import Store
from layers.blocks.chart import scrolled
from layers.blocks.links import address, link
from layers.blocks.markup import still
from layers.map import palette
from layers.text import gettext as text
from layers.text import words
from layers.text.gettext import _

STEPS = len(palette.LOW_TO_HIGH)


def matrix(scene: Scene, cells: pd.DataFrame) -> html.Section:
    """The square table with row and column sums, and what its diagonal means."""
    notes = [
        html.P(
            _(
                "Rows: where people lived five years before. Columns: where they live now. "
                "Darker is more people. A cell shows its corridors on the map."
            )
        ),
        html.P(
            _(
                "Cells with a dashed edge stay inside one zone: moves between different provinces "
                "of it. Moves inside a province are not in these tables."
            )
        ),
    ]
    return html.Section(
        [
            html.H3(_("Who moved from zone to zone")),
            still(_table(scene, cells)),
            still(*notes, className="muted"),
        ],
        className="zone-matrix",
    )


def _table(scene: Scene, cells: pd.DataFrame) -> html.Table:
    zones = cells["origin_zone"].drop_duplicates().tolist()
    shades = cell_shades(cells["migrants_persons"], STEPS)
    rows = {
        (row["origin_zone"], row["destination_zone"]): row | {"step": step}
        for row, step in zip(cells.to_dict("records"), shades, strict=True)
    }
    sums = zone_margins(cells)
    out, came = sums["out_persons"], sums["in_persons"]
    head = [
        html.Th(_("From ↓ to →"), scope="col"),
        *[html.Th(_(words.ZONES[zone]), scope="col") for zone in zones],
        html.Th(_("All who left"), scope="col"),
    ]
    body = [
        html.Tr(
            [
                html.Th(_(words.ZONES[origin]), scope="row"),
                *[_cell(scene, rows[origin, zone]) for zone in zones],
                _sum(out[origin]),
            ]
        )
        for origin in zones
    ]
    foot = [
        html.Th(_("All who arrived"), scope="row"),
        *[_sum(came[zone]) for zone in zones],
        _sum(out.sum()),
    ]
    return html.Table(
        [
            html.Caption(_caption(scene)),
            html.Thead(html.Tr(head)),
            html.Tbody(body),
            html.Tfoot(html.Tr(foot)),
        ],
        className="matrix",
    )


def _caption(scene: Scene) -> str:
    caption = _("People aged 5+ who lived in another province five years before, {period}")
    return caption.format(period=words.interval(scene.view.period))


def _cell(scene: Scene, row: dict[str, Any]) -> html.Td:
    """People and share; the link keeps all other fields of the view."""
    origin, destination = row["origin_zone"], row["destination_zone"]
    said = _("{pair}: {n} people before rounding, {sample} in the sample; show on the map")
    title = said.format(
        pair=words.zone_pair(origin, destination),
        n=text.decimal(row["migrants_persons"]),
        sample=text.decimal(row["sample_persons"]),
    )
    target = address(scene.view, origins=origin, destinations=destination, view="map")
    content = [
        html.B(text.short(row["migrants_persons"])),
        html.Span(text.percent(row["share_percent"])),
    ]
    return html.Td(
        dcc.Link(content, href=target, title=title),
        className="own" if origin == destination else "",
        style={"background": palette.LOW_TO_HIGH[row["step"]]},
    )


def _sum(persons: float) -> html.Td:
    return html.Td(html.B(text.short(persons)), className="sum", title=text.decimal(persons))


# Regions of a zone: who moved inside it and beyond it; one entry a zone that opens in place.

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
    sides = portraits.sides(store, scene.view.period, scene.view.scheme)
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
                _region_table(store, scene, name, rows, sums),
                _("Provinces of {zone}").format(zone=name),
            ),
        ],
        className="zone-regions",
        id=f"zone-{zone}",
    )


def _region_table(
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
                    link(words.region(store, str(code)), scene.view, place=str(code), view="map"),
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
