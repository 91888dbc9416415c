"""What of the door on Spark needs no Spark: addresses, questions as they are spelled, answers."""

from __future__ import annotations

import json
import socket
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from sqlglot import exp, parse_one

import app
from geo.flows.engine import QUESTIONS_FILE, TABLE, WHOLE, DuckDb, Written, framed
from geo.flows.query import door
from geo.flows.spark import address, local
from geo.flows.spark.address import NoClusterError, check, read_address
from geo.flows.spark.engine import MOST_ROWS, SLICE, columns, settings, spelled
from geo.flows.spark.engine import QUESTIONS_FILE as SPARK_FILE
from geo.world.counted import counted
from geo.world.world import World
from layers.subjects import open_page_world


def written(built: Path, name: str) -> dict[str, Written]:
    told = json.loads((built / name).read_text(encoding="utf-8"))
    return {key: Written(**one) for key, one in told.items()}


def test_one_set_of_questions_is_written_for_both_engines(world: World) -> None:
    ours, theirs = (written(world.built, name) for name in (QUESTIONS_FILE, SPARK_FILE))
    assert list(ours) == list(theirs)
    assert [dict(ours[name].values) for name in ours] == [dict(theirs[key].values) for key in ours]


def test_questions_are_spark_sql_with_a_place_for_every_value(world: World) -> None:
    for name, one in written(world.built, SPARK_FILE).items():
        tree = parse_one(one.text, dialect="spark")
        assert {place.name for place in tree.find_all(exp.Placeholder)} == set(one.values), name
        tables = {table.name for table in tree.find_all(exp.Table)}
        named = {common.alias for common in tree.find_all(exp.CTE)}
        assert tables - named == ({TABLE} if name != TABLE else {"corridors", "corridor_contrasts"})
        assert "count" not in one.values or one.text.endswith(SLICE), name


def test_numbers_are_as_wide_as_those_of_duckdb(world: World) -> None:
    """Else pairs of 3,000 regions run over, and sums are whole numbers on one engine alone."""
    questions = written(world.built, SPARK_FILE)
    for one in questions.values():
        tree = parse_one(one.text, dialect="spark")
        rows = [node.parent for node in tree.find_all(exp.Window)]
        assert all(isinstance(cast, exp.Cast) and cast.to.this.name == "BIGINT" for cast in rows)
        sums = [node.parent for node in tree.find_all(exp.Sum)]
        assert all(isinstance(cast, exp.Cast) and cast.to.this.name == "DOUBLE" for cast in sums)
    assert "ROW_NUMBER" in questions[TABLE].text


def test_a_whole_answer_has_no_slice_and_a_large_page_fits_the_numbers_of_spark() -> None:
    one = Written(f"SELECT 1{SLICE}", {"count": 0, "first": 0})
    assert spelled(one, {}, 0, WHOLE) == ("SELECT 1", {})
    assert spelled(one, {}, 7, WHOLE)[1] == {"count": MOST_ROWS - 7, "first": 7}


def test_answers_have_the_types_of_duckdb(tiny: World) -> None:
    answer = pa.table(
        {
            "code": pa.array(["a", None]),
            "whole": pa.array([1, 2], pa.int32()),
            "some": pa.array([None, 2], pa.int64()),
            "share": pa.array([0.5, None]),
            "known": pa.array([True, None]),
            "sure": pa.array([True, False]),
            "none": pa.array([None, None], pa.float64()),
        }
    )
    found = framed(columns(answer))
    assert found.dtypes.map(str).tolist() == [
        *("str", "int32", "float64", "float64", "object", "bool", "float64"),
    ]
    assert found["code"].isna().tolist() == [False, True]
    assert found["known"].tolist() == [True, None]
    like = DuckDb(tiny.built).ask("codes", {})
    pd.testing.assert_frame_equal(framed(columns(pa.Table.from_pandas(like))), like)
    assert np.isnan(found["none"]).all()


@pytest.mark.parametrize(
    "text",
    [
        "local[2]",
        "spark://",
        "spark://a:99999",
        "spark://a;x=1",
        "sc://a,b",
        "http://a",
        "spark://a b",
    ],
)
def test_what_is_no_cluster_is_refused(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="expected spark://HOST:PORT, or sc://HOST:PORT"):
        read_address(text)
    with pytest.raises(SystemExit):
        app.main(["--engine", text])
    assert "spark://HOST:PORT" in capsys.readouterr().err


def test_a_cluster_elsewhere_finds_the_driver_by_its_own_name() -> None:
    assert "spark.driver.host" not in settings(read_address("spark://far.example"))
    assert settings(read_address("spark://[::1]:7077"))["spark.driver.bindAddress"] == "127.0.0.1"


def test_what_is_missing_is_told_before_the_first_question(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        closed = read_address(f"spark://127.0.0.1:{free.getsockname()[1]}")
    monkeypatch.setattr(address, "find_spec", lambda name: None)
    with pytest.raises(NoClusterError, match=r"needs pyspark\. Run: pip .*-spark\.lock"):
        check(closed)
    assert app.main(["--port", "0", "--engine", closed.text]) == 1
    assert "requirements-spark.lock" in capsys.readouterr().err
    monkeypatch.setattr(address, "find_spec", lambda name: name)
    monkeypatch.setenv("JAVA_HOME", "/nowhere")
    with pytest.raises(NoClusterError, match=r"needs Java 17.*JAVA_HOME=/nowhere has none"):
        check(closed)
    monkeypatch.setattr(address, "java", lambda: "java")
    with pytest.raises(NoClusterError, match=r"No Spark answers at spark://127.0.0.1:\d+ \("):
        check(closed)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        check(read_address(f"sc://127.0.0.1:{listening.getsockname()[1]}"))


@pytest.mark.parametrize(
    ("said", "serves"), [("17.0.12", True), ("25", True), ("11.0.2", False), ("1.8.0_292", False)]
)
def test_a_java_that_is_too_old_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, said: str, serves: bool
) -> None:
    program = tmp_path / "bin" / "java"
    program.parent.mkdir()
    program.write_text(f"#!/bin/sh\necho 'openjdk version \"{said}\"' >&2\n", encoding="utf-8")
    program.chmod(0o755)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert address.java() == (str(program) if serves else None)


def test_a_cluster_of_ones_own_says_what_it_needs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local, "find_spec", lambda name: None)
    with pytest.raises(NoClusterError, match="needs pyspark"), local.cluster():
        raise AssertionError("nothing starts")


def test_many_processes_ask_through_connect_alone() -> None:
    with pytest.raises(ValueError, match=r"expected sc://HOST:PORT"):
        app.hosted(engine="spark://127.0.0.1:7077")


def test_every_choice_of_a_world_is_asked_of_its_cluster(world: World) -> None:
    opened = open_page_world(
        world.built.parent, engine="sc://far.example:15002", shared="hdfs://names/built/"
    )
    apart = replace(opened, id="of a cluster")  # what is kept of a world goes by its id
    choice = counted(apart, next(iter(other_tables(apart))), "")
    assert (choice.engine, choice.shared.rpartition("/counted/")[0]) == (
        "sc://far.example:15002",
        "hdfs://names/built",
    )
    assert door(apart) is not door(world)
    door(apart).ready()  # asks nothing: nobody is there


def other_tables(world: World) -> list[str]:
    return [one.key for one in world.package.flow_tables][1:]
