"""Places as frames: what rows can be matched with, and what the map draws."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd

from geo.outlines.places import Places
from geo.outlines.planes import Fit

__all__ = ["Outlines", "Places"]


@dataclass(frozen=True)
class Outlines:
    """Places with shapes, from a boundary file.

    Attributes
    ----------
    places : Places
        Their codes and names.
    shapes : geopandas.GeoDataFrame
        ``region_code`` and ``geometry`` in EPSG:4326, simplified with shared borders, valid. A
        place whose shape the file lacks, or that cannot be read, has no row.
    crs_as_read : str
        Name of the CRS of the file, and whether the file says it or it was taken for granted.
    fit : Fit
        The equal-area plane that they are measured and drawn on, and the first view; None where it
        is to be chosen from the shapes.
    has_shared_borders : bool
        Whether neighbours have all points of their border in common, so that a build can hold them
        to it.
    """

    places: Places
    shapes: gpd.GeoDataFrame
    crs_as_read: str
    fit: Fit | None = None
    has_shared_borders: bool = False
