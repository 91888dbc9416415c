"""The made list that the opening is measured with has the traits of the real one."""

from __future__ import annotations

import pandas as pd

from geo.outlines.places import Places, places_to_text
from geo.own.reading import BOUNDARIES, FLOWS, PARCEL, apart
from tests.bench.opening import made, squares

ROWS, YEARS = 400, 10
NOWHERE = Places(pd.DataFrame({"region_code": [], "name_en": [], "name_zh": []}, dtype="str"))


def test_codes_in_two_columns_totals_and_stayers_are_understood_without_a_question() -> None:
    lists = made(ROWS)
    asked = {
        "answers": {},
        "roles": [*[FLOWS] * len(lists), BOUNDARIES],
        "known": places_to_text(NOWHERE),
    }
    told, tables = apart([*lists, ("squares.geojson", squares())], asked)
    assert ROWS * YEARS * 0.9 < told["rows_read"] <= ROWS * YEARS
    found = {one["kind"]: one["rows_count"] for one in told["findings"] if one["part"] != "told"}
    assert {"counted", "total", "own"} <= {*found}
    assert sum(found.values()) == told["rows_read"]
    said = {one["key"]: one["value"] for one in told["choices"]}
    assert said["column-origin"] == "y1_statefips + y1_countyfips"
    assert said["outline-group-state"] == "yes"
    assert PARCEL in tables
