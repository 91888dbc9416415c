"""Where a lesson could travel, as data."""

from __future__ import annotations

import csv
import io
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from layers.api.openapi import OPENAPI_PATH
from layers.api.reply import API_PATH
from tests.asking import COUNTING, asked
from tests.declared import VARIABLES

HOMES = {
    "beijing": "11", "shanghai": "31", "dalian": "21", "zhuolu": "13",
    "chengdu": "51", "kunming": "53", "diqing": "53", "chifeng": "15",
}  # fmt: skip
KEYS = [one.key for one in VARIABLES]


@pytest.mark.parametrize("site", HOMES)
def test_thirty_regions_in_order_of_distance(api: FlaskClient, site: str) -> None:
    answer = asked(api, "similar", f"site={site}")
    assert (answer["site"], answer["province_code"]) == (site, HOMES[site])
    rows = answer["rows"]
    assert len(rows) == 30
    assert HOMES[site] not in {row["province_code"] for row in rows}
    assert [row["rank"] for row in rows] == list(range(1, 31))
    distances = [row["distance"] for row in rows]
    assert distances == sorted(distances)
    for row in rows:
        assert list(row["contributions"]) == KEYS
        assert sum(row["contributions"].values()) == pytest.approx(1)
        assert row["missing"] == []
        assert 0 <= row["top_five_share"] <= 1
    named = {row["province_name"] for row in rows if row["named_in_paper"]}
    assert named == ({"Qinghai", "Xinjiang"} if site == "diqing" else set())


def test_likeness_follows_no_choice_of_whom_to_count(api: FlaskClient) -> None:
    counted, usual = asked(api, "similar", urlencode(COUNTING)), asked(api, "similar")
    assert counted["rows"] == usual["rows"]
    assert counted["source"] == usual["source"]


def test_weights_leave_out_what_they_do_not_name(api: FlaskClient) -> None:
    answer = asked(api, "similar", "site=diqing&weights=gdp:2,urban:1")
    assert answer["query"] == "weights=gdp:2,urban:1"
    used = {one["key"]: one["weight"] for one in answer["variables"]}
    assert used == {key: {"gdp": 2, "urban": 1}.get(key, 0) for key in KEYS}
    for row in answer["rows"]:
        known = {key for key, share in row["contributions"].items() if share is not None}
        assert known == {"gdp", "urban"}
    double = asked(api, "similar", "weights=gdp:4,urban:2")
    assert double["rows"] == answer["rows"]


def test_equal_weights_have_one_spelling(api: FlaskClient) -> None:
    equal = ",".join(f"{key}:1" for key in reversed(KEYS))
    assert asked(api, "similar", f"weights={equal}") == asked(api, "similar")
    spelled = asked(api, "similar", "weights=urban:1.50,net:0,gdp:2")["query"]
    assert spelled == "weights=gdp:2,urban:1.5"


def test_the_answer_names_years_formulas_and_limits(api: FlaskClient) -> None:
    answer = asked(api, "similar")
    times = {one["key"]: one["time"] for one in answer["variables"]}
    assert times == {
        "gdp": "2004", "urban": "2005", "minority": "2020", "schooling": "2010",
        "out": "2000-2005", "net": "2000-2005", "population": "2005",
    }  # fmt: skip
    assert "sqrt" in answer["formula"]["distance"]
    notes = " ".join(answer["notes"])
    for words in ("context, not cause", "Whole provinces", "seed is 2005", "logarithm"):
        assert words in notes
    assert "China Statistical Yearbook" in answer["source"]


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("site=atlantis", "site"),
        ("site=mongolia", "site"),
        ("site=", "site"),
        ("site=53", "site"),
        ("weights=rain:1", "weights"),
        ("weights=gdp:0", "weights"),
        ("weights=gdp:-1", "weights"),
        ("weights=gdp:1,gdp:1", "weights"),
        ("site=diqing&site=kunming", "site"),
    ],
)
@pytest.mark.parametrize("ending", ["", ".csv"])
def test_an_unknown_site_or_weight_is_refused(
    api: FlaskClient, query: str, field: str, ending: str
) -> None:
    reply = api.get(f"{API_PATH}/similar{ending}?{query}")
    assert reply.status_code == 400
    assert set(reply.json["error"]) == {"field", "found", "expected"}
    assert reply.json["error"]["field"] == field


def test_the_file_holds_the_same_rows(api: FlaskClient) -> None:
    reply = api.get(f"{API_PATH}/similar.csv?site=chengdu&weights=gdp:2,urban:1")
    rows = list(csv.DictReader(io.StringIO(reply.data.decode("utf-8-sig"), newline="")))
    answer = asked(api, "similar", "site=chengdu&weights=gdp:2,urban:1")["rows"]
    assert [float(row["distance"]) for row in rows] == [one["distance"] for one in answer]
    assert {row["contributions_out"] for row in rows} == {""}
    assert {row["missing"] for row in rows} == {""}


def test_it_is_described(api: FlaskClient) -> None:
    document = api.get(OPENAPI_PATH).json
    sites = document["components"]["parameters"]["site"]["schema"]
    assert set(sites["enum"]) == set(HOMES)
    row = document["components"]["schemas"]["similar"]["properties"]["rows"]["items"]
    assert set(row["properties"]["contributions"]["properties"]) == set(KEYS)
    assert row["properties"]["missing"] == {
        "type": "array",
        "items": {"type": "string"},
        "description": "Variables that one of the two lacks",
    }
