"""Small tables of names and values that the cards are made of."""

from __future__ import annotations

from typing import Any

import htpy as h

from layers.text.gettext import _


def figures(rows: list[tuple[str, str]], caption: str) -> h.Element:
    """Two-column table of names and values."""
    return h.table(class_="figures")[
        h.caption[caption],
        h.tbody[[h.tr[h.th(scope="row")[name], h.td[value]] for name, value in rows]],
    ]


def grid(caption: str, head: list[str], rows: list[tuple[str, ...]]) -> h.Element:
    """Table with a head; the first cell of each row names it."""
    return h.table(class_="figures grid")[
        h.caption[caption],
        h.thead[h.tr[[h.th(scope="col")[name] for name in head]]],
        h.tbody[
            [h.tr[h.th(scope="row")[row[0]], *[h.td[cell] for cell in row[1:]]] for row in rows]
        ],
    ]


def framed(table: h.Element, label: str) -> h.Element:
    """Table inside markup that stands still: it scrolls in its own frame, by keys too."""
    return h.div(
        class_="table-scroll",
        tabindex="0",
        role="region",
        aria_label=_("Table: {title}").format(title=label),
    )[table]


# A table of facts as a source states them; what it does not state is said, never filled in.


def stated(value: object) -> str:
    """Text of a cell of the paper's tables; an empty cell is never a zero."""
    return _(str(value)) if isinstance(value, str) and value else _("not stated")


def facts(rows: list[tuple[str, Any]], caption: str) -> h.Element:
    """Two-column table of names and what is stated."""
    body = [h.tr[h.th(scope="row")[name], h.td[value]] for name, value in rows]
    return h.table(class_="figures facts")[h.caption[caption], h.tbody[body]]
