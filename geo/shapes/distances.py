"""Distances between provincial capitals, and how far people moved.

The tables give regions, not addresses, and hold no population-weighted centres: every move is
measured from capital to capital.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

EARTH_RADIUS_KM = 6371.0088
"""Mean radius of the Earth. Source: Moritz (2000), Geodetic Reference System 1980."""


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
    Formula: 2 R asin sqrt(sin^2(dlat / 2) + cos lat_a cos lat_b sin^2(dlon / 2)). Source: Sinnott
    (1984), Virtues of the Haversine, Sky and Telescope 68(2).

    Examples
    --------
    >>> round(float(great_circle_km(0.0, 0.0, 90.0, 0.0)))
    10008
    """
    lon_1, lat_1, lon_2, lat_2 = (
        np.radians(np.asarray(degrees, dtype=float)) for degrees in (lon_a, lat_a, lon_b, lat_b)
    )
    along, across = np.sin((lat_2 - lat_1) / 2), np.sin((lon_2 - lon_1) / 2)
    chord = along**2 + np.cos(lat_1) * np.cos(lat_2) * across**2
    return np.asarray(2 * EARTH_RADIUS_KM * np.arcsin(np.sqrt(np.minimum(chord, 1.0))))


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
    >>> two = pd.DataFrame({"region_code": ["11", "12"], "anchor_lon": [0.0, 90.0],
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

    Examples
    --------
    >>> weighted_median(np.array([100.0, 2000.0, 500.0]), np.array([3.0, 1.0, 1.0]))
    100.0
    """
    order = np.argsort(values, kind="stable")
    cumulative = np.cumsum(weights[order])
    if not len(values) or cumulative[-1] <= 0:
        return float("nan")
    return float(values[order][np.searchsorted(cumulative, cumulative[-1] / 2)])
