"""Women among migrant workers: three printed series, and how far they are from one another."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.rows import rows_of
from geo.workers.regions import Block, Run, runs
from geo.world.world import World

ALL, OUTGOING, LOCAL = POPULATIONS = ("all", "outgoing", "local")
SHARE, NATIONAL = "women_pct", "female_pct_outgoing"


def shares(world: World) -> pd.DataFrame:
    """Printed shares by year and population, one row each; other definitions are among them.

    The national table has two shares of outgoing workers that the table of women lacks. Where both
    have one it is the same, which a test holds.
    """
    known = world.table("women_shares")
    nation = world.table("migrant_workers")
    there = known.loc[known["population"] == OUTGOING, "year"]
    own = nation[nation[NATIONAL].notna() & ~nation["year"].isin(there)]
    derived = own["derived_fields"].fillna("").str.contains(NATIONAL)
    more = pd.DataFrame(
        {
            "year": own["year"],
            "population": OUTGOING,
            SHARE: own[NATIONAL],
            "value_status": derived.map({True: "derived", False: "published"}),
            "source_ids": own["year"].map(lambda year: f"M{int(year) % 100:02d}"),
        }
    )
    table = pd.concat([known, more], ignore_index=True)
    return table.sort_values(["year", "population"], kind="stable", ignore_index=True)


def series(world: World) -> tuple[Run, ...]:
    """The three series as runs; no other definition is among them."""
    table = shares(world)
    table = table[table["population"].isin(POPULATIONS)]
    whole = Block(int(table["year"].min()), int(table["year"].max()), "", "")
    found = runs(table.assign(zone=table["population"]), (whole,), SHARE)
    return tuple(sorted(found, key=lambda one: POPULATIONS.index(one.population)))


def others(world: World) -> pd.DataFrame:
    """Shares of other definitions, which belong to none of the series."""
    table = shares(world)
    return table[~table["population"].isin(POPULATIONS)]


@dataclass(frozen=True)
class Apart:
    """One year that has all three shares.

    Attributes
    ----------
    year : int
        The year.
    printed, weighed : float
        Share of all workers as printed, and the mean of the other two weighed by their numbers.
    """

    year: int
    printed: float
    weighed: float

    @property
    def difference(self) -> float:
        """Points that the printed share lies above the mean."""
        return self.printed - self.weighed


def apart(world: World) -> tuple[Apart, ...]:
    """Why no share may be worked out from the others, year by year.

    Notes
    -----
    Formula: (outgoing × share of women + local × share of women) / (outgoing + local).
    """
    wide = shares(world).pivot_table(SHARE, "year", "population")
    wide = wide.dropna(subset=list(POPULATIONS)).reset_index()
    table = wide.merge(world.table("migrant_workers"), on="year")
    return tuple(Apart(int(row["year"]), float(row[ALL]), _weighed(row)) for row in rows_of(table))


def _weighed(row: dict[str, float]) -> float:
    outgoing, local = row["outgoing_10k"], row["local_10k"]
    women = outgoing * row[OUTGOING] + local * row[LOCAL]
    return float(women / (outgoing + local))
