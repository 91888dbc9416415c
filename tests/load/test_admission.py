"""Who is let in: a few at work, some wait, others are told when to return; files never wait."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import takewhile

import pytest
from flask import Flask
from flask.testing import FlaskClient

from app import create_app
from geo.world.world import World
from layers.serve import admission, guard
from layers.serve.admission import (
    AT_WORK,
    LONG_AT_WORK,
    LONG_WAIT_SECONDS,
    OFTEN,
    SELDOM,
    WAIT_SECONDS,
    Rate,
    Rates,
)
from layers.serve.mounted import Mounted, proxy
from layers.serve.server import THREADS
from layers.serve.watch import health

FAR = {"REMOTE_ADDR": "203.0.113.9"}
PATIENCE_SECONDS = 10
HALL = 100
"""Laptops behind one address."""


class Slow:
    """An application with an address that answers when it is told to."""

    def __init__(self, threads: int = 8, *, is_long: bool = False) -> None:
        self.app, self.go, self.begun = Flask(__name__), threading.Event(), threading.Semaphore(0)
        health.register(self.app)
        self.app.add_url_rule(health.READY_PATH, "ready", lambda: "ready")
        self.app.add_url_rule("/view", "view", self._view)
        self.app.add_url_rule(guard.TAKE_PATH, "take", self._view)
        self.app.add_url_rule("/slides.pptx", "slides", lambda: "made", methods=["POST"])
        guard.install(self.app, ["maps.example"])
        admission.install(self.app, self.app.wsgi_app, threads, is_long=is_long)
        self.app.wsgi_app = Mounted(self.app.wsgi_app, "/", [proxy("10.0.0.1"), proxy("unix")])

    def _view(self) -> str:
        self.begun.release()
        assert self.go.wait(PATIENCE_SECONDS)
        return "seen"

    @property
    def client(self) -> FlaskClient:
        return self.app.test_client()

    @contextmanager
    def busy(self, readers: int, at_work: int) -> Iterator[list[int]]:
        """So many readers ask and some of them are at work; how they were answered, afterwards."""
        found: list[int] = []
        ask = [
            threading.Thread(target=lambda: found.append(self.client.get("/view").status_code))
            for _ in range(readers)
        ]
        for one in ask:
            one.start()
        for _ in range(at_work):
            assert self.begun.acquire(timeout=PATIENCE_SECONDS)
        yield found
        self.go.set()
        for one in ask:
            one.join(PATIENCE_SECONDS)


def test_more_than_can_work_and_wait_are_told_when_to_return() -> None:
    slow = Slow(threads=2)  # one at work, nobody waits
    with slow.busy(readers=AT_WORK, at_work=AT_WORK):
        refused = slow.client.get("/view")
        assert refused.status_code == 503
        assert 1 <= int(refused.headers["Retry-After"]) <= 3
        assert refused.json["error"]["message"] == admission.BUSY
        for path in (health.ALIVE_PATH, health.READY_PATH):
            assert slow.client.get(path).status_code == 200
    assert slow.client.get("/view").status_code == 200


def test_who_waits_is_answered_once_there_is_a_place() -> None:
    slow = Slow(threads=8)
    with slow.busy(readers=4, at_work=AT_WORK) as found:
        pass
    assert found == [200] * 4


@pytest.mark.parametrize("path", ["/view?world=a1", "/world=a1/view", guard.TAKE_PATH])
def test_data_of_a_reader_and_the_usual_views_keep_each_other_from_no_place(path: str) -> None:
    slow = Slow(threads=8)
    slow.app.add_url_rule("/world=a1/view", "named", slow._view)
    with slow.busy(readers=AT_WORK, at_work=AT_WORK):
        theirs = threading.Thread(target=slow.client.get, args=[path])
        theirs.start()
        assert slow.begun.acquire(timeout=PATIENCE_SECONDS)
    theirs.join(PATIENCE_SECONDS)


def test_several_long_questions_are_at_work_where_regions_are_thousands() -> None:
    slow = Slow(threads=8, is_long=True)
    with slow.busy(readers=LONG_AT_WORK, at_work=LONG_AT_WORK) as found:
        pass
    assert found == [200] * LONG_AT_WORK


@pytest.mark.parametrize(("is_shared", "at_work"), [(True, AT_WORK), (False, LONG_AT_WORK)])
def test_a_laptop_works_on_several_views_at_once_a_host_on_one(
    world: World, is_shared: bool, at_work: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[tuple[int, ...]] = []
    places = admission.Places
    monkeypatch.setattr(admission, "Places", lambda *asked: made.append(asked) or places(*asked))
    create_app(world, is_shared=is_shared)
    assert made[0][0] == at_work
    assert sum(one[0] + one[1] for one in made) < THREADS  # some stay free to refuse


def test_a_browser_gets_a_page_in_its_language() -> None:
    slow = Slow(threads=1)
    with slow.busy(readers=1, at_work=1):
        page = slow.client.get("/view?lang=zh", headers={"Accept": "text/html"})
    assert (page.status_code, page.mimetype) == (503, "text/html")
    assert 'lang="zh' in page.text


def test_an_address_that_asks_very_often_is_told_so_and_another_is_not() -> None:
    slow = Slow()
    slow.go.set()
    client = slow.client
    asked = (client.get("/view", environ_overrides=FAR) for _ in range(10_000))
    let_in = list(takewhile(lambda reply: reply.status_code == 200, asked))
    assert len(let_in) >= OFTEN.at_once
    refused = next(asked)
    while refused.status_code == 200:  # one is let in now and then
        refused = next(asked)
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) >= 1
    other = {"REMOTE_ADDR": "203.0.113.10"}
    assert client.get("/view", environ_overrides=other).status_code == 200
    assert client.get(health.ALIVE_PATH, environ_overrides=FAR).status_code == 200


def test_the_only_reader_of_a_laptop_meets_no_limit_of_addresses() -> None:
    slow = Slow()
    slow.go.set()
    client = slow.client
    assert {client.get("/view").status_code for _ in range(1200)} == {200}


def test_a_hall_of_laptops_behind_one_address_meets_no_limit() -> None:
    """It opens the page within a minute, is told "now 2005", plays the clock, saves the slides."""
    now = [0.0]
    often, seldom = Rates(OFTEN, lambda: now[0]), Rates(SELDOM, lambda: now[0])

    def ask(rates: Rates, questions: int, seconds: float) -> None:
        for _ in range(questions):
            now[0] += seconds / questions
            assert rates.wait("hall") == 0

    ask(often, 6 * HALL, 60)
    ask(often, HALL, 0.5)
    ask(often, 20 * HALL, 40)
    ask(seldom, HALL, 1)
    now[0] += 2 * 60
    ask(seldom, HALL, 1)


def test_what_is_costly_has_a_limit_for_each_route() -> None:
    slow = Slow()
    codes = [
        slow.client.post("/slides.pptx", environ_overrides=FAR).status_code
        for _ in range(int(SELDOM.at_once) + 5)
    ]
    assert codes[-1] == 429
    assert set(codes[: int(SELDOM.at_once)]) == {403}  # let in, and refused by the gate


@pytest.mark.parametrize(
    ("near", "told", "counted"),
    [
        ("192.0.2.1", "198.51.100.1", "192.0.2.1"),  # nobody named it
        ("10.0.0.1", "198.51.100.1, 203.0.113.9", "203.0.113.9"),
        ("", "203.0.113.9", "203.0.113.9"),
        ("", "unknown", ""),
        ("", "<script>", ""),
    ],
)
def test_limits_count_the_address_that_a_named_proxy_tells(
    near: str, told: str, counted: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(Rates, "wait", lambda _rates, address: heard.append(address) or 0.0)
    slow = Slow()
    slow.go.set()
    headers = {"X-Forwarded-For": told}
    slow.client.get("/view", headers=headers, environ_overrides={"REMOTE_ADDR": near})
    assert heard == ([counted] if counted else [])


@pytest.mark.parametrize("near", ["1.2.3", "", "127.0.0.1", "::1", "::ffff:127.0.0.1"])
def test_what_is_no_address_or_this_machine_counts_nothing(
    near: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[str] = []
    monkeypatch.setattr(Rates, "wait", lambda _rates, address: heard.append(address) or 0.0)
    slow = Slow()
    slow.go.set()
    slow.client.get("/view", environ_overrides={"REMOTE_ADDR": near})
    assert heard == []


def test_addresses_are_forgotten_in_the_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(admission, "MOST_ADDRESSES", 3)
    rates = Rates(Rate(1, 0.001), lambda: 0.0)
    for address in "abcd":
        assert rates.wait(address) == 0
    assert rates.wait("d") > 0
    assert rates.wait("a") == 0  # it asked longest ago


def test_waiting_is_shorter_than_a_second() -> None:
    assert max(WAIT_SECONDS, LONG_WAIT_SECONDS) < 1
