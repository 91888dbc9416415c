"""What the paper says of the two ends of a corridor: roles, gains, losses, sites, networks, hukou.

Statements come from the paper's tables. The few sentences that no table holds are recorded here
with their section. Nothing is said of a place that the paper does not name.
"""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.sites.networks import NO_TABLE, PROXY
from geo.world.places import SENDING_RECEIVING

SENDING, RECEIVING = "sending", "receiving"
ENDS = (SENDING, RECEIVING)
ROLE, GAIN, LOSS, BARRIER = "role", "gain", "loss", "barrier"
EFFECTS = (ROLE, GAIN, LOSS, BARRIER)
MEGA, MEDIUM, SMALL = "Hukou: mega city", "Hukou: medium city", "Hukou: small town"
HUKOU_CLASSES = (SMALL, MEDIUM, MEGA)

INSIDE_ONE, CONTAINED, THIS_PAIR, OTHER_PAIR = "inside one", "contained", "this pair", "other pair"
"""How a network lies to a corridor."""

COLUMNS = ["end", "effect", "place", "text", "section", "cited_source"]


@dataclass(frozen=True)
class Argument:
    """What the paper argues of all places of one kind.

    Attributes
    ----------
    end, effect : str
        Whose gain, loss or barrier it is.
    title : str
        The statement; empty where the table has it in full.
    section : str
        Section of the paper; empty where the table has it.
    table, row : str
        Table and identifier that it rests on; empty where no table holds it.
    """

    end: str
    effect: str
    title: str = ""
    section: str = ""
    table: str = ""
    row: str = ""


ARGUMENTS: tuple[Argument, ...] = (
    Argument(
        SENDING,
        GAIN,
        "remittances: migrants send a large portion of their income home",
        table="migrant_profile",
        row="F08",
    ),
    Argument(SENDING, GAIN, "brain gain after migrants return", "4.1 Local development"),
    Argument(SENDING, LOSS, table="evaluation", row="E09"),
    Argument(
        RECEIVING, GAIN, "migration can contribute to urban development", "2.2 Local development"
    ),
    Argument(RECEIVING, LOSS, "overurbanisation of receiving areas", "2.2 Local development"),
    Argument(RECEIVING, BARRIER, table="regional_statements", row="D34"),
)
NAMED = {
    "major sending": (SENDING, ROLE),
    "early start": (SENDING, ROLE),
    "experienced migrants": (SENDING, BARRIER),
    "training mismatch": (RECEIVING, BARRIER),
    "receiving": (RECEIVING, ROLE),
    "ageing city": (RECEIVING, GAIN),
    "inflow displaces locals": (RECEIVING, LOSS),
}
"""Categories of the paper's statements on named places: at which end they count, and as what."""


def arguments(
    evaluation: pd.DataFrame,
    regional_statements: pd.DataFrame,
    migrant_profile: pd.DataFrame,
    origin: str,
    destination: str,
) -> pd.DataFrame:
    """Return what each end is, could gain or could lose, as the paper argues it.

    Parameters
    ----------
    evaluation, regional_statements, migrant_profile : DataFrame
        Tables of the paper.
    origin, destination : str
        Two-digit codes of the sending and the receiving end.

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
    rows = []
    for statement in regional_statements.to_dict("records"):
        end, effect = NAMED.get(statement["category"], ("", ""))
        if end and statement["region_code"] == codes[end]:
            said = [statement[name] for name in ("place", "statement", "section", "cited_source")]
            rows.append((end, effect, *said))
    rows += [_general(argument, tables) for argument in ARGUMENTS]
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


def hukou_stance_at(regional_statements: pd.DataFrame, code: str) -> pd.DataFrame:
    """Stances that bear on a receiving region: its own class, or all classes it may hold.

    Parameters
    ----------
    regional_statements : DataFrame
        Table of the paper.
    code : str
        Two-digit code of the receiving region.

    Returns
    -------
    DataFrame
        ``category``, ``statement``, ``section``, ``named``: one row where the paper names the
        region as a mega city; otherwise one for each smaller class, not named.

    Examples
    --------
    >>> rows = pd.DataFrame({"category": [MEGA, MEDIUM, SMALL], "statement": list("abc"),
    ...     "section": "3.1", "region_code": ["31", None, None]})
    >>> hukou_stance_at(rows, "31")["statement"].tolist()
    ['a']
    >>> hukou_stance_at(rows, "34")["statement"].tolist()
    ['c', 'b']
    """
    columns = ["category", "statement", "section"]
    mega = regional_statements[regional_statements["category"] == MEGA]
    own = mega[mega["region_code"] == code]
    if len(own):
        return own[columns].assign(named=True)
    smaller = [
        regional_statements[regional_statements["category"] == one] for one in (SMALL, MEDIUM)
    ]
    return pd.concat(smaller)[columns].assign(named=False)


def mega_codes(regional_statements: pd.DataFrame) -> tuple[str, ...]:
    """Regions that the paper names as mega cities, in code order.

    Examples
    --------
    >>> mega_codes(pd.DataFrame({"category": [MEGA, MEGA], "region_code": ["31", "11"]}))
    ('11', '31')
    """
    rows = regional_statements[regional_statements["category"] == MEGA]
    return tuple(sorted(rows["region_code"].dropna()))
