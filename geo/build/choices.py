"""Tables of every choice of whom to count: the same derivations, over the moves that it keeps.

See :mod:`geo.world.choice` for what a choice is and where its tables stand.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import pandas as pd

from geo.build.complete import complete_flows
from geo.build.derive import DERIVED, held, stop_on, whole_read
from geo.build.hold import stored
from geo.build.remembered import write_questions
from geo.errors import Failure
from geo.flows.measures import WHOLE
from geo.world.catalog import Package
from geo.world.choice import Kept, categories_of, choices, folder, from_flows

PAIR = ["period", "origin_code", "destination_code"]
Tables = Mapping[str, pd.DataFrame]


def kept_moves(flows: pd.DataFrame, periods: pd.DataFrame, kept: Kept) -> pd.DataFrame:
    """Moves of the people whom a choice keeps, one row for each pair and interval.

    Parameters
    ----------
    flows : DataFrame
        A flow table with categories: the columns of a pair, those of its categories and
        ``sample_persons``; ``whole_sample_persons`` where the whole of a pair is printed.
    periods : DataFrame
        Its intervals with ``expansion_factor``.
    kept
        Values by column.

    Returns
    -------
    DataFrame
        As the dataset ``flows``: with ``migrants_persons``, and ``whole_sample_persons``, all
        people of the pair where only some are kept, else missing. A pair whose people are all
        left out has 0.

    Examples
    --------
    >>> pair = {"period": "a", "origin_code": "1", "destination_code": "2"}
    >>> flows = pd.DataFrame([{**pair, "sex": "men", "sample_persons": 3},
    ...                       {**pair, "sex": "women", "sample_persons": 4}])
    >>> periods = pd.DataFrame({"period": ["a"], "expansion_factor": [10.0]})
    >>> counts = ["sample_persons", "migrants_persons", "whole_sample_persons"]
    >>> kept_moves(flows, periods, (("sex", ("women",)),))[counts].to_numpy().tolist()
    [[4.0, 40.0, 7.0]]
    >>> kept_moves(flows, periods, ())["sample_persons"].tolist()
    [7]
    """
    pairs = flows.groupby(PAIR, sort=False)
    whole = pairs[WHOLE].max() if WHOLE in flows else pairs["sample_persons"].sum()
    sums = whole
    if kept:
        rows = pd.Series(True, index=flows.index)
        for column, values in kept:
            rows &= flows[column].isin(values)
        some = flows[rows].groupby(PAIR)["sample_persons"].sum()
        sums = some.reindex(whole.index, fill_value=0)
    table = sums.rename("sample_persons").reset_index()
    table[WHOLE] = whole.to_numpy(dtype=float) if kept else math.nan
    return complete_flows(table, {"periods": periods}).assign(caveat=None)


def write_choices(package: Package, tables: Tables, out: Path, kept: Path | None = None) -> None:
    """Derive and write the tables of every choice of every flow table with categories.

    Parameters
    ----------
    package, tables
        The declarations, and every table of the usual choice.
    out
        Folder of built tables.
    kept
        As for :func:`geo.build.build.build`.

    Raises
    ------
    TableError
        When a derived table breaks its declaration; every failure of every choice is listed.
    """
    failures: list[Failure] = []
    for at, made, found in _made(package, tables):
        failures += [replace(one, dataset=f"{one.dataset} of {at}") for one in found]
        target = out / at
        target.mkdir(parents=True)
        for name, table in made.items():
            table.to_parquet(target / f"{name}.parquet", index=False)
        write_questions(target, kept)
    stop_on([], failures)


def _made(
    package: Package, tables: Tables
) -> Iterator[tuple[str, dict[str, pd.DataFrame], list[Failure]]]:
    """Folder, tables and failures of every choice but the usual one."""
    known = package.datasets
    derived = from_flows(known)
    for place, table in enumerate(package.flow_tables):
        periods = tables[table.periods]
        for kept in choices(categories_of(package, table)):
            if not place and not kept:
                continue  # the usual choice stands in the folder itself
            flows = kept_moves(tables[table.flows], periods, kept)
            made = {"flows": stored(known["flows"], flows), "periods": periods}
            failures: list[Failure] = []
            for name in derived:
                inputs = {one: made.get(one, tables[one]) for one in known[name].derived_from}
                read, found = held(
                    known[name], whole_read(known[name], DERIVED[name](package, inputs))
                )
                made[name] = read.frame if found else stored(known[name], read.frame)
                failures += found
            yield folder(table, kept), made, failures
