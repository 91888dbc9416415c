"""Counted rows as flows: one row for each pair, period and combination of categories."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from geo.intake.fates import Judged
from geo.intake.margins import BESIDE
from geo.intake.tabled.moves import Moves
from geo.intake.texts.columns import Column


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
    periods = moves.period.renamed(moves.year).kept(counted)
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
    # Months of one year are no rows that come again.
    own = frame.assign(period=moves.period.kept(counted).codes) if moves.times else frame
    again[np.flatnonzero(counted)[own.duplicated(keys).to_numpy(dtype=bool)]] = True
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


SIDES = {"in": "destination", "out": "origin"}
"""What people did at the end that is a place: they came in or went out."""


def beside(moves: Moves, judged: Judged, period: str, factor: float) -> pd.DataFrame:
    """People who came to or left a place, and whose other end is none: they are in no flow.

    Parameters
    ----------
    moves, judged, period, factor
        As :func:`summed` takes them.

    Returns
    -------
    DataFrame
        ``period``, ``region_code``, ``side`` (``in`` or ``out``), ``kind`` of the other end (one of
        :data:`geo.intake.margins.BESIDE`) and ``persons``; one row for each of their combinations.
    """
    periods = moves.period.renamed(moves.year)
    known = np.append(periods.texts, period)[periods.codes]
    codes, parts = np.array([*judged.codes, ""], dtype=object), []
    ends = {"destination": judged.destination, "origin": judged.origin}
    for kind in BESIDE:
        for side, end in SIDES.items():
            some = judged.are(kind) & (ends[end] >= 0) & np.isfinite(judged.values)
            parts.append(
                pd.DataFrame(
                    {
                        "period": known[some],
                        "region_code": codes[ends[end][some]],
                        "side": side,
                        "kind": kind,
                        "persons": judged.values[some] * factor,
                    }
                )
            )
    made = pd.concat([one for one in parts if len(one)] or parts[:1], ignore_index=True)
    keys = ["period", "region_code", "side", "kind"]
    made = made.astype({**dict.fromkeys(keys, "str"), "persons": "float64"})
    return made.groupby(keys, sort=True)["persons"].sum().reset_index()


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
