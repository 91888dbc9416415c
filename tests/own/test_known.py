"""The regions of the page's own world are found by every name that its package has."""

from __future__ import annotations

from geo.outlines.matching import Match, match
from geo.own.known import known_places
from geo.own.regions import schemes as own_schemes
from geo.world.world import World
from layers.text import gettext as text
from layers.text.gettext import _ as gettext


def test_zone_schemes_keep_their_titles_in_both_languages(world: World) -> None:
    places = known_places(world)
    schemes = world.package.schemes
    _columns, found = own_schemes(places.table, places.groupings)
    assert [one["title"] for one in found] == [one.title for one in schemes]
    assert len(found) > 1
    with text.spoken("zh", world.package.wording):
        for scheme in found:
            said = (scheme["title"], *(zone["title"] for zone in scheme["zones"]))
            assert all(gettext(one) != one for one in said)


def test_every_region_is_found_by_code_and_by_each_name(world: World) -> None:
    places = known_places(world)
    table = places.table
    assert table["region_code"].is_unique
    assert set(table["region_code"]) == set(world.counted.index)
    for column in ("region_code", "name_en", "name_zh"):
        found = match(list(table[column]), places)
        assert [one.code for one in found.values()] == list(table["region_code"])


def test_official_short_and_former_names_letters_and_signs_name_the_same_region(
    world: World,
) -> None:
    texts = {
        "45": ["广西壮族自治区", "Guangxi Zhuang Autonomous Region", "450000", "桂", "Kwangsi"],
        "11": ["北京市", "Beijing Municipality", "Běijīng", "Peking", "Beijing Shi", "11.0"],
        "54": ["Tibet", "Xizang", "西藏自治区", "Xizang Zizhiqu", "Tibet Autonomous Region"],
        "34": ["安徽省", "Anhui Province", "Anhui Sheng", "ANHUI", "皖", "安徽"],
    }
    places = known_places(world)
    for code, names in texts.items():
        found = match(names, places)
        assert {name: one.code for name, one in found.items()} == dict.fromkeys(names, code)


def test_letters_of_several_regions_name_none_and_a_dissolved_one_is_told(world: World) -> None:
    found = match(["HN", "Sikang", "Anhwi", "广东东"], known_places(world))
    assert found["HN"] == Match("", "several", ("41", "43", "46"))
    assert found["Sikang"].how == "former"
    assert found["Anhwi"].candidates[0] == "34"
    assert found["广东东"].candidates == ("44",)
