"""A small crowd behind nginx and gunicorn, from the files of the repository as they stand."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import dash_ag_grid
import pytest

from geo.view.vocabulary import Vocabulary
from geo.world.catalog import DATA_DIR
from layers.serve.guard import POSTS
from layers.subjects import open_page_world
from tests.load import stopping
from tests.load.client import PAGE, Asked, Connection, Reply, apart
from tests.load.crowd import Met, arriving, measured
from tests.load.hosting import Host, hosted, program
from tests.load.journeys import FILTERS, OWN, journey

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(not program(), reason="nginx is not here: not run"),
]
READERS = 6
BUFFERS = 16 * 16 * 1024


@pytest.fixture(scope="module")
def vocabulary() -> Vocabulary:
    from geo.build.build import build

    build(DATA_DIR, DATA_DIR / "built")
    return open_page_world(DATA_DIR).vocabulary


@pytest.fixture(scope="module")
def host(vocabulary: Vocabulary) -> Iterator[Host]:
    del vocabulary  # built
    with hosted() as started:
        yield started


def ask(host: Host, *asked: Asked, number: int = 1) -> list[Reply]:
    async def all_of_them() -> list[Reply]:
        connection = Connection(host.port, number)
        found = [await connection.ask(one) for one in asked]
        connection.drop()
        return found

    return apart(all_of_them())


def test_every_journey_is_answered_whole(host: Host, vocabulary: Vocabulary) -> None:
    async def all_of_them(met: Met) -> None:
        for number in range(len(FILTERS)):
            connection = Connection(host.port, number)
            for asked in journey(vocabulary, number):
                await met.ask(connection, asked)
            connection.drop()

    met = measured(host, all_of_them)
    assert met.errors == []
    assert met.asked["view"] >= 3 * 10
    assert met.asked["export"] == 3


def test_a_cold_browser_gets_every_file(host: Host) -> None:
    whole: list[float] = []
    met = measured(host, arriving(host, READERS, 1, whole))
    assert met.errors == []
    assert len(whole) == READERS
    assert met.asked["file"] >= READERS * 10


def test_a_file_of_a_reader_goes_through_and_is_read(host: Host) -> None:
    sent = Asked("upload", "/own/draft?name=moves.csv&lang=en", OWN, "application/octet-stream")
    (reply,) = ask(host, sent)
    assert reply.status == 200
    assert '"draft"' in reply.text


@pytest.mark.parametrize("path", sorted(POSTS))
def test_what_is_too_large_is_refused_in_words(host: Host, path: str) -> None:
    """By the application, which has them: the limit of nginx is a little wider."""
    post = POSTS[path]
    if post.most_bytes > 1_100_000:  # the rest of a large one may still be on its way
        told = (host.prefix / "nginx.conf").read_text("utf-8")
        limits = re.findall(r"client_max_body_size (\d+)m", told)
        assert max(map(int, limits)) * 2**20 > post.most_bytes
        return
    (reply,) = ask(host, Asked("post", path, b" " * (post.most_bytes + 1), post.mimetype))
    assert reply.status == 413
    assert '"message"' in reply.text


def test_a_reply_larger_than_the_buffers_is_whole(host: Host) -> None:
    pages = ask(host, *(Asked("page", path) for path in PAGE))
    (address,) = re.findall(r'data-src="(/[^"]*dash_ag_grid[^"]*\.js)"', pages[0].text)[:1]
    (reply,) = ask(host, Asked("file", address))
    assert reply.status == 200
    own = Path(dash_ag_grid.__file__).parent / Path(address).name
    assert reply.text == own.read_text("utf-8")
    assert len(reply.body) > BUFFERS


def test_headers_stand_on_what_nginx_itself_answers(host: Host) -> None:
    """An address that asks more than any room does is told when to come back."""

    async def many() -> list[Reply]:
        connections = [Connection(host.port, 77) for _ in range(16)]

        async def some(connection: Connection) -> list[Reply]:
            found = [await connection.ask(Asked("page", "/nothing")) for _ in range(80)]
            connection.drop()
            return found

        parts = await asyncio.gather(*map(some, connections))
        return [*chain.from_iterable(parts)]

    replies = apart(many())
    refused = [one for one in replies if one.status == 429]
    assert refused
    assert {one.status for one in replies[:100]} <= {404, 429}
    for name in ("retry-after", "content-security-policy", "x-frame-options"):
        assert name in refused[0].headers, name
    assert ask(host, Asked("page", "/healthz"), number=77)[0].status == 200
    assert ask(host, Asked("page", "/nothing"), number=78)[0].status == 404


@pytest.mark.whole
@pytest.mark.parametrize("opens", [stopping._bare, stopping._behind_nginx])
def test_no_reply_is_cut_when_it_stops(vocabulary: Vocabulary, opens) -> None:
    del vocabulary  # built
    found = stopping.ended(opens)
    assert found.cut == []
    assert found.whole > stopping.READERS
    assert found.seconds <= stopping.STOP_SECONDS
