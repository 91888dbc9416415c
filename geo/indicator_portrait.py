"""Migration indicators as the page reads them: provinces of one interval, the nation in all."""

from __future__ import annotations

import pandas as pd

from geo.indicator_records import INDICATORS, NATION, PROVINCE, MigrationIndicator
from geo.store import Store


def records(level: str) -> tuple[MigrationIndicator, ...]:
    """Indicators of a level, ``province`` or ``nation``, in their declared order.

    Examples
    --------
    >>> records("nation")[0].name
    'crude_migration_intensity'
    """
    return tuple(one for one in INDICATORS if level in one.levels)


def of_provinces(store: Store, period: str) -> pd.DataFrame:
    """Indicators of every counted province in one interval.

    Returns
    -------
    DataFrame
        Indexed by ``province_code`` in code order, one column an indicator in the declared order,
        in its unit; NaN where there is no figure.
    """
    table = store.table("migration_indicators")
    rows = table[(table["period"] == period) & table["province_code"].notna()]
    wide = rows.pivot_table("value", "province_code", "indicator", dropna=False)
    return wide.reindex(index=store.counted.index, columns=[one.name for one in records(PROVINCE)])


def of_nation(store: Store) -> pd.DataFrame:
    """Indicators of the nation in every interval.

    Returns
    -------
    DataFrame
        Indexed by indicator in the declared order, one column an interval in time order.
    """
    table = store.table("migration_indicators")
    rows = table[table["province_code"].isna()]
    wide = rows.pivot_table("value", "indicator", "period", dropna=False)
    return wide.reindex(
        index=[one.name for one in records(NATION)], columns=list(store.vocabulary.periods)
    )
