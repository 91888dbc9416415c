"""Zone schemes: which regions stand together, and how a choice of zones is spelled.

A scheme is one record of the data package. Its members come from a column of the regions table, so
a scheme is added by adding that column and one record there.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

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
    >>> table = pd.DataFrame({"region_code": ["A", "B", "C"], "coast_interior":
    ...     ["interior", "coast", None]})
    >>> from geo.world.declared import Zone
    >>> zones = (Zone(key="coast", title="Coast"), Zone(key="interior", title="Interior"))
    >>> members(table, Scheme(key="sea", title="Sea", column="coast_interior", zones=zones))
    {'coast': ('B',), 'interior': ('A',)}
    """
    codes = regions.sort_values("region_code")
    return {
        zone: tuple(codes.loc[codes[scheme.column] == zone, "region_code"]) for zone in scheme.keys
    }


def expand(keys: Iterable[str], zones: Members) -> tuple[str, ...]:
    """Region codes meant by a list of zone keys and codes, in code order.

    Examples
    --------
    >>> expand(["coast", "A"], {"coast": ("B", "C")})
    ('A', 'B', 'C')
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
    >>> compact(["C", "D", "A"], {"coast": ("C", "D"), "interior": ("A", "B")})
    ('coast', 'A')
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
    >>> zone_of({"coast": ("A", "B")})
    {'A': 'coast', 'B': 'coast'}
    """
    return {code: zone for zone, group in zones.items() for code in group}
