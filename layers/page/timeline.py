"""The timeline: policy, national totals and census intervals on one clock, never added or joined.

Three strips share the axis: six policy periods with dated acts, two dot series of national totals
with two definitions, and the five intervals as bars of true width.
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
from layers.page import timeline_marks as marks
from layers.page import timeline_policy as policy
from layers.page.timeline_trial import trial_shapes
from layers.text import _, escaped

DOTS, BARS = [0.38, 0.71], [0.0, 0.35]
BAR, BAR_CHOSEN = "#c3d0dd", "#5b7796"
MILLION = 1_000_000
ESTIMATE_EDGE = {"color": "#10284b", "width": 1.3, "dash": "4px,3px"}
TARGETS = 10  # for each bar
BAR_CHANGES = (("y",), ("y", "text"), ("y", "hovertext"))


def base_figure(store: Store, scene: Scene) -> dict[str, Any]:
    """Whole timeline; only bars, acts and the cursor change later."""
    still = [marks.gaps(store), marks.paper_totals(store), marks.survey_totals(store)]
    changing = [*_bars(store, scene), *policy.acts(store, scene)]
    traces = [*changing, *still, policy.band_targets(store)]
    return {"data": traces, "layout": _layout(store, scene)}


def changes(store: Store, scene: Scene) -> dict[str, Any]:
    """Bars and their scale, acts that fade, the chosen bar and event, and the review window.

    Returns
    -------
    dict
        ``data``: dotted paths and values for the first traces, in order; ``layout``: the same.
    """
    bars = zip(_bars(store, scene), BAR_CHANGES, strict=True)
    acts = policy.opacities(store, scene)
    moving = enumerate(_moving_shapes(store, scene))
    return {
        "data": [
            *({key: trace[key] for key in keys} for trace, keys in bars),
            *({"marker.opacity": opacities} for opacities in acts),
        ],
        "layout": {
            "yaxis.range": [0, _top(scene)],
            **{f"shapes.{slot}": shape for slot, shape in moving},
        },
    }


def _moving_shapes(store: Store, scene: Scene) -> list[dict[str, Any]]:
    """Shapes that a view changes, always as many."""
    return [
        policy.cursor(store, scene),
        _chosen_bar(store, scene),
        *trial_shapes(scene.view),
    ]


def _top(scene: Scene) -> float:
    largest = scene.totals["persons"].max() if len(scene.totals) else 1.0
    return float(max(largest, 1.0)) * 1.45


def _ends(row: dict[str, Any]) -> tuple[float, float]:
    """First and last moment of an interval, in years."""
    return decimal_year(row["residence_before"]), decimal_year(row["residence_now"])


def _chosen_bar(store: Store, scene: Scene) -> dict[str, Any]:
    """Rectangle over the bar of the chosen interval: moving through time moves nothing else."""
    start, end = _ends(store.period_rows[scene.view.period])
    height = scene.totals["persons"].get(scene.view.period, 0.0)
    return {
        "type": "rect",
        "x0": start,
        "x1": end,
        "y0": 0,
        "y1": float(height),
        "yref": "y",
        "fillcolor": BAR_CHOSEN,
        "line": ESTIMATE_EDGE,
    }


def _bars(store: Store, scene: Scene) -> list[dict[str, Any]]:
    """Outline of all bars, one label at the middle of each, and what answers the mouse."""
    periods = store.table("periods").to_dict("records")
    persons = scene.totals["persons"].reindex([row["period"] for row in periods])
    heights = [0.0 if pd.isna(value) else float(value) for value in persons]
    outline: dict[str, list[Any]] = {"x": [], "y": []}
    for row, height in zip(periods, heights, strict=True):
        start, end = _ends(row)
        outline["x"] += [start, start, end, end, start, None]
        outline["y"] += [0, height, height, 0, 0, None]
    return [
        {
            "type": "scatter",
            "uid": "bars-0",
            "mode": "lines",
            "fill": "toself",
            "fillcolor": BAR,
            "line": ESTIMATE_EDGE,
            "hoverinfo": "skip",
            "showlegend": False,
            **outline,
        },
        {
            "type": "scatter",
            "uid": "bars-1",
            "mode": "text",
            "x": [sum(_ends(row)) / 2 for row in periods],
            "y": heights,
            "text": _bar_labels(persons),
            "textposition": "top center",
            "cliponaxis": False,
            "textfont": {"color": palette.INK, "size": 11},
            "hoverinfo": "skip",
            "showlegend": False,
        },
        _targets(store, scene, persons),
    ]


def _targets(store: Store, scene: Scene, persons: pd.Series) -> dict[str, Any]:
    """Unseen marks that make the whole strip of an interval answer to hover and click."""
    trace: dict[str, Any] = {"x": [], "y": [], "customdata": [], "hovertext": []}
    for row, value in zip(store.table("periods").to_dict("records"), persons, strict=True):
        start, end = _ends(row)
        said = _("nobody") if pd.isna(value) else _("{n} people").format(n=text.people(value))
        source = words.period_source(store, row["period"])
        hover = f"<b>{words.interval(row['period'])}</b>: {said}<br><i>{escaped(source)}</i>"
        trace["x"] += [start + (end - start) * (i + 0.5) / TARGETS for i in range(TARGETS)]
        trace["y"] += [_top(scene) / 2] * TARGETS
        trace["customdata"] += [f"period:{row['period']}"] * TARGETS
        trace["hovertext"] += [hover] * TARGETS
    return trace | {
        "type": "scatter",
        "uid": "bars-2",
        "mode": "markers",
        "marker": {"size": 24, "opacity": 0},
        "hovertemplate": "%{hovertext}<extra></extra>",
        "hoverlabel": hover_style(),
        "showlegend": False,
    }


def _bar_labels(persons: pd.Series) -> list[str]:
    """Number above each bar: millions, or people where every bar is smaller than a million."""
    if persons.max() < MILLION:
        return [_("none") if pd.isna(value) else text.people(value) for value in persons]
    return [
        _("none") if pd.isna(value) else _("{n} m").format(n=text.decimal(value / MILLION, 1))
        for value in persons
    ]


def _layout(store: Store, scene: Scene) -> dict[str, Any]:
    hidden = {"visible": False, "fixedrange": True}
    return {
        "uirevision": "timeline",
        "margin": {"l": 8, "r": 8, "t": 0, "b": 18},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "inherit", "size": 11, "color": "#3a4452"},
        "hovermode": "closest",
        "hoverdistance": 14,
        "dragmode": False,
        "shapes": [*_moving_shapes(store, scene), *policy.bands(store)],
        "annotations": policy.labels(store),
        "xaxis": {
            "range": [policy.FIRST_YEAR, policy.LAST_YEAR],
            "fixedrange": True,
            "showgrid": False,
            "zeroline": False,
            "dtick": 5,
            "tick0": 1980,
            "anchor": "y",
        },
        "yaxis": {**hidden, "domain": BARS, "range": [0, _top(scene)]},
        "yaxis2": {**hidden, "domain": DOTS, "range": [-12, 330]},
        "yaxis3": {**hidden, "domain": policy.BANDS, "range": [0, 1]},
    }


def caption() -> str:
    """Key of the three strips in one line."""
    return _(
        "Bands and ticks: policy as the paper dates it. ○ paper's totals, ◇ later survey: two "
        "definitions, never joined. Dashed bars: people of the current filter, estimated."
    )


def spoken(store: Store) -> str:
    """Text equivalent of the timeline; its figures are in the timeline download."""
    return _(
        "Timeline from 1976 to 2025 with six policy periods, dated acts, national totals of two "
        "definitions and {n} five-year intervals. The same rows are in the timeline download."
    ).format(n=len(store.table("periods")))
