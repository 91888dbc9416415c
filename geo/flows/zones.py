"""Flows between zones and inside them: the square table, its centres, the regions behind it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.world.regions import Members, zone_flows, zone_of

SIDES = ("out_inside", "in_inside", "out_outside", "in_outside")


def zone_cells(flows: pd.DataFrame, zones: Members) -> pd.DataFrame:
    """Square table of flows between zones with shares and sample counts.

    Parameters
    ----------
    flows : DataFrame
        ``origin_code``, ``destination_code``, ``migrants_persons``, ``sample_persons`` of one
        interval; every code belongs to one zone.
    zones : mapping
        Zone key to region codes, in reading order.

    Returns
    -------
    DataFrame
        One row for each ordered pair of zones: ``origin_zone``, ``destination_zone``,
        ``migrants_persons``, ``sample_persons``, ``share_percent`` = 100 cell / sum of all cells
        (missing where nobody moved). The diagonal holds moves between regions of one zone.

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


def zone_margins(cells: pd.DataFrame) -> pd.DataFrame:
    """Row and column sums of a square table, its diagonal in both.

    Parameters
    ----------
    cells : DataFrame
        Output of :func:`zone_cells`.

    Returns
    -------
    DataFrame
        Indexed by zone in the order of the cells: ``out_persons``, ``in_persons``.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_zone": ["a", "a", "b", "b"],
    ...     "destination_zone": ["a", "b", "a", "b"], "migrants_persons": [1.0, 30.0, 10.0, 0.0]})
    >>> zone_margins(cells).loc["a"].tolist()
    [31.0, 11.0]
    """
    ends = {"out_persons": "origin_zone", "in_persons": "destination_zone"}
    return pd.DataFrame(
        {
            name: cells.groupby(end, sort=False)["migrants_persons"].sum()
            for name, end in ends.items()
        }
    )


def cell_shades(persons: pd.Series, steps: int) -> npt.NDArray[np.intp]:
    """Step of each cell on a scale of even parts of the largest one, 0 for the lightest.

    Examples
    --------
    >>> cell_shades(pd.Series([0.0, 49.0, 50.0, 100.0]), 2).tolist()
    [0, 0, 1, 1]
    """
    largest = float(persons.max())
    share = persons.to_numpy(dtype=float) / (largest or 1.0)
    return np.minimum((share * steps).astype(np.intp), steps - 1)


def region_sides(flows: pd.DataFrame, zones: Members) -> pd.DataFrame:
    """In and out of every region, inside its own zone and beyond it.

    Parameters
    ----------
    flows, zones
        As for :func:`zone_cells`.

    Returns
    -------
    DataFrame
        Indexed by ``region_code`` in the order of ``zones``: ``zone``, ``out_inside_persons``,
        ``in_inside_persons``, ``out_outside_persons``, ``in_outside_persons``,
        ``net_inside_persons``, ``net_outside_persons`` and ``net_persons`` = in - out. Nobody
        counted on a side is 0. In a zone, ``out_inside`` and ``in_inside`` have the same sum.

    Examples
    --------
    >>> flows = pd.DataFrame({"origin_code": ["1", "1"], "destination_code": ["2", "3"],
    ...     "migrants_persons": [30.0, 10.0]})
    >>> sides = region_sides(flows, {"a": ("1", "2"), "b": ("3",)})
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
    return table.rename_axis("region_code")


def home_of(
    codes: Sequence[str],
    capitals: Mapping[str, Sequence[float]],
    middles: Mapping[str, Sequence[float]],
    area_km2: Mapping[str, float],
) -> str:
    """Region whose capital is nearest to the centre of area of a zone: where its ribbons end.

    The centre itself may lie in another zone; a capital of the zone never does.

    Parameters
    ----------
    codes : sequence of str
        Regions of the zone, at least one.
    capitals, middles : mapping
        Capital and a point inside of each region in the equal-area CRS, metres.
    area_km2 : mapping
        Area of each region.

    Returns
    -------
    str
        Code of the region; the first one on a tie.

    Notes
    -----
    Formula: centre = sum(area * point inside) / sum(area) over the regions of the zone.

    Examples
    --------
    >>> at = {"1": (0, 0), "2": (1, 0), "3": (5, 0)}
    >>> home_of(["1", "2", "3"], at, at, {"1": 1.0, "2": 1.0, "3": 6.0})
    '3'
    """
    inside = np.array([middles[code] for code in codes], dtype=float)
    centre = np.average(inside, axis=0, weights=[area_km2[code] for code in codes])
    away = np.array([capitals[code] for code in codes], dtype=float) - centre
    return codes[int(np.hypot(away[:, 0], away[:, 1]).argmin())]


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


def zone_rows(flows: pd.DataFrame, zones: Members, order: Sequence[str]) -> pd.DataFrame:
    """Zone-to-zone sums with their share of all moves between regions.

    Parameters
    ----------
    flows, zones, order
        As for :func:`geo.world.regions.zone_flows`.

    Returns
    -------
    DataFrame
        Its rows with ``share_percent`` = 100 cell / sum of all cells; missing where nobody moved.

    Examples
    --------
    >>> flows = pd.DataFrame({"origin_code": ["1", "2"], "destination_code": ["2", "1"],
    ...     "migrants_persons": [30.0, 10.0]})
    >>> zone_rows(flows, {"a": ("1",), "b": ("2",)}, ["a", "b"])["share_percent"].tolist()
    [0.0, 75.0, 25.0, 0.0]
    """
    cells = zone_flows(flows, zones, order)
    total = cells["migrants_persons"].sum()
    share = 100 * cells["migrants_persons"] / (total if total else float("nan"))
    return cells.assign(share_percent=share)
