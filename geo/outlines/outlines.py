"""Places as frames: what rows can be matched with, and what the map draws."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import geopandas as gpd
import pandas as pd

from geo.outlines.planes import Fit


@dataclass(frozen=True)
class Places:
    """Places that rows of a file may name.

    Attributes
    ----------
    table : pandas.DataFrame
        One row a place: ``region_code`` (unique text), ``name_en``, ``name_zh`` (missing where
        there is none), and one text column for each grouping, named as in the file.
    spellings : mapping
        Other names of a place by its code: short, official and former names, letters, other codes.
    groupings : tuple of str
        Columns of the table that may become zone schemes.
    source : str
        ``world`` for places of the page's own world, ``file`` for a boundary file, ``flows`` where
        the moves alone name them.
    ended : tuple of str
        Names of places that are no more: they are told as such and taken for no other.
    """

    table: pd.DataFrame
    spellings: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    groupings: tuple[str, ...] = ()
    source: str = "file"
    ended: tuple[str, ...] = ()


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
