"""The two coordinate systems of a world, and the only functions that change between them.

Shapes are stored in degrees (`GEOGRAPHIC`) and measured in metres on the equal-area plane of their
world. Its parallels and central meridian are those of the drawn map, so a shape built in metres
keeps its form on the page.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import ArrayLike, NDArray
from pyproj import CRS, Transformer

from geo.errors import DataError

if TYPE_CHECKING:  # the running page only needs points, and GeoPandas is slow to load
    import geopandas as gpd

GEOGRAPHIC = CRS.from_epsg(4326)
"""Longitude and latitude in degrees, WGS84. All stored geometry uses it."""


@cache
def equal_area(parallels: tuple[float, float], longitude: float, latitude: float) -> CRS:
    """Albers conic equal area in metres.

    Parameters
    ----------
    parallels
        The two latitudes, in degrees, along which nothing is stretched.
    longitude, latitude
        Origin of the plane, in degrees.

    Notes
    -----
    Source: Snyder (1987), Map Projections: A Working Manual, USGS Professional Paper 1395.

    Examples
    --------
    >>> equal_area((25, 47), 105, 36).axis_info[0].unit_name
    'metre'
    """
    lower, upper = parallels
    return CRS.from_proj4(
        f"+proj=aea +lat_1={lower} +lat_2={upper} +lat_0={latitude} +lon_0={longitude} "
        "+datum=WGS84 +units=m +type=crs"
    )


Shapes = TypeVar("Shapes", "gpd.GeoDataFrame", "gpd.GeoSeries")


def require(shapes: gpd.GeoDataFrame | gpd.GeoSeries, expected: CRS) -> None:
    """Stop unless the shapes declare the expected CRS.

    Parameters
    ----------
    shapes
        A frame or a series of geometry.
    expected
        The one they must have. The order of the axes is not compared: GeoPandas always holds x
        (longitude) before y (latitude).

    Raises
    ------
    DataError
        If the CRS is missing or another one.

    Examples
    --------
    >>> import geopandas as gpd
    >>> require(gpd.GeoSeries([], crs="EPSG:4326"), GEOGRAPHIC)
    """
    found = shapes.crs
    if found is not None and found.equals(expected, ignore_axis_order=True):
        return
    raise DataError(
        "geometry",
        [f"CRS: found {_title(found)}, expected {_title(expected)}"],
        "Set the CRS the coordinates are in, then convert with geo.shapes.crs.",
    )


def require_metres(shapes: gpd.GeoDataFrame | gpd.GeoSeries) -> None:
    """Stop unless the shapes lie on a plane in metres; raises as :func:`require` does."""
    found = shapes.crs
    if found is None or not found.is_projected:
        failure = f"CRS: found {_title(found)}, expected an equal-area plane in metres"
        raise DataError("geometry", [failure], "Convert the shapes with geo.shapes.crs.")


def to_equal_area(shapes: Shapes, plane: CRS) -> Shapes:
    """Convert shapes from degrees to metres.

    Parameters
    ----------
    shapes
        Frame or series in `GEOGRAPHIC`. Missing and empty geometries stay as they are.
    plane
        Equal-area plane of the world, see :func:`equal_area`.

    Returns
    -------
    geopandas.GeoDataFrame or geopandas.GeoSeries
        The same rows on the plane; the input is untouched.

    Raises
    ------
    DataError
        If the CRS is missing or is not `GEOGRAPHIC`.

    Examples
    --------
    >>> import geopandas as gpd
    >>> point = gpd.GeoSeries.from_xy([105.0], [36.0], crs="EPSG:4326")
    >>> round(abs(float(to_equal_area(point, equal_area((25, 47), 105, 36)).x[0])), 3)
    0.0
    """
    require(shapes, GEOGRAPHIC)
    return shapes.to_crs(plane)


def to_geographic(shapes: Shapes) -> Shapes:
    """Convert shapes from metres to degrees: the inverse of `to_equal_area`.

    Parameters
    ----------
    shapes
        Frame or series on a plane in metres. Missing and empty geometries stay as they are.

    Returns
    -------
    geopandas.GeoDataFrame or geopandas.GeoSeries
        The same rows in `GEOGRAPHIC`; the input is untouched.

    Raises
    ------
    DataError
        If the CRS is missing or is no plane.

    Examples
    --------
    >>> import geopandas as gpd
    >>> origin = gpd.GeoSeries.from_xy([0.0], [0.0], crs=equal_area((25, 47), 105, 36))
    >>> round(float(to_geographic(origin).y[0]), 6)
    36.0
    """
    require_metres(shapes)
    return shapes.to_crs(GEOGRAPHIC)


def project_points(
    lon: ArrayLike, lat: ArrayLike, plane: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Convert coordinate arrays from degrees to metres, without building geometry.

    Parameters
    ----------
    lon, lat
        Degrees in `GEOGRAPHIC`, arrays of the same shape. NaN marks a missing point.
    plane
        Equal-area plane of the world.

    Returns
    -------
    tuple of numpy.ndarray
        x and y in metres on the plane, in the shape of the input. A missing point, or one that
        has no place on the plane, gives NaN.

    Raises
    ------
    ValueError
        If `lon` and `lat` differ in shape.

    Notes
    -----
    Formula and source: see `to_equal_area`.

    Examples
    --------
    >>> x, y = project_points([105.0], [36.0], equal_area((25, 47), 105, 36))
    >>> bool(abs(x[0]) < 0.001 and abs(y[0]) < 0.001)
    True
    """
    return _transform(_transformer(GEOGRAPHIC, plane), lon, lat)


def unproject_points(
    x: ArrayLike, y: ArrayLike, plane: CRS
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Convert coordinate arrays from metres to degrees: the inverse of `project_points`.

    Parameters
    ----------
    x, y
        Metres on the plane, arrays of the same shape. NaN marks a missing point.
    plane
        Equal-area plane of the world.

    Returns
    -------
    tuple of numpy.ndarray
        Longitude and latitude in degrees in `GEOGRAPHIC`, in the shape of the input. A missing
        point gives NaN.

    Raises
    ------
    ValueError
        If `x` and `y` differ in shape.

    Examples
    --------
    >>> lon, lat = unproject_points([0.0], [0.0], equal_area((25, 47), 105, 36))
    >>> round(float(lon[0]), 6), round(float(lat[0]), 6)
    (105.0, 36.0)
    """
    return _transform(_transformer(plane, GEOGRAPHIC), x, y)


def _transformer(source: CRS, target: CRS) -> Transformer:
    return _made(source.srs, target.srs)


@cache
def _made(source: str, target: str) -> Transformer:
    """Kept by texts: to hash a CRS is to write it out anew."""
    return Transformer.from_crs(source, target, always_xy=True)


def _transform(
    transformer: Transformer, first: ArrayLike, second: ArrayLike
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    a, b = np.asarray(first, dtype=float), np.asarray(second, dtype=float)
    if a.shape != b.shape:
        raise ValueError(f"Coordinate arrays differ in shape: {a.shape} and {b.shape}.")
    one, two = transformer.transform(a, b)
    # PROJ marks a point it cannot place with infinity; the project marks it with NaN.
    return np.where(np.isfinite(one), one, np.nan), np.where(np.isfinite(two), two, np.nan)


def _title(crs: CRS | None) -> str:
    if crs is None:
        return "none"
    return str(crs.to_string())
