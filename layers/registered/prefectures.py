"""Part of the card of a region: residents from other regions in its prefectures."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.registered.prefectures import PREFECTURES, Prefectures, prefectures_of
from geo.registered.seats import Dot, Drawing, drawing
from geo.view.view import View
from geo.world.world import World
from layers.blocks.links import source
from layers.blocks.tables import figures
from layers.text import joints, numbers, words
from layers.text.gettext import _, language, named

BOX = (280.0, 220.0)
"""Largest size of the drawing: what a card has room for, in px."""
REACH_PX = 8
"""Radius round a seat that points at its dot, however small that is."""
SAID_PX = 20
"""Room above the drawing for the words of the dot that is pointed at."""


def in_prefectures(world: World, view: View, code: str) -> list[Any]:
    """Points in the outline, then a row for each prefecture and what the others lack, folded."""
    found = prefectures_of(world, code)
    if found is None:
        return []
    dataset = world.catalogue[PREFECTURES]
    title = _("Residents from other {regions} in {n} prefectures, {year}").format(
        n=len(found.rows), year=_(dataset.period_covered)
    )
    rows = [(_both_names(row), numbers.decimal(row["residents"])) for row in found.rows]
    drawn = drawing(world, code, found, BOX)
    return [
        *([_points(drawn, title, _together(world, found, code))] if drawn else []),
        h.details(class_="chart-table in-prefectures")[
            h.summary[_("The same prefectures as a list") if drawn else title],
            figures(rows, _("Registered elsewhere, full count; as published")),
            None if drawn else h.p[_together(world, found, code)],
            h.p(class_="muted")[_(dataset.population_covered)],
            *_printed(found),
            h.p(class_="muted")[
                _("One source alone; where it was printed was not seen. No prefecture of origin.")
            ],
            h.p[source(view, PREFECTURES)],
        ],
    ]


def _points(drawn: Drawing, title: str, together: str) -> h.Element:
    """A dot for each prefecture; what it stands for comes up where it is pointed at or reached."""
    first = drawn.dots[0]
    about = _(
        "A dot is the seat of a prefecture, its area the residents from other {regions}: one scale "
        "for all {regions}. The largest here is {place}, {n}. From a single source."
    ).format(place=_name(first.row), n=numbers.people(first.row["residents"]))
    outline = "".join(
        "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in ring) + "z" for ring in drawn.rings
    )
    width, height = round(drawn.width), round(drawn.height + SAID_PX)
    return h.figure(class_="prefecture-points")[
        h.h3[title],
        h.svg(
            viewBox=f"0,{-SAID_PX},{width},{height}",
            width=width,
            height=height,
            role="group",
            aria_label=title,
        )[h.path(d=outline), [_dot(one) for one in drawn.dots]],
        h.figcaption(class_="muted")[joints.sentences((about, together))],
    ]


def _dot(one: Dot) -> h.Element:
    said = joints.titled(_name(one.row), numbers.people(one.row["residents"]))
    x, y = f"{one.x:.1f}", f"{one.y:.1f}"
    circles = ((max(one.radius, REACH_PX), "reach"), (one.radius, None))
    return h.g(tabindex="0", role="img", aria_label=said)[
        [h.circle(cx=x, cy=y, r=f"{radius:.1f}", class_=look) for radius, look in circles],
        h.text(x="0", y="-7", aria_hidden="true")[said],
    ]


def _name(row: dict[str, Any]) -> str:
    """Name of a prefecture in the language of the reader, where the source has it."""
    return str(row.get(f"prefecture_{language.get()}", row["prefecture"]))


def _both_names(row: dict[str, Any]) -> list[Any]:
    """Its name, and beside it the one of its own language."""
    own = row["prefecture_zh"]
    return [_name(row), *([h.span(lang="zh")[f" {own}"]] if own != _name(row) else [])]


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
        ways.setdefault((row["publication"], row["precision"]), []).append(_name(row))
    return [
        h.p(class_="muted")[
            _("{places}: {publication}; {precision}.").format(
                places=named(places), publication=_(publication), precision=_(precision)
            )
        ]
        for (publication, precision), places in ways.items()
    ]
