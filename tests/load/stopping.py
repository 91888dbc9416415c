"""From the command to a page, and from TERM to the end, with readers asking: no reply is cut."""

from __future__ import annotations

import asyncio
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from geo.view.vocabulary import Vocabulary
from geo.world.catalog import DATA_DIR
from layers.subjects import open_page_world
from tests.bars.bar import Bar, verdict
from tests.load.client import Connection, NotTakenError, apart
from tests.load.hosting import hosted
from tests.load.overload import unlike
from tests.serve.running import running

READERS = 20
START_SECONDS, STOP_SECONDS = 5.0, 10.0
ASKING_SECONDS = 2.0
BUSY = 503


@dataclass
class Ended:
    """What readers met while a server stopped: whole replies, and replies that were cut."""

    started: float = 0.0
    seconds: float = float("inf")
    whole: int = 0
    cut: list[str] = field(default_factory=list)


@contextmanager
def _bare() -> Iterator[tuple[int, object, float]]:
    began = time.monotonic()
    with running("app.py", "--port", "0") as started:
        yield started.port, started.process, time.monotonic() - began


@contextmanager
def _behind_nginx() -> Iterator[tuple[int, object, float]]:
    with hosted() as host:
        yield host.port, host.gunicorn, host.started


async def _ask_until_it_ends(port: int, vocabulary: Vocabulary, process, found: Ended) -> None:
    """Readers ask without a pause; the server is told to end while they do."""
    views, told = unlike(vocabulary), [0.0]

    async def reader(number: int) -> None:
        while not told[0] or time.monotonic() < told[0] + 1:
            connection = Connection(port, number)
            try:
                await connection.ask(next(views))
                found.whole += 1
            except NotTakenError:
                return  # it takes nothing new
            except (OSError, EOFError, ValueError, TimeoutError) as error:
                found.cut.append(repr(error))
            finally:
                connection.drop()

    async def end() -> None:
        await asyncio.sleep(ASKING_SECONDS)
        process.send_signal(signal.SIGTERM)
        told[0] = time.monotonic()
        await asyncio.to_thread(process.wait, 3 * STOP_SECONDS)
        found.seconds = time.monotonic() - told[0]

    await asyncio.gather(end(), *map(reader, range(READERS)))


def ended(opens) -> Ended:
    """Start a server, ask it, end it."""
    found, vocabulary = Ended(), open_page_world(DATA_DIR).vocabulary
    with opens() as (port, process, started):
        found.started = started
        apart(_ask_until_it_ends(port, vocabulary, process, found))
    return found


def bars() -> Iterator[Bar]:
    """B15, on a laptop and hosted."""
    for name, opens in (("laptop", _bare), ("behind nginx", _behind_nginx)):
        found = ended(opens)
        yield Bar(
            "B15",
            f"start and stop, {name}",
            f"usable after {found.started:.1f} s; ended {found.seconds:.1f} s after TERM with "
            f"{READERS} readers asking, {found.whole} whole replies, {len(found.cut)} cut",
            "start 5 s, stop 10 s, none cut",
            verdict(found.started <= START_SECONDS, found.seconds <= STOP_SECONDS, not found.cut),
            errors=len(found.cut),
        )
