"""The grid of the assessment as a table, and all loaded values one by one."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo.assessment.grid import NOT_REPORTED
from geo.lessons.similarity import keyed_sites
from geo.view.view import View
from geo.world.world import Store
from layers.blocks.chart import framed
from layers.blocks.links import link
from layers.blocks.marks import loaded_badge
from layers.blocks.tables import grid
from layers.text.gettext import N_, _, ngettext

INDICATORS = "assessment_indicators"
KINDS = {"qualitative": N_("Qualitative: in words"), "quantitative": N_("Quantitative: in numbers")}
UNITS = {
    "Q06": N_("unit not stated"),
    "Q07": N_("number of people and bodies"),
    "Q08": N_("number of migrants"),
}
"""Unit of each quantitative indicator; the paper names none for money."""


def matrix(store: Store, view: View, cells: pd.DataFrame) -> html.Table:
    """One row a site, one column an indicator; a filled cell has value, date and source."""
    asked = store.table(INDICATORS)
    names = keyed_sites(store.table("pilot_sites"))["name"]
    body = []
    for site, name in names.items():
        row = cells[cells["site"] == site].to_dict("records")
        badge = [html.Br(), loaded_badge()] if site in store.loaded.slugs else []
        head = html.Th([link(name, view, view="map", place=str(site)), *badge], scope="row")
        body.append(html.Tr([head, *map(_cell, row)]))
    groups = [
        html.Th(_(KINDS[kind]), scope="colgroup", colSpan=int(count))
        for kind, count in asked["kind"].value_counts(sort=False).items()
    ]
    heads = [_head(row) for row in asked.to_dict("records")]
    caption = _("Latest value of each site and indicator")
    site_head = html.Th(_("Site"), scope="col", rowSpan=2)
    return html.Table(
        [
            html.Caption(caption),
            html.Thead([html.Tr([site_head, *groups]), html.Tr(heads)]),
            html.Tbody(body),
        ],
        className="figures assessment-grid",
    )


def _head(row: dict[Any, Any]) -> html.Th:
    unit = UNITS.get(row["indicator_id"])
    return html.Th(
        [
            html.B(row["indicator_id"]),
            html.Span(_(row["indicator"])),
            *([html.Span(_(unit), className="cell-unit")] if unit else []),
        ],
        scope="col",
    )


def _cell(cell: dict[Any, Any]) -> html.Td:
    """Value with date and source, a zero that says so, or not reported."""
    if cell["status"] == NOT_REPORTED:
        dash = html.Span("–", **{"aria-hidden": "true"})
        return html.Td([dash, " ", html.Span(_("not reported"))], className="unreported")
    value = str(cell["value"])
    zero = cell["kind"] == "quantitative" and float(value) == 0
    parts: list[Any] = [html.B(value, title=value)]
    if zero:
        parts.append(html.Span(_("reported as zero"), className="cell-zero"))
    parts += [
        html.Span(str(cell["date"])),
        html.Span(_("Source: {source}").format(source=cell["source"]), title=cell["source"]),
    ]
    earlier = cell["dates_count"] - 1
    if earlier:
        before = ngettext("{n} earlier date below", "{n} earlier dates below", earlier)
        parts.append(html.Span(before.format(n=earlier)))
    return html.Td(parts, className="reported zero" if zero else "reported")


def indicator_notes(store: Store) -> html.Details:
    """What each indicator is measured on, with the section and our notes."""
    rows = [
        (
            row["indicator_id"],
            _(row["measured_on"]),
            row["section"],
            _(row["note"]) if isinstance(row["note"], str) else "",
        )
        for row in store.table(INDICATORS).to_dict("records")
    ]
    head = [_("Indicator"), _("Measured on"), _("Section of the paper"), _("Note")]
    return html.Details(
        [
            html.Summary(_("What each indicator is measured on")),
            grid(_("Indicators as the paper lists them"), head, rows),
        ]
    )


def values_table(store: Store) -> html.Details:
    """Every loaded value and site, those of earlier dates too."""
    loaded = store.loaded
    names = keyed_sites(store.table("pilot_sites"))["name"]
    rows: list[tuple[str, ...]] = [
        (one["name"], _("new site"), f"{one['lon']:g}, {one['lat']:g}", "–", one["source"])
        for one in loaded.sites.to_dict("records")
    ]
    rows += [
        (names[one["site"]], one["indicator"], one["value"], one["date"], one["source"])
        for one in loaded.values.to_dict("records")
    ]
    head = [_("Site"), _("Indicator"), _("Value"), _("Date"), _("Source")]
    return html.Details(
        [
            html.Summary(_("Everything loaded, row by row")),
            framed(grid(_("As your files state it"), head, rows), _("Everything loaded")),
        ],
        className="assessment-rows",
    )
