"""What comes out of the reading child is what the page asks with, answer by answer."""

from __future__ import annotations

from typing import Any

import pandas as pd
import pytest

from geo.outlines.places import WORLD, Places, places_to_text
from geo.own.parcel import unpacked
from geo.own.reading import BOUNDARIES, FLOWS, PARCEL, apart
from layers.blocks.markup import spelled
from layers.own.draft import Taken
from layers.own.reading import Reading
from layers.own.understood import understood
from layers.own.words import name_key
from tests.outlines.made import area, feature, geojson, square

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


def test_the_boundary_file_its_system_and_answered_names_go_along_with_the_figures() -> None:
    shapes = [
        feature(area(square(6 + at, 50)), id=code, name=name)
        for at, (code, name) in enumerate(zip(CODES, NAMES, strict=True))
    ]
    text = "\n".join([HEAD, *ROWS, LOST, ""]).encode()
    answers = {"direction": "origin-first", "unit": "persons", name_key("99"): "06"}
    nobody = Places(pd.DataFrame({"region_code": [], "name_en": []}))
    asked = {
        "roles": [FLOWS, BOUNDARIES], "answers": answers, "known": places_to_text(nobody),
    }  # fmt: skip
    files = [("moves.csv", text), ("trees.geojson", geojson(*shapes))]
    _told, tables = apart(files, asked)
    opened = unpacked(tables[PARCEL][PARCEL][0].as_py()).told.opened
    assert opened["boundaries"] == "trees.geojson"
    assert (opened["crs"], opened["crs_by"]) == ("EPSG:4326", "nobody")
    assert opened["meant"] == {"99": "Oak"}
    _told, tables = apart(files, {**asked, "answers": {**answers, "outline-crs": "EPSG:4326"}})
    assert unpacked(tables[PARCEL][PARCEL][0].as_py()).told.opened["crs_by"] == "reader"


def test_boundaries_of_which_no_place_of_the_table_is_one_are_told_before_the_data_are_used() -> (
    None
):
    shapes = [
        feature(area(square(6 + at, 50)), id=f"BX-{at}", name=f"Elsewhere {at}") for at in range(6)
    ]
    text = "\n".join([HEAD, *ROWS, ""]).encode()
    nobody = Places(pd.DataFrame({"region_code": [], "name_en": []}))
    answers = {"direction": "origin-first", "unit": "persons", "without-shape": "kept",
               "places": "file"}  # fmt: skip
    asked = {"roles": [FLOWS, BOUNDARIES], "answers": answers, "known": places_to_text(nobody)}
    told, _tables = apart([("a.csv", text), ("b.geojson", geojson(*shapes))], asked)
    reading = Reading.of(told)
    (line,) = [one for one in reading.findings if one.kind == "outline-of-others"]
    assert line.values == {"ours": "01", "theirs": "BX-0"}
    said = spelled(understood("d", Taken(reading, None), ["a.csv"], {}))
    assert "No place of the table has a shape" in said.partition('id="own-report"')[0]


def test_people_whose_other_end_is_no_place_go_along_with_their_own_place() -> None:
    rows = [*ROWS, "不详,,01,Ash,8", "国外,,01,Ash,3", "其他,,01,Ash,5", "02,Birch,abroad,,7"]
    known = Places(pd.DataFrame({"region_code": CODES, "name_en": NAMES}), source=WORLD)
    given = {"direction": "origin-first", "unit": "persons", "places": "world"}
    asked = {"roles": [FLOWS], "answers": given, "known": places_to_text(known)}
    text = "\n".join([HEAD, *rows, ""]).encode()
    _told, tables = apart([("moves.csv", text)], asked)
    parcel = unpacked(tables[PARCEL][PARCEL][0].as_py())
    assert parcel.flows["persons"].sum() == sum(range(1, 7))
    assert parcel.beside is not None
    found = parcel.beside.drop(columns="period").to_dict("records")
    assert found == [
        {"region_code": "01", "side": "in", "kind": "abroad", "persons": 3.0},
        {"region_code": "01", "side": "in", "kind": "rest", "persons": 5.0},
        {"region_code": "01", "side": "in", "kind": "unknown", "persons": 8.0},
        {"region_code": "02", "side": "out", "kind": "abroad", "persons": 7.0},
    ]


@pytest.mark.parametrize("answer", ["yes", "no"])
def test_whether_years_are_one_mean_goes_along_with_the_figures(answer: str) -> None:
    rows = [f"{row},2018-2022" for row in ROWS]
    text = "\n".join([f"{HEAD},period", *rows, ""]).encode()
    known = Places(pd.DataFrame({"region_code": CODES, "name_en": NAMES}), source=WORLD)
    answers = {"direction": "origin-first", "unit": "persons", "places": "world", "interval": "1"}
    asked = {"roles": [FLOWS], "answers": {**answers, "pooled": answer},
             "known": places_to_text(known)}  # fmt: skip
    _told, tables = apart([("American survey.csv", text)], asked)
    assert unpacked(tables[PARCEL][PARCEL][0].as_py()).told.is_pooled == (answer == "yes")
