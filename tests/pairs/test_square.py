"""The square of all pairs: every kind of cell, three orders, sums at both ends."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.flows.pairs import (
    EXCHANGE,
    MAP_IN,
    MAP_OUT,
    PEOPLE,
    ZONE,
    Square,
    by_zone,
    classes,
    ladder,
    square,
)
from geo.flows.query import door
from geo.flows.question import Question
from geo.scene.scene import Scenes, question_of
from geo.world.world import World
from tests.seen import scene_of, view_of
from tests.worlds import EMPTY, FIRST, SECOND, A, B, C, D


def square_of(world: World, order: str = ZONE, **asked: object) -> Square:
    question = Question(**{"period": FIRST, **asked})
    return square(world, question, world.members["three-zone"], order)


def states(found: Square) -> dict[tuple[str, str], str]:
    rows = found.cells
    return dict(
        zip(
            zip(rows["origin_code"], rows["destination_code"], strict=True),
            rows["state"],
            strict=True,
        )
    )


def test_every_kind_of_cell_is_told_apart(tiny: World) -> None:
    """Six rows a table; nothing else is in it, and nothing of it is lost."""
    found = square_of(tiny, origins=(A,))
    assert found.codes == (A, B, C, D)
    told = states(found)
    assert {told[code, code] for code in found.codes} == {"own"}
    assert (told[A, B], told[A, C]) == ("figure", "figure")
    assert (told[B, A], told[C, A]) == ("left out", "left out")
    assert told[A, D] == told[D, A] == "absent"
    assert Counter(told.values())["figure"] == 2
    assert found.out_persons[A] == 130
    assert found.out_persons[[B, C, D]].isna().all()
    assert (found.in_persons[B], found.in_persons[C]) == (80, 50)


def test_a_zero_is_no_gap(world: World) -> None:
    """Tibet and Hainan sampled nobody in 2000-2005: 0, and a share of it is not applicable."""
    told = states(square_of(world, period="2000-2005"))
    assert told["46", "54"] == told["54", "46"] == "zero"
    told = states(square_of(world, period="2000-2005", measure="effectiveness"))
    assert told["46", "54"] == told["54", "46"] == "not applicable"


def test_a_net_stands_once_for_its_pair(tiny: World) -> None:
    told = states(square_of(tiny, direction="net"))
    assert (told[A, B], told[B, A]) == ("figure", "opposite")
    assert {told[A, C], told[C, A]} == {"zero", "opposite"}


def test_an_interval_without_people_has_no_figure(tiny: World) -> None:
    told = states(square_of(tiny, period=EMPTY))
    assert set(told.values()) == {"own", "absent"}


@pytest.mark.parametrize("query", ["", "from=west&to=east", "place=34", "place=44&direction=in"])
def test_the_cells_are_what_the_door_keeps(world: World, scenes: Scenes, query: str) -> None:
    scene = scene_of(world, query + "&top=all", scenes)
    found = square(world, scene.question, world.members["three-zone"], ZONE)
    assert len(found.cells) == 31**2
    assert found.cells["persons"].sum() == pytest.approx(scene.total_persons)
    assert found.out_persons.sum() == pytest.approx(found.in_persons.sum())
    kept = found.cells.dropna(subset="persons")
    assert len(kept) == scene.count
    drawn = scene.drawn.set_index(["origin_code", "destination_code"])["persons"]
    assert kept.set_index(["origin_code", "destination_code"])["persons"].to_dict() == (
        drawn.to_dict()
    )


def test_orders_hold_every_region_once(world: World) -> None:
    codes = set(world.counted.index)
    for order in (ZONE, EXCHANGE, PEOPLE):
        found = square_of(world, order)
        assert len(found.codes) == len(codes)
        assert set(found.codes) == codes
    assert square_of(world, PEOPLE).codes[0] == "44"
    keys = [key for key, _codes in square_of(world).groups]
    assert keys == list(world.members["three-zone"])


def test_the_order_by_exchange_stands_still_in_time(world: World) -> None:
    asked = [square_of(world, EXCHANGE, period=one) for one in world.vocabulary["periods"]]
    assert len({one.codes for one in asked}) == 1


def test_regions_of_no_zone_stand_last(tiny: World) -> None:
    assert by_zone((A, B, C), {"east": (B,)}) == (("east", (B,)), ("", (A, C)))
    assert by_zone((), {"east": (B,)}) == ()


def test_a_large_world_shows_the_regions_with_the_most_people(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("geo.flows.pairs.MOST_REGIONS", 5)
    found = square_of(world, PEOPLE)
    assert (len(found.codes), found.regions_count) == (5, 31)
    assert set(found.cells["state"]) == {"figure", "own"}
    told = states(square_of(world, origins=("44",)))
    assert {told[pair] for pair in told if pair[0] == "44"} == {"figure", "own"}
    assert {told[pair] for pair in told if pair[0] != "44"} == {"left out", "own"}
    left = square_of(world, origins=("54",))  # Tibet is not among the five
    assert set(left.cells["state"]) == {"left out", "own"}


def test_breaks_run_over_many_sizes(world: World) -> None:
    breaks = ladder(door(world).widest["people"])
    assert breaks == (10_000, 30_000, 100_000, 300_000, 1_000_000)
    found = square_of(world).cells["value"]
    assert set(classes(found.dropna(), breaks)) == set(range(6))


def test_the_order_is_a_field_of_the_address(world: World, tiny: World) -> None:
    assert world.vocabulary["orders"] == (ZONE, EXCHANGE, PEOPLE, MAP_OUT, MAP_IN)
    asked = [question_of(world, view_of(world, order=one)) for one in (ZONE, PEOPLE)]
    assert asked[0] == asked[1]
    codes = square_of(tiny, EXCHANGE, period=SECOND).codes
    assert {codes[codes.index(A) - 1], codes[codes.index(A) + 1]} == {B, C}  # its two partners
