"""The flow map of the bundled world can be read: its counts, held to what the design asks."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.layout import placed, together
from geo.shapes.layout import Sweep, counterflows
from geo.shapes.picture import clean, over_places
from geo.world.world import World
from tests.bench.pictures import ALL, SIGHTS, faults, pictures, sheets

SHARED_SHARE, MOST_SHARED, MOST_SHARED_AT_FIRST = 0.1, 14, 0.3
INK_SHARE, LENGTH_SHARE, FARTHEST_METRES = 0.95, 0.84, 165_000.0


@pytest.mark.parametrize("name", SIGHTS)
def test_a_view_hides_no_place_and_few_heads_and_hardly_crosses(world: World, name: str) -> None:
    sight = SIGHTS[name]
    laid, plain = pictures(world, sight.query, "laid out", "plain")
    most = (0, sight.heads, sight.pairs, sight.acute)
    assert all(a <= b for a, b in zip(faults(laid), most, strict=True)), faults(laid)
    assert laid.corridors == plain.corridors  # by drawing no less
    assert laid.twice_share < plain.twice_share
    assert laid.length_share >= LENGTH_SHARE
    assert laid.farthest_metres <= FARTHEST_METRES
    if sight.plain_ink_km2:
        assert laid.ink_m2 >= INK_SHARE * sight.plain_ink_km2 * 1e6


def test_no_corridor_of_all_lies_over_a_place_that_it_does_not_touch(world: World) -> None:
    maps = sheets(world, ALL)
    laid, plain = (
        over_places(clean(one.rings), one.ends, one.places_xy).sum()
        for one in (maps["laid out"], maps["plain"])
    )
    assert len(maps["laid out"].rings) > 900
    assert laid == 0 < plain


def test_the_two_directions_of_a_pair_stay_apart(world: World) -> None:
    found = together(world)
    layout = placed(world, found)
    pairs = pd.MultiIndex.from_frame(found.pairs[["origin_code", "destination_code"]])
    larger, smaller = counterflows(layout.ends)
    assert len(larger) == 465
    layout.stand(world.table("courses").set_index(pairs.names).loc[pairs].to_numpy(dtype=float))
    share = layout.shared_share(larger, smaller)
    first = np.isin(larger, found.firsts) & np.isin(smaller, found.firsts)
    assert (share > SHARED_SHARE).sum() <= MOST_SHARED
    assert share[first].max() <= MOST_SHARED_AT_FIRST
    largest = int(np.flatnonzero((layout.ends[larger] == layout.ends[0]).all(axis=1))[0])
    assert share[largest] == 0  # the largest corridor of all


def test_courses_are_worked_out_from_this_world(world: World) -> None:
    """A part once more: a corridor finds hardly a better course than the one in the table."""
    found = together(world)
    layout = placed(world, found)
    pairs = pd.MultiIndex.from_frame(found.pairs[["origin_code", "destination_code"]])
    table = world.table("courses").set_index(pairs.names)
    assert set(table.index) == set(pairs)
    layout.stand(table.loc[pairs].to_numpy(dtype=float))
    _larger, smaller = counterflows(layout.ends)  # which gave way at the end, for another cost
    before, which = layout.courses.copy(), np.setdiff1d(found.firsts, smaller)[::4]
    layout.run([Sweep(which, 1.0)], 7)
    is_kept = (layout.courses[which] == before[which]).all(axis=1)
    assert is_kept.mean() >= 0.8
    plain = placed(world, found)
    straight = plain.courses.copy()
    plain.stand(plain.courses)
    plain.run([Sweep(which, 1.0)], 7)
    assert (plain.courses[which] == straight[which]).all(axis=1).mean() < 0.2
