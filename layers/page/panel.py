"""The contract of a tab beside the map."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from geo.scene import Scene
from geo.store import Store
from geo.view import View


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
        Takes the store and the default view; returns the bound controls that stand above the tab
        from the start. None by default.
    needs : str
        Name of a deferred script that the browser loads first, or empty.
    """

    key: str
    fill: Callable[[Store, Scene], list[Any]]
    controls: Callable[[Store, View], list[Any]] = lambda store, view: []
    needs: str = ""


def asked(key: str) -> dict[str, str]:
    """Id of the question of a tab."""
    return {"panel": key, "part": "asked"}


def body(key: str) -> dict[str, str]:
    """Id of the element that a tab fills."""
    return {"panel": key, "part": "body"}
