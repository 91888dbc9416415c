"""Distances between capitals, and how far people moved.

The tables give regions, not addresses, and hold no population-weighted centres: every move is
measured from capital to capital.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import Geod

Array = npt.NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth. Source: Moritz (2000), Geodetic Reference System 1980."""
SPHERE = Geod(a=EARTH_RADIUS_KM * 1000, f=0)
"""The Earth for every distance and great circle: a sphere of that radius, in metres."""


def great_circle_km(
    lon_a: npt.ArrayLike, lat_a: npt.ArrayLike, lon_b: npt.ArrayLike, lat_b: npt.ArrayLike
) -> Array:
    """Great-circle distance on a sphere of the mean radius of the Earth.

    Parameters
    ----------
    lon_a, lat_a, lon_b, lat_b : array of float
        Degrees, EPSG:4326, shapes that broadcast. NaN gives NaN.

    Returns
    -------
    array of float
        Kilometres, 0 or more; within 0.6 % of the distance on the ellipsoid.

    Notes
    -----
    Source: pyproj, Geod.inv on :data:`SPHERE`.

    Examples
    --------
    >>> round(float(great_circle_km(0.0, 0.0, 90.0, 0.0)))
    10008
    """
    ends = np.broadcast_arrays(lon_a, lat_a, lon_b, lat_b)
    metres = SPHERE.inv(*(np.array(degrees, dtype=float) for degrees in ends))[2]
    return np.asarray(metres) / 1000


def capital_distances(regions: pd.DataFrame) -> pd.DataFrame:
    """Distance between the capitals of every ordered pair of regions with statistics.

    Parameters
    ----------
    regions : DataFrame
        ``region_code``, ``anchor_lon``, ``anchor_lat`` (degrees), ``has_statistics``.

    Returns
    -------
    DataFrame
        ``origin_code``, ``destination_code``, ``distance_km``; no region is paired with itself.

    Examples
    --------
    >>> two = pd.DataFrame({"region_code": ["A", "B"], "anchor_lon": [0.0, 90.0],
    ...     "anchor_lat": [0.0, 0.0], "has_statistics": [True, True]})
    >>> capital_distances(two)["distance_km"].round().tolist()
    [10008.0, 10008.0]
    """
    counted = regions[regions["has_statistics"]]
    ends = counted[["region_code", "anchor_lon", "anchor_lat"]]
    pairs = ends.merge(ends, how="cross", suffixes=("_a", "_b"))
    pairs = pairs[pairs["region_code_a"] != pairs["region_code_b"]]
    places = (pairs[f"anchor_{axis}_{end}"] for end in "ab" for axis in ("lon", "lat"))
    return pd.DataFrame(
        {
            "origin_code": pairs["region_code_a"],
            "destination_code": pairs["region_code_b"],
            "distance_km": great_circle_km(*places),
        }
    ).reset_index(drop=True)


def weighted_median(values: Array, weights: Array) -> float:
    """Smallest value that half of the weight does not exceed.

    Parameters
    ----------
    values, weights : array of float
        Same length, none missing; weights are 0 or more.

    Returns
    -------
    float
        NaN when there is no weight at all.

    Notes
    -----
    Source: numpy, quantile with method inverted_cdf.

    Examples
    --------
    >>> weighted_median(np.array([100.0, 2000.0, 500.0]), np.array([3.0, 1.0, 1.0]))
    100.0
    """
    if not np.any(weights > 0):
        return float("nan")
    return float(np.quantile(values, 0.5, weights=weights, method="inverted_cdf"))
