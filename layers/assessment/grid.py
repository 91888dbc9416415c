"""The grid of the assessment as a table, and all loaded values one by one."""

from __future__ import annotations

from typing import Any

import htpy as h
import pandas as pd

from geo.assessment.grid import NOT_REPORTED
from geo.assessment.links import links_of
from geo.lessons.similarity import keyed_sites
from geo.rows import rows_of
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import link
from layers.blocks.marks import loaded_badge
from layers.blocks.tables import framed, grid
from layers.text import words
from layers.text.gettext import N_, _, ngettext

INDICATORS = "assessment_indicators"
KINDS = {"qualitative": N_("Qualitative: in words"), "quantitative": N_("Quantitative: in numbers")}
UNITS = {
    "Q06": N_("unit not stated"),
    "Q07": N_("number of people and bodies"),
    "Q08": N_("number of migrants"),
}
"""Unit of each quantitative indicator; the paper names none for money."""


def matrix(world: World, view: View, cells: pd.DataFrame) -> h.Element:
    """One row a site, one column an indicator; a filled cell has value, date and source."""
    asked = world.table(INDICATORS)
    names = keyed_sites(world.table("pilot_sites"))["name"]
    body = []
    for site, name in names.items():
        row = rows_of(cells[cells["site"] == site])
        badge = [h.br, loaded_badge()] if site in world.loaded.slugs else []
        head = h.th(scope="row")[link(_(name), view, view="map", place=str(site)), *badge]
        body.append(h.tr[head, *map(_cell, row)])
    groups = [
        h.th(scope="colgroup", colspan=int(count))[_(KINDS[kind])]
        for kind, count in asked["kind"].value_counts(sort=False).items()
    ]
    heads = [_head(row) for row in rows_of(asked)]
    caption = _("Latest value of each site and indicator")
    site_head = h.th(scope="col", rowspan=2)[_("Site")]
    return h.table(class_="figures assessment-grid")[
        h.caption[caption], h.thead[h.tr[site_head, *groups], h.tr[heads]], h.tbody[body]
    ]


def _head(row: dict[Any, Any]) -> h.Element:
    unit = UNITS.get(row["indicator_id"])
    return h.th(scope="col")[
        h.b[row["indicator_id"]],
        h.span[_(row["indicator"])],
        *([h.span(class_="cell-unit")[_(unit)]] if unit else []),
    ]


def _cell(cell: dict[Any, Any]) -> h.Element:
    """Value with date and source, a zero that says so, or not reported."""
    if cell["status"] == NOT_REPORTED:
        dash = h.span(aria_hidden="true")["–"]
        return h.td(class_="unreported")[dash, " ", h.span[_("not reported")]]
    value = str(cell["value"])
    zero = cell["kind"] == "quantitative" and float(value) == 0
    parts: list[Any] = [h.b(title=value)[value]]
    if zero:
        parts.append(h.span(class_="cell-zero")[_("reported as zero")])
    parts += [
        h.span[str(cell["date"])],
        h.span(title=cell["source"])[_("Source: {source}").format(source=cell["source"])],
    ]
    earlier = cell["dates_count"] - 1
    if earlier:
        before = ngettext("{n} earlier date below", "{n} earlier dates below", earlier)
        parts.append(h.span[before.format(n=earlier)])
    return h.td(class_="reported zero" if zero else "reported")[parts]


def indicator_notes(world: World) -> h.Element:
    """What each indicator is measured on, with the section and our notes."""
    rows = [
        (
            row["indicator_id"],
            _(row["measured_on"]),
            words.section(row["section"]),
            _(row["note"]) if isinstance(row["note"], str) else "",
        )
        for row in rows_of(world.table(INDICATORS))
    ]
    head = [_("Indicator"), _("Measured on"), _("Section of the paper"), _("Note")]
    return h.details[
        h.summary[_("What each indicator is measured on")],
        grid(_("Indicators as the paper lists them"), head, rows),
    ]


def values_table(world: World) -> h.Element:
    """Every loaded value, site and link, those of earlier dates too."""
    loaded = world.loaded
    names = keyed_sites(world.table("pilot_sites"))["name"]
    rows: list[tuple[str, ...]] = [
        (one["name"], _("new site"), f"{one['lon']:g}, {one['lat']:g}", "–", one["source"])
        for one in rows_of(loaded.sites)
    ]
    rows += [
        (_(names[one["site"]]), one["indicator"], one["value"], one["date"], one["source"])
        for one in rows_of(loaded.values)
    ]
    rows += [
        (
            one.sends.name,
            _("link"),
            _("receiving place: {place}").format(place=one.receives.name),
            "–",
            one.source,
        )
        for one in links_of(world)
    ]
    head = [_("Site"), _("Indicator"), _("Value"), _("Date"), _("Source")]
    return h.details(class_="assessment-rows")[
        h.summary[_("Everything loaded, row by row")],
        framed(grid(_("As your files state it"), head, rows), _("Everything loaded")),
    ]
