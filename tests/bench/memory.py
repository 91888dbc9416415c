"""Memory of one process of the server while many readers ask it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from itertools import islice

from geo.view.vocabulary import Vocabulary
from layers.page.wire import PATH
from tests.bench.asked import as_people_do
from tests.load.hosting import resident_bytes
from tests.serve.running import running

MARKS = (1_000, 10_000, 20_000)
READERS = 4


def measured(vocabulary: Vocabulary, marks: tuple[int, ...] = MARKS) -> dict[int, int]:
    """Bytes in RAM after so many requests, asked as fast as one process answers."""
    found: dict[int, int] = {}
    with running("app.py", "--port", "0") as started:
        readers = [as_people_do(vocabulary, seed) for seed in range(READERS)]
        done = 0
        for mark in marks:
            each = (mark - done) // READERS
            batches = [islice(reader, each) for reader in readers]
            threads = [
                threading.Thread(target=_ask, args=(started.port, batch)) for batch in batches
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            done = mark
            found[mark] = resident_bytes(started.process.pid)
    return found


def _ask(port: int, queries: Iterator[str]) -> None:
    with closing(HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        for query in queries:
            connection.request("GET", f"{PATH}?{query}", headers={"Accept-Encoding": "gzip"})
            reply = connection.getresponse()
            reply.read()
            if reply.status != 200:
                raise RuntimeError(f"{query}: {reply.status}")
