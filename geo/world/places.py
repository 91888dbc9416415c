"""What a reader can choose: regions, corridors, sites, networks and their ends, policy events."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import pandas as pd

from geo.world.declared import PlaceCodes

NATION = "nation"
REGION = "region"
CORRIDOR = "corridor"
SITE = "site"
NETWORK = "network"
END = "end"
POLICY = "policy"
SENDING_RECEIVING = "sending-receiving"


@dataclass(frozen=True)
class Place:
    """One thing that can be chosen.

    Attributes
    ----------
    kind : str
        ``nation``, ``region``, ``corridor``, ``site``, ``network``, ``end`` (a place that the
        paper names as the end of a network and that is no site) or ``policy`` (a period or an act
        of the policy timeline).
    key : str
        Text in the address.
    region : str
        Code of the region it is or lies in; empty for nation, corridor and network.
    row : str
        Identifier in its table: ``site_id``, ``network_id`` or ``event_id``; empty otherwise.
    """

    kind: str
    key: str
    region: str = ""
    row: str = ""

    @property
    def corridors(self) -> tuple[str, ...]:
        """Keys of the chosen corridors; empty for other kinds.

        Examples
        --------
        >>> Place(CORRIDOR, "B-A,C-D").corridors
        ('B-A', 'C-D')
        """
        return tuple(self.key.split(",")) if self.kind == CORRIDOR else ()


def slug(name: str) -> str:
    """Spell a name for the address.

    Examples
    --------
    >>> slug("Old Mill-Quay")
    'old-mill-quay'
    """
    return name.strip().lower().replace(" ", "-")


def topics(policy_timeline: pd.DataFrame) -> tuple[str, ...]:
    """Topics of the dated acts, spelled for the address, in alphabetical order.

    Examples
    --------
    >>> topics(pd.DataFrame({"kind": ["policy", "period"], "topic": ["fair treatment", "x"]}))
    ('fair-treatment',)
    """
    acts = policy_timeline[policy_timeline["kind"] != "period"]
    return tuple(sorted({slug(topic) for topic in acts["topic"].dropna()}))


def site_places(pilot_sites: pd.DataFrame) -> dict[str, Place]:
    """Sites that have a position, by slug.

    Parameters
    ----------
    pilot_sites : DataFrame
        ``site_id``, ``name``, ``region_code``, ``lon``; a site without coordinates (Mongolia)
        cannot be chosen on the map and is left to the text.
    """
    placed = pilot_sites.dropna(subset=["lon"])
    return {
        slug(name): Place(SITE, slug(name), region, site)
        for site, name, region in zip(
            placed["site_id"], placed["name"], placed["region_code"], strict=True
        )
    }


def network_places(
    networks: pd.DataFrame, codes: PlaceCodes, taken: Collection[str]
) -> dict[str, Place]:
    """Sending-receiving networks, and their ends that are neither region nor taken, by slug.

    Parameters
    ----------
    networks : DataFrame
        ``network_id``, ``network_type``, ``name``, ``from_place``, ``from_code``, ``to_place``,
        ``to_code``.
    codes : PlaceCodes
        How these codes name regions.
    taken : collection of str
        Slugs of the sites.
    """
    found: dict[str, Place] = {}
    linked = networks[networks["network_type"] == SENDING_RECEIVING]
    for network, name in zip(linked["network_id"], linked["name"], strict=True):
        found[slug(name)] = Place(NETWORK, slug(name), row=network)
    for side in ("from", "to"):
        columns = linked[["network_id", f"{side}_place", f"{side}_code"]]
        for network, name, code in columns.itertuples(index=False, name=None):
            if slug(name) not in {*found, *taken} and not codes.is_whole(code):
                found[slug(name)] = Place(END, slug(name), codes.region_at(code), network)
    return found


def policy_places(policy_timeline: pd.DataFrame) -> dict[str, Place]:
    """Policy events by slug; of the table only ``event_id`` is read."""
    slugs = {slug(event): event for event in policy_timeline["event_id"]}
    return {key: Place(POLICY, key, row=event) for key, event in slugs.items()}


def place_at(text: str, regions: Collection[str], named: Mapping[str, Place]) -> Place:
    """Resolve the ``place`` of a legal view.

    Examples
    --------
    >>> place_at("B-A", ["A", "B"], {}).kind
    'corridor'
    >>> place_at("", [], {}).kind
    'nation'
    """
    if not text:
        return Place(NATION, "")
    if text in named:
        return named[text]
    if text in regions:
        return Place(REGION, text, text)
    return Place(CORRIDOR, text)
