"""Map of gains and losses of provinces between two intervals, with its table."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import dcc, html

from geo.change import Comparability, province_change
from geo.scene import classify
from geo.store import Store
from layers import text, words
from layers.map import palette, provinces
from layers.page.chart import as_table
from layers.page.figures import grid
from layers.page.interval_maps import STILL, legend_row, still_layout
from layers.ranges import between
from layers.text import N_, _, escaped

COLOURS = (*palette.LOSS_TO_GAIN[:2], *palette.LOSS_TO_GAIN[3:])
BLANK = palette.BLANK_COLOURS["not applicable"]
TITLES = {"net": N_("Net migration"), "in": N_("Arrivals"), "out": N_("Departures")}
HEIGHT = "380px"


def change_map(store: Store, found: Comparability, margin: str) -> list[Any]:
    """Provinces by gain and loss; hatched where chance alone could make the change."""
    table = province_change(
        store.table("province_flows"), store.table("periods"), found.earlier, found.later, margin
    ).set_index("province_code", drop=False)
    large = text.significant(float(table["change_persons"].abs().max()) / 4, 1)
    title = _("{margin}: change in people, {earlier} to {later}").format(
        margin=_(TITLES[margin]),
        earlier=words.interval(found.earlier),
        later=words.interval(found.later),
    )
    return [
        html.Div(
            dcc.Graph(
                id={"interval": "change"},
                figure=_figure(store, table, large, title),
                config=STILL,
                responsive=True,
                style={"height": HEIGHT},
            ),
            role="img",
            **{"aria-label": title},
        ),
        legend_row(title, _classes(large), (_hatch(),)),
        as_table(_table(store, found, table, title), title, "change"),
    ]


def _classes(large: float) -> list[tuple[str, str]]:
    """Two classes of loss and two of gain."""
    n = text.short(large)
    labels = (
        _("fell by more than {n}").format(n=n),
        _("fell"),
        _("rose"),
        _("rose by {n} or more").format(n=n),
    )
    return list(zip(COLOURS, labels, strict=True))


def _hatch() -> html.Span:
    key = html.I(className="key key-class key-hatch")
    return html.Span([key, _("range spans zero")], className="key-pair")


def _figure(store: Store, table: pd.DataFrame, large: float, title: str) -> dict[str, Any]:
    """All units; one without figures takes the colour of the blanks."""
    trace = provinces.base(store)[0]
    codes = trace["locations"]
    values = table["change_persons"].reindex(codes)
    classes = classify(values, (-large, 0.0, large))
    unsure = table.loc[table["within_error"], "province_code"].tolist()
    rows = table.to_dict("index")
    colours = (BLANK, *COLOURS)
    changed = {
        "uid": "change-0",
        "z": [int(index) + 1 for index in classes],
        "zmin": 0,
        "zmax": len(colours) - 1,
        "colorscale": palette.stepped(colours),
        "text": [_hover(store, code, rows.get(code), title) for code in codes],
        "marker": {"line": {"color": palette.BORDER, "width": 0.6}},
        "meta": {"unsure": unsure},
    }
    return {"data": [trace | changed], "layout": still_layout(title)}


def _hover(store: Store, code: str, row: dict[Any, Any] | None, title: str) -> str:
    name = f"<b>{escaped(words.province(store, code))}</b>"
    if row is None or pd.isna(row["change_persons"]):
        return f"{name}<br>{escaped(text.no_figure())}"
    changed = text.signed(text.people(row["change_persons"]), row["change_persons"])
    span = between(row["low_persons"], row["high_persons"])
    range_ = _("95% sampling range {range}").format(range=span)
    return f"{name}<br>{escaped(title)}<br><b>{changed}</b><br>{range_}"


def _table(store: Store, found: Comparability, table: pd.DataFrame, title: str) -> html.Table:
    """The same rows, largest gain first."""
    known = table.dropna(subset=["change_persons"])
    rows = []
    for row in known.sort_values("change_persons", ascending=False).to_dict("records"):
        relative = row["change_percent"]
        flag = " *" if row["within_error"] else ""
        rows.append(
            (
                words.province(store, row["province_code"]),
                text.short(row["earlier_persons"]),
                text.short(row["later_persons"]),
                text.signed(text.short(row["change_persons"]), row["change_persons"]) + flag,
                between(row["low_persons"], row["high_persons"]),
                "–" if pd.isna(relative) else text.signed(text.percent(relative), relative),
            )
        )
    head = [
        _("Province"),
        words.interval(found.earlier),
        words.interval(found.later),
        _("Change"),
        _("95% range"),
        _("Relative"),
    ]
    return grid(title + _("; * range spans zero"), head, rows)
