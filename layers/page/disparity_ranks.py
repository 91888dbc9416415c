"""Every province through the years, against the mean of its year, ranked by the last."""

from __future__ import annotations

from typing import Any

import pandas as pd
from dash import html

from geo.disparity_portrait import Portrait
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page import chart
from layers.page.disparity_strip import click_address
from layers.page.disparity_words import amount, relative, source_through
from layers.page.figures import grid
from layers.page.links import link
from layers.text import _, escaped

ROW_HEIGHT = 19


def ranked(store: Store, scene: Scene, shown: Portrait) -> html.Figure:
    """Frame the dots of every province through the years, ranked by the last year."""
    order = _order(shown)
    height = {code: -row for row, code in enumerate(order)}
    ends = [
        _ends(store, scene, shown, height, year) for year in (shown.first_year, shown.last_year)
    ]
    first, last = shown.first_year, shown.last_year
    return chart.chart(
        "ranked",
        _("Provinces against the mean of China, {first} and {last}").format(first=first, last=last),
        _(
            "Open circle: {first}; full circle: {last}; faint marks: years between; 100 is the "
            "mean of China in the same year. Ranked by {last}."
        ).format(first=first, last=last),
        {"data": [_between(store, shown, height), *ends], "layout": _rows(store, shown, order)},
        70 + ROW_HEIGHT * len(order),
        _ranked_table(store, scene, shown, order),
        source_through(shown),
    )


def _order(shown: Portrait) -> list[str]:
    last = shown.through[shown.through["year"] == shown.last_year]
    return last.sort_values("value", ascending=False, kind="stable")["province_code"].tolist()


def _between(store: Store, shown: Portrait, height: dict[str, int]) -> dict[str, Any]:
    inner = ~shown.through["year"].isin([shown.first_year, shown.last_year])
    rows = shown.through[inner]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["relative_percent"].round(1).tolist(),
        "y": [height[code] for code in rows["province_code"]],
        "hovertext": _hovers(store, shown, rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "line-ns", "size": 8, "line": {"color": chart.PALE, "width": 1.4}},
    }


def _ends(
    store: Store, scene: Scene, shown: Portrait, height: dict[str, int], year: int
) -> dict[str, Any]:
    """First year as open circles, last year as full ones."""
    rows = shown.through[shown.through["year"] == year]
    full = year == shown.last_year
    inks = [chart.WARM if one in shown.emphasised else chart.INK for one in rows["province_code"]]
    return {
        "type": "scatter",
        "mode": "markers",
        "x": rows["relative_percent"].round(1).tolist(),
        "y": [height[code] for code in rows["province_code"]],
        "customdata": [click_address(scene, code) for code in rows["province_code"]],
        "hovertext": _hovers(store, shown, rows),
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "marker": {
            "size": 10,
            "color": inks if full else chart.PAPER,
            "line": {"color": inks, "width": 2},
        },
    }


def _hovers(store: Store, shown: Portrait, rows: pd.DataFrame) -> list[str]:
    return [
        f"<b>{escaped(words.province(store, code))}</b>, {year}<br>"
        f"{amount(shown.series, value)}<br>{relative(percent)}"
        for code, year, value, percent in zip(
            rows["province_code"],
            rows["year"],
            rows["value"],
            rows["relative_percent"],
            strict=True,
        )
    ]


def _rows(store: Store, shown: Portrait, order: list[str]) -> dict[str, Any]:
    names = [
        f"<b>{escaped(words.province(store, code))}</b>"
        if code in shown.emphasised
        else escaped(words.province(store, code))
        for code in order
    ]
    return chart.layout(
        {"l": 108, "r": 16, "t": 28, "b": 34},
        xaxis=chart.axis(
            _("mean of China = 100"), rangemode="tozero", side="bottom", tickformat="d"
        ),
        yaxis=chart.axis(
            tickmode="array",
            tickvals=[-row for row in range(len(order))],
            ticktext=names,
            range=[-len(order) + 0.4, 0.6],
        ),
        shapes=[
            {
                "type": "line",
                "x0": 100,
                "x1": 100,
                "yref": "paper",
                "y0": 0,
                "y1": 1,
                "layer": "below",
                "line": {"color": chart.QUIET, "width": 1.2, "dash": "dot"},
            }
        ],
        annotations=[
            chart.note(
                _("China = 100"),
                100,
                1,
                yref="paper",
                yanchor="bottom",
                font={"size": 12, "color": chart.SOFT},
            )
        ],
    )


def _ranked_table(store: Store, scene: Scene, shown: Portrait, order: list[str]) -> html.Table:
    wide = shown.through.set_index(["province_code", "year"])
    head = [_("Province"), _("Zone")]
    pair = (shown.first_year, shown.last_year)
    for year in pair:
        head += [str(year), _("{year}, China = 100").format(year=year)]
    rows = []
    for code in order:
        cells = [wide.loc[(code, year)] for year in pair]
        written = [
            part
            for cell in cells
            for part in (
                amount(shown.series, cell["value"]),
                text.decimal(cell["relative_percent"]),
            )
        ]
        name = link(words.province(store, code), scene.view, place=code)
        rows.append((name, _(words.ZONES[cells[0]["zone"]]), *written))
    return grid(_("First and last year"), head, rows)
