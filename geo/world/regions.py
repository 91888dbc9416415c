"""Zone schemes: which regions stand together, and how a choice of zones is spelled.

A scheme is one record of the data package. Its members come from a column of the regions table, so
a scheme is added by adding that column and one record there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from geo.world.declared import Scheme

Members = Mapping[str, tuple[str, ...]]


def members(regions: pd.DataFrame, scheme: Scheme) -> dict[str, tuple[str, ...]]:
    """Region codes of each zone, in code order.

    Parameters
    ----------
    regions : DataFrame
        ``region_code`` and the column of the scheme; a missing zone means that the region
        belongs to none (no statistics).

    Examples
    --------
    >>> table = pd.DataFrame({"region_code": ["11", "31", "71"], "coast_interior":
    ...     ["interior", "coast", None]})
    >>> from geo.world.declared import Zone
    >>> zones = (Zone(key="coast", title="Coast"), Zone(key="interior", title="Interior"))
    >>> members(table, Scheme(key="sea", title="Sea", column="coast_interior", zones=zones))
    {'coast': ('31',), 'interior': ('11',)}
    """
    codes = regions.sort_values("region_code")
    return {
        zone: tuple(codes.loc[codes[scheme.column] == zone, "region_code"]) for zone in scheme.keys
    }


def expand(keys: Iterable[str], zones: Members) -> tuple[str, ...]:
    """Region codes meant by a list of zone keys and codes, in code order.

    Examples
    --------
    >>> expand(["coast", "11"], {"coast": ("31", "44")})
    ('11', '31', '44')
    """
    codes: set[str] = set()
    for key in keys:
        codes.update(zones.get(key, (key,)))
    return tuple(sorted(codes))


def compact(codes: Iterable[str], zones: Members) -> tuple[str, ...]:
    """Shortest spelling of a choice: whole zones by key, the rest by code.

    ``expand(compact(codes, zones), zones)`` gives the same codes back. All regions or none is the
    empty choice, which means no filter.

    Examples
    --------
    >>> compact(["31", "44", "11"], {"coast": ("31", "44"), "interior": ("11", "14")})
    ('coast', '11')
    """
    chosen = set(codes)
    if chosen >= {code for group in zones.values() for code in group}:
        return ()
    whole = [zone for zone, group in zones.items() if group and chosen >= set(group)]
    covered = {code for zone in whole for code in zones[zone]}
    return (*whole, *sorted(chosen - covered))


def zone_of(zones: Members) -> dict[str, str]:
    """Zone key of each region code.

    Examples
    --------
    >>> zone_of({"coast": ("31", "44")})
    {'31': 'coast', '44': 'coast'}
    """
    return {code: zone for zone, group in zones.items() for code in group}


def zone_flows(flows: pd.DataFrame, zones: Members, order: Sequence[str]) -> pd.DataFrame:
    """Roll corridors up to zone-to-zone sums; persons are conserved.

    Parameters
    ----------
    flows : DataFrame
        ``origin_code``, ``destination_code``, ``migrants_persons`` of one period.
    zones : mapping
        Zone key to region codes; every code of ``flows`` belongs to one zone.
    order : sequence of str
        Zone keys in reading order.

    Returns
    -------
    DataFrame
        One row per ordered pair of zones: ``origin_zone``, ``destination_zone``,
        ``migrants_persons``. The diagonal holds moves between different regions of one zone.
    """
    zone = zone_of(zones)
    table = pd.DataFrame(
        {
            "origin_zone": flows["origin_code"].map(zone),
            "destination_zone": flows["destination_code"].map(zone),
            "migrants_persons": flows["migrants_persons"],
        }
    )
    sums = table.groupby(["origin_zone", "destination_zone"])["migrants_persons"].sum()
    grid = pd.MultiIndex.from_product([order, order], names=["origin_zone", "destination_zone"])
    return sums.reindex(grid, fill_value=0.0).reset_index()
