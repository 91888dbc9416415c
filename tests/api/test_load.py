"""Many at once get the same answer; one that was asked before is kept."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from geo.flows.query import door
from geo.world.catalog import DATA_DIR
from layers.api import reply
from layers.api.reply import API_PATH
from layers.subjects import open_page_world, routes


def test_twenty_threads_get_one_answer() -> None:
    server = Flask("threads")
    opened = open_page_world(DATA_DIR)
    reply.register(server, opened, routes(opened))
    paths = [
        f"{API_PATH}/{name}?{query}"
        for name in ("corridors", "regions", "timeline")
        for query in ("", "period=2015-2020&from=west", "direction=net&top=all")
    ]

    def ask(number: int) -> list[bytes]:
        client = server.test_client()
        turned = paths[number % len(paths) :] + paths[: number % len(paths)]
        return [body for _, body in sorted((path, client.get(path).data) for path in turned)]

    with ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(ask, range(20)))
    assert all(answer == answers[0] for answer in answers)
    assert all(json.loads(body)["rows"] for body in answers[0])


def test_an_answer_asked_again_asks_no_table(monkeypatch: pytest.MonkeyPatch) -> None:
    server, opened = Flask("kept"), open_page_world(DATA_DIR)
    reply.register(server, opened, routes(opened))
    client = server.test_client()
    first = client.get(f"{API_PATH}/corridors?from=34").data

    def asked(*_: object) -> None:
        raise AssertionError("asked")

    monkeypatch.setattr(door(opened), "_ask", asked)
    assert client.get(f"{API_PATH}/corridors?from=34").data == first
    assert client.get(f"{API_PATH}/corridors?from=51").status_code == 500
