"""The challenges of the paper, and what belongs to each, as the package declares it.

A membership is stated when the paper's own words or the heading of its section say it; the others
are our reading and carry a badge: the table of statements says which. What the paper links to
nothing has no record here.
"""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from geo.sites.sites import WOMEN_STATED, matches, site_rows
from geo.statements.statements import Statements
from geo.world.dossier import Challenge
from geo.world.world import World

LIST = "challenge"
DATASET, MAP = "challenges", "map"
"""Statements on challenges; the field that says why the map shows what it shows."""
SITES, NETWORKS, RECOMMENDATIONS = "sites", "networks", "recommendations"
ACTS, AGENCIES, EVALUATION = "acts", "agencies", "evaluation"
KINDS = (SITES, RECOMMENDATIONS, ACTS, NETWORKS, AGENCIES, EVALUATION)
RECOMMENDING = ("policy_option", "recommendation")
EVERY_SITE = "every-site"


def challenges(world: World) -> dict[str, Challenge]:
    """Challenges of the paper by key, in its order; none where the world has no paper."""
    return {one.key: one for one in world.package.challenges} if world.has("paper_lists") else {}


def challenge_title(challenge: Challenge, paper_lists: pd.DataFrame) -> tuple[str, str]:
    """Name of a challenge in the paper's list, and the sections of the list.

    Parameters
    ----------
    challenge : Challenge
        One of the declared.
    paper_lists : DataFrame
        ``list_id``, ``number``, ``item``, ``section``.
    """
    rows = paper_lists[paper_lists["list_id"] == LIST].set_index("number")
    row = rows.loc[challenge.number]
    return str(row["item"]), str(row["section"])


def belonging(challenge: Challenge, pilot_sites: pd.DataFrame, said: Statements) -> pd.DataFrame:
    """Everything that belongs to a challenge, a row for each thing and reason.

    Parameters
    ----------
    challenge : Challenge
        With its members.
    pilot_sites : DataFrame
        The built table, for sites that are named by a rule.
    said : Statements
        Says of each member why it belongs.

    Returns
    -------
    DataFrame
        ``kind`` in the order of :data:`KINDS`, ``row``, ``reason``, ``section``, ``kind_of``
        the statement, ``excerpt``.
    """
    sites = site_rows(pilot_sites)
    found = [
        (kind, row, why.text, why.section, why.kind, why.excerpt)
        for kind in KINDS
        for one in challenge.members
        if one.kind == kind
        for why in [said.of(DATASET, challenge.key, one.statement)]
        for row in (_named(one.rows, sites) if kind == SITES else one.rows)
    ]
    columns = ["kind", "row", "reason", "section", "kind_of", "excerpt"]
    return pd.DataFrame(found, columns=columns)


def _named(rows: Sequence[str], sites: pd.DataFrame) -> list[str]:
    """Identifiers of sites that are named one by one or by a rule."""
    if rows == (EVERY_SITE,):
        return [str(one) for one in sites["site_id"]]
    if rows == (WOMEN_STATED,):
        return [str(one) for one in sites.loc[matches(sites, rows), "site_id"]]
    return list(rows)
