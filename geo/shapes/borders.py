"""Borders between regions."""

from __future__ import annotations

from collections.abc import Sequence

import geopandas as gpd
import pandas as pd
import shapely
from pyproj import CRS

from geo.shapes.coverage import ready_to_draw
from geo.shapes.crs import GEOGRAPHIC, require, to_equal_area, to_geographic
from geo.shapes.neighbours import touching


def borders(regions: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """Shared border of every pair of neighbouring regions with statistics.

    Parameters
    ----------
    regions : GeoDataFrame
        ``region_code``, ``has_statistics`` and the polygons of a coverage in EPSG:4326:
        neighbours share their vertices.

    Returns
    -------
    GeoDataFrame
        One row a pair, in code order: ``border_id`` (``A-C``), ``a_code`` < ``b_code``,
        ``length_km`` and ``geometry`` (MultiLineString, EPSG:4326). Regions that meet in points
        only are no neighbours. Lengths are of the generalised border, so they are short of the
        real one.

    Raises
    ------
    DataError
        If the CRS is missing or is not EPSG:4326.

    Notes
    -----
    Formula: geodesic length on the WGS84 ellipsoid, since no plane keeps lengths. Source: Karney
    (2013), Algorithms for geodesics, as computed by PROJ.

    Examples
    --------
    >>> boxes = [shapely.box(104, 35, 105, 36), shapely.box(105, 35, 106, 36)]
    >>> two = gpd.GeoDataFrame({"region_code": ["A", "B"], "has_statistics": [True, True]},
    ...     geometry=boxes, crs=4326)
    >>> borders(two)[["border_id", "length_km"]].round().to_numpy().tolist()
    [['A-B', 111.0]]
    """
    counted, pairs = touching(regions)
    shapes = counted.geometry.to_numpy()
    codes = counted["region_code"].to_numpy(dtype=object)
    rows = []
    for a, b in pairs:
        line = _shared_line(shapes[a], shapes[b])
        if not line.is_empty:
            key = f"{codes[a]}-{codes[b]}"
            rows.append(
                {"border_id": key, "a_code": codes[a], "b_code": codes[b], "geometry": line}
            )
    table = gpd.GeoDataFrame(rows, geometry="geometry", crs=GEOGRAPHIC)
    geod = GEOGRAPHIC.get_geod()
    table.insert(3, "length_km", [geod.geometry_length(line) / 1000 for line in table.geometry])
    return table


def _shared_line(a: shapely.Geometry, b: shapely.Geometry) -> shapely.MultiLineString:
    """The lines that two shapes of a coverage share, joined end to end."""
    shared = shapely.get_parts(shapely.intersection(shapely.boundary(a), shapely.boundary(b)))
    lines = shared[shapely.get_dimensions(shared) == 1]
    merged = shapely.line_merge(shapely.multilinestrings(lines))
    return shapely.normalize(shapely.multilinestrings(shapely.get_parts(merged)))


# Borders as bands of four widths.

DETAIL_SHARE = 0.12  # a bend of this share of the width is left out


def border_bands(
    borders: gpd.GeoDataFrame, plane: CRS, widths_metres: Sequence[float]
) -> gpd.GeoDataFrame:
    """Every border in every width.

    Parameters
    ----------
    borders : GeoDataFrame
        ``border_id`` and the lines in EPSG:4326.
    plane : CRS
        Equal-area plane of the world.
    widths_metres : sequence of float
        Width of each class, the thinnest first.

    Returns
    -------
    GeoDataFrame
        ``band_id`` (``A-B:4``: border and width class, 1 is the thinnest), ``border_id``,
        ``width_metres`` and ``geometry`` (MultiPolygon, EPSG:4326, outer rings clockwise). A band
        reaches half its width to each side.

    Raises
    ------
    DataError
        If the CRS is missing or is not EPSG:4326.

    Examples
    --------
    >>> line = shapely.MultiLineString([[(105, 35), (105, 36)]])
    >>> one = gpd.GeoDataFrame({"border_id": ["A-B"]}, geometry=[line], crs=4326)
    >>> border_bands(one, CRS(8857), [9e3, 2e4])["band_id"].tolist()
    ['A-B:1', 'A-B:2']
    """
    require(borders, GEOGRAPHIC)
    lines = to_equal_area(borders.geometry, plane).to_numpy()
    parts = []
    for number, width in enumerate(widths_metres, start=1):
        smooth = shapely.simplify(lines, width * DETAIL_SHARE)
        bands = shapely.buffer(smooth, width / 2, quad_segs=2)
        shapes = gpd.GeoSeries(shapely.simplify(bands, width * DETAIL_SHARE), crs=plane)
        columns = {
            "band_id": [f"{border}:{number}" for border in borders["border_id"]],
            "border_id": borders["border_id"].to_numpy(),
            "width_metres": width,
        }
        geometry = ready_to_draw(to_geographic(shapes)).to_numpy()
        parts.append(gpd.GeoDataFrame(columns, geometry=geometry, crs=GEOGRAPHIC))
    table = pd.concat(parts, ignore_index=True)
    return table.sort_values("band_id", ignore_index=True)
