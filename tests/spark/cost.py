"""What one question costs on each engine: ``python -m tests.spark.cost``.

The bundled world, and one of 3,000 regions and 1,000,000 rows drawn at random; a cluster of two
workers on this machine. Times are medians in milliseconds, of a question asked for the first time.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from geo.flows.engine import DuckDb, Engine
from geo.flows.query import Flows
from geo.flows.spark import local
from geo.flows.spark.address import read_address
from geo.flows.spark.engine import Spark
from geo.world.catalog import DATA_DIR
from tests.spark import asked, made

VIEWS = 3
MILLION = (3_000, 10, 1_060_000)
COLUMNS = "{:<10} {:<10} {:>12} {:>12}\n"


def timed(engine: Engine, views: int) -> Iterator[tuple[str, float]]:
    """Milliseconds of each kind of question in some views, the opening of the table first."""
    started = time.perf_counter()
    codes, periods = asked.codes_and_periods(engine)
    yield "opening", (time.perf_counter() - started) * 1000
    door = Flows(engine)
    door.top(next(asked.views(codes, periods, 1)), 60)
    for question in asked.views(codes, periods, views):
        answers = asked.answers(door, question, codes, periods)
        while True:
            started = time.perf_counter()
            kind, _rows = next(answers, ("", None))
            if not kind:
                break
            yield kind, (time.perf_counter() - started) * 1000


def medians(engine: Engine) -> dict[str, float]:
    """Median of each kind."""
    found: dict[str, list[float]] = {}
    for kind, spent in timed(engine, VIEWS):
        found.setdefault(kind, []).append(spent)
    return {kind: statistics.median(spent) for kind, spent in found.items()}


def main(options: Sequence[str]) -> int:
    """Print the table; ``bundled`` or ``million`` among the options leaves the other out."""
    with local.cluster() as cluster, tempfile.TemporaryDirectory() as folder:
        os.environ.update(cluster.environment)
        worlds = {"bundled": lambda: DATA_DIR / "built"}
        worlds["million"] = lambda: made.write(Path(folder) / "built", *MILLION)
        sys.stdout.write(COLUMNS.format("world", "question", "DuckDB", "Spark"))
        for name in options or worlds:
            built = worlds[name]()
            near = medians(DuckDb(built))
            far = medians(Spark(built, read_address(cluster.address)))
            for kind, spent in near.items():
                row = (name, kind, f"{spent:,.0f} ms", f"{far[kind]:,.0f} ms")
                sys.stdout.write(COLUMNS.format(*row))
                sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
