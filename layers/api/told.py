"""A file of an answer as its reader gets it: rows, headings and words in the language asked for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from geo.view.address import query_string
from geo.view.view import View
from geo.world.world import World
from layers.api.answer import Answer
from layers.api.columns import Column, Columns, tuples
from layers.api.route import Route
from layers.below import below
from layers.text import gettext as text
from layers.text import joints, words
from layers.text.gettext import _

API_PATH = "/api"
Row = tuple[Any, ...]


@dataclass(frozen=True)
class File:
    """What every format writes.

    Attributes
    ----------
    world : World
        For the declarations of its columns and datasets.
    route, view : Route, View
        What was asked for, and how.
    answer : Answer
        The rows, and values beside them.
    told : mapping
        What the file says of itself, :data:`layers.api.columns.ABOUT`.
    name, ascii : str
        Name of the file without its ending, for readers and in ASCII.
    datasets : tuple of str
        Datasets whose terms it is under.
    """

    world: World
    route: Route
    view: View
    answer: Answer
    told: Mapping[str, Any]
    name: str
    ascii: str
    datasets: tuple[str, ...]

    @cached_property
    def columns(self) -> Columns:
        """Columns of the rows as the world calls them."""
        return self.route.columns_of(self.world.package)

    @property
    def headings(self) -> list[str]:
        """Headings of a table: names that programs know; what readers say in other languages."""
        return [heading(one) for one in self.columns]

    @cached_property
    def rows(self) -> list[Row]:
        """Rows in the words of the reader; in the language of the source as programs know them."""
        found = tuples(self.answer.rows, self.columns)
        if in_source():
            return found
        said = [_reader(self.world, one) for one in self.columns]
        return [tuple(one(cell) for one, cell in zip(said, row, strict=True)) for row in found]

    @property
    def printed(self) -> list[Row]:
        """The same for a table that is read, not computed with: true and false are words too."""
        if in_source():
            return self.rows
        said = {True: _("true"), False: _("false")}
        truth = [one.type == "boolean" for one in self.columns]
        return [
            tuple(
                said.get(cell) if is_truth else cell
                for cell, is_truth in zip(row, truth, strict=True)
            )
            for row in self.rows
        ]

    @property
    def layer(self) -> str:
        """Name of the rows that holds in every program."""
        return self.route.names(self.world.package)[0].replace("-", "_")

    @property
    def address(self) -> str:
        """Where the same answer stands as JSON."""
        return address_of(self.world, self.route, self.view)

    @property
    def notes(self) -> list[str]:
        """What to keep in mind with the rows, and with what else the file holds."""
        more = (name for name in self.datasets if name not in self.route.datasets)
        shapes = [_(one) for name in more for one in self.world.catalogue[name].caveats]
        return list(dict.fromkeys([*self.answer.head.get("notes", ()), *shapes]))


def address_of(world: World, route: Route, view: View) -> str:
    """Where an answer stands as JSON."""
    query = query_string(view)
    return below(f"{API_PATH}/{route.names(world.package)[0]}" + (f"?{query}" if query else ""))


def in_source() -> bool:
    """Whether a reply is in the language of the source."""
    return text.language.get() == text.SOURCE_LANGUAGE


def heading(column: Column) -> str:
    """Heading of a column of a table."""
    return column.header if in_source() else column.heading


def _reader(world: World, column: Column) -> Callable[[Any], Any]:
    """How cells of a column are said."""
    if column.type == "strings":
        return lambda cell: None if cell is None else [said(one) for one in cell]
    if column.type != "string" or column.name.endswith("_code"):
        return lambda cell: cell
    if column.zones:
        named = {
            key: words.zone(scheme, key) for scheme in world.package.schemes for key in scheme.keys
        }
        return lambda cell: named.get(cell, cell)
    return lambda cell: None if cell is None else said(cell)


def said(cell: str) -> str:
    """A text of a table in the language of the reply: all of it, or part by part.

    Examples
    --------
    >>> said("4.1 Network building; Foreword")
    '4.1 Network building; Foreword'
    """
    whole = _(cell)
    if whole != cell or "; " not in cell:
        return whole
    pieces = cell.split("; ")
    spoken = [_(piece) for piece in pieces]
    return cell if spoken == pieces else joints.parts(spoken)
