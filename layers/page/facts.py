"""A table of facts as a source states them; what it does not state is said, never filled in."""

from __future__ import annotations

from typing import Any

from dash import html

from layers.text import _


def stated(value: object) -> str:
    """Text of a cell of the paper's tables; an empty cell is never a zero."""
    return _(str(value)) if isinstance(value, str) and value else _("not stated")


def facts(rows: list[tuple[str, Any]], caption: str) -> html.Table:
    """Two-column table of names and what is stated."""
    body = [html.Tr([html.Th(name, scope="row"), html.Td(value)]) for name, value in rows]
    return html.Table([html.Caption(caption), html.Tbody(body)], className="figures facts")
