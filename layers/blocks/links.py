"""Links that change one thing of a view: chips, lists and cards are made of them."""

from __future__ import annotations

from typing import Any

import htpy as h

from geo.view.address import query_string
from geo.view.view import View
from layers.text.gettext import _


def address(view: View, /, **changes: str) -> str:
    """Address of a view with some fields changed.

    Examples
    --------
    >>> address(View(), top="20", view="table")
    '/?top=20&view=table'
    >>> address(View(top="20"), top="60")
    '/'
    """
    query = query_string(view, **changes)
    return f"/?{query}" if query else "/"


def link(label: Any, view: View, /, class_: str = "", title: str = "", **changes: str) -> h.Element:
    """Link that stays on the page and adds one step to the history."""
    return h.a(href=address(view, **changes), class_=class_ or None, title=title or None)[label]


def source(view: View, dataset: str) -> h.Element:
    """Link to the definition, coverage, caveats and licence of a dataset."""
    target = f"{address(view, view='sources')}#dataset-{dataset}"
    return h.a(href=target, class_="source")[_("Source and definition")]
