"""The table of statements: for each thing said of the paper its words, section and kind.

A statement is the cell of another table, or a sentence that a package or a message declares. The
build writes its words into the tables (:func:`told`), and the page reads section, kind and excerpt
here: nothing is said of the paper in two places.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geo.rows import rows_of
from geo.world.world import World

STATED, IMPLIED, SORTED, WORKED_OUT = "stated", "implied", "sorted", "worked out"
KINDS = (STATED, IMPLIED, SORTED, WORKED_OUT)
"""In the paper; read out of it; ordered by us; reckoned or looked up by us."""
TABLE = "statements"
EVERY = "*"
"""Row of a statement that holds for all rows of a table which have none of their own."""

Key = tuple[str, str, str]


@dataclass(frozen=True)
class Statement:
    """One thing that the page says of the paper.

    Attributes
    ----------
    text : str
        Its words; empty where every row has its own, or where the paper is silent.
    section : str
        Sections of the paper, such as ``4.1 Network building; 3.2``; empty where it is all ours.
    kind : str
        One of :data:`KINDS`.
    excerpt : str
        Words of the paper that bear it out; empty where it is not stated.
    """

    text: str
    section: str
    kind: str
    excerpt: str

    @property
    def stated(self) -> bool:
        """Whether the paper itself says so."""
        return self.kind == STATED


@dataclass(frozen=True)
class Statements:
    """All statements by dataset, row and field."""

    by_key: Mapping[Key, Statement]

    def find(self, dataset: str, row: str, field: str) -> Statement | None:
        """The statement of one cell, or the one that holds for all rows; None without any."""
        own = self.by_key.get((dataset, row, field))
        return own or self.by_key.get((dataset, EVERY, field))

    def of(self, dataset: str, row: str, field: str) -> Statement:
        """As :meth:`find`.

        Raises
        ------
        KeyError
            When the table of statements has none.
        """
        found = self.find(dataset, row, field)
        if found is None:
            raise KeyError(f"no statement on {dataset}, {row}, {field}")
        return found


def read_statements(table: pd.DataFrame) -> Statements:
    """Statements of a table.

    Parameters
    ----------
    table : DataFrame
        ``dataset``, ``row``, ``field``, ``text``, ``section``, ``kind``, ``excerpt``; the last
        ones may be missing.

    Examples
    --------
    >>> table = pd.DataFrame([["acts", "*", "topic", None, None, "sorted", None],
    ...     ["acts", "T1", "topic", "wages", "3.1", "stated", "No more delayed wages"]],
    ...     columns=["dataset", "row", "field", "text", "section", "kind", "excerpt"])
    >>> found = read_statements(table)
    >>> found.of("acts", "T1", "topic").stated, found.of("acts", "T2", "topic").kind
    (True, 'sorted')
    """
    rows = rows_of(table.fillna(""))
    return Statements(
        {
            (row["dataset"], row["row"], row["field"]): Statement(
                row["text"], row["section"], row["kind"], row["excerpt"]
            )
            for row in rows
        }
    )


@lru_cache(maxsize=8)
def statements(world: World) -> Statements:
    """The statements of a world; none where it has no paper."""
    return read_statements(world.table(TABLE)) if world.has(TABLE) else Statements({})


def told(table: pd.DataFrame, dataset: str, key: list[str], table_of: pd.DataFrame) -> pd.DataFrame:
    """Put the words of the statements into the cells of a table.

    Parameters
    ----------
    table : DataFrame
        As its raw file has it.
    dataset : str
        Name of the table.
    key : list of str
        Columns that name a row; their values are joined by a colon.
    table_of : DataFrame
        The table of statements.

    Returns
    -------
    DataFrame
        A cell with a statement of its own has its words; one with an empty statement is missing.

    Examples
    --------
    >>> acts = pd.DataFrame({"id": ["T1", "T2"], "body": ["state", "council"]})
    >>> said = pd.DataFrame([["acts", "T1", "body", None], ["acts", "*", "body", None]],
    ...     columns=["dataset", "row", "field", "text"])
    >>> told(acts, "acts", ["id"], said)["body"].tolist()
    [None, 'council']
    """
    named = table[key].astype("str").agg(":".join, axis=1)
    found = table.copy()
    rows = table_of[(table_of["dataset"] == dataset) & (table_of["row"] != EVERY)]
    rows = rows[rows["field"].isin(table.columns)]
    for row, field, text in zip(rows["row"], rows["field"], rows["text"], strict=True):
        found[field] = found[field].astype("object")
        found.loc[named == row, field] = None if pd.isna(text) else text
    return found
