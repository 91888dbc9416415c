"""The timeline: policy, national totals and census intervals on one clock, never added or joined.

Three strips share the axis: six policy periods with dated acts, two dot series of national totals
with two definitions, and the five intervals as bars of true width.
"""

from __future__ import annotations

from typing import Any

from geo.scene import Scene
from geo.store import Store
from layers.page import timeline_marks as marks
from layers.page import timeline_policy as policy
from layers.page.timeline_bars import bars, hovers, targets
from layers.page.timeline_trial import trial_shapes
from layers.text import _

DOTS, BARS = [0.38, 0.71], [0.0, 0.35]


def base_figure(store: Store, scene: Scene) -> dict[str, Any]:
    """Whole timeline; only bars, acts and the cursor change later."""
    still = [marks.gaps(store), marks.paper_totals(store), marks.survey_totals(store)]
    strips = [one | said for one, said in zip(targets(store), hovers(store, scene), strict=True)]
    traces = [*strips, *policy.acts(store, scene), *still, policy.band_targets(store)]
    return {"data": traces, "layout": _layout(store, scene)}


def changes(store: Store, scene: Scene) -> dict[str, Any]:
    """Bars and what they say, acts that fade, the chosen event, and the review window.

    Returns
    -------
    dict
        ``data``: dotted paths and values for the first traces, in order; ``layout``: the same.
    """
    acts = policy.opacities(store, scene)
    return {
        "data": [
            *hovers(store, scene),
            *({"marker.opacity": opacities} for opacities in acts),
        ],
        "layout": {
            f"shapes.{slot}": shape for slot, shape in enumerate(_moving_shapes(store, scene))
        },
    }


def _moving_shapes(store: Store, scene: Scene) -> list[dict[str, Any]]:
    """Shapes that a view changes, always as many."""
    return [policy.cursor(store, scene), *bars(store, scene), *trial_shapes(scene.view)]


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
        "yaxis": {**hidden, "domain": BARS, "range": [0, 1]},
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
