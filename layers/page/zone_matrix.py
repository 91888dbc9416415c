"""Matrix of flows between zones: shaded cells with their sums, each a link to its pair."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from geo.scene import Scene
from geo.zone_tables import cell_shades, zone_margins
from layers import text, words
from layers.map import palette
from layers.page.links import address
from layers.page.still import still
from layers.text import _

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
