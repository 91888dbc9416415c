"""Counts of a flow map: each fault is counted where it is made, and only there."""

from __future__ import annotations

import numpy as np
import pytest

from geo.shapes.arrows import arrows
from geo.shapes.picture import Picture, picture

KM = 1_000.0
STRAIGHT = (0.0, 0.0, 18.0, 30.0)


def drawn(
    places: list[tuple[float, float]],
    ends: list[tuple[int, int]],
    width_km: float = 8.0,
    courses: list[tuple[float, float, float, float]] | None = None,
) -> Picture:
    """Picture of corridors between places in kilometres, straight ones unless told."""
    at, pairs = np.array(places, dtype=float) * KM, np.array(ends)
    course = np.array(courses or [STRAIGHT] * len(ends)) * (1.0, 1.0, KM, KM)
    width = np.full(len(ends), width_km * KM)
    return picture(arrows(at[pairs[:, 0]], at[pairs[:, 1]], width, course), pairs, at)


def test_two_far_corridors_have_no_fault() -> None:
    found = drawn([(0, 0), (900, 0), (0, 500), (900, 500)], [(0, 1), (2, 3)])
    faults = (found.over_places, found.covered_heads, found.overlapping_pairs)
    assert (*faults, found.acute_crossings) == (0, 0, 0, 0)
    assert found.corridors == 2
    assert found.twice_share == pytest.approx(0.0, abs=1e-9)
    assert found.length_share == pytest.approx(852 / 900)
    assert found.farthest_metres == pytest.approx(30_000.0)
    assert found.bend_share == pytest.approx(0.0, abs=1e-9)


@pytest.mark.parametrize(("north_km", "counted"), [(0, 1), (23, 1), (25, 0), (200, 0)])
def test_a_corridor_lies_over_a_place_within_20_km_of_its_edge(north_km: int, counted: int) -> None:
    places = [(0, 0), (900, 0), (450, north_km)]
    assert drawn(places, [(0, 1)]).over_places == counted


def test_its_own_ends_are_no_places_that_it_lies_over() -> None:
    assert drawn([(0, 0), (900, 0)], [(0, 1)]).over_places == 0


@pytest.mark.parametrize(("angle", "acute"), [(90, 0), (40, 0), (20, 1)])
def test_a_crossing_is_acute_below_30_degrees(angle: float, acute: int) -> None:
    turn = np.radians(angle)
    side = (450 * np.cos(turn), 450 * np.sin(turn))
    places = [(-450, 0), (450, 0), (-side[0], -side[1]), side]
    found = drawn(places, [(0, 1), (2, 3)])
    assert (found.overlapping_pairs, found.acute_crossings) == (1, acute)


def test_two_that_meet_at_a_common_end_only_do_not_overlap() -> None:
    places = [(0, 0), (-600, 100), (-600, -100)]
    found = drawn(places, [(1, 0), (2, 0)], courses=[(0.0, 0.0, 18.0, 10.0)] * 2)
    assert (found.overlapping_pairs, found.acute_crossings) == (0, 0)


def test_a_head_under_another_corridor_is_covered() -> None:
    places = [(0, 0), (900, 0), (850, -400), (850, 400)]
    found = drawn(places, [(0, 1), (2, 3)], width_km=90.0)
    assert found.covered_heads == 1
    apart = [(0, 0), (900, 0), (500, -400), (500, 400)]
    assert drawn(apart, [(0, 1), (2, 3)], width_km=90.0).covered_heads == 0


def test_what_is_drawn_twice_is_a_share_of_all_ink() -> None:
    once = drawn([(0, 0), (900, 0)], [(0, 1)])
    twice = drawn([(0, 0), (900, 0), (0, 0), (900, 0)], [(0, 1), (2, 3)])
    assert twice.ink_m2 == pytest.approx(2 * once.ink_m2)
    assert twice.twice_share == pytest.approx(0.5)


def test_a_bend_is_half_of_its_control_point_and_spread_is_against_even() -> None:
    found = drawn([(0, 0), (900, 0)], [(0, 1)], courses=[(0.3, 0.0, 0.0, 0.0)])
    assert found.bend_share == pytest.approx(0.15, abs=0.01)
    places = [(0, 0), (600, 0), (-600, 0), (0, 600), (0, -600)]
    assert drawn(places, [(1, 0), (2, 0), (3, 0), (4, 0)]).evenness == pytest.approx(1.0)
    assert drawn([(0, 0), (600, 0), (0, 600)], [(1, 0), (2, 0)]).evenness == pytest.approx(0.5)


def test_nothing_drawn_is_refused() -> None:
    with pytest.raises(ValueError, match="no corridor"):
        picture(np.empty((0, 24, 2)), np.empty((0, 2), dtype=int), np.zeros((1, 2)))
