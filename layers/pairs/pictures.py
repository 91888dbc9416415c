"""The three pictures of the same flows, switched in place: flow map, OD map and matrix."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.flows.pairs import MAP_OUT, MAPS, map_order, orders
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.links import link
from layers.blocks.markup import form
from layers.text.gettext import _

MAP, PAIRS = "map", "pairs"
PICTURES = form(h.nav(class_="pictures", aria_label="%s")["%s"])
OPEN = form(h.b(aria_current="true")["%s"])


def pictures(world: World, scene: Scene) -> list[Any]:
    """A link to each picture but the open one; all else of the view stays, what is chosen too.

    The OD map and the matrix keep the way in which they were read last. Other tabs have no switch.
    """
    view, legal = scene.view, orders(world)
    if view.view not in (MAP, PAIRS):
        return []
    mapped = view.order in MAPS
    kinds = {MAP: (_("Flow map"), {"view": MAP})}
    if MAP_OUT in legal:
        opened = map_order(view.order, view.direction)
        kinds["tiles"] = (_("OD map"), {"view": PAIRS, "order": opened})
    order = legal[0] if mapped else view.order
    kinds["matrix"] = (_("Matrix"), {"view": PAIRS, "order": order})
    now = MAP if view.view == MAP else "tiles" if mapped else "matrix"
    shown = [
        OPEN % name if kind == now else link(name, view, **changes)
        for kind, (name, changes) in kinds.items()
    ]
    return [PICTURES % (_("Picture of the flows"), shown)]
