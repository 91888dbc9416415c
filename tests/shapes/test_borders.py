"""Borders: who touches whom, how long, and the gap across."""

from __future__ import annotations

import json

import geopandas as gpd
import pytest
import shapely

from geo.errors import DataError
from geo.shapes.borders import borders
from geo.shapes.crs import GEOGRAPHIC, to_equal_area
from geo.world.world import World
from tests.worlds import PLANE


def squares(**boxes: tuple[float, float, float, float]) -> gpd.GeoDataFrame:
    shapes = [shapely.multipolygons([shapely.box(*box)]) for box in boxes.values()]
    codes = [name.removeprefix("p") for name in boxes]
    return gpd.GeoDataFrame(
        {"region_code": codes, "has_statistics": True}, geometry=shapes, crs=GEOGRAPHIC
    )


def test_sides_are_borders_and_corners_are_not() -> None:
    """Four cells of a chequered square: each touches two others by a side, one by a corner."""
    cells = squares(p11=(0, 0, 1, 1), p12=(1, 0, 2, 1), p13=(0, 1, 1, 2), p14=(1, 1, 2, 2))
    found = borders(cells)
    assert found["border_id"].tolist() == ["11-12", "11-13", "12-14", "13-14"]
    assert found.crs == GEOGRAPHIC
    assert set(found.geom_type) == {"MultiLineString"}
    # A degree of meridian at the equator is 110.574 km, a degree of latitude circle 1 is 111.303.
    assert found["length_km"].tolist() == pytest.approx([110.57, 111.30, 111.30, 110.58], abs=0.02)


def test_regions_without_statistics_or_apart_have_no_border() -> None:
    cells = squares(p11=(0, 0, 1, 1), p12=(1, 0, 2, 1), p71=(2, 0, 3, 1), p46=(5, 5, 6, 6))
    cells["has_statistics"] = [True, True, False, True]
    assert borders(cells)["border_id"].tolist() == ["11-12"]


def test_a_border_in_two_pieces_is_one_row() -> None:
    ring = shapely.Polygon([(0, 0), (3, 0), (3, 1), (2, 1), (2, 2), (3, 2), (3, 3), (0, 3)])
    notch = shapely.Polygon([(3, 0), (4, 0), (4, 3), (3, 3), (3, 2), (3.5, 1.5), (3, 1)])
    table = gpd.GeoDataFrame(
        {"region_code": ["11", "12"], "has_statistics": True},
        geometry=[ring, notch],
        crs=GEOGRAPHIC,
    )
    (line,) = borders(table).geometry
    assert len(line.geoms) == 2


def test_another_crs_is_refused() -> None:
    cells = squares(p11=(0, 0, 1, 1), p12=(1, 0, 2, 1))
    with pytest.raises(DataError, match="CRS"):
        borders(cells.set_crs(PLANE, allow_override=True))


@pytest.fixture(scope="module")
def built(world: World) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    return tuple(
        gpd.read_parquet(world.built / f"{name}.parquet") for name in ("borders", "regions")
    )


def test_real_neighbours_are_the_ones_of_the_atlas(built: tuple) -> None:
    table, _ = built
    neighbours = {
        code: set(table.loc[table["a_code"] == code, "b_code"])
        | set(table.loc[table["b_code"] == code, "a_code"])
        for code in {*table["a_code"], *table["b_code"]}
    }
    assert neighbours["11"] == {"12", "13"}
    assert neighbours["31"] == {"32", "33"}
    assert neighbours["50"] == {"42", "43", "51", "52", "61"}
    assert neighbours["44"] == {"35", "36", "43", "45"}
    assert neighbours["65"] == {"54", "62", "63"}
    assert "46" not in neighbours  # Hainan is an island
    assert len(neighbours) == 30
    assert (table["a_code"] < table["b_code"]).all()
    assert (table["border_id"] == table["a_code"] + "-" + table["b_code"]).all()


def test_a_real_border_lies_on_both_outlines_and_is_measured_alike(built: tuple) -> None:
    table, regions = built
    outline = regions.set_index("region_code").geometry.boundary
    for end in ("a_code", "b_code"):
        shared = shapely.intersection(table.geometry.to_numpy(), outline.loc[table[end]].to_numpy())
        assert shapely.length(shared) == pytest.approx(shapely.length(table.geometry.to_numpy()))
    plane = to_equal_area(table.geometry, PLANE).length / 1000
    assert table["length_km"].to_numpy() == pytest.approx(plane.to_numpy(), rel=0.06)


def test_shapes_are_written_under_their_ids(world: World, built: tuple) -> None:
    shapes = json.loads((world.built / "shapes" / "borders.geojson").read_text(encoding="utf-8"))
    assert [one["id"] for one in shapes["features"]] == built[0]["border_id"].tolist()
    assert "borders" in world.shapes
