"""The layout: worked answers on tiny worlds, the same courses each time."""

from __future__ import annotations

import numpy as np
import pytest

from geo.shapes import courses
from geo.shapes.arrows import arrows
from geo.shapes.layout import Layout, Sweep, counterflows, stages, weights
from geo.shapes.picture import Picture, picture

pytestmark = pytest.mark.long

KM = 1_000.0
# A star of places round one, and a place between two of them.
PLACES = [(0, 0), *((700 * np.cos(a), 700 * np.sin(a)) for a in np.linspace(0, 6, 9)), (350, 10)]
ENDS = np.array([(one, 0) for one in range(1, 10)] + [(0, one) for one in range(1, 10)])
WIDTHS = np.linspace(100.0, 8.0, len(ENDS)) * KM


def laid(seed: int = 1, sweeps: int = 12) -> Layout:
    every = np.arange(len(ENDS))
    layout = Layout(np.array(PLACES) * KM, ENDS, WIDTHS.copy(), weights(ENDS, [(every, 3.0)]))
    layout.run([Sweep(every, 0.8**one) for one in range(sweeps)], seed)
    return layout


def counted(found: np.ndarray) -> Picture:
    at = np.array(PLACES) * KM
    return picture(arrows(at[ENDS[:, 0]], at[ENDS[:, 1]], WIDTHS, found), ENDS, at)


@pytest.fixture(scope="module")
def layout() -> Layout:
    return laid()


def test_nothing_lies_over_a_place_and_less_is_covered_than_on_plain_courses(
    layout: Layout,
) -> None:
    at = np.array(PLACES) * KM
    off = courses.stand_offs([str(end) for end in ENDS[:, 1]], WIDTHS)
    plain = counted(courses.plain(at[ENDS[:, 0]], at[ENDS[:, 1]], WIDTHS, arrive=off))
    found = counted(layout.courses)
    assert plain.over_places > found.over_places == 0
    assert found.overlapping_pairs <= plain.overlapping_pairs / 2
    assert found.covered_heads <= plain.covered_heads
    assert found.farthest_metres <= 165 * KM


def test_the_same_world_gives_the_same_courses_and_a_seed_others(layout: Layout) -> None:
    assert np.array_equal(laid(sweeps=3).courses, laid(sweeps=3).courses)
    assert not np.array_equal(laid(2, 3).courses, laid(sweeps=3).courses)


def test_what_takes_no_part_keeps_its_course_and_is_in_nobodys_way() -> None:
    layout = Layout(np.array(PLACES) * KM, ENDS, WIDTHS.copy(), weights(ENDS, []))
    before = layout.courses.copy()
    layout.run([Sweep(np.array([0, 1, 2]), 1.0)], 1)
    assert np.array_equal(layout.courses[3:], before[3:])
    assert not np.array_equal(layout.courses[:3], before[:3])


def test_a_wide_corridor_bends_less_than_a_thin_one(layout: Layout) -> None:
    bends = np.abs(layout.courses[:, courses.BEND])
    assert bends[0] <= 0.2
    assert (bends <= 0.32).all()


def test_the_smaller_of_two_directions_gives_way_to_the_larger() -> None:
    ends = np.array([[0, 1], [1, 0]])
    places = np.array([[0.0, 0.0], [900 * KM, 0.0]])
    layout = Layout(places, ends, np.array([90.0, 20.0]) * KM, weights(ends, []))
    layout.stand(layout.courses * [0.0, 1.0, 1.0, 1.0])
    larger, smaller = counterflows(ends)
    assert layout.shared_share(larger, smaller)[0] > 0.5
    before = layout.courses[0].copy()
    parted = layout.part(np.array([0, 1]), 1)
    assert np.array_equal(parted[0], before)
    assert layout.shared_share(larger, smaller)[0] == 0.0


def test_first_what_is_drawn_first_then_hubs_then_all() -> None:
    firsts = np.array([0, 3])
    order = stages(ENDS, firsts, hubs=1)
    assert np.array_equal(order[0].which, firsts)
    moved = [set(sweep.which.tolist()) for sweep in order]
    assert set(range(len(ENDS))) in moved  # all together, late
    polished = moved[-1]
    assert set(range(9)) <= polished  # all into the middle, and what is drawn at first
    assert any(part == polished - {0, 3} for part in moved)
