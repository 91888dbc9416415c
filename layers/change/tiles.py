"""All flows of every interval at one glance: small OD maps on one scale."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import htpy as h
import pandas as pd

from geo.flows.pairs import (
    ABSENT,
    ENDS,
    FIGURE,
    LEFT_OUT,
    MAP_IN,
    MAP_OUT,
    NO_FIGURE,
    NOT_APPLICABLE,
    OPPOSITE,
    OWN,
    TILES,
    ZERO,
    Square,
    classes,
    half,
    is_signed,
    largest_pairs,
    locked_breaks,
    square,
    tiles,
)
from geo.flows.question import MEASURE, NET, Question
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.chart import as_table
from layers.blocks.filtered import filters
from layers.blocks.links import link
from layers.blocks.markup import joined
from layers.blocks.steps import ranges, step_colours, step_style
from layers.blocks.tables import grid
from layers.change.maps import legend_row
from layers.text import numbers, words
from layers.text.gettext import N_, _, ngettext

LOOKS = {
    OWN: "own",
    ZERO: "zero",
    NO_FIGURE: "no-figure",
    ABSENT: "no-figure",
    NOT_APPLICABLE: "not-applicable",
    LEFT_OUT: "left-out",
    OPPOSITE: "left-out",
}
"""Look of a cell without a shade, by its state."""

MEANT = {
    "own": N_("the {region} itself: not in these tables"),
    "zero": N_("nobody in the sample"),
    "no-figure": N_("no figure"),
    "not-applicable": N_("not applicable"),
    "left-out": N_("not kept by the filters, or told in the opposite cell"),
}

BALANCED = N_("0: nobody in the sample, or as many both ways")


@dataclass(frozen=True, eq=False)
class Small:
    """What the small OD maps of a view share.

    Attributes
    ----------
    world, scene : World, Scene
        The view; its interval, its rank and how many corridors are drawn do not matter.
    """

    world: World
    scene: Scene

    @property
    def order(self) -> str:
        """Order of the cells: a tile shows where its people went, or where they came from."""
        return MAP_IN if self.scene.view.order == MAP_IN else MAP_OUT

    @cached_property
    def spots(self) -> dict[str, tuple[int, int]]:
        """Column and row of each tile."""
        return tiles(self.world)

    @property
    def size(self) -> tuple[int, int]:
        """Columns and rows of the grid."""
        columns, rows = zip(*self.spots.values(), strict=True)
        return max(columns), max(rows)

    @cached_property
    def breaks(self) -> tuple[float, ...]:
        """Breaks of the shades, the same in all."""
        return locked_breaks(self.world, self.scene.question)

    @cached_property
    def squares(self) -> dict[str, Square]:
        """Pairs of each interval."""
        zones = self.world.members[self.scene.view.scheme]
        return {
            period: square(
                self.world, replace(self.scene.question, period=period), zones, self.order
            )
            for period in self.world.vocabulary["periods"]
        }


def od_maps(world: World, scene: Scene) -> list[Any]:
    """One small OD map for each interval, their key and a table; nothing where there are no tiles.

    Parameters
    ----------
    world : World
        The built tables.
    scene : Scene
        Its filters, direction and measure hold in every interval.
    """
    if not world.has(TILES):
        return []
    small = Small(world, scene)
    is_out = small.order == MAP_OUT
    about = _(
        "Each tile is a {region}, about where it lies; in it all {regions} stand once more in the "
        "same places: a cell is where its people went."
    )
    if not is_out:
        about = _(
            "Each tile is a {region}, about where it lies; in it all {regions} stand once more in "
            "the same places: a cell is where its people came from."
        )
    other = _("Show where they came from") if is_out else _("Show where they went")
    turned = link(other, scene.view, "button", order=MAP_IN if is_out else MAP_OUT)
    colours = step_colours(is_signed(scene.question), small.breaks)
    measure = _(words.MEASURES[scene.counts])
    kept = ", ".join([measure, *(filters(world, scene) or [_("all corridors")])])
    return [
        h.div[h.h2(id="od-maps")[_("All flows of every interval")]],
        h.div[h.p(class_="lead")[h.b[kept], ". ", about, " ", turned]],
        h.div(class_="multiples od-maps", style=step_style(colours))[
            [_map(small, period) for period in small.squares]
        ],
        h.div[_key(small, measure, colours)],
        h.div(class_="multiples-read")[_table(small)],
    ]


def _map(small: Small, period: str) -> h.Element:
    """One interval: its title opens it as the large OD map."""
    view = small.scene.view
    label = words.interval(period)
    persons = small.squares[period].cells["persons"].dropna()
    title = link(
        label, view, "", _("Open the OD map"), period=period, view="pairs", order=small.order
    )
    return h.figure(class_=["multiple", {"multiple-chosen": period == view.period}])[
        h.div[h.h3[title]],
        _drawn(small, period),
        h.figcaption(class_="muted")[_carried(persons)],
    ]


def _carried(persons: pd.Series) -> str:
    """How few corridors carry half of the people."""
    few, count = half(persons), len(persons)
    if not count:
        return _("No corridor is kept")
    if not few:
        return _("Nobody in the sample")
    template = ngettext(
        "Half of the people: {n} of {count} corridor",
        "Half of the people: {n} of {count} corridors",
        count,
    )
    return template.format(n=numbers.decimal(few), count=numbers.decimal(count))


def _drawn(small: Small, period: str) -> h.Element:
    """Cells of a look are one path; a tile tells its name and its people."""
    columns, rows = small.size
    cells = small.squares[period].cells
    at = _corners(small, cells)
    step = classes(cells["value"], small.breaks)
    looks = cells["state"].map(LOOKS)
    shaded = cells["state"] == FIGURE
    looks[shaded] = [f"step-{one}" for one in step[shaded]]
    spoken = _("OD map of {period}: {measure}").format(
        period=words.interval(period), measure=_(words.MEASURES[small.scene.counts])
    )
    size = f"0 0 {columns * (columns + 1)} {rows * (rows + 1)}"
    parts: dict[str, list[str]] = {}
    for look, corner in zip(looks, at, strict=True):
        parts.setdefault(look, []).append(corner)
    return h.svg(viewBox=size, preserveAspectRatio="none", role="img", aria_label=spoken)[
        joined(h.path(class_=look, d=_squares(found)) for look, found in sorted(parts.items())),
        _chosen(small, cells, at),
        joined(_tiles(small, period)),
    ]


def _corners(small: Small, cells: pd.DataFrame) -> pd.Series:
    """Upper left corner of each cell, as a path begins with it."""
    columns, rows = small.size
    own, there = ENDS if small.order == MAP_OUT else ENDS[::-1]
    tile, spot = (cells[end].map(small.spots).tolist() for end in (own, there))
    return pd.Series(
        [
            f"M{(a - 1) * (columns + 1) + c - 1} {(b - 1) * (rows + 1) + d - 1}"
            for (a, b), (c, d) in zip(tile, spot, strict=True)
        ],
        index=cells.index,
    )


def _squares(corners: Iterable[str]) -> str:
    """Cells of one unit as a path."""
    return "".join(f"{corner}h1v1h-1z" for corner in corners)


def _chosen(small: Small, cells: pd.DataFrame, at: pd.Series) -> h.Node:
    """The chosen corridors, framed."""
    ends = small.world.vocabulary.ends
    chosen = {ends(key) for key in small.scene.place.corridors}
    found = [pair in chosen for pair in zip(*(cells[end] for end in ENDS), strict=True)]
    return h.path(class_="chosen", d=_squares(at[found])) if any(found) else None


def _tiles(small: Small, period: str) -> list[h.Element]:
    """A frame for each tile, with its name and what its cells add up to."""
    columns, rows = small.size
    is_out = small.order == MAP_OUT
    sums = small.squares[period].out_persons if is_out else small.squares[period].in_persons
    said = _("{place}: {n} people in its cells")
    chosen = small.scene.question.region
    found = []
    for code, (column, row) in small.spots.items():
        name, persons = words.region(small.world, code), float(sums.get(code, float("nan")))
        told = name if pd.isna(persons) else said.format(place=name, n=numbers.people(persons))
        place = {"x": (column - 1) * (columns + 1), "y": (row - 1) * (rows + 1)}
        size = {"width": columns, "height": rows}
        look = "tile-frame on" if code == chosen else "tile-frame"
        found.append(h.rect(class_=look, **place, **size)[h.title[told]])
    return found


def _key(small: Small, measure: str, colours: tuple[str, ...]) -> h.Element:
    """Classes of the shades, and the looks of cells without one that occur."""
    found = {state for one in small.squares.values() for state in one.cells["state"].unique()}
    looks = [look for look in MEANT if look in {LOOKS.get(state) for state in found}]
    said = ranges(small.scene.view.measure, small.breaks)
    meant = MEANT | ({"zero": BALANCED} if _can_balance(small.scene.question) else {})
    marks = tuple(
        h.span(class_="key-pair")[h.i(class_=f"key key-class od-{look}"), _(meant[look])]
        for look in looks
    )
    return legend_row(measure, list(zip(colours, said, strict=True)), marks)


def _can_balance(question: Question) -> bool:
    """Whether a value of nothing may stand for as many people one way as the other."""
    return MEASURE[question.measure].signed or question.direction == NET


def _table(small: Small) -> h.Element:
    """Where most of each region's people went, or came from, in each interval."""
    is_out = small.order == MAP_OUT
    title = _("Where most people went") if is_out else _("Where most people came from")
    own, there = ENDS if is_out else ENDS[::-1]
    most = {period: largest_pairs(one.cells, own) for period, one in small.squares.items()}
    known = [float(persons) for one in most.values() for persons in one["persons"]]
    write = numbers.in_one_unit(known)
    rows = []
    for code in small.spots:
        cells = [
            _("{place}, {n}").format(
                place=words.region(small.world, one.loc[code, there]),
                n=write(float(one.loc[code, "persons"])),
            )
            if code in one.index
            else _nobody(small.squares[period], own, code)
            for period, one in most.items()
        ]
        rows.append((words.region(small.world, code), *cells))
    head = [_("{Region}"), *map(words.interval, most)]
    return as_table(grid(title, head, rows), title, _("Read the OD maps as a table"))


def _nobody(one: Square, end: str, code: str) -> str:
    """Why no cell of a tile has people."""
    states = set(one.cells.loc[one.cells[end] == code, "state"])
    if states & {FIGURE, ZERO, NOT_APPLICABLE}:
        return _("nobody in the sample")
    return _("in the opposite cells") if OPPOSITE in states else _("left out by the filters")
