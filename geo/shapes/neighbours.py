"""Which regions are neighbours, and by which rule."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from pyproj import CRS

from geo.shapes.crs import GEOGRAPHIC, require, to_equal_area

TOUCH, NEAREST = "touch", "nearest"
"""Rules: the outlines share a point; or one touches nothing, and the other is nearest to it."""


def touching(
    regions: gpd.GeoDataFrame,
) -> tuple[gpd.GeoDataFrame, list[tuple[int, int]]]:
    """Regions with statistics in code order, and the positions of those that share a point.

    Raises
    ------
    DataError
        If the CRS is missing or is not EPSG:4326.

    Examples
    --------
    >>> boxes = [shapely.box(west, 35, west + 1, 36) for west in (105, 104, 107)]
    >>> three = gpd.GeoDataFrame({"region_code": [*"BAC"], "has_statistics": True},
    ...     geometry=boxes, crs=4326)
    >>> touching(three)[1]
    [(0, 1)]
    """
    require(regions, GEOGRAPHIC)
    counted = regions[regions["has_statistics"]].sort_values("region_code")
    shapes = counted.geometry.to_numpy()
    one, other = shapely.STRtree(shapes).query(shapes, predicate="intersects")
    return counted, sorted((int(a), int(b)) for a, b in zip(one, other, strict=True) if a < b)


def neighbours(regions: gpd.GeoDataFrame, plane: CRS) -> pd.DataFrame:
    """Pairs of neighbours among the regions with statistics; each region is in one at least.

    Parameters
    ----------
    regions : GeoDataFrame
        ``region_code``, ``has_statistics`` and the polygons of a coverage in EPSG:4326:
        neighbours share their vertices.
    plane : CRS
        Equal-area plane of the world, on which the way to the nearest is measured.

    Returns
    -------
    DataFrame
        One row a pair, in code order: ``a_code`` < ``b_code``, ``rule`` (``touch``: the outlines
        share one point at least, queen contiguity; ``nearest``: one of them touches no other, and
        this is its nearest, the lower code among equals) and ``gap_km`` (0 where they touch).
        Without any row where there is one region.

    Raises
    ------
    DataError
        If the CRS is missing or is not EPSG:4326.

    Notes
    -----
    Source: Anselin (1995), on contiguity; a unit without a neighbour would have no local figure.

    Examples
    --------
    >>> boxes = [shapely.box(west, 35, west + 1, 36) for west in (104, 105, 107)]
    >>> three = gpd.GeoDataFrame({"region_code": [*"ABC"], "has_statistics": True},
    ...     geometry=boxes, crs=4326)
    >>> neighbours(three, CRS(8857))[["a_code", "b_code", "rule"]].to_numpy().tolist()
    [['A', 'B', 'touch'], ['B', 'C', 'nearest']]
    """
    counted, pairs = touching(regions)
    codes = counted["region_code"].to_numpy(dtype=object)
    found = dict.fromkeys(pairs, 0.0)
    touched = {end for pair in found for end in pair}
    flat = to_equal_area(counted.geometry, plane).to_numpy()
    for alone in sorted(set(range(len(codes))) - touched if len(codes) > 1 else ()):
        away = shapely.distance(flat[alone], flat)
        away[alone] = np.inf
        nearest = int(away.argmin())
        found[min(alone, nearest), max(alone, nearest)] = float(away[nearest]) / 1000
    rows = [
        (codes[a], codes[b], TOUCH if {a, b} <= touched and not gap else NEAREST, gap)
        for (a, b), gap in sorted(found.items())
    ]
    return pd.DataFrame(rows, columns=["a_code", "b_code", "rule", "gap_km"])
