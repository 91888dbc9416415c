"""Which place of a list a text of the file names: one door, whatever compares the names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.intake.words import folded
from geo.outlines.outlines import Places


@dataclass(frozen=True)
class Named:
    """What a text names: one place, or what it may mean."""

    code: str = ""
    suggestions: tuple[str, ...] = ()


def named(texts: Iterable[str], places: Places) -> dict[str, Named]:
    """Find the place of each text.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"region_code": ["01", "02"], "name_en": ["Elm", "Ash"]})
    >>> [one.code for one in named(["1", "ELM", "Oak"], Places(table)).values()]
    ['01', '01', '']
    """
    known: dict[str, str] = {}
    for row in places.table.to_dict("records"):
        code = str(row["region_code"])
        texts_of = [code, *(row[key] for key in row if str(key).startswith("name_"))]
        for text in (*texts_of, *places.spellings.get(code, ())):
            if isinstance(text, str):
                known.setdefault(_key(text), code)
    return {text: Named(known.get(_key(text), "")) for text in texts}


def _key(text: str) -> str:
    plain = folded(text)
    return str(int(plain)) if plain.isdigit() else plain
