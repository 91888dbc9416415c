"""Which place of a list a text of the file names: one door, whatever compares the names."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.outlines.matching import match
from geo.outlines.places import Places


@dataclass(frozen=True)
class Named:
    """What a text names: one place, or what it may mean; several of a name, or a former one."""

    code: str = ""
    suggestions: tuple[str, ...] = ()
    is_former: bool = False
    is_shared: bool = False


def named(texts: Iterable[str], places: Places) -> dict[str, Named]:
    """Find the place of each text.

    Examples
    --------
    >>> import pandas as pd
    >>> table = pd.DataFrame({"region_code": ["01", "02"], "name_en": ["Elm", "Ash"]})
    >>> [one.code for one in named(["1", "ELM", "Oak"], Places(table)).values()]
    ['01', '01', '']
    """
    found = match([*texts], places)
    return {
        text: Named(one.code, one.candidates, one.how == "former", one.how == "several")
        for text, one in found.items()
    }
