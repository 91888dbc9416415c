"""Choices of whom to count: a flow table, and the categories of its people that are kept.

A build prepares the tables of every choice; :mod:`geo.world.counted` opens them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, combinations, product
from typing import TYPE_CHECKING

from geo.world.declared import Category, FlowTable

if TYPE_CHECKING:
    from geo.world.catalog import Dataset, Package

FOLDER = "counted"
"""Folder below the built tables that holds those of every choice."""
EVERYBODY = "all"
MOST_PARTS = 4
"""A category of more parts is prepared for the choices that it declares alone."""
OF_FLOWS = ("flows", "periods")

Kept = tuple[tuple[str, tuple[str, ...]], ...]
"""Columns of categories and the values that are kept of each; nothing where all are."""


def flow_tables(package: Package) -> dict[str, FlowTable]:
    """Ways of counting by key, the usual one first; none in a package that has one alone."""
    return {one.key: one for one in package.flow_tables}


def categories_of(package: Package, table: FlowTable) -> tuple[Category, ...]:
    """Categories that a flow table has a column for, and choices."""
    columns = {one.name for one in package.datasets[table.flows].fields}
    return tuple(one for one in package.categories if one.values and one.column in columns)


def kept_of(text: str, categories: tuple[Category, ...]) -> Kept:
    """What a choice of an address keeps: values of one category together, categories both.

    Parameters
    ----------
    text
        Entries such as ``origin-type:rural``, with commas between; empty for everybody.
    categories
        Those of the table.

    Examples
    --------
    >>> from geo.world.declared import CategoryValue
    >>> ages = [("young", ("0", "1")), ("old", ("2",))]
    >>> values = tuple(CategoryValue(key=key, title=key, kept=key, of=of) for key, of in ages)
    >>> age = Category(key="age", title="age", instead="none", values=values)
    >>> kept_of("age:old", (age,)), kept_of("age:old,age:young", (age,)), kept_of("", (age,))
    ((('age', ('2',)),), (('age', ('0', '1', '2')),), ())
    """
    found = []
    for one in categories:
        taken = {value for choice in one.among(text) for value in choice.values}
        if taken:
            found.append((one.column, tuple(part for part in _parts(one) if part in taken)))
    return tuple(found)


def _parts(category: Category) -> tuple[str, ...]:
    """Values of the column of a category, in the order that its choices name them."""
    return tuple(dict.fromkeys(chain.from_iterable(one.values for one in category.values)))


def choices(categories: tuple[Category, ...]) -> Iterator[Kept]:
    """Everything that an address may keep of a table, everybody first.

    Examples
    --------
    >>> list(choices(()))
    [()]
    """
    for picked in product(*(_subsets(one) for one in categories)):
        yield tuple(one for one in picked if one[1])


def _subsets(category: Category) -> list[tuple[str, tuple[str, ...]]]:
    """Nothing of a category, and what may be kept of it."""
    parts = _parts(category)
    if len(parts) > MOST_PARTS:
        found = [one.values for one in category.values]
    else:
        sizes = range(1, len(parts) + 1)
        found = [some for size in sizes for some in combinations(parts, size)]
    return [(category.column, some) for some in ((), *found)]


def folder(table: FlowTable, kept: Kept) -> str:
    """Folder of the tables of a choice, below the built ones.

    Examples
    --------
    >>> table = FlowTable(key="by-age", title="By age", definition="Everybody.")
    >>> folder(table, ()), folder(table, (("age", ("0", "1")),))
    ('counted/by-age/all', 'counted/by-age/age~0~1')
    """
    named = "_".join("~".join((column, *values)) for column, values in kept)
    return f"{FOLDER}/{table.key}/{named or EVERYBODY}"


def phrases_of(table: FlowTable, text: str, categories: tuple[Category, ...]) -> dict[str, str]:
    """Words that messages have in the place of those of the package.

    They may have a place for ``{kept}``, which a language fills in. That is the people of each
    value that is kept, a line for each, and everybody where none is.

    Examples
    --------
    >>> from geo.world.declared import CategoryValue
    >>> young = CategoryValue(key="young", title="Young", kept="below 30")
    >>> age = Category(key="age", title="age", instead="none", values=(young,))
    >>> words = {"movers": "movers {kept}"}
    >>> moves = FlowTable(key="m", title="m", definition="m", everybody="of any age", phrases=words)
    >>> phrases_of(moves, "age:young", (age,))
    {'movers': 'movers {kept}', 'kept': 'below 30'}
    >>> phrases_of(moves, "", (age,))
    {'movers': 'movers {kept}', 'kept': 'of any age'}
    """
    kept = [choice.kept for one in categories for choice in one.among(text)]
    return {**table.phrases, "kept": "\n".join(kept or [table.everybody])}


def of_choice(package: Package) -> frozenset[str]:
    """Datasets whose rows depend on whom is counted."""
    tables = package.flow_tables
    own = [name for one in tables for name in (one.flows, one.periods, one.within) if name]
    return frozenset({*OF_FLOWS, *from_flows(package.datasets), *own})


def datasets_of(package: Package, table: FlowTable) -> Mapping[str, Dataset]:
    """Datasets as a choice reads them: its own moves and intervals stand for the usual ones."""
    known = package.datasets
    own = {"flows": known[table.flows], "periods": known[table.periods]}
    said = {
        name: getattr(own["flows"], name)
        for name in ("period_covered", "population_covered", "collection")
    }
    counted = {name: known[name].model_copy(update=said) for name in from_flows(known)}
    return {**known, **counted, **own}


def from_flows(datasets: Mapping[str, Dataset]) -> tuple[str, ...]:
    """Names of the datasets that are worked out from moves and intervals, in their order.

    Those of intervals alone are among them; those that follow no choice are not.
    """
    found = list(OF_FLOWS)
    for name, one in datasets.items():
        if one.follows_choice and {*one.derived_from} & {*found}:
            found.append(name)
    return tuple(found[len(OF_FLOWS) :])
