"""Income in towns and villages through the years: parts of one definition, which are not joined."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pandas as pd

from geo.disparity.tables import AFTER, BEFORE
from geo.rows import rows_of
from geo.world.world import World

INCOMES, SOURCES = "urban_rural_income", "rural_income_by_source"
INCOME_STATEMENT = (
    "The income gap between rural and urban residents further widened in the late 1990s."
)


@dataclass(frozen=True)
class Part:
    """Years with one definition of income.

    Attributes
    ----------
    definition : str
        What income is in these years.
    rows : list of dict
        ``year``, ``urban_per_head``, ``rural_per_head``, ``urban_rural_ratio``, by year.
    """

    definition: str
    rows: list[dict[str, Any]]

    def column(self, name: str) -> list[Any]:
        """Values of a column, by year."""
        return [row[name] for row in self.rows]


def parts_of(incomes: pd.DataFrame) -> list[Part]:
    """Cut a table of incomes where its definition changes.

    Parameters
    ----------
    incomes : DataFrame
        Rows of ``urban_rural_income``.

    Examples
    --------
    >>> rows = pd.DataFrame({"year": [2001, 2003, 2002], "definition": ["net", "all", "net"]})
    >>> [(one.definition, one.column("year")) for one in parts_of(rows)]
    [('net', [2001, 2002]), ('all', [2003])]
    """
    found: list[Part] = []
    for row in rows_of(incomes.sort_values("year")):
        if not found or found[-1].definition != row["definition"]:
            found.append(Part(row["definition"], []))
        found[-1].rows.append(row)
    return found


def incomes(world: World) -> list[Part]:
    """Parts of the incomes of a world; none where it has no such table."""
    return parts_of(world.table(INCOMES)) if world.has(INCOMES) else []


def late_ratios(parts: list[Part]) -> list[tuple[int, float]]:
    """Ratio in the years around the paper's statement: the first, the lowest and the last.

    Examples
    --------
    >>> ratios = [(1995, 2.7), (1997, 2.5), (2000, 2.8)]
    >>> rows = [{"year": year, "urban_rural_ratio": ratio} for year, ratio in ratios]
    >>> late_ratios([Part("net", rows)]) == ratios
    True
    >>> late_ratios([Part("net", rows[1:])])
    []
    """
    for part in parts:
        known = dict(zip(part.column("year"), part.column("urban_rural_ratio"), strict=True))
        if {BEFORE, AFTER} <= {*known}:
            lowest = min(range(BEFORE, AFTER + 1), key=lambda year: known.get(year, float("inf")))
            return [(year, known[year]) for year in sorted({BEFORE, lowest, AFTER})]
    return []


def nearest_year(parts: list[Part], year: int) -> dict[str, Any]:
    """Row of the year, or of the one nearest to it."""
    rows = [row for part in parts for row in part.rows]
    return min(rows, key=lambda row: abs(row["year"] - year))


def income_sources(world: World) -> list[dict[str, Any]]:
    """Rows of the income of villages by source, by year; none in a world without them."""
    return rows_of(world.table(SOURCES).sort_values("year")) if world.has(SOURCES) else []
