"""Unknown values, methods and addresses are refused; a known one reads as on the page."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from geo.view.address import parse
from geo.view.view import FIELDS
from geo.world.world import World
from layers.api.reply import API_PATH
from tests.asking import COUNTING, OTHER, asked
from tests.seen import ROUTES

WRONG = {
    "flows": "ten-year",
    "category": "origin-type:rural",  # the usual flow table has none
    "period": "1990-1995",
    "from": "north",
    "to": "71",
    "scheme": "five-zone",
    "direction": "up",
    "measure": "money",
    "rank": "beauty",
    "top": "0",
    "shade": "rain",
    "breaks": "3,2,1",
    "ink": "rainbow",
    "scale": "loose",
    "layers": "roads",
    "against": "1990-1995",
    "indicator": "rain",
    "year": "20100",
    "merge": "51",
    "lit": "44",
    "topic": "weather",
    "site": "atlantis",
    "weights": "rain:1",
    "sites": "north",
    "challenge": "weather",
    "trial": "2004-02-30",
    "target": "71",
    "order": "alphabet",
    "place": "34-34",
    "compare": "34-34",
    "camera": "105,95,2",
    "sort": "beauty:up",
    "filter": "beauty:1~",
    "view": "globe",
    "lang": "xx",
    "world": "0123456789abcdef",
}


def refused(api: FlaskClient, world: World, path: str, field: str, wrong: str) -> bool:
    """Whether an address refuses a value and says which, and what was expected."""
    query = f"{field}={quote(wrong)}"
    _, (notice,) = parse(query, world.vocabulary)
    reply = api.get(f"{API_PATH}/{path}?{query}")
    said = {"field": field, "found": wrong[:80], "expected": notice.expected}
    found = (reply.status_code, reply.mimetype, reply.json)
    return found == (400, "application/json", {"error": said})


@pytest.mark.parametrize("ending", ["", ".csv"])
def test_every_route_refuses_and_names_an_unknown_value(
    api: FlaskClient, world: World, ending: str
) -> None:
    taken = [
        (route.name, field)
        for field, wrong in WRONG.items()
        for route in ROUTES
        if not refused(api, world, route.name + ending, field, wrong)
    ]
    assert set(WRONG) == {field.name for field in FIELDS}
    assert taken == []


def test_every_field_refuses_what_is_long_or_hostile(api: FlaskClient, world: World) -> None:
    taken = [
        (field, value)
        for field, wrong in WRONG.items()
        for value in (wrong * 50, "=1+1", "<script>", "\x00", "é")
        if not refused(api, world, "corridors", field, value)
    ]
    assert taken == []


@pytest.mark.parametrize("query", ["periode=1995-2000", "periode=", "periode", "top=5&periode=1"])
def test_an_unknown_parameter_is_refused(api: FlaskClient, query: str) -> None:
    reply = api.get(f"{API_PATH}/corridors?{query}")
    assert reply.status_code == 400
    error = reply.json["error"]
    assert error["field"] == error["found"] == "periode"
    assert all(field.name in error["expected"] for field in FIELDS)


def test_page_and_interface_read_a_legal_value_alike(api: FlaskClient, world: World) -> None:
    for field in FIELDS:
        legal = {**OTHER, **COUNTING, "category": "", "lang": "en"}[field.name]
        query, usual = f"{field.name}={legal}", field.at_home(world.vocabulary)
        view, notices = parse(query, world.vocabulary)
        assert not notices, query
        assert getattr(view, field.attribute) == legal, query
        assert asked(api, "corridors", query)["query"] == ("" if legal == usual else query)
        assert asked(api, "corridors", f"{field.name}={usual}")["query"] == "", query


def test_other_methods_and_addresses_are_refused_in_json(api: FlaskClient) -> None:
    for route in ROUTES:
        path = f"{API_PATH}/{route.name}"
        for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
            reply = api.open(path, method=method)
            assert (reply.status_code, reply.json["error"]["code"]) == (405, 405)
        for wrong in ("/", ".json", ".csv/", "x"):
            reply = api.get(path + wrong)
            assert (reply.status_code, reply.json["error"]["code"]) == (404, 404)
    assert api.get(API_PATH).status_code == 404


def test_head_is_get_without_its_body(api: FlaskClient) -> None:
    for route in ROUTES:
        got, head = (method(f"{API_PATH}/{route.name}") for method in (api.get, api.head))
        assert head.status_code == 200
        assert head.data == b""
        assert head.headers["ETag"] == got.headers["ETag"]
        assert head.headers["Content-Length"] == str(len(got.data))


def test_an_answer_that_the_client_has_is_not_sent_again(api: FlaskClient) -> None:
    first = api.get(f"{API_PATH}/zones", headers={"Accept-Encoding": "gzip"})
    assert first.headers["Content-Encoding"] == "gzip"
    tag = first.headers["ETag"]
    again = api.get(f"{API_PATH}/zones", headers={"If-None-Match": tag})
    assert (again.status_code, again.data) == (304, b"")
    other = api.get(f"{API_PATH}/zones?period=2015-2020", headers={"If-None-Match": tag})
    assert other.status_code == 200
