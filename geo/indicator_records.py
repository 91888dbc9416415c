"""The migration indicators as records: name, unit, formula, definition and source of each.

Page, data interface and sources show these records; `geo.migration_indicators` computes them.
Letters of the formulas: M_ij moves from i to j, D_i arrivals and O_i departures of i, M all moves,
P_i residents at the end of the interval, P all residents, n provinces, d_ij kilometres.
"""

from __future__ import annotations

from dataclasses import dataclass

PROVINCE, NATION = "province", "nation"

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
    "people aged 5 and over."
)
CAPITALS = (
    "Great circle between provincial capitals: population-weighted centres are not in the data."
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
        ``province``, ``nation`` or both.
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
        f"People who came from other provinces, for every 1,000 residents. {RESIDENTS}",
        BELL,
        (PROVINCE,),
    ),
    MigrationIndicator(
        "out_migration_rate",
        "Out-migration rate",
        "per 1,000 residents",
        "1000 O_i / P_i",
        f"People who left for other provinces, for every 1,000 residents. {RESIDENTS}",
        BELL,
        (PROVINCE,),
    ),
    MigrationIndicator(
        "net_migration_rate",
        "Net migration rate",
        "per 1,000 residents",
        "1000 (D_i - O_i) / P_i",
        f"Arrivals less departures, for every 1,000 residents. {RESIDENTS}",
        BELL,
        (PROVINCE,),
    ),
    MigrationIndicator(
        "migration_effectiveness_ratio",
        "Migration effectiveness ratio",
        "%",
        "100 (D_i - O_i) / (D_i + O_i)",
        "Net over gross: 100 when people only came, -100 when they only left, 0 when both ways "
        "balance.",
        SHRYOCK,
        (PROVINCE,),
    ),
    MigrationIndicator(
        "crude_migration_intensity",
        "Aggregate crude migration intensity",
        "% of residents",
        "100 M / P",
        "People who moved between provinces as a share of all residents. It counts moves between "
        f"provinces only, so it is not the intensity of all changes of address. {RESIDENTS}",
        BELL,
        (NATION,),
        2,
    ),
    MigrationIndicator(
        "aggregate_net_migration_rate",
        "Aggregate net migration rate",
        "% of residents",
        "100 * 0.5 * sum_i |D_i - O_i| / P",
        "Net shift of people between provinces as a share of all residents: intensity times "
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
        "How much of all moves ends as a net shift: 0 when every province balances, 100 when all "
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
        "standard deviation of M_ji / mean of M_ji, over the other provinces j",
        "How unequally arrivals come from the other provinces: 0 when each sends the same.",
        ROGERS,
        (PROVINCE,),
        2,
    ),
    MigrationIndicator(
        "out_flow_cv",
        "Coefficient of variation of departures",
        "ratio",
        "standard deviation of M_ij / mean of M_ij, over the other provinces j",
        "How unequally departures spread over the other provinces: 0 when each receives the same.",
        ROGERS,
        (PROVINCE,),
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
        (PROVINCE,),
        0,
    ),
    MigrationIndicator(
        "median_in_distance",
        "Median distance of arrivals",
        "km",
        "smallest d with half of D_i moved d or less",
        f"Half of the arrivals moved no farther. {CAPITALS}",
        BELL,
        (PROVINCE,),
        0,
    ),
    MigrationIndicator(
        "mean_out_distance",
        "Mean distance of departures",
        "km",
        "sum_j M_ij d_ij / O_i",
        f"Average over departures. {CAPITALS}",
        BELL,
        (PROVINCE,),
        0,
    ),
    MigrationIndicator(
        "median_out_distance",
        "Median distance of departures",
        "km",
        "smallest d with half of O_i moved d or less",
        f"Half of the departures moved no farther. {CAPITALS}",
        BELL,
        (PROVINCE,),
        0,
    ),
    MigrationIndicator(
        "connectivity",
        "Index of connectivity",
        "% of possible flows",
        "100 * count(M_ij > 0) / count of possible flows",
        "Share of the possible flows in which at least one sampled person moved; for a province, "
        "those that start or end there.",
        BELL,
        (PROVINCE, NATION),
    ),
)
