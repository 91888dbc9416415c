"""Views that nobody has asked for: what the server takes for the whole reply."""

from __future__ import annotations

import time

from layers.page.early import warm
from layers.page.wire import PATH
from layers.serve.server import settle
from tests.bench.asked import never_asked
from tests.bench.serverside import ZIPPED, fresh_app

VIEWS = 200


def measured(count: int = VIEWS) -> list[float]:
    """Milliseconds of the reply to each view, asked once as a browser asks, of a warm process."""
    app, world = fresh_app()
    warm(app.server, world)
    settle()
    client = app.server.test_client()
    spent = []
    for query in never_asked(world.vocabulary, count):
        started = time.perf_counter()
        reply = client.get(f"{PATH}?{query}", headers=ZIPPED)
        spent.append((time.perf_counter() - started) * 1000)
        if reply.status_code != 200:
            raise RuntimeError(f"{query}: {reply.status_code}")
    return spent
