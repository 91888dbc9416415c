"""Ten headers on every reply, whatever its status."""

from __future__ import annotations

import re

import pytest
from flask import abort
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from layers.serve import guard, headers
from layers.serve.headers import IMMUTABLE, NO_STORE
from layers.serve.shell import Shell
from tests.serve.forging import ORIGIN, PATH
from tests.serve.tiny import make_app

ALWAYS = (*headers.FIXED, "Content-Security-Policy", "Cache-Control")


@pytest.fixture(scope="module")
def failing() -> Shell:
    app = make_app()

    def fail() -> None:
        raise RuntimeError("secret detail")

    # The application has answered nobody yet, so routes may still be added.
    app.server.add_url_rule("/fail", "fail", fail)
    for code in (401, 429, 503):
        app.server.add_url_rule(f"/{code}", str(code), lambda code=code: abort(code))
    return app


def _address(client: FlaskClient, name: str) -> str:
    return re.search(rf'"(/[^"]*/{re.escape(name)})"', client.get("/").text)[1]


def _replies(client: FlaskClient) -> dict[int, TestResponse]:
    script = _address(client, "react.min.js")
    tag = client.get(script).headers["ETag"]
    big = {"data": b"x" * 300_000, "content_type": "text/csv", "headers": ORIGIN}
    found = [
        client.get("/"),
        client.get(script, headers={"If-None-Match": tag}),
        client.get("/", headers={"Host": "evil.example"}),
        client.get("/401"),
        client.post(PATH, data="", content_type="text/csv"),
        client.get("/nothing"),
        client.put("/"),
        client.post(PATH, **big),
        client.post(PATH, data="{}", content_type="text/plain", headers=ORIGIN),
        client.get("/429"),
        client.get("/fail"),
        client.get("/503"),
    ]
    return {reply.status_code: reply for reply in found}


def test_every_status_carries_every_header(failing: Shell) -> None:
    replies = _replies(failing.server.test_client())
    assert sorted(replies) == [200, 304, 400, 401, 403, 404, 405, 413, 415, 429, 500, 503]
    for status, reply in replies.items():
        missing = [name for name in ALWAYS if name not in reply.headers]
        assert not missing, (status, missing)
        assert "Server" not in reply.headers
        assert "Set-Cookie" not in reply.headers
        assert "Strict-Transport-Security" not in reply.headers
        assert reply.headers["Cache-Control"] == (IMMUTABLE if status == 304 else NO_STORE)


def test_the_policy_lets_no_foreign_or_unknown_script_run(client: FlaskClient) -> None:
    reply = client.get("/")
    policy = dict(
        part.split(" ", 1) for part in reply.headers["Content-Security-Policy"].split("; ")
    )
    assert policy["default-src"] == "'none'"
    assert "unsafe-eval" not in str(policy)
    first, *hashes = policy["script-src"].split()
    assert first == "'self'"
    inline = re.findall(
        r"<script(?! src)(?![^>]*type=\"(?:text/plain|application/json))", reply.text
    )
    assert len(inline) == len(hashes) > 1
    assert all(re.fullmatch(r"'sha256-[\w+/]{43}='", one) for one in hashes)


def test_tls_is_asked_for_only_under_tls(client: FlaskClient) -> None:
    secure = client.get("/", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_an_error_is_a_page_for_a_browser_and_json_for_a_program(client: FlaskClient) -> None:
    assert client.get("/nothing").json == {"error": {"code": 404, "message": "Not Found."}}
    page = client.get("/nothing", headers={"Accept": "text/html,*/*;q=0.8"})
    assert page.mimetype == "text/html"
    assert '<html lang="en">' in page.text


def test_a_fault_shows_a_number_and_logs_its_trace(
    failing: Shell, caplog: pytest.LogCaptureFixture
) -> None:
    reply = failing.server.test_client().get("/fail")
    assert reply.status_code == 500
    assert "secret detail" not in reply.text
    event = re.search(r"event (\w{8})", reply.json["error"]["message"])[1]
    assert [record.name for record in caplog.records if event in record.message] == [guard.__name__]
    assert "secret detail" in caplog.text
