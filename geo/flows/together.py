"""Two regions as one: what may be added, what may be weighted, and what may be neither."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd

from geo.flows.measures import PERSONS_PER_UNIT
from geo.world.catalog import Indicator
from geo.world.declared import Split
from geo.world.world import World

MEAN = "mean"
"""Weighed by population; all else that may be taken together is added."""


def moves_together(corridors: pd.DataFrame, split: Split) -> pd.DataFrame:
    """Who left and reached two regions as one unit, in every interval.

    Parameters
    ----------
    corridors : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``migrants_persons``.
    split : Split
        The two regions.

    Returns
    -------
    DataFrame
        ``period``, ``out_persons``, ``in_persons``, ``net_persons`` and ``inside_persons``: moves
        between the two, which are inside the unit and neither leave nor reach it. Departures of
        both, less those inside, are the departures of the unit.

    Examples
    --------
    >>> rows = [("A", "B", 3.0), ("B", "C", 5.0), ("C", "A", 1.0)]
    >>> names = ["origin_code", "destination_code", "migrants_persons"]
    >>> split = Split(part="A", whole="B", year=1997, event="-", sources="-", moves="-")
    >>> found = moves_together(pd.DataFrame(rows, columns=names).assign(period="p"), split)
    >>> found[["out_persons", "in_persons", "inside_persons"]].to_numpy().tolist()
    [[5.0, 1.0, 3.0]]
    """
    pair = (split.part, split.whole)
    here = [corridors[f"{end}_code"].isin(pair) for end in ("origin", "destination")]
    kinds = {
        "out_persons": here[0] & ~here[1],
        "in_persons": here[1] & ~here[0],
        "inside_persons": here[0] & here[1],
    }
    sums = {
        name: corridors["migrants_persons"].where(kept, 0.0).groupby(corridors["period"]).sum()
        for name, kept in kinds.items()
    }
    table = pd.DataFrame(sums)
    table["net_persons"] = table["in_persons"] - table["out_persons"]
    return table.rename_axis("period").reset_index()


def figures_together(
    indicators: pd.DataFrame, records: Sequence[Indicator], weights: Sequence[str], split: Split
) -> pd.DataFrame:
    """Figures of two regions and of both as one, in the years that have both.

    Parameters
    ----------
    indicators : DataFrame
        ``region_code``, ``year``, ``indicator``, ``value``.
    records : sequence of Indicator
        How each may be taken together.
    weights : sequence of str
        Populations that weigh, of different years, in units of ten thousand.
    split : Split
        The two regions.

    Returns
    -------
    DataFrame
        ``indicator``, ``year``, ``part``, ``whole`` and ``together``: their sum, or their mean by
        the population of the year; a mean without a population of both has no row, and neither has
        an indicator that may not be taken together.
    """
    pair = [split.part, split.whole]
    own = indicators[indicators["region_code"].isin(pair)]
    people = own[own["indicator"].isin(list(weights))]
    people = people.pivot_table(values="value", index="year", columns="region_code")
    parts = []
    for record in (one for one in records if one.together):
        rows = own[own["indicator"] == record.name]
        both = rows.pivot_table(values="value", index="year", columns="region_code")
        both = both.reindex(columns=pair).dropna()
        if record.together == MEAN:
            heads = people.reindex(index=both.index, columns=pair).dropna()
            both = both.loc[heads.index]
            whole = (both * heads).sum(axis=1) / heads.sum(axis=1)
        else:
            whole = both.sum(axis=1)
        found = both.set_axis(["part", "whole"], axis=1).assign(together=whole)
        parts.append(found.reset_index().assign(indicator=record.name))
    names = ["indicator", "year", "part", "whole", "together"]
    return pd.concat(parts, ignore_index=True)[names] if parts else pd.DataFrame(columns=names)


def refused(records: Sequence[Indicator]) -> Mapping[str, str]:
    """Why an indicator may not be taken together, by its name."""
    return {one.name: one.apart for one in records if not one.together and one.apart}


def split_with(world: World, code: str) -> Split | None:
    """The split that a region had a part in, if any."""
    named = (one for one in world.splits.values() if code in (one.part, one.whole))
    return next(named, None)


def population_of(figures: pd.DataFrame, weights: Sequence[str], year: int) -> float | None:
    """People of both together at the end of a year; None where the tables have none.

    Examples
    --------
    >>> rows = pd.DataFrame({"indicator": ["heads"], "year": [2000], "together": [3.0]})
    >>> population_of(rows, ["heads"], 2000)
    30000.0
    """
    named = figures["indicator"].isin(list(weights)) & (figures["year"] == year)
    found = figures.loc[named, "together"]
    return float(found.iloc[0]) * PERSONS_PER_UNIT if len(found) else None
