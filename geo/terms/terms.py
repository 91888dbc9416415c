"""The table of terms: in every language a name, a gloss and spellings that are looked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from geo.rows import rows_of
from geo.terms.matching import Matcher
from geo.world.world import World

TERMS = "terms"


@dataclass(frozen=True)
class Term:
    """One term.

    Attributes
    ----------
    key : str
        Its name in addresses.
    names, glosses : mapping
        Its name and short explanation by language.
    section : str
        Sections of the paper, such as ``2.2 footnote 2; 1.1``; empty where it is not of the paper.
    note : str
        How the name in the other language is borne out.
    spellings : mapping
        By language the spellings that mark it in a text; none where it is listed only.
    places : mapping
        What it is sorted by, by language.
    """

    key: str
    names: Mapping[str, str]
    glosses: Mapping[str, str]
    section: str
    note: str
    spellings: Mapping[str, tuple[str, ...]]
    places: Mapping[str, str]


@lru_cache(maxsize=8)
def terms_of(world: World) -> dict[str, Term]:
    """The terms of a world by key; none where it has no table of them."""
    if not world.has(TERMS):
        return {}
    table = world.table(TERMS)
    languages = [
        name.removeprefix("term_") for name in map(str, table.columns) if name.startswith("term_")
    ]
    found = {}
    for row in rows_of(table.fillna("")):
        named = {lang: row[f"term_{lang}"] for lang in languages}
        found[row["key"]] = Term(
            key=row["key"],
            names=named,
            glosses={lang: row[f"gloss_{lang}"] for lang in languages},
            section=row["section"],
            note=row["source_note"],
            spellings={
                lang: tuple(filter(None, row[f"spelled_{lang}"].split("; "))) for lang in languages
            },
            # Signs without an order of their own have a column for it.
            places={lang: sorting(row.get(f"sorted_{lang}", one)) for lang, one in named.items()},
        )
    return found


def sorting(name: str) -> str:
    """What a name is sorted by: its letters and digits, whatever their case and the signs.

    Examples
    --------
    >>> sorting("“widening the gate and raising the price”"), sorting("GDP per head")
    ('widening the gate and raising the price', 'gdp per head')
    """
    return re.sub(r"^[^\w]+|[^\w %]", "", name).casefold()


def in_order(world: World, lang: str) -> list[Term]:
    """All terms in the order of a language."""
    return sorted(terms_of(world).values(), key=lambda one: (one.places.get(lang, ""), one.key))


@lru_cache(maxsize=16)
def matcher_of(world: World, lang: str) -> Matcher:
    """What finds the terms of a world in the texts of a language; one for the same spellings."""
    return _matcher(
        tuple(
            (spelling, one.key)
            for one in terms_of(world).values()
            for spelling in one.spellings.get(lang, ())
        )
    )


@lru_cache(maxsize=8)
def _matcher(spellings: tuple[tuple[str, str], ...]) -> Matcher:
    return Matcher(dict(spellings))
