"""The tables of the tab as data: every row, every column, the caveats."""

from __future__ import annotations

import csv
import io
import json
import zipfile

import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.workers.api import ROUTES

NAMES = {route.name: route.datasets[0] for route in ROUTES}


@pytest.mark.parametrize("name", NAMES)
def test_a_table_is_given_whole_with_its_caveats(
    client: FlaskClient, world: World, name: str
) -> None:
    answer = client.get(f"/api/{name}").json
    table = world.table(NAMES[name])
    assert len(answer["rows"]) == len(table)
    assert [*answer["rows"][0]] == [*table.columns]
    assert answer["notes"] == [*world.catalogue[NAMES[name]].caveats]


@pytest.mark.parametrize("name", NAMES)
def test_the_same_rows_as_a_file_and_with_a_codebook(client: FlaskClient, name: str) -> None:
    answer = client.get(f"/api/{name}").json
    listed = list(csv.reader(io.StringIO(client.get(f"/api/{name}.csv").text.lstrip("\ufeff"))))
    assert len(listed) == len(answer["rows"]) + 1
    with zipfile.ZipFile(io.BytesIO(client.get(f"/api/{name}.zip").data)) as packed:
        (book,) = [one for one in packed.namelist() if one.endswith("datapackage.json")]
        fields = json.loads(packed.read(book))["resources"][0]["schema"]["fields"]
    assert [one["name"] for one in fields][: len(answer["rows"][0])] == [*answer["rows"][0]]


def test_a_gap_is_null_and_a_region_of_the_survey_is_no_province(client: FlaskClient) -> None:
    crossing = client.get("/api/workers-crossing").json["rows"]
    (row,) = [one for one in crossing if (one["year"], one["zone"]) == (2013, "East")]
    assert (row["inter_province_10k"], row["outgoing_10k"], row["inter_province_pct"]) == (
        882,
        None,
        None,
    )
    assert "province" not in row


def test_the_wage_of_2013_is_that_of_outgoing_workers(client: FlaskClient) -> None:
    rows = {row["year"]: row for row in client.get("/api/workers-nation").json["rows"]}
    assert rows[2013]["income_outgoing_yuan_month"] == 2609
    assert rows[2013]["income_all_yuan_month"] is None
    assert rows[2014]["income_unclear_yuan_month"] == 2864
