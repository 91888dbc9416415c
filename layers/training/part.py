"""Part of a card: a training programme by its own reports, beside what the paper says of it."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.statements.statements import statements
from geo.training.programme import (
    ABOUT,
    CLAIM,
    MONEY,
    MORE_THAN,
    PAPER,
    PLAN,
    RESULT,
    SUBSIDY,
    TOLD,
    TOLD_PLACED,
    TOLD_TRAINED,
    TRAINING,
    Figure,
    failed,
    figures_of,
    has_training,
    subsidies,
    told_by_the_paper,
)
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.statements import cited, fact, with_place
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
TOLD_AS = {
    TOLD_TRAINED: N_("People trained in {year}"),
    TOLD_PLACED: N_("Part of them who found non-farm work"),
}
BOUNDS = {MORE_THAN: N_("more than {figure}"), ABOUT: N_("about {figure}")}
PERSONS = "persons"


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
            *[
                [_table(world, kind), *(_of_the_paper(world) if kind == RESULT else [])]
                for kind in TITLES
            ],
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
            joints.blank(),
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
        (
            _("{measure}, {area}, {years}").format(
                measure=_(one.measure.title),
                area=_(one.area),
                years=words.since(one.start, one.end),
            ),
            _figure(one),
        )
        for one in figures_of(world, kind)
    ]
    return figures(rows, _(TITLES[kind]))


def _figure(one: Figure) -> str:
    """A figure with its unit, and how near it is."""
    said = _("{n} people") if one.unit == PERSONS else _("{n} {unit}")
    figure = said.format(n=numbers.printed(one.value), unit=_(one.unit))
    return _(BOUNDS[one.measure.bound]).format(figure=figure) if one.measure.bound else figure


def _of_the_paper(world: World) -> list[Any]:
    """The paper's own figures on the programme, each with its section: in a table of their own."""
    rows = [
        (
            _(TOLD_AS[row["indicator"]]).format(year=_(row["year_as_stated"])),
            with_place(fact(world, PAPER, row, "as_stated", "")),
        )
        for row in told_by_the_paper(world)
    ]
    return [figures(rows, _("As the paper states it"))] if rows else []


def _subsidies(world: World) -> list[Any]:
    """Central subsidy per trainee by region, as ranges."""
    rows = subsidies(world)
    if not rows:
        return []
    dataset = world.catalogue[SUBSIDY]
    unit = dataset.field_named("low_per_trainee").unit or ""
    cells = [
        (
            joints.clauses((_(row["zone"]), joints.span(row["year"], row["year"]))),
            words.between(row["low_per_trainee"], row["high_per_trainee"], numbers.decimal),
        )
        for row in rows
    ]
    caption = _("Central subsidy per trainee, {unit}, from low to high").format(unit=_(unit))
    notes = joints.sentences(_(one) for one in dataset.caveats)
    return [figures(cells, caption), h.p(class_="muted")[notes]]
