"""The axis of the clock comes from what a world has, and its words say the same years."""

from __future__ import annotations

from geo.policy.axis import Axis, axis_of, dated_until
from geo.world.world import World
from layers.policy import bands, clock, lanes
from layers.policy.card import policy_card
from layers.text import words
from tests.seen import plain, scene_of, shown


def test_the_axis_of_china_runs_from_its_first_period_to_its_last_survey(world: World) -> None:
    assert axis_of(world) == Axis(1949.0, 1978.0, 2025.6)
    assert dated_until(world.table("policy_timeline")) == 2005


def test_another_world_has_its_own_years(tiny: World) -> None:
    """Its first event is of 1984, its first total of 1988: no long gap, no turn."""
    axis = axis_of(tiny)
    assert axis.first == axis.turn == 1984
    assert int(axis.last) > 2009
    said = [note["text"] for note in lanes.remarks(tiny)]
    assert not any("narrower" in one for one in said)
    assert f"before {lanes.first_month(tiny)}" in " ".join(said)
    assert lanes.broken(tiny) == []
    first, last = lanes.axis_years(tiny)
    assert f"from {first} to {last}" in clock.spoken(tiny)
    assert bands.written_until(tiny) == 2004


def test_the_month_is_that_of_the_first_interval(world: World, tiny: World) -> None:
    for one in (world, tiny):
        first = min(str(row["residence_before"]) for row in one.period_rows.values())
        assert lanes.first_month(one) == words.month(first)
    assert words.month("2001-04-01") == "April 2001"


def test_a_card_of_another_world_names_its_own_month(tiny: World) -> None:
    card = shown(plain(policy_card(tiny, scene_of(tiny, "place=t1"))))
    assert f"the tables begin in {lanes.first_month(tiny)}" in card
