"""Rings of moves inside regions: where they stand, how large they are, and their outlines."""

from __future__ import annotations

from functools import lru_cache

import numpy as np
import numpy.typing as npt

from geo.scene.overlays import half_centres
from geo.scene.within import intervals_with, within
from geo.shapes.halves import GAP_METRES, largest_scale, radii
from geo.shapes.rings import rings
from geo.world.world import World

Array = npt.NDArray[np.float64]


@lru_cache(maxsize=64)
def rings_scale(world: World) -> float:
    """Metres for the square root of one person, the same in all intervals that count them."""
    at = half_centres(world)
    persons = np.array(
        [
            [found[code].persons if code in found else np.nan for code in at]
            for period in intervals_with(world)
            for found in [within(world, period)]
        ]
    ).reshape(-1, len(at))
    centres = np.array(list(at.values())).reshape(-1, 2)
    return largest_scale(centres, persons, persons, GAP_METRES * world.package.frame.scale)


def largest_inside(world: World) -> float:
    """Most people who moved inside one region in any interval."""
    counts = (one for period in intervals_with(world) for one in within(world, period).values())
    return max((one.persons for one in counts if one.persons > 0), default=0.0)


@lru_cache(maxsize=64)
def rings_of(world: World, period: str) -> tuple[tuple[str, ...], tuple[Array, Array]]:
    """Codes of the regions with a ring in an interval, and its outlines in the equal-area CRS.

    Returns
    -------
    tuple of str, two arrays of shape (n, m, 2)
        See :func:`geo.shapes.rings.rings`.
        A region of nobody, or without a figure, has none.
    """
    at, counts = half_centres(world), within(world, period)
    found = {code: one.persons for code, one in counts.items() if one.persons > 0 and code in at}
    centres = np.array([at[code] for code in found]).reshape(-1, 2)
    size = radii(np.array(list(found.values()), dtype=float), rings_scale(world))
    return tuple(found), rings(centres, size)
