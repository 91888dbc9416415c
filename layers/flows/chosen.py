"""The chosen corridor or region in one name and one number, for whoever sits far away."""

from __future__ import annotations

import math
from typing import Any

import htpy as h

from geo.flows import portraits
from geo.scene.scene import Scene
from geo.world.places import REGION
from geo.world.world import World
from layers.text import numbers, words
from layers.text.gettext import _


def chosen(world: World, scene: Scene) -> list[Any]:
    """Name, number and place in the order of what is chosen; nothing for other places."""
    if len(scene.place.corridors) == 1:
        return _corridor(world, scene)
    if scene.place.kind == REGION:
        return _region(world, scene)
    return []


def _corridor(world: World, scene: Scene) -> list[Any]:
    ends = world.vocabulary.ends(scene.place.key)
    row = portraits.corridor_rows(world, *ends).get(scene.view.period)
    name = words.corridor(world, *ends)
    if row is None:
        return _told(name, numbers.no_figure(), "")
    rank = _("people, rank {rank} of {count}").format(
        rank=row["national_rank"],
        count=numbers.decimal(portraits.corridors_count(world, scene.view.period)),
    )
    return _told(name, numbers.people(row["migrants_persons"]), rank)


def _region(world: World, scene: Scene) -> list[Any]:
    net = portraits.region_margins(world, scene.view.period, scene.place.key)["net_persons"]
    name = words.region(world, scene.place.key)
    if math.isnan(net):
        return _told(name, numbers.no_figure(), "")
    return _told(
        name, numbers.signed(numbers.people(net), net), _("people, arrivals less departures")
    )


def _told(name: str, number: str, about: str) -> list[Any]:
    short = _("{n} people").format(n=number) if about else number  # beside the map in the hall
    return [
        h.p(class_="chosen-name")[name],
        h.p(class_="chosen-number", data_short=short)[number],
        h.p[about],
    ]
