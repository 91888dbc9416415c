"""Residents of villages in 2006: the rows add up, and six provinces have no figure."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.registered.villages import NEAR_TO_FAR, has_villages, villages_of
from geo.world.world import World
from layers.page.said import parts
from layers.registered.villages import in_villages
from tests import raw
from tests.asking import asked
from tests.seen import scene_of, shown

FILE = "nbs_agricultural-census-2006/rural_resident_labour_by_hukou_place_2006.csv"
NATION, MISSING = "00", {"54", "61", "62", "63", "64", "65"}
FROM_ELSEWHERE = "other_province_persons"


def told(world: World, query: str) -> str:
    return shown(parts(world, scene_of(world, query), ())["card"])


def test_every_row_adds_up_and_the_nation_has_what_six_provinces_lack() -> None:
    rows = {row["province_code"]: row for row in raw.rows_of(FILE)}
    for row in rows.values():
        counts = [int(value) for name, value in row.items() if name.endswith("_persons")]
        whole, *places = counts
        assert whole == sum(places)
    nation = rows.pop(NATION)
    assert set(raw.regions().index) - {*rows} == MISSING
    rest = int(nation[FROM_ELSEWHERE]) - sum(int(row[FROM_ELSEWHERE]) for row in rows.values())
    assert rest == 312_635
    assert rows["44"]["all_persons"] == "32315423"
    millions = {code: round(int(rows[code][FROM_ELSEWHERE]) / 1e6, 2) for code in rows}
    assert {code: n for code, n in millions.items() if n > 1} == {
        "44": 5.25, "33": 4.11, "31": 1.96, "32": 1.72, "11": 1.37, "35": 1.03
    }  # fmt: skip


def test_places_of_registration_are_all_of_the_residents(world: World) -> None:
    for code in set(raw.regions().index) - MISSING:
        row = villages_of(world, code)
        assert sum(row[name] for name in NEAR_TO_FAR) == row["all_persons"]


def test_a_card_says_where_residents_of_villages_are_registered(world: World) -> None:
    part = told(world, "place=44")
    assert "Residents of villages, 2006: 5.25 million from another province" in part
    assert "another province 5,251,674 16%" in part
    assert "14,788 below 0.1%" in part  # people who are counted are no zero
    assert "those who live in towns and cities are not in it" in part


@pytest.mark.parametrize("code", sorted(MISSING))
def test_a_province_without_a_figure_says_so(world: World, code: str) -> None:
    part = told(world, f"place={code}")
    assert "the source has no figure for" in part
    assert "from another province" not in part
    assert villages_of(world, code) is None


def test_the_interface_has_the_rows_as_copied(api: FlaskClient) -> None:
    rows = asked(api, "villages")["rows"]
    copied = {row["province_code"]: row for row in raw.rows_of(FILE)}
    assert {row["province_code"] for row in rows} == {*copied} - {NATION}
    for row in rows:
        assert row[FROM_ELSEWHERE] == int(copied[row["province_code"]][FROM_ELSEWHERE])


def test_a_world_without_the_table_says_nothing(tiny: World) -> None:
    assert not has_villages(tiny)
    assert in_villages(tiny, scene_of(tiny, "place=11").view, "11") == []
