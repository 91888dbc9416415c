"""Part of the card of a corridor: moves and registered residents side by side, each defined."""

from __future__ import annotations

import math
from typing import Any

import htpy as h

from geo.registered.pairs import (
    BY_CHANCE,
    DOUBTED,
    MORE_MOVED,
    MORE_REGISTERED,
    STOCK,
    Count,
    Pair,
    pair_of,
)
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.markup import around
from layers.blocks.tables import grid
from layers.text import joints, numbers, words
from layers.text.gettext import N_, _

READ = {
    MORE_MOVED: N_(
        "More people moved to {destination} than live there and are registered in {origin}. "
        "People of {destination} who came home are in the first count and not in the second: "
        "possible return migration. A change of registration after a move would look the same."
    ),
    MORE_REGISTERED: N_(
        "More people live in {destination} and are registered in {origin} than moved in these "
        "years: the second count also has those who came before, and children. It does not have "
        "those who came and went home."
    ),
    BY_CHANCE: N_("The ranges meet: chance alone could make either count the larger."),
    DOUBTED: N_("Nothing is read out of a doubted figure."),
}


def counted_twice(world: World, view: View, origin: str, destination: str) -> list[Any]:
    """Both counts of a pair with their definitions; open where the interval shown is theirs."""
    pair = pair_of(world, origin, destination)
    if pair is None:
        return []
    year = world.usual.period_rows[pair.period]["end_year"]
    names = {
        end: words.region(world, code)
        for end, code in (("origin", origin), ("destination", destination))
    }
    heads = [
        _("Moved, {period}").format(period=words.interval(pair.period)),
        _("Registered in {place}, {year}").format(place=names["origin"], year=year),
    ]
    title = _("Two ways of counting the same people, {year}").format(year=year)
    return [
        h.details(class_="chart-table counted-twice", open=view.period == pair.period)[
            h.summary[title],
            h.div(class_="paper-row")[
                h.div[_side_by_side(world, pair, heads)], h.div[_definitions(world, heads)]
            ],
            *_doubts(pair, names["origin"]),
            *([h.p[_(READ[pair.verdict]).format(**names)]] if pair.verdict else []),
            h.p(class_="muted")[
                _("Two definitions: the counts are never subtracted, ranked or drawn together.")
            ],
            h.p[source(view, STOCK)],
        ]
    ]


def _side_by_side(world: World, pair: Pair, heads: list[str]) -> Any:
    """One row for each thing that is to be compared, one column for each count."""
    counts = (pair.moved, pair.registered)
    known = [one for one in counts if one]
    write = numbers.in_one_unit(
        [one.persons for one in known],
        spans=[(one.low_persons, one.high_persons) for one in known],
    )

    marks = ("⚠ " if pair.caveat else "", "⚠ " if pair.types_sample_persons is not None else "")

    def cells(text: Any) -> list[str]:
        return [
            mark + text(one) if one else numbers.no_figure()
            for mark, one in zip(marks, counts, strict=True)
        ]

    def range_of(one: Count) -> str:
        if math.isnan(one.low_persons):
            return _(words.NO_RANGE)
        return words.between(one.low_persons, one.high_persons, write)

    rows = [
        (_("People, estimates"), *cells(lambda one: write(one.persons))),
        (_("95% sampling range"), *cells(range_of)),
        (_("In the sample"), *cells(lambda one: numbers.decimal(one.sample_persons))),
    ]
    factor = world.usual.period_rows[pair.period]["expansion_factor"]
    caption = _("Both from one survey; a person in the sample stands for {factor}").format(
        factor=numbers.decimal(factor, 1)
    )
    return grid(caption, [_("Count"), *heads], rows)


def _definitions(world: World, heads: list[str]) -> list[h.Element]:
    """Whom either count is of."""
    usual = world.usual.catalogue
    whom = [_(usual[name].population_covered) for name in ("flows", STOCK)]
    said = joints.titled("{head}", "{counted}")
    return [
        h.p[around(said, head=h.b[head], counted=counted)]
        for head, counted in zip(heads, whom, strict=True)
    ]


def _doubts(pair: Pair, origin: str) -> list[h.Element]:
    """What is wrong or missing with either figure."""
    said = []
    if pair.registered is None:
        text = _("The table by registration has no column for {place}: no figure, not a zero.")
        said.append(text.format(place=origin))
    elif pair.registered.sample_persons == 0:
        said.append(_("A blank cell of the printed table is written 0 too."))
    if pair.types_sample_persons is not None and pair.registered:
        total, types = pair.registered.sample_persons, pair.types_sample_persons
        said.append(_copied(total, types, pair.sums_sample_persons))
    if pair.caveat:
        said.append(_(pair.caveat))
    return [h.p(class_="warning")["⚠ " + one] for one in said]


def _copied(total: int, types: int, sums: int | None) -> str:
    """Which number of a doubted cell is wrong, as far as its sums tell."""
    written = {"total": numbers.decimal(total), "types": numbers.decimal(types)}
    if sums is None:
        return _(
            "The printed {total} registered in the sample are not the sum of their types of "
            "place, {types}: one of these numbers is wrongly copied."
        ).format(**written)
    return _(
        "The printed {total} registered in the sample are a typing error: their types of place "
        "add up to {types}, and the printed sums of row and column both say about {sums}. The "
        "cell stays as copied."
    ).format(**written, sums=numbers.decimal(sums))
