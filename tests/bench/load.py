"""Many readers at once against two processes of the server, on the machine that both share.

Each reader has a connection of its own, asks for a view, reads it for five seconds on average,
and takes a small step from it.
"""

from __future__ import annotations

import asyncio
import contextlib
import random
import resource
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from geo.view.vocabulary import Vocabulary
from layers.page.wire import PATH
from tests.bench.asked import as_people_do
from tests.serve.running import running

READERS, SECONDS, THINKING_SECONDS = 300, 60.0, 5.0
PATIENCE_SECONDS = 30.0
TOO_SLOW_MS = 500.0
STEPS, STEP_SECONDS = 5, 12.0
HOSTED = ("-m", "gunicorn", "--config", "python:layers.serve.hosted", "--bind", "127.0.0.1:0")


@dataclass
class Crowd:
    """What some readers met: milliseconds of each reply, and errors in words."""

    readers: int
    milliseconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    @property
    def p95(self) -> float:
        """Milliseconds that 95 of 100 replies do not exceed; endless without any."""
        ordered = sorted(self.milliseconds)
        return ordered[-(-95 * len(ordered) // 100) - 1] if ordered else float("inf")


@dataclass(frozen=True)
class Load:
    """The crowd of the target, and the larger ones that were tried."""

    crowd: Crowd
    tried: list[Crowd]

    @property
    def most_readers(self) -> int:
        """The largest crowd that met no error and a p95 below the limit."""
        stood = [one.readers for one in self.tried if not one.errors and one.p95 <= TOO_SLOW_MS]
        return max(stood, default=0)


@contextmanager
def two_processes() -> Iterator[int]:
    """Start the server as a host does; yield its port."""
    with running(*HOSTED) as started:
        yield started.port


def measured(vocabulary: Vocabulary) -> Load:
    """The target first, then more and more readers until they wait too long."""
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    with two_processes() as port:
        crowd = asyncio.run(_crowd(port, vocabulary, READERS, SECONDS))
        tried, low, high = [crowd], READERS, 0
        for _ in range(STEPS):
            readers = (low + high) // 2 if high else 2 * low
            found = asyncio.run(_crowd(port, vocabulary, readers, STEP_SECONDS))
            tried.append(found)
            if found.errors or found.p95 > TOO_SLOW_MS:
                high = readers
            else:
                low = readers
    return Load(crowd, tried)


async def _crowd(port: int, vocabulary: Vocabulary, readers: int, seconds: float) -> Crowd:
    crowd, until = Crowd(readers), time.perf_counter() + seconds
    tasks = [_reader(port, vocabulary, seed, until, crowd) for seed in range(readers)]
    await asyncio.gather(*tasks)
    return crowd


async def _reader(port: int, vocabulary: Vocabulary, seed: int, until: float, crowd: Crowd) -> None:
    chance = random.Random(seed)
    await asyncio.sleep(chance.random() * THINKING_SECONDS)  # they do not all come at once
    views, stream = as_people_do(vocabulary, seed), None
    while time.perf_counter() < until:
        query, started = next(views), time.perf_counter()
        try:
            stream = stream or await asyncio.open_connection("127.0.0.1", port)
            async with asyncio.timeout(PATIENCE_SECONDS):
                stays = await _ask(*stream, query)
        except (OSError, ValueError, EOFError, TimeoutError) as error:
            crowd.errors.append(f"{query}: {error!r}")
            stream = None
        else:
            crowd.milliseconds.append((time.perf_counter() - started) * 1000)
            if not stays:
                stream[1].close()
                stream = None
        await asyncio.sleep(chance.expovariate(1 / THINKING_SECONDS))
    if stream:
        stream[1].close()
        with contextlib.suppress(OSError):
            await stream[1].wait_closed()


async def _ask(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, query: str) -> bool:
    """Ask for a view and read the reply; whether the connection stays open."""
    head = f"GET {PATH}?{query} HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: gzip\r\n\r\n"
    writer.write(head.encode())
    await writer.drain()
    lines = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower().split("\r\n")
    if " 200 " not in lines[0]:
        raise ValueError(lines[0])
    fields = dict(line.split(": ", 1) for line in lines[1:] if ": " in line)
    await reader.readexactly(int(fields["content-length"]))
    return fields.get("connection") != "close"
