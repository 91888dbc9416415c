"""The migration indicators as records: name, unit, formula, definition and source of each.

Page, data interface and sources show these records; `geo.flows.indicators` computes them.
Letters of the formulas: M_ij moves from i to j, D_i arrivals and O_i departures of i, M all moves,
P_i residents at the end of the interval, P all residents, n regions, d_ij kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from geo.shapes.distances import Array, capital_distances, weighted_median
from geo.world.world import World

REGION, NATION = "region", "nation"

BELL = (
    "Bell et al. (2002), Cross-national comparison of internal migration, Journal of the Royal "
    "Statistical Society A 165(3)"
)
REES = (
    "Rees et al. (2017), The impact of internal migration on population redistribution, "
    "Population, Space and Place 23(6)"
)
ROGERS = (
    "Rogers and Sweeney (1998), Measuring the spatial focus of migration patterns, The "
    "Professional Geographer 50(2)"
)
PLANE = (
    "Plane and Mulligan (1997), Measuring spatial focusing in a migration system, Demography 34(2)"
)
SHRYOCK = "Shryock and Siegel (1976), The Methods and Materials of Demography, chapter 21"

RESIDENTS = (
    "Residents are the resident population of all ages at the end of the interval; moves count "
    "{movers}."
)
CAPITALS = (
    "Great circle between {regional} capitals: population-weighted centres are not in the data."
)


@dataclass(frozen=True)
class MigrationIndicator:
    """One indicator.

    Attributes
    ----------
    name : str
        Name in tables and in the data interface.
    title, unit, formula, definition, source : str
        Plain English.
    levels : tuple of str
        ``region``, ``nation`` or both.
    decimals : int
        Digits after the point to print.
    """

    name: str
    title: str
    unit: str
    formula: str
    definition: str
    source: str
    levels: tuple[str, ...]
    decimals: int = 1


INDICATORS: tuple[MigrationIndicator, ...] = (
    MigrationIndicator(
        "in_migration_rate",
        "In-migration rate",
        "per 1,000 residents",
        "1000 D_i / P_i",
        f"People who came from other {{regions}}, for every 1,000 residents. {RESIDENTS}",
        BELL,
        (REGION,),
    ),
    MigrationIndicator(
        "out_migration_rate",
        "Out-migration rate",
        "per 1,000 residents",
        "1000 O_i / P_i",
        f"People who left for other {{regions}}, for every 1,000 residents. {RESIDENTS}",
        BELL,
        (REGION,),
    ),
    MigrationIndicator(
        "net_migration_rate",
        "Net migration rate",
        "per 1,000 residents",
        "1000 (D_i - O_i) / P_i",
        f"Arrivals less departures, for every 1,000 residents. {RESIDENTS}",
        BELL,
        (REGION,),
    ),
    MigrationIndicator(
        "migration_effectiveness_ratio",
        "Migration effectiveness ratio",
        "%",
        "100 (D_i - O_i) / (D_i + O_i)",
        "Net over gross: 100 when people only came, -100 when they only left, 0 when both ways "
        "balance.",
        SHRYOCK,
        (REGION,),
    ),
    MigrationIndicator(
        "crude_migration_intensity",
        "Aggregate crude migration intensity",
        "% of residents",
        "100 M / P",
        "People who moved between {regions} as a share of all residents. It counts moves between "
        f"{{regions}} only, so it is not the intensity of all changes of address. {RESIDENTS}",
        BELL,
        (NATION,),
        2,
    ),
    MigrationIndicator(
        "aggregate_net_migration_rate",
        "Aggregate net migration rate",
        "% of residents",
        "100 * 0.5 * sum_i |D_i - O_i| / P",
        "Net shift of people between {regions} as a share of all residents: intensity times "
        f"effectiveness. {RESIDENTS}",
        REES,
        (NATION,),
        2,
    ),
    MigrationIndicator(
        "migration_effectiveness_index",
        "Migration effectiveness index (MEI)",
        "%",
        "100 sum_i |D_i - O_i| / sum_i (D_i + O_i)",
        "How much of all moves ends as a net shift: 0 when every {region} balances, 100 when all "
        "moves run one way.",
        BELL,
        (NATION,),
    ),
    MigrationIndicator(
        "flow_cv",
        "Coefficient of variation of flows",
        "ratio",
        "standard deviation of M_ij / mean of M_ij, over the n (n - 1) pairs",
        "How unequal the corridors are, zeros included: 0 when all have the same size.",
        ROGERS,
        (NATION,),
        2,
    ),
    MigrationIndicator(
        "flow_gini",
        "Gini index of flows",
        "0 to 1",
        "sum |M_ij - M_kl| / (2 (n (n - 1) - 1) M), over all pairs of pairs",
        "Concentration of moves in few corridors: 0 when all are equal, 1 when one holds "
        "everybody. The divisor is the corrected one of Bell et al. (2002).",
        PLANE,
        (NATION,),
        3,
    ),
    MigrationIndicator(
        "in_flow_cv",
        "Coefficient of variation of arrivals",
        "ratio",
        "standard deviation of M_ji / mean of M_ji, over the other {regions} j",
        "How unequally arrivals come from the other {regions}: 0 when each sends the same.",
        ROGERS,
        (REGION,),
        2,
    ),
    MigrationIndicator(
        "out_flow_cv",
        "Coefficient of variation of departures",
        "ratio",
        "standard deviation of M_ij / mean of M_ij, over the other {regions} j",
        "How unequally departures spread over the other {regions}: 0 when each receives the same.",
        ROGERS,
        (REGION,),
        2,
    ),
    MigrationIndicator(
        "mean_distance",
        "Mean distance moved",
        "km",
        "sum M_ij d_ij / M",
        f"Average over all moves. {CAPITALS}",
        BELL,
        (NATION,),
        0,
    ),
    MigrationIndicator(
        "median_distance",
        "Median distance moved",
        "km",
        "smallest d with half of M moved d or less",
        f"Half of the moves are no longer. {CAPITALS}",
        BELL,
        (NATION,),
        0,
    ),
    MigrationIndicator(
        "mean_in_distance",
        "Mean distance of arrivals",
        "km",
        "sum_j M_ji d_ij / D_i",
        f"Average over arrivals. {CAPITALS}",
        BELL,
        (REGION,),
        0,
    ),
    MigrationIndicator(
        "median_in_distance",
        "Median distance of arrivals",
        "km",
        "smallest d with half of D_i moved d or less",
        f"Half of the arrivals moved no farther. {CAPITALS}",
        BELL,
        (REGION,),
        0,
    ),
    MigrationIndicator(
        "mean_out_distance",
        "Mean distance of departures",
        "km",
        "sum_j M_ij d_ij / O_i",
        f"Average over departures. {CAPITALS}",
        BELL,
        (REGION,),
        0,
    ),
    MigrationIndicator(
        "median_out_distance",
        "Median distance of departures",
        "km",
        "smallest d with half of O_i moved d or less",
        f"Half of the departures moved no farther. {CAPITALS}",
        BELL,
        (REGION,),
        0,
    ),
    MigrationIndicator(
        "connectivity",
        "Index of connectivity",
        "% of possible flows",
        "100 * count(M_ij > 0) / count of possible flows",
        "Share of the possible flows in which at least one sampled person moved; for a {region}, "
        "those that start or end there.",
        BELL,
        (REGION, NATION),
    ),
)


# Migration indicators of the regions and the nation, each declared once and then computed.


def migration_indicators(
    flows: pd.DataFrame, region_flows: pd.DataFrame, regions: pd.DataFrame
) -> pd.DataFrame:
    """Compute every indicator of :data:`geo.flows.indicators.INDICATORS` for every interval.

    Parameters
    ----------
    flows : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``migrants_persons``: one row for each
        ordered pair of regions.
    region_flows : DataFrame
        Margins with ``population_persons`` (resident population at the end of the interval).
    regions : DataFrame
        ``region_code``, capitals (``anchor_lon``, ``anchor_lat``), ``has_statistics``.

    Returns
    -------
    DataFrame
        ``period``, ``region_code`` (missing for the nation), ``indicator``, ``value`` in the
        unit of the record. A rate without a population and a ratio over no moves are missing.
    """
    rows = flows.merge(capital_distances(regions, flows), on=["origin_code", "destination_code"])
    parts = []
    for period, moves in rows.groupby("period", sort=False):
        margins = region_flows[region_flows["period"] == period]
        table = pd.concat([_regions(moves, margins), _nation(moves, margins)])
        table.insert(0, "period", str(period))
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def wide_indicators(migration_indicators: pd.DataFrame) -> pd.DataFrame:
    """One row for the nation, then one for each region, every indicator a column.

    Parameters
    ----------
    migration_indicators : DataFrame
        Rows of one interval.

    Returns
    -------
    DataFrame
        ``level`` (``nation`` or ``region``), ``region_code`` (missing for the nation) and a
        column for each record, missing where the record has no such level.

    Examples
    --------
    >>> rows = pd.DataFrame({"region_code": ["A", None], "indicator": "connectivity",
    ...     "value": [90.0, 95.0]})
    >>> wide_indicators(rows)[["level", "connectivity"]].to_numpy().tolist()
    [['nation', 95.0], ['region', 90.0]]
    """
    # A pivot drops missing keys, so the nation is an empty text in between.
    coded = migration_indicators.assign(
        region_code=migration_indicators["region_code"].fillna("").astype("str")
    )
    wide = coded.pivot_table("value", "region_code", "indicator", dropna=False)
    wide = wide.reindex(columns=[one.name for one in INDICATORS]).sort_index().reset_index()
    nation = wide["region_code"] == ""
    wide.insert(0, "level", nation.map({True: NATION, False: REGION}))
    return wide.assign(region_code=wide["region_code"].where(~nation))


def _regions(moves: pd.DataFrame, margins: pd.DataFrame) -> pd.DataFrame:
    """Indicators of every region in one interval, long."""
    table = margins.set_index("region_code")
    found = pd.DataFrame(
        {
            "in_migration_rate": table["in_rate_per_1000"],
            "out_migration_rate": table["out_rate_per_1000"],
            "net_migration_rate": table["net_rate_per_1000"],
            "migration_effectiveness_ratio": table["effectiveness_percent"],
        }
    )
    links = pd.Series(0, index=table.index)
    for side, end in (("in", "destination"), ("out", "origin")):
        by_end = moves.groupby(f"{end}_code")
        found[f"{side}_flow_cv"] = by_end["migrants_persons"].agg(_cv)
        found[f"mean_{side}_distance"] = by_end[list(_SPREAD)].apply(_mean_distance)
        found[f"median_{side}_distance"] = by_end[list(_SPREAD)].apply(_median_distance)
        links += by_end["migrants_persons"].agg(lambda one: (one > 0).sum())
    found["connectivity"] = 100 * links / (2 * (len(table) - 1))
    wide = found[_named(REGION)].reset_index()
    return wide.melt("region_code", var_name="indicator", value_name="value")


def _nation(moves: pd.DataFrame, margins: pd.DataFrame) -> pd.DataFrame:
    """Indicators of the whole system in one interval, long."""
    persons = moves["migrants_persons"].to_numpy(dtype=float)
    migrants = persons.sum()
    population = margins["population_persons"].sum(skipna=False)
    redistributed = margins["net_persons"].abs().sum()
    found = {
        "crude_migration_intensity": 100 * migrants / population,
        "aggregate_net_migration_rate": 100 * redistributed / 2 / population,
        "migration_effectiveness_index": _ratio(100 * redistributed, 2 * migrants),
        "flow_cv": _cv(moves["migrants_persons"]),
        "flow_gini": _flow_gini(persons),
        "mean_distance": _mean_distance(moves),
        "median_distance": _median_distance(moves),
        "connectivity": 100 * float(np.mean(persons > 0)),
    }
    values = [found[name] for name in _named(NATION)]
    empty = pd.Series([None] * len(values), dtype="str")
    return pd.DataFrame({"region_code": empty, "indicator": _named(NATION), "value": values})


_SPREAD = ("migrants_persons", "distance_km")


def _named(level: str) -> list[str]:
    return [one.name for one in INDICATORS if level in one.levels]


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _cv(persons: pd.Series) -> float:
    """Coefficient of variation over all possible flows, zeros included."""
    return _ratio(float(persons.std(ddof=0)), float(persons.mean()))


def _flow_gini(persons: Array) -> float:
    """Gini index of the cells, which can reach 1 when one flow holds everybody."""
    count = len(persons)
    # Sum of |a - b| over all ordered pairs, from the ranks.
    weights = 2 * np.arange(1, count + 1) - count - 1
    apart = 2 * float(np.sum(weights * np.sort(persons)))
    return _ratio(apart, 2 * (count - 1) * float(persons.sum()))


def _mean_distance(moves: pd.DataFrame) -> float:
    persons = moves["migrants_persons"]
    return _ratio(float((persons * moves["distance_km"]).sum()), float(persons.sum()))


def _median_distance(moves: pd.DataFrame) -> float:
    return weighted_median(
        moves["distance_km"].to_numpy(dtype=float), moves["migrants_persons"].to_numpy(dtype=float)
    )


# Migration indicators as the page reads them: regions of one interval, the nation in all.


def records(level: str) -> tuple[MigrationIndicator, ...]:
    """Indicators of a level, ``region`` or ``nation``, in their declared order.

    Examples
    --------
    >>> records("nation")[0].name
    'crude_migration_intensity'
    """
    return tuple(one for one in INDICATORS if level in one.levels)


def of_regions(world: World, period: str) -> pd.DataFrame:
    """Indicators of every counted region in one interval.

    Returns
    -------
    DataFrame
        Indexed by ``region_code`` in code order, one column an indicator in the declared order,
        in its unit; NaN where there is no figure.
    """
    table = world.table("migration_indicators")
    rows = table[(table["period"] == period) & table["region_code"].notna()]
    wide = rows.pivot_table("value", "region_code", "indicator", dropna=False)
    return wide.reindex(index=world.counted.index, columns=[one.name for one in records(REGION)])


def of_nation(world: World) -> pd.DataFrame:
    """Indicators of the nation in every interval.

    Returns
    -------
    DataFrame
        Indexed by indicator in the declared order, one column an interval in time order.
    """
    table = world.table("migration_indicators")
    rows = table[table["region_code"].isna()]
    wide = rows.pivot_table("value", "indicator", "period", dropna=False)
    return wide.reindex(
        index=[one.name for one in records(NATION)], columns=list(world.vocabulary["periods"])
    )
