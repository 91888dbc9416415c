"""Outlines of the regions: as the map draws them, and as their table has them."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

import pandas as pd

from geo.shapes.wkb import line, many
from geo.world.world import GEOMETRY, World


def outlines(world: World) -> dict[str, dict[str, Any]]:
    """GeoJSON geometry of each region by its code, in degrees."""
    return _read(world.usual.built / "shapes" / "regions.geojson", world.usual.id)


@lru_cache(maxsize=2)
def _read(path: Path, _world: str) -> dict[str, dict[str, Any]]:
    """Shapes of a file; it is the same one as long as the world is."""
    drawn = json.loads(path.read_text("utf-8"))
    return {one["id"]: one["geometry"] for one in drawn["features"]}


def boundaries(world: World) -> dict[str, bytes]:
    """Outline of each region by its code, as its table has it: WKB, polygons, in degrees."""
    return _boundaries(world.usual)


@lru_cache(maxsize=2)
def _boundaries(world: World) -> dict[str, bytes]:
    columns = ["region_code", GEOMETRY]
    table = pd.read_parquet(world.built / "regions.parquet", columns=columns)
    return {code: many(shape) for code, shape in table.itertuples(index=False)}


def straight(world: World, origin: str, destination: str) -> bytes:
    """Line between the points where a corridor starts and ends: WKB, in degrees."""
    return line(_anchors(world.usual)[code] for code in (origin, destination))


@lru_cache(maxsize=2)
def _anchors(world: World) -> dict[str, tuple[float, float]]:
    names = world.names
    return {
        str(code): (float(lon), float(lat))
        for code, lon, lat in names[["anchor_lon", "anchor_lat"]].itertuples()
    }
