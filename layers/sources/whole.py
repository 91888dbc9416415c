"""The tables of the paper, to be read where they are described and taken away as files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import htpy as h
import pandas as pd

from geo.rows import rows_of
from geo.terms.terms import TERMS
from geo.view.view import View
from geo.world.world import World
from layers.api.formats import formats_of, link_marks, link_title
from layers.api.route import Route
from layers.api.whole import whole_table
from layers.below import below
from layers.blocks.links import question
from layers.blocks.tables import framed, grid
from layers.text import words
from layers.text.gettext import N_, _

CONFLICTS, STATEMENTS = "conflicts", "statements"
ELSEWHERE = (STATEMENTS, TERMS)
"""Tables whose rows stand on the page in a form of their own."""
ROUTES: tuple[Route, ...] = (
    whole_table("stakeholders", "stakeholders", N_("Stakeholders")),
    whole_table("profile", "migrant_profile", N_("Profile of the migrants")),
    whole_table("lists", "paper_lists", N_("Lists")),
    whole_table("regional-statements", "regional_statements", N_("Statements on regions")),
    whole_table("numbers", "national_series", N_("Numbers")),
    whole_table(CONFLICTS, CONFLICTS, N_("Conflicts")),
    whole_table(
        STATEMENTS,
        STATEMENTS,
        N_("Statements on the paper"),
        "each with its section, its kind and words of the paper that bear it out",
    ),
    whole_table(TERMS, TERMS, N_("Terms"), "each with its gloss in both languages"),
)

HEADS = {
    "agency": N_("Name"),
    "abbreviation": N_("Abbreviation"),
    "type": N_("Type"),
    "level": N_("Level"),
    "role": N_("Role"),
    "section": N_("Section"),
    "attribute": N_("Attribute"),
    "category": N_("Category"),
    "as_stated": N_("As stated"),
    "value": N_("Value"),
    "value_high": N_("Upper end"),
    "unit": N_("Unit"),
    "cited_source": N_("Cited source"),
    "number": N_("Number"),
    "item": N_("Item"),
    "place": N_("Place"),
    "statement": N_("Statement"),
    "basis": N_("Basis"),
    "indicator": N_("What is counted"),
    "year": N_("Year"),
    "year_as_stated": N_("Time as stated"),
}
"""Columns that a reader is shown; the others are codes, and remarks on how the table was made."""

NAMES = {"paper_lists": "list_id"}
"""Column that tells the rows apart where it is no mere number."""


def read_whole(world: World, view: View, dataset: str) -> list[Any]:
    """Every row of a table of the paper, folded, and the same rows as files.

    Nothing for a dataset that is told elsewhere: the ledger of conflicts, and what is no table of
    the paper. Statements stand on the page where they are made, terms in a list of their own: here
    they are files alone.
    """
    found = {one.datasets[0]: one for one in ROUTES if one.datasets[0] != CONFLICTS}
    if dataset not in found:
        return []
    route = found[dataset]
    folded = [] if dataset in ELSEWHERE else [_all_rows(world.table(dataset), route)]
    query = question(view, view="map")
    return [
        *folded,
        h.p[
            [
                [
                    h.a(
                        href=below(f"/api/{route.name}{form.ending}{query}"),
                        class_="button",
                        title=link_title(form, _(route.title)),
                        **link_marks(form),
                    )[form.label],
                    " ",
                ]
                for form in formats_of(route)
            ]
        ],
    ]


def _all_rows(table: pd.DataFrame, route: Route) -> h.Element:
    columns = [one for one in table.columns if one in HEADS]
    first = NAMES.get(route.datasets[0])
    head = [*([_("List")] if first else []), *(_(HEADS[one]) for one in columns)]
    rows = [
        tuple(_cell(one, row[one]) for one in ([first] if first else []) + columns)
        for row in rows_of(table)
    ]
    title = _(route.title)
    return h.details(class_="whole")[
        h.summary[_("Read all rows")], framed(grid(title, head, rows), title)
    ]


def cells(world: World, dataset: str) -> Iterator[str]:
    """Words of the cells of a table that is read whole."""
    if dataset in {one.datasets[0] for one in ROUTES} - {*ELSEWHERE}:
        table = world.table(dataset)
        shown = [one for one in table if one in HEADS and one != "section"]
        for name in [*shown, *([NAMES[dataset]] if dataset in NAMES else [])]:
            known = table[name].dropna().unique()
            yield from (one for one in known if isinstance(one, str) and re.search("[A-Za-z]", one))


def _cell(name: str, value: Any) -> str:
    """A cell as the table has it; what is missing is empty there and a dash here."""
    if name == "section" and isinstance(value, str):
        return words.section(value)
    if isinstance(value, str):
        return _(value)
    return "–" if pd.isna(value) else f"{value:g}"
