"""What comes out of the reading child is what the page asks with, answer by answer."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.outlines.places import WORLD, Places, places_to_text
from geo.own.reading import FLOWS, apart
from layers.own.reading import Reading
from layers.own.words import name_key

CODES = [f"0{at}" for at in range(1, 7)]
NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Oak"]
HEAD = "origin,origin_name,destination,destination_name,persons"
ROWS = [f"{CODES[at]},{NAMES[at]},{CODES[at - 1]},{NAMES[at - 1]},{at + 1}" for at in range(6)]
LOST = "99,Oakk,01,Ash,50"


def read(**answers: str) -> tuple[Reading, dict[str, Any]]:
    """A list of codes with their names, one of them of no place, through the door of the child."""
    known = Places(pd.DataFrame({"region_code": CODES, "name_en": NAMES}), source=WORLD)
    text = "\n".join([HEAD, *ROWS, LOST, ""]).encode()
    given = {"direction": "origin-first", "unit": "persons", "places": "world"}
    asked = {"roles": [FLOWS], "answers": {**given, **answers}, "known": places_to_text(known)}
    told, _tables = apart([("moves.csv", text)], asked)
    return Reading.of(told), told


def test_a_name_without_a_place_is_answered_by_the_code_of_its_cell() -> None:
    found, told = read()
    (lost,) = found.unmatched
    assert (lost.text, lost.key, lost.rows_count) == ("99 Oakk", "99", 1)
    assert lost.suggestions[:1] == ("06",)
    given, _told = read(**{name_key(lost.key): lost.suggestions[0]})
    assert given.unmatched == ()
    accepted = sum(one.persons or 0 for one in given.findings if one.part == "accepted")
    assert accepted == sum(range(1, 7)) + 50
    assert told["rows_read"] == 7
