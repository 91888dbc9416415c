"""The five challenges of the paper, and what belongs to each: one declared table of reasons.

A membership is stated when the paper's own words or the heading of its section say it; the others
are our reading and carry a badge. What the paper links to nothing has no record here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.sites import WOMEN_STATED, matches, site_rows

LIST = "challenge"
SITES, NETWORKS, RECOMMENDATIONS = "sites", "networks", "recommendations"
ACTS, AGENCIES, EVALUATION = "acts", "agencies", "evaluation"
KINDS = (SITES, RECOMMENDATIONS, ACTS, NETWORKS, AGENCIES, EVALUATION)
RECOMMENDING = ("policy_option", "recommendation")
EVERY_SITE = "every-site"


@dataclass(frozen=True)
class Challenge:
    """One of the paper's five challenges.

    Attributes
    ----------
    key : str
        The word in the address.
    number : int
        Its number in the list of the paper.
    section : str
        Heading below 2.2 that describes it.
    changes : mapping
        Fields of the view that put the map on it.
    reason : str
        Why the map then shows what belongs to the challenge; always our choice.
    """

    key: str
    number: int
    section: str
    changes: Mapping[str, str]
    reason: str


@dataclass(frozen=True)
class Membership:
    """Some rows that belong to a challenge, for one reason.

    Attributes
    ----------
    challenge, kind : str
        Key of the challenge; one of :data:`KINDS`.
    rows : tuple of str
        Identifiers in the table of the kind; a list item is spelled ``recommendation:2``. Sites
        may be named by a word of the site filter or all at once with :data:`EVERY_SITE`.
    section : str
        Where the paper says so.
    reason : str
        What it says there.
    stated : bool
        False when the link is our reading.
    """

    challenge: str
    kind: str
    rows: tuple[str, ...]
    section: str
    reason: str
    stated: bool = True


POVERTY, POLICY_GAP, DIVERSITY = "poverty", "policy-gap", "regional-diversity"
GENDER, DEVELOPMENT = "gender", "local-development"

CHALLENGES: tuple[Challenge, ...] = (
    Challenge(
        POVERTY,
        1,
        "2.2 Poverty among migrants",
        {"shade": "two-way-income", "layers": "provinces,corridors,sites,labels"},
        "No table counts poor migrants by province. The map shows departures against urban "
        "income, since 6.1 calls the income gap a threat that keeps migrants in poverty.",
    ),
    Challenge(
        POLICY_GAP,
        2,
        "2.2 Policy gap in poverty reduction",
        {"topic": "poverty-reduction", "shade": "urbanisation_rate"},
        "No table measures the gap. The map shows the urban share, and the acts on poverty "
        "reduction stay lit on the timeline.",
    ),
    Challenge(
        DIVERSITY,
        3,
        "2.2 Regional diversity",
        {
            "scheme": "three-zone",
            "shade": "gdp_per_capita_derived",
            "layers": "provinces,borders,zones,sites,networks,labels",
        },
        "Zones, gaps at the borders between provinces, and flows between the zones: 2.2 names "
        "moves from west and centre to east, and disparity between provinces.",
    ),
    Challenge(
        GENDER,
        4,
        "2.2 Gender issues",
        {"sites": WOMEN_STATED, "layers": "provinces,sites,labels"},
        "The paper gives the share of women for the nation only, about one third. No province "
        "is shaded by it; the map marks the sites that are stated to focus on women.",
    ),
    Challenge(
        DEVELOPMENT,
        5,
        "2.2 Local development",
        {"shade": "net-rate", "layers": "provinces,corridors,sites,networks,labels"},
        "Net migration of each province shows who loses and who gains people: 2.2 names brain "
        "drain at the origin and over-urbanisation at the destination.",
    ),
)
CHALLENGE = {one.key: one for one in CHALLENGES}


def challenge_title(challenge: Challenge, paper_lists: pd.DataFrame) -> tuple[str, str]:
    """Name of a challenge in the paper's list, and the sections of the list.

    Parameters
    ----------
    challenge : Challenge
        One of the five.
    paper_lists : DataFrame
        ``list_id``, ``number``, ``item``, ``section``.
    """
    rows = paper_lists[paper_lists["list_id"] == LIST].set_index("number")
    row = rows.loc[challenge.number]
    return str(row["item"]), str(row["section"])


def belonging(
    memberships: Sequence[Membership], challenge: str, pilot_sites: pd.DataFrame
) -> pd.DataFrame:
    """Everything that belongs to a challenge, a row for each thing and reason.

    Parameters
    ----------
    memberships : sequence of Membership
        The declared table.
    challenge : str
        Key of a challenge.
    pilot_sites : DataFrame
        The built table, for sites that are named by a rule.

    Returns
    -------
    DataFrame
        ``kind`` in the order of :data:`KINDS`, ``row``, ``section``, ``reason``, ``stated``.
    """
    sites = site_rows(pilot_sites)
    found = [
        (one.kind, row, one.section, one.reason, one.stated)
        for kind in KINDS
        for one in memberships
        if one.challenge == challenge and one.kind == kind
        for row in (_named(one.rows, sites) if kind == SITES else one.rows)
    ]
    return pd.DataFrame(found, columns=["kind", "row", "section", "reason", "stated"])


def _named(rows: Sequence[str], sites: pd.DataFrame) -> list[str]:
    """Identifiers of sites that are named one by one or by a rule."""
    if rows == (EVERY_SITE,):
        return [str(one) for one in sites["site_id"]]
    if rows == (WOMEN_STATED,):
        return [str(one) for one in sites.loc[matches(sites, rows), "site_id"]]
    return list(rows)
