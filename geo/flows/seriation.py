"""The order in which regions that exchange many people stand side by side."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pandas as pd
from scipy.cluster.hierarchy import leaves_list, linkage, optimal_leaf_ordering
from scipy.spatial.distance import squareform

Array = npt.NDArray[np.float64]
LEAST = 3
"""Fewer regions have one order only, or its mirror image."""


def affinity(persons: Array) -> Array:
    """How closely regions are tied: people both ways over the mean size of the two.

    Parameters
    ----------
    persons : array of float, n × n
        People from each region (row) to each other one (column); what stands on the diagonal
        does not count.

    Returns
    -------
    array of float, n × n
        Symmetric, 0 to 1, 0 on the diagonal and beside a region that exchanges nobody.

    Notes
    -----
    Formula: s_ij / √(s_i × s_j), with s_ij the people both ways and s_i their sum over all j: the
    ties of large and small regions count alike.

    Examples
    --------
    >>> affinity(np.array([[0.0, 30.0], [10.0, 0.0]])).tolist()
    [[0.0, 1.0], [1.0, 0.0]]
    """
    both = persons + persons.T
    np.fill_diagonal(both, 0.0)
    size = both.sum(axis=1)
    scale = np.sqrt(np.outer(size, size))
    return np.divide(both, scale, out=np.zeros_like(both), where=scale > 0)


def seriation(corridors: pd.DataFrame, regions: pd.DataFrame) -> pd.DataFrame:
    """Place of each region in one order for all intervals.

    Parameters
    ----------
    corridors : DataFrame
        ``origin_code``, ``destination_code``, ``migrants_persons``; intervals are summed, so that
        the order stands still while time steps.
    regions : DataFrame
        ``region_code`` and ``has_statistics``; the others are left out.

    Returns
    -------
    DataFrame
        ``region_code``, ``position`` from 1; of the two ends the one with the lower code is first.

    Notes
    -----
    Average linkage on 1 − :func:`affinity`, then the order of its leaves in which neighbours are
    closest. Source: Bar-Joseph, Gifford and Jaakkola (2001), Fast optimal leaf ordering for
    hierarchical clustering, as SciPy has it.

    Examples
    --------
    >>> rows = [("A", "C", 9.0), ("C", "A", 9.0), ("B", "D", 9.0), ("B", "C", 1.0)]
    >>> corridors = pd.DataFrame(rows,
    ...     columns=["origin_code", "destination_code", "migrants_persons"])
    >>> regions = pd.DataFrame({"region_code": list("ABCDE"), "has_statistics": True})
    >>> regions.loc[4, "has_statistics"] = False
    >>> seriation(corridors, regions)["region_code"].tolist()
    ['A', 'C', 'B', 'D']
    """
    codes = sorted(regions.loc[regions["has_statistics"], "region_code"])
    sums = corridors.pivot_table(
        "migrants_persons", index="origin_code", columns="destination_code", aggfunc="sum"
    )
    persons = sums.reindex(index=codes, columns=codes).fillna(0.0).to_numpy(dtype=float, copy=True)
    order = _leaves(1 - affinity(persons)) if len(codes) >= LEAST else list(range(len(codes)))
    placed = [codes[at] for at in order]
    if placed and placed[0] > placed[-1]:
        placed.reverse()
    return pd.DataFrame({"region_code": placed, "position": range(1, len(placed) + 1)})


def _leaves(distance: Array) -> list[int]:
    near = squareform(distance, checks=False)
    tree = optimal_leaf_ordering(linkage(near, "average"), near)
    return [int(leaf) for leaf in leaves_list(tree)]
