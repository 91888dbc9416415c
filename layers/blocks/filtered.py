"""What the filters keep, in words, and what sums are of: the whole country, or known pairs."""

from __future__ import annotations

import htpy as h

from geo.scene.scene import Scene
from geo.world.declared import Scheme
from geo.world.places import REGION
from geo.world.world import World
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import _, ngettext

BOTH = 2


def filters(world: World, scene: Scene) -> list[str]:
    """From where, to where, and the chosen region, where the view says so."""
    parts = _ends(world, scene)
    if scene.place.kind == REGION:
        name = words.region(world, scene.place.key)
        side = {
            "in": _("arriving in {place}"),
            "out": _("leaving {place}"),
        }.get(scene.view.direction, _("to or from {place}"))
        parts.append(side.format(place=name))
    return parts


def _ends(world: World, scene: Scene) -> list[str]:
    """Both ends as one part; the same places at both ends stand once."""
    origins, destinations = (scene.view.listed(end) for end in ("origins", "destinations"))
    places = {
        "origin": _names(world, scene.scheme, origins),
        "destination": _names(world, scene.scheme, destinations),
    }
    if origins == destinations and {*origins} & {*scene.scheme.keys}:
        return [_("inside {places}").format(places=places["origin"])]
    if origins == destinations and len(origins) > 1:
        template = _("between {places}") if len(origins) == BOTH else _("among {places}")
        return [template.format(places=places["origin"])]
    if origins and destinations:
        return [_("from {origin} to {destination}").format(**places)]
    if origins:
        return [_("from {place}").format(place=places["origin"])]
    return [_("to {place}").format(place=places["destination"])] if destinations else []


def _names(world: World, scheme: Scheme, keys: tuple[str, ...]) -> str:
    """Zones and regions as a sentence names them, three at most and then a count."""
    named = [
        words.zone_inside(scheme, key) if key in scheme.keys else words.region(world, key)
        for key in keys
    ]
    if len(named) > 3:
        rest = len(named) - 2
        named = [*named[:2], ngettext("{n} more", "{n} more", rest).format(n=rest)]
    return text.named(named)


def unfiltered(world: World, scene: Scene) -> str:
    """That figures are of all corridors, whatever is filtered; empty where nothing is."""
    kept = filters(world, scene)
    if not kept:
        return ""
    said = _("All corridors of {country}: the filter ({filters}) does not change these figures.")
    return said.format(filters=joints.clauses(kept))


def unfiltered_note(world: World, scene: Scene) -> list[h.Element]:
    """The same as a line under a heading."""
    said = unfiltered(world, scene)
    return [h.p(class_="muted")[said]] if said else []


def hidden_note(world: World) -> list[h.Element]:
    """What sums hold where the file has no row for some pairs; nothing where it has all."""
    if not world.package.hides_pairs:
        return []
    said = _(
        "Sums are of the pairs of {regions} that the file has. A pair without a row is nobody or "
        "hidden: it is not zero, and in no sum."
    )
    return [h.p(class_="muted")[said]]
