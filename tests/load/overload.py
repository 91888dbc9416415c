"""Three times what the server holds: what it sheds, how soon, and how soon it is as before."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count

from geo.view.vocabulary import Vocabulary
from layers.page.wire import PATH
from tests.bench.asked import as_people_do
from tests.load.client import Asked, Connection
from tests.load.crowd import Met, measured, thinking
from tests.load.hosting import Host

TIMES = 3
HOLDING_SECONDS = 5.0
HOLDING_READERS = 16
HEALTH_EVERY_SECONDS = 0.05
BACK_SECONDS = 10.0
BUSY = 503


@dataclass
class Shed:
    """What an overload met.

    Attributes
    ----------
    holds : float
        Replies a second, asked as fast as they come.
    refused, health : list of float
        Milliseconds of each refusal, and of each look at the health.
    untold : int
        Refusals without ``Retry-After``.
    during, after : Met
        Those that were let in, and readers once it is over.
    back : float
        Seconds until the first reply as quick as before.
    """

    holds: float = 0.0
    refused: list[float] = field(default_factory=list)
    health: list[float] = field(default_factory=list)
    untold: int = 0
    during: Met = field(default_factory=Met)
    after: Met = field(default_factory=Met)


def unlike(vocabulary: Vocabulary) -> Iterator[Asked]:
    """Views of which no two are the same, as people ask for them."""
    people = as_people_do(vocabulary, 9)
    for number in count(1):
        yield Asked("view", f"{PATH}?{next(people)}&breaks={number},{number + 100_000}")


def shed(host: Host, vocabulary: Vocabulary, seconds: float, readers: int) -> Shed:
    """Find what it holds, ask for three times as much, then let readers come as before."""
    found, views = Shed(), unlike(vocabulary)
    held = measured(host, lambda met: _hold(host, views, met))
    found.holds = len(held.milliseconds) / HOLDING_SECONDS
    found.during = measured(host, lambda met: _overload(host, views, seconds, found, met))
    found.after = measured(host, thinking(host, vocabulary, readers, BACK_SECONDS))
    return found


async def _hold(host: Host, views: Iterator[Asked], met: Met) -> None:
    until = time.perf_counter() + HOLDING_SECONDS

    async def one(number: int) -> None:
        connection = Connection(host.port, number)
        while time.perf_counter() < until:
            await met.ask(connection, next(views))
        connection.drop()

    await asyncio.gather(*map(one, range(HOLDING_READERS)))


async def _overload(
    host: Host, views: Iterator[Asked], seconds: float, found: Shed, met: Met
) -> None:
    rate, began = TIMES * found.holds, time.perf_counter()
    idle: list[Connection] = []
    numbers = count(1000)

    async def one() -> None:
        connection = idle.pop() if idle else Connection(host.port, next(numbers))
        asked = time.perf_counter()
        try:
            reply = await connection.ask(next(views))
        except (OSError, ValueError, EOFError, TimeoutError) as error:
            met.errors.append(repr(error))
            return
        took = (time.perf_counter() - asked) * 1000
        idle.append(connection)
        if reply.status == BUSY:
            found.refused.append(took)
            found.untold += "retry-after" not in reply.headers
        elif reply.status == 200:
            met.milliseconds.append(took)
        else:
            met.errors.append(str(reply.status))

    async def look() -> None:
        connection = Connection(host.port, 999)
        while time.perf_counter() < began + seconds:
            asked = time.perf_counter()
            try:
                reply = await connection.ask(Asked("health", "/healthz"))
            except (OSError, ValueError, EOFError, TimeoutError) as error:
                met.errors.append(f"/healthz: {error!r}")
            else:
                found.health.append((time.perf_counter() - asked) * 1000)
                if reply.status != 200:
                    met.errors.append(f"/healthz: {reply.status}")
            await asyncio.sleep(HEALTH_EVERY_SECONDS)
        connection.drop()

    looks, tasks = asyncio.create_task(look()), set()
    for number in range(round(rate * seconds)):
        await asyncio.sleep(max(0.0, began + number / rate - time.perf_counter()))
        tasks.add(asyncio.create_task(one()))
    await asyncio.gather(looks, *tasks)
    for connection in idle:
        connection.drop()
