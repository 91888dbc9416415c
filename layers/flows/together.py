"""A region that was a part of another: what its tables did before, and both as one."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import dash_mantine_components as dmc
import htpy as h
import pandas as pd

from geo.flows.together import (
    figures_together,
    moves_together,
    population_of,
    refused,
    split_with,
)
from geo.rows import rows_of
from geo.view.view import View
from geo.world.declared import Split
from geo.world.world import World
from layers.blocks.chart import as_table
from layers.blocks.controls import bound, select_or_none
from layers.blocks.links import link
from layers.blocks.tables import grid
from layers.text import joints, numbers, words
from layers.text.gettext import _


def merge_control(world: World, view: View) -> list[dmc.Select]:
    """The switch, in a world with regions that were split."""
    if not world.splits:
        return []
    options = [(key, pair(world, split)) for key, split in world.splits.items()]
    nothing = (_("as counted, apart"), _("Show them apart"))
    name = {"className": "select-merge"}
    return [select_or_none(bound("merge"), _("Take as one"), options, view.merge, nothing, **name)]


def pair(world: World, split: Split) -> str:
    """Both names."""
    return _("{whole} + {part}").format(
        whole=words.region(world, split.whole), part=words.region(world, split.part)
    )


def switch(world: World, view: View, split: Split) -> h.Element:
    """Link that takes both as one, or parts them again."""
    if view.merge == split.part:
        return link(_("Show {pair} apart").format(pair=pair(world, split)), view, merge="")
    part, whole = (words.region(world, code) for code in (split.part, split.whole))
    label = _("Merge {part} with {whole}").format(part=part, whole=whole)
    return link(label, view, merge=split.part)


def told(world: World, view: View, code: str) -> list[Any]:
    """What the card of a region says of its split; both as one when the view asks."""
    split = split_with(world, code)
    if split is None:
        return []
    parts: list[Any] = [
        h.h3[_("One {region} until {year}").format(year=split.year)],
        *notes(world, view, split),
    ]
    return parts + (as_one(world, view, split) if view.merge == split.part else [])


def notes(world: World, view: View, split: Split) -> list[Any]:
    """Event, what the sources did, and the switch."""
    apart = _(
        "As a {region} of its own {place} is not applicable before {year}: its figures of those "
        "years are of its later territory."
    ).format(year=split.year, place=words.region(world, split.part))
    return [
        h.p(class_="muted")[
            joints.sentences((_(split.event), apart, _(split.sources), _(split.moves)))
        ],
        h.p[switch(world, view, split)],
    ]


def as_one(world: World, view: View, split: Split) -> list[Any]:
    """Moves and figures of both as one unit, and what may not be taken together."""
    return [
        h.section(class_="together")[
            h.h3[_("{pair} as one").format(pair=pair(world, split))],
            _moves(world, split),
            _figures(world, split),
            h.p(class_="muted")[
                _(
                    "Figures that count are added. GDP per head and shares of residents are "
                    "weighted by the population of the year. The map, the corridors and the table "
                    "of {regions} keep the two apart."
                )
            ],
            _refused(world),
        ]
    ]


@lru_cache(maxsize=8)
def _numbers(world: World, split: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Moves and figures of both together."""
    records, weights = world.catalogue["indicators"].indicators, world.package.disparity
    found = world.splits[split]
    indicators = world.table("indicators")
    figures = figures_together(indicators, records, weights.weight_indicators, found)
    return moves_together(world.table("corridors"), found), figures


def _moves(world: World, split: Split) -> h.Element:
    """Departures, arrivals and net of the unit in every interval."""
    moves, figures = _numbers(world, split.part)
    weights = world.package.disparity.weight_indicators
    rows = []
    columns = ["out_persons", "in_persons", "net_persons", "inside_persons"]
    write = numbers.in_one_unit(moves[columns].to_numpy(dtype=float).ravel().tolist())
    for row in rows_of(moves):
        end = int(world.period_rows[row["period"]]["end_year"])
        people, net = population_of(figures, weights, end), row["net_persons"]
        rate = numbers.no_figure()
        if people:
            rate = numbers.signed(numbers.decimal(1000 * net / people, 1), net)
        rows.append(
            (
                words.interval(row["period"]),
                write(row["out_persons"]),
                write(row["in_persons"]),
                numbers.signed(write(net), net),
                rate,
                write(row["inside_persons"]),
            )
        )
    head = [_("Interval"), _("Left"), _("Arrived"), _("Net"), _("Net per 1,000")]
    caption = _("{Movers}; moves between the two neither leave nor arrive")
    return grid(caption, [*head, _("Between the two")], rows)


def _figures(world: World, split: Split) -> h.Element:
    """Every indicator that may be taken together, in the years that have both."""
    _moved, figures = _numbers(world, split.part)
    rows = []
    for row in rows_of(figures):
        record = world.indicator(row["indicator"])
        values = (
            numbers.decimal(row[side], record.decimals) for side in ("part", "whole", "together")
        )
        rows.append((joints.clauses((_(record.title), _(record.unit))), str(row["year"]), *values))
    names = [words.region(world, code) for code in (split.part, split.whole)]
    head = [_("Figure"), _("Year"), *names, _("As one")]
    title = _("Figures of {pair}").format(pair=pair(world, split))
    return as_table(grid(title, head, rows), title)


def _refused(world: World) -> h.Element:
    """What may not be taken together, each with its reason."""
    reasons: dict[str, list[str]] = {}
    for name, why in refused(world.catalogue["indicators"].indicators).items():
        reasons.setdefault(why, []).append(_(world.indicator(name).title))
    return h.details(class_="chart-table")[
        h.summary[_("Not taken together, and why")],
        h.ul[[h.li[joints.titled(joints.listed(names), _(why))] for why, names in reasons.items()]],
    ]
