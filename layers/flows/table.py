"""The table: the same corridors as the map, every one that the filters keep."""

from __future__ import annotations

import math
from typing import Any

import dash_ag_grid as dag
import htpy as h
import pandas as pd

from geo.assessment.loading import shared
from geo.flows.query import door
from geo.flows.question import RANK
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.empty import empty
from layers.blocks.links import address
from layers.blocks.marks import lit_codes, lit_label, marked
from layers.subject import Filled
from layers.text import numbers, words
from layers.text.gettext import _, ngettext

HEADER = {"wrapHeaderText": True, "autoHeaderHeight": True}
CHOSEN_PX, RANK_PX, NAME_PX, PEOPLE_PX = 52, 52, 98, 80
"""Least widths: names of both ends and their people stand whole beside one another on a phone."""
NUMBER = {"type": "rightAligned", "filter": "agNumberColumnFilter"}
_FIGURES = ("persons", "sample", "rate", "share", "net", "effectiveness", "ranked")


def sorts() -> tuple[str, ...]:
    """Columns that the table can be sorted by."""
    return ("rank", "origin", "destination", *_FIGURES, "note")


def columns(scene: Scene) -> list[dict[str, Any]]:
    """Column definitions; numbers are raw for sorting and written by the browser."""
    shown = {"function": "corridorTable.whole(params.value)"}
    tenth = {"function": "corridorTable.tenth(params.value)"}
    net, none = scene.view.direction == "net", _("not applicable")
    name = {"filter": "agTextColumnFilter", "minWidth": NAME_PX, "flex": 1.15}
    return [
        {"field": "rank", "headerName": _("Rank"), "maxWidth": 90, "minWidth": RANK_PX, **NUMBER},
        {"field": "origin", "headerName": _("From"), **name},
        {"field": "destination", "headerName": _("To"), **name},
        {
            "field": "persons",
            "headerName": _("Net people") if net else _("People (estimate)"),
            "valueFormatter": {"function": "corridorTable.estimate(params.value)"},
            "minWidth": PEOPLE_PX,
            **NUMBER,
        },
        {"field": "sample", "headerName": _("In the sample"), "valueFormatter": shown, **NUMBER},
        {
            "field": "rate",
            "headerName": _("Per 1,000 at origin"),
            "valueFormatter": tenth,
            **NUMBER,
        },
        {"field": "share", "headerName": _("% of outflow"), "valueFormatter": tenth, **NUMBER},
        {
            "field": "net",
            "headerName": _("Net"),
            "valueFormatter": {"function": "corridorTable.estimate(params.value)"},
            **NUMBER,
        },
        {
            "field": "effectiveness",
            "headerName": _("Net over gross, %"),
            "valueFormatter": {"function": f"corridorTable.ratio(params.value, {none!r})"},
            **NUMBER,
        },
        *_rank_column(scene.view.rank),
        {"field": "note", "headerName": _("Note"), "minWidth": 160},
    ]


def _rank_column(rank: str) -> list[dict[str, Any]]:
    """What the corridors are ranked by, where it is not the measure."""
    if not rank:
        return []
    title = f"{_(words.RANKS[rank])}, {_(RANK[rank].unit)}"
    shown = {"function": "corridorTable.tenth(params.value)"}
    return [{"field": "ranked", "headerName": title, "valueFormatter": shown, **NUMBER}]


def rows(world: World, scene: Scene) -> list[dict[str, Any]]:
    """One row for each corridor; a missing number is empty, never zero."""
    table = door(world).page(scene.question)
    lit = lit_codes(world, scene.view)
    frame = pd.DataFrame(
        {
            "key": scene.keys_of(table),
            "rank": table["rank"],
            "origin": [marked(world, code, lit) for code in table["origin_code"]],
            "destination": [marked(world, code, lit) for code in table["destination_code"]],
            "persons": _exact(table["persons"]),
            "sample": table["sample_persons"],
            "rate": _exact(table["rate_per_1000"]),
            "share": _exact(table["share_percent"]),
            "net": _exact(table["net_persons"]),
            "effectiveness": _exact(table["effectiveness_percent"]),
            "note": _notes(scene, table),
        }
    )
    if scene.view.rank:
        frame["ranked"] = _exact(table["rank_value"])
    return rows_of(frame.astype(object).where(frame.notna(), None))


def _exact(values: pd.Series) -> pd.Series:
    """Figures without the noise of sums; they are rounded once, where they are written."""
    return values.round(9)


def _notes(scene: Scene, table: pd.DataFrame) -> list[str]:
    """Small bases, doubts, and why a rank has no value, one text for each row."""
    small, doubt = _("small base"), _("see caveat")
    ranking = scene.ranking
    reason = _(ranking.reason) if ranking else ""
    columns = ["small_base", "rank_small_base", "caveat", "rank_value"]
    return [
        " · ".join(
            [small] * (bool(row["small_base"]) or row["rank_small_base"] is True)
            + [doubt] * isinstance(row["caveat"], str)
            + [reason] * (bool(reason) and math.isnan(row["rank_value"]))
        )
        for row in rows_of(table[columns])
    ]


def grid(world: World, scene: Scene) -> dag.AgGrid:
    """The grid, made when the table is first opened."""
    listed = rows(world, scene)
    return dag.AgGrid(
        id="grid",
        columnDefs=columns(scene),
        rowData=listed,
        selectedRows=[row for row in listed if row["key"] in scene.place.corridors],
        getRowId="params.data.key",
        defaultColDef={"sortable": True, "resizable": True, "flex": 1, "minWidth": 96} | HEADER,
        dashGridOptions={
            "rowSelection": {
                "mode": "multiRow",
                "enableClickSelection": True,
                "headerCheckbox": False,
            },
            "selectionColumnDef": {
                "headerName": _("Chosen"),
                "sortable": True,
                "flex": 1,
                "minWidth": CHOSEN_PX,
                "maxWidth": 84,
            },
            "animateRows": False,
            "ensureDomOrder": True,
            "theme": {"function": "themeQuartz.withParams({fontSize: '0.875rem'})"},
        },
        className="corridor-grid",
        style={"height": "100%", "width": "100%"},
    )


def fill(world: World, scene: Scene) -> Filled:
    """Heading, and the grid for the place that stands below it."""
    markup = h.div(class_="table-heading")[heading(world, scene)]
    return Filled(markup, grid=grid(world, scene).to_plotly_json())


def heading(world: World, scene: Scene) -> list[Any]:
    """Title of the table, its totals, and the same rows as files."""
    counted = ngettext(
        "{n} corridor, {moved}, {period}", "{n} corridors, {moved}, {period}", scene.count
    )
    total = counted.format(
        n=numbers.decimal(scene.count),
        moved=numbers.people(scene.total_persons),
        period=words.interval(scene.view.period),
    )
    view = shared(scene.view, world.loaded.slugs)
    without_tab = address(view, view="map", top="all").removeprefix("/")
    filtered = _("{n} of {all} pass the filters of the columns; the files hold all {all}.")
    filtered = filtered.format(n="%n", all="%all")  # filled by the browser (assets/tables/grid.js)
    return [
        h.h2[_("Corridors")],
        h.span(class_="muted")[total],
        h.span(id="table-filtered", class_="muted", role="status", data_said=filtered),
        h.span(class_="muted")[_("Select rows to outline them on the map.")],
        h.span(class_="muted")[lit_label(world, scene.view) if scene.view.lit else ""],
        h.a(href=f"/api/corridors.csv{without_tab}", class_="button", download="")["CSV"],
        h.a(href=f"/api/corridors{without_tab}", class_="button", target="_blank")["JSON"],
        h.button(class_="button", data_role="view", data_value="map")[_("Back to the map")],
        h.div(class_="offers")[empty(world, scene)] if not scene.count else None,
    ]
