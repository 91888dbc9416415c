"""Outlines of the regions as the map draws them, for what is drawn or measured beside it."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from geo.world.world import World


def outlines(world: World) -> dict[str, dict[str, Any]]:
    """GeoJSON geometry of each region by its code, in degrees."""
    return _read(world.usual.built / "shapes" / "regions.geojson", world.usual.id)


@lru_cache(maxsize=2)
def _read(path: Path, _world: str) -> dict[str, dict[str, Any]]:
    """Shapes of a file; it is the same one as long as the world is."""
    drawn = json.loads(path.read_text("utf-8"))
    return {one["id"]: one["geometry"] for one in drawn["features"]}
