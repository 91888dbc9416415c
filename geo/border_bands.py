"""Borders as bands of four widths, and the class of a gap across them.

One map trace has one line width, so every border is a polygon in each width; a view names the one
to draw. Bands are made once, when the data is built.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import numpy.typing as npt
import pandas as pd
import shapely

from geo.crs import EQUAL_AREA, GEOGRAPHIC, require, to_equal_area, to_geographic
from geo.geometry import ready_to_draw

WIDTHS_METRES = (9_000.0, 20_000.0, 34_000.0, 50_000.0)
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


def gap_breaks(largest: float) -> tuple[float, ...]:
    """Inner breaks of the four widths: even steps of the largest gap, to one figure.

    Parameters
    ----------
    largest : float
        Largest gap of the shade over all intervals, above zero.

    Returns
    -------
    tuple of float
        Three rising numbers: 1, 2 and 3 times a quarter, rounded down to one figure.

    Examples
    --------
    >>> gap_breaks(4_300.0)
    (1000.0, 2000.0, 3000.0)
    >>> gap_breaks(0.93)
    (0.2, 0.4, 0.6)
    """
    quarter = largest / len(WIDTHS_METRES)
    unit = 10.0 ** np.floor(np.log10(quarter))
    step = np.floor(quarter / unit * (1 + 1e-12)) * unit
    return tuple(float(f"{step * count:.12g}") for count in range(1, len(WIDTHS_METRES)))


def gap_class(gaps: pd.Series, breaks: tuple[float, ...]) -> npt.NDArray[np.intp]:
    """Width class of each gap: 1 for the smallest; 0 where there is no gap to show.

    A gap on a break belongs to the class above it. Missing values and equal neighbours have none.

    Examples
    --------
    >>> gap_class(pd.Series([0.0, 5.0, 10.0, None]), (10.0, 20.0, 30.0)).tolist()
    [0, 1, 2, 0]
    """
    found = np.searchsorted(np.asarray(breaks), gaps.to_numpy(dtype=float), side="right") + 1
    return np.where(gaps.notna() & (gaps > 0), found, 0)
