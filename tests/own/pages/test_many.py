"""A world of very many regions: no reply has more of them than the page shows."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.own.store import ALL, PARTED, Store
from geo.world.catalog import DATA_DIR
from layers.blocks.markup import plain
from layers.flows.table import MOST_ROWS
from layers.map.labels import MOST_NAMED
from layers.page.search import MOST_FOUND
from layers.subjects import open_page_world
from layers.zones import tab as zones_tab
from tests.own.pages.many import CODES, QUARTERS, YEARS, kept, quarter, squares

MOVES = squares()
PERIOD = f"{YEARS[0]}-{YEARS[0] + 1}"
NOW = MOVES.flows[MOVES.flows["period"] == PERIOD]


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def name(store: Store) -> str:
    return kept(store, MOVES)


@pytest.fixture(scope="module")
def client(store: Store, name: str) -> FlaskClient:
    assert store.find(name)
    return create_app(open_page_world(DATA_DIR), own=store).server.test_client()


def asked(client: FlaskClient, world: str, **more: str) -> Any:
    query = {"world": world, "period": PERIOD, **more}
    return client.get("/view", query_string=query).get_json()


def test_the_map_names_and_marks_those_that_matter(client: FlaskClient, name: str) -> None:
    for query in ({}, {"place": CODES[7]}):
        data = asked(client, f"{name}{PARTED}{ALL}", **query)["figures"]["map"]["data"]
        (names,) = (one for one in data if "ranks" in one.get("meta", {}))
        assert len(names["text"]) == len(names["lon"]) == MOST_NAMED
        assert names["meta"]["ranks"] == list(range(MOST_NAMED))
        (arrows,) = (one for one in data if "rings" in (one.get("meta") or {}))
        (dots,) = (one for one in data if "lon" in one and "text" not in one)
        ends = {code for key in arrows["locations"] for code in key.split("-")}
        assert 3 * len(ends) == len(dots["lon"])
    assert names["customdata"][0] == CODES[7]  # what is chosen has its name


def test_the_rail_lists_no_region_and_the_search_asks_for_them(
    client: FlaskClient, name: str
) -> None:
    world = f"{name}{PARTED}{ALL}"
    layout = client.get(f"/world={world}/_dash-layout").text
    assert len(re.findall(r'value(?:=\\"|":")r\d{4}', layout)) == MOST_FOUND  # listed at first
    for text, first in (("square 0307", "r0307"), ("R2020", "r2020"), ("sqare 0911", "r0911")):
        found = client.get("/found", query_string={"world": world, "text": text}).get_json()
        assert found[0]["items"][0]["value"] == first
        assert sum(len(one["items"]) for one in found) <= MOST_FOUND
    chosen = client.get("/found", query_string={"world": world, "text": "", "place": "r2020"})
    assert "r2020" in {one["value"] for one in chosen.get_json()[0]["items"]}
    none = client.get("/found", query_string={"world": world, "text": "no such place"}).get_json()
    assert none == []
    assert client.get("/found").status_code == 404  # the provinces stand in the page


def test_the_card_of_a_region_keeps_the_corridors_to_it(client: FlaskClient, name: str) -> None:
    card = asked(client, f"{name}{PARTED}{ALL}", place=CODES[7])["said"]["card"]
    assert f"from={CODES[7]}" in card
    assert f"to={CODES[7]}" in card
    few = asked(client, name, place="north_west")["said"]["card"]
    assert "from=north_west" not in few


def test_no_part_lists_every_region(client: FlaskClient, name: str) -> None:
    said = asked(client, f"{name}{PARTED}{ALL}")["said"]
    for part in ("card", "members"):
        assert sum(f"Square {code[1:]}" in said[part] for code in CODES) < len(CODES) / 2


def test_the_table_has_its_first_rows_and_the_chosen_one(client: FlaskClient, name: str) -> None:
    world = f"{name}{PARTED}{ALL}"
    count = len(NOW)
    assert count > 2 * MOST_ROWS
    reply = asked(client, world, view="table")["tab"]
    assert len(reply["grid"]["props"]["rowData"]) == MOST_ROWS
    assert f"{MOST_ROWS:,} of {count:,} rows" in plain(reply["html"])
    last = NOW.nsmallest(1, "persons").iloc[0]
    key = f"{last['origin_code']}-{last['destination_code']}"
    grid = asked(client, world, view="table", place=key)["tab"]["grid"]["props"]
    assert [one["key"] for one in grid["selectedRows"]] == [key]
    assert len(grid["rowData"]) == MOST_ROWS + 1
    few = asked(client, name, view="table")["tab"]
    assert "rows" not in plain(few["html"]).split("Select rows")[0]


def test_the_matrix_of_very_many_zones_takes_the_largest(
    client: FlaskClient, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(zones_tab, "MOST_ZONES", 3)
    reply = asked(client, f"{name}{PARTED}{ALL}", view="zones", top="1")["tab"]
    assert "The 3 of 4 zones with the most people" in plain(reply["html"])
    groups = {end: NOW[f"{end}_code"].map(quarter) for end in ("origin", "destination")}
    people = sum(NOW.groupby(groups[end])["persons"].sum() for end in groups)
    least = people.idxmin()
    heads = [one for one in QUARTERS if f'<th scope="row">{one}' in reply["html"]]
    assert {*heads} == {*QUARTERS} - {least}


def test_the_level_is_said_with_those_that_it_leaves_out(client: FlaskClient, name: str) -> None:
    groups = [NOW[f"{end}_code"].map(quarter) for end in ("origin", "destination")]
    inside = NOW.loc[groups[0] == groups[1], "persons"].sum()
    reply = asked(client, name)["said"]
    assert "Shown by Quarter" in plain(reply["sentence"])
    written = json.loads(client.get(f"/api/corridors?world={name}&period={PERIOD}").text)
    assert written["total_persons"] + inside == NOW["persons"].sum()
    assert f"{round(inside, -3):,.0f}" in plain(reply["sentence"])
    assert "between groups" in plain(reply["sentence"])
    assert reply["from-chips"] == ""  # the zones are the regions


def test_the_way_to_another_level_keeps_the_view(client: FlaskClient, name: str) -> None:
    later = f"{YEARS[1]}-{YEARS[1] + 1}"
    view = {"top": "5", "place": "north_west", "period": later}
    card = asked(client, name, **view)["said"]["card"]
    assert "Open North West: its squares on this map" in plain(card)
    (ways,) = (part for part in card.split("<p") if "level-ways" in part)
    for way in (f"{name}{PARTED}north_west", f"{name}{PARTED}{ALL}"):
        assert f"world={way}" in ways
    assert ways.count("top=5") == ways.count(f"period={later}") == 2
    assert "place=" not in ways
