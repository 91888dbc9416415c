"""Many readers at once, each on a connection of its own, thinking between questions."""

from __future__ import annotations

import asyncio
import random
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count

from geo.view.vocabulary import Vocabulary
from tests.load.client import PAGE, Asked, Connection, Reply, apart
from tests.load.hosting import Host
from tests.load.journeys import journey

THINKING_SECONDS = 5.0
JOURNEYS = 60
"""So many were recorded; readers take them in turn."""
AT_ONCE = 6
"""Connections that a browser opens."""


@dataclass
class Met:
    """What a crowd met.

    Attributes
    ----------
    milliseconds : list of float
        Of each reply that was computed; files of the page are not among them.
    errors : list of str
        What was no whole reply of 200, in words.
    asked : Counter
        How many of each kind.
    generator : float
        Share of the processor time that the generator took.
    """

    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    asked: Counter[str] = field(default_factory=Counter)
    generator: float = 0.0

    def quantile(self, share: float) -> float:
        """Milliseconds that a share of the replies do not exceed; endless without any."""
        ordered = sorted(self.milliseconds)
        last = -(-round(share * 1000) * len(ordered) // 1000) - 1
        return ordered[last] if ordered else float("inf")

    async def ask(self, connection: Connection, asked: Asked) -> Reply | None:
        """Ask, and keep what became of it."""
        began = time.perf_counter()
        self.asked[asked.kind] += 1
        try:
            reply = await connection.ask(asked)
        except (OSError, ValueError, EOFError, TimeoutError) as error:
            self.errors.append(f"{asked.path}: {error!r}")
            return None
        if reply.status != 200:
            self.errors.append(f"{asked.path}: {reply.status}")
            return None
        if asked.kind != "file":
            self.milliseconds.append((time.perf_counter() - began) * 1000)
        return reply


def measured(host: Host, work: Callable[[Met], Awaitable[object]]) -> Met:
    """What a crowd met whose work is awaited, with the share of the generator."""
    met, ours, theirs = Met(), time.process_time(), host.seconds
    apart(work(met))
    ours, theirs = time.process_time() - ours, host.seconds - theirs
    met.generator = ours / (ours + theirs) if ours + theirs else 0.0
    return met


def thinking(
    host: Host, vocabulary: Vocabulary, readers: int, seconds: float
) -> Callable[[Met], Awaitable[object]]:
    """Readers that go through their journeys, and think for five seconds on average."""

    async def reader(met: Met, number: int, until: float) -> None:
        chance, connection = random.Random(number), Connection(host.port, number)
        await asyncio.sleep(chance.random() * THINKING_SECONDS)
        for visit in count():
            for asked in journey(vocabulary, (number + visit * readers) % JOURNEYS):
                if time.perf_counter() > until:
                    connection.drop()
                    return
                await met.ask(connection, asked)
                if asked.path not in PAGE[:-1]:  # the parts of a page come together
                    await asyncio.sleep(chance.expovariate(1 / THINKING_SECONDS))

    async def work(met: Met) -> None:
        until = time.perf_counter() + seconds
        await asyncio.gather(*(reader(met, number, until) for number in range(readers)))

    return work


def arriving(
    host: Host, readers: int, seconds: float, whole: list[float]
) -> Callable[[Met], Awaitable[object]]:
    """Browsers that have nothing yet; ``whole`` takes the seconds until each has everything."""

    async def browser(met: Met, number: int) -> None:
        await asyncio.sleep(seconds * number / readers)
        began, first = time.perf_counter(), Connection(host.port, number)
        replies = [await met.ask(first, Asked("page", path)) for path in PAGE]
        files = first.unseen([reply for reply in replies if reply])
        files.append(Asked("view", "/view?"))
        others = [first, *(Connection(host.port, number) for _ in range(AT_ONCE - 1))]

        async def fetch(connection: Connection) -> None:
            while files:
                await met.ask(connection, files.pop())
            connection.drop()

        await asyncio.gather(*map(fetch, others))
        whole.append(time.perf_counter() - began)

    async def work(met: Met) -> None:
        await asyncio.gather(*(browser(met, number) for number in range(readers)))

    return work
