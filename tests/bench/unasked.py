"""Views that nobody has asked for: what the server takes for the whole reply."""

from __future__ import annotations

import time
from dataclasses import dataclass

from layers.page.wire import PATH, warm
from tests.bench.asked import never_asked
from tests.bench.serverside import ZIPPED, fresh_app

VIEWS = 200


@dataclass(frozen=True)
class Unasked:
    """Milliseconds of each reply, plain and compressed; the latter are other views."""

    plain: list[float]
    zipped: list[float]


def measured(count: int = VIEWS) -> Unasked:
    """Ask each view once, in a process that is ready for readers."""
    app, world = fresh_app()
    warm(app.server, world)
    client = app.server.test_client()
    views = never_asked(world.vocabulary, 2 * count)
    found: list[list[float]] = []
    for part, headers in ((views[:count], {}), (views[count:], ZIPPED)):
        spent = []
        for query in part:
            started = time.perf_counter()
            reply = client.get(f"{PATH}?{query}", headers=headers)
            spent.append((time.perf_counter() - started) * 1000)
            if reply.status_code != 200:
                raise RuntimeError(f"{query}: {reply.status_code}")
        found.append(spent)
    return Unasked(*found)
