"""The gate: hosts, origins, methods, sizes, made-up addresses."""

from __future__ import annotations

import re
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient

from layers.serve import guard
from layers.serve.guard import POSTS
from tests.serve.forging import ORIGIN, PATH, heard

KEPT = {"data": "a,b\r\n1,2\r\n", "content_type": "text/csv"}

MADE_UP = [
    "/index.html", "/admin", "/api/nothing", "/.env", "/.git/config", "/app.py", "/data/built",
    "/_dash-", "/_dash-layouts", "/_dash-update-component", "/_dash-update-component/x",
    "/_dash-ws-callback", "/_mcp",
    "/_mcp/", "/_reload-hash", "/_alive_1", "/docs", "/openapi.json", "/console", "/?/x/..%2f",
    "/assets", "/assets/", "/assets/main.js", "/assets/0000000000000000/x.js",
    "/_dash-component-suites/", "/_dash-component-suites/nobody/x.js", "/static/x.js",
    "/_dash-component-suites/dash/dash.py", "/_dash-component-suites/os/path.py",
    "/_dash-component-suites/dash/dcc/dash_core_components.js", "/_dash_startup_route/x",
    "/%00", "/%ff", "/四川", "/" + "a" * 4_000, "/x//evil.example/", "/\\evil.example",
]  # fmt: skip


def test_a_made_up_address_is_not_found(client: FlaskClient) -> None:
    counted = [f"/{'_dash-' if n % 2 else ''}{n:x}/{n}.js" for n in range(200)]
    thought_out = [path for path in MADE_UP if not path.startswith("/?")]
    replies = {path: client.get(path) for path in (*thought_out, *counted)}
    assert {path for path, one in replies.items() if one.status_code != 404} == set()
    assert {path for path, one in replies.items() if "Location" in one.headers} == set()


CLIMBS = ["../app.py", "..%2fapp.py", "%2e%2e/app.py", "....//app.py", "..\\app.py", "/etc/passwd"]


@pytest.mark.parametrize("route", ["assets", "_dash-component-suites"])
def test_no_path_leads_out_of_the_file_folders(client: FlaskClient, route: str) -> None:
    digest = re.search(rf"/{route}/(\w+)/", client.get("/").text)[1]
    for folder, climb in product((route, f"{route}/{digest}", f"{route}/{digest}/x"), CLIMBS):
        reply = client.get(f"/{folder}/{climb}")
        assert reply.status_code == 404, (folder, climb)
        assert "create_app" not in reply.text


@pytest.mark.parametrize(
    ("host", "status"),
    [
        ("localhost", 200), ("localhost:8050", 200), ("127.0.0.1:9", 200), ("[::1]:8050", 200),
        ("maps.example", 200), ("LOCALHOST", 200), ("evil.example", 400), ("localhost.evil", 400),
        ("evil.example:8050", 400), ("0.0.0.0", 400), ("127.0.0.1.evil.example", 400),
        ("localhost@evil.example", 400), ("a b", 400), ("", 400), ("[::2]", 400),
    ],
)  # fmt: skip
def test_only_known_hosts_are_answered(client: FlaskClient, host: str, status: int) -> None:
    assert client.get("/healthz", headers={"Host": host}).status_code == status
    foreign = {"Host": "localhost", "X-Forwarded-Host": "evil.example"}
    assert "evil" not in client.get("/", headers=foreign).text


@pytest.mark.parametrize(
    ("sent", "status"),
    [
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}, 200),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
        ({}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "https://evil.example"}, 403),
        ({"Origin": "http://localhost:1"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"}, 403),
        ({"Origin": "http://localhost", "Sec-Fetch-Site": "same-site"}, 403),
        ({"Sec-Fetch-Site": "none"}, 403),
    ],
)
def test_questions_with_a_body_come_from_our_own_page_only(
    client: FlaskClient, sent: dict[str, str], status: int
) -> None:
    assert client.post(PATH, **KEPT, headers=sent).status_code == status


@pytest.mark.parametrize(
    "kind",
    [
        "text/plain",
        "application/x-www-form-urlencoded",
        "multipart/form-data",
        "application/json",
        "",
    ],
)
def test_the_body_of_a_question_is_declared_as_rows(client: FlaskClient, kind: str) -> None:
    reply = client.post(PATH, data="{}", content_type=kind, headers=ORIGIN)
    assert reply.status_code == 415


def test_a_method_outside_the_list_is_refused(client: FlaskClient) -> None:
    readable = ("/", "/_dash-layout", "/healthz", "/_dash-dependencies")
    methods = ("POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE")
    asked = [*product(readable, methods), *product([PATH], ("PUT", "DELETE", "OPTIONS"))]
    for path, method in asked:
        reply = client.open(path, method=method)
        assert reply.status_code == 405, (path, method)
        assert reply.headers["Allow"] in ("GET, HEAD", "GET, HEAD, POST"), (path, method)


def test_a_large_body_is_refused_before_it_is_read(client: FlaskClient) -> None:
    most = POSTS[PATH].most_bytes
    for size, status in ((most + 1, 413), (most, 200)):
        reply = client.post(PATH, data=b" " * size, content_type="text/csv", headers=ORIGIN)
        assert reply.status_code == status


def test_no_header_can_be_split(client: FlaskClient) -> None:
    reply = client.get("/%0d%0aX-Bad:%201?next=//evil.example")
    assert reply.status_code == 404
    assert "X-Bad" not in reply.headers


def test_a_link_with_an_escaped_question_mark_leads_to_its_view(client: FlaskClient) -> None:
    reply = client.get("/%3Ffrom=west%26place=%E8%BF%AA%E5%BA%86")
    assert reply.status_code == 302
    assert reply.headers["Location"] == "/?from=west&place=%E8%BF%AA%E5%BA%86"
    assert client.get("/nothing").status_code == 404


def test_a_refusal_is_said_in_the_language_of_its_address(replies: FlaskClient) -> None:
    page = replies.get("/nothing?lang=zh", headers={"Accept": "text/html"})
    assert page.status_code == 404
    assert '<html lang="zh-Hans">' in page.text
    assert "未找到" in page.text
    assert 'href="/?lang=zh"' in page.text
    large = replies.post(
        "/standalone?lang=zh", data=b" " * 600_000, content_type="application/json",
        headers={"Origin": "http://localhost"},
    )  # fmt: skip
    assert (large.status_code, large.json["error"]["message"]) == (413, "内容过大。")
    assert replies.get("/nothing?lang=xx").json["error"]["message"] == "Not Found."


@pytest.mark.parametrize("number", guard.UNWRITABLE)
def test_a_disk_that_takes_nothing_is_said_in_words(number: int) -> None:
    """Of a fault of ours a reader gets the number of an event, and nothing of what it says."""
    server = Flask(__name__)

    def write() -> str:
        raise OSError(number, "secret")

    def fail() -> str:
        raise OSError("secret")

    server.add_url_rule("/write", "write", write)
    server.add_url_rule("/fail", "fail", fail)
    guard.install(server)
    with heard() as lines:
        full, failed = (server.test_client().get(path) for path in ("/write", "/fail"))
    assert (full.status_code, full.json["error"]["message"]) == (503, guard.DISK)
    assert failed.status_code == 500
    assert "secret" not in full.text + failed.text
    assert len(lines) == 2
