"""A view that nobody asked for: nothing is compiled, little is held, and it takes no more than so
many pieces of fixed work, whatever the machine."""

from __future__ import annotations

import statistics
import sys
import time
import tracemalloc

import pytest

from geo.flows.query import door
from geo.world.world import World
from layers.page.early import warm
from layers.page.wire import PATH
from tests.bench import large
from tests.bench.asked import never_asked
from tests.bench.serverside import fresh_app
from tests.test_house import BUILD_ONLY, run

pytestmark = pytest.mark.long

VIEWS = 60
MOST_YARDSTICKS = 14.0
QUESTION_BYTES = 5_000_000
ASKED_IN_A_PROCESS = """
import sys
from layers.page.early import warm
from layers.page.wire import PATH
from tests.bench.asked import never_asked
from tests.bench.serverside import fresh_app

app, world = fresh_app()
warm(app.server, world)
client = app.server.test_client()
for query in ("view=table", "view=zones", "view=intervals", *never_asked(world.vocabulary, 20)):
    assert client.get(f"{PATH}?{query}").status_code == 200
print(*sys.modules)
"""


def yardstick_seconds() -> float:
    """Time of a fixed piece of work like that of a reply: texts, lists and look-ups."""
    best = 9.0
    for _ in range(5):
        started = time.process_time()
        words = {str(number): f"<b>{number:,}</b> people" for number in range(10_000)}
        "".join(sorted(words.values(), key=len))
        best = min(best, time.process_time() - started)
    return best


def test_a_view_nobody_asked_takes_so_many_yardsticks() -> None:
    app, world = fresh_app()
    warm(app.server, world)
    client = app.server.test_client()
    spent = []
    for query in never_asked(world.vocabulary, VIEWS, seed=3):
        started = time.process_time()
        assert client.get(f"{PATH}?{query}").status_code == 200
        spent.append(time.process_time() - started)
    taken = statistics.median(spent) / yardstick_seconds()
    assert taken <= MOST_YARDSTICKS


def test_what_serves_holds_no_compiler_and_nothing_that_only_builds() -> None:
    done = run(sys.executable, "-c", ASKED_IN_A_PROCESS)
    assert done.returncode == 0, done.stderr
    loaded = set(done.stdout.split())
    assert "duckdb" in loaded
    assert loaded & BUILD_ONLY == set()


def test_a_question_holds_little(world: World) -> None:
    peaks = []
    door(world).ready()
    tracemalloc.start()
    for seed, question in enumerate(large.questions(20)):
        for kind, one in large.ask(door(world), question, seed):
            tracemalloc.reset_peak()
            held = tracemalloc.get_traced_memory()[0]
            one()
            peaks.append((tracemalloc.get_traced_memory()[1] - held, kind))
    tracemalloc.stop()
    assert max(peaks)[0] <= QUESTION_BYTES, max(peaks)
