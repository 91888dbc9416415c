"""Places that rows may name, and their way from one process to another, without a shape."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

FILE, WORLD, FLOWS = "file", "world", "flows"
"""Whose places they are: of a boundary file, of the page, or named by the moves alone."""


@dataclass(frozen=True)
class Places:
    """Places that rows of a file may name.

    Attributes
    ----------
    table : pandas.DataFrame
        One row a place: ``region_code`` (unique text), ``name_en``, ``name_zh`` (missing where
        there is none), and one text column for each grouping, named as in the file.
    spellings : mapping
        Other names of a place by its code: short, official and former names, letters, other codes.
    groupings : tuple of str
        Columns of the table that may become zone schemes.
    source : str
        `FILE`, `WORLD` or `FLOWS`.
    ended : tuple of str
        Names of places that are no more: they are told as such and taken for no other.
    """

    table: pd.DataFrame
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groupings: tuple[str, ...] = ()
    source: str = FILE
    ended: tuple[str, ...] = ()


def places_to_text(places: Places) -> str:
    """Places as JSON."""
    table = places.table.astype(object).where(places.table.notna(), None)
    return json.dumps(
        {
            "columns": list(map(str, table)),
            "rows": table.to_numpy().tolist(),
            "spellings": {code: list(names) for code, names in places.spellings.items()},
            "groupings": list(places.groupings),
            "source": places.source,
            "ended": list(places.ended),
        },
        ensure_ascii=False,
    )


def places_from_text(text: str) -> Places:
    """Places that :func:`places_to_text` wrote.

    Examples
    --------
    >>> table = pd.DataFrame({"region_code": ["1"], "name_en": ["Ash"], "name_zh": [None]})
    >>> again = places_from_text(places_to_text(Places(table, {"1": ("ash tree",)})))
    >>> again.table.to_dict("records"), dict(again.spellings), again.source
    ([{'region_code': '1', 'name_en': 'Ash', 'name_zh': None}], {'1': ('ash tree',)}, 'file')
    """
    read: dict[str, Any] = json.loads(text)
    return Places(
        table=pd.DataFrame(read["rows"], columns=read["columns"], dtype=object),
        spellings={code: tuple(names) for code, names in read["spellings"].items()},
        groupings=tuple(read["groupings"]),
        source=read["source"],
        ended=tuple(read["ended"]),
    )
