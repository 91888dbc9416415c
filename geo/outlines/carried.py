"""Outlines as one text, on their way from the child that reads to the one that builds."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

import geopandas as gpd
import shapely

from geo.outlines.outlines import Outlines
from geo.outlines.places import places_from_text, places_to_text
from geo.outlines.planes import Fit


def outlines_to_text(outlines: Outlines) -> str:
    """Outlines as JSON, shapes as hexadecimal WKB."""
    return json.dumps(
        {
            "places": places_to_text(outlines.places),
            "codes": list(outlines.shapes["region_code"]),
            "shapes": shapely.to_wkb(outlines.shapes.geometry.to_numpy(), hex=True).tolist(),
            "crs_as_read": outlines.crs_as_read,
            "fit": asdict(outlines.fit) if outlines.fit else None,
            "has_shared_borders": outlines.has_shared_borders,
        },
        ensure_ascii=False,
    )


def outlines_from_text(text: str) -> Outlines:
    """Outlines that :func:`outlines_to_text` wrote."""
    read: dict[str, Any] = json.loads(text)
    fit = read["fit"]
    if fit:
        fit = Fit(**fit | {key: tuple(fit[key]) for key in ("parallels", "far")})
    shapes = gpd.GeoDataFrame(
        {"region_code": read["codes"]}, geometry=shapely.from_wkb(read["shapes"]), crs="EPSG:4326"
    )
    return Outlines(
        places=places_from_text(read["places"]),
        shapes=shapes,
        crs_as_read=read["crs_as_read"],
        fit=fit,
        has_shared_borders=read["has_shared_borders"],
    )
