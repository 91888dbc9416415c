"""Figures of a host with two processes: whole whichever answers, and after one was killed."""

from __future__ import annotations

import contextlib
import os
import re
import signal
from collections.abc import Iterator
from http.client import HTTPConnection

import pytest

from geo.world.world import World
from tests.serve.running import Running, running

pytestmark = pytest.mark.long

HOSTED = ("-m", "gunicorn", "--config", "python:layers.serve.hosted", "--bind", "127.0.0.1:0")
ASKED = 60


@pytest.fixture(scope="module")
def host(world: World) -> Iterator[Running]:
    del world  # built
    with running(*HOSTED) as started:
        yield started


def asked(host: Running, path: str) -> str:
    with contextlib.closing(HTTPConnection("127.0.0.1", host.port, timeout=30)) as line:
        line.request("GET", path, headers={"Host": "localhost"})
        return line.getresponse().read().decode()


def figure(said: str, name: str) -> int:
    found = re.search(rf"^corridors_{name} (\S+)$", said, re.MULTILINE)
    assert found, name
    return int(float(found[1]))


def test_figures_are_those_of_both_processes(host: Running) -> None:
    while figure(asked(host, "/metrics"), "processes") < 2:
        pass
    for _ in range(ASKED):
        asked(host, "/healthz")
    # Each question comes by a connection of its own, so that either process answers.
    told = [asked(host, "/metrics") for _ in range(10)]
    counted = {figure(one, 'requests_total{route="/healthz",status="200"}') for one in told}
    assert counted == {ASKED}
    assert {figure(one, "processes") for one in told} == {2}


def test_nothing_is_lost_with_a_process_that_is_killed(host: Running) -> None:
    name = 'requests_total{route="/healthz",status="200"}'
    asked(host, "/healthz")
    before = figure(asked(host, "/metrics"), name)
    pid = host.process.pid
    with open(f"/proc/{pid}/task/{pid}/children", encoding="ascii") as told:  # noqa: PTH123
        os.kill(int(told.read().split()[0]), signal.SIGKILL)
    after = 0
    while not after:
        with contextlib.suppress(OSError):
            said = asked(host, "/metrics")
            after = figure(said, name) if figure(said, "processes") == 2 else 0
    assert after == before
    # A question is in work until its reply is closed, which may be after it was read.
    while figure(said, "requests_in_work") != 1:
        said = asked(host, "/metrics")
    assert figure(said, "processes") == 2
