"""Half-circles: areas are people, and one scale keeps every pair apart in every interval."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from geo.scene.overlays import halves, halves_scale
from geo.shapes.halves import GAP_METRES, half_circles, largest_scale, radii
from geo.world.world import World

APART = np.array([[0.0, 0.0], [100_000.0, 0.0]])


def shapes_of(world: World, period: str, factor: float = 1.0) -> dict[str, shapely.Geometry]:
    """Both halves of each region, blown up around its own centre by a factor."""
    rows, rings = halves(world, period)
    parts: dict[str, list[shapely.Geometry]] = {}
    for code, ring in zip(rows["region_code"], rings, strict=True):
        centre = (ring[0] + ring[-2]) / 2  # both ends of the arc
        parts.setdefault(code, []).append(shapely.Polygon(centre + factor * (ring - centre)))
    return {code: shapely.union_all(found) for code, found in parts.items()}


def nearest(shapes: dict[str, shapely.Geometry]) -> float:
    found = np.array(list(shapes.values()))
    first, second = np.triu_indices(len(found), 1)
    return float(shapely.distance(found[first], found[second]).min())


@pytest.mark.parametrize("side", ["left", "right"])
def test_the_area_is_exactly_half_a_circle_on_its_side(side: str) -> None:
    radius = np.array([30_000.0, 5.0])
    rings = half_circles(APART, radius, side)
    for ring, centre, size in zip(rings, APART, radius, strict=True):
        shape = shapely.Polygon(ring)
        assert shape.area == pytest.approx(np.pi * size**2 / 2)
        assert not shapely.is_ccw(shape.exterior)
        assert np.sign(shape.centroid.x - centre[0]) == (-1 if side == "left" else 1)


def test_area_is_proportional_to_people() -> None:
    people = np.array([4_000_000.0, 1_000_000.0])
    rings = half_circles(APART, radii(people, 20.0), "left")
    first, second = (shapely.Polygon(ring).area for ring in rings)
    assert first / second == pytest.approx(4.0)


def test_scale_of_two_facing_halves_by_hand() -> None:
    out, came = np.array([[0.0, 100.0]]), np.array([[400.0, 0.0]])
    # Radii of 20 and 10 scales must fit between the two centres, less the gap.
    expected = (100_000 - GAP_METRES) / 30
    assert largest_scale(APART, out, came) == pytest.approx(expected, rel=0.01)


def test_halves_that_turn_their_backs_may_be_larger() -> None:
    facing = largest_scale(APART, np.array([[0.0, 100.0]]), np.array([[100.0, 0.0]]))
    backs = largest_scale(APART, np.array([[100.0, 0.0]]), np.array([[0.0, 100.0]]))
    assert backs > 1.5 * facing


def test_the_fullest_interval_sets_the_scale() -> None:
    quiet, busy = np.array([[0.0, 1.0]]), np.array([[0.0, 100.0]])
    came = np.array([[1.0, 0.0]])
    both = largest_scale(APART, np.vstack([quiet, busy]), np.vstack([came, 100 * came]))
    assert both == pytest.approx(largest_scale(APART, busy, 100 * came), rel=1e-3)


def test_missing_people_take_no_room_and_nobody_needs_no_scale() -> None:
    nobody = np.zeros((1, 2))
    assert largest_scale(APART, nobody, np.full((1, 2), np.nan)) == 1.0


def test_centres_on_one_point_are_refused() -> None:
    with pytest.raises(ValueError, match="nearer"):
        largest_scale(np.zeros((2, 2)), np.ones((1, 2)), np.ones((1, 2)))


def test_no_two_regions_touch_in_any_interval_and_one_per_cent_more_would(world: World) -> None:
    periods = world.vocabulary["periods"]
    assert min(nearest(shapes_of(world, period)) for period in periods) >= GAP_METRES * 0.999
    assert min(nearest(shapes_of(world, period, 1.02)) for period in periods) < GAP_METRES


def test_areas_on_the_map_are_the_margins_of_the_table(world: World) -> None:
    rows, rings = halves(world, "2005-2010")
    table = world.table("region_flows")
    table = table[table["period"] == "2005-2010"].set_index("region_code")
    scale = halves_scale(world)
    for row, ring in zip(rows.itertuples(), rings, strict=True):
        people = table.loc[row.region_code, f"{row.side}_persons"]
        assert shapely.Polygon(ring).area == pytest.approx(np.pi / 2 * scale**2 * people)
    assert len(rows) == 62
