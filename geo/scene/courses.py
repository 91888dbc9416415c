"""Courses of the corridors that a view draws: laid out where the world has a layout, else plain."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from geo.scene.overlays import points
from geo.shapes import courses
from geo.world.world import World

Array = npt.NDArray[np.float64]
Pair = tuple[str, str]

TABLE = "courses"
COLUMNS = ("bend_share", "skew_share", "leave_metres", "arrive_metres")


def ends_of(world: World, pairs: Sequence[Pair]) -> tuple[Array, Array]:
    """Where corridors begin and end, in the equal-area plane."""
    anchors = points(world, "anchor")
    origins, destinations = (np.array([anchors[pair[end]] for pair in pairs]) for end in range(2))
    return origins, destinations


def courses_of(world: World, pairs: Sequence[Pair], width_metres: Array) -> Array:
    """Courses of some corridors that a view draws together.

    Parameters
    ----------
    world : World
        The built tables.
    pairs : sequence of (str, str)
        Codes of both ends of each.
    width_metres : array, shape (n,)
        Widths that the view draws; a layout holds for all of them.

    Returns
    -------
    array, shape (n, 4)
        See :mod:`geo.shapes.courses`. A corridor that the layout lacks, since nobody moved, and
        every one of a world without a layout, runs plain.
    """
    scale = world.package.frame.scale
    destinations = [destination for _origin, destination in pairs]
    off = courses.stand_offs(destinations, width_metres, scale)
    found = courses.plain(*ends_of(world, pairs), width_metres, scale, off)
    laid, row = _layout(world)
    at = np.array([row.get(pair, -1) for pair in pairs])
    found[at >= 0] = laid[at[at >= 0]]
    return found


@lru_cache(maxsize=8)
def _layout(world: World) -> tuple[Array, dict[Pair, int]]:
    """The layout of a world and the row of each corridor in it; shared."""
    if not world.has(TABLE):
        return np.empty((0, len(COLUMNS))), {}
    table = world.table(TABLE)
    pairs = zip(table["origin_code"].tolist(), table["destination_code"].tolist(), strict=True)
    return table[list(COLUMNS)].to_numpy(dtype=float), {pair: at for at, pair in enumerate(pairs)}
