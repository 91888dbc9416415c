"""All flows of every interval at one glance: small OD maps on one scale."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import htpy as h
import pandas as pd

from geo.flows.pairs import (
    ENDS,
    FIGURE,
    MAP_IN,
    MAP_OUT,
    NOT_APPLICABLE,
    OPPOSITE,
    TILES,
    ZERO,
    Square,
    corners,
    grid_size,
    half,
    is_signed,
    largest_pairs,
    locked_breaks,
    map_order,
    square,
    tiles,
)
from geo.scene.scene import Scene
from geo.world.world import World
from layers.blocks.cells import MEANT, meaning, ranges, step_colours, step_style
from layers.blocks.chart import as_table
from layers.blocks.filtered import filters
from layers.blocks.links import link
from layers.blocks.markup import joined
from layers.blocks.tables import grid
from layers.change.maps import legend_row
from layers.text import joints, numbers, words
from layers.text.gettext import _, ngettext


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
        return map_order(self.scene.view.order, self.scene.view.direction)

    @cached_property
    def spots(self) -> dict[str, tuple[int, int]]:
        """Column and row of each tile."""
        return tiles(self.world)

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
    kept = joints.clauses([measure, *(filters(world, scene) or [_("all corridors")])])
    return [
        h.div[h.h2(id="od-maps")[_("All flows of every interval")]],
        h.div[
            h.p(class_="lead")[
                h.b[_("{counted}.").format(counted=kept)], joints.blank(), about, " ", turned
            ]
        ],
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
    columns, rows = grid_size(small.spots)
    cells = small.squares[period].cells
    spoken = _("OD map of {period}: {measure}").format(
        period=words.interval(period), measure=_(words.MEASURES[small.scene.counts])
    )
    size = f"0 0 {columns * (columns + 1)} {rows * (rows + 1)}"
    chosen = [pair in small.scene.chosen_pairs for pair in zip(*_ends(cells), strict=True)]
    framed = _paths(small, cells[chosen], "chosen") if any(chosen) else None
    return h.svg(viewBox=size, preserveAspectRatio="none", role="img", aria_label=spoken)[
        joined(_paths(small, cells)), framed, joined(_tiles(small, period))
    ]


def _ends(cells: pd.DataFrame) -> list[pd.Series]:
    return [cells[end] for end in ENDS]


def _paths(small: Small, cells: pd.DataFrame, look: str = "") -> list[h.Element]:
    """Cells as paths, one for each look or of a look of their own."""
    found = corners(cells, small.order, small.spots, small.breaks)
    return [
        h.path(
            class_=look or (f"step-{step}" if step >= 0 else state.replace(" ", "-")),
            d="".join(f"M{x} {y}h1v1h-1z" for x, y in at),
        )
        for (state, step), at in found.items()
    ]


def _tiles(small: Small, period: str) -> list[h.Element]:
    """A frame for each tile, with its name and what its cells add up to."""
    columns, rows = grid_size(small.spots)
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
    """Classes of the shades, and the kinds of cells without one that occur."""
    found = {state for one in small.squares.values() for state in one.cells["state"].unique()}
    said = ranges(small.scene.view.measure, small.breaks)
    marks = tuple(
        h.span(class_="key-pair")[
            h.i(class_=f"key key-class od-look {state.replace(' ', '-')}"),
            meaning(state, small.scene.question),
        ]
        for state in MEANT
        if state in found and state != FIGURE
    )
    return legend_row(measure, list(zip(colours, said, strict=True)), marks)


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
