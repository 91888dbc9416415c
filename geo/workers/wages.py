"""Income of migrant workers by region of work, and how far the regions are from the first one."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.rows import rows_of
from geo.world.world import World

INCOME = "income_yuan_month"


def by_region(world: World) -> pd.DataFrame:
    """Income in the regions of the survey; the nation and what lies outside it are left out."""
    table = world.table("wages_by_region")
    nation = world.package.nouns["country"].one
    return table[table["zone_system"].notna() & (table["zone"] != nation)]


def elsewhere(world: World) -> pd.DataFrame:
    """Income of the nation, and of those who work outside it."""
    table = world.table("wages_by_region")
    return table[~table.index.isin(by_region(world).index)]


def whose(world: World) -> list[tuple[str, list[int]]]:
    """Whose income the reports print, with the years of each, in time order."""
    table = by_region(world)
    years = table.groupby("population", sort=False)["year"].unique()
    return [(str(people), [int(year) for year in own]) for people, own in years.items()]


@dataclass(frozen=True)
class WageGap:
    """Income in a region against that of the first region, in one year.

    Attributes
    ----------
    year : int
        The year.
    population, zone : str
        Whose income, and the region.
    base, income : int
        Income a month in the first region and in this one.
    derived : bool
        Whether one of the two was worked out from a printed change.
    """

    year: int
    population: str
    zone: str
    base: int
    income: int
    derived: bool

    @property
    def difference(self) -> int:
        """How much more a month the first region pays."""
        return self.base - self.income

    @property
    def percent(self) -> float:
        """The same in per cent of the income in this region."""
        return 100 * self.difference / self.income


def base_zone(world: World) -> str:
    """The region that the others are held against: the first of the table."""
    return str(by_region(world)["zone"].iloc[0])


def wage_gaps(world: World) -> tuple[WageGap, ...]:
    """Every region against the first one, in every year that has both."""
    table = by_region(world)
    base = table[table["zone"] == base_zone(world)].set_index("year")
    return tuple(
        WageGap(
            row["year"],
            row["population"],
            row["zone"],
            int(base.loc[row["year"], INCOME]),
            int(row[INCOME]),
            "derived" in (row["value_status"], base.loc[row["year"], "value_status"]),
        )
        for row in rows_of(table)
        if row["zone"] != base_zone(world) and row["year"] in base.index
    )
