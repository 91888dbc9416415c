"""Which regions the camera of the address has in sight."""

from __future__ import annotations

from functools import lru_cache

import numpy as np

from geo.shapes.crs import project_points
from geo.world.world import World

CACHED_SIGHTS = 32
METRES = 1000
STRAIGHT = 3
"""Parts of a camera that has not turned the globe."""


@lru_cache(maxsize=CACHED_SIGHTS)
def in_sight(world: World, camera: str) -> tuple[str, ...]:
    """Codes of the regions whose place is in the frame of a camera, in a world of very many.

    Parameters
    ----------
    world : World
        Its package says what the map shows at home.
    camera : str
        As the address has it: middle and zoom, by which the frame of home is divided.

    Returns
    -------
    tuple of str
        Empty where all are, or none is, where the globe is turned, and in a world of fewer regions:
        nothing is cut by sight then.
    """
    parts = [float(part) for part in camera.split(",")] if camera else []
    if len(parts) != STRAIGHT or not world.has_many:
        return ()
    names, frame = world.counted, world.package.frame
    lon, lat, zoom = parts
    east, north = project_points(names["anchor_lon"], names["anchor_lat"], world.plane)
    middle = project_points([lon], [lat], world.plane)
    seen = np.ones(len(names), dtype=bool)
    for at, centre, kilometres in zip(
        (east, north), middle, (frame.width_km, frame.height_km), strict=True
    ):
        seen &= np.abs(at - centre[0]) <= kilometres * METRES / zoom / 2  # false of no place
    codes = tuple(names.index[seen])
    unplaced = world.unplaced.intersection(names.index)
    return () if len(codes) + len(unplaced) == len(names) else codes
