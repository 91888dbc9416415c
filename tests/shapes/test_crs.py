"""The two CRS: round trips, true areas, and refusals."""

from __future__ import annotations

import math

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DataError
from geo.shapes.crs import (
    GEOGRAPHIC,
    project_points,
    to_equal_area,
    to_geographic,
    unproject_points,
)
from tests.worlds import PLANE

METRES_A_DEGREE = 111_320.0


@given(
    lon=st.floats(60, 150, allow_nan=False),
    lat=st.floats(0, 66, allow_nan=False),
)
def test_a_point_comes_back_within_a_metre(lon: float, lat: float) -> None:
    x, y = project_points([lon], [lat], PLANE)
    lon_back, lat_back = unproject_points(x, y, PLANE)
    assert abs(lon_back[0] - lon) * METRES_A_DEGREE < 1
    assert abs(lat_back[0] - lat) * METRES_A_DEGREE < 1


def test_shapes_and_arrays_agree() -> None:
    points = gpd.GeoSeries.from_xy([75.0, 105.0, 135.0], [40.0, 20.0, 48.0], crs=GEOGRAPHIC)
    x, y = project_points(points.x, points.y, PLANE)
    moved = to_equal_area(points, PLANE)
    assert np.allclose([moved.x, moved.y], [x, y], atol=1e-6)
    assert moved.crs == PLANE


def test_the_origin_is_where_the_definition_puts_it() -> None:
    x, y = project_points([105.0, 105.0, 106.0], [36.0, 37.0, 36.0], PLANE)
    assert np.allclose([x[0], y[0]], 0, atol=1e-6)
    assert abs(x[1]) < 1e-6
    assert y[1] > 100_000
    assert x[2] > 80_000  # east is right


def ellipsoid_zone_km2(south: float, north: float, degrees: float) -> float:
    """Area between two parallels over some degrees of longitude, WGS84, by its closed formula."""
    a, flattening = 6378.137, 1 / 298.257223563
    e = math.sqrt(flattening * (2 - flattening))

    def q(lat: float) -> float:
        s = math.sin(math.radians(lat))
        return s / (1 - (e * s) ** 2) + math.atanh(e * s) / e

    return a**2 * (1 - e**2) / 2 * (q(north) - q(south)) * math.radians(degrees)


@pytest.mark.parametrize(("west", "south"), [(75, 35), (104, 20), (130, 45)])
def test_areas_are_true_within_a_thousandth(west: int, south: int) -> None:
    box = shapely.segmentize(shapely.box(west, south, west + 2, south + 2), 0.01)
    found = to_equal_area(gpd.GeoSeries([box], crs=GEOGRAPHIC), PLANE).area.iloc[0] / 1e6
    assert found == pytest.approx(ellipsoid_zone_km2(south, south + 2, 2), rel=0.001)


def test_the_input_is_left_alone() -> None:
    points = gpd.GeoSeries.from_xy([105.0], [36.0], crs=GEOGRAPHIC)
    to_equal_area(points, PLANE)
    assert points.crs == GEOGRAPHIC
    assert points.x.iloc[0] == 105.0


@pytest.mark.parametrize("crs", [None, PLANE, "EPSG:3857"])
def test_only_degrees_are_projected(crs: object) -> None:
    with pytest.raises(DataError, match="expected EPSG:4326"):
        to_equal_area(gpd.GeoSeries.from_xy([0.0], [0.0], crs=crs), PLANE)


@pytest.mark.parametrize("crs", [None, GEOGRAPHIC])
def test_only_a_plane_in_metres_is_unprojected(crs: object) -> None:
    with pytest.raises(DataError, match="expected an equal-area plane"):
        to_geographic(gpd.GeoDataFrame(geometry=gpd.GeoSeries.from_xy([0.0], [0.0]), crs=crs))


def test_axis_order_alone_is_no_other_crs() -> None:
    points = gpd.GeoSeries.from_xy([105.0], [36.0], crs="OGC:CRS84")
    assert abs(to_equal_area(points, PLANE).x.iloc[0]) < 1e-6


def test_a_missing_point_stays_missing() -> None:
    x, y = project_points([105.0, np.nan], [36.0, np.nan], PLANE)
    assert np.isnan(x[1])
    assert np.isnan(y[1])
    assert not np.isnan(x[0])


def test_arrays_of_different_shape_are_refused() -> None:
    with pytest.raises(ValueError, match="differ in shape"):
        project_points([105.0, 106.0], [36.0], PLANE)
