"""Small tables of names and values that the cards are made of."""

from __future__ import annotations

from typing import Any

import htpy as h
from markupsafe import Markup

from layers.blocks.markup import form
from layers.text import numbers
from layers.text.gettext import _

ROW = form(h.tr["%s"])
NAME = form(h.th(scope="row")["%s"])
HEAD = form(h.th(scope="col")["%s"])
CELL = form(h.td["%s"])
UNBROKEN = form(h.span(class_="unbroken")["%s"])
FIGURES = form(h.table(class_="figures")[h.caption["%s"], h.tbody["%s"]])
FACTS = form(h.table(class_="figures facts")[h.caption["%s"], h.tbody["%s"]])
GRID = form(h.table(class_="figures grid")[h.caption["%s"], h.thead["%s"], h.tbody["%s"]])


def _row(name: Any, *cells: Any) -> Markup:
    """A row that its first cell names."""
    return ROW % ([NAME % (name,), *[CELL % (cell,) for cell in cells]],)


def unbroken(said: str) -> Markup:
    """Words that stay on one line, such as both ends of a range.

    Examples
    --------
    >>> unbroken("310,000 to 317,000")
    Markup('<span class="unbroken">310,000 to 317,000</span>')
    """
    return UNBROKEN % said


def figures(rows: list[tuple[str, Any]], caption: str) -> Markup:
    """Two-column table of names and values."""
    return FIGURES % (caption, [_row(*row) for row in rows])


def grid(caption: str, head: list[str], rows: list[tuple[str, ...]]) -> Markup:
    """Table with a head; the first cell of each row names it."""
    heads = ROW % ([HEAD % (name,) for name in head],)
    return GRID % (caption, heads, [_row(*row) for row in rows])


def framed(table: Any, label: str) -> h.Element:
    """Table inside markup that stands still: it scrolls in its own frame, by keys too."""
    return h.div(
        class_="table-scroll",
        tabindex="0",
        role="region",
        aria_label=_("Table: {title}").format(title=label),
    )[table]


def bar(percent: float, said: Any) -> h.Element:
    """A share as a bar of its length beside its number.

    Examples
    --------
    >>> "width: 25.0%" in str(bar(25, "25%"))
    True
    """
    return h.div(class_="share")[
        h.span(class_="share-bar", aria_hidden="true")[h.span(style=f"width: {percent:.1f}%")],
        h.span(class_="share-number")[said],
    ]


# A table of facts as a source states them; what it does not state is said, never filled in.


def stated(value: object) -> str:
    """Text of a cell of the paper's tables; an empty cell is never a zero."""
    return _(str(value)) if isinstance(value, str) and value else _("not stated")


def facts(rows: list[tuple[str, Any]], caption: str) -> Markup:
    """Two-column table of names and what is stated."""
    return FACTS % (caption, [_row(*row) for row in rows])


def some_of(shown: int, count: int) -> str:
    """That a table of the page has the first of its rows alone."""
    said = _("The first {n} of {all} rows stand here; the files of the menu Download have all.")
    return said.format(n=numbers.decimal(shown), all=numbers.decimal(count))


MOST_READ = 100
"""Rows of a table of regions on a card, where there are very many."""


def first_of(caption: str, head: list[str], rows: list[Any], *, is_cut: bool) -> list[Any]:
    """A grid; where a long one is cut, with the first of its rows, and that there are more."""
    if not is_cut or len(rows) <= MOST_READ:
        return [grid(caption, head, rows)]
    return [grid(caption, head, rows[:MOST_READ]), h.p[some_of(MOST_READ, len(rows))]]
