"""Moves inside regions: counted in some intervals only, and by definitions that differ."""

from __future__ import annotations

from dataclasses import dataclass, fields
from functools import lru_cache

import numpy as np
import pandas as pd

from geo.flows.compare import INSIDE, framed
from geo.flows.sampling import Z_95, joint_error, ranges, standard_error
from geo.rows import rows_of
from geo.shading.shading import NOT_APPLICABLE
from geo.world.choice import kept_of
from geo.world.world import World

SUMMED = ["period", "region_code", "definition"]


@dataclass(frozen=True)
class Within:
    """People who moved inside one region in one interval.

    Attributes
    ----------
    period, definition : str
        Interval, and the key of what counts as such a move.
    persons, low_persons, high_persons, error_persons : float
        Estimate, the ends of its 95 % range, and its standard error.
    """

    period: str
    definition: str
    persons: float
    low_persons: float
    high_persons: float
    error_persons: float


@lru_cache(maxsize=64)
def within_table(world: World) -> pd.DataFrame:
    """Moves inside regions that are counted as the moves between them are.

    Returns
    -------
    DataFrame
        ``period``, ``region_code``, ``definition``, ``sample_persons``, ``persons`` = sample
        persons times the factor of the interval, ``low_persons``, ``high_persons``,
        ``error_persons`` (standard error). An interval or a region without such a count has no
        row; the frame is shared.
    """
    table = world.flow_table
    if table is None or table.within is None:
        return pd.DataFrame(columns=[*SUMMED, "sample_persons", "persons"])
    rows = world.table(table.within)
    for column, values in kept_of(world.category, world.categories):
        rows = rows[rows[column].isin(values)]
    sums = rows.groupby(SUMMED, as_index=False)["sample_persons"].sum()
    factors = world.table("periods").set_index("period")["expansion_factor"]
    factor = sums["period"].map(factors).to_numpy(dtype=float)
    sampled = sums["sample_persons"].to_numpy(dtype=float)
    low, high = ranges(sampled, factor)
    ends = {"low_persons": np.asarray(low), "high_persons": np.asarray(high)}
    error = standard_error(sampled, factor)
    found: pd.DataFrame = sums.assign(persons=sampled * factor, **ends, error_persons=error)
    return found


def within(world: World, period: str) -> dict[str, Within]:
    """Moves inside every region in one interval, by code; none where they are not counted."""
    return _within(world).get(period, {})


@lru_cache(maxsize=64)
def _within(world: World) -> dict[str, dict[str, Within]]:
    found: dict[str, dict[str, Within]] = {}
    for row in rows_of(within_table(world)):
        one = Within(**{field.name: row[field.name] for field in fields(Within)})
        found.setdefault(one.period, {})[row["region_code"]] = one
    return found


def intervals_with(world: World) -> tuple[str, ...]:
    """Intervals in which such moves are counted."""
    return tuple(one for one in world.vocabulary["periods"] if one in _within(world))


def history(world: World, code: str) -> dict[str, Within | None]:
    """Moves inside one region in every interval; None where they are not counted."""
    return {one: within(world, one).get(code) for one in world.vocabulary["periods"]}


def alike(first: Within, second: Within) -> bool:
    """Whether two counts have one definition: only then is their difference a change.

    Examples
    --------
    >>> kinds = ("county", "township")
    >>> one, other = (Within("a", kind, 9.0, 8.0, 10.0, 0.5) for kind in kinds)
    >>> alike(one, one), alike(one, other)
    (True, False)
    """
    return first.definition == second.definition


def change_span(first: Within, second: Within) -> tuple[float, float]:
    """Ends of the 95 % range of the second count less the first, of independent samples.

    Examples
    --------
    >>> one, other = (Within("a", "county", n, n, n, 10.0) for n in (500.0, 900.0))
    >>> [round(end) for end in change_span(one, other)]
    [372, 428]
    """
    change = second.persons - first.persons
    reach = Z_95 * float(joint_error(first.error_persons, second.error_persons))
    return change - reach, change + reach


def inside_figures(world: World, code: str, period: str) -> pd.DataFrame | None:
    """Moves inside a region in one interval, as a row that stands beside that of another.

    Returns
    -------
    DataFrame
        As for :func:`geo.flows.compare.end_figures`: the series is the definition. None in a
        world, or for a flow table, that counts no such moves.
    """
    if not intervals_with(world):
        return None
    one = within(world, period).get(code)
    if one is None:
        return framed([INSIDE], [(np.nan, pd.NA, "", NOT_APPLICABLE, np.nan)])
    return framed([INSIDE], [(one.persons, pd.NA, one.definition, None, one.error_persons)])
