"""Part of a card: a training programme by its own reports, beside what the paper says of it."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.statements.statements import statements
from geo.training.programme import (
    CLAIM,
    MONEY,
    PLAN,
    RESULT,
    TOLD,
    TRAINING,
    failed,
    figures_of,
    has_training,
    subsidies,
)
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.statements import cited
from layers.blocks.tables import figures
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _

TITLES = {
    PLAN: N_("Planned"),
    RESULT: N_("Reported as done"),
    MONEY: N_("Money"),
    CLAIM: N_("Gains that the programme claims; no group to compare with"),
}
"""Captions of the tables, which are never one."""


def training(world: World, view: View, is_told: bool = False) -> list[Any]:
    """Plans, results, money and claims in tables of their own; nothing in a world without them.

    Parameters
    ----------
    world : World
        The built tables.
    view : View
        Where its links start.
    is_told : bool
        Whether the card has said the paper's lesson already: the figures are then folded away.
    """
    if not has_training(world):
        return []
    dataset = world.catalogue[TRAINING]
    title = joints.clauses((_(dataset.title), _(dataset.period_covered)))
    return [
        *([] if is_told else _lesson(world)),
        h.details(class_="chart-table training", open=not is_told)[
            h.summary[title],
            *[_table(world, kind) for kind in TITLES],
            *_subsidies(world),
            h.p(class_="muted")[
                _(
                    "Plans and results are not divided by each other. People trained may have "
                    "taken several courses. By {region} the reports have one alone."
                )
            ],
            h.p[source(view, TRAINING)],
        ],
    ]


def _lesson(world: World) -> list[h.Element]:
    """What the paper says went wrong with training, each with its section."""
    said = statements(world)
    rows = [
        h.li[
            joints.titled(_(row["place"]), _(row["statement"])),
            " ",
            cited(row["section"], said.of(TOLD, row["diversity_id"], "statement").excerpt),
        ]
        for row in failed(world)
    ]
    if not rows:
        return []
    return [h.p[_("The paper's lesson on training:")], h.ul(class_="plain")[rows]]


def _table(world: World, kind: str) -> Any:
    """Figures of one kind as the reports have them."""
    rows = [
        (joints.clauses((_(row["measure"]), _(row["area"]), _span(row))), _figure(row))
        for row in figures_of(world, kind)
    ]
    return figures(rows, _(TITLES[kind]))


def _figure(row: dict[str, Any]) -> str:
    """A figure with its unit, which may be a number of them."""
    value, unit = row["value"], _(row["unit"])
    written = numbers.decimal(value, 0 if value == int(value) else 1)
    said = _("{n} × {unit}") if row["unit"][:1].isdigit() else _("{n} {unit}")
    return said.format(n=written, unit=unit)


def _span(row: dict[str, Any]) -> str:
    """First and last year or month as the reports have them."""
    start, end = row["period_start"], row["period_end"]
    return str(start) if start == end else _("{first} to {last}").format(first=start, last=end)


def _subsidies(world: World) -> list[Any]:
    """Central subsidy per trainee by region, as ranges."""
    rows = subsidies(world)
    if not rows:
        return []
    unit = world.catalogue["training_subsidy"].field_named("low_per_trainee").unit or ""
    cells = [
        (
            joints.clauses((_(row["zone"]), str(row["year"]))),
            words.between(row["low_per_trainee"], row["high_per_trainee"], numbers.decimal),
        )
        for row in rows
    ]
    caption = _("Central subsidy per trainee, {unit}, from low to high").format(unit=_(unit))
    return [figures(cells, caption)]
