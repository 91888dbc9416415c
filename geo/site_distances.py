"""The pilot site nearest to each province, and the zones without one."""

from __future__ import annotations

import pandas as pd

from geo.distances import great_circle_km
from geo.places import slug
from geo.regions import Members

CAPITAL_TO_SEAT = (
    "Great circle from the provincial capital to the seat of the site, as the tables hold no "
    "population-weighted centres: 0 km means that the capital is the site, not that it serves the "
    "whole province."
)


def site_distances(provinces: pd.DataFrame, pilot_sites: pd.DataFrame) -> pd.DataFrame:
    """Nearest pilot site of every province with statistics.

    Parameters
    ----------
    provinces : DataFrame
        ``province_code``, capitals (``anchor_lon``, ``anchor_lat`` in degrees, EPSG:4326),
        ``has_statistics``, ``three_zone``.
    pilot_sites : DataFrame
        ``name``, ``province_code``, ``lon``, ``lat`` (degrees, the seat); sites without
        coordinates are left out, and a ninth site counts like the others.

    Returns
    -------
    DataFrame
        In the order of ``provinces``: ``province_code``, ``zone`` (three-way division),
        ``nearest_site`` (word in the address), ``nearest_site_name``, ``distance_km``,
        ``own_sites_count`` (sites inside the province). Of sites equally far the first listed is
        the nearest. Without any site the nearest one and its distance are missing.

    Notes
    -----
    Formula: the smallest great-circle distance from capital to seat, see :data:`CAPITAL_TO_SEAT`.
    Source: Sinnott (1984), Virtues of the Haversine, Sky and Telescope 68(2).

    Examples
    --------
    >>> one = pd.DataFrame({"province_code": ["11"], "anchor_lon": [0.0], "anchor_lat": [0.0],
    ...     "has_statistics": [True], "three_zone": ["east"]})
    >>> sites = pd.DataFrame({"name": ["Far", "Near"], "province_code": ["12", "11"],
    ...     "lon": [90.0, 1.0], "lat": [0.0, 0.0]})
    >>> site_distances(one, sites)[["nearest_site", "own_sites_count"]].to_numpy().tolist()
    [['near', 1]]
    """
    counted = provinces[provinces["has_statistics"]].reset_index(drop=True)
    placed = pilot_sites.dropna(subset=["lon", "lat"]).reset_index(drop=True)
    table = pd.DataFrame(
        {
            "province_code": counted["province_code"],
            "zone": counted["three_zone"],
            "nearest_site": pd.Series(None, index=counted.index, dtype="str"),
            "nearest_site_name": pd.Series(None, index=counted.index, dtype="str"),
            "distance_km": float("nan"),
            "own_sites_count": counted["province_code"].map(placed["province_code"].value_counts()),
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
    """Zones that have provinces and no pilot site, in the order of the scheme.

    Examples
    --------
    >>> sites = pd.DataFrame({"province_code": ["11", None]})
    >>> zones_without_site(sites, {"east": ("11",), "central": ("14",), "north": ()})
    ('central',)
    """
    held = set(pilot_sites["province_code"].dropna())
    return tuple(zone for zone, codes in zones.items() if codes and not held & set(codes))
