"""The five intervals on the clock: bars of true width, and what answers the mouse.

Bars are shapes of the layout, each redrawn alone, while a changed trace would draw every mark of
the clock again. They are measured in shares of the whole figure, the largest bar of the filter
reaching ``LARGEST``: a shape on an axis of its own would lose its number where the strip is low.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.periods import decimal_year
from geo.scene import Scene
from geo.store import Store
from layers import text, words
from layers.map import palette
from layers.map.layer import hover_style
from layers.text import _, escaped

LARGEST = 0.24
BAR, BAR_CHOSEN = "#c3d0dd", "#5b7796"
MILLION = 1_000_000
ESTIMATE_EDGE = {"color": "#10284b", "width": 1.3, "dash": "4px,3px"}
TARGETS = 10  # for each bar


def bars(store: Store, scene: Scene) -> list[dict[str, Any]]:
    """One rectangle for each interval with its number above, the chosen one dark."""
    persons = _persons(store, scene)
    largest = max(float(persons.max()), 1.0) if persons.notna().any() else 1.0
    heights = persons.fillna(0.0) / largest * LARGEST
    labels = _labels(persons)
    found = []
    for row in store.table("periods").to_dict("records"):
        start, end = _ends(row)
        found.append(
            {
                "type": "rect",
                "name": f"bar-{row['period']}",
                "x0": start,
                "x1": end,
                "y0": 0,
                "y1": float(heights[row["period"]]),
                "yref": "paper",
                "fillcolor": BAR_CHOSEN if row["period"] == scene.view.period else BAR,
                "line": ESTIMATE_EDGE,
                "label": {
                    "text": labels[row["period"]],
                    "textposition": "top center",
                    "yanchor": "bottom",
                    "font": {"color": palette.INK, "size": 11},
                },
            }
        )
    return found


def targets(store: Store) -> list[dict[str, Any]]:
    """Unseen marks that make the whole strip of each interval answer to hover and click."""
    found = []
    for slot, row in enumerate(store.table("periods").to_dict("records")):
        start, end = _ends(row)
        found.append(
            {
                "type": "scatter",
                "uid": f"bars-{slot}",
                "mode": "markers",
                "x": [start + (end - start) * (i + 0.5) / TARGETS for i in range(TARGETS)],
                "y": [0.5] * TARGETS,
                "customdata": [f"period:{row['period']}"] * TARGETS,
                "marker": {"size": 24, "opacity": 0},
                "hoverlabel": hover_style(),
                "showlegend": False,
            }
        )
    return found


def hovers(store: Store, scene: Scene) -> list[dict[str, str]]:
    """What the marks of each interval say; a template that is one text changes no drawing."""
    said = []
    persons = _persons(store, scene)
    for row in store.table("periods").to_dict("records"):
        value = persons[row["period"]]
        people = _("nobody") if pd.isna(value) else _("{n} people").format(n=text.people(value))
        source = escaped(words.period_source(store, row["period"]))
        hover = f"<b>{words.interval(row['period'])}</b>: {people}<br><i>{source}</i>"
        said.append({"hovertemplate": hover + "<extra></extra>"})
    return said


def _persons(store: Store, scene: Scene) -> pd.Series:
    """People whom the filters keep in every interval, missing where they keep nobody."""
    return scene.totals["persons"].reindex(store.table("periods")["period"])


def _ends(row: dict[str, Any]) -> tuple[float, float]:
    """First and last moment of an interval, in years."""
    return decimal_year(row["residence_before"]), decimal_year(row["residence_now"])


def _labels(persons: pd.Series) -> dict[str, str]:
    """Number above each bar: millions, or people where every bar is smaller than a million."""
    small = persons.max() < MILLION

    def label(value: float) -> str:
        if pd.isna(value):
            return _("none")
        return (
            text.people(value) if small else _("{n} m").format(n=text.decimal(value / MILLION, 1))
        )

    return {str(period): label(value) for period, value in persons.items()}
