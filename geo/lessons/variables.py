"""What two regions are compared by: the variables as records, and the weights of a reader.

The page, the data interface and the build read these records. Nothing here was chosen by looking
at the ranks that come out: the paper names what makes places alike, and each reason says where.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

PAPER_YEAR = 2005
"""Year of the paper: every variable is taken from the complete year nearest to it."""

YEAR_RULE = (
    "The year nearest to 2005 in which every {region} has a figure, the earlier one on a tie; an "
    "interval counts by its last year."
)
LOG_RULE = (
    "Money and people are compared by ratios: their natural logarithm is standardised. Shares, "
    "rates and years are standardised as they are."
)


@dataclass(frozen=True)
class Variable:
    """One variable that regions are compared by.

    Attributes
    ----------
    key : str
        The word in the address.
    title, unit, definition, reason : str
        Plain English; the reason says why the variable bears on a lesson that travels.
    table : str
        ``indicators`` or ``region_flows``.
    column : str
        Indicator of the one, column of the other.
    logged : bool
        True where ratios count and not differences.
    decimals : int
        Digits after the point to print.
    """

    key: str
    title: str
    unit: str
    definition: str
    reason: str
    table: str
    column: str
    logged: bool = False
    decimals: int = 1


VARIABLES: tuple[Variable, ...] = (
    Variable(
        "gdp",
        "GDP per head",
        "yuan",
        "Gross regional product as known about 2009 over the mean population of two year-ends, "
        "current prices.",
        "The paper carries lessons from one underdeveloped area to others (5.5).",
        "indicators",
        "gdp_per_capita_derived",
        logged=True,
        decimals=0,
    ),
    Variable(
        "urban",
        "Urban share of population",
        "%",
        "Share of residents who live in urban areas.",
        "The paper is about people who leave the countryside for towns (1.1).",
        "indicators",
        "urbanisation_rate",
    ),
    Variable(
        "minority",
        "Ethnic minority share",
        "%",
        "Share of residents who belong to an ethnic minority; no earlier year is complete.",
        "Projects in ethnic areas of the west should follow local needs and cultural norms (3.3).",
        "indicators",
        "ethnic_minority_share",
    ),
    Variable(
        "schooling",
        "Mean years of schooling",
        "years",
        "Mean years of schooling of people aged 15 and over.",
        "At Diqing local people lack the skills for non-farm work (4.1).",
        "indicators",
        "mean_years_schooling_15plus",
    ),
    Variable(
        "out",
        "Out-migration rate",
        "per 1,000 residents",
        "People who left for other {regions} in {span}, for every 1,000 residents at the end.",
        "Where many have left for years, training for newcomers does not fit (3.2).",
        "region_flows",
        "out_rate_per_1000",
    ),
    Variable(
        "net",
        "Net migration rate",
        "per 1,000 residents",
        "Arrivals less departures in {span}, for every 1,000 residents at the end.",
        "Sending and receiving areas have different needs (4.1); Diqing takes people in.",
        "region_flows",
        "net_rate_per_1000",
    ),
    Variable(
        "population",
        "Resident population",
        "10,000 persons",
        "Residents at the end of the year.",
        "What officials and funds can reach depends on how many people there are (6.2).",
        "indicators",
        "resident_population",
        logged=True,
        decimals=0,
    ),
)
VARIABLE = {variable.key: variable for variable in VARIABLES}
EQUAL: Mapping[str, float] = dict.fromkeys(VARIABLE, 1.0)
