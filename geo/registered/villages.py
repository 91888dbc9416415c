"""Where the residents of villages are registered: one row of a census, or none."""

from __future__ import annotations

from typing import Any

from geo.rows import rows_of
from geo.world.world import World

VILLAGES = "village_residents"
NEAR_TO_FAR = (
    "same_village_persons",
    "same_township_persons",
    "same_county_persons",
    "same_prefecture_persons",
    "same_province_persons",
    "other_province_persons",
    "undetermined_persons",
)
"""Places of registration, from the nearest; together they are all residents."""


def has_villages(world: World) -> bool:
    """Whether a world has the table, of some of its regions at least."""
    return world.has(VILLAGES) and not world.table(VILLAGES).empty


def villages_of(world: World, code: str) -> dict[str, Any] | None:
    """Residents of the villages of a region; None where the source has no figure, not a zero.

    Returns
    -------
    dict or None
        ``all_persons`` and the columns of `NEAR_TO_FAR`.
    """
    table = world.table(VILLAGES)
    return next(iter(rows_of(table[table["region_code"] == code])), None)
