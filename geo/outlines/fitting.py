"""Shapes small enough for a page, with the borders of neighbours still shared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from numpy.typing import NDArray

from geo.outlines.planes import EARTH_KM, Fit
from geo.shapes.coverage import DECIMALS
from geo.shapes.crs import GEOGRAPHIC

BASE_BYTES, BYTES_EACH, MOST_BYTES = 360_000, 335, 1_450_000
POINT_BYTES, FEATURE_BYTES, RING_BYTES = 20, 110, 8
LEAST_TOLERANCE_M = 15.0
FINEST, STEP, COARSEST = 8_000, 1.3, 60
"""Parts of the width of the map: the tolerance at first, and the one beyond which none goes."""
LEAST_GAIN, MOST_IDLE = 0.995, 3
ISLET_SIDES = 1_000
ISLET_SHARE = 0.2
LONGEST_EDGE_DEGREES = 2.0
LONGEST_EDGE_M = 300_000.0
"""The map bends longer edges into great circles."""
SNAP_SHARE, GAP_SHARE = 1e-6, 5e-5
STEEPEST = 75.0
Shapes = NDArray[Any]


@dataclass(frozen=True)
class Fitted:
    """Shapes as they are kept.

    Attributes
    ----------
    shapes : geopandas.GeoSeries
        In degrees, valid after rounding, one for each that came in.
    is_snapped : bool
        Whether edges of neighbours did not meet and were moved to each other.
    islets_count : int
        Small islands that were left out.
    tolerance_m : float
        Of the simplification; 0 where there was none.
    """

    shapes: gpd.GeoSeries
    is_snapped: bool
    islets_count: int
    tolerance_m: float


def fit_for_page(shapes: Shapes, fit: Fit) -> Fitted:
    """Simplify shapes until they are small enough for a page.

    Parameters
    ----------
    shapes
        Valid polygons in degrees, cut at the antimeridian.
    fit
        The plane and frame that they are drawn in.

    Examples
    --------
    >>> from geo.outlines.planes import fitted
    >>> boxes = np.array([shapely.box(4, 50, 6, 52), shapely.box(6, 50, 8, 52)])
    >>> found = fit_for_page(boxes, fitted(["A", "B"], boxes))
    >>> found.is_snapped, found.islets_count, [len(one.exterior.coords) for one in found.shapes]
    (False, 0, [5, 5])
    """
    sheet = _Sheet(fit.frame["latitude"])
    flat = sheet.flattened(shapely.segmentize(shapes, LONGEST_EDGE_DEGREES))
    width = 1000 * min(fit.frame["width_km"], 1.5 * fit.frame["height_km"])
    met, is_snapped = _met(flat, width)
    before = int(shapely.get_num_geometries(met).sum())
    kept = without_islets(met, (width / ISLET_SIDES) ** 2 * ISLET_SHARE)
    islets = before - int(shapely.get_num_geometries(kept).sum())
    most = min(MOST_BYTES, BASE_BYTES + BYTES_EACH * len(shapes))
    tolerance, idle = 0.0, 0
    following = max(width / FINEST, LEAST_TOLERANCE_M)
    rounded = sheet.rounded(kept)
    while size_of(rounded) > most or not shapely.is_valid(rounded).all():
        size = size_of(rounded)
        if following > width / COARSEST or idle > MOST_IDLE:
            break
        tolerance = following
        kept = shapely.coverage_simplify(kept, tolerance)
        rounded = sheet.rounded(kept)
        following *= STEP ** (1 + idle)
        # Rings alone take room: what has nothing but rings does not become smaller, in few steps.
        idle = idle + 1 if size_of(rounded) > LEAST_GAIN * size else 0
    return Fitted(gpd.GeoSeries(_valid(rounded), crs=GEOGRAPHIC), is_snapped, islets, tolerance)


class _Sheet:
    """The cylinder that touches the globe at a latitude.

    Areas are true on it, and a border on the antimeridian stays on its side there and back.
    """

    def __init__(self, latitude: float) -> None:
        self.along = np.cos(np.radians(min(abs(latitude), STEEPEST))) * EARTH_KM * 1000
        self.up = (EARTH_KM * 1000) ** 2 / self.along

    def flattened(self, shapes: Shapes) -> Shapes:
        """Shapes in metres."""

        def moved(degrees: NDArray[np.float64]) -> NDArray[np.float64]:
            lon, lat = np.radians(degrees).T
            return np.stack([lon * self.along, np.sin(lat) * self.up], axis=1)

        made: Shapes = shapely.transform(shapes, moved)
        return made

    def rounded(self, shapes: Shapes) -> Shapes:
        """Shapes in degrees as they are written, without edges that the map would bend."""

        def moved(metres: NDArray[np.float64]) -> NDArray[np.float64]:
            x, y = metres.T
            lat = np.arcsin(np.clip(y / self.up, -1, 1))
            degrees: NDArray[np.float64] = np.degrees(np.stack([x / self.along, lat], axis=1))
            return degrees.round(DECIMALS)

        made: Shapes = shapely.transform(shapely.segmentize(shapes, LONGEST_EDGE_M), moved)
        return made


def without_islets(shapes: Shapes, least: float) -> Shapes:
    """Leave out small parts and small holes that border on nothing; every shape keeps its largest.

    Examples
    --------
    >>> land, rock = shapely.box(0, 0, 9, 9), shapely.box(9, 9, 9.1, 9.1)
    >>> shapes = np.array([shapely.MultiPolygon([land, rock]), shapely.box(20, 0, 29, 9)])
    >>> [len(shapely.get_parts(one)) for one in without_islets(shapes, 1)]
    [1, 1]
    """
    parts, owner = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, owner, area)
    small = np.flatnonzero((area < least) & (area < largest[owner]))
    tree = shapely.STRtree(parts)
    one, other = tree.query(parts[small], predicate="intersects")
    is_other = small[one] != other
    one, other = small[one[is_other]], other[is_other]
    # Without a part that shares an edge there would be a hole; a point alone is shared by chance.
    shared = shapely.length(shapely.intersection(parts[one], parts[other])) > 0
    kept = np.ones(len(parts), dtype=bool)
    kept[np.setdiff1d(small, one[shared])] = False
    filled = _without_holes(parts[kept], least)
    return np.array([_whole(filled[owner[kept] == at]) for at in range(len(shapes))], dtype=object)


def _whole(parts: Shapes) -> Any:
    return parts[0] if len(parts) == 1 else shapely.multipolygons(parts)


def _without_holes(parts: Shapes, least: float) -> Shapes:
    """Fill small holes that no other part lies in."""
    has_hole = shapely.get_num_interior_rings(parts) > 0
    if not has_hole.any():
        return parts
    tree, filled = shapely.STRtree(parts), parts.copy()
    for at in np.flatnonzero(has_hole):
        outer, *holes = shapely.get_rings(parts[at])
        areas = [shapely.polygons(ring) for ring in holes]
        kept = [
            ring
            for ring, area in zip(holes, areas, strict=True)
            if area.area >= least or len(tree.query(area, predicate="contains"))
        ]
        filled[at] = shapely.polygons(outer, kept or None)
    return filled


def size_of(shapes: Shapes) -> int:
    """About how many bytes shapes take as GeoJSON."""
    points = int(shapely.get_num_coordinates(shapes).sum())
    rings = len(shapely.get_rings(shapes))
    return points * POINT_BYTES + rings * RING_BYTES + len(shapes) * FEATURE_BYTES


def _met(shapes: Shapes, width: float) -> tuple[Shapes, bool]:
    """Neighbours with the same points on the border between them, and no overlap."""
    if shapely.coverage_is_valid(shapes):
        return shapes, False
    cleaned = shapely.coverage_clean(
        shapes, snapping_distance=width * SNAP_SHARE, gap_width=width * GAP_SHARE,
        merge_strategy="min_area",
    )  # fmt: skip
    # A region that lies wholly in others of its file would vanish; it is kept as it was.
    lost = shapely.is_empty(cleaned)
    return np.where(lost, shapes, cleaned), True


def _valid(shapes: Shapes) -> Shapes:
    """What rounding made invalid at the coarsest tolerance, each mended by itself."""
    wrong = ~shapely.is_valid(shapes)
    if wrong.any():
        shapes = shapes.copy()
        mended = shapely.make_valid(shapes[wrong], method="structure", keep_collapsed=False)
        shapes[wrong] = shapely.set_precision(mended, 10.0**-DECIMALS)
    return shapes
