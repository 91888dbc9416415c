"""Whole intervals in one order, kept where they are small: filters and ranks then cost no query.

The engine works the order and all values out, once for each interval, measure, direction of nets
and rank. What a question keeps of it are rows in that same order.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.flows.expressions import STRIDE

MOST_ROWS = 2_000
"""An interval of more corridors is asked of the engine each time: it would fill the memory."""

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Filter:
    """What a question keeps.

    Attributes
    ----------
    origins, destinations : array of bool
        Whether each region is kept at that end, by its number.
    leaves, arrives : int
        Number of the chosen region at either end; a corridor needs one of them.
    anywhere : bool
        Whether no region is chosen.
    """

    origins: Mask
    destinations: Mask
    leaves: int
    arrives: int
    anywhere: bool


@dataclass(frozen=True)
class Whole:
    """All corridors of an interval, best first.

    Attributes
    ----------
    rows : DataFrame
        As :meth:`geo.flows.query.Flows.top` gives them, without ``rank``. Shared.
    origins, destinations : array of int
        Numbers of their ends.
    """

    rows: pd.DataFrame
    origins: Numbers
    destinations: Numbers

    def kept(self, asked: Filter) -> Mask:
        """Which corridors a filter keeps."""
        kept: Mask = asked.origins[self.origins] & asked.destinations[self.destinations]
        if not asked.anywhere:
            kept &= (self.origins == asked.leaves) | (self.destinations == asked.arrives)
        return kept

    @property
    def numbers(self) -> Numbers:
        """Number of each pair, as the engine counts them."""
        numbers: Numbers = self.origins * STRIDE + self.destinations
        return numbers

    def named(self, numbers: Sequence[int]) -> Mask:
        """Which corridors are named by the number of their pair."""
        return np.isin(self.numbers, numbers)

    def those(self, kept: Mask, count: int | None = None) -> pd.DataFrame:
        """The first of some corridors, all without a count; a frame of its own."""
        found = self.rows.take(np.flatnonzero(kept)[:count])
        found.index = pd.RangeIndex(len(found))
        return found

    def with_values_of(self, other: Whole) -> Whole:
        """The same corridors in this order with the values of another one."""
        values = pd.Series(other.rows["value"].to_numpy(), index=other.numbers)
        return replace(self, rows=self.rows.assign(value=values[self.numbers].to_numpy()))

    def sums(self, kept: Mask) -> dict[str, float]:
        """Sums over some corridors: columns of :meth:`geo.flows.query.Flows.totals`."""
        rows = self.rows
        return {
            "persons": float(rows["persons"].to_numpy()[kept].sum()),
            "sample_persons": int(rows["sample_persons"].to_numpy()[kept].sum()),
            "corridors_count": int(kept.sum()),
        }

    def rank_counts(self, kept: Mask) -> dict[str, int]:
        """How many of some corridors have no value of the rank, and how many a small base."""
        missing = np.isnan(self.rows["rank_value"].to_numpy(dtype=float))
        small = np.array([flag is True for flag in self.rows["rank_small_base"].tolist()])
        return {
            "missing_count": int((kept & missing).sum()),
            "small_count": int((kept & small & ~missing).sum()),
        }
