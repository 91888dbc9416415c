"""A training programme in figures: money, plans, results and claims, which are never mixed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from geo.lessons.sheet import went_wrong
from geo.rows import rows_of
from geo.world.world import World

TRAINING, SUBSIDY, TOLD = "training", "training_subsidy", "regional_statements"
PLAN, RESULT, MONEY, CLAIM = KINDS = ("plan", "result", "money", "claim")
MORE_THAN, ABOUT = "more-than", "about"
PAPER = "national_series"
TOLD_TRAINED, TOLD_PLACED = "sunshine_project_trained", "sunshine_project_placed_share"
"""Figures of the paper on the same programme."""


@dataclass(frozen=True)
class Measure:
    """What a row of the reports counts.

    Attributes
    ----------
    key : str
        As the table names it.
    kind : str
        One of :data:`KINDS`.
    title : str
        As a reader sees it.
    bound : str
        :data:`MORE_THAN` or :data:`ABOUT` where the reports give no exact figure.
    """

    key: str
    kind: str
    title: str
    bound: str = ""


MEASURES: tuple[Measure, ...] = (
    Measure("planned trainees", PLAN, "People to be trained"),
    Measure("trained", RESULT, "People trained"),
    Measure("found non-farm work", RESULT, "People who found non-farm work"),
    Measure(
        "trained by local programmes alongside, more than",
        RESULT,
        "People trained by local programmes alongside",
        MORE_THAN,
    ),
    Measure("central subsidy", MONEY, "Central subsidy"),
    Measure("provincial subsidy, more than", MONEY, "Provincial subsidy", MORE_THAN),
    Measure(
        "income advantage over untrained migrants, about",
        CLAIM,
        "Income advantage over untrained migrants",
        ABOUT,
    ),
    Measure("income gain of those placed", CLAIM, "Income gain of those placed"),
)
KIND_OF = {one.key: one.kind for one in MEASURES}
"""What each measure of the reports is; a measure that stands here not is no figure of ours."""
_COUNTED_IN = re.compile(r"([\d,]+)(?: (million))? (.+)")


@dataclass(frozen=True)
class Figure:
    """A figure of the reports.

    Attributes
    ----------
    measure : Measure
        What it counts.
    area, start, end : str
        Nation or region; first and last year or month.
    value, unit : float, str
        As large as it is: a unit that is a number of others is counted out.
    """

    measure: Measure
    area: str
    start: str
    end: str
    value: float
    unit: str


def has_training(world: World) -> bool:
    """Whether a world has figures of a programme."""
    return world.has(TRAINING) and not world.table(TRAINING).empty


def began(world: World, event: str) -> bool:
    """Whether an act of the dossier began the programme."""
    return has_training(world) and event in set(world.table(TRAINING)["event_id"])


def figures_of(world: World, kind: str) -> list[Figure]:
    """Figures of one kind, in the order of the table; `KINDS` are never in one table."""
    measures = {one.key: one for one in MEASURES if one.kind == kind}
    return [
        Figure(
            measures[row["measure"]],
            row["area"],
            row["period_start"],
            row["period_end"],
            *counted_out(row["value"], row["unit"]),
        )
        for row in rows_of(world.table(TRAINING))
        if row["measure"] in measures
    ]


def counted_out(value: float, unit: str) -> tuple[float, str]:
    """A figure in units that are no number of others.

    Examples
    --------
    >>> counted_out(2.5, "100 million crowns"), counted_out(60, "10,000 persons")
    ((250000000.0, 'crowns'), (600000.0, 'persons'))
    >>> counted_out(200, "crowns per month")
    (200.0, 'crowns per month')
    """
    found = _COUNTED_IN.fullmatch(unit)
    if found is None:
        return float(value), unit
    number, is_million, whole = found.groups()
    each = int(number.replace(",", "")) * (1_000_000 if is_million else 1)
    return round(float(value) * each, 6), whole


def told_by_the_paper(world: World) -> list[dict[str, Any]]:
    """What the paper says of those trained and of those who found work, as it has it."""
    if not world.has(PAPER):
        return []
    table = world.table(PAPER).set_index("indicator", drop=False)
    found = [name for name in (TOLD_TRAINED, TOLD_PLACED) if name in table.index]
    return rows_of(table.loc[found])


def subsidies(world: World) -> list[dict[str, Any]]:
    """Subsidy per trainee from low to high, by year and region."""
    return rows_of(world.table(SUBSIDY)) if world.has(SUBSIDY) else []


def failed(world: World, place: str = "") -> list[dict[str, Any]]:
    """What the paper says went wrong with training, at a place or anywhere."""
    return rows_of(went_wrong(world.table(TOLD), place)) if world.has(TOLD) else []
