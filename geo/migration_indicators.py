"""Migration indicators of the provinces and the nation, each declared once and then computed.

Names follow the literature of the IMAGE project: Bell et al. (2002) and Rees et al. (2017).
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from geo.distances import Array, capital_distances, weighted_median
from geo.indicator_records import INDICATORS, NATION, PROVINCE


def migration_indicators(
    flows: pd.DataFrame, province_flows: pd.DataFrame, provinces: pd.DataFrame
) -> pd.DataFrame:
    """Compute every indicator of :data:`geo.indicator_records.INDICATORS` for every interval.

    Parameters
    ----------
    flows : DataFrame
        ``period``, ``origin_code``, ``destination_code``, ``migrants_persons``: one row for each
        ordered pair of provinces.
    province_flows : DataFrame
        Margins with ``population_persons`` (resident population at the end of the interval).
    provinces : DataFrame
        ``province_code``, capitals (``anchor_lon``, ``anchor_lat``), ``has_statistics``.

    Returns
    -------
    DataFrame
        ``period``, ``province_code`` (missing for the nation), ``indicator``, ``value`` in the
        unit of the record. A rate without a population and a ratio over no moves are missing.
    """
    rows = flows.merge(capital_distances(provinces), on=["origin_code", "destination_code"])
    parts = []
    for period, moves in rows.groupby("period", sort=False):
        margins = province_flows[province_flows["period"] == period]
        table = pd.concat([_provinces(moves, margins), _nation(moves, margins)])
        table.insert(0, "period", str(period))
        parts.append(table)
    return pd.concat(parts, ignore_index=True)


def wide_indicators(migration_indicators: pd.DataFrame) -> pd.DataFrame:
    """One row for the nation, then one for each province, every indicator a column.

    Parameters
    ----------
    migration_indicators : DataFrame
        Rows of one interval.

    Returns
    -------
    DataFrame
        ``level`` (``nation`` or ``province``), ``province_code`` (missing for the nation) and a
        column for each record, missing where the record has no such level.

    Examples
    --------
    >>> rows = pd.DataFrame({"province_code": ["11", None], "indicator": "connectivity",
    ...     "value": [90.0, 95.0]})
    >>> wide_indicators(rows)[["level", "connectivity"]].to_numpy().tolist()
    [['nation', 95.0], ['province', 90.0]]
    """
    # A pivot drops missing keys, so the nation is an empty text in between.
    coded = migration_indicators.assign(
        province_code=migration_indicators["province_code"].fillna("").astype("str")
    )
    wide = coded.pivot_table("value", "province_code", "indicator", dropna=False)
    wide = wide.reindex(columns=[one.name for one in INDICATORS]).sort_index().reset_index()
    nation = wide["province_code"] == ""
    wide.insert(0, "level", nation.map({True: NATION, False: PROVINCE}))
    return wide.assign(province_code=wide["province_code"].where(~nation))


def _provinces(moves: pd.DataFrame, margins: pd.DataFrame) -> pd.DataFrame:
    """Indicators of every province in one interval, long."""
    table = margins.set_index("province_code")
    found = pd.DataFrame(
        {
            "in_migration_rate": table["in_rate_per_1000"],
            "out_migration_rate": table["out_rate_per_1000"],
            "net_migration_rate": table["net_rate_per_1000"],
            "migration_effectiveness_ratio": table["effectiveness_percent"],
        }
    )
    links = pd.Series(0, index=table.index)
    for side, end in (("in", "destination"), ("out", "origin")):
        by_end = moves.groupby(f"{end}_code")
        found[f"{side}_flow_cv"] = by_end["migrants_persons"].agg(_cv)
        found[f"mean_{side}_distance"] = by_end[list(_SPREAD)].apply(_mean_distance)
        found[f"median_{side}_distance"] = by_end[list(_SPREAD)].apply(_median_distance)
        links += by_end["migrants_persons"].agg(lambda one: (one > 0).sum())
    found["connectivity"] = 100 * links / (2 * (len(table) - 1))
    wide = found[_named(PROVINCE)].reset_index()
    return wide.melt("province_code", var_name="indicator", value_name="value")


def _nation(moves: pd.DataFrame, margins: pd.DataFrame) -> pd.DataFrame:
    """Indicators of the whole system in one interval, long."""
    persons = moves["migrants_persons"].to_numpy(dtype=float)
    migrants = persons.sum()
    population = margins["population_persons"].sum(skipna=False)
    redistributed = margins["net_persons"].abs().sum()
    found = {
        "crude_migration_intensity": 100 * migrants / population,
        "aggregate_net_migration_rate": 100 * redistributed / 2 / population,
        "migration_effectiveness_index": _ratio(100 * redistributed, 2 * migrants),
        "flow_cv": _cv(moves["migrants_persons"]),
        "flow_gini": _flow_gini(persons),
        "mean_distance": _mean_distance(moves),
        "median_distance": _median_distance(moves),
        "connectivity": 100 * float(np.mean(persons > 0)),
    }
    values = [found[name] for name in _named(NATION)]
    empty = pd.Series([None] * len(values), dtype="str")
    return pd.DataFrame({"province_code": empty, "indicator": _named(NATION), "value": values})


_SPREAD = ("migrants_persons", "distance_km")


def _named(level: str) -> list[str]:
    return [one.name for one in INDICATORS if level in one.levels]


def _ratio(part: float, whole: float) -> float:
    return part / whole if whole else float("nan")


def _cv(persons: pd.Series) -> float:
    """Coefficient of variation over all possible flows, zeros included."""
    return _ratio(float(persons.std(ddof=0)), float(persons.mean()))


def _flow_gini(persons: Array) -> float:
    """Gini index of the cells, which can reach 1 when one flow holds everybody."""
    count = len(persons)
    # Sum of |a - b| over all ordered pairs, from the ranks.
    weights = 2 * np.arange(1, count + 1) - count - 1
    apart = 2 * float(np.sum(weights * np.sort(persons)))
    return _ratio(apart, 2 * (count - 1) * float(persons.sum()))


def _mean_distance(moves: pd.DataFrame) -> float:
    persons = moves["migrants_persons"]
    return _ratio(float((persons * moves["distance_km"]).sum()), float(persons.sum()))


def _median_distance(moves: pd.DataFrame) -> float:
    return weighted_median(
        moves["distance_km"].to_numpy(dtype=float), moves["migrants_persons"].to_numpy(dtype=float)
    )
