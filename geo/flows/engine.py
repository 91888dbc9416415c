"""Where questions run: an Ibis expression is compiled once and asked again with other values.

A question is an expression whose values are parameters. Any Ibis backend can run it; over DuckDB
its text is kept, so that asking costs neither Ibis nor the parser.
"""

from __future__ import annotations

import threading
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import duckdb
import ibis
import ibis.expr.types as ir
import numpy as np
import pandas as pd
from sqlglot import exp

from geo.flows.expressions import Make

Values = Mapping[str, str | int]
WHOLE = 2**40
"""A number of rows that no table has."""

TEXT = pd.StringDtype(na_value=np.nan)


class Engine(ABC):
    """Runs questions over one table.

    Parameters
    ----------
    load : callable
        Makes the table of all questions from the two built tables, corridors and contrasts.
    parameters : mapping
        Ibis parameters by name: texts and whole numbers.
    files : mapping
        Parquet file of each of the two tables by name.
    """

    def __init__(
        self,
        load: Callable[..., ir.Table],
        parameters: Mapping[str, ir.Scalar],
        files: Mapping[str, Path],
    ) -> None:
        self.load, self.parameters, self.files = load, parameters, files

    @abstractmethod
    def ask(self, make: Make, values: Values, first: int = 0, count: int = WHOLE) -> pd.DataFrame:
        """Run a question; parameters without a value are empty text or 0."""

    @abstractmethod
    def ready(self, make: Make) -> None:
        """Do what can be done before a question is asked."""

    @abstractmethod
    def close(self) -> None:
        """Let go of the connection; the next question opens another."""

    def _filled(self, values: Values) -> dict[str, str | int]:
        """A value for every parameter."""
        empty = {name: "" if one.type().is_string() else 0 for name, one in self.parameters.items()}
        return empty | dict(values)


class AnyBackend(Engine):
    """Runs questions on any Ibis backend, which compiles each of them anew.

    Parameters
    ----------
    backend : ibis backend
        An open one; it stays open.
    read : callable
        Takes a Parquet file and a name, and returns it as a table of the backend.
    load, parameters, files
        As for :class:`Engine`.
    """

    def __init__(self, backend: Any, read: Callable[[Path, str], ir.Table], *rest: Any) -> None:
        super().__init__(*rest)
        tables = [read(path, name) for name, path in self.files.items()]
        self._backend, self._lock = backend, threading.Lock()
        self._table = backend.create_table("asked", self.load(*tables))

    def ask(self, make: Make, values: Values, first: int = 0, count: int = WHOLE) -> pd.DataFrame:
        """Run a question, one at a time: not every backend is safe across threads."""
        filled = self._filled(values)
        expression = make(self._table, self.parameters, first, count)
        given = {one: filled[name] for name, one in self.parameters.items()}
        with self._lock:
            rows: pd.DataFrame = self._backend.to_pyarrow(expression, params=given).to_pandas()
        return rows

    def ready(self, make: Make) -> None:
        """Nothing is kept here."""

    def close(self) -> None:
        """Nothing is opened here."""


class DuckDb(Engine):
    """Runs questions on DuckDB inside the process; opened lazily, one cursor for each thread.

    Notes
    -----
    Ibis writes each question once, with a stand-in for every value, and the stand-ins become
    parameters of DuckDB. The connection does not survive a fork, what is written does.
    """

    def __init__(self, *rest: Any) -> None:
        super().__init__(*rest)
        self._lock = threading.Lock()
        self._written: dict[Make, tuple[str, tuple[str, ...]]] = {}
        self._opened: ibis.backends.duckdb.Backend | None = None
        self._threads = threading.local()

    def ask(self, make: Make, values: Values, first: int = 0, count: int = WHOLE) -> pd.DataFrame:
        """Run a question on the cursor of this thread."""
        cursor, statements = self._cursor()
        if make not in statements:
            text, names = self._text(make)
            statements[make] = (cursor.extract_statements(text)[0], names)
        statement, names = statements[make]
        filled = self._filled(values) | {"first": first, "count": count}
        cursor.execute(statement, {name: filled[name] for name in names})
        return framed(cursor.fetchnumpy())

    def ready(self, make: Make) -> None:
        """Write the text of a question."""
        self._text(make)

    def close(self) -> None:
        """Close the connection of all threads."""
        with self._lock:
            if self._opened is not None:
                self._opened.disconnect()
                self._opened, self._threads = None, threading.local()

    def _open(self) -> ibis.backends.duckdb.Backend:
        """The connection with the table in its memory; called under the lock."""
        if self._opened is None:
            backend = ibis.duckdb.connect(threads=1)
            read = [
                backend.read_parquet(path, table_name=name) for name, path in self.files.items()
            ]
            backend.create_table("asked", self.load(*read))
            self._opened = backend
        return self._opened

    def _cursor(self) -> tuple[duckdb.DuckDBPyConnection, dict[Make, Any]]:
        """The cursor of this thread and the statements it has read."""
        mine = self._threads
        if not hasattr(mine, "cursor"):
            with self._lock:
                backend, mine = self._open(), self._threads
                mine.cursor, mine.statements = backend.con.cursor(), {}
        return mine.cursor, mine.statements

    def _text(self, make: Make) -> tuple[str, tuple[str, ...]]:
        """A question as DuckDB reads it, and the names of its parameters."""
        with self._lock:
            if make not in self._written:
                backend = self._open()
                self._written[make] = written(
                    backend, backend.table("asked"), make, self.parameters
                )
            return self._written[make]


def written(
    backend: Any, table: ir.Table, make: Make, parameters: Mapping[str, ir.Scalar]
) -> tuple[str, tuple[str, ...]]:
    """Write a question in SQL with ``$name`` in the place of each value.

    Parameters
    ----------
    backend : ibis backend
        A backend that compiles with sqlglot.
    table : ibis table
        What is asked.
    make : callable
        See :data:`Make`.
    parameters : mapping
        Ibis parameters by name.

    Returns
    -------
    str, tuple of str
        The text and the names that stand in it.
    """
    numbers = iter(range(WHOLE + 1, WHOLE + 1000))
    rows = {"first": next(numbers), "count": next(numbers)}
    stand_ins = {
        name: f"<{name}>" if one.type().is_string() else next(numbers)
        for name, one in parameters.items()
    }
    expression = make(table, parameters, rows["first"], rows["count"])
    given = {one: stand_ins[name] for name, one in parameters.items()}
    named = {str(value): name for name, value in (stand_ins | rows).items()}
    found: dict[str, None] = {}

    def named_value(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Substring) and isinstance(node.args["start"], exp.If):
            node.set("start", node.args["start"].args["true"])  # never from the end
        name = named.get(node.this) if isinstance(node, exp.Literal) else None
        if name is None:
            return node
        found[name] = None
        return exp.Parameter(this=exp.Var(this=name))

    tree = backend.compiler.to_sqlglot(expression, params=given).transform(named_value)
    return tree.sql("duckdb"), tuple(found)


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
