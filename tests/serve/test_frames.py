"""Who may frame a view: named origins, on one address, and nobody anywhere else."""

from __future__ import annotations

import json
import re
from itertools import product

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app import create_app, hosted, main
from geo.world.world import World
from layers.serve.frames import EMBED_PATH, framer, framers

ORIGINS = ("https://news.example", "http://localhost:9000")
OTHERS = ("/", "/?lang=zh", "/view", "/healthz", "/api", "/embeds", "/embed/", "/nothing")


@pytest.fixture(scope="module")
def framed(world: World) -> FlaskClient:
    """Whoever asks an application that two origins may frame."""
    return create_app(world, frames=ORIGINS).server.test_client()


def ancestors(reply: TestResponse) -> str:
    policy = reply.headers["Content-Security-Policy"]
    return re.search(r"frame-ancestors ([^;]*)", policy)[1]


@pytest.mark.parametrize(
    "path", [EMBED_PATH, f"{EMBED_PATH}?lang=zh&place=34", f"{EMBED_PATH}?x=1"]
)
def test_the_address_of_frames_names_who_may_frame_it(framed: FlaskClient, path: str) -> None:
    reply = framed.get(path)
    assert reply.status_code == 200
    assert ancestors(reply) == " ".join(ORIGINS)
    assert "X-Frame-Options" not in reply.headers


@pytest.mark.parametrize("path", OTHERS)
def test_every_other_address_is_closed_to_frames(framed: FlaskClient, path: str) -> None:
    reply = framed.get(path)
    assert ancestors(reply) == "'none'"
    assert reply.headers["X-Frame-Options"] == "DENY"


def test_files_and_errors_of_the_gate_are_closed_to_frames(framed: FlaskClient) -> None:
    script = re.search(r'src="(/assets/[^"]+)"', framed.get("/").text)[1]
    for reply in (framed.get(script), framed.get("/", headers={"Host": "evil.example"})):
        assert ancestors(reply) == "'none'"
        assert reply.headers["X-Frame-Options"] == "DENY"


def test_a_frame_has_the_other_headers_and_the_policy_of_the_page(framed: FlaskClient) -> None:
    page, frame = framed.get("/"), framed.get(EMBED_PATH)
    left_out = {"Content-Security-Policy", "X-Frame-Options", "Content-Length"}
    kept = [
        {name: value for name, value in reply.headers if name not in left_out}
        for reply in (page, frame)
    ]
    assert kept[0] == kept[1]
    policies = [
        re.sub(r"frame-ancestors [^;]*", "", reply.headers["Content-Security-Policy"])
        for reply in (page, frame)
    ]
    assert policies[0] == policies[1]


def test_a_frame_is_the_page_in_its_language_and_marked(framed: FlaskClient) -> None:
    for lang, query in (("en", ""), ("zh-Hans", "?lang=zh")):
        page, frame = framed.get(f"/{query}").text, framed.get(f"{EMBED_PATH}{query}").text
        assert frame.count("data-embed") == 1
        assert frame.replace(" data-embed", "") == page
        assert f'<html data-embed lang="{lang}"' in frame


def test_where_nobody_may_frame_there_is_no_such_address_and_no_offer(
    replies: FlaskClient, framed: FlaskClient
) -> None:
    reply = replies.get(EMBED_PATH)
    assert reply.status_code == 404
    assert ancestors(reply) == "'none'"
    assert reply.headers["X-Frame-Options"] == "DENY"
    for lang, word in product(("", "/zh"), ('"embed"', '"whole"')):
        layout = f"{lang}/_dash-layout"
        assert word not in json.dumps(replies.get(layout).json)
        assert word in json.dumps(framed.get(layout).json)


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("https://news.example", "https://news.example"),
        ("HTTPS://News.Example:8443", "https://news.example:8443"),
        ("https://xn--fiqs8s", "https://xn--fiqs8s"),
        ("http://localhost", "http://localhost"),
        ("http://127.0.0.1:65535", "http://127.0.0.1:65535"),
    ],
)
def test_an_origin_is_spelled_as_a_policy_spells_it(text: str, origin: str) -> None:
    assert framer(text) == origin


WRONG = [
    "", "*", "https://*", "https://*.example", "http://news.example", "news.example",
    "https://news.example/", "https://news.example/page", "https://news.example?x",
    "https://a.example https://b.example", "https://a.example;script-src *", "'self'",
    "https://a.example\nX: y", "https://user@a.example", "https://-a.example", "https://a..example",
    "https://a.example:0", "https://a.example:65536", "https://a.example:", "null", "data:",
    "https://中国.example", "http://localhost.evil.example", "ftp://localhost",
]  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_is_no_origin_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="is no origin"):
        framer(text)


def test_an_origin_that_is_named_twice_stands_once() -> None:
    assert framers(["https://A.example", "https://a.example", "http://localhost"]) == (
        "https://a.example",
        "http://localhost",
    )


def test_a_wrong_origin_of_the_command_line_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["--allow-frame", "https://news.example", "--allow-frame", "http://news.example"])
    assert ended.value.code == 2
    said = capsys.readouterr().err
    assert "'http://news.example' is no origin that may frame a view: expected https://host" in said


def test_a_host_takes_the_same_origins(world: World) -> None:
    client = hosted("maps.example", allow_frame=["https://news.example"]).test_client()
    assert ancestors(client.get(EMBED_PATH)) == "https://news.example"
    with pytest.raises(ValueError, match="is no origin"):
        hosted(allow_frame=["http://news.example"])
