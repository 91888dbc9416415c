"""Residents from other provinces in prefectures: whole provinces add up, a part is told as one."""

from __future__ import annotations

from collections import Counter

import pytest
from flask.testing import FlaskClient

from geo.registered.prefectures import prefectures_of
from geo.world.world import World
from layers.page.said import parts
from tests import raw
from tests.asking import asked
from tests.seen import scene_of, shown

FILE = "bulletins_prefectures-2020/hukou_other_province_residents_2020_prefecture.csv"
COLUMN = "registered_in_other_province_persons"
STOCK = "nbs_hukou-stock/hukou_in_migrants_by_province.csv"


def told(world: World, query: str) -> str:
    return shown(parts(world, scene_of(world, query), ())["card"])


def printed(code: str) -> int:
    """The figure of a whole province in the census of 2020."""
    (row,) = [
        row for row in raw.rows_of(STOCK) if row["province_code"] == code and row["year"] == "2020"
    ]
    return int(row["registered_in_other_province"])


def test_prefectures_of_two_provinces_add_up_to_them_and_those_of_the_third_do_not() -> None:
    sums: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for row in raw.rows_of(FILE):
        sums[row["province_code"]] += int(row[COLUMN])
        counts[row["province_code"]] += 1
        assert row["prefecture_code"][:2] == row["province_code"]
    assert counts == {"14": 11, "33": 11, "44": 15}
    assert sums == {"14": 1_620_518, "33": 16_186_400, "44": 24_666_579}
    assert printed("14") == sums["14"]
    assert 0 < printed("33") - sums["33"] < 100
    assert printed("44") == 29_622_110


def test_a_card_has_a_row_for_each_prefecture_and_says_what_is_missing(world: World) -> None:
    part = told(world, "place=44")
    assert "Residents from other provinces in 15 prefectures, 2020" in part
    assert "深圳 8,228,763" in part
    assert "Together 24.7 million of the 29.6 million of Guangdong (2020)" in part
    assert "no figure in this source, which is no zero" in part
    assert "Foshan" not in part
    assert "Guangzhou census yearbook 2020" in part
    assert "preliminary count" in part
    whole = told(world, "place=14")
    assert "These are all prefectures of Shanxi" in whole
    assert "rounded to 100 persons" in told(world, "place=33")
    assert "One source alone" in whole


@pytest.mark.parametrize("code", ["34", "11", "54"])
def test_a_province_of_which_the_source_has_nothing_has_no_such_part(
    world: World, code: str
) -> None:
    assert prefectures_of(world, code) is None
    assert "prefectures, 2020" not in told(world, f"place={code}")


def test_the_interface_has_the_rows_as_copied(api: FlaskClient) -> None:
    rows = asked(api, "prefectures")["rows"]
    found = {row["prefecture_code"]: row["residents"] for row in rows}
    assert found == {row["prefecture_code"]: int(row[COLUMN]) for row in raw.rows_of(FILE)}


def test_a_world_without_prefectures_has_no_such_part(tiny: World) -> None:
    assert prefectures_of(tiny, "11") is None
