"""Whole intervals in one order, kept where they are small: filters and ranks then cost no query.

The engine works the order and all values out, once for each interval, measure, direction of nets
and rank. What a question keeps of it are rows in that same order.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.flows.question import STRIDE

MOST_ROWS = 2_000
"""An interval of more corridors is asked of the engine each time: it would fill the memory."""

ENDS = ["origin_code", "destination_code"]
ORDERED = ("value", "rank_value", "rank_small_base")
"""Columns that change with the order."""

Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Arrays = dict[str, Any]


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
    """All corridors of an interval in one order.

    Attributes
    ----------
    columns : mapping
        Arrays of what :meth:`geo.flows.query.Flows.top` gives but ``rank``, by name, in rows by
        the number of their pair. All orders share them but :data:`ORDERED`.
    origins, destinations : array of int
        Numbers of their ends.
    order : array of int
        Rows, the best first.
    """

    columns: Mapping[str, Any]
    origins: Numbers
    destinations: Numbers
    order: Numbers

    def kept(self, asked: Filter) -> Mask:
        """Which corridors a filter keeps, by row."""
        kept: Mask = asked.origins[self.origins] & asked.destinations[self.destinations]
        if not asked.anywhere:
            kept &= (self.origins == asked.leaves) | (self.destinations == asked.arrives)
        return kept

    def named(self, numbers: Sequence[int]) -> Mask:
        """Which corridors are named by the number of their pair, by row."""
        return np.isin(self.origins * STRIDE + self.destinations, numbers)

    def those(self, kept: Mask, count: int | None = None) -> Arrays:
        """Arrays of the best of some corridors by column, of all without a count."""
        found = self.order[kept[self.order]][:count]
        return {name: values[found] for name, values in self.columns.items()}

    def ranked(self, kept: Mask, count: int | None = None) -> Arrays:
        """The same with their ``rank`` from 1 before them."""
        own = self.those(kept, count)
        return {"rank": np.arange(1, 1 + len(own["persons"])), **own}

    def in_order(self, ordered: pd.DataFrame) -> Whole:
        """The same corridors in the order, and with the values, of other rows of the engine."""
        ends = [self.columns[name] for name in ENDS]
        index = pd.MultiIndex.from_arrays(ends)
        order = index.get_indexer(pd.MultiIndex.from_frame(ordered[ENDS])).astype(np.int64)
        back = np.argsort(order)
        own = {name: ordered[name].to_numpy()[back] for name in ORDERED}
        return replace(self, order=order, columns={**self.columns, **own})

    def with_value_of(self, other: Whole) -> Whole:
        """The same order with the measure of another one."""
        return replace(self, columns={**self.columns, "value": other.columns["value"]})

    def sums(self, kept: Mask) -> dict[str, float]:
        """Sums over some corridors: columns of :meth:`geo.flows.query.Flows.totals`."""
        return {
            "persons": float(self.columns["persons"][kept].sum()),
            "sample_persons": int(self.columns["sample_persons"][kept].sum()),
            "corridors_count": int(kept.sum()),
            "empty_count": int((self.columns["migrants_persons"][kept] == 0).sum()),
        }

    def rank_counts(self, kept: Mask) -> dict[str, int]:
        """How many of some corridors have no value of the rank, and how many a small base."""
        missing, small = self._told_apart
        return {
            "missing_count": int((kept & missing).sum()),
            "small_count": int((kept & small).sum()),
        }

    @cached_property
    def _told_apart(self) -> tuple[Mask, Mask]:
        """Which corridors have no value of the rank, and which a value and a small base."""
        missing = np.isnan(self.columns["rank_value"].astype(float))
        small = np.array([flag is True for flag in self.columns["rank_small_base"].tolist()])
        return missing, small & ~missing
