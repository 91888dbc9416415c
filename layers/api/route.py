"""The contract of an address of the data interface."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from geo.scene.scene import Scene
from geo.world.catalog import Catalogue
from geo.world.world import Store
from layers.api.answers import Answer
from layers.api.columns import Columns


@dataclass(frozen=True)
class Route:
    """One address of the data interface, with and without ``.csv``.

    Attributes
    ----------
    name : str
        Last part of the address.
    summary : str
        What the rows are.
    uses : tuple of str
        Parameters that change the rows; the others are checked and change nothing.
    head : Columns
        Values beside the rows.
    columns : callable
        Catalogue to columns of the rows.
    answer : callable
        Store and scene to the answer.
    """

    name: str
    summary: str
    uses: tuple[str, ...]
    head: Columns
    columns: Callable[[Catalogue], Columns]
    answer: Callable[[Store, Scene], Answer]
