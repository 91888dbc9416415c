"""Which level of a world of very many regions is shown, and the ways to the others."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import link
from layers.text import joints, numbers
from layers.text.gettext import _

ALL, PARTED = "all", "~"
"""The level with every region; what stands between the name of a world and the groups open."""


def level_said(world: World, period: str) -> str:
    """The level in one sentence, and who is left out; empty where a world has one alone.

    Parameters
    ----------
    world
        What is shown.
    period
        The interval.
    """
    level = world.package.level
    if level is None:
        return ""
    inside = level.inside.get(period, 0.0)
    names = joints.listed([one.name for one in level.opened])
    if level.opened:
        said = _("Shown by {grouping}, open: {names}.")
        if inside:
            said = _(
                "Shown by {grouping}, open: {names}; {n} people who moved inside one that is not "
                "open are left out."
            )
    else:
        said = _("Shown by {grouping}.")
        if inside:
            said = _("Shown by {grouping}; {n} people who moved inside one are left out.")
    return said.format(grouping=level.grouping, names=names, n=numbers.people(inside))


def ways_to_levels(world: World, view: View, code: str = "", name: str = "") -> list[Any]:
    """Links that open a group, shut all or open all; none where a world has one level.

    Parameters
    ----------
    world
        What is shown.
    view
        What of it: all of it stays but the place, which another level may lack.
    code, name
        The chosen region.
    """
    own, _sign, shown = world.name.partition(PARTED)
    level = world.package.level
    if not own or (level is None and shown != ALL):
        return []
    ways = []
    if level and code in level.shut:
        opened = PARTED.join(sorted((*(one.code for one in level.opened), code)))
        label = _("Open {place}: its {places} on this map").format(place=name, places=level.regions)
        ways.append(_way(label, view, f"{own}{PARTED}{opened}"))
    if level is None or level.opened:
        ways.append(_way(_("Back to groups"), view, own, origins="", destinations=""))
    if level:
        label = _("Show all {places}").format(places=level.regions)
        ways.append(_way(label, view, f"{own}{PARTED}{ALL}"))
    return [h.p(class_="level-ways")[[[" · " if at else "", one] for at, one in enumerate(ways)]]]


def _way(label: str, view: View, name: str, **changes: str) -> Any:
    return link(label, view, world=name, place="", **changes)


def ways_to_filter(world: World, view: View, code: str) -> list[Any]:
    """Where there are too many regions to list, the card of one keeps the corridors to it."""
    if not world.has_many:
        return []
    ways = {_("Only from here"): {"origins": code}, _("Only to here"): {"destinations": code}}
    links = [link(label, view, **change, place="") for label, change in ways.items()]
    return [h.p(class_="level-ways")[links[0], " · ", links[1]]]


def ways(world: World, view: View, code: str, name: str) -> list[Any]:
    """All ways on from a chosen region: other levels, and its corridors alone."""
    return [*ways_to_levels(world, view, code, name), *ways_to_filter(world, view, code)]
