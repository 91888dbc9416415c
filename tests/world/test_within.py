"""Moves inside provinces: what is counted, by which definition, and the rings that show it."""

from __future__ import annotations

import csv
import re

import numpy as np
import pytest
import shapely
from flask.testing import FlaskClient

from geo.scene.rings import rings_of, rings_scale
from geo.scene.within import alike, history, intervals_with, within
from geo.shapes.rings import HOLE
from geo.world.counted import counted
from geo.world.world import World
from layers.map import rings
from layers.page.said import parts
from layers.text import numbers, words
from tests import raw
from tests.asking import COUNTING, asked
from tests.seen import scene_of, shown

FOLDER = "nbs_within-province"
COUNTED = ("1995-2000", "2010-2015", "2015-2020")
OTHER = {"1995-2000": "within_province_other_township"}
LAYERS = "layers=regions,rings"
RURAL = "&".join(f"{key}={value}" for key, value in COUNTING.items())


def printed(period: str) -> dict[str, int]:
    """Sample persons inside each province as the file has them, the national row among them."""
    measure = OTHER.get(period, "within_province_other_county")
    rows = raw.rows_of(f"{FOLDER}/within_province_moves.csv")
    return {
        row["province_code"]: int(row["sample_persons"])
        for row in rows
        if (row["period"], row["measure"]) == (period, measure)
    }


@pytest.mark.parametrize("period", COUNTED)
def test_every_province_is_the_printed_count_times_the_factor(world: World, period: str) -> None:
    known = printed(period)
    national = known.pop("00")
    found = within(world, period)
    assert found.keys() == known.keys()
    for code, sample in known.items():
        assert found[code].persons == pytest.approx(sample * raw.FACTORS[period])
        assert found[code].low_persons < found[code].persons < found[code].high_persons
    assert abs(sum(known.values()) - national) <= 2


def test_from_villages_inside_provinces_is_the_sum_of_two_columns(world: World) -> None:
    own = counted(world, *COUNTING.values())
    rows = raw.rows_of(f"{FOLDER}/within_and_inter_province_by_destination.csv")
    known = {
        row["province_code"]: 10 * int(row["within_rural_origin_sample_persons"])
        for row in rows
        if row["dataset"] == "census2000"
    }
    national = known.pop("00")
    found = within(own, raw.FIRST)
    assert {code: one.persons for code, one in found.items()} == known
    assert sum(known.values()) == national == 47_262_510


def test_an_interval_without_a_count_is_a_gap_and_definitions_stay_apart(world: World) -> None:
    assert intervals_with(world) == COUNTED
    counts = history(world, "44")
    assert [counts[period] is None for period in raw.PERIODS] == [False, True, True, False, False]
    first, middle, last = (counts[period] for period in COUNTED)
    assert first is not None
    assert middle is not None
    assert last is not None
    assert alike(middle, last)
    assert not alike(first, middle)


def test_the_area_of_a_ring_is_people_on_one_scale(world: World) -> None:
    for period in COUNTED:
        codes, (outside, holes) = rings_of(world, period)
        persons = [within(world, period)[code].persons for code in codes]
        areas = [
            shapely.Polygon(ring, [hole]).area for ring, hole in zip(outside, holes, strict=True)
        ]
        expected = np.pi * (1 - HOLE**2) * rings_scale(world) ** 2 * np.array(persons)
        assert areas == pytest.approx(expected, rel=1e-6)
        discs = shapely.polygons(outside)
        pairs = shapely.STRtree(discs).query(discs, predicate="intersects")
        assert (pairs[0] == pairs[1]).all()  # no ring touches another


def test_a_ring_says_its_people_and_what_is_counted(world: World) -> None:
    (trace,) = rings.frame(world, scene_of(world, f"{LAYERS}&period=2015-2020"))
    said = dict(zip(trace["customdata"], trace["text"], strict=True))
    assert len(said) == 31
    assert "another county or district of the same province" in said["44"]
    rural = scene_of(world, f"{RURAL}&{LAYERS}")
    (trace,) = rings.frame(rural.world, rural)
    assert "since November 1995" in trace["text"][0]


def test_a_ring_says_its_interval_that_it_is_an_estimate_and_where_it_is_from(
    world: World,
) -> None:
    for period, source in (("1995-2000", "2000 census"), ("2010-2015", "2015 1% sample survey")):
        (trace,) = rings.frame(world, scene_of(world, f"{LAYERS}&period={period}"))
        said = dict(zip(trace["customdata"], trace["text"], strict=True))["51"]
        persons = numbers.people(within(world, period)["51"].persons)
        assert f"<b>Sichuan, {words.interval(period)}</b>" in said
        assert f"<b>{persons} people</b> (estimate)" in said
        assert source in said
        assert ("95% sampling range" in said) == (period == "2010-2015")


def test_what_makes_a_municipality_look_high_is_said_of_counts_by_county_only(
    world: World,
) -> None:
    for query, is_by_county in (
        ("period=2010-2015", True),
        ("period=2015-2020", True),
        ("period=1995-2000", False),
        (RURAL, False),
    ):
        scene = scene_of(world, f"{query}&{LAYERS}")
        (trace,) = rings.frame(scene.world, scene)
        said = dict(zip(trace["customdata"], trace["text"], strict=True))
        assert ("one city" in said["11"], "one city" in said["44"]) == (is_by_county, False)
    city = shown(parts(world, scene_of(world, "place=31"), ())["card"])
    assert "2010–2015, 2015–2020: In a municipality another county" in city
    rural = scene_of(world, f"{RURAL}&place=31")
    rural_card = shown(parts(rural.world, rural, ())["card"])
    assert "Inside the province" in rural_card
    assert "one city" not in rural_card


def test_every_definition_of_the_tables_is_declared(world: World) -> None:
    declared = {one.key for one in world.package.inside_moves}
    counted_by = {
        key
        for name in ("within_moves", "within_moves_by_origin_type")
        for field in world.catalogue[name].fields
        if field.name == "definition"
        for key in field.constraints.enum or ()
    }
    assert declared == counted_by


def test_where_nothing_is_counted_the_key_says_so_and_leads_on(world: World) -> None:
    scene = scene_of(world, f"{LAYERS}&period=2000-2005")
    (trace,) = rings.frame(world, scene)
    assert trace["locations"] == []
    key = rings.key(world, scene)
    assert "Not in these tables for 2000–2005." in shown(key)
    ways = "".join(map(str, key))
    assert [f"period={one}" in ways for one in COUNTED[1:]] == [True, True]
    brief = shown(rings.brief(world, scene))
    assert "moves inside provinces are not in these tables for 2000–2005" in brief
    counted_there = shown(rings.brief(world, scene_of(world, f"{LAYERS}&period=2015-2020")))
    assert "2M moved inside the province: another county or district" in counted_there


def test_the_card_of_a_province_keeps_what_is_not_alike_apart(world: World) -> None:
    card = shown(parts(world, scene_of(world, "place=44"), ())["card"])
    assert "another township or street of the same province" in card
    assert card.count("not in these tables") == 2
    county = {period: within(world, period)["44"].persons for period in COUNTED[1:]}
    assert county["2010-2015"] > county["2015-2020"]
    assert "From 2010–2015 to 2015–2020, both by one definition: −" in card
    assert "From 1995–2000" not in card
    assert "Counts by different definitions are not compared." in card
    assert "one city" not in card


def test_the_change_inside_a_province_has_the_unit_range_and_warnings_of_a_comparison(
    world: World,
) -> None:
    card = re.sub(r"\s+", " ", shown(parts(world, scene_of(world, "place=31"), ())["card"]))
    inside = card.partition("Inside the province")[2]
    counts = re.findall(r"–\d{4} ([\d.,]+(?: million)?) another", inside)
    change, low, high = re.search(
        r"one definition: (\S+(?: million)?) people "
        r"\(95% sampling range (\S+)(?: million)? to (\S+)",
        inside,
    ).groups()
    assert len(counts) == 3
    assert len({"million" in one for one in (*counts, change)}) == 1
    earlier, later = (float(one.split()[0].replace(",", "")) for one in counts[1:])
    assert change.startswith("−")
    assert float(change.split()[0].replace(",", "")[1:]) == pytest.approx(earlier - later)
    ends = [float(end.rstrip(").").replace("−", "-").replace(",", "")) for end in (low, high)]
    assert ends[0] < later - earlier < ends[1]
    held = shown(parts(world, scene_of(world, COMPARED.format("31", "2010-2015")), ())["card"])
    for said in ("One interval comes from a census long form", "COVID-19", "about 65 people"):
        assert said in inside
        assert said in held


COMPARED = "place={}&period=2015-2020&compare={}"


@pytest.mark.parametrize(
    ("compared", "said"),
    [
        ("1995-2000", ("another township or street", "another county", "not compared: two def")),
        ("2010-2015", ("people, another county or district of the same province",)),
        ("2000-2005", ("not in these tables", "no figure on one side")),
        ("44", ("people, another county or district of the same province",)),
    ],
)
def test_a_comparison_has_moves_inside_and_refuses_two_definitions(
    world: World, compared: str, said: tuple[str, ...]
) -> None:
    card = shown(parts(world, scene_of(world, COMPARED.format("51", compared)), ())["card"])
    card = re.sub(r"\s+", " ", card)
    row = card[card.index("Moved inside the province") : card.index("GDP per head")]
    for part in said:
        assert part in row
    has_difference = re.search(r"[+−][\d.]+ million [+−][\d.]+ million to", row) is not None
    assert has_difference == (compared in ("2010-2015", "44"))


def test_a_comparison_says_what_makes_a_municipality_look_high(world: World) -> None:
    told = "In a municipality another county is another district"
    for place, compared, is_told in (("11", "2010-2015", True), ("51", "11", True),
                                     ("51", "2010-2015", False)):  # fmt: skip
        scene = scene_of(world, COMPARED.format(place, compared))
        assert (told in shown(parts(world, scene, ())["card"])) == is_told


def test_the_interface_has_every_count_with_its_definition(world: World, api: FlaskClient) -> None:
    answer = asked(api, "within")
    assert len(answer["rows"]) == 93
    assert {row["period"] for row in answer["rows"]} == set(COUNTED)
    rural = asked(api, "within", RURAL)
    assert sum(row["persons"] for row in rural["rows"]) == 47_262_510
    table = api.get(f"/api/within.csv?{RURAL}").data.decode("utf-8-sig")
    assert len(list(csv.DictReader(table.splitlines()))) == 31
    assert any("two definitions are never compared" in one for one in answer["notes"])
