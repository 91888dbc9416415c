"""What the card of a region says of the sites in it."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import link
from layers.text.gettext import _


def sites_in(world: World, view: View, code: str) -> list[Any]:
    """Sites and ends of networks in a region, those of the paper apart from a reader's own."""
    inside = [key for key, place in world.places.items() if place.region == code]
    names = dict(zip(world.loaded.sites["site"], world.loaded.sites["name"], strict=True))
    parts: list[Any] = []
    for title, keys in (
        (_("The paper's places here"), [key for key in inside if key not in names]),
        (_("Loaded by you"), [key for key in inside if key in names]),
    ):
        links = [h.li[link(names.get(key, _(key.title())), view, place=key)] for key in keys]
        parts += [h.h3[title], h.ul(class_="plain")[links]] if links else []
    return parts
