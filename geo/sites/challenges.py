"""The five challenges of the paper, and what belongs to each: one declared table of reasons.

A membership is stated when the paper's own words or the heading of its section say it; the others
are our reading and carry a badge. What the paper links to nothing has no record here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pandas as pd

from geo.sites.sites import WOMEN_STATED, matches, site_rows

# What belongs to each challenge of the paper, and why: the declared table.


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

# fmt: off
MEMBERSHIPS: tuple[Membership, ...] = (
    Membership(POVERTY, SITES, (EVERY_SITE,), "4.1 Poverty reduction",
        "Capacity building against poverty is used at all pilot sites."),
    Membership(POVERTY, RECOMMENDATIONS, ("policy_option:1",), "3.3 Policy options",
        "The option names poverty of migrants in cities."),
    Membership(POVERTY, RECOMMENDATIONS, ("recommendation:1", "recommendation:3"),
        "3.3; 4.1 Poverty reduction",
        "4.1 fights poverty by capacity building and by networks and communities; "
        "the recommendation asks for the same means.", stated=False),
    Membership(POVERTY, ACTS, ("T25",), "4.1 Project initiatives",
        "The title of the project names poverty among young migrants."),
    Membership(POVERTY, ACTS, ("T40",), "Foreword",
        "The first of the six papers is on poverty reduction among migrants."),
    Membership(POVERTY, ACTS, ("T29", "T33", "T34"),
        "2.2 Poverty among migrants; 3.1 New concrete measures",
        "2.2 names health care and skill training among the difficulties of "
        "migrants in cities; the act is on one of them.", stated=False),
    Membership(POVERTY, EVALUATION, ("E04", "E08"), "6.1 Preliminary evaluation",
        "It names the poorest of the migrants, or what keeps migrants in poverty."),
    Membership(POLICY_GAP, RECOMMENDATIONS, ("policy_option:1",), "3.3 Policy options",
        "The option is meant to close the gap between urban and rural poverty policies."),
    Membership(POLICY_GAP, ACTS, ("T19", "T22"), "2.2 Policy gap in poverty reduction",
        "The section on the gap names it, or cites it in footnote 3."),
    Membership(POLICY_GAP, ACTS, ("T15", "T21"), "2.3 Governmental agencies",
        "It is rural poverty reduction, one side of the gap.", stated=False),
    Membership(POLICY_GAP, ACTS, ("T24",),
        "2.2 Policy gap in poverty reduction; 3.1 Relaxing the Hukou System",
        "2.2 explains the gap by the lack of an urban Hukou; the act eases it in "
        "small towns.", stated=False),
    Membership(POLICY_GAP, AGENCIES, ("A04", "A11"), "2.2 Policy gap in poverty reduction",
        "Its policies for the urban poor leave migrants out."),
    Membership(POLICY_GAP, AGENCIES, ("A19", "A20"), "4.1 Poverty reduction",
        "Most sites include such bodies, so that the gap is bridged to some extent."),
    Membership(DIVERSITY, SITES, (EVERY_SITE,), "4.1 Project initiatives; 5.5",
        "The eight sites were chosen for unlike local conditions."),
    Membership(DIVERSITY, SITES, ("P5",), "3.2 Policy experiences",
        "Training that works elsewhere does not fit the experienced migrants of Chengdu."),
    Membership(DIVERSITY, SITES, ("P7",), "5.5 Duplicability/transferability",
        "Diqing could be repeated in western areas with challenges of the same kind."),
    Membership(DIVERSITY, RECOMMENDATIONS,
        ("policy_option:4", "recommendation:1", "recommendation:4"),
        "3.3 Policy options",
        "It asks for regional flexibility, for varied training by region, or for local "
        "projects."),
    Membership(DIVERSITY, ACTS, ("T10",), "2.2 Regional diversity",
        "The section on diversity names it: some {regions} began early, others late."),
    Membership(DIVERSITY, ACTS, ("T32",), "3.2 Policy experiences",
        "It is to balance the gaps between eastern and western regions."),
    Membership(DIVERSITY, ACTS, ("T20",), "2.2",
        "The problems were worst in central and western regions.", stated=False),
    Membership(DIVERSITY, EVALUATION, ("E01", "E15", "E20", "E27"), "5.3; 5.4; 6.1; 6.4",
        "It speaks of varied sites, of rigid central standards or of local ones.", stated=False),
    Membership(GENDER, SITES, (WOMEN_STATED,), "4.1 Gender perspective",
        "The paper says that the site has female migrants as its main target group."),
    Membership(GENDER, RECOMMENDATIONS, ("policy_option:2", "recommendation:2"),
        "3.3 Policy options",
        "It names the needs of women or projects for them."),
    Membership(GENDER, ACTS, ("T28",), "3.1 Ensuring fair treatment of rural migrants",
        "Its third commitment names women: work and living conditions."),
    Membership(GENDER, ACTS, ("T25",), "1.1 Summary; 4.1",
        "The project acts especially from a gender perspective."),
    Membership(GENDER, ACTS, ("T40",), "Foreword",
        "The sixth of the six papers is on informal employment of women."),
    Membership(GENDER, AGENCIES, ("A29",), "4.1 Gender perspective",
        "It runs the three-level support for women who leave for cities."),
    Membership(GENDER, EVALUATION, ("E14", "E24"), "5.2; 6.3",
        "It names gender or women."),
    Membership(DEVELOPMENT, SITES, ("P2", "P7"), "4.1 Local development",
        "The section on local development gives it as an example."),
    Membership(DEVELOPMENT, RECOMMENDATIONS, ("policy_option:4",), "3.3 Policy options",
        "The option asks for more focus on the development of inland {regions}."),
    Membership(DEVELOPMENT, RECOMMENDATIONS, ("recommendation:4",),
        "3.3 Policy options: recommendations",
        "Local projects could serve migrants and the place together.", stated=False),
    Membership(DEVELOPMENT, ACTS, ("T34",), "4.1 Local development",
        "The site in Diqing joins its training with money of the Sunshine Project."),
    Membership(DEVELOPMENT, ACTS, ("T32",), "2.2",
        "2.2 asks for more efforts in the light of the new paradigm."),
    Membership(DEVELOPMENT, NETWORKS, ("N1", "N2", "N3"), "4.1 Network building; 4.1",
        "4.1 wants win-win between sending and receiving areas; the network joins "
        "two of them.", stated=False),
    Membership(DEVELOPMENT, EVALUATION, ("E02", "E13"), "6.1; 5.2",
        "It names local development or the local economy."),
    Membership(DEVELOPMENT, EVALUATION, ("E09",), "6.1; 2.2 Local development",
        "2.2 names brain drain as a cost of migration for the origin."),
)
# fmt: on

CHALLENGES: tuple[Challenge, ...] = (
    Challenge(
        POVERTY,
        1,
        "2.2 Poverty among migrants",
        {"shade": "two-way-income", "layers": "regions,corridors,labels,sites"},
        "No table counts poor migrants by {region}. The map shows departures against urban "
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
            "layers": "regions,borders,zones,labels,networks,sites",
        },
        "Zones, gaps at the borders between {regions}, and flows between the zones: 2.2 names "
        "moves from west and centre to east, and disparity between {regions}.",
    ),
    Challenge(
        GENDER,
        4,
        "2.2 Gender issues",
        {"sites": WOMEN_STATED, "layers": "regions,labels,sites"},
        "The paper gives the share of women for the nation only, about one third. No {region} "
        "is shaded by it; the map marks the sites that are stated to focus on women.",
    ),
    Challenge(
        DEVELOPMENT,
        5,
        "2.2 Local development",
        {"shade": "net-rate", "layers": "regions,corridors,labels,networks,sites"},
        "Net migration of each {region} shows who loses and who gains people: 2.2 names brain "
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
