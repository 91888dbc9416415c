"""Questions that an earlier build wrote for tables of the same columns: to write them takes long.

Nothing here loads the compiler; it is loaded when there is something new to write.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import suppress
from importlib import import_module
from pathlib import Path

import pyarrow.parquet as pq

from geo.flows.engine import QUESTIONS_FILE, TABLES
from geo.flows.spark.engine import QUESTIONS_FILE as SPARK_FILE
from geo.world.manifest import build_version

FILES = (QUESTIONS_FILE, SPARK_FILE)


def write_questions(folder: Path, kept: Path | None = None) -> None:
    """Write the questions to a folder of built tables, as :mod:`geo.build.questions` does.

    Parameters
    ----------
    folder
        Holds the Parquet files of :data:`geo.flows.engine.TABLES`.
    kept
        Folder of questions that were written before, by columns, code and libraries; what is new
        is added to it. None where nothing is kept.
    """
    known = kept / mark(folder) if kept else None
    if known and all((known / name).is_file() for name in FILES):
        for name in FILES:
            (folder / name).write_bytes((known / name).read_bytes())
        return
    import_module("geo.build.questions").write_questions(folder)
    if known:
        with suppress(OSError):  # without room it is written again next time
            _keep(folder, known)


def _keep(folder: Path, known: Path) -> None:
    known.mkdir(parents=True, exist_ok=True)
    for name in FILES:
        fresh = known / f"{name}-{secrets.token_hex(4)}"
        fresh.write_bytes((folder / name).read_bytes())
        fresh.replace(known / name)


def mark(folder: Path) -> str:
    """What tells the questions of some tables from others: their columns, and what writes them."""
    schemas = (pq.read_schema(folder / f"{name}.parquet").remove_metadata() for name in TABLES)
    told = "\n".join([build_version(), *(str(one) for one in schemas)])
    return hashlib.sha256(told.encode()).hexdigest()[:32]
