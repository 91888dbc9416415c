"""Every question to the flow table written in SQL once, so that what serves needs no compiler.

Ibis writes each with a stand-in for every value, and the stand-ins become parameters.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.sql.compilers import duckdb
from sqlglot import exp

from geo.flows.engine import QUESTIONS_FILE, TABLE, TABLES, WHOLE, Value, Written
from geo.flows.expressions import PARAMETERS, QUESTIONS, Make, load

CACHED_SCHEMAS = 4
Columns = tuple[tuple[str, str], ...]


def write_questions(folder: Path) -> None:
    """Write the questions to a folder of built tables.

    Parameters
    ----------
    folder
        Holds the Parquet files of :data:`geo.flows.engine.TABLES`.
    """
    schemas = [pq.read_schema(folder / f"{name}.parquet") for name in TABLES]
    told = _written(*(schema.remove_metadata() for schema in schemas))
    text = json.dumps({name: one._asdict() for name, one in told.items()}, indent=1)
    (folder / QUESTIONS_FILE).write_text(text, encoding="utf-8")


@lru_cache(maxsize=CACHED_SCHEMAS)
def _written(*schemas: pa.Schema) -> Mapping[str, Written]:
    """The making of the table and all questions by name; they depend on the columns alone."""
    tables = [
        ibis.table(ibis.Schema.from_pyarrow(schema), name=name)
        for name, schema in zip(TABLES, schemas, strict=True)
    ]
    made = load(*tables)
    asked = ibis.table(made.schema(), name=TABLE)
    whole = {TABLE: Written(_spelled(duckdb.compiler.to_sqlglot(made)), {})}
    return whole | {name: in_sql(asked, make) for name, make in QUESTIONS.items()}


def in_sql(table: ir.Table, make: Make) -> Written:
    """Write a question over a table.

    Examples
    --------
    >>> people = ibis.table({"name": "string", "years": "int64"}, name="people")
    >>> def old(table, asked, first, count):
    ...     return table.filter(table.years > asked["leaves"]).limit(count, offset=first)
    >>> in_sql(people, old).values
    {'leaves': 0, 'count': 0, 'first': 0}
    """
    numbers = iter(range(WHOLE + 1, WHOLE + 1000))
    rows = {"first": next(numbers), "count": next(numbers)}
    stand_ins = {
        name: f"<{name}>" if one.type().is_string() else next(numbers)
        for name, one in PARAMETERS.items()
    }
    expression = make(table, PARAMETERS, rows["first"], rows["count"])
    given = {one: stand_ins[name] for name, one in PARAMETERS.items()}
    named = {str(value): name for name, value in (stand_ins | rows).items()}
    found: dict[str, Value] = {}

    def named_value(node: exp.Expression) -> exp.Expression:
        if isinstance(node, exp.Substring) and isinstance(node.args["start"], exp.If):
            node.set("start", node.args["start"].args["true"])  # never from the end
            if node.args["length"].this == "1":
                found[named[node.this.this]] = "0"
                return _bit(exp.Parameter(this=exp.Var(this=named[node.this.this])), node)
        name = named.get(node.this) if isinstance(node, exp.Literal) else None
        if name is None:
            return node
        found[name] = "" if node.is_string else 0
        return exp.Parameter(this=exp.Var(this=name))

    tree = duckdb.compiler.to_sqlglot(expression, params=given).transform(named_value)
    return Written(_spelled(tree), found)


def _bit(signs: exp.Expression, asked: exp.Expression) -> exp.Expression:
    """One of many signs as a bit: a letter is found only after all letters before it."""
    number = asked.args["start"].this  # without the 1 from which letters are counted
    return exp.Anonymous(
        this="GET_BIT", expressions=[exp.cast(signs, "BIT"), exp.cast(number, "INT")]
    )


def _spelled(tree: exp.Expression) -> str:
    """SQL of a tree, the same each time: Ibis drops columns in the order of a set."""
    for star in tree.find_all(exp.Star):
        star.set("except_", sorted(star.args.get("except_") or (), key=exp.Expression.sql))
    return tree.sql("duckdb")
