"""The frame of every chart in a tab: title, one sentence, picture, table of the same rows, source.

A point whose ``customdata`` is an address of this page leads there when it is clicked; the table
beside the chart has the same links for the keyboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h
from dash import dcc, html

from layers.blocks.markup import still
from layers.map.figure import CONFIG
from layers.map.layer import hover_style
from layers.text.gettext import _

INK = "#10284b"
SOFT = "#4a5563"
GRID = "#e3e7ec"
QUIET = "#6f8296"
PALE = "#c3cdd8"
WARM = "#a85400"
COOL = "#14706e"
PAPER = "#ffffff"

CHART_CONFIG = CONFIG | {"scrollZoom": False}


def chart(
    key: str,
    title: str,
    about: str,
    figure: dict[str, Any],
    height: int,
    table: Any,
    source: Sequence[Any] = (),
) -> html.Figure:
    """Frame a chart.

    Parameters
    ----------
    key : str
        Name of the chart, unique on the page.
    title, about : str
        Heading, and one sentence that says what is to be seen; both are its text equivalent.
    figure : dict
        Traces and layout.
    height : int
        Height of the picture in pixels.
    table : element
        The same rows as a table.
    source : sequence of str or elements
        Source, weights and years, under the picture.
    """
    return html.Figure(
        [
            still(h.h3[title], h.p(class_="chart-about")[about], key=f"{key}-head"),
            html.Div(
                dcc.Graph(
                    id=graph_id(key),
                    figure=figure,
                    config=CHART_CONFIG,
                    responsive=True,
                    style={"height": f"{height}px"},
                ),
                id={"picture": key},
                className="chart-picture",
                role="img",
                **{"aria-label": f"{title}. {about}"},
            ),
            as_table(table, title, key),
            html.Figcaption(still(list(source), key=f"{key}-source"), className="muted"),
        ],
        className=f"chart chart-{key}",
    )


def graph_id(key: Any) -> dict[str, Any]:
    """Id of a chart whose points may lead somewhere; the wire asks for all of them."""
    return {"chart": key}


def as_table(table: Any, label: str = "", key: str = "") -> html.Details:
    """Fold away the rows of a chart; in a steady tab a key names them."""
    return html.Details(
        [html.Summary(_("Read as a table")), scrolled(table, label or _("the chart"), key)],
        className="chart-table",
    )


def scrolled(table: Any, label: str, key: str = "") -> html.Div:
    """Table that scrolls in its own frame, by keys too; in a steady tab a key names it."""
    named = {"id": {"scrolled": key}} if key else {}
    return html.Div(
        still(table, key=f"{key}-table" if key else ""),
        **named,
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": _("Table: {title}").format(title=label)},
    )


def layout(margin: dict[str, int], **more: Any) -> dict[str, Any]:
    """Layout of a quiet chart that neither zooms nor moves."""
    return {
        "margin": margin,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": "inherit", "size": 12, "color": "#1b2430"},
        "hovermode": "closest",
        "hoverdistance": 14,
        "dragmode": False,
        "showlegend": False,
        "hoverlabel": hover_style(),
        **more,
    }


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """Fixed axis with pale grid lines."""
    return {
        "title": {"text": title, "font": {"size": 12, "color": SOFT}, "standoff": 8},
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "gridcolor": GRID,
        "tickfont": {"size": 11.5, "color": SOFT},
        **more,
    }


def note(text: str, x: Any, y: Any, **more: Any) -> dict[str, Any]:
    """Text inside a chart, without an arrow; the caller escapes names."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}
