"""How far each region is from its nearest pilot site, and the zones that have none."""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from geo.lessons.similarity import keyed_sites
from geo.rows import rows_of
from geo.shapes.distances import SPHERE, great_circle_km
from geo.world.places import SENDING_RECEIVING, slug
from geo.world.regions import Members, zone_of
from geo.world.world import World

# The pilot site nearest to each region, and the zones without one.

CAPITAL_TO_SEAT = (
    "Great circle from the {regional} capital to the seat of the site, as the tables hold no "
    "population-weighted centres: 0 km means that the capital is the site, not that it serves the "
    "whole {region}."
)


def site_distances(regions: pd.DataFrame, pilot_sites: pd.DataFrame) -> pd.DataFrame:
    """Nearest pilot site of every region with statistics.

    Parameters
    ----------
    regions : DataFrame
        ``region_code``, capitals (``anchor_lon``, ``anchor_lat`` in degrees, EPSG:4326),
        ``has_statistics``, ``three_zone``.
    pilot_sites : DataFrame
        ``name``, ``region_code``, ``lon``, ``lat`` (degrees, the seat); sites without
        coordinates are left out, and a ninth site counts like the others.

    Returns
    -------
    DataFrame
        In the order of ``regions``: ``region_code``, ``zone`` (three-way division),
        ``nearest_site`` (word in the address), ``nearest_site_name``, ``distance_km``,
        ``own_sites_count`` (sites inside the region). Of sites equally far the first listed is
        the nearest. Without any site the nearest one and its distance are missing.

    Notes
    -----
    Formula: the smallest great-circle distance from capital to seat, see :data:`CAPITAL_TO_SEAT`.

    Examples
    --------
    >>> one = pd.DataFrame({"region_code": ["A"], "anchor_lon": [0.0], "anchor_lat": [0.0],
    ...     "has_statistics": [True], "three_zone": ["east"]})
    >>> sites = pd.DataFrame({"name": ["Far", "Near"], "region_code": ["B", "A"],
    ...     "lon": [90.0, 1.0], "lat": [0.0, 0.0]})
    >>> site_distances(one, sites)[["nearest_site", "own_sites_count"]].to_numpy().tolist()
    [['near', 1]]
    """
    counted = regions[regions["has_statistics"]].reset_index(drop=True)
    placed = pilot_sites.dropna(subset=["lon", "lat"]).reset_index(drop=True)
    table = pd.DataFrame(
        {
            "region_code": counted["region_code"],
            "zone": counted["three_zone"],
            "nearest_site": pd.Series(None, index=counted.index, dtype="str"),
            "nearest_site_name": pd.Series(None, index=counted.index, dtype="str"),
            "distance_km": float("nan"),
            "own_sites_count": counted["region_code"].map(placed["region_code"].value_counts()),
        }
    )
    table["own_sites_count"] = table["own_sites_count"].fillna(0).astype(int)
    if placed.empty:
        return table
    lon, lat = (counted[f"anchor_{axis}"].to_numpy(dtype=float)[:, None] for axis in ("lon", "lat"))
    apart = great_circle_km(lon, lat, placed["lon"].to_numpy(), placed["lat"].to_numpy())
    nearest = placed.iloc[apart.argmin(axis=1)].reset_index(drop=True)
    return table.assign(
        nearest_site=nearest["name"].map(slug),
        nearest_site_name=nearest["name"],
        distance_km=apart.min(axis=1),
    )


def zones_without_site(pilot_sites: pd.DataFrame, zones: Members) -> tuple[str, ...]:
    """Zones that have regions and no pilot site, in the order of the scheme.

    Examples
    --------
    >>> sites = pd.DataFrame({"region_code": ["A", None]})
    >>> zones_without_site(sites, {"east": ("A",), "central": ("B",), "north": ()})
    ('central',)
    """
    held = set(pilot_sites["region_code"].dropna())
    return tuple(zone for zone, codes in zones.items() if codes and not held & set(codes))


STEP_KM = 60.0
"""Length of a piece of a drawn line, so that the pointer finds the line anywhere on it."""

MAJOR_SENDING = "major sending"


@dataclass(frozen=True)
class Unserved:
    """A zone without a pilot site.

    Attributes
    ----------
    zone : str
        Key of the zone.
    codes : tuple of str
        Its regions.
    nearest_km, farthest_km : float
        Least and greatest distance of its capitals to their nearest site; NaN without any site.
    sending : tuple of str
        Its regions that the paper names among those most migrants come from.
    section : str
        Section of the paper that names them; empty where it names none.
    network_ends : tuple of (str, str)
        Places in the zone that are ends of a network of the project, each with the network.
    """

    zone: str
    codes: tuple[str, ...]
    nearest_km: float
    farthest_km: float
    sending: tuple[str, ...]
    section: str
    network_ends: tuple[tuple[str, str], ...]


@lru_cache(maxsize=128)
def nearest(world: World) -> pd.DataFrame:
    """Rows of :func:`geo.sites.coverage.site_distances`; the frame is shared."""
    return site_distances(world.table("regions"), world.table("pilot_sites"))


@lru_cache(maxsize=128)
def by_zone(world: World, scheme: str) -> pd.DataFrame:
    """The same for the zones of a scheme, the farthest first.

    Returns
    -------
    DataFrame
        Rows of :func:`nearest`, shared, with ``zone`` of the scheme and ``zone_sites_count``,
        the pilot sites in that zone.
    """
    zone = nearest(world)["region_code"].map(zone_of(world.members[scheme]))
    rows = nearest(world).assign(zone=zone)
    counts = rows["own_sites_count"].groupby(rows["zone"]).transform("sum")
    order = ["distance_km", "region_code"]
    table = rows.assign(zone_sites_count=counts)
    return table.sort_values(order, ascending=[False, True], ignore_index=True)


@lru_cache(maxsize=128)
def lines(world: World) -> dict[str, list[tuple[float, float]]]:
    """Points from each capital to its nearest site along the great circle, by region code.

    Returns
    -------
    dict of str to list of (lon, lat)
        Degrees, both ends included, at most :data:`STEP_KM` apart. A capital that is the site
        itself has both ends at one place.

    Notes
    -----
    Source: pyproj, Geod.npts on the sphere of :mod:`geo.shapes.distances`.
    """
    sites, rows = keyed_sites(world.table("pilot_sites")), nearest(world)
    found = {}
    for row in rows_of(rows.dropna(subset=["nearest_site"])):
        home, site = world.counted.loc[row["region_code"]], sites.loc[row["nearest_site"]]
        ends = [(home["anchor_lon"], home["anchor_lat"]), (site["lon"], site["lat"])]
        between = math.ceil(row["distance_km"] / STEP_KM) - 1
        inner = SPHERE.npts(*ends[0], *ends[1], between) if between > 0 else []
        found[row["region_code"]] = [
            (float(lon), float(lat)) for lon, lat in (ends[0], *inner, ends[1])
        ]
    return found


@lru_cache(maxsize=128)
def unserved(world: World, scheme: str) -> tuple[Unserved, ...]:
    """Zones of a scheme without a pilot site, with what the paper says of them all the same."""
    members, sites = world.members[scheme], world.table("pilot_sites")
    return tuple(
        _unserved(world, zone, members[zone]) for zone in zones_without_site(sites, members)
    )


def _unserved(world: World, zone: str, codes: tuple[str, ...]) -> Unserved:
    apart = nearest(world).set_index("region_code").loc[list(codes), "distance_km"]
    statements = world.table("regional_statements")
    sending = statements[
        (statements["category"] == MAJOR_SENDING) & statements["region_code"].isin(codes)
    ]
    networks = world.table("networks")
    networks = networks[networks["network_type"] == SENDING_RECEIVING]
    ends = [
        (str(row[f"{side}_place"]), str(row["name"]))
        for row in rows_of(networks)
        for side in ("from", "to")
        if row[f"{side}_region_code"] in codes
    ]
    return Unserved(
        zone=zone,
        codes=codes,
        nearest_km=float(apart.min()),
        farthest_km=float(apart.max()),
        sending=tuple(sending["region_code"]),
        section=str(sending["section"].iloc[0]) if len(sending) else "",
        network_ends=tuple(ends),
    )
