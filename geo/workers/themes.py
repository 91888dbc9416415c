"""What the reports say of migrant workers by theme: the last year of each, never carried on."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.world.world import World

CHARACTERISTICS = "worker_characteristics"


@dataclass(frozen=True)
class Last:
    """The last figures of one theme that count the same people.

    Attributes
    ----------
    population : str
        Whom they count, as the report names them.
    year : int
        Last year that counts them in this theme.
    rows : DataFrame
        Their rows in that year.
    """

    population: str
    year: int
    rows: pd.DataFrame

    @property
    def most(self) -> dict[str, float]:
        """The largest figure of each unit."""
        largest = self.rows.groupby("unit")["value"].max()
        return {str(unit): float(one) for unit, one in largest.items()}


def of_theme(world: World, theme: str) -> pd.DataFrame:
    """All rows of a theme, later years first."""
    table = world.table(CHARACTERISTICS)
    own = table[table["theme"] == theme]
    return own.sort_values(["year", "population"], ascending=[False, True], kind="stable")


def last_of(rows: pd.DataFrame) -> tuple[Last, ...]:
    """The last year of each population, the latest first.

    Examples
    --------
    >>> told = pd.DataFrame({"population": ["all", "all", "local"], "year": [2001, 2002, 2001]})
    >>> [(one.population, one.year, len(one.rows)) for one in last_of(told)]
    [('all', 2002, 1), ('local', 2001, 1)]
    """
    years = rows.groupby("population", sort=False)["year"].max()
    order = sorted(years.items(), key=lambda one: -one[1])
    return tuple(
        Last(
            str(population),
            int(year),
            rows[(rows["population"] == population) & (rows["year"] == year)],
        )
        for population, year in order
    )
