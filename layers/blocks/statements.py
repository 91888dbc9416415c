"""How a statement on the paper is shown: its section with the words there, or a badge of ours."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.statements.statements import IMPLIED, SORTED, STATED, WORKED_OUT, statements
from geo.world.world import World
from layers.blocks.marks import curated_badge
from layers.blocks.tables import stated
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
    return h.span(class_="cited", title=f"“{excerpt}”" if excerpt else None)[f"({section})"]
