"""The timeline: policy, national totals and census intervals in four lanes on one clock.

Nothing in it is added or joined.
"""

from __future__ import annotations

from typing import Any

from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks import palette
from layers.policy import acts, bands, bars, totals
from layers.policy.lanes import axes, broken, feet, guides, has_dossier, remarks
from layers.policy.window import trial_shapes

BEFORE_PX, AFTER_PX = 20, 16  # beside the axis, as in assets/clock.css


def base_figure(world: World, scene: Scene) -> dict[str, Any]:
    """Whole timeline; only bars, acts and the cursor change later."""
    strips = [
        one | said for one, said in zip(bars.targets(world), bars.hovers(world, scene), strict=True)
    ]
    return {"data": [*strips, *_dossier(world, scene)], "layout": _layout(world, scene)}


def _dossier(world: World, scene: Scene) -> list[dict[str, Any]]:
    """Acts, totals and bands, in worlds that have them."""
    if not has_dossier(world):
        return []
    still = [totals.gaps(world), totals.paper_totals(world), totals.survey_totals(world)]
    return [*acts.acts(world, scene), *still, bands.band_targets(world)]


def changes(world: World, scene: Scene) -> dict[str, Any]:
    """Bars and what they say, acts that fade, the chosen event, and the review window.

    Returns
    -------
    dict
        ``data``: dotted paths and values for the first traces, in order; ``layout``: the same.
    """
    lit = acts.opacities(world, scene) if has_dossier(world) else []
    return {
        "data": [
            *bars.hovers(world, scene),
            *({"marker.opacity": opacities} for opacities in lit),
        ],
        "layout": {
            f"shapes.{slot}": shape for slot, shape in enumerate(_moving_shapes(world, scene))
        },
    }


def _moving_shapes(world: World, scene: Scene) -> list[dict[str, Any]]:
    """Shapes that a view changes, always as many."""
    told = has_dossier(world)
    return [
        bands.cursor(world, scene),
        *bars.bars(world, scene),
        *trial_shapes(world, scene.view),
        bars.tint(world, scene),
        bars.scale(world, scene),
        *(acts.spans(world, scene) if told else ()),
    ]


def _layout(world: World, scene: Scene) -> dict[str, Any]:
    told = has_dossier(world)
    return {
        "uirevision": "timeline",
        "meta": {"lanes": feet()} if told else {},
        "margin": {"l": BEFORE_PX, "r": AFTER_PX, "t": 4, "b": 18},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "font": {"family": "inherit", "size": 11, "color": palette.LABEL},
        "hovermode": "closest",
        "hoverdistance": 12,
        "dragmode": False,
        "shapes": [
            *_moving_shapes(world, scene),
            *(bands.bands(world) if told else ()),
            *guides(world),
            *broken(world),
        ],
        "annotations": [*(bands.labels(world) if told else ()), *remarks(world)],
        **axes(world),
    }
