"""What a reply says of itself on every kind of address: its type, and who may read it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

PATHS = {
    "/": "text/html; charset=utf-8",
    "/view": "application/json",
    "/api/corridors": "application/json",
    "/api/corridors.csv": "text/csv; charset=utf-8",
    "/healthz": "application/json",
    "/readyz": "application/json",
    "/metrics": "text/plain; version=0.0.4; charset=utf-8",
    "/nothing": "application/json",
}


@pytest.mark.parametrize("path", PATHS)
def test_every_reply_says_what_it_is(replies: FlaskClient, path: str) -> None:
    reply = replies.get(path)
    assert reply.content_type == PATHS[path]
    assert reply.data
    reply.data.decode("utf-8") if "gzip" not in reply.headers.get("Content-Encoding", "") else ""


@pytest.mark.parametrize("path", PATHS)
def test_no_other_origin_reads_a_reply(replies: FlaskClient, path: str) -> None:
    reply = replies.get(path, headers={"Origin": "https://other.example"})
    assert not [name for name in reply.headers.keys() if name.startswith("Access-Control")]  # noqa: SIM118
    assert reply.headers["Cross-Origin-Resource-Policy"] == "same-origin"
