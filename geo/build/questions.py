"""Every question to the flow table written in SQL once, so that what serves needs no compiler.

Ibis writes each with a stand-in for every value, and the stand-ins become parameters. There is one
set of questions: each engine has them in its own dialect.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.parquet as pq
from ibis.backends.sql.compilers import duckdb
from ibis.backends.sql.compilers.base import SQLGlotCompiler
from ibis.backends.sql.compilers.pyspark import PySparkCompiler
from sqlglot import exp

from geo.flows.engine import QUESTIONS_FILE, TABLE, TABLES, WHOLE, Value, Written
from geo.flows.expressions import PARAMETERS, QUESTIONS, Make, load
from geo.flows.spark.engine import QUESTIONS_FILE as SPARK_FILE

CACHED_SCHEMAS = 8
Columns = tuple[tuple[str, str], ...]


class SparkCompiler(PySparkCompiler):  # type: ignore[misc]
    """Ibis's own for Spark, of today: it has OFFSET, and a missing number is never NaN."""

    rewrites = SQLGlotCompiler.rewrites
    visit_Field = SQLGlotCompiler.visit_Field  # noqa: N815 - names of Ibis
    visit_NonNullLiteral = SQLGlotCompiler.visit_NonNullLiteral  # noqa: N815


class Dialect(NamedTuple):
    """How an engine reads questions.

    Attributes
    ----------
    file : str
        Where they stand among the built tables.
    name : str
        As the writer of SQL calls it.
    compiler
        Of Ibis.
    parameter
        Makes the place of a value from its name.
    sign
        Makes the sign at a place of a text of signs, counted from 0.
    """

    file: str
    name: str
    compiler: Any
    parameter: Callable[[str], exp.Expression]
    sign: Callable[[exp.Expression, exp.Expression], exp.Expression]


def _bit(signs: exp.Expression, number: exp.Expression) -> exp.Expression:
    """One of many signs as a bit: a letter is found only after all letters before it."""
    asked = [exp.cast(signs, "BIT"), exp.cast(number, "INT")]
    return exp.Anonymous(this="GET_BIT", expressions=asked)


def _byte(signs: exp.Expression, number: exp.Expression) -> exp.Expression:
    """The same for an engine without bits of a text."""
    start = exp.Add(this=number, expression=exp.Literal.number(1))
    asked = exp.Substring(this=exp.cast(signs, "BINARY"), start=start, length=exp.Literal.number(1))
    return exp.cast(asked, "TEXT")


DUCKDB = Dialect(
    QUESTIONS_FILE,
    "duckdb",
    duckdb.compiler,
    lambda name: exp.Parameter(this=exp.Var(this=name)),
    _bit,
)
SPARK = Dialect(
    SPARK_FILE, "spark", SparkCompiler(), lambda name: exp.Placeholder(this=name), _byte
)
DIALECTS = (DUCKDB, SPARK)


def write_questions(folder: Path) -> None:
    """Write the questions to a folder of built tables.

    Parameters
    ----------
    folder
        Holds the Parquet files of :data:`geo.flows.engine.TABLES`.
    """
    schemas = [pq.read_schema(folder / f"{name}.parquet") for name in TABLES]
    for dialect in DIALECTS:
        told = _written(dialect, *(schema.remove_metadata() for schema in schemas))
        text = json.dumps({name: one._asdict() for name, one in told.items()}, indent=1)
        (folder / dialect.file).write_text(text, encoding="utf-8")


@lru_cache(maxsize=CACHED_SCHEMAS)
def _written(dialect: Dialect, *schemas: pa.Schema) -> Mapping[str, Written]:
    """The making of the table and all questions by name; they depend on the columns alone."""
    tables = [
        ibis.table(ibis.Schema.from_pyarrow(schema), name=name)
        for name, schema in zip(TABLES, schemas, strict=True)
    ]
    made = load(*tables)
    asked = ibis.table(made.schema(), name=TABLE)
    whole = {TABLE: Written(_spelled(dialect.compiler.to_sqlglot(made), dialect), {})}
    return whole | {name: in_sql(asked, make, dialect) for name, make in QUESTIONS.items()}


def in_sql(table: ir.Table, make: Make, dialect: Dialect = DUCKDB) -> Written:
    """Write a question over a table.

    Examples
    --------
    >>> people = ibis.table({"name": "string", "years": "int64"}, name="people")
    >>> def old(table, asked, first, count):
    ...     return table.filter(table.years > asked["leaves"]).limit(count, offset=first)
    >>> in_sql(people, old).values
    {'leaves': 0, 'count': 0, 'first': 0}
    >>> in_sql(people, old, SPARK).text[-44:]
    '`years` > :leaves LIMIT :count OFFSET :first'
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
                signs, start = named[node.this.this], node.args["start"]
                found[signs] = "0"
                return dialect.sign(dialect.parameter(signs), start.this)  # counted from 0
        name = named.get(node.this) if isinstance(node, exp.Literal) else None
        if name is None:
            return node
        found[name] = "" if node.is_string else 0
        return dialect.parameter(name)

    tree = dialect.compiler.to_sqlglot(expression, params=given).transform(named_value)
    return Written(_spelled(tree, dialect), found)


def _spelled(tree: exp.Expression, dialect: Dialect) -> str:
    """SQL of a tree, the same each time: Ibis drops columns in the order of a set."""
    for star in tree.find_all(exp.Star):
        star.set("except_", sorted(star.args.get("except_") or (), key=exp.Expression.sql))
    return (tree.transform(_alike) if dialect is SPARK else tree).sql(dialect.name)


def _alike(node: exp.Expression) -> exp.Expression:
    """What Spark counts in other numbers than DuckDB.

    The number of a row has 32 bits, and pairs of many regions need more; a sum of whole numbers
    has 64, where DuckDB's 128 arrive as decimals.
    """
    if isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber):
        return exp.cast(node, "BIGINT")
    return exp.cast(node, "DOUBLE") if isinstance(node, exp.Sum) else node
