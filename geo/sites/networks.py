"""The paper's networks: the level of each end, and how far the flow tables can show a link."""

from __future__ import annotations

import pandas as pd

from geo.world.declared import PlaceCodes
from geo.world.places import SENDING_RECEIVING
from geo.world.world import World

SAME_PAIR = "same pair"
PROXY = "proxy"
NO_TABLE = "inside one province"


def network_rows(
    networks: pd.DataFrame, pilot_sites: pd.DataFrame, regions: pd.DataFrame, codes: PlaceCodes
) -> pd.DataFrame:
    """Networks with the level of each end and how far the flow tables can show them.

    Parameters
    ----------
    networks, pilot_sites, regions : DataFrame
        Built tables.
    codes : PlaceCodes
        How the codes of the ends name regions.

    Returns
    -------
    DataFrame
        The rows of ``networks`` with ``from_level``, ``to_level``, ``corridor`` (the pair of
        regions the link lies in, such as ``B-A``; missing inside one region) and
        ``relation``: ``same pair``, ``proxy`` (an end is smaller than its region) or ``inside
        one region``. All four are missing for networks that name no pair of places.
    """
    kinds = dict(zip(regions["region_code"], regions["kind"], strict=True))
    sites = dict(zip(pilot_sites["name"], pilot_sites["level"], strict=True))
    linked = networks["network_type"] == SENDING_RECEIVING
    table = networks.assign(from_level=None, to_level=None, corridor=None, relation=None)
    for index, row in networks[linked].iterrows():
        whole = []
        for side in ("from", "to"):
            code = row[f"{side}_code"]
            whole.append(codes.is_whole(code))
            # The paper calls the one end that is neither site nor region a county.
            level = (
                kinds[row[f"{side}_region_code"]]
                if whole[-1]
                else sites.get(row[f"{side}_place"], "county")
            )
            table.loc[index, f"{side}_level"] = level
        ends = (row["from_region_code"], row["to_region_code"])
        apart = ends[0] != ends[1]
        table.loc[index, "corridor"] = "-".join(ends) if apart else None
        relation = SAME_PAIR if all(whole) else PROXY
        table.loc[index, "relation"] = relation if apart else NO_TABLE
    return table


def networks_of(world: World) -> pd.DataFrame:
    """The networks of a world; see :func:`network_rows`."""
    networks, sites, regions = map(world.table, ("networks", "pilot_sites", "regions"))
    codes = world.package.place_codes
    if codes is None:
        raise ValueError("networks need codes of places in datapackage.json")
    return network_rows(networks, sites, regions, codes)
