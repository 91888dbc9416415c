"""The table: the same corridors as the map, those that the filters keep, up to so many."""

from __future__ import annotations

import math
from typing import Any

import dash_ag_grid as dag
import htpy as h
import pandas as pd

from geo.assessment.loading import shared
from geo.flows.query import door
from geo.flows.question import CATEGORY_SHARE, RANK
from geo.rows import columns_of, rows_of
from geo.scene.scene import Scene
from geo.view.checks import FILTER_SPAN, read_filters
from geo.world.world import World
from layers.below import below
from layers.blocks.empty import empty
from layers.blocks.links import question
from layers.blocks.marks import lit_codes, lit_label, marked
from layers.blocks.tables import some_of
from layers.subject import Filled
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _, ngettext

TABLE = "table"
MOST_ROWS = 1000
"""Of so many corridors more are in no page: the first stand there, the files have all."""
ENDS = ("origin_code", "destination_code")
HEADER = {"wrapHeaderText": True, "autoHeaderHeight": True}
CHOSEN_PX, RANK_PX, NAME_PX, PEOPLE_PX = 52, 52, 98, 80
"""Least widths: names of both ends and their people stand whole beside one another on a phone."""
ONE_CONDITION = {"maxNumConditions": 1, "buttons": ["reset"]}
"""A filter of a column is one that the address can hold and the files can follow."""
NUMBER = {
    "type": "rightAligned",
    "filter": "agNumberColumnFilter",
    "filterParams": {
        "filterOptions": ["greaterThanOrEqual", "lessThanOrEqual", "inRange"],
        "inRangeInclusive": True,
        **ONE_CONDITION,
    },
}
SEARCHED = {
    "filter": "agTextColumnFilter",
    "filterParams": {"filterOptions": ["contains"], **ONE_CONDITION},
}
FOLLOWING = {"data_follows": "filter"}
"""Marks a link to a file that holds what the filters of the columns leave."""
_FIGURES = ("persons", "sample", "rate", "share", "net", "effectiveness", "kept", "ranked")


def sorts() -> tuple[str, ...]:
    """Columns that the table can be sorted by."""
    return ("rank", "origin", "destination", *_FIGURES, "note")


def columns(scene: Scene) -> list[dict[str, Any]]:
    """Column definitions; numbers are raw for sorting and written by the browser."""
    shown = {"function": "corridorTable.whole(params.value)"}
    tenth = {"function": "corridorTable.tenth(params.value)"}
    net, none = scene.view.direction == "net", _("not applicable")
    by_name = {"function": "corridorTable.byName"}
    name = {"minWidth": NAME_PX, "flex": 1.15, "comparator": by_name, **SEARCHED}
    return [
        {"field": "rank", "headerName": _("Rank"), "maxWidth": 90, "minWidth": RANK_PX, **NUMBER},
        {"field": "origin", "headerName": _("From"), **name},
        {"field": "destination", "headerName": _("To"), **name},
        {
            "field": "persons",
            "headerName": _("Net people") if net else _("People (estimate)"),
            "valueFormatter": {"function": "corridorTable.estimate(params.value)"},
            "minWidth": PEOPLE_PX,
            "flex": 1.15,
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
        *_kept_column(scene),
        *_rank_column(scene.view.rank),
        {"field": "note", "headerName": _("Note"), "minWidth": 160},
    ]


GRID_WORDS = {
    "pageSizeSelectorLabel": N_("Page Size:"),
    "ariaPageSizeSelectorLabel": N_("Page Size"),
    "page": N_("Page"),
    "to": N_("to"),
    "of": N_("of"),
    "firstPage": N_("First Page"),
    "previousPage": N_("Previous Page"),
    "nextPage": N_("Next Page"),
    "lastPage": N_("Last Page"),
    "ariaRowToggleSelection": N_("Press Space to toggle row selection"),
    "ariaRowSelect": N_("Press Space to select this row"),
    "ariaRowDeselect": N_("Press Space to deselect this row"),
    "ariaChecked": N_("checked"),
    "ariaUnchecked": N_("unchecked"),
    "ariaIndeterminate": N_("indeterminate"),
    "ariaSortableColumn": N_("Press Enter to sort"),
    "ariaFilterInput": N_("Filter Input"),
    "ariaFilterFromValue": N_("Filter from value"),
    "ariaFilterToValue": N_("Filter to value"),
    "noRowsToShow": N_("No Rows To Show"),
    "loadingOoo": N_("Loading..."),
    "equals": N_("Equals"),
    "contains": N_("Contains"),
    "filterOoo": N_("Filter..."),
    "blank": N_("Blank"),
    "notBlank": N_("Not blank"),
    "greaterThanOrEqual": N_("Greater than or equal to"),
    "lessThanOrEqual": N_("Less than or equal to"),
    "inRange": N_("Between"),
    "inRangeStart": N_("From"),
    "inRangeEnd": N_("To"),
}
"""Words of the grid itself, by its keys."""


def _kept_column(scene: Scene) -> list[dict[str, Any]]:
    """Share of the people who are kept, where not everybody is."""
    if not scene.view.category:
        return []
    title = joints.clauses((_(words.MEASURES[CATEGORY_SHARE]), "%"))
    shown = {"function": "corridorTable.tenth(params.value)"}
    return [{"field": "kept", "headerName": title, "valueFormatter": shown, **NUMBER}]


def _rank_column(rank: str) -> list[dict[str, Any]]:
    """What the corridors are ranked by, where it is not the measure."""
    if not rank:
        return []
    title = joints.clauses((_(words.RANKS[rank]), _(RANK[rank].unit)))
    shown = {"function": "corridorTable.tenth(params.value)"}
    return [{"field": "ranked", "headerName": title, "valueFormatter": shown, **NUMBER}]


def filters_said(scene: Scene) -> str:
    """Filters of the columns in words, empty without one; as assets/tables/filters.js says them."""
    heads = {one["field"]: one["headerName"] for one in columns(scene)}
    templates = filter_words()
    said = []
    for column, wanted in read_filters(scene.view.filter):
        low, span, high = wanted.partition(FILTER_SPAN)
        kind = ("between" if low and high else "least" if low else "most") if span else "contains"
        values = {"column": heads.get(column, column), "text": wanted, "low": low, "high": high}
        said.append(templates[kind].format(**values))
    return joints.parts(said)


def filter_words() -> dict[str, str]:
    """Sentences of the filters of a column, by what they ask for."""
    return {
        "contains": _("{column} contains “{text}”"),
        "least": _("{column} at least {low}"),
        "most": _("{column} at most {high}"),
        "between": _("{column} from {low} to {high}"),
    }


def _listed(world: World, scene: Scene) -> pd.DataFrame:
    """The first corridors, and those that are chosen wherever they stand."""
    first = door(world).page(scene.question, 0, MOST_ROWS)
    chosen = {*scene.chosen_pairs}
    if scene.count <= MOST_ROWS or chosen <= {*_pairs(first)}:
        return first
    whole = door(world).page(scene.question)
    is_chosen = [pair in chosen for pair in _pairs(whole)]
    return pd.concat([first, whole[is_chosen]]).drop_duplicates(list(ENDS), ignore_index=True)


def _pairs(table: pd.DataFrame) -> list[tuple[str, str]]:
    return list(zip(*(table[end].astype("str") for end in ENDS), strict=True))


def rows(world: World, scene: Scene) -> list[dict[str, Any]]:
    """One row for each of the first corridors; a missing number is empty, never zero."""
    table = _listed(world, scene)
    lit = lit_codes(world, scene.view)
    frame = pd.DataFrame(
        {
            "key": scene.keys_of(columns_of(table)),
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
    if scene.view.category:
        frame["kept"] = _exact(table["category_share_percent"])
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
            "localeText": {key: _(said) for key, said in GRID_WORDS.items()},
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
    view = shared(scene.view, world.loaded.kept.slugs)
    without_tab = question(view, view="map", top="all")
    filtered = _("{n} of {all} pass the filters of the columns: {filters}. The files hold these.")
    in_sight = _("Rows {low} to {high} of {all}; the files of the menu Download have all.")
    blanks = {one: f"%{one}" for one in ("n", "all", "filters", "column", "text", "low", "high")}
    following = {"class_": "button", **FOLLOWING}
    return [
        h.h2[_("Corridors")],
        h.span(class_="muted")[total],
        h.span(class_="muted")[some_of(MOST_ROWS, scene.count)]
        if scene.count > MOST_ROWS
        else None,
        # Filled by the browser (assets/tables/filters.js).
        h.span(
            id="table-filtered",
            class_="muted",
            role="status",
            data_said=filtered.format(**blanks),
            **{f"data_{kind}": said.format(**blanks) for kind, said in filter_words().items()},
        ),
        # Filled for a picture, which has the rows that are in sight (assets/tables/grid.js).
        h.span(id="table-cut", class_="muted", data_said=in_sight.format(**blanks)),
        h.button(id="table-unfiltered", class_="button", hidden=True)[_("Clear column filters")],
        h.span(class_="muted of-grid on-screen")[_("Select rows to outline them on the map.")],
        h.span(class_="muted")[lit_label(world, scene.view) if scene.view.lit else ""],
        h.a(href=below(f"/api/corridors.csv{without_tab}"), download="", **following)["CSV"],
        h.a(href=below(f"/api/corridors{without_tab}"), target="_blank", **following)["JSON"],
        h.button(class_="button", data_role="view", data_value="map")[_("Back to the map")],
        h.div(class_="offers")[empty(world, scene)] if not scene.count else None,
    ]
