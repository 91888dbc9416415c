"""The card at the right: what is chosen, in figures and in the paper's words."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.flows.compare import comparison_of
from geo.scene.scene import Scene
from geo.world.places import NATION
from geo.world.world import World
from layers.blocks.links import link, source
from layers.flows.compare import compare_card, pinned
from layers.map.clusters import clusters_told
from layers.sites.cards import loaded_card
from layers.subjects import cards
from layers.text.gettext import _


def card(world: World, scene: Scene) -> list[Any]:
    """Card of whatever is chosen; the nation when nothing is."""
    kind, view = scene.place.kind, scene.view
    held = comparison_of(view, scene.place, world.vocabulary)
    parts: list[Any] = [pinned(world, view, held)] if held else []
    if scene.place.key in world.loaded.slugs:
        parts += loaded_card(world, scene)
    else:
        found = cards(world)[kind]
        parts += (
            compare_card(world, scene, held) if held and held.kind else found.make(world, scene)
        )
        parts.append(h.p[source(view, world.catalogue[found.dataset].name)])
    alike = clusters_told(world, scene)
    if kind == NATION:
        return [*alike, *parts]
    parts += alike
    return [link(_("Close"), view, "card-close", _("Back to the whole country"), place=""), *parts]
