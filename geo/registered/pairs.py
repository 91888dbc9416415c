"""Two counts of one pair of regions: people who moved, and residents who are registered elsewhere.

A count of moves and a stock are other things: they stand side by side and are never subtracted.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

import pandas as pd

from geo.flows.sampling import ranges
from geo.rows import rows_of
from geo.world.world import World

STOCK = "registered_elsewhere"
MORE_MOVED, MORE_REGISTERED, BY_CHANCE = "more moved", "more registered", "by chance"
DOUBTED = "doubted"
VERDICTS = (MORE_MOVED, MORE_REGISTERED, BY_CHANCE, DOUBTED)


@dataclass(frozen=True)
class Count:
    """One count of a pair.

    Attributes
    ----------
    sample_persons : int
        Persons in the sample.
    persons, low_persons, high_persons : float
        Expanded, with the 95 % sampling range; a doubted cell has none, since chance is not what
        is wrong with it.
    """

    sample_persons: int
    persons: float
    low_persons: float
    high_persons: float


@dataclass(frozen=True)
class Pair:
    """Both counts of a pair.

    Attributes
    ----------
    period : str
        Interval of the moves; the stock was counted at its end.
    moved, registered : Count or None
        None where the table has no row, which is no zero.
    verdict : str
        Which of them is larger beyond chance, or `DOUBTED` where a cell of either is doubted or
        the stock has a 0, which may be a blank of the print; empty where one is missing.
    types_sample_persons : int or None
        Sum of the types of place of a doubted cell of the stock.
    sums_sample_persons : int or None
        What the sums of row and column say of a cell of the stock that is a typing error.
    caveat : str
        Doubt of the count of moves; empty where there is none.
    """

    period: str
    moved: Count | None
    registered: Count | None
    verdict: str
    types_sample_persons: int | None = None
    sums_sample_persons: int | None = None
    caveat: str = ""


def count_of(sample_persons: int, factor: float) -> Count:
    """Expand a count of a sample.

    Examples
    --------
    >>> count_of(100, 10.0).persons
    1000.0
    """
    low, high = ranges(float(sample_persons), factor)
    return Count(sample_persons, sample_persons * factor, float(low), float(high))


def verdict_of(moved: Count, registered: Count) -> str:
    """Say which of two counts is larger where their ranges lie apart.

    Examples
    --------
    >>> verdict_of(count_of(500, 10.0), count_of(100, 10.0))
    'more moved'
    >>> verdict_of(count_of(5, 10.0), count_of(4, 10.0))
    'by chance'
    """
    if moved.low_persons > registered.high_persons:
        return MORE_MOVED
    if registered.low_persons > moved.high_persons:
        return MORE_REGISTERED
    return BY_CHANCE


def pair_of(world: World, origin: str, destination: str) -> Pair | None:
    """Both counts of a pair; None in a world without the stock, or without the pair."""
    if not world.has(STOCK) or world.table(STOCK).empty:
        return None
    return _pairs(world.usual).get((origin, destination))


def every_pair(world: World) -> dict[tuple[str, str], Pair]:
    """Both counts of every pair of regions, by the codes of its ends."""
    return _pairs(world.usual)


@lru_cache(maxsize=8)
def _pairs(world: World) -> dict[tuple[str, str], Pair]:
    stock = {_ends(row): row for row in rows_of(world.table(STOCK))}
    if not stock:
        return {}
    (period,) = world.table(STOCK)["period"].unique()
    factor = float(world.period_rows[period]["expansion_factor"])
    flows = world.table("flows")
    moves = {_ends(row): row for row in rows_of(flows[flows["period"] == period])}
    return {
        ends: _pair(period, factor, moves.get(ends), stock.get(ends))
        for ends in dict.fromkeys([*moves, *stock])
    }


def _pair(
    period: str, factor: float, move: dict[str, Any] | None, cell: dict[str, Any] | None
) -> Pair:
    moved = count_of(int(move["sample_persons"]), factor) if move else None
    registered = count_of(int(cell["sample_persons"]), factor) if cell else None
    types, sums, caveat = None, None, ""
    if cell and isinstance(cell["suspect"], str):
        types = int(cell["sample_persons"]) - int(cell["type_sum_residual_persons"])
        sums = None if pd.isna(cell["sums_sample_persons"]) else int(cell["sums_sample_persons"])
    if move and isinstance(move["caveat"], str):
        caveat = move["caveat"]
    verdict = verdict_of(moved, registered) if moved and registered else ""
    may_be_blank = registered is not None and registered.sample_persons == 0
    if verdict and (types is not None or caveat or may_be_blank):
        verdict = DOUBTED
    if moved and caveat:
        moved = _without_range(moved)
    if registered and types is not None:
        registered = _without_range(registered)
    return Pair(period, moved, registered, verdict, types, sums, caveat)


def _without_range(count: Count) -> Count:
    return replace(count, low_persons=float("nan"), high_persons=float("nan"))


def _ends(row: dict[str, Any]) -> tuple[str, str]:
    return row["origin_code"], row["destination_code"]


def table_of_pairs(world: World) -> pd.DataFrame:
    """Both counts of every pair as a table, in the order of the codes; nothing is subtracted.

    Returns
    -------
    DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``moved_`` and ``registered_`` with
        ``sample_persons``, ``persons``, ``low_persons``, ``high_persons``, ``verdict``,
        ``types_sample_persons``, ``sums_sample_persons`` and ``caveat``; what a table lacks is
        missing.
    """
    return pd.DataFrame(
        [
            {
                "period": pair.period,
                "origin_code": ends[0],
                "destination_code": ends[1],
                **_columns("moved", pair.moved),
                **_columns("registered", pair.registered),
                "verdict": pair.verdict or None,
                "types_sample_persons": pair.types_sample_persons,
                "sums_sample_persons": pair.sums_sample_persons,
                "caveat": pair.caveat or None,
            }
            for ends, pair in sorted(every_pair(world).items())
        ]
    )


def _columns(side: str, count: Count | None) -> dict[str, Any]:
    names = ("sample_persons", "persons", "low_persons", "high_persons")
    return {f"{side}_{name}": getattr(count, name) if count else None for name in names}
