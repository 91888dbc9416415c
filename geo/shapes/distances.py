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
PAIR = ("origin_code", "destination_code")


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


def capital_distances(regions: pd.DataFrame, pairs: pd.DataFrame) -> pd.DataFrame:
    """Distance between the capitals of some ordered pairs of regions with statistics.

    Parameters
    ----------
    regions : DataFrame
        ``region_code``, ``anchor_lon``, ``anchor_lat`` (degrees), ``has_statistics``.
    pairs : DataFrame
        ``origin_code``, ``destination_code``; a pair may be named more than once.

    Returns
    -------
    DataFrame
        ``origin_code``, ``destination_code``, ``distance_km``, each pair once; none of a region
        with itself, none of a region without statistics.

    Examples
    --------
    >>> two = pd.DataFrame({"region_code": ["A", "B"], "anchor_lon": [0.0, 90.0],
    ...     "anchor_lat": [0.0, 0.0], "has_statistics": [True, True]})
    >>> pairs = pd.DataFrame({"origin_code": ["A", "A"], "destination_code": ["B", "A"]})
    >>> capital_distances(two, pairs)["distance_km"].round().tolist()
    [10008.0]
    """
    counted = regions[regions["has_statistics"]]
    codes = pd.Index(counted["region_code"])
    origin, destination = (codes.get_indexer(pairs[end]) for end in PAIR)
    known = (origin >= 0) & (destination >= 0) & (origin != destination)
    numbers = np.unique(origin[known].astype(np.int64) * len(codes) + destination[known])
    ends = (numbers // len(codes), numbers % len(codes)) if len(codes) else (numbers, numbers)
    degrees = [counted[f"anchor_{axis}"].to_numpy(dtype=float) for axis in ("lon", "lat")]
    places = (one[at] for at in ends for one in degrees)
    named = {end: codes.take(at) for end, at in zip(PAIR, ends, strict=True)}
    return pd.DataFrame({**named, "distance_km": great_circle_km(*places)})


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
