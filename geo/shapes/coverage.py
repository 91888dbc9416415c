"""Pure functions on shapes: generalise a coverage, orient, round, label, measure, write.

A coverage is a set of polygons that share borders exactly and never overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS
from shapely.geometry import mapping

from geo.errors import DataError
from geo.rows import rows_of
from geo.shapes.crs import GEOGRAPHIC, require, require_metres, to_equal_area, to_geographic

DECIMALS = 4  # of a written degree: about 11 m, far below the generalisation


def drop_islets(
    shapes: gpd.GeoSeries, min_km2: float, *, keep_largest: bool = True
) -> gpd.GeoSeries:
    """Leave out small islands.

    Parameters
    ----------
    shapes
        Polygons on a plane in metres, unique index.
    min_km2
        Square kilometres. A smaller part goes, unless another part touches it: that would leave
        a hole in the coverage.
    keep_largest
        Keep the largest part of every unit, so that no unit vanishes.

    Returns
    -------
    geopandas.GeoSeries
        MultiPolygons in the order of the input. A unit with no part left is not in the result.

    Raises
    ------
    DataError
        If the CRS is missing or is no plane.

    Examples
    --------
    >>> land, rock = shapely.box(0, 0, 5000, 5000), shapely.box(9000, 0, 9100, 100)
    >>> units = gpd.GeoSeries([shapely.MultiPolygon([land, rock])], crs="EPSG:8857")
    >>> len(drop_islets(units, min_km2=5)[0].geoms)
    1
    """
    require_metres(shapes)
    parts, unit = shapely.get_parts(shapes.to_numpy(), return_index=True)
    area_km2 = pd.Series(shapely.area(parts) / 1e6)
    first, _ = shapely.STRtree(parts).query(parts, predicate="intersects")
    # Every part meets itself once, so a second meeting is a neighbour.
    kept = (area_km2 >= min_km2) | (np.bincount(first, minlength=len(parts)) > 1)
    if keep_largest:
        kept |= area_km2 == area_km2.groupby(unit).transform("max")
    positions, unit_of_kept = np.unique(unit[kept], return_inverse=True)
    merged = shapely.multipolygons(parts[kept], indices=unit_of_kept)
    return gpd.GeoSeries(merged, index=shapes.index[positions], crs=shapes.crs)


def simplify_coverage(shapes: gpd.GeoSeries, tolerance_m: float) -> gpd.GeoSeries:
    """Simplify polygons together, so that shared borders stay shared.

    Parameters
    ----------
    shapes
        A coverage on a plane in metres.
    tolerance_m
        Metres. A bend goes when its triangle is smaller than the square of the tolerance.

    Returns
    -------
    geopandas.GeoSeries
        The simplified coverage: same index, same CRS, no part lost.

    Raises
    ------
    DataError
        If the CRS is missing or is no plane.

    Notes
    -----
    Source: Visvalingam and Whyatt (1993), Line generalisation by repeated elimination of points,
    The Cartographic Journal 30(1), with the topology checks of GEOS.

    Examples
    --------
    >>> bent = shapely.Polygon([(0, 0), (50, 1), (100, 0), (100, 100), (0, 100)])
    >>> len(simplify_coverage(gpd.GeoSeries([bent], crs="EPSG:8857"), 20)[0].exterior.coords)
    5
    """
    require_metres(shapes)
    simple = shapely.coverage_simplify(shapes.to_numpy(), tolerance_m)
    return gpd.GeoSeries(simple, index=shapes.index, crs=shapes.crs)


def ready_to_draw(shapes: gpd.GeoSeries) -> gpd.GeoSeries:
    """Round to four decimals and put vertices in the one order that is written and drawn.

    Parameters
    ----------
    shapes
        Polygons in `GEOGRAPHIC`.

    Returns
    -------
    geopandas.GeoSeries
        MultiPolygons. Outer rings run clockwise: otherwise the drawing library fills the globe.
        Parts and ring starts are sorted. Points shared before rounding are shared after it.

    Raises
    ------
    DataError
        If the CRS is missing or another one, or if rounding makes shapes invalid.

    Examples
    --------
    >>> box = gpd.GeoSeries([shapely.box(0, 0, 1, 1.00001)], crs="EPSG:4326")
    >>> ring = ready_to_draw(box).iloc[0].geoms[0].exterior
    >>> ring.is_ccw, ring.bounds
    (False, (0.0, 0.0, 1.0, 1.0))
    """
    require(shapes, GEOGRAPHIC)
    rounded = shapely.transform(shapes.to_numpy(), _rounded)
    invalid = [
        f"shape {label}: {shapely.is_valid_reason(shape)} after rounding, expected a valid polygon"
        for label, shape in zip(shapes.index, rounded, strict=True)
        if not shape.is_valid
    ]
    if invalid:
        raise DataError("geometry", invalid, "Raise the tolerance or the smallest islet kept.")
    multi = [shapely.multipolygons(shapely.get_parts(shape)) for shape in rounded]
    ordered = shapely.orient_polygons(shapely.normalize(multi), exterior_cw=True)
    return gpd.GeoSeries(ordered, index=shapes.index, crs=shapes.crs)


def label_points(shapes: gpd.GeoSeries, plane: CRS) -> gpd.GeoSeries:
    """Find the point farthest from any border inside the largest part of each shape.

    Parameters
    ----------
    shapes
        Polygons in `GEOGRAPHIC`, none missing or empty.
    plane
        Equal-area plane of the world.

    Returns
    -------
    geopandas.GeoSeries
        Points in `GEOGRAPHIC`, same index, always inside their shape.

    Raises
    ------
    DataError
        If the CRS is missing or is not `GEOGRAPHIC`.

    Notes
    -----
    Formula: centre of the largest circle that fits into the part with the largest area, in
    the plane, to within 1 km or a hundredth of the square root of the area if less.

    Examples
    --------
    >>> box = gpd.GeoSeries([shapely.box(104, 35, 106, 37)], crs="EPSG:4326")
    >>> bool(box.contains(label_points(box, CRS(8857))).all())
    True
    """
    largest = [
        max(shapely.get_parts(shape), key=shapely.area) for shape in to_equal_area(shapes, plane)
    ]
    tolerance = np.minimum(1000.0, np.sqrt(shapely.area(largest)) / 100)
    radii = shapely.maximum_inscribed_circle(largest, tolerance=tolerance)
    centres = gpd.GeoSeries(shapely.get_point(radii, 0), index=shapes.index, crs=plane)
    return to_geographic(centres)


def area_km2(shapes: gpd.GeoSeries, plane: CRS) -> pd.Series[float]:
    """Measure areas.

    Parameters
    ----------
    shapes
        Polygons in `GEOGRAPHIC`. A missing geometry gives NaN, an empty one 0.
    plane
        Equal-area plane of the world.

    Returns
    -------
    pandas.Series
        Square kilometres on the plane, same index.

    Raises
    ------
    DataError
        If the CRS is missing or is not `GEOGRAPHIC`.

    Examples
    --------
    >>> cell = gpd.GeoSeries([shapely.box(105, 35, 105.1, 35.1)], crs="EPSG:4326")
    >>> round(area_km2(cell, CRS(8857)).iloc[0])
    101
    """
    square_metres: pd.Series[float] = to_equal_area(shapes, plane).area
    return square_metres / 1e6


def feature_collection(
    frame: gpd.GeoDataFrame, id_column: str, properties: Sequence[str] = ()
) -> dict[str, Any]:
    """Turn a frame into a GeoJSON feature collection with four decimals.

    Parameters
    ----------
    frame
        Polygons in `GEOGRAPHIC`, see `ready_to_draw`; a row without one is left out.
    id_column
        Column whose values become the `id` of each feature.
    properties
        Columns that become properties; none by default.

    Returns
    -------
    dict
        As RFC 7946 has it, with an `id` each, except that ring order stays that of the input.

    Raises
    ------
    DataError
        If the CRS is missing or is not `GEOGRAPHIC`.

    Examples
    --------
    >>> box = gpd.GeoDataFrame({"code": ["A"]}, geometry=[shapely.box(0, 0, 1, 1)], crs=4326)
    >>> feature_collection(box, "code")["features"][0]["id"]
    'A'
    """
    require(frame, GEOGRAPHIC)
    shapes = shapely.transform(frame.geometry.to_numpy(), _rounded)
    records = rows_of(frame[list(properties)])
    features = [
        {"type": "Feature", "id": label, "properties": record, "geometry": mapping(shape)}
        for label, record, shape in zip(frame[id_column], records, shapes, strict=True)
        if shape is not None
    ]
    return {"type": "FeatureCollection", "features": features}


def _rounded(coordinates: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.round(coordinates, DECIMALS)
