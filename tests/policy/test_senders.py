"""The senders whom the paper names, among the senders from villages of the census of 2000."""

from __future__ import annotations

from collections import Counter

import pytest

from geo.policy.senders import senders
from geo.world.world import World
from layers.page.said import parts
from tests import raw
from tests.seen import scene_of, shown

FILE = "nbs_origin-type-2000/movers_1995_2000_census2000_by_origin_type.csv"
NAMED = {"51": (1, 88), "34": (3, 90), "41": (5, 86), "62": (17, 69)}


def sums(column: str) -> Counter[str]:
    found: Counter[str] = Counter()
    for row in raw.rows_of(FILE):
        found[row["origin_code"]] += int(row[column])
    return found


@pytest.mark.parametrize(("code", "expected"), NAMED.items())
def test_a_named_sender_has_its_rank_and_share(
    world: World, code: str, expected: tuple[int, int]
) -> None:
    rural, whole = sums("rural_origin_sample_persons"), sums("all_types_sample_persons")
    rank = 1 + sum(persons > rural[code] for persons in rural.values())
    (found,) = senders(world, code)
    assert (
        (found.rank, round(found.share_percent))
        == expected
        == (
            rank,
            round(100 * rural[code] / whole[code]),
        )
    )
    assert (found.persons, found.count) == (10 * rural[code], 31)
    card = shown(parts(world, scene_of(world, f"place={code}"), ())["card"])
    assert "The paper: named among the provinces most migrants come from (1.2 Key facts)." in card
    assert f"{rank} of 31:" in card
    assert "Another count than the figures above" in card


@pytest.mark.parametrize(
    "counting", ["", "&category=origin-type:urban", "&category=origin-type:rural"]
)
def test_a_view_of_the_same_table_is_no_other_count(world: World, counting: str) -> None:
    scene = scene_of(world, f"flows=origin-type-2000&place=11{counting}")
    card = shown(parts(scene.world, scene, ())["card"])
    assert "As a sender of movers from villages" in card
    assert "Another count" not in card
    assert ("Show them" in card) == (not counting.endswith("rural"))


def test_who_is_not_named_has_the_count_and_no_word_of_the_paper(world: World) -> None:
    (found,) = senders(world, "11")
    assert (found.said, found.section) == ("", "")
    card = shown(parts(world, scene_of(world, "place=11"), ())["card"])
    assert "As a sender of movers from villages" in card
    assert "named among the provinces" not in card
