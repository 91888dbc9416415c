"""Every kind of boundary file gives the same outlines; what is not sure is asked."""

from __future__ import annotations

import io
import json

import geopandas as gpd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely
from pyproj import CRS

from geo.files.unreadable import UnreadableFileError
from geo.outlines.outlined import outlined
from geo.outlines.outlines import Outlines
from geo.outlines.told import OUTLINE_FINDINGS, Choice, Finding
from tests.outlines.apart import outlined_apart
from tests.outlines.made import (
    GOOD,
    area,
    boxes,
    feature,
    geojson,
    geopackage,
    geoparquet,
    packed,
    shapefile_zip,
    shapes,
    square,
    topojson,
)

AS_GEOJSON = geojson(*(feature(shapely.geometry.mapping(shape), **row) for row, shape in boxes()))
ARCS = [
    [[5, 50], [5, 51]],
    [[5, 51], [4, 51], [4, 50], [5, 50]],
    [[5, 50], [6, 50], [6, 51], [5, 51]],
]
PAIR = [
    {"type": "Polygon", "arcs": [[0, 1]], "id": "R0", "properties": {"name": "Region 0"}},
    {"type": "Polygon", "arcs": [[2, -1]], "id": "R1", "properties": {"name": "Region 1"}},
]
AS_TOPOJSON = topojson(ARCS, {"regions": {"type": "GeometryCollection", "geometries": PAIR}})
KINDS = {
    "a.geojson": AS_GEOJSON,
    "a.topojson": AS_TOPOJSON,
    "a.gpkg": geopackage(boxes()),
    "a.parquet": geoparquet(boxes()),
    "a.zip": shapefile_zip(boxes()),
}


def read(
    content: bytes, name: str = "a.geojson", **answers: str
) -> tuple[dict[str, Choice], dict[str, Finding], Outlines | None]:
    given = {key.replace("_", "-"): value for key, value in answers.items()}
    choices, findings, found = outlined(name, content, given)
    assert {one.kind: one.part for one in findings}.items() <= OUTLINE_FINDINGS.items()
    return {one.key: one for one in choices}, {one.kind: one for one in findings}, found


@pytest.mark.parametrize("name", KINDS)
def test_kinds_give_the_same_outlines(name: str) -> None:
    choices, _, found = read(KINDS[name], name)
    assert found is not None
    assert found.places.table[["region_code", "name_en"]].to_numpy().tolist() == [
        ["R0", "Region 0"],
        ["R1", "Region 1"],
    ]
    expected = [shape for _, shape in boxes()]
    drawn = found.shapes.geometry.to_numpy()
    assert all(shapely.area(shapely.symmetric_difference(expected, drawn)) < 1e-3)
    assert found.has_shared_borders
    assert (choices["outline-code"].value, choices["outline-name"].value) == ("id", "name")


@pytest.mark.parametrize("name", KINDS)
def test_a_child_that_can_open_nothing_reads_every_kind(name: str) -> None:
    here, there = outlined(name, KINDS[name], {}), outlined_apart(name, KINDS[name])
    assert here[:2] == there[:2]
    assert here[2] is not None
    assert there[2] is not None
    assert list(here[2].shapes.geometry) == list(there[2].shapes.geometry)
    assert here[2].places.table.to_dict("list") == there[2].places.table.to_dict("list")
    assert here[2].fit == there[2].fit


def test_a_refusal_comes_out_of_the_child() -> None:
    with pytest.raises(UnreadableFileError, match=r"^b\.json: it has no features"):
        outlined_apart("b.json", geojson())


def test_the_name_of_a_file_says_nothing() -> None:
    for name in (
        "a.txt",
        "../../etc",
        "CON",
        "a.kml",
        "x" * 4000,
        "\u202enosj.a",
        "a\n.json",
        "%2e%2e",
    ):
        assert read(AS_GEOJSON, name)[2] is not None


def test_the_layer_with_the_most_regions_is_proposed() -> None:
    arcs = [square(west, 50) for west in range(4)]
    codes = ("01001", "02001", "01002", "02002")
    one = {"type": "Polygon", "arcs": [[0]]}
    states = [
        {
            "type": "MultiPolygon",
            "arcs": [[[at]], [[at + 2]]],
            "id": code,
            "properties": {"name": name},
        }
        for at, (code, name) in enumerate([("01", "Elm"), ("02", "Ash")])
    ]
    counties = [{"type": "Polygon", "arcs": [[at]], "id": code} for at, code in enumerate(codes)]
    layers = {"states": states, "counties": counties}
    grouped = {
        name: {"type": "GeometryCollection", "geometries": some} for name, some in layers.items()
    }
    content = topojson(arcs, {"nation": one, **grouped})
    choices, _, found = read(content)
    assert choices["outline-layer"] == Choice(
        "outline-layer", "counties", ("states", "counties"), is_asked=True, evidence={"count": "4"}
    )
    assert found is not None
    assert found.places.groupings == ("states",)
    assert list(found.places.table["states"]) == ["Elm", "Elm", "Ash", "Ash"]
    choices, _, found = read(content, outline_layer="states")
    assert found is not None
    assert list(found.places.table["region_code"]) == ["01", "02"]
    without = read(content, outline_group_states="no")[2]
    assert without is not None
    assert without.places.groupings == ()


def test_an_id_beside_another_id_is_kept_in_every_kind() -> None:
    listed = [one | {"properties": {"id": f"0{at}", "name": "Ash"}} for at, one in enumerate(PAIR)]
    layer = {"type": "GeometryCollection", "geometries": listed}
    rows = [
        feature(shapely.geometry.mapping(shape), **one["properties"]) | {"id": one["id"]}
        for (_, shape), one in zip(boxes(), listed, strict=True)
    ]
    for content in (topojson(ARCS, {"regions": layer}), geojson(*rows)):
        _, _, found = read(content)
        assert found is not None
        assert dict(found.places.spellings) == {"00": ("R0",), "01": ("R1",)}


@pytest.mark.parametrize("kind", [pa.binary(), pa.large_binary(), pa.binary(2)])
def test_bytes_in_a_column_are_no_names(kind: pa.DataType) -> None:
    table = pq.read_table(io.BytesIO(KINDS["a.parquet"]))
    written = io.BytesIO()
    pq.write_table(table.append_column("seal", pa.array([b"ab", b"cd"], kind)), written)
    choices, _, found = read(written.getvalue())
    assert found is not None
    assert choices["outline-code"].options == ("id", "name")
    assert not found.places.spellings


def test_columns_are_proposed_and_changed() -> None:
    rows = [
        feature(area(square(at, 50)), OBJECTID=at, CD=f"E{at:02}", NM=f"Place {chr(65 + at)}",
                NAME_ZH="东西南北"[at], RGN="North" if at < 2 else "South", AREA=at * 1.5)
        for at in range(4)
    ]  # fmt: skip
    choices, _, found = read(geojson(*rows))
    assert found is not None
    chosen = {key: one.value for key, one in choices.items()}
    assert (chosen["outline-code"], chosen["outline-name"]) == ("CD", "NM")
    assert (chosen["outline-name-zh"], chosen["outline-group-RGN"]) == ("NAME_ZH", "yes")
    assert found.places.table.iloc[0].to_dict() == {
        "region_code": "E00", "name_en": "Place A", "name_zh": "东", "RGN": "North",
    }  # fmt: skip
    changed = read(geojson(*rows), outline_code="NM")[2]
    assert changed is not None
    assert list(changed.places.table["region_code"]) == [f"Place {one}" for one in "ABCD"]
    assert "E00" in changed.places.spellings["Place A"]


def test_features_of_one_code_are_one_region_and_told() -> None:
    content = geojson(
        GOOD,
        feature(area(square(6, 50)), id="A", name="Ash"),
        feature(area(square(8, 50)), id="B", name="Bay"),
    )
    _, findings, found = read(content)
    assert found is not None
    assert (findings["outline-doubled-code"].rows, findings["outline-doubled-code"].texts) == (
        (1, 2),
        ("A Ash", "A Ash"),
    )
    assert [len(shapely.get_parts(one)) for one in found.shapes.geometry] == [2, 1]


def test_a_feature_without_a_code_is_known_by_its_name_or_number() -> None:
    others = [feature(area(square(6 + at, 50)), id=f"C{at}", name=f"Col {at}") for at in range(12)]
    bare = [feature(area(square(20, 50)), name="Bay"), feature(area(square(22, 50)))]
    _, findings, found = read(geojson(*others, *bare))
    assert found is not None
    assert {"Bay", "feature 14"} <= set(found.places.table["region_code"])
    assert findings["outline-no-code"].rows == (13, 14)


def test_the_crs_is_read_taken_or_asked() -> None:
    metres = geojson(feature(area(square(400_000, 6_500_000, 20_000)), id="A", name="Ash"))
    choices, findings, found = read(metres)
    assert found is None
    assert (choices["outline-crs"].is_needed, choices["outline-crs"].value) == (True, "")
    assert findings["outline-crs-unknown"].texts == ()  # the file says nothing
    found = read(metres, outline_crs="EPSG:3857")[2]
    assert found is not None
    assert found.crs_as_read == "EPSG:3857"
    assert found.shapes.total_bounds[0] == pytest.approx(3.5933, abs=1e-3)
    said = {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}}
    there = geojson(feature(area(square(400_000, 300_000, 20_000)), id="A"), crs=said)
    found = read(there)[2]
    assert found is not None
    assert found.crs_as_read == "EPSG:27700"
    assert found.shapes.total_bounds[1] == pytest.approx(52.6, abs=0.1)
    choices, findings, found = read(AS_GEOJSON)
    assert not choices["outline-crs"].is_asked
    assert findings["outline-crs-taken"].texts == ("EPSG:4326",)
    files = {name: one for name, one in shapes(boxes()).items() if not name.endswith("prj")}
    choices, findings, _ = read(packed(files), "a.zip")
    assert choices["outline-crs"].is_asked
    assert findings["outline-parts-missing"].texts == (".prj",)


@pytest.mark.parametrize("code", [25833, 27700, 2263])
@pytest.mark.parametrize("version", ["WKT1_GDAL", "WKT1_ESRI", "WKT2_2019"])
def test_a_plane_that_is_spelled_out_is_read(code: int, version: str) -> None:
    plane = CRS.from_epsg(code)
    moved = gpd.GeoSeries([one for _, one in boxes()], crs=4326).to_crs(plane)
    rows = [(row, shape) for (row, _), shape in zip(boxes(), moved, strict=True)]
    files = shapes(rows) | {"regions.prj": plane.to_wkt(version).encode()}
    choices, _, found = read(packed(files), "a.zip")
    assert found is not None
    assert not choices["outline-crs"].is_asked
    assert list(found.shapes.total_bounds) == pytest.approx([4, 50, 6, 51], abs=0.1)


def test_latitude_before_longitude_is_seen_where_it_can_be() -> None:
    swapped = [[[lat, lon] for lon, lat in square(100 + at, 30)] for at in range(2)]
    rows = [feature(area(ring), id=f"R{at}") for at, ring in enumerate(swapped)]
    choices, findings, found = read(geojson(*rows))
    assert found is not None
    assert choices["outline-axes"].value == "latitude-longitude"
    assert "outline-latitude-first" in findings
    assert list(found.shapes.total_bounds) == [100, 30, 102, 31]


def test_letters_of_a_table_without_a_word_on_them_are_shown_and_changed() -> None:
    rows = [({"id": "R0", "name": "São"}, shapely.box(4, 50, 5, 51)), *boxes()[1:]]
    files = shapes(rows, encoding="cp1252")
    del files["regions.cpg"]
    choices, _, found = read(packed(files), "a.zip", outline_encoding="cp1252")
    assert found is not None
    assert found.places.table["name_en"][0] == "São"
    choices, _, _ = read(packed(files), "a.zip")
    assert choices["outline-encoding"].is_asked
    signs = [({"id": f"R{at}", "name": name}, shape) for name, (at, (_, shape)) in
             zip(("安徽", "河南"), enumerate(boxes()), strict=True)]  # fmt: skip
    files = shapes(signs, encoding="gb18030")
    del files["regions.cpg"]
    found = read(packed(files), "a.zip")[2]
    assert found is not None
    assert list(found.places.table["name_zh"]) == ["安徽", "河南"]


def named_in(encoding: str, said: str, *names: str) -> bytes:
    """A shapefile with these names in an encoding, and a .cpg file that says so, or none."""
    rows = [
        ({"id": f"R{at}", "name": name}, shapely.box(4 + at, 50, 5 + at, 51))
        for at, name in enumerate(names)
    ]
    files = shapes(rows, encoding=encoding) | {"regions.cpg": said.encode()}
    if not said:
        del files["regions.cpg"]
    return packed(files)


IN_LETTERS = {
    "cp1252": ("Zürich", "Graubünden", "Genève"),
    "cp950": ("臺北市", "高雄市", "新北市"),
    "gb18030": ("北京市", "上海市", "四川省"),
    "cp1250": ("Łódź", "Gdańsk", "Kraków"),
}


def column_of(encoding: str) -> str:
    return "name_en" if encoding.startswith("cp125") else "name_zh"


@pytest.mark.parametrize("encoding", IN_LETTERS)
def test_letters_of_a_table_are_guessed_as_those_of_moves(encoding: str) -> None:
    names = IN_LETTERS[encoding]
    choices, _, found = read(named_in(encoding, "", *names), "a.zip")
    assert found is not None
    assert choices["outline-encoding"].value == encoding
    assert encoding in choices["outline-encoding"].options
    assert list(found.places.table[column_of(encoding)]) == list(names)


@pytest.mark.parametrize("encoding", list(IN_LETTERS)[:3])
def test_letters_of_geojson_are_guessed_as_those_of_moves(encoding: str) -> None:
    names = IN_LETTERS[encoding]
    rows = [
        feature(area(square(4 + at, 50)), id=f"R{at}", name=name) for at, name in enumerate(names)
    ]
    written = json.dumps({"type": "FeatureCollection", "features": rows}, ensure_ascii=False)
    choices, _, found = read(written.encode(encoding))
    assert found is not None
    assert choices["outline-encoding"].value == encoding
    assert list(found.places.table[column_of(encoding)]) == list(names)


@pytest.mark.parametrize(
    ("encoding", "said", "name"),
    [
        ("iso8859_2", "ISO-8859-2", "Łódź"),
        ("iso8859_2", "ISO 88592", "Łódź"),
        ("cp1254", "ANSI 1254", "İzmir"),
        ("cp1257", "1257", "Šiauliai"),
        ("big5", "BIG5", "臺北市"),
    ],
)
def test_a_child_that_can_open_nothing_reads_the_letters_that_a_file_names(
    encoding: str, said: str, name: str
) -> None:
    _, _, found = outlined_apart("a.zip", named_in(encoding, said, name, "Ruda"))
    assert found is not None
    assert name in found.places.table.iloc[0].to_list()


def test_a_name_of_a_column_that_ends_inside_a_letter_is_no_fault() -> None:
    files = shapes(boxes())
    cut = "省级行政".encode()[:10]
    files["regions.dbf"] = files["regions.dbf"].replace(b"name\0\0\0\0\0\0", cut, 1)
    choices, _, _ = read(packed(files), "a.zip")
    assert choices["outline-code"].options == ("id", "省级行")


def test_an_answer_that_is_no_encoding_is_none() -> None:
    choices, _, found = read(named_in("cp1252", "", "Zürich"), "a.zip", outline_encoding="os")
    assert found is not None
    assert not choices["outline-encoding"].is_answered


def test_a_folder_round_a_shapefile_and_what_a_system_adds_are_passed_over() -> None:
    files = {f"folder/{name}": one for name, one in shapes(boxes()).items()}
    found = read(packed(files | {"__MACOSX/folder/._regions.shp": b"x"}), "a.zip")[2]
    assert found is not None


def test_a_shape_across_the_date_line_is_cut_there() -> None:
    across = [[170, -20], [-170, -20], [-170, -10], [170, -10], [170, -20]]
    turned = [[170, -40], [190, -40], [190, -30], [170, -30], [170, -40]]
    rows = [feature(area(across), id="A"), feature(area(turned), id="B")]
    _, findings, found = read(geojson(*rows))
    assert found is not None
    assert findings["outline-date-line"].texts == ("A",)
    assert findings["outline-beyond-turn"].texts == ("B",)
    for shape in found.shapes.geometry:
        west, _, east, _ = shapely.bounds(shape)
        assert (west, east) == (-180, 180)
        assert shapely.area(shape) == pytest.approx(200, rel=0.01)
    assert abs(found.fit.longitude) == 180 if found.fit else False


def test_a_shape_round_a_pole_holds_it() -> None:
    ring = [[lon, -70.0] for lon in range(-180, 180, 10)]
    _, _, found = read(geojson(feature(area([*ring, ring[0]]), id="A")))
    assert found is not None
    assert found.shapes.geometry[0].contains(shapely.Point(30, -89))
    assert not found.shapes.geometry[0].contains(shapely.Point(30, -60))
    assert found.fit is not None
    assert found.fit.parallels == (-90, -90)


def test_overlaps_and_gaps_of_neighbours_are_closed() -> None:
    west, east = area(square(4, 50, 1.00001)), area(square(5.00002, 50))
    north = area(square(4.9999, 51.000001, 0.5))
    rows = [feature(one, id=code) for one, code in ((west, "A"), (east, "B"), (north, "C"))]
    _, findings, found = read(geojson(*rows))
    assert found is not None
    assert "outline-snapped" in findings
    drawn = found.shapes.geometry.to_numpy()
    assert float(shapely.area(shapely.intersection(drawn[0], drawn[1]))) == 0


def test_a_great_many_points_become_few_with_shared_borders() -> None:
    import numpy as np

    turn = np.linspace(0, 1, 20_000)
    border = np.stack([5 + 0.02 * np.sin(900 * turn), 50 + turn], axis=1)
    west = [[4, 51], [4, 50], *border.tolist(), [4, 51]]
    east = [[6, 50], [6, 51], *border[::-1].tolist(), [6, 50]]
    content = geojson(feature(area(west), id="A"), feature(area(east), id="B"))
    _, findings, found = read(content)
    assert found is not None
    assert findings["outline-simplified"].values["tolerance_m"] > 0
    assert found.has_shared_borders
    assert len(found.shapes.to_json()) < 500_000


def test_a_file_that_leads_elsewhere_is_read_without_it() -> None:
    content = json.loads(AS_GEOJSON)
    content |= {
        "crs": {"type": "link", "properties": {"href": "http://127.0.0.1:9/crs"}},
        "more": {"$ref": "http://127.0.0.1:9/more"},
    }
    _, findings, found = read(json.dumps(content).encode())
    assert found is not None
    assert findings["outline-links"].texts == ("crs", "more")


def test_half_a_letter_in_a_name_becomes_a_question_mark() -> None:
    """JSON can write one, and nothing else can: neither a page nor a file."""
    text = AS_GEOJSON.replace(b'"Region 0"', b'"Region \\ud800"')
    _, _, found = outlined("regions.geojson", text, {})
    assert found
    assert "Region ?" in [*found.places.table["name_en"]]
