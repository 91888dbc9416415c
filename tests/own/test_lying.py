"""Places without a name in the boundaries are found by where the file of the moves puts them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from geo.outlines.places import Places, places_to_text
from geo.own.parcel import Parcel, unpacked
from geo.own.reading import BOUNDARIES, FLOWS, PARCEL, apart
from layers.blocks.markup import spelled
from layers.own.draft import Taken
from layers.own.reading import Reading
from layers.own.understood import understood
from tests.outlines.made import area, feature, geojson, square

NAMES = ["Ash", "Birch", "Cedar", "Elm", "Fir", "Oak"]
REAL = Path(
    os.environ.get("OWN_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "own_data")
)
NOBODY = places_to_text(Places(pd.DataFrame({"region_code": [], "name_en": []})))


def moves(*, latitude_first: bool = False, crowded: int = 0) -> bytes:
    """Each of six numbers to the next; so many of them lie in the shape of the first."""
    spots = [(4.5 + 1.0 * max(at - crowded, 0) + at / 100, 50.25 + at / 100) for at in range(6)]
    names = ("LATFR", "LONFR", "LATTO", "LONTO") if latitude_first else (
        "LONFR", "LATFR", "LONTO", "LATTO")  # fmt: skip
    turn = -1 if latitude_first else 1
    rows = [
        [of + 11, to + 11, *spots[of][::turn], *spots[to][::turn], 10 * of + to + 0.5]
        for of in range(6)
        for to in range(6)
        if of != to
    ]
    return (
        pd.DataFrame(rows, columns=["NODEI", "NODEJ", *names, "people"])
        .to_csv(index=False)
        .encode()
    )


SHAPES = geojson(
    *(feature(area(square(4 + at, 50)), id=f"X-{name}", name=name) for at, name in enumerate(NAMES))
)


def read(flows: bytes, **answers: str) -> tuple[Reading, Parcel | None]:
    asked: dict[str, Any] = {
        "roles": [FLOWS, BOUNDARIES], "known": NOBODY,
        "answers": {"unit": "persons", "measure": "flow", "basis": "modelled", **answers},
    }  # fmt: skip
    told, tables = apart([("moves.csv", flows), ("trees.geojson", SHAPES)], asked)
    parcel = unpacked(tables[PARCEL][PARCEL][0].as_py()) if tables else None
    return Reading.of(told), parcel


def lying(found: Reading) -> Any:
    return next((one for one in found.choices if one.key == "lying"), None)


@pytest.mark.parametrize("latitude_first", [False, True])
def test_each_place_is_the_shape_that_it_lies_in(latitude_first: bool) -> None:
    found, parcel = read(moves(latitude_first=latitude_first))
    asked = lying(found)
    assert (asked.value, asked.is_asked, asked.evidence["count"]) == ("position", True, "6 / 6")
    assert parcel is not None
    sums = parcel.flows.set_index(["origin_code", "destination_code"])["persons"]
    assert sums["X-Ash", "X-Birch"] == 1.5
    assert sums["X-Oak", "X-Ash"] == 50.5
    assert len(sums) == 30
    kinds = {one.kind for one in found.findings}
    assert not kinds & {"without-shape", "outline-of-others", "no-flows"}


def test_the_reader_is_shown_the_question_and_can_say_no() -> None:
    found, parcel = read(moves(), lying="names")
    assert parcel is not None
    assert {*parcel.flows["origin_code"]} == {str(at) for at in range(11, 17)}
    assert {"without-shape", "outline-of-others"} <= {one.kind for one in found.findings}
    said = spelled(understood("d", Taken(found, None), ["moves.csv"], {}))
    assert "Where the places lie" in said
    assert "Alone in one shape: 6 / 6." in said


def test_places_that_share_a_shape_are_no_reason_to_take_all_for_theirs() -> None:
    found, parcel = read(moves(crowded=1))
    asked = lying(found)
    assert (asked.value, asked.evidence["count"]) == ("names", "4 / 6")
    assert parcel is not None
    assert len({*parcel.flows["origin_code"]}) == 6
    found, parcel = read(moves(crowded=1), lying="position")
    assert parcel is not None
    codes = {*parcel.flows["origin_code"]}
    assert codes == {"11", "12", "X-Birch", "X-Cedar", "X-Elm", "X-Fir"}
    assert parcel.flows["persons"].sum() == sum(10 * of + to + 0.5 for of in range(6)
                                                for to in range(6) if of != to)  # fmt: skip


def test_codes_that_the_boundaries_have_are_not_asked_where_they_lie() -> None:
    flows = moves().decode()
    shapes = SHAPES
    assert b"X-Ash" in shapes
    for at, name in enumerate(NAMES):
        flows = "\n".join(
            ",".join(f"X-{name}" if cell == str(at + 11) and column < 2 else cell
                     for column, cell in enumerate(row.split(",")))
            for row in flows.split("\n")
        )  # fmt: skip
    found, parcel = read(flows.encode(), direction="origin-first")
    assert lying(found) is None
    assert parcel is not None
    assert {*parcel.flows["origin_code"]} == {f"X-{name}" for name in NAMES}


def test_real_codes_without_a_name_are_found_in_real_boundaries() -> None:
    flows = next(REAL.glob("wp_bra_2005_2010/*.csv"), None)
    if flows is None:
        pytest.skip("not run: no real files here")
    shapes = REAL / "boundaries" / "ne_admin1_br.geojson"
    told, tables = apart(
        [(flows.name, flows.read_bytes()), (shapes.name, shapes.read_bytes())],
        {"roles": [FLOWS, BOUNDARIES], "answers": {}, "known": NOBODY},
    )
    assert lying(Reading.of(told)).evidence["count"] == "27 / 27"
    sums = unpacked(tables[PARCEL][PARCEL][0].as_py()).flows
    largest = sums.sort_values("persons").iloc[-1]
    assert (largest["origin_code"], largest["destination_code"]) == ("BR-SP", "BR-MG")
    assert round(largest["persons"], 1) == 283_705.4
    assert round(sums["persons"].sum(), 1) == 4_973_426.4
