"""The plane and the frame of a reader's map, as its package declares them."""

from __future__ import annotations

from typing import Any

from geo.outlines.planes import Fit

NOTHING = Fit(
    parallels=(25.0, 47.0),
    longitude=0.0,
    latitude=36.0,
    frame={
        "longitude": 0.0,
        "latitude": 36.0,
        "width_km": 1000.0,
        "height_km": 700.0,
        "south": 20.0,
        "north": 52.0,
    },
)
"""Plane and frame of a world without outlines, which draws nothing on them."""


def records_of(fit: Fit | None) -> tuple[dict[str, Any], dict[str, Any]]:
    """Records ``projection`` and ``frame`` of a package.

    Examples
    --------
    >>> records_of(None)[0]
    {'parallels': [25.0, 47.0], 'longitude': 0.0, 'latitude': 36.0}
    """
    told = fit or NOTHING
    projection = {
        "parallels": list(told.parallels),
        "longitude": told.longitude,
        "latitude": told.latitude,
    }
    return projection, dict(told.frame)
