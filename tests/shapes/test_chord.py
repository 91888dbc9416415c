"""Chords: every width stands for its people, nothing is lost and nothing overlaps on the circle."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.shapes.chord import GAP_RADIANS, RING, START_RADIUS, chord

ORDER = ("a", "b", "c")


def cells(persons: list[float], order: tuple[str, ...] = ORDER) -> pd.DataFrame:
    pairs = [(i, j) for i in order for j in order]
    table = pd.DataFrame(pairs, columns=["origin_zone", "destination_zone"])
    return table.assign(migrants_persons=persons)


def angle_of(outline: np.ndarray, radius: float) -> float:
    """Angle that a ring covers at a radius, in radians."""
    at = outline[np.isclose(np.hypot(*outline.T), radius, rtol=0, atol=1e-9)]
    turn = np.sort(np.arctan2(at[:, 0], at[:, 1]))
    gaps = np.diff(np.append(turn, turn[0] + 2 * np.pi))
    return float(2 * np.pi - gaps.max())


def test_two_zones_by_hand() -> None:
    arcs, bands = chord(cells([0.0, 3.0, 1.0, 0.0], ("a", "b")), ["a", "b"])
    assert [(arc.zone, arc.out_persons, arc.in_persons) for arc in arcs] == [
        ("a", 3.0, 1.0),
        ("b", 1.0, 3.0),
    ]
    half = np.pi - GAP_RADIANS  # both zones have four ends of eight
    for arc in arcs:
        assert angle_of(arc.outline, RING[1]) == pytest.approx(half)
    widths = {band.origin_zone: angle_of(band.outline, START_RADIUS) for band in bands}
    assert widths == {"a": pytest.approx(half * 3 / 4), "b": pytest.approx(half / 4)}


def test_nobody_has_no_circle() -> None:
    assert chord(cells([0.0] * 9), list(ORDER)) == ((), ())


@settings(max_examples=60)
@given(st.lists(st.floats(0, 1e7), min_size=9, max_size=9).filter(lambda found: sum(found) > 1))
def test_arcs_share_the_circle_by_their_people(persons: list[float]) -> None:
    table = cells(persons)
    arcs, bands = chord(table, list(ORDER))
    assert sum(band.persons for band in bands) == pytest.approx(sum(persons))
    for side in ("out_persons", "in_persons"):
        assert sum(getattr(arc, side) for arc in arcs) == pytest.approx(sum(persons))
    assert {(band.origin_zone, band.destination_zone) for band in bands} == {
        (row.origin_zone, row.destination_zone)
        for row in table.itertuples()
        if row.migrants_persons > 0
    }


def test_bands_leave_side_by_side_and_stay_inside_the_ring() -> None:
    persons = [4.0, 10.0, 9.0, 13.0, 1.0, 1.2, 8.0, 0.8, 2.5]
    arcs, bands = chord(cells(persons), list(ORDER))
    circle = shapely.Point(0, 0).buffer(RING[0], 256)
    for band in bands:
        shape = shapely.Polygon(band.outline)
        assert shape.is_valid
        assert shape.within(circle)
    # Each end has its own part of an arc: the ends leave exactly half of all arcs to the points.
    arc = sum(angle_of(one.outline, RING[1]) for one in arcs)
    assert sum(angle_of(one.outline, START_RADIUS) for one in bands) == pytest.approx(arc / 2)
