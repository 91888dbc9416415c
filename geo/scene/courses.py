"""Courses of the corridors that a view draws: laid out where the world has a layout, else plain."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

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
    laid, row = _LATER.get(world.usual.built_id) or _built(world)
    at = np.array([row.get(pair, -1) for pair in pairs], dtype=np.int64)
    if (at >= 0).all():
        return np.asarray(laid[at])
    scale = world.package.frame.scale
    destinations = [destination for _origin, destination in pairs]
    off = courses.stand_offs(destinations, width_metres, scale)
    found: Array = courses.plain(*ends_of(world, pairs), width_metres, scale, off)
    found[at >= 0] = laid[at[at >= 0]]
    return found


Laid = tuple[Array, dict[Pair, int]]
_LATER: dict[str, Laid] = {}


def is_laid(world: World) -> bool:
    """Whether the corridors of a world have a layout by now, built or worked out since."""
    return world.has(TABLE) or world.usual.built_id in _LATER


def take(world: World, table: pd.DataFrame) -> None:
    """Draw a world by a layout that was worked out after it was opened.

    Parameters
    ----------
    world : World
        One that is built without a layout.
    table : DataFrame
        ``origin_code``, ``destination_code`` and :data:`COLUMNS` of some of its corridors.
    """
    _LATER[world.usual.built_id] = _rows(table)


def parsed(text: str) -> pd.DataFrame:
    r"""A table of courses as :mod:`geo.layout` writes it.

    Examples
    --------
    >>> parsed("origin_code,destination_code,bend_share\n01,NA,0.1\n")["origin_code"].tolist()
    ['01']
    """
    codes = {"origin_code": str, "destination_code": str}
    return pd.read_csv(io.StringIO(text), dtype=codes, keep_default_na=False)


@lru_cache(maxsize=8)
def _built(world: World) -> Laid:
    """The layout that a world is built with, and the row of each corridor in it; shared."""
    return _rows(world.table(TABLE)) if world.has(TABLE) else (np.empty((0, len(COLUMNS))), {})


def _rows(table: pd.DataFrame) -> Laid:
    """Courses as an array, and the row of each corridor in it."""
    pairs = zip(table["origin_code"].tolist(), table["destination_code"].tolist(), strict=True)
    return table[list(COLUMNS)].to_numpy(dtype=float), {pair: at for at, pair in enumerate(pairs)}
