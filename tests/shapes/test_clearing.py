"""The last touch: fewer pairs overlap on a map, and nothing becomes worse on any."""

from __future__ import annotations

import numpy as np
import pytest

from geo.shapes.clearing import Drawn, cleared, counted
from geo.shapes.layout import Layout, Sweep, counterflows, weights

pytestmark = pytest.mark.long

KM = 1_000.0
# Two rows of places that face each other, so that straight lines between them cross.
PLACES = [(300.0 * x, y) for y in (0.0, 1_100.0) for x in range(5)]
ENDS = np.array([(one, 9 - one) for one in range(5)] + [(5, 0), (9, 1), (7, 3)])
WIDTHS = np.linspace(60.0, 10.0, len(ENDS)) * KM
EVERY = np.arange(len(ENDS))
STRAIGHT = (0.0, 18 * KM, 30 * KM)
MAPS = [Drawn(EVERY, WIDTHS), Drawn(EVERY[::2], WIDTHS[::2] / 2)]


def straight() -> Layout:
    layout = Layout(np.array(PLACES) * KM, ENDS, WIDTHS.copy(), weights(ENDS, [(EVERY, 3.0)]))
    layout.stand(layout.courses)
    return layout


@pytest.fixture
def layout() -> Layout:
    return straight()


def test_fewer_pairs_overlap_and_no_map_has_more_of_anything(layout: Layout) -> None:
    before = [counted(layout, one) for one in MAPS]
    cleared(layout, MAPS, 1)
    after = [counted(layout, one) for one in MAPS]
    assert sum(one[0] for one in after) < sum(one[0] for one in before)
    for now, was in zip(after, before, strict=True):
        assert all(a <= b for a, b in zip(now, was, strict=True))


def test_a_corridor_that_overlaps_none_keeps_its_course(layout: Layout) -> None:
    alone = Drawn(EVERY[:1], WIDTHS[:1])
    before = layout.courses.copy()
    assert counted(layout, alone)[0] == 0
    assert np.array_equal(cleared(layout, [alone], 1), before)


def test_the_same_seed_gives_the_same_courses_as_far_as_they_are_kept(layout: Layout) -> None:
    first, second = (cleared(one, MAPS, 3, 2).copy() for one in (layout, straight()))
    assert np.array_equal(first, second)
    moved = (first != straight().courses).any(axis=1)
    assert moved.any()
    assert np.array_equal(first[moved][:, :2], first[moved][:, :2].round(3))


def test_the_directions_of_a_pair_do_not_come_to_lie_on_one_another(layout: Layout) -> None:
    larger, smaller = counterflows(ENDS)
    assert len(larger) == 0
    ends = np.array([[0, 9], [9, 0], [1, 8]])
    both = Layout(layout.places_xy, ends, WIDTHS[:3].copy(), weights(ends, []))
    both.courses[1, 0] = -0.2
    both.stand(both.courses)
    larger, smaller = counterflows(ends)
    before = both.shared_share(larger, smaller)[0]
    cleared(both, [Drawn(np.arange(3), WIDTHS[:3])], 1)
    assert both.shared_share(larger, smaller)[0] <= max(before, 0.05)


class Told(Layout):
    """A layout whose widest corridor tries one bend, and no other tries any."""

    bend = 0.0

    def tried(self, at: int, _sweep: Sweep, _chance: np.random.Generator) -> np.ndarray:
        return np.array([[self.bend, *STRAIGHT]])[: int(at == 0)]


@pytest.mark.parametrize(("bend", "is_kept"), [(0.05, False), (0.1, True)])
def test_no_corridor_gives_way_by_hiding_another_one(bend: float, is_kept: bool) -> None:
    """Either bend leaves the head from the north; the first lies on the whole of the thin one."""
    places = np.array([(0, 0), (1_000, 0), (500, 500), (500, 40), (300, 0), (700, 0)]) * KM
    ends, widths = np.array([(0, 1), (2, 3), (4, 5)]), np.array([100, 40, 12]) * KM
    told = Told(places, ends, widths, weights(ends, []))
    told.stand(np.array([[-0.1, *STRAIGHT], [0.0, *STRAIGHT], [0.0, *STRAIGHT]]))
    told.bend = bend
    shown = Drawn(np.arange(3), widths)
    before = counted(told, shown)[0]
    assert (cleared(told, [shown], 1)[0, 0] == bend) == is_kept
    assert (counted(told, shown)[0] < before) == is_kept
    told.move(0, np.array([bend, *STRAIGHT]))
    assert counted(told, shown)[0] < before
