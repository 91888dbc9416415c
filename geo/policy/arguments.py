"""What the paper says of the two ends of a corridor: roles, gains, losses, networks, stances.

Statements come from the paper's tables; sentences on all places of one kind stand in the table of
statements. Nothing is said of a place that the paper does not name, and what it argues of the
villages that people leave is not said of a place that it names as one they head for.
"""

from __future__ import annotations

from typing import Any

import pandas as pd

from geo.rows import rows_of
from geo.sites.networks import NO_TABLE, PROXY
from geo.statements.statements import Statements
from geo.world.dossier import Arguments, Stance
from geo.world.places import SENDING_RECEIVING

SENDING, RECEIVING = "sending", "receiving"
ENDS = (SENDING, RECEIVING)
ROLE, GAIN, LOSS, BARRIER = "role", "gain", "loss", "barrier"
DATASET, TEXT = "arguments", "text"

INSIDE_ONE, CONTAINED, THIS_PAIR, OTHER_PAIR = "inside one", "contained", "this pair", "other pair"
"""How a network lies to a corridor."""

Row = dict[str, Any]


def arguments(
    declared: Arguments,
    regional_statements: pd.DataFrame,
    said: Statements,
    origin: str,
    destination: str,
) -> list[Row]:
    """Return what each end is, could gain or could lose, as the paper argues it.

    Parameters
    ----------
    declared : Arguments
        What the package declares of the statements.
    regional_statements : DataFrame
        Table of the paper.
    said : Statements
        What it argues of all places of one kind.
    origin, destination : str
        Codes of the sending and the receiving end.

    Returns
    -------
    list of dict
        ``end``, ``effect``, ``place`` (None where it holds of all such places), ``text``,
        ``section``, ``cited_source``: what is said of the place by name first.
    """
    statements = rows_of(regional_statements)
    codes = {SENDING: origin, RECEIVING: destination}
    counted = {one.category: (one.end, one.effect) for one in declared.named}
    rows = []
    for statement in statements:
        end, effect = counted.get(statement["category"], ("", ""))
        if end and statement["region_code"] == codes[end]:
            named = {"place": statement["place"], "cited_source": statement["cited_source"]}
            cited = {"text": statement["statement"], "section": statement["section"]}
            rows.append({"end": end, "effect": effect, **named, **cited})
    silent = SENDING if is_destination(declared, regional_statements, origin) else ""
    for one in declared.general:
        if one.end != silent:
            found = said.of(DATASET, one.statement, TEXT)
            cited = {"text": found.text, "section": found.section}
            unnamed = {"place": None, "cited_source": None}
            rows.append({"end": one.end, "effect": one.effect, **unnamed, **cited})
    return rows


def is_destination(declared: Arguments, regional_statements: pd.DataFrame, code: str) -> bool:
    """Whether the paper names a region as one that people head for."""
    named = regional_statements["category"] == declared.destination
    return bool((named & (regional_statements["region_code"] == code)).any())


def networks_at(networks: pd.DataFrame, origin: str, destination: str) -> list[Row]:
    """Sending-receiving networks with an end in either region, and how they lie to the corridor.

    Parameters
    ----------
    networks : DataFrame
        Output of :func:`geo.sites.networks.networks_of`.
    origin, destination : str
        Codes of the ends.

    Returns
    -------
    list of dict
        The sending-receiving rows with ``lies``: ``inside one`` (both ends in
        one region, in no table), ``contained`` (smaller than this corridor), ``this pair`` or
        ``other pair``. The way back counts as the same pair of regions.
    """
    here, pairs = {origin, destination}, {f"{origin}-{destination}", f"{destination}-{origin}"}
    return [
        {**row, "lies": _lies(row, pairs)}
        for row in rows_of(networks)
        if row["network_type"] == SENDING_RECEIVING
        and here & {row["from_region_code"], row["to_region_code"]}
    ]


def _lies(row: Row, pairs: set[str]) -> str:
    if row["relation"] == NO_TABLE:
        return INSIDE_ONE
    if row["corridor"] not in pairs:
        return OTHER_PAIR
    return CONTAINED if row["relation"] == PROXY else THIS_PAIR


def stance_at(stance: Stance, regional_statements: pd.DataFrame, code: str) -> list[Row]:
    """Stances that bear on a receiving region: its own class, or all classes it may hold.

    Parameters
    ----------
    stance : Stance
        The classes of places.
    regional_statements : DataFrame
        Table of the paper.
    code : str
        Code of the receiving region.

    Returns
    -------
    list of dict
        ``category``, ``statement``, ``section``, ``region_code``, ``named``: one row where the
        paper names the region in a class of regions; otherwise one for each other class, not
        named.

    Examples
    --------
    >>> said = dict.fromkeys(
    ...     ("topic", "title", "at_end", "named", "quick", "quick_about", "quick_rest"), "x")
    >>> classes = ({"category": "town", "title": "Towns"},
    ...     {"category": "city", "title": "Cities", "regions": True})
    >>> stance = Stance.model_validate({**said, "classes": classes})
    >>> rows = pd.DataFrame({"category": ["city", "town"], "statement": list("ab"),
    ...     "section": "3.1", "region_code": ["A", None]})
    >>> [row["statement"] for row in stance_at(stance, rows, "A")]
    ['a']
    >>> [row["statement"] for row in stance_at(stance, rows, "B")]
    ['b']
    """
    rows = rows_of(regional_statements[["category", "statement", "section", "region_code"]])
    named = stance.of_regions
    own = [row for row in rows if row["category"] in named and row["region_code"] == code]
    if own:
        return [{**row, "named": True} for row in own]
    others = [one.category for one in stance.classes if not one.regions]
    return [{**row, "named": False} for one in others for row in rows if row["category"] == one]


def named_regions(stance: Stance | None, regional_statements: pd.DataFrame) -> tuple[str, ...]:
    """Regions that the paper names in a class of regions, in code order; none without a stance."""
    categories = stance.of_regions if stance else ()
    rows = regional_statements[regional_statements["category"].isin(categories)]
    return tuple(sorted(rows["region_code"].dropna()))
