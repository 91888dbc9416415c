"""The table: the same corridors as the map, every one that the filters keep."""

from __future__ import annotations

from typing import Any

import dash_ag_grid as dag
import pandas as pd
from dash import html

from geo.loading import shared
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page.links import address
from layers.page.lit import lit_codes, lit_label, marked
from layers.page.panel import Panel
from layers.text import _

HEADER = {"wrapHeaderText": True, "autoHeaderHeight": True}
NUMBER = {"type": "rightAligned", "filter": "agNumberColumnFilter"}


def columns(scene: Scene) -> list[dict[str, Any]]:
    """Column definitions; numbers are raw for sorting and written by the browser."""
    shown = {"function": "corridorTable.whole(params.value)"}
    tenth = {"function": "corridorTable.tenth(params.value)"}
    net = scene.view.direction == "net"
    return [
        {"field": "rank", "headerName": _("Rank"), "width": 90, **NUMBER},
        {"field": "origin", "headerName": _("From"), "filter": "agTextColumnFilter"},
        {"field": "destination", "headerName": _("To"), "filter": "agTextColumnFilter"},
        {
            "field": "persons",
            "headerName": _("Net people") if net else _("People (estimate)"),
            "valueFormatter": {"function": "corridorTable.estimate(params.value)"},
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
            "headerName": _("Net/gross %"),
            "valueFormatter": tenth,
            **NUMBER,
        },
        {"field": "note", "headerName": _("Note"), "minWidth": 160},
    ]


def rows(store: Store, scene: Scene) -> list[dict[str, Any]]:
    """One row for each corridor; a missing number is empty, never zero."""
    table = scene.rows
    small, doubt = _("small base"), _("see caveat")
    lit = lit_codes(store, scene.view)
    frame = pd.DataFrame(
        {
            "key": table["origin_code"] + "-" + table["destination_code"],
            "rank": table["rank"],
            "origin": [marked(store, code, lit) for code in table["origin_code"]],
            "destination": [marked(store, code, lit) for code in table["destination_code"]],
            "persons": table["persons"].round(1),
            "sample": table["sample_persons"],
            "rate": table["rate_per_1000"].round(3),
            "share": table["share_percent"].round(2),
            "net": table["net_persons"].round(1),
            "effectiveness": table["effectiveness_percent"].round(1),
            "note": [
                " · ".join([small] * bool(is_small) + [doubt] * isinstance(caveat, str))
                for is_small, caveat in zip(table["small_base"], table["caveat"], strict=True)
            ],
        }
    )
    return frame.astype(object).where(frame.notna(), None).to_dict("records")


def grid(store: Store, scene: Scene) -> dag.AgGrid:
    """The grid, made when the table is first opened."""
    listed = rows(store, scene)
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
            "selectionColumnDef": {"headerName": _("Chosen"), "width": 84, "sortable": True},
            "animateRows": False,
            "ensureDomOrder": True,
            "theme": {"function": "themeQuartz"},
        },
        className="corridor-grid",
        style={"height": "100%", "width": "100%"},
    )


def fill(store: Store, scene: Scene) -> list[Any]:
    """Heading and grid."""
    return [
        html.Div(heading(store, scene), className="table-heading"),
        html.Div(grid(store, scene), className="table-grid"),
    ]


def heading(store: Store, scene: Scene) -> list[Any]:
    """Title of the table, its totals, and the same rows as files."""
    total = _("{n} corridors, {people}, {period}").format(
        n=text.decimal(len(scene.rows)),
        people=text.people(scene.total_persons),
        period=words.interval(scene.view.period),
    )
    view = shared(scene.view, store.loaded.slugs)
    without_tab = address(view, view="map", top="all").removeprefix("/")
    return [
        html.H2(_("Corridors")),
        html.Span(total, className="muted"),
        html.Span(_("Select rows to outline them on the map."), className="muted"),
        html.Span(lit_label(store, scene.view) if scene.view.lit else "", className="muted"),
        html.A("CSV", href=f"/api/corridors.csv{without_tab}", className="button", download=""),
        html.A("JSON", href=f"/api/corridors{without_tab}", className="button", target="_blank"),
        html.Button(
            _("Back to the map"),
            className="button",
            **{"data-role": "view", "data-value": "map"},
        ),
    ]


PANEL = Panel(key="table", fill=fill, needs="dash_ag_grid")
