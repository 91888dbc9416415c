"""Residents from other provinces in prefectures: whole provinces add up, a part is told as one."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest
from flask.testing import FlaskClient
from shapely import Point
from shapely.geometry import shape

from geo.registered.prefectures import PREFECTURES, prefectures_of
from geo.registered.seats import drawing
from geo.world.outlines import outlines
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.page.said import parts
from layers.registered.prefectures import in_prefectures
from layers.text import gettext as text
from tests import raw
from tests.asking import asked
from tests.registered import seats
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


def test_every_seat_is_a_city_of_its_own_inside_its_province(world: World) -> None:
    inside = {code: shape(one) for code, one in outlines(world).items()}
    table = world.table(PREFECTURES)
    assert table["geoname_id"].is_unique
    for row in table.to_dict("records"):
        assert inside[row["region_code"]].contains(Point(row["lon"], row["lat"])), row["prefecture"]


def test_a_seat_is_looked_up_and_never_guessed() -> None:
    """The file is what the look-up of the true cities writes; see `tests.registered.seats`."""
    cities: dict[str, dict[str, Any]] = {
        row["capital_geonameid"]: {"admin1code": row["code"], "countrycode": "CN",
                                   "alternatenames": [], "geonameid": 0}
        for row in raw.rows_of(seats.PROVINCES)
    }  # fmt: skip
    places = {row["prefecture_code"]: row for row in raw.rows_of(seats.POINTS)}
    for row in raw.rows_of(FILE):
        point = places[row["prefecture_code"]]
        cities[f"of {point['geoname_id']}"] = {
            "admin1code": row["province_code"],
            "countrycode": "CN",
            "alternatenames": [f"{row['prefecture_zh']}市"],
            "geonameid": int(point["geoname_id"]),
            "longitude": float(point["lon"]),
            "latitude": float(point["lat"]),
        }
    assert [[str(cell) for cell in row] for row in seats.seats(cities)] == [
        list(point.values()) for point in places.values()
    ]
    (again, *_others) = [one for key, one in cities.items() if key.startswith("of ")]
    with pytest.raises(ValueError, match="2 cities of this name"):
        list(seats.seats({**cities, "again": again}))


@pytest.mark.parametrize(("code", "count"), [("14", 11), ("33", 11), ("44", 15)])
def test_dots_stand_where_their_seats_lie_and_their_areas_are_the_people(
    world: World, code: str, count: int
) -> None:
    found = prefectures_of(world, code)
    assert found is not None
    drawn = drawing(world, code, found, (280, 220))
    assert drawn is not None
    assert len(drawn.dots) == count
    assert drawn.width <= 280
    assert drawn.height <= 220 + 1e-6
    one, *others = drawn.dots
    for other in others:
        ratio = (one.radius / other.radius) ** 2
        assert ratio == pytest.approx(one.row["residents"] / other.row["residents"])
        away = abs(one.row["lat"] - other.row["lat"])
        if away > 0.5:  # the plane turns a region of the east by some degrees
            assert (one.y > other.y) == (one.row["lat"] < other.row["lat"])
    corners = [corner for ring in drawn.rings for corner in ring]
    assert all(0 <= x <= drawn.width and 0 <= y <= drawn.height for x, y in corners)


def test_one_scale_holds_for_all_provinces(world: World) -> None:
    shares = []
    for code in ("14", "33", "44"):
        found = prefectures_of(world, code)
        assert found is not None
        drawn = drawing(world, code, found, (280, 220))
        assert drawn is not None
        shares += [dot.radius**2 / dot.row["residents"] for dot in drawn.dots]
    assert shares == pytest.approx([shares[0]] * 37)


def test_a_card_draws_a_named_dot_for_each_and_says_it_is_one_source(world: World) -> None:
    for lang, said, alone in (
        ("en", "Shenzhen: 8.23 million", "From a single source."),
        ("zh", "深圳：823万", "数据为单一来源。"),
    ):
        scene = scene_of(world, f"place=44&lang={lang}")
        with text.spoken(lang, world.package.wording):
            markup = spelled(in_prefectures(world, scene.view, "44"))
        picture = markup.partition("</figure>")[0]
        assert picture.count('tabindex="0"') == 15
        assert f'aria-label="{said}"' in picture
        assert alone in picture
        assert "/span" not in picture
    assert "no figure in this source, which is no zero" in told(world, "place=44")
