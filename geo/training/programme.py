"""A training programme in figures: money, plans, results and claims, which are never mixed."""

from __future__ import annotations

from typing import Any

from geo.lessons.sheet import went_wrong
from geo.rows import rows_of
from geo.world.world import World

TRAINING, SUBSIDY, TOLD = "training", "training_subsidy", "regional_statements"
PLAN, RESULT, MONEY, CLAIM = KINDS = ("plan", "result", "money", "claim")
KIND_OF = {
    "planned trainees": PLAN,
    "trained": RESULT,
    "found non-farm work": RESULT,
    "trained by local programmes alongside, more than": RESULT,
    "central subsidy": MONEY,
    "provincial subsidy, more than": MONEY,
    "income advantage over untrained migrants, about": CLAIM,
    "income gain of those placed": CLAIM,
}
"""What each measure of the reports is; a measure that stands here not is no figure of ours."""


def has_training(world: World) -> bool:
    """Whether a world has figures of a programme."""
    return world.has(TRAINING) and not world.table(TRAINING).empty


def began(world: World, event: str) -> bool:
    """Whether an act of the dossier began the programme."""
    return has_training(world) and event in set(world.table(TRAINING)["event_id"])


def figures_of(world: World, kind: str) -> list[dict[str, Any]]:
    """Rows of one kind, as the reports have them; `KINDS` are never in one table."""
    table = world.table(TRAINING)
    return rows_of(table[table["measure"].map(KIND_OF) == kind])


def subsidies(world: World) -> list[dict[str, Any]]:
    """Subsidy per trainee from low to high, by year and region."""
    return rows_of(world.table(SUBSIDY)) if world.has(SUBSIDY) else []


def failed(world: World, place: str = "") -> list[dict[str, Any]]:
    """What the paper says went wrong with training, at a place or anywhere."""
    return rows_of(went_wrong(world.table(TOLD), place)) if world.has(TOLD) else []
