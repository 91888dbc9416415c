"""Many at once get the same answer; how long one takes is printed."""

from __future__ import annotations

import json
import statistics
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from itertools import product

import pytest
from flask import Flask

from geo.world.catalog import DATA_DIR
from geo.world.world import World
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


def test_server_time_of_a_corridor_answer_is_printed(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    server = Flask("timed")
    reply.register(server, replace(world), routes(world))
    client = server.test_client()
    codes = world.vocabulary["regions"][:20]
    times: dict[str, list[float]] = {"cold": [], "warm": []}
    client.get(f"{API_PATH}/corridors")
    for kind, code in product(times, codes):
        started = time.perf_counter()
        assert client.get(f"{API_PATH}/corridors?from={code}").status_code == 200
        times[kind].append(1000 * (time.perf_counter() - started))
    with capsys.disabled():
        for kind, taken in times.items():
            p95 = statistics.quantiles(taken, n=20)[-1]
            median = statistics.median(taken)
            sys.stdout.write(f"\n{kind} corridor answer: median {median:.1f} ms, p95 {p95:.1f} ms")
    assert statistics.median(times["warm"]) < statistics.median(times["cold"])
