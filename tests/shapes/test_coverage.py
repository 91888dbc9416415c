"""Functions on shapes, on small worlds whose answers are worked out by hand."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Polygon, box

from geo.errors import DataError
from geo.shapes.coverage import (
    area_km2,
    drop_islets,
    feature_collection,
    label_points,
    ready_to_draw,
    simplify_coverage,
)
from geo.shapes.crs import GEOGRAPHIC, to_equal_area
from tests.worlds import PLANE

KM = 1000.0


def plane(*shapes: shapely.Geometry) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), index=list("abcdef"[: len(shapes)]), crs=PLANE)


def degrees(*shapes: shapely.Geometry) -> gpd.GeoSeries:
    return gpd.GeoSeries(list(shapes), index=list("abcdef"[: len(shapes)]), crs=GEOGRAPHIC)


def square(x_km: float, y_km: float, side_km: float) -> Polygon:
    return box(x_km * KM, y_km * KM, (x_km + side_km) * KM, (y_km + side_km) * KM)


class TestDropIslets:
    def test_small_islands_go_and_large_ones_stay(self) -> None:
        # 100, 4 and 9 square kilometres; the limit is 5.
        unit = shapely.union_all([square(0, 0, 10), square(20, 0, 2), square(30, 0, 3)])
        kept = drop_islets(plane(unit), 5)
        assert sorted(part.area / 1e6 for part in kept["a"].geoms) == [9, 100]

    def test_a_unit_of_islets_keeps_its_largest(self) -> None:
        unit = shapely.union_all([square(0, 0, 1), square(20, 0, 2)])
        assert drop_islets(plane(unit), 5)["a"].area == 4e6

    def test_unless_told_otherwise(self) -> None:
        kept = drop_islets(plane(square(50, 0, 2), square(0, 0, 9)), 5, keep_largest=False)
        assert list(kept.index) == ["b"]

    def test_a_small_part_that_touches_a_neighbour_leaves_no_hole(self) -> None:
        exclave = shapely.union_all([square(0, 0, 10), square(30, 0, 1)])
        around = square(29, -1, 3).difference(square(30, 0, 1))
        kept = drop_islets(plane(exclave, around), 5)
        assert len(kept["a"].geoms) == 2

    def test_order_follows_the_input(self) -> None:
        units = plane(square(50, 0, 9), square(0, 0, 9))[["b", "a"]]
        assert list(drop_islets(units, 5).index) == ["b", "a"]


def wavy_pair() -> gpd.GeoSeries:
    """Two units with a wavy border between them: waves of 1 km on a line 100 km long."""
    border = [((50 + (i % 2)) * KM, i * KM) for i in range(101)]
    west = Polygon([*border, (0, 100 * KM), (0, 0)])
    east = Polygon([*border, (100 * KM, 100 * KM), (100 * KM, 0)])
    return plane(west, east)


class TestSimplifyCoverage:
    def test_points_go_and_the_border_stays_shared(self) -> None:
        before = wavy_pair()
        after = simplify_coverage(before, 5 * KM)
        assert shapely.get_num_coordinates(after.to_numpy()).sum() < 20
        assert shapely.coverage_is_valid(after.to_numpy())
        assert after.is_valid.all()
        # A wavy border through the middle: nothing is lost, only exchanged.
        assert after.area.sum() == pytest.approx(before.area.sum())

    def test_a_small_tolerance_changes_nothing(self) -> None:
        after = simplify_coverage(wavy_pair(), 1)
        assert shapely.get_num_coordinates(after.to_numpy()).sum() == 2 * 104


class TestReadyToDraw:
    def test_outer_rings_run_clockwise_and_holes_the_other_way(self) -> None:
        ring = box(100, 30, 110, 40).difference(box(104, 34, 106, 36))
        drawn = ready_to_draw(degrees(ring.reverse()))["a"].geoms[0]
        assert not drawn.exterior.is_ccw
        assert drawn.interiors[0].is_ccw

    def test_four_decimals(self) -> None:
        drawn = ready_to_draw(degrees(box(100.123456, 30.00004, 101, 31)))["a"]
        assert drawn.bounds == (100.1235, 30.0, 101.0, 31.0)

    def test_shared_points_stay_shared(self) -> None:
        middle = 105.00005000001
        pair = ready_to_draw(degrees(box(104, 30, middle, 31), box(middle, 30, 106, 31)))
        assert shapely.coverage_is_valid(pair.to_numpy())

    def test_equal_shapes_give_equal_vertices(self) -> None:
        first = Polygon([(0, 0), (1, 0), (1, 1), (0, 1)])
        second = Polygon([(1, 1), (1, 0), (0, 0), (0, 1)])
        drawn = ready_to_draw(degrees(first, second))
        assert drawn["a"].wkb == drawn["b"].wkb

    def test_every_shape_that_breaks_is_listed(self) -> None:
        thin = box(100, 30, 100.00001, 31)
        with pytest.raises(DataError) as refusal:
            ready_to_draw(degrees(thin, box(100, 30, 101, 31), thin))
        assert [line[:8] for line in refusal.value.failures] == ["shape a:", "shape c:"]


class TestLabelPoints:
    def test_inside_the_largest_part(self) -> None:
        small, large = box(110, 30, 111, 31), box(100, 30, 104, 34)
        point = label_points(degrees(shapely.MultiPolygon([small, large])), PLANE)["a"]
        assert large.contains(point)
        # The part is taller than wide, so the widest circle stands on its middle line.
        assert point.x == pytest.approx(102, abs=0.02)

    def test_inside_a_shape_whose_centroid_is_outside(self) -> None:
        hook = box(100, 30, 110, 40).difference(box(101, 31, 110, 39))
        assert not hook.contains(hook.centroid)
        assert hook.contains(label_points(degrees(hook), PLANE)["a"])

    def test_inside_a_very_small_shape(self) -> None:
        tiny = box(113.5, 22.1, 113.505, 22.105)
        assert tiny.contains(label_points(degrees(tiny), PLANE)["a"])


class TestAreaKm2:
    def test_known_cell(self) -> None:
        # A cell of 0.1 degrees on the parallel of 35.05: 9.1232 km by 11.0941 km on WGS84.
        cell = degrees(box(105, 35, 105.1, 35.1))
        assert area_km2(cell, PLANE)["a"] == pytest.approx(9.1232 * 11.0941, rel=0.001)

    def test_missing_is_not_zero(self) -> None:
        areas = area_km2(gpd.GeoSeries([None, Polygon()], ["a", "b"], crs=GEOGRAPHIC), PLANE)
        assert np.isnan(areas["a"])
        assert areas["b"] == 0


class TestFeatureCollection:
    def frame(self) -> gpd.GeoDataFrame:
        shapes = [box(100, 30, 101.123456, 31), box(102, 30, 103, 31)]
        columns = {"code": ["11", "12"], "name": ["北", "南"]}
        return gpd.GeoDataFrame(columns, geometry=shapes, crs=GEOGRAPHIC)

    def test_ids_and_no_properties(self) -> None:
        collection = feature_collection(self.frame(), "code")
        assert collection["type"] == "FeatureCollection"
        assert [feature["id"] for feature in collection["features"]] == ["11", "12"]
        assert [feature["properties"] for feature in collection["features"]] == [{}, {}]

    def test_chosen_properties_and_four_decimals(self) -> None:
        feature = feature_collection(self.frame(), "code", ["name"])["features"][0]
        assert feature["properties"] == {"name": "北"}
        assert max(x for x, _ in feature["geometry"]["coordinates"][0]) == 101.1235

    def test_it_reads_back_as_the_same_shapes(self) -> None:
        frame = self.frame()
        back = gpd.GeoDataFrame.from_features(feature_collection(frame, "code"), crs=GEOGRAPHIC)
        assert back.geometry.geom_equals_exact(frame.geometry, 1e-4).all()


@pytest.mark.parametrize(
    ("function", "wrong"),
    [
        (lambda shapes: drop_islets(shapes, 5), GEOGRAPHIC),
        (lambda shapes: simplify_coverage(shapes, 5), GEOGRAPHIC),
        (ready_to_draw, PLANE),
        (lambda shapes: label_points(shapes, PLANE), PLANE),
        (lambda shapes: area_km2(shapes, PLANE), PLANE),
        (lambda shapes: feature_collection(shapes.to_frame("geometry"), "geometry"), PLANE),
    ],
)
def test_a_missing_or_other_crs_is_refused(function, wrong) -> None:
    for crs in (None, wrong):
        with pytest.raises(DataError, match="CRS: found"):
            function(gpd.GeoSeries([box(0, 0, 1, 1)], crs=crs))


def test_areas_survive_the_way_to_the_plane_and_back() -> None:
    shape = degrees(box(100, 30, 101, 31))
    assert area_km2(shape, PLANE)["a"] == pytest.approx(to_equal_area(shape, PLANE).area["a"] / 1e6)
