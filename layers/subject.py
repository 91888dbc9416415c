"""The contract of a tab beside the map."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from dash.development.base_component import Component

from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.world import Store

SHOWN = ("figure", "data-still", "aria-label")


@dataclass(frozen=True)
class Panel:
    """One tab: empty in the page, filled when it is first opened and whenever its view changes.

    Attributes
    ----------
    key : str
        The word in the address; the label of the tab is the word of this key.
    fill : callable
        Takes the store and a scene; returns the children of the tab.
    controls : callable
        Takes the store and the view; returns the bound controls that stand above the tab from its
        first opening on. None by default.
    needs : str
        Name of a deferred script that the browser loads first, or empty.
    settings : callable
        Takes the store and the view; returns ids of controls and what a view changes in them, such
        as their options. None by default.
    steady : bool
        True when every view has the same parts: a later view then changes what they show, and
        they keep focus, scroll and unfolded tables. All that changes has an id made of a dict.
    """

    key: str
    fill: Callable[[Store, Scene], list[Any]]
    controls: Callable[[Store, View], list[Any]] = lambda store, view: []
    needs: str = ""
    settings: Callable[[Store, View], list[tuple[Any, dict[str, Any]]]] = lambda store, view: []
    steady: bool = False


def asked(key: str) -> dict[str, str]:
    """Id of the question of a tab."""
    return {"panel": key, "part": "asked"}


def body(key: str) -> dict[str, str]:
    """Id of the element that a tab fills."""
    return {"panel": key, "part": "body"}


def controls(key: str) -> dict[str, str]:
    """Id of the element above a tab that holds its controls."""
    return {"panel": key, "part": "controls"}


def changes(part: Any) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    """What a steady tab shows anew: the id of each part of its own, and its properties.

    Examples
    --------
    >>> from dash import html
    >>> list(changes(html.Div(html.P(id={"still": "a"}, **{"aria-label": "new"}))))
    [({'still': 'a'}, {'aria-label': 'new'})]
    """
    if isinstance(part, list | tuple):
        for one in part:
            yield from changes(one)
    elif isinstance(part, Component):
        identity = getattr(part, "id", None)
        if isinstance(identity, dict):
            shown = {name: getattr(part, name) for name in SHOWN if hasattr(part, name)}
            # A click is news only when it differs from the last one: forget that.
            forgotten = {"clickData": None} if "figure" in shown else {}
            yield identity, shown | forgotten
        yield from changes(getattr(part, "children", None))
