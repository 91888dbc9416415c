"""Counted rows as flows: one row for each pair, period and combination of categories."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.intake.fates import Judged
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Column
from geo.intake.texts.dated import year_of


def summed(
    moves: Moves, judged: Judged, period: str, factor: float, categories: Mapping[str, Column]
) -> tuple[pd.DataFrame, np.ndarray]:
    """Flows of the counted rows, and which of these rows come again for the same flow.

    Parameters
    ----------
    moves : Moves
        As the file has them.
    judged : Judged
        What became of them.
    period : str
        Of rows that name none.
    factor : float
        People that one of the figure stands for.
    categories : mapping
        Columns that tell flows of one pair apart.
    """
    counted = judged.are("counted")
    periods = moves.period.renamed(year_of).kept(counted)
    columns = {"period": periods, **{key: one.kept(counted) for key, one in categories.items()}}
    frame = pd.DataFrame(
        {
            "period": periods.codes,
            "origin_code": judged.origin[counted],
            "destination_code": judged.destination[counted],
            **{key: one.codes for key, one in columns.items() if key != "period"},
        }
    )
    keys = [*frame.columns]
    again = np.zeros(len(moves), dtype=bool)
    again[np.flatnonzero(counted)[frame.duplicated(keys).to_numpy(dtype=bool)]] = True
    frame["persons"] = judged.values[counted] * factor
    made = frame.groupby(keys, sort=True, as_index=False)["persons"].sum()
    codes = np.array(judged.codes, dtype=object)
    texts: dict[str, object] = {}
    for key in keys:
        numbers = made[key].to_numpy()
        if key in ("origin_code", "destination_code"):
            texts[key] = codes[numbers] if len(codes) else codes
        else:
            longer = np.append(columns[key].texts, period if key == "period" else "")
            texts[key] = longer[numbers]
    done = pd.DataFrame({key: pd.Series(one, dtype="str") for key, one in texts.items()})
    done.insert(3, "persons", made["persons"].to_numpy())
    return done, again


def corridors(flows: pd.DataFrame) -> pd.DataFrame:
    """People of each pair of places over all periods and categories, the largest first.

    Examples
    --------
    >>> flows = pd.DataFrame({"origin_code": ["A", "B", "A"], "destination_code": ["B", "A", "B"],
    ...                       "persons": [1.0, 5.0, 2.0]})
    >>> corridors(flows).values.tolist()
    [['B', 'A', 5.0], ['A', 'B', 3.0]]
    """
    keys = ["origin_code", "destination_code"]
    made = flows.groupby(keys, sort=False, as_index=False)["persons"].sum()
    some = made[made["persons"] > 0]
    ordered: pd.DataFrame = some.sort_values("persons", ascending=False, kind="stable")
    return ordered.reset_index(drop=True)
