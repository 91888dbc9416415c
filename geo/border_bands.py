"""Borders as bands of four widths.

One map trace has one line width, so every border is a polygon in each width; a view names the one
to draw. Bands are made once, when the data is built.
"""

from __future__ import annotations

import geopandas as gpd
import pandas as pd
import shapely

from geo.crs import EQUAL_AREA, GEOGRAPHIC, require, to_equal_area, to_geographic
from geo.gaps import WIDTHS_METRES
from geo.geometry import ready_to_draw

DETAIL_SHARE = 0.12  # a bend of this share of the width is left out


def border_bands(borders: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Every border in every width.

    Parameters
    ----------
    borders : GeoDataFrame
        ``border_id`` and the lines in EPSG:4326.

    Returns
    -------
    GeoDataFrame
        ``band_id`` (``11-13:4``: border and width class, 1 is the thinnest), ``border_id``,
        ``width_metres`` and ``geometry`` (MultiPolygon, EPSG:4326, outer rings clockwise). A band
        reaches half its width to each side.

    Raises
    ------
    DataError
        If the CRS is missing or is not EPSG:4326.

    Examples
    --------
    >>> line = shapely.MultiLineString([[(105, 35), (105, 36)]])
    >>> one = gpd.GeoDataFrame({"border_id": ["11-13"]}, geometry=[line], crs=4326)
    >>> border_bands(one)["band_id"].tolist()
    ['11-13:1', '11-13:2', '11-13:3', '11-13:4']
    """
    require(borders, GEOGRAPHIC)
    lines = to_equal_area(borders.geometry).to_numpy()
    parts = []
    for number, width in enumerate(WIDTHS_METRES, start=1):
        smooth = shapely.simplify(lines, width * DETAIL_SHARE)
        bands = shapely.buffer(smooth, width / 2, quad_segs=2)
        shapes = gpd.GeoSeries(shapely.simplify(bands, width * DETAIL_SHARE), crs=EQUAL_AREA)
        columns = {
            "band_id": [f"{border}:{number}" for border in borders["border_id"]],
            "border_id": borders["border_id"].to_numpy(),
            "width_metres": width,
        }
        geometry = ready_to_draw(to_geographic(shapes)).to_numpy()
        parts.append(gpd.GeoDataFrame(columns, geometry=geometry, crs=GEOGRAPHIC))
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("band_id", ignore_index=True)
