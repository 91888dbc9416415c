"""Which shape a place lies in, where the file of the moves says where it is."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

import geopandas as gpd
import pandas as pd
import shapely


def lying_in(shapes: gpd.GeoDataFrame, spots: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """Code of the shape that each text lies in, and no other text does.

    Parameters
    ----------
    shapes : geopandas.GeoDataFrame
        ``region_code`` and ``geometry`` in EPSG:4326.
    spots : mapping
        Longitude and latitude of each text, in degrees as written; what is no number lies nowhere.

    Returns
    -------
    dict
        Texts in no shape, in several, or in one together with others are left out.

    Examples
    --------
    >>> boxes = [shapely.box(4, 50, 6, 52), shapely.box(6, 50, 8, 52)]
    >>> codes = ["A", "B"]
    >>> shapes = gpd.GeoDataFrame({"region_code": codes}, geometry=boxes, crs="EPSG:4326")
    >>> lying_in(shapes, {"1": ("5", "50.5"), "2": ("7", "50.5"), "3": ("", "0")})
    {'1': 'A', '2': 'B'}
    >>> lying_in(shapes, {"1": ("5", "50.5"), "4": ("5.5", "50.5"), "2": ("7", "50.5")})
    {'2': 'B'}
    """
    written = pd.DataFrame.from_dict(dict(spots), orient="index", columns=["lon", "lat"])
    degrees = written.apply(pd.to_numeric, errors="coerce").dropna()
    texts, points = [*degrees.index], shapely.points(degrees.to_numpy(dtype="float64"))
    of, within = shapely.STRtree(shapes.geometry.to_numpy()).query(points, predicate="within")
    in_each, each_in = Counter(within.tolist()), Counter(of.tolist())
    codes = shapes["region_code"].astype("str").to_numpy()
    return {
        texts[one]: str(codes[shape])
        for one, shape in zip(of.tolist(), within.tolist(), strict=True)
        if in_each[shape] == 1 and each_in[one] == 1
    }
