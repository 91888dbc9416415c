"""Which level of a world of very many regions is shown, and the ways to the others."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.world.world import World
from layers.text import joints
from layers.text.gettext import _

ALL, PARTED = "all", "~"
"""The level with every region; what stands between the name of a world and the groups open."""


def level_said(world: World) -> str:
    """The level in one sentence; empty where a world has one alone."""
    level = world.package.level
    if level is None:
        return ""
    if not level.opened:
        return _("Shown by groups ({grouping}).").format(grouping=level.grouping)
    names = joints.listed([one.name for one in level.opened])
    return _("Shown by groups ({grouping}), open: {names}.").format(
        grouping=level.grouping, names=names
    )


def ways_to_levels(world: World, code: str = "") -> list[Any]:
    """Links that open a group, shut all or open all; none where a world has one level.

    Parameters
    ----------
    world
        What is shown.
    code
        The chosen region.
    """
    name, _sign, shown = world.name.partition(PARTED)
    level = world.package.level
    if not name or (level is None and shown != ALL):
        return []
    ways = []
    if level and code in level.shut:
        opened = PARTED.join(sorted((*(one.code for one in level.opened), code)))
        label = _("Open: {places}").format(places=level.regions)
        ways.append(_way(label, f"{name}{PARTED}{opened}"))
    if level is None or level.opened:
        ways.append(_way(_("Back to groups"), name))
    if level:
        label = _("Show all: {places}").format(places=level.regions)
        ways.append(_way(label, f"{name}{PARTED}{ALL}"))
    return [h.p(class_="level-ways")[[[" · " if at else "", one] for at, one in enumerate(ways)]]]


def _way(label: str, name: str) -> h.Element:
    return h.a(href=f"/?world={name}")[label]
