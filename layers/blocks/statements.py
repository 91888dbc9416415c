"""How a statement on the paper is shown: its section with the words there, or a badge of ours."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import htpy as h

from geo.statements.statements import IMPLIED, SORTED, STATED, WORKED_OUT, statements
from geo.world.world import World
from layers.blocks.marks import curated_badge
from layers.blocks.tables import facts, stated
from layers.text import joints, words
from layers.text.gettext import N_, _

OURS = {
    IMPLIED: N_("Implied: read out of the paper by this project; the paper does not say it so"),
    SORTED: N_("Sorted by this project; the paper does not state it"),
    WORKED_OUT: N_("Worked out by this project; the paper does not state it"),
}


def kind_badge(kind: str) -> list[Any]:
    """A space and a badge that says why a statement is ours; nothing where the paper states it."""
    return [] if kind == STATED else [" ", curated_badge(_(OURS[kind]))]


def ours(world: World, dataset: str, row: str, field: str) -> list[Any]:
    """Badge of one cell; none where the paper states it, or nothing is said of the paper."""
    said = statements(world).find(dataset, row, field)
    return kind_badge(said.kind) if said else []


def worded(world: World, dataset: str, row: dict[Any, Any], field: str) -> list[Any]:
    """Words of a cell, with a badge where they are ours; an empty cell is not stated by anybody.

    Parameters
    ----------
    world : World
        Has the statements.
    dataset : str
        Table of the row.
    row : dict
        Its first column is its identifier.
    field : str
        The cell.
    """
    if not isinstance(row[field], str):
        return [stated(row[field])]
    return [stated(row[field]), *ours(world, dataset, next(iter(row.values())), field)]


def cited(section: str, excerpt: str) -> h.Element:
    """Section in brackets; the paper's own words come up over it."""
    return h.span(class_="cited", title=f"“{excerpt}”" if excerpt else None)[
        _("({section})").format(section=words.section(section))
    ]


def numbered(world: World, dataset: str, row: dict[Any, Any], field: str) -> list[Any]:
    """Numbers of the sections of a stated cell, for a narrow table; nothing where it is ours."""
    said = statements(world).find(dataset, next(iter(row.values())), field)
    if said is None or not said.stated or not isinstance(row[field], str):
        return []
    title = joints.titled(words.section(said.section), f"“{said.excerpt}”")
    return [
        joints.blank(),
        h.span(class_="cited", title=title)[
            _("({section})").format(section=words.section_numbers(said.section))
        ],
    ]


# A card of the paper: what it states, each row with its section, and apart from it what is ours.


@dataclass(frozen=True)
class Fact:
    """One row of a card: its name, what is shown, and where the paper has it.

    Attributes
    ----------
    name : str
        Head of the row.
    shown : object
        Words or elements.
    section, excerpt : str
        Of the paper; empty where the row is not stated there.
    kind : str
        One of the kinds of statements; only what is stated stands under the paper's name.
    """

    name: str
    shown: Any
    section: str = ""
    excerpt: str = ""
    kind: str = STATED


def fact(world: World, dataset: str, row: dict[Any, Any], field: str, name: str) -> Fact:
    """Row of a card from a cell; what nobody states is no addition of ours."""
    said = statements(world).find(dataset, next(iter(row.values())), field)
    shown = stated(row[field])
    if said is None or not isinstance(row[field], str) or row[field] == NOT_STATED:
        return Fact(name, shown)
    return Fact(name, shown, said.section, said.excerpt, said.kind)


NOT_STATED = "not stated"
"""Words of a cell on which the paper is silent."""


def with_place(one: Fact) -> list[Any]:
    """What a row shows with its section in the paper, or with the badge that it is ours."""
    if one.kind != STATED:
        return [one.shown, *kind_badge(one.kind)]
    return [one.shown, *([joints.blank(), cited(one.section, one.excerpt)] if one.section else [])]


def told(rows: list[Fact]) -> list[h.Element]:
    """What the paper states, each row with its section; then, badged, what this project adds."""
    own = [(one.name, with_place(one)) for one in rows if one.kind == STATED]
    added = [(one.name, with_place(one)) for one in rows if one.kind != STATED]
    return [
        facts(own, _("As the paper states it")),
        *([facts(added, _("As this project reads or sorts it"))] if added else []),
    ]
