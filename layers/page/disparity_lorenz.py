"""The Lorenz curve of one year, with its provinces and the line of equality."""

from __future__ import annotations

from typing import Any

from dash import html

from geo.disparity_portrait import Portrait
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.page import chart
from layers.page.disparity_strip import click_address
from layers.page.disparity_words import nats, source_line
from layers.page.figures import grid
from layers.page.links import link
from layers.text import _, escaped


def lorenz(store: Store, scene: Scene, shown: Portrait) -> html.Figure:
    """Frame the Lorenz curve with the line of equality."""
    points = shown.lorenz
    across, up = (100 * points[f"{one}_share"] for one in ("population", "value"))
    codes = points["province_code"].tolist()[1:]
    lit = [code in shown.emphasised for code in codes]
    names = [escaped(words.province(store, code)) for code in codes]
    hover = [
        _("<b>{name}</b> and all below: {people} of residents, {value} of the total").format(
            name=name, people=text.percent(a), value=text.percent(b)
        )
        for name, a, b in zip(names, across[1:], up[1:], strict=True)
    ]
    curve = {
        "type": "scatter",
        "mode": "lines+markers+text",
        "x": across.tolist(),
        "y": up.tolist(),
        "text": ["", *[name if one else "" for name, one in zip(names, lit, strict=True)]],
        "textposition": "top left",
        "customdata": ["", *[click_address(scene, code) for code in codes]],
        "hovertext": ["", *hover],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "cliponaxis": False,
        "line": {"color": chart.INK, "width": 2},
        "marker": {
            "size": [0, *[12 if one else 6.5 for one in lit]],
            "color": ["#ffffff", *[chart.WARM if one else chart.INK for one in lit]],
            "line": {"color": chart.PAPER, "width": 1},
        },
    }
    title = _("Lorenz curve, {year}").format(year=shown.year)
    return chart.chart(
        "lorenz",
        title,
        _(
            "Provinces from the lowest value to the highest. The farther below the straight line, "
            "the less equal; twice the area between is the Gini, {gini}."
        ).format(gini=nats(shown.rows.loc[shown.year, "gini"])),
        {"data": [_equality(), curve], "layout": _square()},
        330,
        _lorenz_table(store, scene, shown, title),
        source_line(shown),
    )


def _equality() -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [0, 100],
        "y": [0, 100],
        "hoverinfo": "skip",
        "line": {"color": chart.QUIET, "width": 1.5, "dash": "dash"},
    }


def _square() -> dict[str, Any]:
    share = {"range": [0, 100], "ticksuffix": "%", "tickvals": [25, 50, 75, 100]}
    return chart.layout(
        {"l": 52, "r": 20, "t": 8, "b": 44},
        xaxis=chart.axis(_("share of residents"), **share),
        yaxis=chart.axis(_("share of the total"), **share),
        annotations=[
            chart.note(
                _("all equal"), 55, 58, xanchor="right", font={"size": 12, "color": chart.SOFT}
            )
        ],
    )


def _lorenz_table(store: Store, scene: Scene, shown: Portrait, title: str) -> html.Table:
    head = [_("Up to and with"), _("Residents"), _("Of the total")]
    rows = [
        (
            link(
                words.province(store, row["province_code"]), scene.view, place=row["province_code"]
            ),
            text.decimal(100 * row["population_share"], 1) + "%",
            text.decimal(100 * row["value_share"], 1) + "%",
        )
        for row in shown.lorenz.iloc[1:].to_dict("records")
    ]
    return grid(title, head, rows)
