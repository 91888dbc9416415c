"""Readers who go through their journeys while something fails, with the patience of the page.

What they do is what the page does (assets/wire.js, wire/patience.js, exports/fetching.js): a reply
of 429 or 503 that tells when to come back is asked again then, at most five times; a view or a file
that got no whole reply is asked again twice, soon. A page that is opened while no process answers
asks again by itself, as the header of that reply (``Refresh``) says. Nothing else is asked again: a
reader sees that it failed.
"""

from __future__ import annotations

import asyncio
import random
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count

from geo.view.vocabulary import Vocabulary
from layers.serve.guard import DRAFT_PATH, VIEW_PATH
from tests.load.client import PAGE, PATIENCE_SECONDS, Asked, Connection, Reply, reply_of
from tests.load.hosting import Host, spent
from tests.load.journeys import journey

TIMES, LONGEST_SECONDS, BUSY = 5, 30.0, (429, 503)
RETRIES, RETRY_SECONDS = 2, 0.4
BROKEN = (OSError, EOFError, ValueError, TimeoutError)
UPLOAD_ROWS = 4_000
PATIENT, LOST = ("view", "export", "upload"), ("view", "export")
"""Kinds that a script of ours asks, and those that it asks again without a reply."""
TRICKLE_SECONDS = 5.0
OWN_EVERY = 5
"""One reader in so many looks at data of their own, too."""
UPLOADER = 5_000
"""Number of the reader whose file is on its way all the while."""


@dataclass(frozen=True)
class Size:
    """How many readers, how long they think, and how long nothing happens between two events."""

    readers: int
    thinking: float
    pause: float
    uploads: bool = True


@dataclass
class Met:
    """What the readers met.

    Attributes
    ----------
    host : Host
        Whom they ask.
    asked : int
        Questions, each once however often it was asked again.
    before, after : list of str
        Those whose first reply was none or not 200, and those that ended without one: in words.
    words : list of str
        What is worth a line besides the figures.
    draft, rows : str and int
        Of the file that was on its way all the while.
    generator : float
        Share of the processor time that the readers took.
    """

    host: Host
    asked: int = 0
    before: list[str] = field(default_factory=list)
    after: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    draft: str = ""
    rows: int = UPLOAD_ROWS
    generator: float = 0.0
    _served: float = 0.0
    _since: float = 0.0

    def count(self, host: Host | None = None) -> float:
        """Processor seconds of the host so far; from now on those of another one that is named."""
        now = _served(self.host)
        self._served += max(0.0, now - self._since)
        self.host, self._since = host or self.host, 0.0 if host else now
        return self._served

    @property
    def share_before(self) -> float:
        """Share of the questions that failed before they were asked again."""
        return len(self.before) / self.asked if self.asked else 1.0

    def told(self) -> str:
        """The figures in words."""
        return (
            f"{self.asked:,} questions, {len(self.before)} ({self.share_before:.2%}) failed before "
            f"asking again, {len(self.after)} after"
        )

    async def patiently(self, connection: Connection, asked: Asked) -> Reply | None:
        """Ask as the page does; None where it is given up."""
        self.asked += 1
        times, retries = TIMES, RETRIES if asked.kind in LOST else 0
        is_first = True
        while True:
            reply, word = None, ""
            try:
                reply = await connection.ask(asked)
            except BROKEN as error:
                word = repr(error)
            if reply and reply.status == 200:
                return reply
            word = f"{asked.path[:80]}: {word or (reply and reply.status)}"
            if is_first:
                self.before.append(word)
                is_first = False
            seconds = back_in(reply, asked) if reply else 0.0
            if seconds and times:
                times -= 1
            elif not reply and retries:
                retries, seconds = retries - 1, RETRY_SECONDS
            else:
                self.after.append(word)
                return None
            await asyncio.sleep(seconds)


def back_in(reply: Reply, asked: Asked) -> float:
    """Seconds after which a reply wants to be asked again; 0 when it does not."""
    told = reply.headers.get("refresh" if asked.path == PAGE[0] else "retry-after", "")
    if asked.path != PAGE[0] and asked.kind not in PATIENT:
        return 0.0
    is_number = told.isdigit() and reply.status in BUSY
    return min(float(told), LONGEST_SECONDS) if is_number else 0.0


@contextmanager
def crowd(host: Host, vocabulary: Vocabulary, size: Size, world: str) -> Iterator[Met]:
    """Readers in a thread of their own until the block ends, and one file on its way meanwhile."""
    met, ended = Met(host), threading.Event()
    ours, theirs = time.process_time(), met.count()
    with ThreadPoolExecutor(1) as thread:
        work = thread.submit(asyncio.run, _all(met, host, vocabulary, size, world, ended))
        try:
            yield met
        finally:
            ended.set()
            work.result()
    ours, theirs = time.process_time() - ours, met.count() - theirs
    met.generator = ours / (ours + theirs) if ours + theirs else 0.0


def _served(host: Host) -> float:
    """Processor seconds of the host, with those of the processes that have ended."""
    return host.seconds + spent(host.gunicorn.pid, of_children=True)


async def _all(
    met: Met, host: Host, vocabulary: Vocabulary, size: Size, world: str, ended: threading.Event
) -> None:
    stop = asyncio.Event()
    work = [_reader(met, host, vocabulary, n, size, world, stop) for n in range(size.readers)]
    if size.uploads:
        work.append(_upload(met, host, stop))

    async def end() -> None:
        await asyncio.to_thread(ended.wait)
        stop.set()

    await asyncio.gather(end(), *work)


async def _reader(
    met: Met,
    host: Host,
    vocabulary: Vocabulary,
    number: int,
    size: Size,
    world: str,
    stop: asyncio.Event,
) -> None:
    chance, connection = random.Random(number), Connection(host.port, number)
    await _pause(stop, chance.random() * size.thinking)
    for visit in count():
        own = [Asked("view", f"{VIEW_PATH}?world={world}")] * (number % OWN_EVERY == 0)
        for asked in [*journey(vocabulary, number + visit * size.readers), *own]:
            if stop.is_set():
                connection.drop()
                return
            if asked.kind == "upload" and not size.uploads:
                continue
            await met.patiently(connection, asked)
            if asked.path not in PAGE[:-1]:  # the parts of a page come together
                await _pause(stop, chance.expovariate(1 / size.thinking))


async def _pause(stop: asyncio.Event, seconds: float) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await stop.wait()


async def _upload(met: Met, host: Host, stop: asyncio.Event) -> None:
    """Send a file of which the second half goes when everything is over."""
    rows = "".join(f"place {n % 7},place {n % 11 + 7},2010,{n + 1}\n" for n in range(met.rows))
    body = b"from,to,year,people\n" + rows.encode()
    half, met.asked, word = len(body) // 2, met.asked + 1, ""
    for turn in range(TIMES + 1):
        connection = Connection(host.port, UPLOADER)
        try:
            reader, writer = await asyncio.open_connection(
                "127.0.0.1", host.port, local_addr=(connection.address, 0)
            )
            writer.write(upload_head(len(body)) + body[:half])
            await writer.drain()
            sent = half
            while not stop.is_set():  # slowly, yet not as slowly as one who is given up
                await _pause(stop, TRICKLE_SECONDS)
                writer.write(body[sent : sent + 1])
                sent += 1
            writer.write(body[sent:])
            async with asyncio.timeout(PATIENCE_SECONDS):
                reply = await reply_of(reader)
            writer.close()
        except BROKEN as error:
            word = f"open upload: {error!r}"
            break
        if reply.status == 200:
            met.draft = reply.text.partition('"draft":"')[2].partition('"')[0]
            return
        word, seconds = f"open upload: {reply.status}", back_in(reply, Asked("upload", DRAFT_PATH))
        if turn == 0:
            met.before.append(word)
        if not seconds:
            break
        await asyncio.sleep(seconds)
    met.after.append(word)


def upload_head(size: int, name: str = "open.csv") -> bytes:
    """Head of a question that sends a file."""
    lines = [
        f"POST {DRAFT_PATH}?name={name}&lang=en HTTP/1.1",
        "Host: localhost",
        "Sec-Fetch-Site: same-origin",
        "Content-Type: application/octet-stream",
        f"Content-Length: {size}",
    ]
    return "\r\n".join([*lines, "", ""]).encode()
