"""The pilot sites: what they can be filtered by, and which of them a filter keeps.

``SITE_FILTERS`` is the one list of filters: address, chips, map and tab read it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geo.world.world import World

ZONE, PARTNER, WOMEN = "zone", "partner", "women"
GROUPS = (ZONE, PARTNER, WOMEN)
STATED, IMPLIED, NOT_STATED = "stated", "implied", "not stated"
WOMEN_STATED = "women-stated"
WOMEN_PATTERN = r"\bfemale\b|\bwomen\b"


@dataclass(frozen=True)
class SiteFilter:
    """One word that sites can be filtered by.

    Attributes
    ----------
    key : str
        The word in the address.
    group : str
        One of :data:`GROUPS`: words of one group widen each other, groups narrow.
    column : str
        Column of :func:`site_rows` that is compared.
    value : str
        What the column holds for a site that is kept.
    """

    key: str
    group: str
    column: str
    value: str


SITE_FILTERS: tuple[SiteFilter, ...] = (
    SiteFilter("east", ZONE, "macro_region_stated", "east"),
    SiteFilter("central", ZONE, "macro_region_stated", "central"),
    SiteFilter("west", ZONE, "macro_region_stated", "west"),
    SiteFilter("government", PARTNER, "partner_type", "government"),
    SiteFilter("academic", PARTNER, "partner_type", "academic"),
    SiteFilter("ngo", PARTNER, "partner_type", "NGO"),
    SiteFilter(WOMEN_STATED, WOMEN, "women_focus", STATED),
    SiteFilter("women-not-stated", WOMEN, "women_focus", NOT_STATED),
)
KEYS = tuple(one.key for one in SITE_FILTERS)


def women_focus(pilot_sites: pd.DataFrame) -> pd.Series:
    """Whether the target group that the paper states for a site is women.

    Parameters
    ----------
    pilot_sites : DataFrame
        ``target_group``, in the paper's words; missing or without women is not stated, never "no".

    Examples
    --------
    >>> women_focus(pd.DataFrame({"target_group": ["mainly female migrants", None]})).tolist()
    ['stated', 'not stated']
    """
    named = pilot_sites["target_group"].astype("str").str.contains(WOMEN_PATTERN, na=False)
    return named.map({True: STATED, False: NOT_STATED})


def site_rows(pilot_sites: pd.DataFrame) -> pd.DataFrame:
    """The sites that have a place on the map, with ``women_focus``; the table's order and index.

    The paper counts them as eight; its place in Mongolia has neither name nor position.
    """
    placed = pilot_sites[pilot_sites["lon"].notna()]
    return placed.assign(women_focus=women_focus(placed))


@lru_cache(maxsize=8)
def paper_sites(world: World) -> pd.DataFrame:
    """Sites of the paper, without those that a reader loaded; the frame is shared."""
    sites = world.table("pilot_sites")
    return sites[sites["section"].notna()]


@lru_cache(maxsize=8)
def placed_sites(world: World) -> pd.DataFrame:
    """The sites of the paper that have a place, see :func:`site_rows`; the frame is shared."""
    return site_rows(paper_sites(world))


def matches(rows: pd.DataFrame, keys: Iterable[str]) -> pd.Series:
    """Whether each site passes a filter; without any word all do.

    Parameters
    ----------
    rows : DataFrame
        Rows of :func:`site_rows`.
    keys : iterable of str
        Keys of :data:`SITE_FILTERS`. A site passes when each group that is named has a word of it.

    Examples
    --------
    >>> two = pd.DataFrame({"macro_region_stated": ["east", "west"], "partner_type":
    ...     ["NGO", "NGO"], "women_focus": ["stated", "not stated"]})
    >>> matches(two, ["ngo", "west", "east"]).tolist(), matches(two, ["ngo", "east"]).tolist()
    ([True, True], [True, False])
    """
    asked = set(keys)
    kept = [True] * len(rows)
    for group in GROUPS:
        named = [one for one in SITE_FILTERS if one.group == group and one.key in asked]
        if named:
            held, wanted = rows[named[0].column].tolist(), {one.value for one in named}
            kept = [before and value in wanted for before, value in zip(kept, held, strict=True)]
    return pd.Series(kept, index=rows.index, dtype=bool)


@lru_cache(maxsize=256)
def passing(world: World, keys: tuple[str, ...]) -> tuple[bool, ...]:
    """Which of the placed sites of the paper pass a filter, in their order; see :func:`matches`."""
    return tuple(matches(placed_sites(world), keys).tolist())


def without(keys: Iterable[str], group: str) -> tuple[str, ...]:
    """Take the words of one group out of a filter.

    Examples
    --------
    >>> without(["east", "ngo"], "zone")
    ('ngo',)
    """
    members = {one.key for one in SITE_FILTERS if one.group == group}
    return tuple(key for key in keys if key not in members)


def relaxed(rows: pd.DataFrame, keys: Iterable[str]) -> dict[str, int]:
    """How many sites pass when the words of one group are taken away, by each group named.

    Parameters
    ----------
    rows, keys
        As for :func:`matches`.

    Examples
    --------
    >>> one = pd.DataFrame({"macro_region_stated": ["east"], "partner_type": ["NGO"],
    ...     "women_focus": ["stated"]})
    >>> relaxed(one, ["central", "ngo"])
    {'zone': 1, 'partner': 0}
    """
    asked = tuple(keys)
    named = [group for group in GROUPS if without(asked, group) != asked]
    return {group: int(matches(rows, without(asked, group)).sum()) for group in named}


def activities(rows: pd.DataFrame) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Focus activities that all sites share, and the ones of each site alone.

    Parameters
    ----------
    rows : DataFrame
        ``site_id``, ``focus_activities`` as entries with a semicolon and a space between them.

    Examples
    --------
    >>> activities(pd.DataFrame({"site_id": ["P1", "P2"], "focus_activities": ["a; b", "a"]}))
    (('a',), {'P1': ('b',), 'P2': ()})
    """
    named = {
        str(site): tuple(text.split("; ")) if isinstance(text, str) else ()
        for site, text in zip(rows["site_id"], rows["focus_activities"], strict=True)
    }
    lists = list(named.values())
    shared = tuple(one for one in (lists[0] if lists else ()) if all(one in x for x in lists))
    own = {site: tuple(x for x in found if x not in shared) for site, found in named.items()}
    return shared, own


# The partner triangles of the project: government, academic, NGO, and which corner is missing.

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
