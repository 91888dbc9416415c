"""The one door to the flow table: every question is an Ibis expression over embedded DuckDB.

The same expressions run on another Ibis backend when the table outgrows one machine. Answers are
cached by question; frames that come out of the cache are shared and must not be changed.
"""

from __future__ import annotations

import threading
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pandas as pd

from geo.flows.question import (
    CONTRASTS,
    MEASURE,
    RANK,
    SMALL_BASE_SAMPLE_PERSONS,
    Measure,
    Question,
)

CACHED_QUESTIONS = 512
KEYS = ["period", "origin_code", "destination_code"]


class Flows:
    """Reads the corridors table through Ibis; opened once per process, safe across threads.

    Parameters
    ----------
    path, contrasts : Path
        Parquet files of the built tables ``corridors`` and ``corridor_contrasts``.

    Notes
    -----
    A DuckDB connection does not survive a fork: it opens at the first question, and whoever forks
    closes it before. Answers given until then stay in the cache.
    """

    def __init__(self, path: Path, contrasts: Path) -> None:
        self._path, self._contrasts = path, contrasts
        self._lock = threading.Lock()
        self._corridors: ir.Table | None = None
        self._ranked: ir.Table | None = None
        self._kept = lru_cache(maxsize=CACHED_QUESTIONS)(self._ask)
        self._split = lru_cache(maxsize=CACHED_QUESTIONS)(self._by_interval)
        self._sums = lru_cache(maxsize=CACHED_QUESTIONS)(self._sum)

    def _table(self, ranked: bool) -> ir.Table:
        """The corridors, with what they can be ranked by where that is asked for."""
        if self._corridors is None:
            connection = ibis.duckdb.connect(threads=1)
            self._corridors = connection.create_table(
                "corridors", connection.read_parquet(self._path, table_name="corridors_file")
            )
            contrasts = connection.read_parquet(self._contrasts, table_name="contrasts_file")
            wanted = contrasts.select(*KEYS, *CONTRASTS)
            joined = self._corridors.left_join(wanted, KEYS)
            self._ranked = joined.drop(*[f"{key}_right" for key in KEYS])
        return self._ranked if ranked and self._ranked is not None else self._corridors

    def close(self) -> None:
        """Close the connection; the next question opens another."""
        with self._lock:
            if self._corridors is not None:
                self._corridors.get_backend().disconnect()
                self._corridors = self._ranked = None

    def _ask(self, question: Question) -> pd.DataFrame:
        with self._lock:
            kept: pd.DataFrame = ordered(
                keep(self._table(bool(question.rank)), question), question
            ).to_pandas()
        return kept

    def rows(self, question: Question) -> pd.DataFrame:
        """Corridors that the question keeps, best first.

        One query answers every interval, so moving through time asks nothing new. The frame is
        shared, do not change it.

        Returns
        -------
        DataFrame
            Columns of the corridors table for one period, with ``value`` in the unit of the
            measure (a net line: the difference), ``persons`` (what a line stands for),
            ``small_base`` (fewer than 100 sampled people both ways), ``rank_value`` and
            ``rank_small_base`` (missing when no rank is asked for) and ``rank`` from 1 in the
            order asked for; ``national_rank`` is the rank by people among all corridors.
        """
        split = self._split(replace(question, period=""))
        return split.get(question.period, split[""])

    def _by_interval(self, question: Question) -> dict[str, pd.DataFrame]:
        """Rows of every interval with their rank; under the empty key a frame without rows."""
        kept = self._kept(question)
        parts = {"": kept.head(0), **{str(key): part for key, part in kept.groupby("period")}}
        return {
            key: part.assign(rank=range(1, len(part) + 1))[["rank", *kept]].reset_index(drop=True)
            for key, part in parts.items()
        }

    def totals(self, question: Question) -> pd.DataFrame:
        """Persons and corridors that the filters keep in every period.

        Returns
        -------
        DataFrame
            Indexed by ``period`` in order: ``persons``, ``sample_persons``, ``corridors_count``.
            A period in which nothing is kept has no row. The period of the question does not
            matter.
        """
        return self._sums(replace(question, period=""))

    def _sum(self, question: Question) -> pd.DataFrame:
        return (
            self._kept(question)
            .groupby("period")
            .agg(
                persons=("persons", "sum"),
                sample_persons=("sample_persons", "sum"),
                corridors_count=("persons", "size"),
            )
        )


def keep(table: ir.Table, question: Question) -> ir.Table:
    """Filter corridors by their ends, the chosen region and the direction.

    A net line stands once for its pair, from the net sender to the net receiver; a balanced pair
    runs from the lower to the higher code. ``persons`` is what a line stands for.
    """
    if question.origins:
        table = table.filter(table.origin_code.isin(question.origins))
    if question.destinations:
        table = table.filter(table.destination_code.isin(question.destinations))
    leaves = table.origin_code == question.region
    arrives = table.destination_code == question.region
    if question.region:
        ends = {"out": leaves, "in": arrives}
        table = table.filter(ends.get(question.direction, leaves | arrives))
    if question.direction != "net":
        return table.mutate(persons=table.migrants_persons)
    balanced = (table.net_persons == 0) & (table.origin_code < table.destination_code)
    table = table.filter((table.net_persons > 0) | balanced)
    return table.mutate(persons=table.net_persons)


def ordered(table: ir.Table, question: Question) -> ir.Table:
    """Add the value of the measure and of the rank, and put the best first.

    Where small numbers make a measure jump, pairs with a small base come last; ties go by codes.
    In the order of a rank pairs with a small base come after the others, and those without a
    value after all; ties go by people.
    """
    measure = MEASURE[question.measure]
    table = table.mutate(
        value=_measured(table, measure, question.direction),
        small_base=table.gross_sample_persons < SMALL_BASE_SAMPLE_PERSONS,
        national_rank=table["rank"],
    ).drop("rank")
    codes = [table.origin_code, table.destination_code]
    if question.rank:
        return _by_rank(table, question).order_by([*_rank_order(), *codes])
    none = {"rank_value": ibis.null("float64"), "rank_small_base": ibis.null("boolean")}
    order = [ibis.desc(table.value, nulls_first=False), *codes]
    return table.mutate(**none).order_by([table.small_base, *order] if measure.unsteady else order)


def _measured(table: ir.Table, measure: Measure, direction: str) -> ir.Value:
    """Value of a measure; of a net line that of the difference."""
    if direction == "net" and measure.key == "people":
        return table.net_persons
    if direction == "net" and measure.divisor:
        return measure.factor * table.net_persons / table[measure.divisor]
    return table[measure.column]


def _by_rank(table: ir.Table, question: Question) -> ir.Table:
    """Add what a rank orders by; a rank that is a measure too has the value of the measure."""
    rank = RANK[question.rank]
    twin = MEASURE.get(rank.key)
    value = _measured(table, twin, question.direction) if twin else table[rank.column]
    ranked = table.mutate(rank_value=value, rank_small_base=table[rank.small_base])
    return ranked.drop(*CONTRASTS)


def _rank_order() -> list[ir.Value]:
    value, small = ibis._["rank_value"], ibis._["rank_small_base"]
    missing = value.isnull()  # noqa: PD003 - not pandas
    return [missing, small & ~missing, value.desc(), ibis._["persons"].desc()]
