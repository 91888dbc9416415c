"""Words of the panel follow what is answered now, not what is usual."""

from __future__ import annotations

import pytest

from geo.outlines.told import Unmatched
from layers.blocks.markup import spelled
from layers.own.choices import unmatched

KEPT = Unmatched("Hazelnut", "Hazelnut", (), 3, is_kept=True)
WAITS = Unmatched("Oakenn", "Oakenn", ("03",), 2)


@pytest.mark.parametrize(
    ("names", "says", "says_not"),
    [
        ((KEPT,), "their rows count, unless", "set aside"),
        ((WAITS,), "set aside until", "count"),
        ((KEPT, WAITS), "Rows with the others are set aside until", "They stay"),
    ],
)
def test_names_without_a_place_say_what_becomes_of_their_rows(
    names: tuple[Unmatched, ...], says: str, says_not: str
) -> None:
    said = spelled(unmatched(names, {"03": "Oak"}))
    assert says in said
    assert says_not not in said
    assert said.count(", stays a place") == sum(one.is_kept for one in names)
