"""The last touch of a layout: what readers mistake is counted, on the very maps that open first.

:mod:`geo.shapes.layout` weighs all maps together. Here each corridor of two that still overlap on
one of these maps tries other courses, and one is kept only where that map has fewer overlapping
pairs and no map more of anything that is counted here. Corridors that leave each other may press on
a third: so those that hardly lie free are counted too. Readers point at such a one and get another.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.shapes.arrows import arrows, own_lines
from geo.shapes.layout import PARTED, Layout, Sweep, counterflows
from geo.shapes.picture import (
    ACUTE_DEGREES,
    COVERED_SHARE,
    HIDDEN_SHARE,
    clean,
    covered_shares,
    crossings,
    free_shares,
    over_places,
    overlapping,
)

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Counts = tuple[int, int, int, int, int]

TURNS, TRIES, KEPT_TRIES = 8, 24, 12


@dataclass(frozen=True)
class Drawn:
    """What one map shows.

    Attributes
    ----------
    which : array of int
        Numbers of the corridors of a layout, the widest first.
    width_metres : array
        How wide each is there.
    """

    which: Numbers
    width_metres: Array


def counted(layout: Layout, drawn: Drawn) -> Counts:
    """What is mistaken on one map.

    Returns
    -------
    tuple of int
        Overlapping pairs, corridors over places, covered heads, acute crossings, and corridors of
        which less than a quarter lies free: a pointer hardly finds those.
    """
    rings = _rings(layout, drawn)
    shapes, lines, ends = clean(rings), own_lines(rings), layout.ends[drawn.which]
    return (
        len(overlapping(shapes, ends, layout.places_xy)),
        int(over_places(shapes, ends, layout.places_xy).sum()),
        int((covered_shares(shapes, lines) >= COVERED_SHARE).sum()),
        sum(angle < ACUTE_DEGREES for angle in crossings(lines, ends, layout.places_xy)),
        int((free_shares(shapes) < HIDDEN_SHARE).sum()),
    )


def cleared(layout: Layout, maps: Sequence[Drawn], seed: int, turns: int = TURNS) -> Array:
    """Courses after corridors that still overlap have given way where that mends a map.

    Parameters
    ----------
    layout : Layout
        All corridors, laid out; it is changed.
    maps : sequence of Drawn
        What is to be read best.
    seed : int
        The same gives the same courses.
    turns : int
        Tries of all maps; fewer where a turn mends nothing.

    Returns
    -------
    array, shape (n, 4)
        See :mod:`geo.shapes.courses`. No map has more overlapping pairs, corridors over places,
        covered heads, acute crossings or hidden corridors than before, and no two directions of a
        pair come to lie on one another.
    """
    chance = np.random.default_rng(seed)
    clearing = _Clearing(layout, maps)
    for turn in range(turns):
        sweep = Sweep(np.arange(0), max(0.8 * 0.85**turn, 0.2), TRIES)
        before = list(clearing.counts)
        for number in range(len(maps)):
            for at in chance.permutation(clearing.overlapped(number)).tolist():
                clearing.clear(number, at, layout.tried(at, sweep, chance)[:KEPT_TRIES])
        if clearing.counts == before:
            break
    return layout.courses


@dataclass
class _Clearing:
    """A layout, the maps that are to be read best, and what is counted on each now."""

    layout: Layout
    maps: Sequence[Drawn]

    def __post_init__(self) -> None:
        self.counts = [counted(self.layout, one) for one in self.maps]

    def overlapped(self, number: int) -> Numbers:
        """Corridors of a map that overlap another one there."""
        layout, drawn = self.layout, self.maps[number]
        shapes = clean(_rings(layout, drawn))
        pairs = overlapping(shapes, layout.ends[drawn.which], layout.places_xy)
        found: Numbers = drawn.which[np.unique(pairs)]
        return found

    def clear(self, number: int, at: int, tried: Array) -> None:
        """Give a corridor the first course that mends a map and harms none; else it stays."""
        kept, share = self.layout.courses[at].copy(), self._shared(at)
        asked = [number, *(one for one in range(len(self.maps)) if one != number)]
        asked = [one for one in asked if at in self.maps[one].which]
        for course in tried:
            self.layout.move(at, course)
            found = self._harmless(asked)
            is_mended = bool(found) and found[number][0] < self.counts[number][0]
            if is_mended and self._shared(at) <= max(share, PARTED[0][1]):
                for one, counts in found.items():
                    self.counts[one] = counts
                return
        self.layout.move(at, kept)

    def _harmless(self, asked: Sequence[int]) -> dict[int, Counts]:
        """What is counted on each of some maps; nothing when one has more of anything."""
        found = {}
        for one in asked:
            found[one] = counted(self.layout, self.maps[one])
            if any(now > was for now, was in zip(found[one], self.counts[one], strict=True)):
                return {}
        return found

    def _shared(self, at: int) -> float:
        """How much of the smaller of both directions lies on the larger; 0 where there is one."""
        larger, smaller = counterflows(self.layout.ends)
        own = (larger == at) | (smaller == at)
        return float(self.layout.shared_share(larger[own], smaller[own]).max(initial=0.0))


def _rings(layout: Layout, drawn: Drawn) -> Array:
    start, end = (layout.places_xy[layout.ends[drawn.which, one]] for one in range(2))
    return arrows(start, end, drawn.width_metres, layout.courses[drawn.which])
