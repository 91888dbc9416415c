"""The questions on any backend of Ibis, compiled anew each time: what ours is held against."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from geo.flows.engine import TABLES, WHOLE, Engine, Values
from geo.flows.expressions import PARAMETERS, QUESTIONS, load


class AnyBackend(Engine):
    """Runs questions on an open backend, which stays open.

    Parameters
    ----------
    backend : ibis backend
        An open one.
    read : callable
        Takes a Parquet file and a name, and returns it as a table of the backend.
    built : Path
        Folder of built tables.
    """

    def __init__(self, backend: Any, read: Callable[[Path, str], ir.Table], built: Path) -> None:
        tables = [read(built / f"{name}.parquet", name) for name in TABLES]
        self._backend, self._lock = backend, threading.Lock()
        self._table = backend.create_table("asked", load(*tables))

    def ask(
        self, question: str, values: Values, first: int = 0, count: int = WHOLE
    ) -> pd.DataFrame:
        """Run a question, one at a time: not every backend is safe across threads."""
        given = {
            one: values.get(name, "" if one.type().is_string() else 0)
            for name, one in PARAMETERS.items()
        }
        expression = QUESTIONS[question](self._table, PARAMETERS, first, count)
        with self._lock:
            rows: pd.DataFrame = self._backend.to_pyarrow(expression, params=given).to_pandas()
        return rows

    def close(self) -> None:
        """Nothing is opened here."""
