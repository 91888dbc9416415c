"""Links that change one thing of a view: chips, lists and cards are made of them."""

from __future__ import annotations

from functools import cache
from typing import Any

import htpy as h
from markupsafe import Markup

from geo.view.address import query_string
from geo.view.view import View
from geo.world.world import World
from layers.below import below
from layers.blocks.markup import Form, form
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
    return below(f"/?{query}" if query else "/")


def question(view: View, /, **changes: str) -> str:
    """The same as what stands behind an address; nothing for the usual view.

    Examples
    --------
    >>> question(View(), top="20"), question(View())
    ('?top=20', '')
    """
    query = query_string(view, **changes)
    return f"?{query}" if query else ""


def of_world(world: World, path: str) -> str:
    """A path that is asked about the data of a world.

    Examples
    --------
    >>> from types import SimpleNamespace
    >>> own, usual = SimpleNamespace(name="a1"), SimpleNamespace(name="")
    >>> of_world(own, "/api/x?top=5"), of_world(own, "/api/x"), of_world(usual, "/api/x")
    ('/api/x?top=5&world=a1', '/api/x?world=a1', '/api/x')
    """
    path = below(path)
    return f"{path}{'&' if '?' in path else '?'}world={world.name}" if world.name else path


def link(label: Any, view: View, /, class_: str = "", title: str = "", **changes: str) -> Markup:
    """Link that stays on the page and adds one step to the history."""
    return _anchor(label, href=address(view, **changes), class_=class_, title=title)


def source(view: View, dataset: str) -> Markup:
    """Link to the definition, coverage, caveats and licence of a dataset."""
    target = f"{address(view, view='sources')}#dataset-{dataset}"
    return _anchor(_("Source and definition"), href=target, class_="source")


def source_after(view: View, dataset: str) -> h.Element:
    """The same behind other words: where the link is left out, so is the dot that parts them."""
    return h.span(class_="source-after")[" · ", source(view, dataset)]


def _anchor(label: Any, **attributes: str) -> Markup:
    """Anchor with those attributes that are not empty."""
    given = {name: value for name, value in attributes.items() if value}
    return _form(*given) % (*given.values(), label)


@cache
def _form(*attributes: str) -> Form:
    return form(h.a(**dict.fromkeys(attributes, "%s"))["%s"])
