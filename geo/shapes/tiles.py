"""Equal tiles for unequal regions, which keep the geography as well as a grid can.

Each region gets one tile of a grid. Of several grids that is taken whose assignment keeps most:
which regions are neighbours, and in which direction one lies from another. An assignment after
distances is the start, swaps of tiles mend it.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np
import numpy.typing as npt
import pandas as pd
from pyproj import CRS
from scipy.optimize import linear_sum_assignment

from geo.shapes.crs import project_points

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

MOST_REGIONS = 60
"""A grid of more tiles, each with as many cells, is drawn by nobody."""
MOST_ROOM = 1.6  # tiles for each region, at most
LONGEST = 2.0  # sides of a grid, one to the other
STRETCHES = (0.0, 0.35, 0.7)  # from places as they are to places spread evenly, by their order
ALIKE = np.cos(np.radians(45.0))
LEAST_GAIN = 1e-9
NEIGHBOURS, DIRECTIONS, FAR = 1.0, 1.0, 0.02


def kept_neighbours(tiles: Numbers, pairs: Numbers) -> float:
    """Share of the neighbours whose tiles touch, at a side or at a corner.

    Parameters
    ----------
    tiles : array of int, shape (n, 2)
        Column and row of each region.
    pairs : array of int, shape (m, 2)
        Neighbours by number; without any all are kept.

    Examples
    --------
    >>> kept_neighbours(np.array([[0, 0], [1, 1], [3, 0]]), np.array([[0, 1], [0, 2]]))
    0.5
    """
    if not len(pairs):
        return 1.0
    off = np.abs(tiles[pairs[:, 0]] - tiles[pairs[:, 1]]).max(axis=1)
    return float((off == 1).mean())


def kept_directions(tiles: Numbers, places_xy: Array, pairs: Numbers) -> float:
    """Share of the neighbours that lie from each other as their places do, within 45 degrees.

    Parameters
    ----------
    tiles : array of int, shape (n, 2)
        Column, counted to the east, and row, counted to the south.
    places_xy : array, shape (n, 2)
        Places on the plane, north up.
    pairs : array of int, shape (m, 2)
        Neighbours by number; without any all are kept.

    Examples
    --------
    >>> tiles, pairs = np.array([[0, 0], [1, 0]]), np.array([[0, 1]])
    >>> kept_directions(tiles, np.array([[0.0, 0.0], [5.0, 1.0]]), pairs)
    1.0
    >>> kept_directions(tiles, np.array([[0.0, 0.0], [-5.0, 1.0]]), pairs)
    0.0
    """
    if not len(pairs):
        return 1.0
    ways = places_xy[pairs[:, 1]] - places_xy[pairs[:, 0]]
    steps = (tiles[pairs[:, 1]] - tiles[pairs[:, 0]]) * np.array([1, -1])
    lengths = np.hypot(*ways.T) * np.hypot(*steps.T)
    return float(((ways * steps).sum(axis=1) >= ALIKE * lengths - 1e-9).mean())


def tiles(regions: pd.DataFrame, neighbours: pd.DataFrame, plane: CRS) -> pd.DataFrame:
    """A tile for each region with statistics.

    Parameters
    ----------
    regions : DataFrame
        ``region_code``, ``has_statistics``, ``anchor_lon``, ``anchor_lat`` in degrees.
    neighbours : DataFrame
        ``a_code``, ``b_code``.
    plane : CRS
        Plane on which directions are taken.

    Returns
    -------
    DataFrame
        ``region_code`` in code order, ``tile_column`` to the east and ``tile_row`` to the south,
        from 1; without rows where there are more than :data:`MOST_REGIONS`.
    """
    counted = regions[regions["has_statistics"]].sort_values("region_code")
    codes = counted["region_code"].tolist()
    if len(codes) > MOST_REGIONS:
        codes = []
    if not codes:
        return pd.DataFrame({"region_code": [], "tile_column": [], "tile_row": []})
    row = {code: at for at, code in enumerate(codes)}
    pairs = np.array(
        [[row[pair[end]] for end in ("a_code", "b_code")] for _, pair in neighbours.iterrows()],
        dtype=np.int64,
    ).reshape(-1, 2)
    xy = np.column_stack(
        project_points(counted["anchor_lon"].to_numpy(), counted["anchor_lat"].to_numpy(), plane)
    )
    best = max(
        (mended(start, size, xy, pairs) for size, start in _starts(xy)),
        key=lambda found: _worth(found, xy, pairs),
    )
    best = best - best.min(axis=0) + 1
    return pd.DataFrame({"region_code": codes, "tile_column": best[:, 0], "tile_row": best[:, 1]})


def _starts(xy: Array) -> Iterator[tuple[tuple[int, int], Numbers]]:
    """Assignments after distances, for grids of several sizes and places more or less spread."""
    count = len(xy)
    sides = range(1, count + 1)
    sizes = [
        (columns, rows)
        for columns, rows in product(sides, sides)
        if count <= columns * rows <= max(count, MOST_ROOM * count)
        and max(columns, rows) <= max(LONGEST * min(columns, rows), 1)
    ] or [(count, 1)]
    low, high = xy.min(axis=0), xy.max(axis=0)
    as_they_are = (xy - low) / np.where(high > low, high - low, 1.0)
    by_order = np.argsort(np.argsort(xy, axis=0, kind="stable"), axis=0) / max(count - 1, 1)
    for (columns, rows), stretch in product(sizes, STRETCHES):
        spread = (1 - stretch) * as_they_are + stretch * by_order
        wanted = np.column_stack([spread[:, 0] * (columns - 1), (1 - spread[:, 1]) * (rows - 1)])
        grid = np.array(list(product(range(columns), range(rows))), dtype=np.int64)
        cost = ((wanted[:, None, :] - grid[None, :, :]) ** 2).sum(axis=2)
        _regions, chosen = linear_sum_assignment(cost)
        yield (columns, rows), grid[chosen]


def _worth(found: Numbers, xy: Array, pairs: Numbers) -> float:
    """What an assignment keeps, less what lies far apart though its regions are neighbours."""
    off = np.abs(found[pairs[:, 0]] - found[pairs[:, 1]]).max(axis=1) if len(pairs) else np.ones(1)
    return (
        NEIGHBOURS * kept_neighbours(found, pairs)
        + DIRECTIONS * kept_directions(found, xy, pairs)
        + _kept_order(found, xy)
        - FAR * float((off - 1).sum()) / len(off)
    )


def _kept_order(found: Numbers, xy: Array) -> float:
    """Share of all pairs of regions that stand in their order, west to east and north to south."""
    one, other = np.triu_indices(len(xy), 1)
    if not len(one):
        return 1.0
    steps = (found[other] - found[one]) * np.array([1, -1])
    return float((steps * (xy[other] - xy[one]) >= 0).mean())


def mended(tiles: Numbers, size: tuple[int, int], places_xy: Array, pairs: Numbers) -> Numbers:
    """An assignment after all swaps, with another region or with a free tile, that gain.

    Parameters
    ----------
    tiles : array of int, shape (n, 2)
        Column and row of each region, from 0, each once.
    size : (int, int)
        Columns and rows of the grid.
    places_xy : array, shape (n, 2)
        Places on the plane, north up.
    pairs : array of int, shape (m, 2)
        Neighbours by number.

    Examples
    --------
    >>> places, nobody = np.array([[0.0, 0.0], [9.0, 0.0]]), np.empty((0, 2), dtype=int)
    >>> mended(np.array([[1, 0], [0, 0]]), (2, 1), places, nobody).tolist()
    [[0, 0], [1, 0]]
    """
    found = tiles.copy()
    worth, gained = _worth(found, places_xy, pairs), True
    while gained:
        gained = False
        for at, tile in product(range(len(found)), product(range(size[0]), range(size[1]))):
            tried = found.copy()
            tried[(found == tile).all(axis=1)] = found[at]
            tried[at] = tile
            now = _worth(tried, places_xy, pairs)
            if now > worth + LEAST_GAIN:
                found, worth, gained = tried, now, True
    return found
