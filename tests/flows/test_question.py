"""Corridors ranked by something other than the measure: recomputed, by hand, and blanks last."""

from __future__ import annotations

from itertools import product

import pandas as pd
import pytest

from geo.flows.query import door
from geo.flows.question import RANK, RANKS, SMALL_BASE_SAMPLE_PERSONS, Question
from geo.scene.scene import Scenes
from geo.world.world import World
from tests import raw
from tests.seen import scene_of
from tests.worlds import FIRST, SECOND, A

LAST, BEFORE = "2015-2020", "2010-2015"


def keys(rows: pd.DataFrame) -> list[str]:
    return (rows["origin_code"] + "-" + rows["destination_code"]).tolist()


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        # Ash→Bay 8, Ash→Col 5, Col→Ash 1.25, Bay→Ash 1 per 1,000
        (Question(FIRST, rank="rate"), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(SECOND, rank="growth"), ["12-11", "11-12"]),  # +200 %, −62.5 %
        (Question(FIRST, rank="growth"), ["11-12", "11-13", "13-11", "12-11"]),  # none: by people
        (Question(FIRST, rank="one-sidedness"), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(FIRST, rank="one-sidedness", direction="net"), ["11-12", "11-13"]),
        (Question(FIRST, rank="gdp-gap"), ["11-12", "11-13", "13-11", "12-11"]),
        (Question(FIRST, rank="gdp-gap", origins=(A,)), ["11-12", "11-13"]),
        (Question(FIRST, rank="gdp-gap", direction="net"), ["11-12", "11-13"]),
    ],
)
def test_orders_of_the_world_by_hand(tiny: World, question: Question, expected: list[str]) -> None:
    rows = door(tiny).top(question)
    assert keys(rows) == expected
    assert rows["rank"].tolist() == list(range(1, len(expected) + 1))


def test_values_of_the_world_by_hand(tiny: World) -> None:
    grown = door(tiny).top(Question(SECOND, rank="growth"))
    assert grown["rank_value"].tolist() == [200, -62.5]
    assert door(tiny).top(Question(FIRST, rank="growth"))["rank_value"].isna().all()
    gaps = door(tiny).top(Question(FIRST, rank="gdp-gap"))
    assert gaps["rank_value"].tolist() == [200, 100, -100, -200]
    sided = door(tiny).top(Question(FIRST, rank="one-sidedness"))
    assert sided["rank_value"].tolist() == [60, 0, 0, -60]
    net = door(tiny).top(Question(FIRST, rank="rate", direction="net"))
    assert net["rank_value"].tolist() == pytest.approx([6, 0])


@pytest.mark.parametrize("period", raw.PERIODS)
def test_a_one_sided_pair_stands_once_among_the_first(world: World, period: str) -> None:
    """The way that more people go; the way back stands as far from the end."""
    cells = raw.cells(period)
    rows = door(world).top(Question(period, rank="one-sidedness"))
    first = rows[~rows["rank_small_base"].astype(bool) & (rows["rank_value"] > 0)]
    assert first.index.tolist() == list(range(len(first)))
    pairs = list(zip(first["origin_code"], first["destination_code"], strict=True))
    assert len({frozenset(pair) for pair in pairs}) == len(pairs) > 100
    for (origin, destination), value in zip(pairs, first["rank_value"], strict=True):
        there, back = cells[origin, destination], cells[destination, origin]
        assert value == pytest.approx(100 * (there - back) / (there + back))


def test_without_a_rank_nothing_is_ranked(tiny: World) -> None:
    rows = door(tiny).top(Question(FIRST))
    assert rows["rank_value"].isna().all()
    assert rows["rank_small_base"].isna().all()


def test_growth_of_the_raw_counts_orders_the_corridors(world: World) -> None:
    """Sound bases by growth, then small bases by growth, then those that nobody can grow from."""
    now, before = raw.cells(LAST), raw.cells(BEFORE)
    sound, small, missing = [], [], []
    for pair in now:
        people, base = now[pair] * raw.FACTORS[LAST], before[pair] * raw.FACTORS[BEFORE]
        if not base:
            missing.append(pair)
            continue
        group = small if min(now[pair], before[pair]) < SMALL_BASE_SAMPLE_PERSONS else sound
        group.append((100 * (people / base - 1), pair))
    rows = door(world).top(Question(LAST, rank="growth"))
    pairs = list(zip(rows["origin_code"], rows["destination_code"], strict=True))
    values = rows["rank_value"].tolist()
    for group, start in ((sound, 0), (small, len(sound))):
        stop = start + len(group)
        assert values[start:stop] == pytest.approx(sorted((one for one, _ in group), reverse=True))
        assert set(pairs[start:stop]) == {pair for _, pair in group}
    assert set(pairs[len(sound) + len(small) :]) == set(missing)
    assert len(missing) == 4


@pytest.mark.parametrize("rank", RANK)
def test_every_order_falls_and_blanks_come_last(world: World, rank: str) -> None:
    for period, direction in product(raw.PERIODS, ("gross", "net")):
        falls(world, period, rank, direction)


def falls(world: World, period: str, rank: str, direction: str) -> None:
    rows = door(world).top(Question(period, rank=rank, direction=direction))
    missing = rows["rank_value"].isna()
    assert missing.is_monotonic_increasing
    known = rows[~missing]
    assert known["rank_small_base"].astype(bool).is_monotonic_increasing
    for _base, group in known.groupby("rank_small_base"):
        assert group["rank_value"].is_monotonic_decreasing
    if missing.all():
        assert rows["persons"].is_monotonic_decreasing
    plain = door(world).top(Question(period, direction=direction))
    assert sorted(keys(plain)) == sorted(keys(rows))


def test_the_columns_of_the_records_are_in_the_tables(world: World) -> None:
    both = {*world.table("corridors"), *world.table("corridor_contrasts"), "small_base"}
    assert {rank.column for rank in RANKS} | {rank.small_base for rank in RANKS} <= both


def test_a_ranking_says_how_many_have_none_and_why(world: World, scenes: Scenes) -> None:
    first = scene_of(world, "rank=growth", scenes).ranking
    assert (first.known, first.missing_count) == (False, 930)
    assert "first interval" in first.reason
    last = scene_of(world, f"rank=growth&period={LAST}", scenes).ranking
    assert (last.known, last.missing_count) == (True, 4)
    assert "nobody was counted in the interval before" in last.reason
    income = scene_of(world, f"rank=income-gap&period={LAST}", scenes).ranking
    assert not income.known
    assert scene_of(world, "", scenes).ranking is None
