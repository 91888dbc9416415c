"""Where questions run: a build has written them in SQL, an engine fills in their values.

Asking then costs neither a compiler nor the parser, and what serves holds neither in its memory.
"""

from __future__ import annotations

import json
import os
import threading
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import pandas as pd
import pyarrow.parquet as pq

Value = str | int
Values = Mapping[str, Value]
MANY_ROWS, MOST_CORES = 400_000, 2
WHOLE = 2**40
"""A number of rows that no table has."""

TABLE = "asked"
"""Name of the table of all questions."""

TABLES = ("corridors", "corridor_contrasts")
"""Built tables that it is made of."""

QUESTIONS_FILE = "questions.json"
TEXT = pd.StringDtype(na_value=np.nan)


Cursor = tuple[duckdb.DuckDBPyConnection, dict[str, Any]]
"""One way to ask, and the statements it has read by the name of their question."""


class Written(NamedTuple):
    """A question in SQL.

    Attributes
    ----------
    text : str
        With ``$name`` in the place of each value.
    values : mapping
        What stands for each name when a question gives nothing: empty text or 0.
    """

    text: str
    values: Values


class Engine(ABC):
    """Runs questions over one table, by their name in :data:`geo.flows.expressions.QUESTIONS`.

    Attributes
    ----------
    is_near : bool
        Whether a question costs next to nothing, so that it is worth asking before anybody does.
    """

    is_near = True

    @abstractmethod
    def ask(
        self, question: str, values: Values, first: int = 0, count: int = WHOLE
    ) -> pd.DataFrame:
        """Run a question; parameters without a value are empty text or 0."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection; the next question opens another."""


class DuckDb(Engine):
    """Runs questions on DuckDB inside the process; opened lazily, a cursor for each question.

    As many cursors are kept as questions were ever asked at once: one for each thread of a server
    would hold the statements of every question sixty times.

    Parameters
    ----------
    built : Path
        Folder of built tables, with the questions that the build wrote.

    Notes
    -----
    The connection does not survive a fork.
    """

    def __init__(self, built: Path) -> None:
        self._built = built
        self._lock = threading.Lock()
        self._opened: duckdb.DuckDBPyConnection | None = None
        self._free: list[Cursor] = []

    @cached_property
    def _questions(self) -> dict[str, Written]:
        """All questions and the making of their table, by name."""
        told = json.loads((self._built / QUESTIONS_FILE).read_text(encoding="utf-8"))
        return {name: Written(**one) for name, one in told.items()}

    def ask(
        self, question: str, values: Values, first: int = 0, count: int = WHOLE
    ) -> pd.DataFrame:
        """Run a question on a cursor that no other thread asks by."""
        written = self._questions[question]
        filled = {**written.values, **values, "first": first, "count": count}
        with self._cursor() as (cursor, statements):
            if question not in statements:
                statements[question] = cursor.extract_statements(written.text)[0]
            cursor.execute(statements[question], {name: filled[name] for name in written.values})
            return framed(cursor.fetchnumpy())

    def close(self) -> None:
        """Close the connection of all threads."""
        with self._lock:
            if self._opened is not None:
                self._opened.close()
                self._opened = None
                self._free.clear()

    def _open(self) -> duckdb.DuckDBPyConnection:
        """The connection with the table in its memory; called under the lock."""
        if self._opened is None:
            opened = duckdb.connect(config={"threads": self._cores})
            for name in TABLES:
                opened.read_parquet(str(self._built / f"{name}.parquet")).create_view(name)
            opened.execute(f"CREATE TABLE {TABLE} AS {self._questions[TABLE].text}")
            self._opened = opened
        return self._opened

    @property
    def _cores(self) -> int:
        """One, so that readers wait for no other, but where a question reads very many rows."""
        rows = pq.read_metadata(self._built / f"{TABLES[0]}.parquet").num_rows
        return min(MOST_CORES, os.cpu_count() or 1) if rows > MANY_ROWS else 1

    @contextmanager
    def _cursor(self) -> Iterator[Cursor]:
        """The free cursor used last, or another one; one whose question failed is let go."""
        with self._lock:
            opened = self._open()
            mine = self._free.pop() if self._free else (opened.cursor(), {})
        yield mine
        with self._lock:
            if self._opened is opened:
                self._free.append(mine)


def framed(columns: Mapping[str, Any]) -> pd.DataFrame:
    """Columns as DuckDB gives them, as a frame: a missing number is NaN, missing else is None.

    Examples
    --------
    >>> some = np.ma.masked_array([1, 2], [False, True])
    >>> framed({"name": np.array(["a", None], dtype=object), "n": some})["n"].tolist()
    [1.0, nan]
    """
    return pd.DataFrame({name: _column(values) for name, values in columns.items()}, copy=False)


def _column(values: Any) -> Any:
    if isinstance(values, np.ma.MaskedArray):
        missing, known = np.ma.getmaskarray(values), np.ma.getdata(values)
        if known.dtype.kind in "iuf":
            return np.where(missing, np.nan, known.astype(float))
        told = known.astype(object)
        told[missing] = None
        return told if known.dtype.kind == "b" else pd.array(told, dtype=TEXT)
    return pd.array(values, dtype=TEXT) if values.dtype == object else values
