"""People who came to a region or left it and are in no corridor, since their other end is none."""

from __future__ import annotations

import htpy as h

from geo.flows import portraits
from geo.world.world import World
from layers.text import joints, numbers
from layers.text.gettext import N_, _

KINDS = {
    "in": {
        "unknown": N_("{n} of unknown origin"),
        "abroad": N_("{n} from abroad"),
        "territory": N_("{n} from regions outside this table"),
        "rest": N_("{n} from other places together"),
        portraits.UNNAMED_END: N_("{n} from names without a place"),
    },
    "out": {
        "unknown": N_("{n} with unknown destination"),
        "abroad": N_("{n} to abroad"),
        "territory": N_("{n} to regions outside this table"),
        "rest": N_("{n} to other places together"),
        portraits.UNNAMED_END: N_("{n} to names without a place"),
    },
}
SAID = {
    "in": N_("Besides, {n} people arrived who are in no corridor and no sum here: {kinds}."),
    "out": N_("Besides, {n} people left who are in no corridor and no sum here: {kinds}."),
}
SIDES = tuple(SAID)


def told_beside(world: World, period: str, code: str = "") -> list[h.Element]:
    """A sentence for each side of a region that has such people; of all regions without a code."""
    return [
        h.p(class_="beside")[_said(side, found)]
        for side in SIDES
        if (found := portraits.beside(world, period, code, side))
    ]


def _said(side: str, found: list[tuple[str, float]]) -> str:
    kinds = (_(KINDS[side][kind]).format(n=numbers.people(persons)) for kind, persons in found)
    whole = numbers.people(sum(persons for _kind, persons in found))
    return _(SAID[side]).format(n=whole, kinds=joints.listed(kinds))
