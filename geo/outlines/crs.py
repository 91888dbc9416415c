"""What a file says of its coordinates, and what the coordinates themselves say."""

from __future__ import annotations

import json
import re
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError

from geo.shapes.crs import GEOGRAPHIC

DEGREES = "EPSG:4326"
USUAL = (DEGREES, "EPSG:3857")
LONGEST_DEFINITION = 20_000
_CODE = re.compile(
    r"(?:urn:(?:x-)?ogc:def:crs:)?(EPSG|ESRI|OGC)(?::[\d.]*)?:+([A-Z]*\d{2,6})", re.I
)
_PROJJSON = ("GeographicCRS", "ProjectedCRS")
_GRIDS = re.compile(r"PARAMETERFILE|EXTENSION|GRIDS|BOUNDCRS|\.gsb|\.tif|/|\\", re.I)
"""Words of a definition that leads to other files."""
_WKT = re.compile(r"(?:GEOGCS|PROJCS|GEOGCRS|GEODCRS|PROJCRS|COMPD_?CS|COMPOUNDCRS)\[", re.I)
_NO_PATH = re.compile(r"us survey foot/|metre/|/second| / ", re.I)
"""Strokes of units and of names such as ``ETRS89 / UTM zone 33N``."""
LEAST_SHARE = 0.9


def read_crs(said: str) -> CRS | None:
    """The CRS of a code or a definition; None where it is none of the Earth, or leads to a file.

    Examples
    --------
    >>> read_crs("urn:ogc:def:crs:OGC:1.3:CRS84").is_geographic, read_crs("epsg:3857").is_projected
    (True, True)
    >>> mars = 'GEOGCS["M",DATUM["M",SPHEROID["Mars",3396190,169.9]],PRIMEM["R",0],UNIT["d",0.017]]'
    >>> read_crs(mars) is None
    True
    >>> read_crs("+proj=longlat +nadgrids=@elsewhere"), read_crs("EPSG:1"), read_crs("")
    (None, None, None)
    """
    found = _read(said.strip())
    return found if found is not None and _leads_to_degrees(found) else None


def _leads_to_degrees(crs: CRS) -> bool:
    """Whether there is a way to longitude and latitude: from another planet there is none."""
    try:
        Transformer.from_crs(crs, GEOGRAPHIC, always_xy=True)
    except ProjError:
        return False
    return True


def _read(text: str) -> CRS | None:
    code = _CODE.fullmatch(text)
    try:
        if code:
            return CRS.from_authority(code.group(1).upper(), code.group(2).upper())
        if text.startswith("{"):
            return _of_json(json.loads(text[:LONGEST_DEFINITION]))
        is_safe = len(text) <= LONGEST_DEFINITION and not _GRIDS.search(_NO_PATH.sub("", text))
        return CRS.from_wkt(text) if _WKT.match(text) and is_safe else None
    except (CRSError, ValueError, RecursionError):
        return None


def _of_json(definition: Any) -> CRS | None:
    is_plain = isinstance(definition, dict) and definition.get("type") in _PROJJSON
    if not is_plain or _GRIDS.search(json.dumps(definition.get("conversion", {}))):
        return None
    return CRS.from_json_dict(definition)


def title_of(crs: CRS) -> str:
    """Code of a CRS where it has one, else its name.

    Examples
    --------
    >>> title_of(CRS.from_epsg(27700))
    'EPSG:27700'
    """
    known = crs.to_authority(min_confidence=60)
    return ":".join(known) if known else str(crs.name)


def is_in_degrees(shapes: NDArray[Any]) -> bool:
    """Whether coordinates can be degrees, either number first."""
    x, y = _extremes(shapes)
    return (x <= 360 and y <= 90) or (x <= 90 and y <= 360)


def is_latitude_first(shapes: NDArray[Any]) -> bool:
    """Whether coordinates can only be degrees with latitude before longitude."""
    x, y = _extremes(shapes)
    return x <= 90 < y <= 360


def _extremes(shapes: NDArray[Any]) -> tuple[float, float]:
    """Largest of nearly all coordinates: one wrong feature does not speak for all."""
    boxes = abs(shapely.bounds(shapes[~shapely.is_missing(shapes)]))
    if not len(boxes):
        return 0.0, 0.0
    x, y = np.maximum(boxes[:, :2], boxes[:, 2:]).T
    return float(np.quantile(x, LEAST_SHARE)), float(np.quantile(y, LEAST_SHARE))
