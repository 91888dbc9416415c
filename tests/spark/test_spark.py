"""One suite of questions on DuckDB and on a Spark cluster, row by row; with a worker killed, too.

It runs by ``make test-spark``; without Spark or Java it says that it was not run.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path

import pytest

from geo.flows.engine import DuckDb
from geo.flows.query import Flows
from geo.flows.spark import local
from geo.flows.spark.address import read_address
from geo.flows.spark.engine import Spark
from geo.world.world import World
from tests.serve.running import running
from tests.spark import asked, made
from tests.spark.served import connect

pytestmark = pytest.mark.spark
VIEWS = 4
OPENING_SECONDS = 240  # of the tables on a busy machine, before the page tells its address
KEPT = ("/api/corridors.csv?direction=net&top=20", "/api/zones.csv", "/api/change.csv?from=west")


@dataclass(frozen=True)
class Both:
    """One world behind both engines."""

    built: Path
    duckdb: DuckDb
    spark: Spark


@pytest.fixture(scope="module")
def cluster() -> Iterator[local.Local]:
    """A master and two workers; this process is a program on them."""
    try:
        with local.cluster() as started, pytest.MonkeyPatch.context() as patched:
            for name, value in started.environment.items():
                patched.setenv(name, value)
            yield started
            Spark(Path(), read_address(started.address)).stop()
    except local.NoClusterError as error:
        if local.can_run():
            raise
        pytest.skip(f"not run: {error}")


@pytest.fixture(scope="module")
def worlds(
    cluster: local.Local, world: World, tiny: World, tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Both]:
    """The bundled world, one worked by hand, and one of so many regions that pairs need 64 bits."""
    many = made.write(tmp_path_factory.mktemp("many") / "built", 3_000, 4, 20_000)
    address = read_address(cluster.address)
    return {
        name: Both(built, DuckDb(built), Spark(built, address))
        for name, built in (("bundled", world.built), ("tiny", tiny.built), ("many", many))
    }


def agree(both: Both, seed: int, part: int = 1) -> int:
    """Hold all written questions against each other, or one in some; gives how many were asked."""
    questions = list(asked.every_name(both.built, both.duckdb, seed))[::part]
    for one in questions:
        expected = both.duckdb.ask(one.name, one.values, one.first, one.count)
        found = both.spark.ask(one.name, one.values, one.first, one.count)
        asked.same(found, expected, one)
    return len(questions)


@pytest.mark.parametrize("name", ["many", "bundled", "tiny"])
def test_every_written_question_has_the_same_rows(worlds: Mapping[str, Both], name: str) -> None:
    assert agree(worlds[name], seed=1, part=1 if name == "many" else 3) > 15


def test_every_view_of_a_large_world_has_the_same_answers(worlds: Mapping[str, Both]) -> None:
    both = worlds["many"]
    codes, periods = asked.codes_and_periods(both.duckdb)
    doors = Flows(both.duckdb), Flows(both.spark)
    for question in asked.views(codes, periods, VIEWS):
        pairs = zip(*(asked.answers(door, question, codes, periods) for door in doors), strict=True)
        for (kind, expected), (_kind, found) in pairs:
            asked.same(found, expected, (kind, question))
    assert doors[1].widest == pytest.approx(doors[0].widest, rel=1e-12, nan_ok=True)


def test_no_more_rows_come_than_are_asked_for(worlds: Mapping[str, Both]) -> None:
    found = worlds["many"].spark.ask("page", {"period": "1990-1991", "anywhere": 1}, 4_000, 7)
    assert len(found) == 7


def test_the_page_is_served_through_spark_connect(cluster: local.Local, world: World) -> None:
    with connect(cluster) as address, running("app.py", "--port", "0") as plain:
        expected = [reply(plain.port, path) for path in KEPT]
        on_spark = ("app.py", "--port", "0", "--engine", address)
        with running(*on_spark, seconds=OPENING_SECONDS) as served:
            assert f"Opening the tables on {address}: about a minute ..." in served.lines
            assert [reply(served.port, path) for path in KEPT] == expected
            assert reply(served.port, "/")[0] == 200


def reply(port: int, path: str) -> tuple[int, bytes]:
    asking = HTTPConnection("127.0.0.1", port, timeout=240)
    asking.request("GET", path, headers={"Host": "localhost"})
    found = asking.getresponse()
    read = found.read()
    asking.close()
    return found.status, read if path != "/" else b""


def test_a_session_that_was_ended_opens_again(worlds: Mapping[str, Both]) -> None:
    both = worlds["tiny"]
    both.spark.ask("periods", {})
    both.spark.stop()
    asked.same(both.spark.ask("codes", {}), both.duckdb.ask("codes", {}), "codes")


def test_answers_stay_when_a_worker_is_killed(
    cluster: local.Local, worlds: Mapping[str, Both]
) -> None:
    both = worlds["many"]
    both.spark.ask("periods", {})  # its table is in the memory of both workers
    before = holders()
    os.kill(cluster.workers[0].pid, 9)
    cluster.workers[0].wait()
    assert agree(both, seed=2, part=2) > 15
    assert len(before - holders()) == 1


def holders() -> set[str]:
    """Memories that tables of this program may lie in: its own, and one on each worker."""
    context = sys.modules["pyspark"].SparkContext._active_spark_context
    known = context._jsc.sc().getExecutorMemoryStatus()
    return set(known.keySet().mkString(" ").split())
