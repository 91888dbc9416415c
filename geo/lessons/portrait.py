"""What the tab of lessons shows of one view: the ranking of regions and one lesson sheet."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import pandas as pd

from geo.lessons.sheet import Sheet, lesson_sheet
from geo.lessons.similarity import carried_to, keyed_sites, named_for, ranking
from geo.lessons.variables import variables
from geo.rows import rows_of
from geo.statements.statements import statements
from geo.view.checks import read_weights
from geo.view.view import View
from geo.world.declared import Variable
from geo.world.world import World


@dataclass(frozen=True, eq=False)
class Portrait:
    """The lesson of one site and where it could travel.

    Attributes
    ----------
    site : Series
        Row of ``pilot_sites``.
    companions : tuple of str
        Names of other sites in the same region: they share the ranking.
    variables : dict of str to Variable
        What regions are compared by, by key, in the declared order.
    weights : dict of str to float
        Weight of every variable, 0 or more.
    rows : DataFrame
        Regions as :func:`geo.lessons.similarity.ranking` has them.
    values : dict of str to dict
        Figure of each variable in each region, in the unit of the variable; NaN where missing.
    times : dict of str to str or None
        Year or interval of the figures of each variable; None where there are none.
    stated : DataFrame
        Statements of the paper that this site's experience can be carried to a place.
    target : Series
        Row of the region that the sheet is held against.
    refused : bool
        True when the view asks for the site's own region, which has no row.
    sheet : Sheet
        The lesson sheet for the target.
    """

    site: pd.Series
    companions: tuple[str, ...]
    variables: dict[str, Variable]
    weights: dict[str, float]
    rows: pd.DataFrame
    values: dict[str, dict[str, float]]
    times: dict[str, str | None]
    stated: pd.DataFrame
    target: pd.Series
    refused: bool
    sheet: Sheet

    @property
    def home(self) -> str:
        """Code of the region that the site lies in."""
        return str(self.site["region_code"])

    @property
    def weighed(self) -> tuple[str, ...]:
        """Variables that have a weight, in their declared order."""
        return tuple(key for key, weight in self.weights.items() if weight)

    @cached_property
    def records(self) -> list[dict[str, Any]]:
        """Rows of the ranking as plain dicts, which are quick to read."""
        return rows_of(self.rows)

    @property
    def named(self) -> list[dict[str, Any]]:
        """Rows of the regions that the paper names, in the order of its statements."""
        order = self.stated["region_code"].dropna().tolist()
        found = {row["region_code"]: row for row in self.records}
        return [found[code] for code in order if code in found]


@lru_cache(maxsize=128)
def ranked(world: World, site: str, weights: str) -> pd.DataFrame:
    """Regions by their distance to the region of a site; the frame is shared.

    Parameters
    ----------
    world : World
        The built tables.
    site, weights : str
        As the address spells them, both legal.
    """
    row = _row(keyed_sites(world.table("pilot_sites")), site)
    return ranking(
        world.table("similarity_scores"),
        str(row["region_code"]),
        read_weights(weights, tuple(variables(world))) or {},
        named_for(world.table("regional_statements"), str(row["name"])),
    )


def _row(table: pd.DataFrame, key: str) -> pd.Series:
    """The row of a key in a table that is indexed by it."""
    row = table.loc[key]
    if not isinstance(row, pd.Series):
        raise ValueError(f"{key}: found several rows, expected one")
    return row


def times(world: World) -> dict[str, str | None]:
    """Year or interval of the figures of each variable; None where there are none."""
    table = world.table("similarity_scores").drop_duplicates("variable").set_index("variable")
    known = table["period"].fillna(table["year"].astype("str")).where(table["year"].notna(), None)
    return {key: known.get(key) for key in variables(world)}


@lru_cache(maxsize=64)
def values(world: World) -> dict[str, dict[str, float]]:
    """Figure of each variable in each region, by key and code; NaN where missing."""
    return {
        str(key): dict(zip(rows["region_code"], rows["value"], strict=True))
        for key, rows in world.table("similarity_scores").groupby("variable")
    }


def portrait(world: World, view: View) -> Portrait | None:
    """Everything that the tab shows; None where no region can be compared."""
    sites = keyed_sites(world.table("pilot_sites"))
    scores = world.table("similarity_scores")
    if view.site not in sites.index or scores["score"].isna().all():
        return None
    site = _row(sites, view.site)
    rows = ranked(world, view.site, view.weights)
    by_code = rows.set_index("region_code", drop=False)
    refused = bool(view.target) and view.target not in by_code.index
    target = _row(by_code, view.target) if view.target in by_code.index else rows.iloc[0]
    regional = world.table("regional_statements")
    near = sites[(sites["region_code"] == site["region_code"]) & (sites.index != view.site)]
    return Portrait(
        site=site,
        companions=tuple(near["name"]),
        variables=variables(world),
        weights=read_weights(view.weights, tuple(variables(world))) or {},
        rows=rows,
        values=values(world),
        times=times(world),
        stated=carried_to(regional, str(site["name"])),
        target=target,
        refused=refused,
        sheet=lesson_sheet(
            site,
            target,
            scores,
            regional,
            world.table("evaluation"),
            world.table("networks"),
            statements(world),
        ),
    )
