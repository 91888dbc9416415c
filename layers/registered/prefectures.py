"""Part of the card of a region: residents from other regions in its prefectures."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.registered.prefectures import PREFECTURES, Prefectures, prefectures_of
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.tables import figures
from layers.text import numbers, words
from layers.text.gettext import _, named


def in_prefectures(world: World, view: View, code: str) -> list[Any]:
    """A row for each prefecture with a figure, and what the others lack; folded away."""
    found = prefectures_of(world, code)
    if found is None:
        return []
    dataset = world.catalogue[PREFECTURES]
    title = _("Residents from other {regions} in {n} prefectures, {year}").format(
        n=len(found.rows), year=_(dataset.period_covered)
    )
    rows = [
        ([row["prefecture"], h.span(lang="zh")[f" {row['prefecture_zh']}"]],
         numbers.decimal(row["residents"]))
        for row in found.rows
    ]  # fmt: skip
    return [
        h.details(class_="chart-table in-prefectures")[
            h.summary[title],
            figures(rows, _("Registered elsewhere, full count; as published")),
            h.p[_together(world, found, code)],
            h.p(class_="muted")[_(dataset.population_covered)],
            *_printed(found),
            h.p(class_="muted")[
                _("One source alone; where it was printed was not seen. No prefecture of origin.")
            ],
            h.p[source(view, PREFECTURES)],
        ]
    ]


def _together(world: World, found: Prefectures, code: str) -> str:
    """How much of the region the rows hold."""
    place = words.region(world, code)
    if found.whole is None:
        return _("The source may lack other prefectures of {place}.").format(place=place)
    if found.are_all:
        said = _("These are all prefectures of {place}: they add up to its {whole} ({year}).")
    else:
        said = _(
            "Together {part} of the {whole} of {place} ({year}): its other prefectures have no "
            "figure in this source, which is no zero."
        )
    part, whole = numbers.alike([found.together, found.whole])
    return said.format(place=place, part=part, whole=whole, year=found.year)


def _printed(found: Prefectures) -> list[h.Element]:
    """Where the figures are printed and how exactly, each said once with its prefectures."""
    ways: dict[tuple[str, str], list[str]] = {}
    for row in found.rows:
        ways.setdefault((row["publication"], row["precision"]), []).append(row["prefecture"])
    return [
        h.p(class_="muted")[
            _("{places}: {publication}; {precision}.").format(
                places=named(places), publication=_(publication), precision=_(precision)
            )
        ]
        for (publication, precision), places in ways.items()
    ]
