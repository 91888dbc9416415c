"""The order of corridors as a view has it: which have no value, and why."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from geo.questions import Question
from geo.ranks import RANK, Rank, missing_reason
from geo.scene import Scene
from geo.store import Store


@dataclass(frozen=True)
class Ranking:
    """What a view ranks its corridors by.

    Attributes
    ----------
    rank : Rank
        The record.
    known : bool
        Whether any corridor of the interval has a value.
    missing_count, small_count : int
        Corridors of the view without a value, and with one but with a small base.
    """

    rank: Rank
    known: bool
    missing_count: int
    small_count: int

    @property
    def reason(self) -> str:
        """Why a corridor has no value, in English."""
        return missing_reason(self.rank, self.known)


def ranking_of(store: Store, scene: Scene) -> Ranking | None:
    """Return what a view ranks by; None where it follows the measure."""
    if not scene.view.rank:
        return None
    period = store.flows.rows(Question(scene.view.period, rank=scene.view.rank))
    missing, small = gaps(scene.rows)
    return Ranking(RANK[scene.view.rank], bool(period["rank_value"].notna().any()), missing, small)


def gaps(rows: pd.DataFrame) -> tuple[int, int]:
    """Count rows without a rank value, and rows with one whose base is small.

    Examples
    --------
    >>> gaps(pd.DataFrame({"rank_value": [None, 2.0, 1.0], "rank_small_base": [None, False, True]}))
    (1, 1)
    """
    has = rows["rank_value"].notna()
    small = rows["rank_small_base"].astype("boolean").fillna(value=False)
    return int((~has).sum()), int((has & small).sum())
