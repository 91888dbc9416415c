"""The partner triangles of the project: government, academic, NGO, and which corner is missing."""

from __future__ import annotations

import pandas as pd

from geo.sites import site_rows

CORNERS = ("government", "academic", "NGO")
TRIANGLE = "triangle"
_NATIONAL = {
    "National triangle: government corner": "government",
    "National triangle: academic corner": "academic",
    "National triangle: NPO corner": "NGO",
}


def national_triangle(networks: pd.DataFrame) -> pd.DataFrame:
    """The three corners that the paper names for the nation.

    Parameters
    ----------
    networks : DataFrame
        ``network_type``, ``name``, ``to_place``, ``section``.

    Returns
    -------
    DataFrame
        One row for each of :data:`CORNERS`: ``corner``, ``partner`` (missing when the paper names
        none) and ``section``.
    """
    rows = networks[networks["network_type"] == TRIANGLE]
    found = rows.assign(corner=rows["name"].map(_NATIONAL)).dropna(subset=["corner"])
    found = found.rename(columns={"to_place": "partner"}).set_index("corner")
    return found[["partner", "section"]].reindex(CORNERS).rename_axis("corner").reset_index()


def local_triangles(pilot_sites: pd.DataFrame) -> pd.DataFrame:
    """The corners of every site: its lead partner stands at one, the others are not named.

    Parameters
    ----------
    pilot_sites : DataFrame
        ``site_id``, ``name``, ``lon``, ``local_partner``, ``partner_type``, ``section``,
        ``target_group``.

    Returns
    -------
    DataFrame
        Three rows a site in the order of :data:`CORNERS`: ``site_id``, ``name``, ``corner``,
        ``partner`` (missing where the paper names nobody) and ``section``.

    Examples
    --------
    >>> one = pd.DataFrame({"site_id": ["P1"], "name": ["Hill"], "lon": [1.0], "local_partner":
    ...     ["Home"], "partner_type": ["NGO"], "section": ["4.3"], "target_group": [None]})
    >>> local_triangles(one)["partner"].isna().tolist()
    [True, True, False]
    """
    corners = pd.DataFrame({"corner": CORNERS})
    table = site_rows(pilot_sites).merge(corners, how="cross")
    leads = table["corner"] == table["partner_type"]
    table = table.assign(partner=table["local_partner"].where(leads))
    return table[["site_id", "name", "corner", "partner", "section"]]
