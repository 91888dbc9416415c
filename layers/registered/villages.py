"""Part of the card of a region: where the residents of its villages are registered."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.registered.villages import NEAR_TO_FAR, VILLAGES, has_villages, villages_of
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.tables import grid
from layers.text import numbers, words
from layers.text.gettext import N_, _

PLACES = dict(
    zip(
        NEAR_TO_FAR,
        (
            N_("the same village"),
            N_("another village of the township"),
            N_("another township of the county"),
            N_("another county of the prefecture"),
            N_("another prefecture of the {region}"),
            N_("another {region}"),
            N_("elsewhere, or not determined"),
        ),
        strict=True,
    )
)

LEAST = 0.1
"""Least share in per cent that is written as a number."""


def in_villages(world: World, view: View, code: str) -> list[Any]:
    """Residents of villages by place of registration, folded away; or that there is no figure."""
    if not has_villages(world):
        return []
    dataset, place = world.catalogue[VILLAGES], words.region(world, code)
    row = villages_of(world, code)
    title = _("Residents of villages, {year}").format(year=_(dataset.period_covered))
    if row is None:
        said = _("{title}: the source has no figure for {place}, which is no zero.")
        return [
            h.p(class_="muted no-villages")[
                said.format(title=title, place=place), " ", source(view, VILLAGES)
            ]
        ]
    whole = row["all_persons"]
    rows = [(_("all"), numbers.decimal(whole), numbers.percent(100))]
    rows += [
        (_(name), numbers.decimal(row[column]), _share(row[column], whole))
        for column, name in PLACES.items()
    ]
    elsewhere = row["other_province_persons"]
    return [
        h.details(class_="chart-table in-villages")[
            h.summary[
                _("{title}: {n} from another {region}").format(
                    title=title, n=numbers.people(elsewhere)
                )
            ],
            grid(
                _("Persons of working age by place of registration; full count, as published"),
                [_("Registered in"), _("Persons"), _("Share")],
                rows,
            ),
            h.p(class_="muted")[_(dataset.population_covered)],
            h.p[source(view, VILLAGES)],
        ]
    ]


def _share(part: int, whole: int) -> str:
    """A share; people who are a very small one are no zero."""
    share = 100 * part / whole
    return (
        _("below {n}").format(n=numbers.percent(LEAST))
        if 0 < share < LEAST
        else (numbers.percent(share))
    )
