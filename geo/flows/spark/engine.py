"""Questions on Apache Spark: they run where the tables lie, and nothing comes here but answers."""

from __future__ import annotations

import json
import threading
import warnings
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from geo.flows.engine import TABLE, TABLES, WHOLE, Engine, Value, Values, Written, framed
from geo.flows.spark.address import CONNECT, Address

QUESTIONS_FILE = "questions_spark.json"
NAME = "Migration corridors"
MOST_ROWS = 2**31 - 64
"""Spark counts rows of an answer in 32 bits, and orders the best of them by fewer than that."""

SLICE = " LIMIT :count OFFSET :first"
"""How a question ends that is asked for some rows of its answer."""

ALIKE = {
    "spark.sql.ansi.enabled": "false",  # what DuckDB leaves missing is no error here
    "spark.sql.session.timeZone": "UTC",
}
"""Settings of a session by which it answers as DuckDB does."""


class Spark(Engine):
    """Runs questions on a cluster; opened lazily, safe across threads.

    Parameters
    ----------
    built : Path
        Folder of built tables, with the questions that the build wrote.
    address : Address
        Where the cluster is.
    shared : str
        Where the cluster finds that folder, such as ``hdfs://names/flows/built``; the same path
        by default.

    Notes
    -----
    The table of all questions is worked out once and kept in the memory of the cluster. What a
    worker held that is gone is worked out again by the others. A session does not survive a fork.
    """

    is_near = False

    def __init__(self, built: Path, address: Address, shared: str = "") -> None:
        self._built = built
        self._address = address
        self._shared = shared.rstrip("/") or str(built.resolve())
        self._lock = threading.Lock()
        self._opened: Any = None

    @cached_property
    def _questions(self) -> dict[str, Written]:
        """All questions and the making of their table, by name."""
        told = json.loads((self._built / QUESTIONS_FILE).read_text(encoding="utf-8"))
        return {name: Written(**one) for name, one in told.items()}

    def ask(
        self, question: str, values: Values, first: int = 0, count: int = WHOLE
    ) -> pd.DataFrame:
        """Run a question; once more on a new session where the old one is gone."""
        text, given = spelled(self._questions[question], values, first, count)
        session = self._session()
        try:
            return framed(columns(session.sql(text, args=given).toArrow()))
        except Exception:
            if is_alive(session):
                raise
        self._leave(session)
        return framed(columns(self._session().sql(text, args=given).toArrow()))

    def close(self) -> None:
        """Free the memory of the cluster; the next question opens another session."""
        if self._opened is not None:
            self._leave(self._opened)

    def stop(self) -> None:
        """End the program on the cluster with the sessions of all worlds."""
        if self._address.kind != CONNECT:
            from pyspark.sql import SparkSession  # noqa: PLC0415

            running = SparkSession.getActiveSession()
            if running is not None:
                running.stop()
        self.close()

    def _leave(self, session: Any) -> None:
        with self._lock:
            if self._opened is session:
                self._opened = None
                leave(session, self._address)

    def _session(self) -> Any:
        with self._lock:
            if self._opened is None:
                opened = session_at(self._address)
                for name in TABLES:
                    table = opened.read.parquet(f"{self._shared}/{name}.parquet")
                    table.createOrReplaceTempView(name)
                opened.sql(f"CACHE TABLE {TABLE} AS {self._questions[TABLE].text}")
                self._opened = opened
            return self._opened


def spelled(
    written: Written, values: Values, first: int, count: int
) -> tuple[str, dict[str, Value]]:
    """A question as Spark reads it, and its values.

    Parameters
    ----------
    written
        The question with all its names.
    values
        What is asked; a name without a value has that of ``written``.
    first, count
        Rows that are answered; all of them leave the slice out.

    Examples
    --------
    >>> written = Written("SELECT a FROM t WHERE b = :b" + SLICE, {"b": "", "count": 0, "first": 0})
    >>> spelled(written, {"b": "x", "c": 1}, 0, WHOLE)
    ('SELECT a FROM t WHERE b = :b', {'b': 'x'})
    >>> spelled(written, {}, 20, 10)[1]
    {'b': '', 'count': 10, 'first': 20}
    """
    text = written.text
    if (first, count) == (0, WHOLE):
        text = text.removesuffix(SLICE)
    rows = {"first": first, "count": min(count, MOST_ROWS - first)}
    filled = {**written.values, **values, **rows}
    return text, {name: filled[name] for name in written.values if f":{name}" in text}


def columns(answer: Any) -> Mapping[str, Any]:
    """Columns of an answer as DuckDB gives them: masked where something is missing.

    Examples
    --------
    >>> import pyarrow as pa
    >>> columns(pa.table({"n": [1, None]}))["n"].tolist()
    [1, None]
    """
    return {name: _array(answer.column(name)) for name in answer.column_names}


def _array(column: Any) -> Any:
    values = column.to_numpy()
    if values.dtype == object and not _is_boolean(column):
        return values
    if not column.null_count:
        return values
    missing = column.is_null().to_numpy()
    known = column.drop_null().to_numpy()
    whole = np.zeros(len(column), dtype=known.dtype)
    whole[~missing] = known
    return np.ma.masked_array(whole, missing)


def _is_boolean(column: Any) -> bool:
    return str(column.type) == "bool"


def settings(address: Address) -> dict[str, str]:
    """What a driver of ours asks of a standalone cluster; the rest is its owner's.

    Examples
    --------
    >>> from geo.flows.spark.address import read_address
    >>> settings(read_address("spark://localhost:7077"))["spark.driver.host"]
    '127.0.0.1'
    """
    own = {
        "spark.master": address.text,
        "spark.app.name": NAME,
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
        "spark.log.level": "ERROR",
        "spark.scheduler.mode": "FAIR",
    }
    here = ("spark.driver.host", "spark.driver.bindAddress")
    return own | (dict.fromkeys(here, "127.0.0.1") if address.is_here else {})


def session_at(address: Address) -> Any:
    """A session of its own at a cluster: two worlds have tables of the same names."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # of frames of pandas, which nobody asks for
        session = _opened(address)
    for name, value in ALIKE.items():
        session.conf.set(name, value)
    return session


def _opened(address: Address) -> Any:
    if address.kind == CONNECT:
        from pyspark.sql.connect.session import SparkSession as Remote  # noqa: PLC0415

        return Remote.builder.remote(address.text).create()
    from pyspark.sql import SparkSession  # noqa: PLC0415

    return SparkSession.builder.config(map=settings(address)).getOrCreate().newSession()


def leave(session: Any, address: Address) -> None:
    """Let go of a session. The driver of a standalone cluster stays for those of other worlds."""
    if address.kind == CONNECT:
        session.stop()
        return
    from pyspark import SparkContext  # noqa: PLC0415

    if is_alive(session):
        session.sql(f"UNCACHE TABLE IF EXISTS {TABLE}")
    elif session.sparkContext is SparkContext._active_spark_context:
        session.stop()  # but not the program that another world has begun since


def is_alive(session: Any) -> bool:
    """Whether a session still answers."""
    try:
        session.sql("SELECT 1").toArrow()
    except Exception:
        return False
    return True
