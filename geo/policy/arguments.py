"""What the paper says of the two ends of a corridor: roles, gains, losses, networks, stances.

Statements come from the paper's tables; the few sentences that no table holds are declared by the
package with their section. Nothing is said of a place that the paper does not name.
"""

from __future__ import annotations

import pandas as pd

from geo.sites.networks import NO_TABLE, PROXY
from geo.world.dossier import Argument, Arguments, Stance
from geo.world.places import SENDING_RECEIVING

SENDING, RECEIVING = "sending", "receiving"
ENDS = (SENDING, RECEIVING)
ROLE, GAIN, LOSS, BARRIER = "role", "gain", "loss", "barrier"

INSIDE_ONE, CONTAINED, THIS_PAIR, OTHER_PAIR = "inside one", "contained", "this pair", "other pair"
"""How a network lies to a corridor."""

COLUMNS = ["end", "effect", "place", "text", "section", "cited_source"]


def arguments(
    declared: Arguments,
    evaluation: pd.DataFrame,
    regional_statements: pd.DataFrame,
    migrant_profile: pd.DataFrame,
    origin: str,
    destination: str,
) -> pd.DataFrame:
    """Return what each end is, could gain or could lose, as the paper argues it.

    Parameters
    ----------
    declared : Arguments
        What the package declares of the statements.
    evaluation, regional_statements, migrant_profile : DataFrame
        Tables of the paper.
    origin, destination : str
        Codes of the sending and the receiving end.

    Returns
    -------
    DataFrame
        ``end``, ``effect``, ``place`` (missing where it holds of all such places), ``text``,
        ``section``, ``cited_source``: what is said of the place by name first.
    """
    tables = {
        "evaluation": evaluation.set_index("evaluation_id"),
        "regional_statements": regional_statements.set_index("diversity_id"),
        "migrant_profile": migrant_profile.set_index("profile_id"),
    }
    codes = {SENDING: origin, RECEIVING: destination}
    counted = {one.category: (one.end, one.effect) for one in declared.named}
    rows = []
    for statement in regional_statements.to_dict("records"):
        end, effect = counted.get(statement["category"], ("", ""))
        if end and statement["region_code"] == codes[end]:
            said = [statement[name] for name in ("place", "statement", "section", "cited_source")]
            rows.append((end, effect, *said))
    rows += [_general(argument, tables) for argument in declared.general]
    return pd.DataFrame(rows, columns=COLUMNS)


def _general(argument: Argument, tables: dict[str, pd.DataFrame]) -> tuple[object, ...]:
    if not argument.table:
        return (argument.end, argument.effect, None, argument.title, argument.section, None)
    row = tables[argument.table].loc[argument.row]
    text = argument.title or row["statement"]
    return (argument.end, argument.effect, None, text, row["section"], row.get("cited_source"))


def networks_at(networks: pd.DataFrame, origin: str, destination: str) -> pd.DataFrame:
    """Sending-receiving networks with an end in either region, and how they lie to the corridor.

    Parameters
    ----------
    networks : DataFrame
        Output of :func:`geo.sites.networks.networks_of`.
    origin, destination : str
        Codes of the ends.

    Returns
    -------
    DataFrame
        The sending-receiving rows with ``lies``: ``inside one`` (both ends in
        one region, in no table), ``contained`` (smaller than this corridor), ``this pair`` or
        ``other pair``. The way back counts as the same pair of regions.
    """
    linked = networks[networks["network_type"] == SENDING_RECEIVING]
    ends = linked["from_region_code"].isin([origin, destination])
    ends |= linked["to_region_code"].isin([origin, destination])
    found = linked[ends]
    pairs = (f"{origin}-{destination}", f"{destination}-{origin}")
    return found.assign(
        lies=[
            INSIDE_ONE
            if relation == NO_TABLE
            else OTHER_PAIR
            if corridor not in pairs
            else CONTAINED
            if relation == PROXY
            else THIS_PAIR
            for relation, corridor in zip(found["relation"], found["corridor"], strict=True)
        ]
    )


def stance_at(stance: Stance, regional_statements: pd.DataFrame, code: str) -> pd.DataFrame:
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
    DataFrame
        ``category``, ``statement``, ``section``, ``named``: one row where the paper names the
        region in a class of regions; otherwise one for each other class, not named.

    Examples
    --------
    >>> said = dict.fromkeys(
    ...     ("topic", "title", "at_end", "named", "quick", "quick_about", "quick_rest"), "x")
    >>> classes = ({"category": "town", "title": "Towns"},
    ...     {"category": "city", "title": "Cities", "regions": True})
    >>> stance = Stance.model_validate({**said, "classes": classes})
    >>> rows = pd.DataFrame({"category": ["city", "town"], "statement": list("ab"),
    ...     "section": "3.1", "region_code": ["A", None]})
    >>> stance_at(stance, rows, "A")["statement"].tolist()
    ['a']
    >>> stance_at(stance, rows, "B")["statement"].tolist()
    ['b']
    """
    columns = ["category", "statement", "section"]
    category = regional_statements["category"]
    own = regional_statements[
        category.isin(stance.of_regions) & (regional_statements["region_code"] == code)
    ]
    if len(own):
        return own[columns].assign(named=True)
    others = [one.category for one in stance.classes if not one.regions]
    rows = [regional_statements[category == one] for one in others]
    return pd.concat(rows)[columns].assign(named=False)


def named_regions(stance: Stance | None, regional_statements: pd.DataFrame) -> tuple[str, ...]:
    """Regions that the paper names in a class of regions, in code order; none without a stance."""
    categories = stance.of_regions if stance else ()
    rows = regional_statements[regional_statements["category"].isin(categories)]
    return tuple(sorted(rows["region_code"].dropna()))
