"""Rings and polygons from lists of positions, whatever stands in them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from geo.outlines.formats.layer import MOST_RINGS, FlawError

LEAST_OF_A_RING = 4  # the first position stands at the end again
Positions = NDArray[np.float64]


def check_rings(count: int, notes: Notes) -> None:
    """Stop before more rings are made than a map can have; the count is told."""
    if count > MOST_RINGS:
        notes.rings += count
        raise FlawError("outline-tangled")


class Notes:
    """What was mended or left out while one feature was read: kinds of findings."""

    def __init__(self) -> None:
        self.kinds: set[str] = set()
        self.points = 0
        self.rings = 0
        self.at: Positions | None = None
        """Where a ring lies that is too short to be one."""


def positions_of(listed: Any, notes: Notes) -> Positions:
    """Positions of a ring as longitude and latitude, or x and y.

    Raises
    ------
    FlawError
        If any is not two or more finite numbers.
    """
    if not isinstance(listed, list | np.ndarray):
        raise FlawError("outline-no-numbers")
    try:
        found = np.asarray(listed)
    except ValueError:  # some have heights and some have none
        found = np.asarray(_cut(listed))
        notes.kinds.add("outline-heights")
    if found.size == 0:
        return np.empty((0, 2))
    if found.dtype.kind not in "if" or found.ndim != 2 or found.shape[1] < 2:
        raise FlawError("outline-no-numbers")
    if found.shape[1] > 2:
        notes.kinds.add("outline-heights")
    flat = found[:, :2].astype("float64")
    if not np.isfinite(flat).all():
        raise FlawError("outline-no-numbers")
    return flat


def _cut(listed: Iterable[Any]) -> list[Any]:
    if not all(isinstance(one, list) and len(one) > 1 for one in listed):
        raise FlawError("outline-no-numbers")
    cut = [one[:2] for one in listed]
    if any(isinstance(number, list | dict) for one in cut for number in one):
        raise FlawError("outline-no-numbers")
    return cut


def polygon(rings: Sequence[Positions], notes: Notes) -> shapely.Geometry | None:
    """One polygon of an outer ring and its holes; None where the outer ring is none."""
    closed = [_closed(ring, notes) for ring in rings]
    for ring in closed:
        notes.points += len(ring)
    notes.rings += len(closed)
    if not closed or len(closed[0]) < LEAST_OF_A_RING:
        notes.kinds.add("outline-short-ring")
        if closed and len(closed[0]):
            notes.at = closed[0].mean(axis=0)
        return None
    holes = [shapely.linearrings(ring) for ring in closed[1:] if len(ring) >= LEAST_OF_A_RING]
    if len(holes) < len(closed) - 1:
        notes.kinds.add("outline-short-ring")
    return shapely.polygons(shapely.linearrings(closed[0]), holes or None)


def _closed(ring: Positions, notes: Notes) -> Positions:
    if len(ring) > 2 and not (ring[0] == ring[-1]).all():
        notes.kinds.add("outline-unclosed")
        return np.vstack([ring, ring[:1]])
    return ring


def together(parts: Iterable[shapely.Geometry | None]) -> shapely.Geometry:
    """A shape of all parts that are there.

    Raises
    ------
    FlawError
        If there is none.
    """
    found = [part for part in parts if part is not None]
    if not found:
        raise FlawError("outline-no-shape")
    return found[0] if len(found) == 1 else shapely.multipolygons(found)
