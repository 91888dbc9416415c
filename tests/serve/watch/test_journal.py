"""The journal: a line of JSON for each request, and not a word of whoever asked."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
from flask.testing import FlaskClient

from layers.product import VERSION
from layers.serve.watch import journal
from tests.serve.running import Running, running
from tests.serve.tiny import make_app

CANARY = "canary-7f3a"


@pytest.fixture
def written() -> Iterator[io.StringIO]:
    """What the journal writes from now on."""
    sink = io.StringIO()
    handler = logging.StreamHandler(sink)
    handler.setFormatter(journal.Lines())
    loggers = [logging.getLogger(name) for name in journal.OURS]
    before = [one.level for one in loggers]
    for one in loggers:
        one.setLevel(logging.INFO)
        one.addHandler(handler)
    yield sink
    for one, level in zip(loggers, before, strict=True):
        one.removeHandler(handler)
        one.setLevel(level)


@pytest.fixture
def asked() -> FlaskClient:
    return make_app().server.test_client()


def lines(sink: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in sink.getvalue().splitlines()]


def test_a_request_is_a_line_of_its_pattern_and_numbers(
    written: io.StringIO, asked: FlaskClient
) -> None:
    reply = asked.get("/healthz?secret=1")
    (line,) = lines(written)
    assert {key: line[key] for key in ("event", "level", "method", "route", "status", "bytes")} == {
        "event": "request",
        "level": "info",
        "method": "GET",
        "route": "/healthz",
        "status": 200,
        "bytes": len(reply.data),
    }
    assert line["version"] == VERSION
    assert line["ms"] >= 0
    assert line["time"].endswith("+00:00")


def test_no_line_holds_a_word_of_whoever_asked(written: io.StringIO, asked: FlaskClient) -> None:
    said = {"User-Agent": CANARY, "Referer": f"http://{CANARY}/", "Cookie": f"a={CANARY}"}
    address = {"REMOTE_ADDR": "198.51.100.23"}
    for path in (f"/view?world={CANARY}", f"/{CANARY}/{CANARY}", f"/assets/{CANARY}.js"):
        asked.get(path, headers=said, environ_overrides=address)
    origin = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    asked.post("/view", data=CANARY, content_type="text/csv", headers={**said, **origin})
    asked.get("/", headers={"Host": CANARY})
    assert len(lines(written)) == 5
    assert CANARY not in written.getvalue()
    assert "198.51.100.23" not in written.getvalue()


def test_a_message_has_no_values_and_an_error_no_words(written: io.StringIO) -> None:
    log = logging.getLogger("layers.anything")
    try:
        raise ValueError(CANARY)
    except ValueError as error:
        log.warning("The data %s cannot be opened: %s", CANARY, error, exc_info=True)
    (line,) = lines(written)
    assert line["event"] == "The data %s cannot be opened: %s"
    assert line["fault"] == "ValueError"
    assert line["at"][-1].startswith("tests/serve/watch/test_journal.py:")
    assert CANARY not in written.getvalue()


def test_a_fault_is_found_again_by_the_number_that_the_reader_sees(
    written: io.StringIO,
) -> None:
    server = make_app().server

    def fail() -> None:
        raise RuntimeError(CANARY)

    server.add_url_rule("/fails", "fails", fail)
    event = server.test_client().get("/fails").json["error"]["message"].split("event ")[1][:8]
    fault, request = lines(written)
    assert fault["incident"] == event
    assert fault["fault"] == "RuntimeError"
    assert request["status"] == 500
    assert CANARY not in written.getvalue()


@pytest.fixture(scope="module")
def spoken() -> Iterator[Running]:
    code = "import sys; from layers.serve.watch import journal; journal.write_to('stdout'); "
    tiny = "from layers.serve import server; from tests.serve.tiny import make_app; "
    serve = "server.serve(make_app().server, server.listen('127.0.0.1', 0), 4)"
    with running("-c", code + tiny + serve) as started:
        yield started


def test_lines_go_where_the_operator_wants_them(spoken: Running) -> None:
    found = [line for line in spoken.lines if line.startswith("{")]
    while not found:  # the reply comes before its line
        found = [line for line in [spoken.written.get(timeout=30)] if line.startswith("{")]
    assert json.loads(found[0])["route"] == "/readyz"  # the server asks itself first


def test_a_laptop_is_quiet(server: Running) -> None:
    assert [line for line in server.said().splitlines() if line.startswith("{")] == []
