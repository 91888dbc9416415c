"""A column of an answer, declared once: every format, the codebooks and the OpenAPI text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from geo.world.catalog import Package
from geo.world.places import slug
from layers.text.gettext import _

PERSONS = "persons"
_READ = {"string": str, "integer": int, "number": float, "boolean": bool, "strings": list}


@dataclass(frozen=True)
class Column:
    """One column of the rows of an answer, or one value beside them.

    Attributes
    ----------
    name : str
        Key in JSON; a dot stands for an object inside.
    type : str
        ``string``, ``integer``, ``number``, ``boolean``, ``strings`` (a list of texts; one cell
        in CSV); beside the rows also ``objects`` (a list of objects).
    meaning : str
        What it holds, in one line.
    unit : str or None
        Unit of a number.
    required : bool
        True when it is never null.
    inner : tuple of Column
        Keys of each object of ``objects``.
    held : str
        Name in our tables where it is another one; see :func:`worded`.
    title : str
        What a reader calls it: the heading of files in another language than that of the source,
        and a line of every codebook.
    words : tuple of str
        The few words that it holds, where it holds no others: each is a message.
    zones : bool
        True when it holds keys of zones: files in other languages have their names.
    """

    name: str
    type: str
    meaning: str
    unit: str | None = None
    required: bool = False
    inner: tuple[Column, ...] = ()
    held: str = ""
    title: str = ""
    words: tuple[str, ...] = ()
    zones: bool = False

    @property
    def heading(self) -> str:
        """What a reader calls it in the language of the reply; its name where none is declared."""
        return _(self.title) if self.title else self.header

    @property
    def header(self) -> str:
        """Name in a table.

        Examples
        --------
        >>> Column("shade.value", "number", "Value").header
        'shade_value'
        """
        return self.name.replace(".", "_")


Columns = tuple[Column, ...]

_REGION = re.compile(r"^((?:from|to|n)_)?region(?=s?$|_)")


def worded(columns: Columns, package: Package) -> Columns:
    """Columns that speak of regions, named after what the regions of a world are."""
    return tuple(
        replace(one, name=spelled(one.name, package), held=one.held or one.header)
        for one in columns
    )


def spelled(name: str, package: Package) -> str:
    """A name of ours as the addresses and columns of a world spell it."""
    noun = package.nouns["region"]
    if name == "regions":
        return slug(noun.many)
    return _REGION.sub(rf"\g<1>{slug(noun.one)}", name)


def declared(package: Package, dataset: str, names: Iterable[str] | None = None) -> Columns:
    """Columns as the catalogue declares them, all or the named ones in that order."""
    fields = {field.name: field for field in package.datasets[dataset].fields}
    return tuple(
        Column(
            name,
            one.type,
            one.description,
            one.unit,
            one.required,
            title=package.titles.get(name, ""),
            words=tuple(str(word) for word in one.constraints.enum or ()),
        )
        for name, one in ((name, fields[name]) for name in (fields if names is None else names))
    )


def plain(values: pd.Series, kind: str) -> list[Any]:
    """Values of a column as plain Python objects of its declared type, None where missing.

    Examples
    --------
    >>> plain(pd.Series([2.0, None]), "integer")
    [2, None]
    """
    read, gaps = _READ[kind], values.isna().tolist()
    return [None if gap else read(one) for one, gap in zip(values.tolist(), gaps, strict=True)]


def nested(values: Mapping[str, Any]) -> dict[str, Any]:
    """Put dotted names into objects; the order stays.

    Examples
    --------
    >>> nested({"a": 1, "b.c": 2, "b.d": 3})
    {'a': 1, 'b': {'c': 2, 'd': 3}}
    """
    found: dict[str, Any] = {}
    for name, value in values.items():
        outer, dot, inner = name.partition(".")
        if dot:
            found.setdefault(outer, {})[inner] = value
        else:
            found[name] = value
    return found


def tuples(table: pd.DataFrame, columns: Sequence[Column]) -> list[tuple[Any, ...]]:
    """Rows of a table in the declared columns and types; its columns carry the header names."""
    return list(
        zip(*(plain(table[one.held or one.header], one.type) for one in columns), strict=True)
    )


def records(table: pd.DataFrame, columns: Sequence[Column]) -> list[dict[str, Any]]:
    """Rows of a table as JSON objects."""
    names = [one.name for one in columns]
    flat = (dict(zip(names, row, strict=True)) for row in tuples(table, columns))
    return [nested(row) for row in flat] if any("." in name for name in names) else list(flat)


QUERY = Column("query", "string", "The query that was answered, defaults left out", required=True)
SOURCE = Column(
    "source", "string", "Publication, and how its figures were collected", required=True
)
NOTES = Column("notes", "strings", "What to keep in mind with these rows", required=True)
ORIGIN = Column("origin_name", "string", "Name of the origin", None, True, title="Origin")
DESTINATION = Column(
    "destination_name", "string", "Name of the destination", None, True, title="Destination"
)
PERIOD = Column(
    "period", "string", "First and last year of the interval", None, True, title="Interval"
)
SCHEME = Column("scheme", "string", "How {regions} are grouped into zones", required=True)
TOTAL = Column("total_persons", "number", "People in all that the filters keep", PERSONS, True)


ABOUT: Columns = (
    Column("about.title", "string", "What the rows are", required=True, title="Title"),
    Column(
        "about.asked", "string", "Every parameter that the rows follow", None, True, title="Asked"
    ),
    Column("about.units", "string", "Columns that have a unit, with it", title="Units"),
    Column(
        "about.threshold",
        "string",
        "What is kept by the filters and not among the rows",
        title="Left out",
    ),
    Column(
        "about.licence", "string", "Terms of the datasets", required=True, title="Terms of the data"
    ),
    Column("about.citation", "string", "How to cite the rows", required=True, title="Citation"),
    Column(
        "about.version",
        "string",
        "Version of the data and of the code",
        None,
        True,
        title="Version",
    ),
)
"""Values beside the rows of every answer; a CSV has them in its last column."""

PAPER_HEAD: Columns = (QUERY, SOURCE, NOTES)


def ends(package: Package) -> Columns:
    """Code and name of both ends of a corridor."""
    origin, destination = declared(package, "corridors", ["origin_code", "destination_code"])
    return (origin, ORIGIN, destination, DESTINATION)
