"""Moves and registered residents side by side: the copy, its traps, and what a card makes of it."""

from __future__ import annotations

import math
from collections import Counter

import pytest
from flask.testing import FlaskClient

from geo.registered.pairs import every_pair, pair_of
from geo.world.world import World
from layers.page.said import parts
from layers.registered.pair import counted_twice
from tests import raw
from tests.asking import asked
from tests.seen import scene_of, shown

FILE = "nbs_registered-2005/hukou_2005_survey2005_by_origin_type.csv"
TYPES = ("township", "town_village_committee", "town_neighbourhood_committee", "street")


@pytest.fixture(scope="module")
def copied() -> list[dict[str, str]]:
    return raw.rows_of(FILE)


def test_the_copy_has_every_pair_but_two_origins(copied: list[dict[str, str]]) -> None:
    pairs = {(row["origin_code"], row["destination_code"]) for row in copied}
    codes = set(raw.regions().index)
    assert len(pairs) == len(copied) == 870
    assert codes - {origin for origin, _end in pairs} == {"46", "54"}
    assert {end for _origin, end in pairs} == codes


def test_doubted_cells_are_those_whose_types_do_not_add_up(copied: list[dict[str, str]]) -> None:
    whole = [row for row in copied if row["township_sample_persons"]]
    assert [(r["origin"], r["destination"]) for r in copied if r not in whole] == [
        ("Inner Mongolia", "Tibet")
    ]
    for row in whole:
        apart = int(row["all_types_sample_persons"]) - sum(
            int(row[f"{kind}_sample_persons"]) for kind in TYPES
        )
        assert apart == int(row["type_sum_residual_persons"])
        assert (abs(apart) > 2) == bool(row["suspect"])
    assert sum(bool(row["suspect"]) for row in copied) == 24
    assert sum(row["all_types_sample_persons"] == "0" for row in copied) == 9


def test_sums_by_residence_are_the_printed_margins_but_for_a_rest(
    copied: list[dict[str, str]], world: World
) -> None:
    """A rest may hold the origins whose column is empty, and Hong Kong, Macao and Taiwan."""
    found: Counter[str] = Counter()
    for row in copied:
        found[row["destination_code"]] += int(row["all_types_sample_persons"])
    series = world.table("indicators").set_index(["indicator", "region_code"])["value"]
    rest = {code: series["hukou_interprov_in_sample", code] - found[code] for code in found}
    assert {code: rest[code] for code in ("51", "44", "33")} == {"51": 230, "44": 1454, "33": -913}
    others = [value for code, value in rest.items() if code not in ("51", "44", "33")]
    assert max(abs(value) for value in others) <= 60


def test_both_counts_of_a_pair_are_expanded_by_the_factor_of_their_survey(world: World) -> None:
    pair = pair_of(world, "44", "43")
    assert (pair.registered.sample_persons, pair.moved.sample_persons) == (422, 3092)
    factor = 100 / 1.325
    assert (pair.registered.persons, pair.moved.persons) == pytest.approx(
        (422 * factor, 3092 * factor)
    )
    assert pair.verdict == "more moved"


def test_a_pair_of_another_choice_of_whom_to_count_is_the_same(world: World) -> None:
    query = "flows=origin-type-2000&category=origin-type:rural&place=44-43"
    told = shown(parts(world, scene_of(world, query), ())["card"])
    assert "31,800" in told
    assert "233,000" in told


@pytest.mark.parametrize(("period", "is_open"), [("2000-2005", True), ("1995-2000", False)])
def test_the_part_is_open_beside_the_interval_that_it_is_of(
    world: World, period: str, is_open: bool
) -> None:
    scene = scene_of(world, f"place=44-43&period={period}")
    (found,) = counted_twice(world, scene.view, "44", "43")
    assert ("<details" in str(found), " open>" in str(found)) == (True, is_open)


def test_a_card_sets_the_counts_side_by_side_and_subtracts_nothing(world: World) -> None:
    told = shown(parts(world, scene_of(world, "place=44-43&period=2000-2005"), ())["card"])
    assert "Two ways of counting the same people, 2005" in told
    assert "In the sample 3,092 422" in told
    assert "possible return migration" in told
    assert "whenever they came" in told
    assert "never subtracted" in told
    for apart in (3092 - 422, round((3092 - 422) * 75.4717, -3)):
        assert f"{apart:,.0f}" not in told


@pytest.mark.parametrize(
    ("place", "said", "unsaid"),
    [
        ("15-33", "In the sample 101 ⚠ 1,047", "whenever they came before"),
        ("15-33", "1,047 registered in the sample are a typing error: their types of place add up "
         "to 105, and the printed sums of row and column both say about 108",
         "one of these numbers is wrongly copied"),
        ("34-31", "18,514 registered in the sample", "the second count also has"),
        ("46-44", "has no column for Hainan: no figure, not a zero", "possible return"),
        ("54-44", "has no column for Tibet: no figure, not a zero", "possible return"),
        ("64-42", "A blank cell of the printed table is written 0 too", "possible return"),
    ],
)  # fmt: skip
def test_a_doubted_or_missing_figure_says_so_and_nothing_is_read_out_of_it(
    world: World, place: str, said: str, unsaid: str
) -> None:
    told = shown(parts(world, scene_of(world, f"place={place}"), ())["card"])
    assert said in told
    assert unsaid not in told


def test_the_misprinted_cell_is_the_one_that_the_sources_name(
    world: World, copied: list[dict[str, str]]
) -> None:
    rows = raw.rows_of("project_2026/misprinted_registered_cells.csv")
    named = [(row["origin_code"], row["destination_code"]) for row in rows]
    assert [pair for pair, one in every_pair(world).items() if one.sums_sample_persons] == named
    caveats = " ".join(world.catalogue["registered_elsewhere"].caveats)
    for row, ends in zip(rows, named, strict=True):
        (cell,) = [r for r in copied if (r["origin_code"], r["destination_code"]) == ends]
        said = f"{int(cell['all_types_sample_persons']):,} is a typing error"
        assert said in caveats
        assert f"both say about {row['sums_sample_persons']}" in caveats


def test_a_doubted_count_has_no_sampling_range(
    world: World, copied: list[dict[str, str]], api: FlaskClient
) -> None:
    pairs = every_pair(world)
    for row in copied:
        pair = pairs[row["origin_code"], row["destination_code"]]
        assert math.isnan(pair.registered.low_persons) == bool(row["suspect"])
    cautioned = raw.rows_of("project_2026/suspect_cells.csv")
    ends = {(row["origin_code"], row["destination_code"]) for row in cautioned}
    assert {one for one, pair in pairs.items() if pair.moved and math.isnan(pair.moved.low_persons)
            } == ends  # fmt: skip
    for place in ("15-33", "14-13", "21-22", "34-31"):
        told = shown(parts(world, scene_of(world, f"place={place}&period=2000-2005"), ())["card"])
        assert "⚠ not given: the figure is doubted" in told
    known = {
        (r["origin_code"], r["destination_code"]): r for r in asked(api, "counted-twice")["rows"]
    }
    assert known["15", "33"]["registered_low_persons"] is None
    assert known["15", "33"]["sums_sample_persons"] == 108


def test_no_pair_with_a_doubted_count_has_a_verdict(
    world: World, copied: list[dict[str, str]]
) -> None:
    doubted = {(r["origin_code"], r["destination_code"]) for r in copied if r["suspect"]}
    pairs = every_pair(world)
    assert {pairs[ends].verdict for ends in doubted} == {"doubted"}
    cautioned = {ends for ends, pair in pairs.items() if pair.caveat}
    assert len(cautioned) == 2
    assert {pairs[ends].verdict for ends in cautioned} <= {"doubted", ""}


def test_the_interface_has_both_counts_and_no_difference(
    api: FlaskClient, copied: list[dict[str, str]]
) -> None:
    rows = asked(api, "counted-twice")["rows"]
    assert len(rows) == 930
    assert not any("difference" in name or "net" in name for name in rows[0])
    known = {(r["origin_code"], r["destination_code"]): r for r in rows}
    assert known["46", "44"]["registered_sample_persons"] is None
    assert known["46", "44"]["moved_sample_persons"] == 1280
    for row in copied:
        found = known[row["origin_code"], row["destination_code"]]
        assert found["registered_sample_persons"] == int(row["all_types_sample_persons"])


def test_a_world_without_the_stock_has_no_such_part(tiny: World) -> None:
    assert pair_of(tiny, "11", "12") is None
    told = shown(parts(tiny, scene_of(tiny, "place=12-11"), ())["card"])
    assert "Two ways of counting" not in told
