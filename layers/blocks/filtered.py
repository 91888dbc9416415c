"""What the filters keep, in words, and that some figures are those of the whole country."""

from __future__ import annotations

import htpy as h

from geo.scene.scene import Scene
from geo.world.declared import Scheme
from geo.world.places import REGION
from geo.world.world import World
from layers.text import words
from layers.text.gettext import _, ngettext


def filters(world: World, scene: Scene) -> list[str]:
    """From where, to where, and the chosen region, where the view says so."""
    parts = []
    origins = _names(world, scene.scheme, scene.view.listed("origins"))
    destinations = _names(world, scene.scheme, scene.view.listed("destinations"))
    if origins:
        parts.append(_("from {place}").format(place=origins))
    if destinations:
        parts.append(_("to {place}").format(place=destinations))
    if scene.place.kind == REGION:
        name = words.region(world, scene.place.key)
        side = {
            "in": _("arriving in {place}"),
            "out": _("leaving {place}"),
        }.get(scene.view.direction, _("to or from {place}"))
        parts.append(side.format(place=name))
    return parts


def _names(world: World, scheme: Scheme, keys: tuple[str, ...]) -> str:
    """Zones and regions in words, three at most and then a count."""
    named = [words.zone_or_region(world, scheme, key) for key in keys]
    if len(named) > 3:
        rest = len(named) - 2
        named = [*named[:2], ngettext("{n} more", "{n} more", rest).format(n=rest)]
    return " + ".join(named)


def unfiltered(world: World, scene: Scene) -> str:
    """That figures are of all corridors, whatever is filtered; empty where nothing is."""
    kept = filters(world, scene)
    if not kept:
        return ""
    said = _("All corridors of {country}: the filter ({filters}) does not change these figures.")
    return said.format(filters=", ".join(kept))


def unfiltered_note(world: World, scene: Scene) -> list[h.Element]:
    """The same as a line under a heading."""
    said = unfiltered(world, scene)
    return [h.p(class_="muted")[said]] if said else []
