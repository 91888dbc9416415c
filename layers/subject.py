"""The contract of a tab beside the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import htpy as h

from geo.scene.scene import Scene
from geo.view.view import View
from geo.world.world import Store
from layers.blocks.chart import collected


@dataclass(frozen=True)
class Filled:
    """What a tab shows for one view.

    Attributes
    ----------
    markup : htpy renderable
        The tab in words; its pictures carry their figures (:func:`layers.blocks.chart.picture`).
    controls : tuple of (dict, dict)
        Ids of controls, and what the view changes in them besides their value, such as options.
    grid : dict or None
        The component of Dash that the browser makes of the table; None in all other tabs.
    """

    markup: h.Renderable
    controls: tuple[tuple[dict[str, str], dict[str, Any]], ...] = ()
    grid: dict[str, Any] | None = None

    def reply(self) -> dict[str, Any]:
        """The same as data: ``html``, ``figures`` by the id of their element, and the rest."""
        html, figures = collected(self.markup)
        equipped = [{"id": identity, "props": props} for identity, props in self.controls]
        return {"html": html, "figures": figures, "controls": equipped, "grid": self.grid}


@dataclass(frozen=True)
class Panel:
    """One tab: its controls stand in the page, the rest comes when it is opened.

    Attributes
    ----------
    key : str
        The word in the address; the label of the tab is the word of this key.
    fill : callable
        Takes the store and a scene; returns what the tab shows.
    controls : callable
        Takes the store and the view; returns the bound controls that stand above the tab. None by
        default.
    needs : str
        Name of a deferred script that the browser loads first, or empty.
    below : tuple of str
        Ids of places below the markup, for components of Dash. None by default.
    """

    key: str
    fill: Callable[[Store, Scene], Filled]
    controls: Callable[[Store, View], list[Any]] = lambda store, view: []
    needs: str = ""
    below: tuple[str, ...] = ()


def body(key: str) -> str:
    """Id of the element that a tab fills."""
    return f"tab-{key}"
