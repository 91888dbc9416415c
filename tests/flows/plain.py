"""What the door to the flows should answer, worked out another way: pandas, or Ibis as it is."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import ibis.expr.types as ir
import pandas as pd

from geo.flows.engine import TABLES, WHOLE, Engine, Values
from geo.flows.expressions import PARAMETERS, QUESTIONS, load
from geo.flows.question import MEASURE, RANK, SMALL_BASE_SAMPLE_PERSONS, Question
from geo.world.world import World

PAIR = ["origin_code", "destination_code"]
KEYS = ["period", *PAIR]


def whole(world: World) -> pd.DataFrame:
    """Corridors with their contrasts."""
    return world.table("corridors").merge(world.table("corridor_contrasts"), on=KEYS, how="left")


def kept(world: World, question: Question) -> pd.DataFrame:
    """Rows of all intervals that the filters keep."""
    table = whole(world)
    keep = pd.Series(data=True, index=table.index)
    for ends, column in zip((question.origins, question.destinations), PAIR, strict=True):
        keep &= table[column].isin(ends) if ends else True
    leaves = table["origin_code"] == question.region
    arrives = table["destination_code"] == question.region
    if question.region:
        keep &= {"in": arrives, "out": leaves}.get(question.direction, leaves | arrives)
    net = question.direction == "net"
    if net:
        ahead = table["origin_code"] < table["destination_code"]
        keep &= (table["net_persons"] > 0) | ((table["net_persons"] == 0) & ahead)
    persons = table["net_persons" if net else "migrants_persons"]
    small = table["gross_sample_persons"] < SMALL_BASE_SAMPLE_PERSONS
    table = table.assign(persons=persons, small_base=small)
    table["value"] = measured(table, question.measure, net)
    if question.rank:
        rank = RANK[question.rank]
        twin = rank.key in MEASURE
        table["rank_value"] = measured(table, rank.key, net) if twin else table[rank.column]
        table["rank_small_base"] = table[rank.small_base].astype("boolean")
    return table[keep]


def measured(table: pd.DataFrame, key: str, net: bool) -> pd.Series:
    """Value of a measure; of a net line that of the difference."""
    measure = MEASURE[key]
    if net and key == "people":
        return table["net_persons"]
    if net and measure.divisor:
        return measure.factor * table["net_persons"] / table[measure.divisor]
    return table[measure.column].astype(float)


def best_first(world: World, question: Question) -> pd.DataFrame:
    """Rows of the interval in the order asked for."""
    rows = kept(world, question)
    rows = rows[rows["period"] == question.period]
    if question.rank:
        missing = rows["rank_value"].isna()
        late = rows["rank_small_base"].fillna(value=False) & ~missing
        keys = pd.DataFrame(
            {
                "missing": missing,
                "late": late.astype(bool),
                "by": -rows["rank_value"],
                "tie": -rows["persons"],
            }
        )
    else:
        unsteady = MEASURE[question.measure].unsteady
        late = rows["small_base"] if unsteady else pd.Series(data=False, index=rows.index)
        keys = pd.DataFrame({"late": late, "by": -rows["value"]})
    order = keys.join(rows[PAIR]).sort_values([*keys, *PAIR], na_position="last").index
    return rows.loc[order].reset_index(drop=True)


def totals(world: World, question: Question) -> pd.DataFrame:
    """Sums of every interval."""
    rows = kept(world, question)
    sums = {
        "persons": ("persons", "sum"),
        "sample_persons": ("sample_persons", "sum"),
        "corridors_count": ("persons", "size"),
        "empty_count": ("empty", "sum"),
    }
    rows = rows.assign(empty=rows["migrants_persons"] == 0)
    if question.rank:
        known = rows["rank_value"].notna()
        rows = rows.assign(
            missing=~known, small=known & rows["rank_small_base"].fillna(value=False)
        )
        sums |= {"missing_count": ("missing", "sum"), "small_count": ("small", "sum")}
    return rows.groupby("period").agg(**sums)


def zones(world: World, scheme: str) -> pd.Series:
    """Persons between zones in every interval."""
    table = world.table("corridors")
    zone = {code: key for key, codes in world.members[scheme].items() for code in codes}
    ends = [table[column].map(zone).rename(column) for column in PAIR]
    return table.groupby(["period", *ends])["migrants_persons"].sum()


def changes(world: World, question: Question, earlier: str, later: str) -> pd.DataFrame:
    """Kept corridors of two intervals side by side, with their change."""
    rows = kept(world, question)
    sides = [rows[rows["period"] == one].set_index(PAIR) for one in (earlier, later)]
    counts = ["migrants_persons", "sample_persons"]
    both = sides[0][counts].join(sides[1][counts].add_suffix("_later"), how="left")
    if question.period == later:
        both = both[both["migrants_persons_later"].notna()]
    change = both["migrants_persons_later"] - both["migrants_persons"]
    return both.assign(change=change).reset_index()


class AnyBackend(Engine):
    """Any backend of Ibis, which compiles each question anew; it stays open.

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
