"""Memory of the processes that answer, while many readers ask them as fast as they do."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from itertools import islice
from typing import Any

from geo.view.vocabulary import Vocabulary
from layers.page.wire import PATH
from tests.bench.asked import as_people_do
from tests.load.client import Asked, Connection
from tests.load.crowd import JOURNEYS, Met
from tests.load.hosting import Host, resident_bytes
from tests.load.journeys import journey

FIRST = 1_000
READERS = 8


async def grown(
    host: Host, vocabulary: Vocabulary, requests: int, found: dict[int, list[int]], met: Met
) -> None:
    """Ask so often; ``found`` takes the bytes of each process after the first thousand and all."""
    people = [as_people_do(vocabulary, seed) for seed in range(READERS)]
    done = 0
    for mark in (FIRST, requests):
        each = (mark - done) // READERS
        asked = ([Asked("view", f"{PATH}?{one}") for one in islice(who, each)] for who in people)
        await asyncio.gather(*(_all(host, n, one, met) for n, one in enumerate(asked)))
        done, found[mark] = mark, [resident_bytes(pid) for pid in host.workers]


def paths(host: Host, vocabulary: Vocabulary, met: Met) -> list[Coroutine[Any, Any, None]]:
    """Everything that was recorded, asked twice by a few readers at once; no files are sent."""
    known = dict.fromkeys(
        asked
        for number in range(JOURNEYS)
        for asked in journey(vocabulary, number)
        if asked.kind != "upload"
    )
    every = [*known, *known]
    return [_all(host, n, every[n::READERS], met) for n in range(READERS)]


async def _all(host: Host, number: int, asked: list[Asked], met: Met) -> None:
    connection = Connection(host.port, number)
    for one in asked:
        await met.ask(connection, one)
    connection.drop()
