"""A file on a disk says what it is, in its name and inside it, and default readers lose nothing."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.api.about import file_name, version
from layers.api.formats import FORMATS, formats_of
from layers.api.reply import API_PATH
from layers.api.route import Route
from layers.blocks.markup import spelled
from layers.page.said import downloads
from layers.subjects import MAP, files, routes, tabs
from tests import raw
from tests.asking import OTHER, asked
from tests.seen import ROUTES, scene_of, view_of
from tests.worlds import PACKAGE

SAFE = re.compile(r"[a-z0-9][a-z0-9.,_~-]{0,130}")
NAMED = re.compile(r'(?:attachment|inline); filename="([^"]+)"')
EVERY = pytest.mark.parametrize("route", ROUTES, ids=lambda route: route.name)


def name_of(api: FlaskClient, route: Route, ending: str, query: str = "") -> str:
    reply = api.get(f"{API_PATH}/{route.name}{ending}?{query}")
    named = NAMED.fullmatch(reply.headers["Content-Disposition"])
    assert named
    return named[1]


@EVERY
def test_two_questions_never_give_one_name(api: FlaskClient, world: World, route: Route) -> None:
    """One change of any parameter that the rows follow is another name, in every form."""
    names = {name_of(api, route, ".csv")}
    changes = [f"{key}={OTHER[key]}" for key in route.uses if key in OTHER]
    changes += [f"period={period}" for period in raw.PERIODS[1:] if "period" in route.uses]
    changes += [f"site={site}" for site in ("beijing", "kunming") if "site" in route.uses]
    changes += ["weights=gdp:3", "weights=gdp:33"] if "weights" in route.uses else []
    for query in dict.fromkeys(changes):
        name = name_of(api, route, ".csv", query)
        assert name not in names, query
        names.add(name)
    for name in names:
        assert SAFE.fullmatch(name), name
        assert name.startswith(route.names(world.package)[0])


def test_a_name_says_interval_measure_and_filters(api: FlaskClient) -> None:
    corridors = next(route for route in ROUTES if route.name == "corridors")
    query = "from=west&to=east&period=2005-2010&measure=rate&top=all&view=table&shade=in"
    name = "corridors_2005-2010_from-west_to-east_scheme-three-zone_direction-gross_measure-rate"
    for form in FORMATS:
        ending = form.ending
        found = name_of(api, corridors, ending, query)
        assert found == f"{name}_top-all{ending or '.json'}"
        moved = name_of(api, corridors, ending, f"{query}&camera=105,35,2&sort=net:down")
        assert moved == found  # what the browser alone follows is no other question


def test_a_long_question_has_a_short_name_of_its_own(world: World) -> None:
    corridors = next(route for route in ROUTES if route.name == "corridors")
    codes = list(world.counted.index)
    views = [view_of(world, origins=",".join(codes[:n])) for n in range(20, 30)]
    names = {file_name(world, corridors, "corridors", view, ".csv") for view in views}
    assert len(names) == len(views)
    assert max(map(len, names)) <= 124


@EVERY
def test_a_file_says_what_it_is(api: FlaskClient, world: World, route: Route) -> None:
    query = "&".join(f"{key}={value}" for key, value in OTHER.items())
    told = asked(api, route.name, query)["about"]
    for key in route.uses:
        if key in OTHER:
            assert f"{key}={OTHER[key]}" in told["asked"].split("; ")
    for name in route.datasets:
        for licence in world.catalogue[name].licences:
            assert licence.title in told["licence"]
    assert world.package.title in told["citation"]
    assert asked(api, route.name, query)["source"] in told["citation"]
    assert told["version"] == version(world)
    assert world.package.version in told["version"]
    table = pd.read_csv(io.BytesIO(api.get(f"{API_PATH}/{route.name}.csv?{query}").data))
    cell = table["about"].iloc[0]
    for text in (value for value in told.values() if value):
        assert text in cell


def test_a_file_says_how_small_what_it_leaves_out_is(api: FlaskClient) -> None:
    answer = asked(api, "corridors", "top=60")
    said = answer["about"]["threshold"]
    assert said.startswith("870 more are left out, none of them larger than ")
    assert f"{answer['rows'][-1]['value']:.6g} " in said
    assert asked(api, "corridors", "top=all")["about"]["threshold"] is None


@EVERY
def test_default_readers_read_the_whole_file(api: FlaskClient, route: Route, tmp_path: Any) -> None:
    rows = asked(api, route.name, "top=all")["rows"]
    body = api.get(f"{API_PATH}/{route.name}.csv?top=all").data
    path = tmp_path / "rows.csv"
    path.write_bytes(body)
    for table in (pd.read_csv(path), duckdb.read_csv(str(path)).df()):
        assert len(table) == len(rows)
        whole = pd.read_csv(path, dtype=str, keep_default_na=False)
        assert list(table.columns) == list(whole.columns)
        assert (table.notna() == (whole != "")).all(axis=None)


@EVERY
def test_a_packed_file_has_its_codebook(api: FlaskClient, world: World, route: Route) -> None:
    reply = api.get(f"{API_PATH}/{route.name}.zip?period=2015-2020")
    assert reply.mimetype == "application/zip"
    assert reply.data == api.get(f"{API_PATH}/{route.name}.zip?period=2015-2020").data
    with zipfile.ZipFile(io.BytesIO(reply.data)) as archive:
        document = json.loads(archive.read("datapackage.json"))
        (resource,) = document["resources"]
        table = pd.read_csv(io.BytesIO(archive.read(resource["path"])))
    assert resource["path"] == name_of(api, route, ".csv", "period=2015-2020")
    fields = resource["schema"]["fields"]
    assert [one["name"] for one in fields] == list(table.columns)
    kinds = {one.header: one for one in route.columns_of(world.package)}
    for field in fields[:-1]:
        assert field["description"]
        assert field.get("unit") == kinds[field["name"]].unit
        if field["name"].endswith("_code"):
            assert field["type"] == "string"
    assert document["licenses"]
    assert document["sources"][0]["title"]
    assert document["citation"]


NAMED_ROUTES = {route.names(PACKAGE)[0]: route for route in ROUTES}
TABS = {
    "map": [
        *("corridors", "provinces", "zones", "within", "timeline"),
        *("counted-twice", "prefectures", "villages", "training", "training-subsidy"),
    ],
    "sites": ["sites", "networks"],
    "indicators": ["indicators"],
    "zones": ["zones"],
    "intervals": ["change"],
    "disparity": ["disparity", "income-gap", "rural-income"],
    "lessons": ["similar"],
    "table": ["corridors", "provinces", "within"],
    "sources": [
        *("stakeholders", "profile", "lists", "regional-statements", "numbers", "conflicts"),
        *("statements", "terms"),
    ],
    "assessment": ["reporting", "evaluation"],
}


@pytest.mark.parametrize("tab", TABS)
def test_the_menu_offers_what_the_open_tab_shows(world: World, api: FlaskClient, tab: str) -> None:
    menu = spelled(downloads(world, scene_of(world, f"view={tab}&from=west")))
    links = re.findall(r'href="([^"]+)"', menu)
    assert [link.split("?")[0] for link in links] == [
        f"{API_PATH}/{name}{form.ending}"
        for name in TABS[tab]
        for form in formats_of(NAMED_ROUTES[name])
    ]
    for link in links:
        reply = api.get(link.replace("&amp;", "&"))
        assert reply.status_code == 200
        if tab == "table" and "corridors.csv" in link:  # every row of the table
            counted = scene_of(world, "from=west").count
            assert reply.text.count("\r\n") == 1 + counted


def test_every_address_stands_in_the_menu_of_a_tab(world: World) -> None:
    offered = {route.name for tab in (MAP, *tabs(world)) for route in files(world, tab)}
    assert offered == {route.name for route in routes(world)}


@pytest.mark.parametrize("name", ["README.md", "README.zh.md"])
def test_a_readme_names_every_format(name: str) -> None:
    readme = (Path(__file__).resolve().parents[2] / name).read_text("utf-8")
    endings = [form.ending for form in FORMATS if form.ending]
    assert [one for one in endings if f"`{one}`" not in readme] == []
