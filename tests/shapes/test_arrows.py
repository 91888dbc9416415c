"""Corridor shapes: clean arrows that point the right way and keep apart."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.shapes import arrows as corridors
from geo.shapes import courses
from geo.shapes.arrows import THINNEST_METRES, WIDEST_METRES, features, own_lines, packed, widths
from geo.shapes.crs import project_points
from geo.world.world import World
from tests.worlds import PLANE

METRES = st.floats(-2_000_000, 2_000_000)


def arrows(start: np.ndarray, end: np.ndarray, width: np.ndarray, scale: float = 1.0) -> np.ndarray:
    """Arrows on plain courses."""
    plain = courses.plain(start, end, width, scale)
    return corridors.arrows(start, end, width, plain, scale=scale)


@pytest.fixture(scope="module")
def ends(world: World) -> tuple[list[str], np.ndarray, np.ndarray]:
    """Every pair of capitals, in the equal-area CRS."""
    counted = world.counted
    x, y = project_points(counted["anchor_lon"].to_numpy(), counted["anchor_lat"].to_numpy(), PLANE)
    at = dict(zip(counted.index, np.stack([x, y], axis=1), strict=True))
    pairs = list(itertools.permutations(counted.index, 2))
    return (
        ["-".join(pair) for pair in pairs],
        np.stack([at[origin] for origin, _ in pairs]),
        np.stack([at[destination] for _, destination in pairs]),
    )


@pytest.mark.parametrize("width", [THINNEST_METRES, 20_000.0, WIDEST_METRES])
def test_all_arrows_of_the_country_are_clean_and_clockwise(ends: tuple, width: float) -> None:
    codes, origins, destinations = ends
    rings = arrows(origins, destinations, np.full(len(codes), width))
    shapes = shapely.polygons(rings)
    crossed = [code for code, good in zip(codes, shapely.is_valid(shapes), strict=True) if not good]
    assert crossed == []
    assert not shapely.is_ccw(shapely.linearrings(rings)).any()
    assert (shapely.area(shapes) > 0).all()


def test_there_and_back_part(ends: tuple) -> None:
    codes, origins, destinations = ends
    width = np.full(len(codes), 20_000.0)
    there = shapely.polygons(arrows(origins, destinations, width))
    back = shapely.polygons(arrows(destinations, origins, width))
    shared = shapely.area(shapely.intersection(there, back))
    long = np.hypot(*(destinations - origins).T) > 400_000
    assert (shared[long] / shapely.area(there[long])).max() < 0.05


def test_the_head_stands_at_the_destination(ends: tuple) -> None:
    codes, origins, destinations = ends
    rings = arrows(origins, destinations, np.full(len(codes), 20_000.0))
    tips = rings[:, corridors.STEPS + 2]
    reach = np.hypot(*(destinations - tips).T)
    length = np.hypot(*(destinations - origins).T)
    assert (reach <= courses.ARRIVE_METRES + 1e-6).all()
    assert (reach > 0).all()
    assert (np.hypot(*(origins - tips).T) > 0.5 * length).all()
    wings = rings[:, corridors.STEPS + 3] - rings[:, corridors.STEPS + 1]
    tails = rings[:, 0] - rings[:, -2]
    assert (np.hypot(*wings.T) > 1.5 * np.hypot(*tails.T)).all()


def test_a_shaft_has_one_width_from_end_to_end(ends: tuple) -> None:
    codes, origins, destinations = ends
    rings = arrows(origins, destinations, np.full(len(codes), 20_000.0))
    shaft = corridors.STEPS + 1
    across = rings[:, :shaft] - rings[:, shaft + 3 : -1][:, ::-1]
    assert np.hypot(across[..., 0], across[..., 1]) == pytest.approx(20_000.0)


def test_the_own_line_runs_in_the_middle_from_end_to_tip(ends: tuple) -> None:
    codes, origins, destinations = ends
    rings = arrows(origins, destinations, np.full(len(codes), 20_000.0))
    lines, shaft = own_lines(rings), corridors.STEPS + 1
    assert np.array_equal(lines[:, -1], rings[:, shaft + 1])
    aside = np.hypot(*np.moveaxis(lines[:, :shaft] - rings[:, :shaft], -1, 0))
    assert aside == pytest.approx(10_000.0)
    assert (np.hypot(*(lines[:, 0] - origins).T) < courses.LEAVE_METRES + 1e-6).all()


@pytest.mark.parametrize(
    ("bend", "skew"), [(0.3, 0.0), (-0.3, 0.0), (0.1, 0.2), (-0.1, -0.2), (0.0, 0.0)]
)
def test_a_course_bends_to_its_side_and_keeps_its_ends_off(bend: float, skew: float) -> None:
    start, end = np.array([[0.0, 0.0]]), np.array([[1_000_000.0, 0.0]])
    course = np.array([[bend, skew, 40_000.0, 120_000.0]])
    ring = corridors.arrows(start, end, np.array([20_000.0]), course)
    line = own_lines(ring)[0]
    assert np.hypot(*line[0]) == pytest.approx(40_000.0)
    assert np.hypot(*(line[-1] - end[0])) == pytest.approx(120_000.0)
    assert shapely.is_valid(shapely.polygons(ring))[0]
    assert np.sign(np.round(line[5, 1])) == -np.sign(bend)


def test_heads_that_meet_stand_farther_off() -> None:
    wide = np.array([100_000.0, 100_000.0, 9_000.0])
    together, _same, alone = courses.stand_offs(["A", "A", "B"], wide)
    assert alone == courses.ARRIVE_METRES < together < courses.RING_METRES
    assert courses.stand_offs(["A"] * 40, np.full(40, 132_000.0)).max() == courses.RING_METRES


@given(
    values=st.lists(st.floats(0, 1e9), min_size=2, max_size=20),
    factor=st.floats(0.1, 1),
)
def test_widths_are_linear_and_rise_with_the_value(values: list[float], factor: float) -> None:
    numbers = np.array(sorted(values))
    largest = max(float(numbers.max()), 1.0)
    found = widths(numbers, largest)
    assert (np.diff(found) >= 0).all()
    assert ((found >= 0) & (found <= WIDEST_METRES)).all()
    assert widths(numbers * factor, largest) == pytest.approx(found * factor)


def test_missing_negative_and_an_empty_scale_have_no_width() -> None:
    assert widths(np.array([np.nan, -5.0]), 10.0).tolist() == [0.0, 0.0]
    assert widths(np.array([3.0]), 0.0).tolist() == [0.0]


@given(st.tuples(METRES, METRES), st.tuples(METRES, METRES), st.floats(6_500, 78_000))
def test_an_arrow_between_any_two_far_points_is_valid(
    start: tuple[float, float], end: tuple[float, float], width: float
) -> None:
    if np.hypot(end[0] - start[0], end[1] - start[1]) < 6 * width:
        end = (start[0] + 6 * width, start[1] + 6 * width)
    ring = arrows(np.array([start]), np.array([end]), np.array([width]))
    assert shapely.is_valid(shapely.polygons(ring))[0]


def test_features_stay_inside_the_frame_and_close(ends: tuple) -> None:
    codes, origins, destinations = ends
    collection = features(
        codes, arrows(origins, destinations, np.full(len(codes), 78_000.0)), PLANE
    )
    found = collection["features"]
    assert [one["id"] for one in found] == codes
    degrees = np.array([one["geometry"]["coordinates"][0] for one in found])
    assert degrees[..., 0].min() > 73
    assert degrees[..., 0].max() < 136
    assert degrees[..., 1].min() > 17
    assert degrees[..., 1].max() < 54
    assert (degrees[:, 0] == degrees[:, -1]).all()
    assert np.array_equal(degrees, np.round(degrees, 3))


def test_what_travels_packed_is_what_the_features_say(ends: tuple) -> None:
    codes, origins, destinations = ends
    rings = arrows(origins, destinations, np.full(len(codes), 78_000.0))
    found = packed(rings, PLANE)
    steps = found["at"].reshape(len(codes), found["corners"], 2)
    shapes = [
        one["geometry"]["coordinates"][0] for one in features(codes, rings, PLANE)["features"]
    ]
    degrees = steps.cumsum(axis=1) / corridors.PER_DEGREE
    assert np.abs(degrees - np.array(shapes)).max() < 0.0006


@pytest.mark.parametrize("scale", [0.1, 3.0])
def test_a_country_of_another_size_has_the_same_arrows(scale: float) -> None:
    """Everything is a share of the frame: nothing is left in metres of its own."""
    start, end = np.array([[0.0, 0.0]]), np.array([[900_000.0, 400_000.0]])
    values = np.array([30.0])
    large = arrows(start, end, widths(values, 100.0))
    other = arrows(start * scale, end * scale, widths(values, 100.0, scale), scale=scale)
    assert other == pytest.approx(large * scale)
