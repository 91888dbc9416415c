"""The contract of an address of the data interface."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

import pandas as pd

from geo.scene.scene import Scene
from geo.view.address import OF_CHOICE
from geo.world.catalog import Package
from geo.world.choice import of_choice
from geo.world.world import World
from layers.api.answer import Answer
from layers.api.columns import ABOUT, Columns, spelled, worded


@dataclass(frozen=True)
class Drawn:
    """Where the rows of an answer lie, for files that a map reads.

    Attributes
    ----------
    kind : str
        Kind of every shape, as in WKB: ``MultiPolygon`` or ``LineString``.
    shapes : callable
        World and rows to the shape of each row in WKB, in degrees.
    datasets : tuple of str
        Datasets whose terms and caveats the shapes are under.
    """

    kind: str
    shapes: Callable[[World, pd.DataFrame], list[bytes]]
    datasets: tuple[str, ...]


@dataclass(frozen=True)
class Route:
    """One address of the data interface, in every format (:mod:`layers.api.formats`).

    Attributes
    ----------
    name : str
        Last part of the address; regions are called what they are in a world.
    summary : str
        What the rows are.
    uses : tuple of str
        Parameters that change the rows, see :meth:`used`; the others are checked and change
        nothing.
    head : Columns
        Values beside the rows.
    columns : callable
        Data package to columns of the rows, by the names of our tables.
    answer : callable
        World and scene to the answer.
    title : str
        What a menu of files calls the rows.
    datasets : tuple of str
        Datasets whose terms the rows are under; a world without one of them has no such address.
    intervals : int
        How many intervals a choice of whom to count must have.
    drawn : Drawn or None
        Where the rows lie; None where they have no place.
    says : mapping
        What a reader calls the text of a parameter that only this subject has words for: takes the
        world and the text.
    """

    name: str
    summary: str
    uses: tuple[str, ...]
    head: Columns
    columns: Callable[[Package], Columns]
    answer: Callable[[World, Scene], Answer]
    title: str = ""
    datasets: tuple[str, ...] = ()
    intervals: int = 1
    drawn: Drawn | None = None
    says: Mapping[str, Callable[[World, str], str]] = field(default_factory=dict, compare=False)

    def names(self, package: Package) -> tuple[str, ...]:
        """How its address may be spelled in a world, the documented one first."""
        return tuple(dict.fromkeys((spelled(self.name, package), self.name)))

    def used(self, package: Package) -> tuple[str, ...]:
        """Parameters that change the rows: whom to count, where they come from the moves."""
        follows = package.flow_tables and of_choice(package) & {*self.datasets}
        choice = OF_CHOICE if follows else ()
        return (*choice, *self.uses)

    def columns_of(self, package: Package) -> Columns:
        """Columns of the rows as a world calls them."""
        return worded(self.columns(package), package)

    def head_of(self, package: Package) -> Columns:
        """Values beside the rows as a world calls them."""
        return worded((*self.head, *ABOUT), package)
