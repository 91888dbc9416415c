"""The addresses of drafts: what is answered, what is refused and in which words, what stays."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from layers.own import routes
from layers.own.draft import Drafts
from layers.own.words import name_key
from layers.serve import guard
from layers.serve.guard import ANSWERS_BYTES, DRAFT_PATH, TAKE_PATH, USE_PATH
from tests.own.panel.doors import LIST, NEEDED, Doors
from tests.serve.forging import ORIGIN, heard

MOST = 2_000
BYTES, JSON = "application/octet-stream", "application/json"


@pytest.fixture
def doors() -> Doors:
    return Doors()


@pytest.fixture
def client(tmp_path: Path, doors: Doors) -> FlaskClient:
    server = Flask(__name__)
    routes.register(server, Drafts(tmp_path, doors))
    guard.install(server, most_upload=MOST)
    return server.test_client()


def send(
    client: FlaskClient, content: str | bytes = LIST, name: str = "moves.csv", **more: str
) -> TestResponse:
    body = content.encode() if isinstance(content, str) else content
    asked = {"name": name, "role": "flows", **more}
    return client.post(
        DRAFT_PATH, query_string=asked, data=body, content_type=BYTES, headers=ORIGIN
    )


def ask(
    client: FlaskClient, path: str, draft: str, lang: str = "en", **answers: str
) -> TestResponse:
    asked = {"draft": draft, "lang": lang}
    return client.post(path, query_string=asked, json={"answers": answers}, headers=ORIGIN)


def taken(client: FlaskClient, **answers: str) -> dict[str, Any]:
    return ask(client, TAKE_PATH, send(client).json["draft"], **answers).json


def plain(html: str) -> str:
    return " ".join(re.sub(r"<[^>]*>", " ", html).split())


def test_a_file_comes_in_and_is_understood(client: FlaskClient) -> None:
    first = send(client, name="../moves.csv").json
    assert (first["name"], first["role"], first["bytes"]) == ("moves.csv", "flows", len(LIST))
    told = ask(client, TAKE_PATH, first["draft"]).json
    assert told["waits_for"] == [NEEDED]
    assert "67 moved from Anhui (34) to Shanghai (31)." in plain(told["html"])
    assert (told["rows_read"], told["accepted"], told["rejected"], told["aside"]) == (5, 2, 1, 2)
    assert "5 rows read = 2 accepted + 1 rejected + 2 set aside." in plain(told["html"])


def test_an_answer_changes_what_is_understood(client: FlaskClient) -> None:
    turned = taken(client, direction="back")
    assert "67 moved from Shanghai (31) to Anhui (34)." in plain(turned["html"])
    matched = taken(client, **{name_key("Anhuy"): "34", NEEDED: "persons"})
    assert (matched["accepted"], matched["aside"], matched["waits_for"]) == (3, 1, [])
    assert "has no place" not in plain(matched["html"])
    assert "1 name is answered" in plain(matched["html"])


def test_a_world_is_made_once_nothing_is_waited_for(client: FlaskClient, doors: Doors) -> None:
    draft = send(client).json["draft"]
    early = ask(client, USE_PATH, draft)
    assert early.status_code == 409
    assert "not answered yet" in early.json["error"]["message"]
    assert doors.built_with == []
    assert ask(client, USE_PATH, draft, unit="persons").json == {"world": "made", "scenes": {}}
    assert doors.built_with == [{"unit": "persons"}]


def test_the_steps_of_the_building_are_told(client: FlaskClient, doors: Doors) -> None:
    draft = send(client).json["draft"]
    seen = []
    build = doors.build

    def watched(*asked: Any) -> str:
        world = build(*asked)
        seen.append(client.get(routes.PROGRESS_PATH, query_string={"draft": draft}).json)
        return world

    doors.build = watched  # type: ignore[method-assign]
    ask(client, USE_PATH, draft, unit="persons")
    assert [(one["step"], one["steps"]) for one in seen] == [(3, 3)]
    assert seen[0]["said"] == "Working out tables and shapes"
    after = client.get(routes.PROGRESS_PATH, query_string={"draft": draft}).json
    assert after["step"] == 0


def test_the_report_is_taken_away_as_it_was_shown(client: FlaskClient) -> None:
    draft = send(client, name="moves 2020.csv").json["draft"]
    ask(client, TAKE_PATH, draft, **{name_key("Anhuy"): "34"})
    asked = {"draft": draft, "format": "csv"}
    reply = client.get(routes.REPORT_PATH, query_string=asked)
    rows = list(csv.DictReader(io.StringIO(reply.data.decode("utf-8-sig"))))
    assert "moves%202020%2C%20report.csv" in reply.headers["Content-Disposition"]
    assert [(one["part"], one["rows"], one["people"]) for one in rows] == [
        ("read", "5", ""), ("accepted", "3", "98"), ("aside", "1", "900"), ("rejected", "1", ""),
    ]  # fmt: skip
    assert sum(int(one["rows"]) for one in rows[1:]) == int(rows[0]["rows"])
    page = client.get(routes.REPORT_PATH, query_string={"draft": draft, "lang": "zh"})
    assert page.mimetype == "text/html"
    assert '<html lang="zh-Hans">' in page.text


def test_what_a_file_holds_is_no_markup(client: FlaskClient) -> None:
    evil = "<img src=x onerror=alert(1)>"
    draft = send(client, f'a,b,{evil}\n"{evil}",31,5\n34,31,1\n', name=f"{evil}.csv").json["draft"]
    told = ask(client, TAKE_PATH, draft).json
    report = client.get(routes.REPORT_PATH, query_string={"draft": draft}).text
    for page in (told["html"], report):
        assert "<img" not in page
        assert "&lt;img" in page
    formula = send(client, "a,b,c\n=cmd,31,5\n34,31,1\n").json["draft"]
    ask(client, TAKE_PATH, formula)
    table = client.get(routes.REPORT_PATH, query_string={"draft": formula, "format": "csv"})
    assert not re.search(r"(?:^|,)=", table.data.decode(), re.MULTILINE)


def test_a_file_that_is_too_large_is_refused_in_words(client: FlaskClient, tmp_path: Path) -> None:
    large = send(client, b" " * (MOST + 1))
    assert large.status_code == 413
    assert "larger than this page opens" in large.json["error"]["message"]
    chinese = send(client, b" " * (MOST + 1), lang="zh")
    assert re.search(r"[\u4e00-\u9fff]", chinese.json["error"]["message"])
    assert list(tmp_path.iterdir()) == []
    assert send(client, b" " * MOST).status_code == 200


def test_a_file_that_hides_its_size_is_counted_while_it_comes(
    client: FlaskClient, tmp_path: Path
) -> None:
    reply = client.post(
        DRAFT_PATH, query_string={"name": "x.csv"}, input_stream=io.BytesIO(b" " * 3 * MOST),
        headers={**ORIGIN, "Transfer-Encoding": "chunked"}, content_type=BYTES,
        environ_overrides={"wsgi.input_terminated": True},
    )  # fmt: skip
    assert reply.status_code == 413
    assert sum(one.stat().st_size for one in tmp_path.rglob("*") if one.is_file()) < MOST


@pytest.mark.parametrize("path", [DRAFT_PATH, TAKE_PATH, USE_PATH])
@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Host": "evil.example", "Origin": "http://evil.example"}, 400),
    ],
)
def test_only_our_own_page_sends_and_asks(
    client: FlaskClient, path: str, headers: dict[str, str], status: int
) -> None:
    kind = BYTES if path == DRAFT_PATH else JSON
    assert client.post(path, data=b"{}", content_type=kind, headers=headers).status_code == status


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (DRAFT_PATH, "multipart/form-data"), (DRAFT_PATH, JSON), (DRAFT_PATH, ""),
        (TAKE_PATH, "text/plain"), (TAKE_PATH, BYTES), (USE_PATH, "text/plain"),
        (USE_PATH, "application/x-www-form-urlencoded"),
    ],
)  # fmt: skip
def test_a_body_is_declared_as_what_it_is(client: FlaskClient, path: str, kind: str) -> None:
    assert client.post(path, data="{}", content_type=kind, headers=ORIGIN).status_code == 415


def test_answers_have_a_size(client: FlaskClient) -> None:
    body = b" " * (ANSWERS_BYTES + 1)
    reply = client.post(TAKE_PATH, data=body, content_type=JSON, headers=ORIGIN)
    assert reply.status_code == 413


@pytest.mark.parametrize("path", [DRAFT_PATH, TAKE_PATH, USE_PATH])
def test_nothing_is_asked_by_another_method(client: FlaskClient, path: str) -> None:
    for method in ("GET", "PUT", "DELETE", "OPTIONS"):
        assert client.open(path, method=method, headers=ORIGIN).status_code == 405


WRONG_BODIES = [
    b"", b"{", b"[]", b"null", b'"x"', b"{}", b'{"answers": []}', b'{"answers": {"a": 1}}',
    b'{"answers": {"a": null}}', b'{"answers": {"a": {"b": "c"}}}', b"[" * 100_000,
    json.dumps({"answers": {"a": "x" * 2_001}}).encode(), b"\xff\xfe", b'{"answers": NaN}',
    json.dumps({"answers": {"x" * 2_001: "a"}}).encode(),
    json.dumps({"answers": {str(n): "a" for n in range(20_001)}}).encode(),
]  # fmt: skip


@pytest.mark.parametrize("body", WRONG_BODIES, ids=range(len(WRONG_BODIES)))
def test_answers_that_are_none_are_refused_without_a_trace(
    client: FlaskClient, body: bytes
) -> None:
    draft = send(client).json["draft"]
    with heard() as lines:
        reply = client.post(
            TAKE_PATH, query_string={"draft": draft}, data=body, content_type=JSON, headers=ORIGIN
        )
    assert (reply.status_code, lines) == (400, [])
    assert "answers can not be read" in reply.json["error"]["message"]


@pytest.mark.parametrize("draft", ["", "..", "x" * 22, "%00", "../../etc", "四川"])
def test_a_draft_of_nobody_is_not_found(client: FlaskClient, draft: str) -> None:
    send(client)
    replies = [
        send(client, draft=draft) if draft else ask(client, TAKE_PATH, draft),
        ask(client, TAKE_PATH, draft), ask(client, USE_PATH, draft),
        client.get(routes.REPORT_PATH, query_string={"draft": draft}),
        client.get(routes.PROGRESS_PATH, query_string={"draft": draft}),
    ]  # fmt: skip
    assert {one.status_code for one in replies} == {404}
    assert "kept for a day" in replies[0].json["error"]["message"]


def test_a_file_that_cannot_be_read_is_told_and_nothing_else_changes(client: FlaskClient) -> None:
    draft = send(client).json["draft"]
    before = ask(client, TAKE_PATH, draft).json
    send(client, b"\x00", "shapes.geojson", draft=draft, role="boundaries")
    bad = ask(client, TAKE_PATH, draft)
    assert bad.status_code == 400
    said = bad.json["error"]["message"]
    assert said == "shapes.geojson: no text; send CSV. Nothing before has changed."
    assert ask(client, TAKE_PATH, draft).json == before


def test_a_body_that_ends_before_its_time_is_no_file(client: FlaskClient, tmp_path: Path) -> None:
    """gunicorn ends what its reader does not send any more, and says nothing of it."""
    asked = {"name": "moves.csv", "role": "flows"}
    cut = {"CONTENT_LENGTH": str(len(LIST) + 1), "wsgi.input_terminated": True}
    reply = client.post(
        DRAFT_PATH, query_string=asked, data=LIST.encode(), content_type=BYTES, headers=ORIGIN,
        environ_overrides=cut,
    )  # fmt: skip
    assert reply.status_code == 400
    assert [*tmp_path.iterdir()] == []
