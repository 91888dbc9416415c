"""No body makes a callback fail: true ones are answered, damaged ones are refused."""

from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import HealthCheck, given, settings

from app import ROOT, create_app
from layers.serve.shell import Shell
from layers.subjects import open_page_world
from tests.serve import forging

FORGED = 2_000


@pytest.fixture(scope="module")
def real() -> Shell:
    return create_app(open_page_world(ROOT / "data"))


@pytest.mark.parametrize("page", ["app", "real"])
def test_no_forged_body_breaks_the_server(page: str, request: pytest.FixtureRequest) -> None:
    app: Shell = request.getfixturevalue(page)
    seen: Counter[int] = Counter()

    @settings(
        max_examples=FORGED,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=list(HealthCheck),
    )
    @given(forging.forge(app))
    def survive(body: bytes) -> None:
        seen[forging.assert_survives(app, body)] += 1

    survive()
    assert sum(seen.values()) >= FORGED
    # The generator must reach both sides of the gate, or it proves nothing.
    assert seen[200] > 50
    assert seen[400] > 500


@pytest.mark.parametrize("place", range(4))
def test_a_true_body_is_answered_and_one_of_the_browser_refused(app: Shell, place: int) -> None:
    body = forging.true_bodies(app)[place]
    status = forging.assert_survives(app, json.dumps(body).encode())
    runs_here = "callback" in app.callback_map[body["output"]]
    assert status == (200 if runs_here else 400)


def _describe(**changes: object) -> bytes:
    body = {
        "output": "sentence.children",
        "outputs": {"id": "sentence", "property": "children"},
        "inputs": [{"id": "address", "property": "search", "value": "?a=1"}],
        "changedPropIds": ["address.search"],
        "parsedChangedPropsIds": ["address.search"],
    }
    return json.dumps({**body, **changes}).encode()


@pytest.mark.parametrize(
    "changes",
    [
        {"output": "nobody.children"},
        {"output": ["sentence.children"]},
        {"outputs": {"id": "picked", "property": "children"}},
        {"outputs": [{"id": "sentence", "property": "children"}]},
        {"inputs": []},
        {"inputs": {"id": "address", "property": "search", "value": ""}},
        {"inputs": [{"id": "address", "property": "href", "value": ""}]},
        {"inputs": [{"id": "numbers", "property": "search", "value": ""}]},
        {"inputs": [{"id": "address", "property": "search", "value": 1e400}]},
        {"inputs": [{"id": "address", "property": "search", "value": ["?a=1"]}]},
        {"inputs": [{"id": "address", "property": "search", "value": -1}]},
        {"inputs": [{"id": "address", "property": "search", "value": "x" * 8_193}]},
        {"inputs": [{"id": "address", "property": "search", "value": "\ud800"}]},
        {"state": [{"id": "address", "property": "search", "value": ""}]},
        {"changedPropIds": ["numbers.value"]},
        {"changedPropIds": "address.search"},
        {"parsedChangedPropsIds": []},
        {"cancel": True},
    ],
)
def test_each_wrong_part_is_refused(app: Shell, changes: dict) -> None:
    assert forging.assert_survives(app, _describe()) == 200
    assert forging.assert_survives(app, _describe(**changes)) == 400


def test_a_refusal_repeats_nothing_of_the_body(app: Shell) -> None:
    canary = "canary-8be1"
    with forging.heard() as lines:
        reply = app.server.test_client().post(
            forging.PATH,
            data=_describe(output=canary, cancel=canary),
            content_type="application/json",
            headers=forging.ORIGIN,
        )
    assert reply.json == {"error": {"code": 400, "message": "The request does not fit this page."}}
    assert len(lines) == 1
    assert canary not in lines[0]


def test_a_declared_value_passes_and_an_undeclared_kind_does_not(app: Shell) -> None:
    body = next(one for one in forging.true_bodies(app) if "picked" in one["output"])
    for value, status in (({"rows": []}, 200), (None, 200), ([1], 400), ("text", 400)):
        body["state"][1]["value"] = value
        assert forging.assert_survives(app, json.dumps(body).encode()) == status


def test_a_callback_that_cannot_use_a_value_is_no_fault(app: Shell) -> None:
    body = next(one for one in forging.true_bodies(app) if "picked" in one["output"])
    body["state"][0]["value"] = "not a number"
    assert forging.assert_survives(app, json.dumps(body).encode()) == 400
