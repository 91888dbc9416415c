"""Files with shapes open in map programs and hold the figures of the interface."""

from __future__ import annotations

import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyarrow.parquet as pq
import pyogrio
import pytest
from flask.testing import FlaskClient

from geo.shapes import wkb
from geo.world.outlines import boundaries
from geo.world.world import World
from layers.api.formats import FORMATS, formats_of
from layers.api.reply import API_PATH
from layers.api.route import Route
from tests.asking import COUNTING, asked
from tests.seen import ROUTES

PLACED = [route for route in ROUTES if route.drawn]
EVERY = pytest.mark.parametrize("route", PLACED, ids=lambda route: route.name)
ENDINGS = [form.ending for form in FORMATS if form.shapes]
FORMS = pytest.mark.parametrize("ending", ENDINGS)
QUERY = "top=all&period=2010-2015&shade=urbanisation_rate"
NUMBERS = {"corridors": "migrants_persons", "regions": "in_persons"}


def opened(api: FlaskClient, folder: Path, route: Route, ending: str, query: str) -> Any:
    """A file as geopandas reads it, from a disk."""
    reply = api.get(f"{API_PATH}/{route.name}{ending}?{query}")
    assert reply.status_code == 200
    path = folder / f"rows{ending}"
    path.write_bytes(reply.data)
    return gpd.read_parquet(path) if ending == ".parquet" else gpd.read_file(path)


def flat(row: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in row.items():
        inner = value.items() if isinstance(value, dict) else [("", value)]
        found |= {f"{key}_{name}" if name else key: one for name, one in inner}
    return found


def test_what_lies_somewhere_is_offered_with_shapes_and_nothing_else() -> None:
    assert {route.name for route in PLACED} == {"corridors", "regions"}
    for route in ROUTES:
        shaped = [form.ending for form in formats_of(route) if form.shapes]
        assert shaped == ([".gpkg", ".parquet"] if route in PLACED else [])


@FORMS
@EVERY
@pytest.mark.parametrize("query", [QUERY, "from=34&top=5", "direction=net&top=all"])
def test_a_file_has_the_rows_of_the_interface(
    api: FlaskClient, tmp_path: Path, world: World, route: Route, ending: str, query: str
) -> None:
    table = opened(api, tmp_path, route, ending, query)
    rows = [flat(row) for row in asked(api, route.name, query)["rows"]]
    assert table.crs == "EPSG:4326"
    assert len(table) == len(rows) > 0
    headers = [one.header for one in route.columns_of(world.package)]
    assert list(table.columns) == [*headers, "geometry"]
    for name in headers:
        told = [row[name] for row in rows]
        missing = table[name].isna().tolist()
        assert missing == [one is None for one in told], name
        kept = [one for one in told if one is not None]
        assert table[name].dropna().tolist() == kept, name
    number = NUMBERS[route.name]
    assert table[number].sum() == pytest.approx(sum(row[number] or 0 for row in rows))


@FORMS
@EVERY
def test_shapes_are_whole_and_stay_on_their_side_of_the_date_line(
    api: FlaskClient, tmp_path: Path, world: World, route: Route, ending: str
) -> None:
    table = opened(api, tmp_path, route, ending, QUERY)
    assert route.drawn
    assert set(table.geom_type) == {route.drawn.kind}
    assert table.geometry.is_valid.all()
    assert not table.geometry.is_empty.any()
    (west, east), (south, north) = world.package.box
    bounds = table.geometry.bounds
    assert bounds["minx"].min() >= west > -180
    assert bounds["maxx"].max() <= east < 180
    assert bounds["miny"].min() >= south
    assert bounds["maxy"].max() <= north
    assert (bounds["maxx"] - bounds["minx"]).max() < 60


@FORMS
def test_lines_lead_from_the_origin_to_the_destination(
    api: FlaskClient, tmp_path: Path, world: World, ending: str
) -> None:
    table = opened(api, tmp_path, PLACED[0], ending, QUERY)
    assert len(table) == 930
    ends = world.names[["anchor_lon", "anchor_lat"]]
    for row in table.itertuples():
        first, last = row.geometry.coords
        assert first == tuple(ends.loc[row.origin_code])
        assert last == tuple(ends.loc[row.destination_code])


def test_outlines_are_those_of_the_table(api: FlaskClient, tmp_path: Path, world: World) -> None:
    regions = next(route for route in PLACED if route.name == "regions")
    table = opened(api, tmp_path, regions, ".gpkg", "")
    built = gpd.read_parquet(world.built / "regions.parquet").set_index("region_code").geometry
    assert built.crs == "EPSG:4326"
    for code, shape in zip(table["province_code"], table.geometry, strict=True):
        assert shape.equals(built[code])


@EVERY
def test_a_geopackage_is_one_named_layer_with_its_codebook(
    api: FlaskClient, tmp_path: Path, world: World, route: Route
) -> None:
    opened(api, tmp_path, route, ".gpkg", "lang=zh")
    path, layer = tmp_path / "rows.gpkg", route.names(world.package)[0]
    assert [name for name, _kind in pyogrio.list_layers(path)] == [layer]
    assert layer.isidentifier()
    info = pyogrio.read_info(path)
    assert (info["crs"], info["encoding"]) == ("EPSG:4326", "UTF-8")
    assert all(name.isascii() and name.isidentifier() for name in info["fields"])
    told = asked(api, route.name, "lang=zh")
    assert told["about"]["citation"].split("。")[0] in info["layer_metadata"]["DESCRIPTION"]
    document = json.loads(info["dataset_metadata"]["GPKG_METADATA_ITEM_1"])
    about = "\n".join(text for _name, text in document["about"])
    assert all(note in about for note in told["notes"])
    for one in world.catalogue["regions"].licences:
        assert one.title in about or "Natural Earth" in about
    with sqlite3.connect(path) as base:
        assert base.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert base.execute("PRAGMA foreign_key_check").fetchall() == []
        assert base.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        titles = dict(base.execute("SELECT column_name, title FROM gpkg_data_columns"))
        (box,) = base.execute("SELECT min_x, min_y, max_x, max_y FROM gpkg_contents").fetchall()
    base.close()
    assert titles == {
        one.header: title
        for one, title in zip(
            route.columns_of(world.package), [line[1] for line in document["codebook"]], strict=True
        )
    }
    assert box == pytest.approx(info["total_bounds"])


@EVERY
def test_a_parquet_file_has_its_codebook_and_terms(api: FlaskClient, route: Route) -> None:
    reply = api.get(f"{API_PATH}/{route.name}.parquet?lang=zh")
    schema = pq.read_schema(io.BytesIO(reply.data))
    geo = json.loads(schema.metadata[b"geo"])
    shape = geo["columns"][geo["primary_column"]]
    assert (geo["version"], shape["encoding"]) == ("1.1.0", "WKB")
    assert shape["crs"]["id"] == {"authority": "EPSG", "code": 4326}
    about = json.loads(schema.metadata[b"about"])
    told = asked(api, route.name, "lang=zh")
    assert told["about"]["version"] in about.values()
    assert "Natural Earth" in " ".join(about.values())
    for field in schema:
        if field.name != geo["primary_column"]:
            assert field.metadata[b"title"].decode()
            assert field.metadata[b"description"].decode()


def test_names_are_chinese_in_utf_8(api: FlaskClient, tmp_path: Path) -> None:
    for ending in ENDINGS:
        table = opened(api, tmp_path, PLACED[0], ending, "lang=zh&from=34&to=31")
        assert (table["origin_name"][0], table["destination_name"][0]) == ("安徽", "上海")


@FORMS
@EVERY
def test_nothing_chosen_is_an_empty_layer(
    api: FlaskClient, tmp_path: Path, route: Route, ending: str
) -> None:
    query = "&".join(f"{key}={value}" for key, value in COUNTING.items())
    table = opened(api, tmp_path, route, ending, f"{query}&from=11&to=11")
    rows = asked(api, route.name, f"{query}&from=11&to=11")["rows"]
    assert len(table) == len(rows)
    assert table.crs == "EPSG:4326"


def test_the_same_rows_are_the_same_bytes_and_only_asked_for(api: FlaskClient) -> None:
    for route in PLACED:
        for ending in ENDINGS:
            path = f"{API_PATH}/{route.name}{ending}?lang=zh"
            first = api.get(path)
            assert api.get(path).data == first.data
            assert len(first.data) < 600_000
            again = api.get(path, headers={"If-None-Match": first.headers["ETag"]})
            assert again.status_code == 304
            assert api.post(path).status_code == 405


def test_a_box_holds_every_point(world: World) -> None:
    built = gpd.read_parquet(world.built / "regions.parquet").set_index("region_code").geometry
    for code, shape in boundaries(world).items():
        assert wkb.box(shape) == pytest.approx(built[code].bounds)


def test_shapes_are_written_without_a_library_of_shapes() -> None:
    """The library of tables with shapes takes half a second and 60 MB of a serving process."""
    said = (
        "import sys; from flask import Flask; from geo.world.catalog import DATA_DIR; "
        "from layers.api import reply; from layers.subjects import open_page_world, routes; "
        "world, server = open_page_world(DATA_DIR), Flask('one'); "
        "reply.register(server, world, routes(world)); client = server.test_client(); "
        "asked = ['regions.gpkg', 'corridors.parquet', 'regions.xlsx']; "
        "assert all(client.get(f'/api/{one}').status_code == 200 for one in asked); "
        "print(*sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True)
    assert {"geopandas", "pyogrio", "fiona"} & set(done.stdout.split()) == set()
