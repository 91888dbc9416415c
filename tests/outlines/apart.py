"""A boundary file read beside moves between its first two regions, in the child of a draft."""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.files.confined import apart
from geo.outlines.outlined import Reading
from geo.outlines.places import Places, places_to_text
from geo.outlines.told import Choice, Finding
from geo.own.parcel import unpacked
from geo.own.reading import BOUNDARIES, FLOWS, PARCEL

MOVES = b"origin,destination,persons\nR0,R1,3\nR1,R0,4\n"
ANSWERS = {"direction": "origin-first", "unit": "persons", "measure": "flow"}
KNOWN = places_to_text(Places(pd.DataFrame({"region_code": ["A"], "name_en": ["Ash"]})))
OWN = "outline-"


def outlined_apart(name: str, content: bytes) -> Reading:
    """What the child says of the boundary file alone."""
    asked = {"roles": [FLOWS, BOUNDARIES], "answers": ANSWERS, "known": KNOWN}
    told, tables = apart("draft", [("moves.csv", MOVES), (name, content)], asked)
    choices = tuple(
        Choice(**one | {"options": tuple(one["options"])}) for one in _own(told["choices"], "key")
    )
    findings = tuple(
        Finding(**one | {key: tuple(one[key]) for key in ("rows", "texts")})
        for one in _own(told["findings"], "kind")
    )
    parcel = unpacked(tables[PARCEL][PARCEL][0].as_py()) if tables else None
    return choices, findings, parcel.outlines if parcel else None


def _own(records: list[dict[str, Any]], name: str) -> list[dict[str, Any]]:
    return [one for one in records if one[name].startswith(OWN)]
