"""The frame of every chart in a tab: title, one sentence, picture, table of the same rows, source.

A point whose ``customdata`` is an address of this page leads there when it is clicked; the table
beside the chart has the same links for the keyboard.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import htpy as h

from layers.blocks import palette
from layers.blocks.marks import on_screen
from layers.blocks.tables import framed
from layers.text import joints
from layers.text.gettext import _

INK, SOFT, GRID, QUIET = palette.INK, palette.SOFT, palette.GRID, palette.QUIET
PALE, WARM, COOL, PAPER = palette.PALE, palette.WARM, palette.COOL, palette.CASING

CONFIG: dict[str, Any] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "topojsonURL": "/shapes/",
    "scrollZoom": True,
    "doubleClick": False,
}
CHART_CONFIG = CONFIG | {"scrollZoom": False}
ON_SLIDES = {"data-on-slides": True}
"""Of the part of a tab that a slide shows, whole; without one it shows the beginning of the tab."""


def hover_style() -> dict[str, Any]:
    """One look for every hover card of the page."""
    return {
        "bgcolor": PAPER,
        "bordercolor": INK,
        "font": {"color": palette.LABEL, "size": 13},
        "align": "left",
        "namelength": 0,
    }


FIGURES: h.Context[dict[str, Any]] = h.Context("figures")


def place_of(key: str) -> str:
    """Id of the place of a picture."""
    return f"chart-{key}"


@FIGURES.consumer
def picture(
    figures: dict[str, Any], key: str, figure: dict[str, Any], height: str = "100%"
) -> h.Element:
    """Place where the browser draws a figure; the figure travels beside the markup.

    Parameters
    ----------
    figures : dict
        Where figures are put by the id of their place; :func:`collected` gives it.
    key : str
        Name of the picture, unique on the page.
    figure : dict
        Traces and layout.
    height : str
        Height of the place, as styles have it. All of what holds it by default.
    """
    place = place_of(key)
    figures[place] = {**figure, "config": CHART_CONFIG}
    return h.div(id=place, data_figure=True, style=f"height:{height}")


def collected(markup: h.Renderable) -> tuple[str, dict[str, Any]]:
    """HTML text of markup, and the figures of its pictures by the id of their place.

    Examples
    --------
    >>> html, figures = collected(h.p[picture("strip", {"data": [], "layout": {}}, "90px")])
    >>> html
    '<p><div id="chart-strip" data-figure style="height:90px"></div></p>'
    >>> list(figures)
    ['chart-strip']
    """
    figures: dict[str, Any] = {}
    return "".join(FIGURES.provider(figures, markup).iter_chunks()), figures


def chart(
    key: str,
    title: str,
    about: str,
    figure: dict[str, Any],
    height: int,
    table: h.Node,
    source: Sequence[h.Node] = (),
    leads: bool = False,
    act: str = "",
) -> h.Element:
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
    table : htpy node
        The same rows as a table.
    source : sequence of htpy nodes
        Source, weights and years, under the picture.
    leads : bool
        Whether it is what a slide shows of its tab.
    act : str
        What a click does, if anything.
    """
    return h.figure(ON_SLIDES if leads else {}, class_=f"chart chart-{key}")[
        h.div[h.h3[title], h.p(class_="chart-about")[about, on_screen(act) if act else None]],
        h.div(class_="chart-picture", role="img", aria_label=_label(title, about, act))[
            picture(key, figure, f"{height}px")
        ],
        as_table(table, title),
        h.figcaption(class_="muted")[list(source)],
    ]


def _label(title: str, about: str, act: str) -> str:
    return joints.sentences((f"{title}. {about}", act))


def as_table(table: h.Node, label: str = "", asked: str = "") -> h.Element:
    """Fold away the rows of a chart; what is asked stands on the fold."""
    return h.details(class_="chart-table")[
        h.summary[asked or _("Read as a table")], framed(table, label or _("the chart"))
    ]


def layout(margin: dict[str, int], **more: Any) -> dict[str, Any]:
    """Layout of a quiet chart that neither zooms nor moves."""
    return {
        "margin": margin,
        "paper_bgcolor": PAPER,
        "plot_bgcolor": PAPER,
        "font": {"family": "inherit", "size": 12, "color": palette.LABEL},
        "hovermode": "closest",
        "hoverdistance": 14,
        "dragmode": False,
        "showlegend": False,
        "hoverlabel": hover_style(),
        **more,
    }


def axis(title: str = "", **more: Any) -> dict[str, Any]:
    """Fixed axis with pale grid lines; its numbers stand whole, without letters such as k."""
    return {
        "title": {"text": title, "font": {"size": 12, "color": SOFT}, "standoff": 8},
        "fixedrange": True,
        "zeroline": False,
        "showline": False,
        "gridcolor": GRID,
        "exponentformat": "none",
        "separatethousands": True,
        "tickfont": {"size": 11.5, "color": SOFT},
        **more,
    }


def note(text: str, x: Any, y: Any, **more: Any) -> dict[str, Any]:
    """Text inside a chart, without an arrow unless asked for; the caller escapes names."""
    return {"text": text, "x": x, "y": y, "showarrow": False, **more}


def moved_apart(values: Sequence[float], apart: float, top: float) -> list[float]:
    """Heights of names at rising values: none nearer to another than `apart`, none above `top`.

    Examples
    --------
    >>> moved_apart([1, 8, 9, 10], 2, 10), moved_apart([1, 2, 9], 2, 10)
    ([1, 6, 8, 10], [1, 3, 9])
    """
    found: list[float] = []
    for value in values:
        found.append(max(value, found[-1] + apart) if found else value)
    for at in reversed(range(len(found))):
        found[at] = min(found[at], top - apart * (len(found) - 1 - at))
    return found
