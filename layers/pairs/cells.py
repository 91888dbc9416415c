"""The matrix as markup: heads, cells that choose a corridor, sums at both ends, and its key."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import htpy as h
import pandas as pd

from geo.flows.pairs import (
    FIGURE,
    LEFT_OUT,
    MAPS,
    OWN,
    Square,
    breaks_of,
    classes,
    is_signed,
    locked_breaks,
    square,
)
from geo.rows import rows_of
from geo.scene.scene import Scene
from geo.view.view import LOCKED
from geo.world.world import World
from layers.blocks import palette
from layers.blocks.cells import meaning, ranges, step_colours, step_style
from layers.pairs.words import SIGNS, brief, measured, said
from layers.text import numbers, words
from layers.text.gettext import _


@dataclass(frozen=True, eq=False)
class Sheet:
    """What the matrix of one view is drawn from.

    Attributes
    ----------
    world, scene : World, Scene
        The view.
    """

    world: World
    scene: Scene

    @cached_property
    def square(self) -> Square:
        """All pairs in the order of the view."""
        view = self.scene.view
        return square(self.world, self.scene.question, self.world.members[view.scheme], view.order)

    @cached_property
    def cells(self) -> pd.DataFrame:
        """The pairs, each with the step of its shade."""
        cells = self.square.cells
        return cells.assign(step=classes(cells["value"], self.breaks))

    @property
    def codes(self) -> tuple[str, ...]:
        """Regions in their order."""
        return self.square.codes

    @cached_property
    def zoned(self) -> bool:
        """Whether the regions stand by zone."""
        return any(key for key, _members in self.square.groups)

    @cached_property
    def edges(self) -> set[str]:
        """Regions that a zone begins with, but the first one."""
        return {members[0] for _key, members in self.square.groups[1:]}

    @cached_property
    def signed(self) -> bool:
        """Whether values run from loss to gain; a net line always runs to the net receiver."""
        return is_signed(self.scene.question)

    @cached_property
    def breaks(self) -> tuple[float, ...]:
        """Breaks of the shades: of all intervals together, or of what is shown."""
        question = self.scene.question
        if self.scene.view.scale == LOCKED:
            return locked_breaks(self.world, question)
        return breaks_of(float(self.square.cells["value"].abs().max()), question)

    @cached_property
    def colours(self) -> tuple[str, ...]:
        """Colours of the classes, lowest first; light where figures stand in the cells."""
        full = step_colours(self.signed, self.breaks)
        return full if self.mapped else tuple(palette.pale(one) for one in full)

    @property
    def mapped(self) -> bool:
        """Whether the pairs stand as on the map, in tiles, and not as a matrix."""
        return self.scene.view.order in MAPS

    def zone(self, key: str) -> str:
        """Name of a group of regions."""
        return words.zone(self.scene.scheme, key) if key else _("No zone")


def matrix(sheet: Sheet) -> h.Element:
    """The square table; its cells are reached by arrows and choose a corridor."""
    cells = rows_of(sheet.cells)
    count = len(sheet.codes)
    rows = {code: cells[at * count : (at + 1) * count] for at, code in enumerate(sheet.codes)}
    return h.table(
        class_="pairs", role="grid", aria_readonly="true", style=step_style(sheet.colours)
    )[
        h.caption[caption(sheet.scene)],
        h.thead[_zone_heads(sheet), _heads(sheet)],
        [
            h.tbody[[_row(sheet, rows[code], key, members) for code in members]]
            for key, members in sheet.square.groups
        ],
        h.tfoot[_sums(sheet)],
    ]


def caption(scene: Scene) -> str:
    """What the cells hold, of whom, when."""
    return _("{measure}; {movers}, {period}, estimates").format(
        measure=measured(scene), period=words.interval(scene.view.period)
    )


def _zone_heads(sheet: Sheet) -> h.Node:
    """Zones above their columns."""
    if not sheet.zoned:
        return None
    zones = [
        h.th(scope="colgroup", colspan=len(members), class_="edge" if at else None)[sheet.zone(key)]
        for at, (key, members) in enumerate(sheet.square.groups)
    ]
    return h.tr(class_="zone-heads")[h.td(colspan=2), zones, h.td]


def _heads(sheet: Sheet) -> h.Element:
    corner = h.th(class_="corner", colspan=2 if sheet.zoned else None, scope="col")
    columns = [
        h.th(scope="col", class_=_marks(sheet, code, "destinations"))[
            h.span[words.region(sheet.world, code)]
        ]
        for code in sheet.codes
    ]
    return h.tr(class_="column-heads")[
        corner[_("From ↓ to →")],
        columns,
        h.th(scope="col", class_="sum")[h.span[_("All who left")]],
    ]


def _marks(sheet: Sheet, code: str, side: str) -> str | None:
    """Classes of a head: the first of its zone, chosen, left out by the filter of its side."""
    kept, at = getattr(sheet.scene.question, side), ("origins", "destinations").index(side)
    names = {
        "edge": bool(at) and code in sheet.edges,
        "on": code == sheet.scene.question.region
        or code in {ends[at] for ends in sheet.scene.chosen_pairs},
        "off": bool(kept) and code not in kept,
    }
    return " ".join(name for name, holds in names.items() if holds) or None


def _row(
    sheet: Sheet, cells: list[dict[str, Any]], zone: str, members: tuple[str, ...]
) -> h.Element:
    """Everybody who left one region; the first row of a zone names it."""
    code = cells[0]["origin_code"]
    group = h.th(scope="rowgroup", rowspan=len(members), class_="zone-head")
    return h.tr[
        group[h.span[sheet.zone(zone)]] if sheet.zoned and code == members[0] else None,
        h.th(scope="row", class_=_marks(sheet, code, "origins"))[words.region(sheet.world, code)],
        [_cell(sheet, cell) for cell in cells],
        _sum(float(sheet.square.out_persons[code])),
    ]


def held(sheet: Sheet, cell: dict[str, Any], edge: str = "") -> tuple[str, dict[str, Any]]:
    """What a cell shows in short, and the attributes of its mark, in every picture of the pairs.

    It chooses its corridor, and a second choice lets go.
    """
    state, pair = cell["state"], (cell["origin_code"], cell["destination_code"])
    step = f"step-{cell['step']}" if state == FIGURE else ""
    names = " ".join(name for name in (state.replace(" ", "-"), step, edge) if name)
    more: dict[str, Any] = {
        "class_": names,
        "tabindex": "-1",
        "data_said": said(sheet.scene, cell),
    }
    if state != OWN:
        key = "" if pair in sheet.scene.chosen_pairs else sheet.world.vocabulary.key_of(pair)
        more |= {"data_role": "place", "data_value": key}
    if pair in sheet.scene.chosen_pairs:
        more["aria_selected"] = "true"
    text = brief(sheet.scene.view.measure, cell["value"]) if state == FIGURE else SIGNS[state]
    return text, more


def _cell(sheet: Sheet, cell: dict[str, Any]) -> h.Element:
    """One pair in the matrix."""
    edge = "edge" if cell["destination_code"] in sheet.edges else ""
    text, marks = held(sheet, cell, edge)
    return h.td(**marks)[text]


def _sums(sheet: Sheet) -> h.Element:
    came = sheet.square.in_persons
    return h.tr[
        h.th(scope="row", colspan=2 if sheet.zoned else None)[_("All who arrived")],
        [_sum(float(came[code]), " edge" * (code in sheet.edges)) for code in sheet.codes],
        _sum(float(came.sum(min_count=1))),
    ]


def _sum(persons: float, more: str = "") -> h.Element:
    """People of a row or a column; no zero where the filters leave nothing of it."""
    written = SIGNS[LEFT_OUT] if math.isnan(persons) else numbers.short(persons)
    return h.td(class_=f"sum{more}")[written]


def key(sheet: Sheet) -> h.Element:
    """What the shades and the signs mean; only signs that occur."""
    said_of = ranges(sheet.scene.view.measure, sheet.breaks)
    shades = [
        h.li[h.i(style=f"background:{colour}"), words_]
        for colour, words_ in zip(sheet.colours, said_of, strict=True)
    ]
    found = {*sheet.square.cells["state"]}
    signs = [
        h.li[h.i(class_=state.replace(" ", "-"))[sign], meaning(state, sheet.scene.question)]
        for state, sign in SIGNS.items()
        if state in found
    ]
    return h.ul(class_={"pairs-key": True, "of-tiles": sheet.mapped}, aria_label=_("Key"))[
        shades, signs
    ]
