"""Which regions matter most in a view: the order in which a crowded map names them."""

from __future__ import annotations

import pandas as pd

from geo.scene.scene import Scene
from geo.world.places import REGION


def by_flow(scene: Scene) -> list[str]:
    """Codes of all units of a world, first those that a reader of this view looks for.

    Parameters
    ----------
    scene : Scene
        What is chosen and which corridors are drawn.

    Returns
    -------
    list of str
        The chosen region or the ends of chosen corridors; then by people in drawn corridors at
        either end; then by all who left or arrived in the interval. Units without figures last.
    """
    world, drawn = scene.world, scene.drawn
    people = pd.concat(
        [drawn.set_index(f"{end}_code")["persons"] for end in ("origin", "destination")]
    )
    margins = world.table("region_flows")
    margins = margins[margins["period"] == scene.view.period].set_index("region_code")
    order = pd.DataFrame(index=world.names.index)
    order["chosen"] = order.index.isin(chosen_regions(scene))
    order["drawn"] = people.groupby(level=0).sum().reindex(order.index).fillna(0.0)
    order["all"] = (margins["in_persons"] + margins["out_persons"]).reindex(order.index)
    order = order.sort_values(["chosen", "drawn", "all"], ascending=False, kind="stable")
    return [str(code) for code in order.index]


def chosen_regions(scene: Scene) -> list[str]:
    """The chosen region, or both ends of the chosen corridors."""
    if scene.place.kind == REGION:
        return [scene.place.region]
    ends = scene.world.vocabulary.ends
    return sorted({code for key in scene.place.corridors for code in ends(key)})
