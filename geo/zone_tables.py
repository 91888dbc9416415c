"""Flows between zones and inside them: the square table, its centres, the provinces behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from geo.regions import Members, zone_flows, zone_of

SIDES = ("out_inside", "in_inside", "out_outside", "in_outside")


def zone_cells(flows: pd.DataFrame, zones: Members) -> pd.DataFrame:
    """Square table of flows between zones with shares and sample counts.

    Parameters
    ----------
    flows : DataFrame
        ``origin_code``, ``destination_code``, ``migrants_persons``, ``sample_persons`` of one
        interval; every code belongs to one zone.
    zones : mapping
        Zone key to province codes, in reading order.

    Returns
    -------
    DataFrame
        One row for each ordered pair of zones: ``origin_zone``, ``destination_zone``,
        ``migrants_persons``, ``sample_persons``, ``share_percent`` = 100 cell / sum of all cells
        (missing where nobody moved). The diagonal holds moves between provinces of one zone.

    Examples
    --------
    >>> flows = pd.DataFrame({"origin_code": ["1", "2"], "destination_code": ["2", "1"],
    ...     "migrants_persons": [30.0, 10.0], "sample_persons": [3, 1]})
    >>> zone_cells(flows, {"a": ("1",), "b": ("2",)})["share_percent"].tolist()
    [0.0, 75.0, 25.0, 0.0]
    """
    order = list(zones)
    cells = zone_flows(flows, zones, order)
    counted = flows.assign(migrants_persons=flows["sample_persons"])
    sample = zone_flows(counted, zones, order)["migrants_persons"]
    total = cells["migrants_persons"].sum()
    share = 100 * cells["migrants_persons"] / (total if total else float("nan"))
    return cells.assign(sample_persons=sample.astype(int), share_percent=share)


def province_sides(flows: pd.DataFrame, zones: Members) -> pd.DataFrame:
    """In and out of every province, inside its own zone and beyond it.

    Parameters
    ----------
    flows, zones
        As for :func:`zone_cells`.

    Returns
    -------
    DataFrame
        Indexed by ``province_code`` in the order of ``zones``: ``zone``, ``out_inside_persons``,
        ``in_inside_persons``, ``out_outside_persons``, ``in_outside_persons``,
        ``net_inside_persons``, ``net_outside_persons`` and ``net_persons`` = in - out. Nobody
        counted on a side is 0. In a zone, ``out_inside`` and ``in_inside`` have the same sum.

    Examples
    --------
    >>> flows = pd.DataFrame({"origin_code": ["1", "1"], "destination_code": ["2", "3"],
    ...     "migrants_persons": [30.0, 10.0]})
    >>> sides = province_sides(flows, {"a": ("1", "2"), "b": ("3",)})
    >>> sides.loc["1", ["out_inside_persons", "out_outside_persons"]].tolist()
    [30.0, 10.0]
    """
    zone = zone_of(zones)
    inside = flows["origin_code"].map(zone) == flows["destination_code"].map(zone)
    table = pd.DataFrame({"zone": pd.Series(zone)})
    for side in SIDES:
        way, where = side.split("_")
        rows = flows[inside if where == "inside" else ~inside]
        end = "origin_code" if way == "out" else "destination_code"
        sums = rows.groupby(end)["migrants_persons"].sum()
        table[f"{side}_persons"] = sums.reindex(table.index, fill_value=0.0)
    for where in ("inside", "outside"):
        gained, lost = table[f"in_{where}_persons"], table[f"out_{where}_persons"]
        table[f"net_{where}_persons"] = gained - lost
    table["net_persons"] = table["net_inside_persons"] + table["net_outside_persons"]
    return table.rename_axis("province_code")


def most_central(codes: Sequence[str], points: Mapping[str, Sequence[float]]) -> str:
    """Province of a zone whose capital is nearest to the other capitals of the zone.

    A mean of capitals may lie in another zone; this point never does.

    Parameters
    ----------
    codes : sequence of str
        Provinces of the zone, at least one.
    points : mapping
        Capital of each province in the equal-area CRS, metres.

    Returns
    -------
    str
        The code with the least sum of straight distances; the first one on a tie.

    Examples
    --------
    >>> most_central(["1", "2", "3"], {"1": (0, 0), "2": (1, 0), "3": (5, 0)})
    '2'
    """
    at = np.array([points[code] for code in codes], dtype=float)
    sums = np.hypot(*(at[:, None, :] - at[None, :, :]).transpose(2, 0, 1)).sum(axis=1)
    return codes[int(sums.argmin())]


def widest_between(corridors: pd.DataFrame, zones: Members) -> float:
    """Largest flow between two different zones in any interval: the locked scale of ribbons.

    Parameters
    ----------
    corridors : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``migrants_persons`` of all intervals.
    zones
        As for :func:`zone_cells`.

    Examples
    --------
    >>> rows = pd.DataFrame({"period": ["x", "y"], "origin_code": ["1", "1"],
    ...     "destination_code": ["2", "2"], "migrants_persons": [30.0, 10.0]})
    >>> widest_between(rows, {"a": ("1",), "b": ("2",)})
    30.0
    """
    zone = zone_of(zones)
    ends = [corridors[f"{end}_code"].map(zone) for end in ("origin", "destination")]
    between = corridors[ends[0] != ends[1]]
    keys = ["period", *(end[ends[0] != ends[1]] for end in ends)]
    sums = between.groupby(keys)["migrants_persons"].sum()
    return float(sums.max()) if len(sums) else 0.0
