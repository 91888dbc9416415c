"""Small tables of names and values that the cards are made of."""

from __future__ import annotations

from typing import Any

from dash import html

from layers.text.gettext import _


def figures(rows: list[tuple[str, str]], caption: str) -> html.Table:
    """Two-column table of names and values."""
    return html.Table(
        [
            html.Caption(caption),
            html.Tbody(
                [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in rows]
            ),
        ],
        className="figures",
    )


def grid(caption: str, head: list[str], rows: list[tuple[str, ...]]) -> html.Table:
    """Table with a head; the first cell of each row names it."""
    return html.Table(
        [
            html.Caption(caption),
            html.Thead(html.Tr([html.Th(name, scope="col") for name in head])),
            html.Tbody(
                [
                    html.Tr([html.Th(row[0], scope="row"), *[html.Td(cell) for cell in row[1:]]])
                    for row in rows
                ]
            ),
        ],
        className="figures grid",
    )


def framed(table: html.Table, label: str) -> html.Div:
    """Table inside markup that stands still: it scrolls in its own frame, by keys too."""
    return html.Div(
        table,
        className="table-scroll",
        tabIndex="0",
        role="region",
        **{"aria-label": _("Table: {title}").format(title=label)},
    )


# A table of facts as a source states them; what it does not state is said, never filled in.


def stated(value: object) -> str:
    """Text of a cell of the paper's tables; an empty cell is never a zero."""
    return _(str(value)) if isinstance(value, str) and value else _("not stated")


def facts(rows: list[tuple[str, Any]], caption: str) -> html.Table:
    """Two-column table of names and what is stated."""
    body = [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in rows]
    return html.Table([html.Caption(caption), html.Tbody(body)], className="figures facts")
