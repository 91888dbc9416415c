"""Words for moves inside regions: what is counted as one."""

from __future__ import annotations

from geo.scene.within import Within
from geo.world.declared import InsideMove
from geo.world.world import World
from layers.text.gettext import N_, _

NOT_COUNTED = N_("not in these tables")


def definitions(world: World) -> dict[str, InsideMove]:
    """What counts as a move inside a region, by the word of the data."""
    return {one.key: one for one in world.package.inside_moves}


def definition(world: World, one: Within) -> str:
    """What a count takes for a move inside the region."""
    return _(definitions(world)[one.definition].title)


def apart_note(world: World, code: str, one: Within) -> str:
    """What must be known of a count in a region of this kind; empty where there is nothing."""
    known = definitions(world)[one.definition]
    is_apart = known.kind is not None and known.kind == world.counted.loc[code].get("kind")
    return _(known.note) if is_apart and known.note else ""
