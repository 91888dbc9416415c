"""What one question costs on each engine: ``python -m tests.spark.cost``.

A world of 3,000 regions and 1,000,000 rows, drawn by a seeded generator, on DuckDB in this process
and on a cluster of two workers on this machine. The first question of a kind is told apart from
later ones, which ask for other places and intervals: no answer is kept between them.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from geo.flows.engine import DuckDb, Engine
from geo.flows.query import Flows
from geo.flows.question import Question
from geo.flows.spark import local
from geo.flows.spark.address import read_address
from geo.flows.spark.engine import Spark
from tests.spark import asked, made

TIMES = 7
MILLION = (3_000, 10, 1_060_000)
Asking = Callable[[int], object]
ROW = "{:<32} {:>12} {:>12} {:>12} {:>12}\n"


def questions(door: Flows, codes: list[str], periods: list[str]) -> Iterator[tuple[str, Asking]]:
    """The question of each kind for a number: other places and intervals for another one."""
    first, last = periods[0], periods[-1]
    best = door.page(Question(first), 0, TIMES)
    pairs = list(zip(best["origin_code"], best["destination_code"], strict=True))
    yield "60 largest of an interval", lambda at: door.top(Question(periods[at]), 60)
    yield "totals of a region", lambda at: door.totals(Question(last, region=codes[at]))
    yield "a corridor through time", lambda at: door.history(pairs[at])
    yield (
        "change between two intervals",
        lambda at: door.changes(Question(last), periods[at], last, 10),
    )


def timed(engine: Engine) -> Iterator[tuple[str, list[float]]]:
    """Milliseconds of the questions of each kind; before them those of the opening alone."""
    started = time.perf_counter()
    codes, periods = asked.codes_and_periods(engine)
    yield "opening the tables", [(time.perf_counter() - started) * 1000]
    door = Flows(engine)
    for kind, ask in questions(door, codes, periods):
        spent = []
        for at in range(TIMES):
            started = time.perf_counter()
            ask(at)
            spent.append((time.perf_counter() - started) * 1000)
        yield kind, spent


def main() -> int:
    """Print the table."""
    with local.cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        os.environ.update(cluster.environment)
        built = made.write(Path(folder) / "built", *MILLION)
        sys.stdout.write(ROW.format("", "DuckDB first", "then", "Spark first", "then"))
        engines = DuckDb(built), Spark(built, read_address(cluster.address))
        for (kind, near), (_kind, far) in zip(*map(timed, engines), strict=True):
            spent = [
                text
                for first, *later in (near, far)
                for text in (
                    f"{first:,.0f} ms",
                    f"{statistics.median(later):,.0f} ms" if later else "",
                )
            ]
            sys.stdout.write(ROW.format(kind, *spent))
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
