"""The equal-area plane that fits some regions, and the box that the map shows of them at first.

All planes are Albers cones, which reach from a cylinder to a disc: parallels close to each other
fit a compact region, both at a pole give Lambert's azimuthal plane of it, and two that the equator
nearly mirrors give the cylinder that a map of the whole world needs.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer

from geo.shapes.crs import GEOGRAPHIC, equal_area, project_points, unproject_points

WORLD = (38.0, -37.0)
LEAST_CONE = 1.0
"""Degrees that the sum of the parallels must be away from zero, or the cone is a cylinder."""
POLE = 84.0
HALF_A_TURN = 180.0
IN_ONE_GROUP = 0.06
"""Share of the extent of the regions below which parts belong together."""
CHEAP_GROWTH = 1.2
LEAST_PART = 0.02
"""Share of the largest part of a region below which another does not count for the view."""
MOST_LEFT_OUT = 0.15
"""Share of the regions that may lie outside the first view, where showing them makes it small."""
BROAD = 1.2
"""Width over height of a usual map."""
AROUND = 1.04
EARTH_KM = 6371.0088
GLOBE = 0.55
"""Length of the mean direction of regions below which they lie all round the globe."""

Points = NDArray[np.float64]


@dataclass(frozen=True)
class Fit:
    """A plane in degrees, as a package declares it, and the first view on it.

    Attributes
    ----------
    parallels, longitude, latitude
        The equal-area cone.
    frame : mapping
        ``longitude``, ``latitude``, ``width_km``, ``height_km``, ``south``, ``north``.
    far : tuple of str
        Codes of regions outside the first view.
    """

    parallels: tuple[float, float]
    longitude: float
    latitude: float
    frame: Mapping[str, float] = field(default_factory=dict)
    far: tuple[str, ...] = ()

    @property
    def plane(self) -> CRS:
        """The coordinate system, in metres."""
        return equal_area(self.parallels, self.longitude, self.latitude)

    @property
    def projection(self) -> dict[str, Any]:
        """As a package declares the plane."""
        middle = {"longitude": self.longitude, "latitude": self.latitude}
        return {"parallels": list(self.parallels), **middle}


def fitted(codes: Sequence[str], shapes: NDArray[Any]) -> Fit:
    """Choose the plane and the first view of some regions.

    Parameters
    ----------
    codes
        Of the regions.
    shapes
        Their polygons in degrees, cut at the antimeridian, none missing.

    Examples
    --------
    >>> found = fitted(["A", "B"], np.array([shapely.box(4, 50, 6, 52), shapely.box(6, 50, 8, 52)]))
    >>> found.parallels, found.longitude, found.latitude, found.far
    ((50.3, 51.7), 6.0, 51.0, ())
    >>> round(found.frame["width_km"]), round(found.frame["height_km"])
    (298, 233)
    """
    parts, region = _large_parts(shapes)
    hulls = shapely.segmentize(shapely.convex_hull(parts), 5.0)
    areas = np.maximum(sphere_km2(hulls), 1e-9)
    weights = areas / np.bincount(region, areas)[region] / len(shapes)
    middle, spread = _middle(hulls, weights)
    if spread < GLOBE:
        return _framed(Fit(WORLD, 0.0, 0.0), shapes, np.ones(len(parts), dtype=bool), parts, ())
    kept = _kept(_on_disc(hulls, middle), weights)
    cone = _cone(hulls[kept], middle)
    main = np.zeros(len(shapes))
    np.add.at(main, region, np.where(kept, weights, 0))
    shares = zip(codes, main * len(shapes), strict=True)
    far = tuple(sorted(code for code, share in shares if share < 0.5))
    return _framed(cone, shapes, kept, parts, far)


def _large_parts(shapes: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """Parts that say where a region lies, and the position of their region."""
    parts, region = shapely.get_parts(shapes, return_index=True)
    area = shapely.area(parts)
    largest = np.zeros(len(shapes))
    np.maximum.at(largest, region, area)
    is_large = area >= largest[region] * LEAST_PART
    return parts[is_large], region[is_large]


def sphere_km2(shapes: NDArray[Any]) -> Points:
    """Areas on a globe, of shapes in degrees that may be invalid."""

    def flat(degrees: Points) -> Points:
        lon, lat = np.radians(degrees).T
        return np.stack([lon * EARTH_KM, np.sin(lat) * EARTH_KM], axis=1)

    found: Points = shapely.area(shapely.transform(shapes, flat))
    return found


def _middle(shapes: NDArray[Any], weights: Points) -> tuple[tuple[float, float], float]:
    """Mean direction of shapes, and how much they lie in one direction, from 0 to 1."""
    lon, lat = np.radians(shapely.get_coordinates(shapely.centroid(shapes))).T
    ways = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    x, y, z = ways @ weights
    length = float(np.hypot(np.hypot(x, y), z))
    return (float(np.degrees(np.arctan2(y, x))), float(np.degrees(np.arcsin(z / length)))), length


def _on_disc(shapes: NDArray[Any], middle: tuple[float, float]) -> NDArray[Any]:
    lon, lat = middle
    disc = CRS.from_proj4(f"+proj=laea +lon_0={lon} +lat_0={lat} +datum=WGS84 +units=m +type=crs")
    change = Transformer.from_crs(GEOGRAPHIC, disc, always_xy=True)

    def moved(degrees: Points) -> Points:
        # The point opposite the middle has no place; it is as far away as any can be.
        there = np.stack(change.transform(*degrees.T), axis=1)
        return np.where(np.isfinite(there), there, 2 * EARTH_KM * 1000)

    made: NDArray[Any] = shapely.transform(shapes, moved)
    return made


def _kept(parts: NDArray[Any], weights: Points) -> NDArray[np.bool_]:
    """Parts of the first view: the main group, and others that it hardly grows by.

    More groups are taken, the nearest first, until few enough regions are left out.
    """
    middles = shapely.get_coordinates(shapely.centroid(parts))
    order = np.argsort(middles, axis=0)
    at = [np.interp([0.05, 0.95], np.cumsum(weights[one]), middles[one, axis])
          for axis, one in enumerate(order.T)]  # fmt: skip
    extent = max(float(np.ptp(one)) for one in at)
    group = _groups(parts, max(extent * IN_ONE_GROUP, 1.0))
    shares = np.bincount(group, weights)
    main = int(np.argmax(shares))
    box = shapely.total_bounds(parts[group == main])
    taken, least = {main}, _scale(box) * CHEAP_GROWTH
    hull = shapely.box(*box)
    away = {one: float(shapely.distance(hull, parts[group == one]).min()) for one in set(group)}
    for is_cheap in (True, False):
        for one in sorted(away, key=away.__getitem__):
            wider = _both(box, shapely.total_bounds(parts[group == one]))
            left_out = 1 - sum(shares[each] for each in taken)
            is_wanted = _scale(wider) <= least if is_cheap else left_out > MOST_LEFT_OUT
            if one not in taken and is_wanted:
                taken.add(int(one))
                box = wider
    return np.isin(group, sorted(taken))


def _groups(parts: NDArray[Any], apart: float) -> NDArray[np.int64]:
    """Number of the group of each part: boxes less than so far apart, by either axis, are in one.

    Boxes are dissolved, not compared pair by pair: thousands may lie on one another.
    """
    half = np.array([-apart, -apart, apart, apart]) / 2
    boxes = shapely.box(*(shapely.bounds(parts) + half).T)
    groups = shapely.get_parts(shapely.union_all(boxes))
    part, group = shapely.STRtree(groups).query(shapely.point_on_surface(boxes), predicate="within")
    found = np.zeros(len(parts), dtype=np.int64)
    found[part] = group
    return found


def _scale(box: Points) -> float:
    west, south, east, north = box
    return float(max(east - west, BROAD * (north - south)))


def _both(one: Points, other: Points) -> Points:
    return np.concatenate([np.minimum(one[:2], other[:2]), np.maximum(one[2:], other[2:])])


def _cone(shapes: NDArray[Any], middle: tuple[float, float]) -> Fit:
    """Parallels a sixth of the way from either edge, the middle in the middle of the longitudes."""
    lon, lat = shapely.get_coordinates(shapes).T
    turned = (lon - middle[0] + HALF_A_TURN) % 360 - HALF_A_TURN
    south, north = float(lat.min()), float(lat.max())
    if max(-south, north) > POLE and np.ptp(turned) > HALF_A_TURN:
        pole = 90.0 if north > -south else -90.0
        return Fit((pole, pole), round(middle[0], 1), pole)
    centre = middle[0] + float(turned.max() + turned.min()) / 2
    sixth = (north - south) / 6
    lower, upper = round(south + sixth, 1), round(north - sixth, 1)
    if abs(lower + upper) < LEAST_CONE:
        upper += LEAST_CONE if lower + upper >= 0 else -LEAST_CONE
    centre = (centre + HALF_A_TURN) % 360 - HALF_A_TURN
    return Fit((lower, upper), round(centre, 1), round((south + north) / 2, 1))


def _framed(
    cone: Fit, shapes: NDArray[Any], kept: NDArray[np.bool_], parts: NDArray[Any],
    far: tuple[str, ...],
) -> Fit:  # fmt: skip
    plane = cone.plane
    lons, lats = shapely.get_coordinates(shapely.segmentize(parts[kept], 5.0)).T
    x, y = project_points(lons, lats, plane)
    west, east, south, north = np.nanmin(x), np.nanmax(x), np.nanmin(y), np.nanmax(y)
    lon, lat = unproject_points([(west + east) / 2], [(south + north) / 2], plane)
    bounds = shapely.total_bounds(shapes)
    room = float(max(5.0, 0.6 * (north - south) / 111_000))
    frame = {
        "longitude": round(float(lon[0]), 2),
        "latitude": round(float(lat[0]), 2),
        "width_km": round(float(east - west) / 1000 * AROUND, 1),
        "height_km": round(float(north - south) / 1000 * AROUND, 1),
        "south": round(max(-89.0, float(bounds[1] - room)), 1),
        "north": round(min(89.0, float(bounds[3] + room)), 1),
    }
    return Fit(cone.parallels, cone.longitude, cone.latitude, frame, far)
