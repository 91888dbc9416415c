"""Whether a position lies in the region that stands beside it."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import Any

from geo.world.outlines import outlines
from geo.world.world import World

TOLERANCE_KM = 15
"""Outlines are drawn coarser than positions are measured."""


def outside_km(world: World, code: str, lon: float, lat: float) -> float:
    """Kilometres from a point to a region; 0 inside and near its outline.

    Parameters
    ----------
    world : World
        Its shapes have the outlines.
    code : str
        A region.
    lon, lat : float
        Degrees, EPSG:4326.
    """
    shapely = import_module("shapely")  # with its use: few readers add a site
    outline = _outlines(world).get(code)
    if outline is None:
        return 0.0
    here = shapely.Point(lon, lat)
    if outline.contains(here):
        return 0.0
    there = shapely.ops.nearest_points(outline, here)[0]
    pyproj = import_module("pyproj")
    _, _, metres = pyproj.Geod(ellps="WGS84").inv(lon, lat, there.x, there.y)
    away = metres / 1000
    return float(away) if away > TOLERANCE_KM else 0.0


@lru_cache(maxsize=2)
def _outlines(world: World) -> dict[str, Any]:
    """Outlines by code of region."""
    shapely = import_module("shapely")
    import_module("shapely.ops")
    return {code: shapely.geometry.shape(one) for code, one in outlines(world).items()}
