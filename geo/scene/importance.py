"""Which regions matter most in a view: the order in which a crowded map names them."""

from __future__ import annotations

import math

from geo.flows.portraits import moved
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
    world, drawn = scene.world, scene.columns
    chosen, everybody = chosen_regions(scene), moved(world, scene.view.period).to_dict()
    people = dict.fromkeys(world.names.index.tolist(), 0.0)
    for end in ("origin", "destination"):
        ends = zip(drawn[f"{end}_code"], drawn["persons"], strict=True)
        for code, persons in ends:
            people[code] += persons
    return sorted(
        people,
        key=lambda code: (code not in chosen, -people[code], -everybody.get(code, -math.inf)),
    )


def chosen_regions(scene: Scene) -> list[str]:
    """The chosen region, or both ends of the chosen corridors."""
    if scene.place.kind == REGION:
        return [scene.place.region]
    return sorted({code for pair in scene.chosen_pairs for code in pair})
