"""The plane and the frame of a reader's map, from the outlines alone."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import shapely

from geo.shapes.crs import equal_area, project_points, unproject_points

Array = npt.NDArray[np.float64]
INSIDE = 1 / 6
"""Share of the height that the two parallels stand from its ends."""
LEAST_SUM_DEGREES = 1.0
ROOM = 1.06
BEYOND_DEGREES = 8.0
POLE = 84.0
NOTHING: tuple[dict[str, Any], dict[str, Any]] = (
    {"parallels": [25.0, 47.0], "longitude": 0.0, "latitude": 36.0},
    {
        "longitude": 0.0,
        "latitude": 36.0,
        "width_km": 1000.0,
        "height_km": 700.0,
        "south": 20.0,
        "north": 52.0,
    },
)
"""Plane and frame of a world without outlines, which draws nothing on them."""


def fitted(shapes: npt.NDArray[np.object_]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Records ``projection`` and ``frame`` of a package.

    Parameters
    ----------
    shapes : array of shapely geometries
        In degrees; none missing.

    Returns
    -------
    tuple of dict
        Parallels a sixth of the height inside the shapes, as cartographers set them; the middle
        stands opposite the widest gap of longitudes, so that no country is cut at the date line.

    Examples
    --------
    >>> plane, frame = fitted(np.array([shapely.box(100, 20, 110, 32)], dtype=object))
    >>> plane["parallels"], plane["longitude"]
    ([22.0, 30.0], 105.0)
    """
    if not len(shapes):
        return NOTHING
    points = shapely.get_coordinates(shapes)
    longitude, latitude = middle(points[:, 0]), points[:, 1]
    south, north = float(latitude.min()), float(latitude.max())
    height = north - south
    lower, upper = south + INSIDE * height, north - INSIDE * height
    if abs(lower + upper) < LEAST_SUM_DEGREES:  # a cone through mirrored parallels is flat
        upper += LEAST_SUM_DEGREES
    parallels = (round(lower, 2), round(upper, 2))
    between = round((south + north) / 2, 2)
    plane = equal_area(parallels, longitude, between)
    x, y = project_points(points[:, 0], points[:, 1], plane)
    box = [float(np.nanmin(x)), float(np.nanmax(x)), float(np.nanmin(y)), float(np.nanmax(y))]
    centre = unproject_points([(box[0] + box[1]) / 2], [(box[2] + box[3]) / 2], plane)
    frame = {
        "longitude": round(float(centre[0][0]), 3),
        "latitude": round(float(centre[1][0]), 3),
        "width_km": round(max((box[1] - box[0]) / 1000 * ROOM, 1.0), 1),
        "height_km": round(max((box[3] - box[2]) / 1000 * ROOM, 1.0), 1),
        "south": round(max(south - BEYOND_DEGREES, -POLE), 1),
        "north": round(min(north + BEYOND_DEGREES, POLE), 1),
    }
    projection = {"parallels": list(parallels), "longitude": longitude, "latitude": between}
    return projection, frame


def middle(longitudes: Array) -> float:
    """Middle of some longitudes on the circle: opposite the widest gap between them.

    Examples
    --------
    >>> middle(np.array([-10.0, 20.0])), middle(np.array([170.0, -170.0]))
    (5.0, 180.0)
    """
    known = np.unique(np.mod(np.round(longitudes, 3), 360.0))
    gaps = np.diff(np.append(known, known[0] + 360.0))
    widest = int(np.argmax(gaps))
    turned = known[widest] + gaps[widest] / 2 + 180.0
    return round(float((turned + 180.0) % 360.0 - 180.0) or 0.0, 2) or 0.0
