"""Whether neighbours are alike: Moran's I of a shade and its local clusters, by PySAL's esda.

Worked out when the data is built, since no filter changes the values of a shade: what serves reads
two small tables, and neither starts slower nor holds more.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

import esda
import numpy as np
import numpy.typing as npt
import pandas as pd
from libpysal.weights import W

Array = npt.NDArray[np.float64]
Found = TypeVar("Found")

PERMUTATIONS = 999
CUT = 0.05
SEED = 20_051_123
LEAST_REGIONS = 4  # fewer have no variance to compare with
QUADRANTS = {1: "high-high", 2: "low-high", 3: "low-low", 4: "high-low"}  # as esda counts them
NO_FIGURE, NO_NEIGHBOUR, ALL_ALIKE = "no figure", "no neighbour", "nothing to compare"
_SAME = 1e-9  # sums of the same numbers in another order


@dataclass(frozen=True)
class Compared:
    """The figures that are compared, and between whom.

    Attributes
    ----------
    values : Series of float
        Figures by code, in code order; none where nothing can be compared.
    near : dict of str to list of str
        Neighbours of each of them, in code order; each counts the same.
    left_out : dict of str to str
        Why other regions are not compared, by code.
    """

    values: pd.Series
    near: dict[str, list[str]]
    left_out: dict[str, str]

    @property
    def weights(self) -> W:
        """The neighbours as PySAL has them, their weights summing to 1."""
        found = W(self.near, id_order=list(self.near), silence_warnings=True)
        found.transform = "r"
        return found


def compared(values: pd.Series, pairs: pd.DataFrame) -> Compared:
    """Regions that can be compared: with a figure, and with a neighbour that has one.

    Parameters
    ----------
    values : Series of float
        Figures by region code; missing ones are left out.
    pairs : DataFrame
        ``a_code``, ``b_code`` of :func:`geo.shapes.neighbours.neighbours`.

    Returns
    -------
    Compared
        Empty where fewer than ``LEAST_REGIONS`` remain, or where all figures are the same.

    Examples
    --------
    >>> chain = pd.DataFrame({"a_code": [*"ABCDE"], "b_code": [*"BCDEF"]})
    >>> compared(pd.Series([1.0, 2.0, 3.0, 4.0, None, 6.0], [*"ABCDEF"]), chain).left_out
    {'E': 'no figure', 'F': 'no neighbour'}
    """
    known = values.dropna().astype(float).sort_index()
    near: dict[str, list[str]] = {str(code): [] for code in known.index}
    for a, b in zip(pairs["a_code"], pairs["b_code"], strict=True):
        if a in near and b in near:
            near[a].append(b)
            near[b].append(a)
    left_out = dict.fromkeys(values.index.difference(known.index), NO_FIGURE)
    left_out |= {code: NO_NEIGHBOUR for code, found in near.items() if not found}
    near = {code: sorted(found) for code, found in near.items() if found}
    known = known.loc[list(near)]
    if len(known) < LEAST_REGIONS or known.nunique() < 2:
        return Compared(known.iloc[:0], {}, left_out | dict.fromkeys(near, ALL_ALIKE))
    return Compared(known, near, left_out)


def _pseudo_p(simulated: Array, observed: Array) -> Array:
    """Share of orders as far out as what is observed, on its own side, itself among them.

    Examples
    --------
    >>> _pseudo_p(np.array([[1.0], [2.0], [3.0], [4.0]]), np.array([3.5])).tolist()
    [0.4]
    """
    larger = (simulated >= observed - _SAME).sum(axis=0)
    smaller = (simulated <= observed + _SAME).sum(axis=0)
    found: Array = (np.minimum(larger, smaller) + 1.0) / (len(simulated) + 1.0)
    return found


def moran(one: Compared) -> tuple[float, float]:
    """Moran's I of some figures and its pseudo p.

    Notes
    -----
    Formula: I = sum(z * lag) / sum(z ** 2), z from the mean, lag the mean z of the neighbours.
    Pseudo p: one side, ``PERMUTATIONS`` seeded random orders. Source: Moran (1950), by esda.

    Examples
    --------
    >>> chain = pd.DataFrame({"a_code": [*"ABCD"], "b_code": [*"BCDE"]})
    >>> found = moran(compared(pd.Series([1.0, 2.0, 3.0, 4.0, 5.0], [*"ABCDE"]), chain))
    >>> round(found[0], 3)
    0.6
    """
    numbers, weights = one.values.to_numpy(), one.weights
    found = esda.Moran(numbers, weights, permutations=0)
    orders = np.tile(numbers - numbers.mean(), (PERMUTATIONS, 1))
    orders = np.random.default_rng(SEED).permuted(orders, axis=1)
    lags = (weights.sparse @ orders.T).T
    simulated = (orders * lags).sum(axis=1) / (orders[0] ** 2).sum()
    return float(found.I), float(_pseudo_p(simulated[:, None], np.array([found.I]))[0])


def local_moran(one: Compared) -> pd.DataFrame:
    """Local Moran of some figures.

    Returns
    -------
    DataFrame
        Indexed by code: ``neighbours_mean`` (in the unit of the figures), ``local_i``,
        ``pseudo_p``, ``quadrant`` (own figure and that of its neighbours, against the mean).

    Notes
    -----
    Formula: local I = (n - 1) * z * lag / sum(z ** 2). Pseudo p: one side, ``PERMUTATIONS`` seeded
    random orders of all others while its own figure stays. Source: Anselin (1995), by esda.

    Examples
    --------
    >>> chain = pd.DataFrame({"a_code": [*"ABCD"], "b_code": [*"BCDE"]})
    >>> found = local_moran(compared(pd.Series([1.0, 2.0, 3.0, 4.0, 5.0], [*"ABCDE"]), chain))
    >>> found["quadrant"].tolist()[0], found["neighbours_mean"].tolist()
    ('low-low', [2.0, 2.0, 3.0, 4.0, 4.0])
    """
    with warnings.catch_warnings(), np.errstate(divide="ignore", invalid="ignore"):
        # Its own p is about to change sides, it offers a compiler, and a figure whose every order
        # is the same has no z: none is used here.
        for known in ("The alternative hypothesis", "The numba package"):
            warnings.filterwarnings("ignore", message=known)
        numbers, weights = one.values.to_numpy(), one.weights
        found = esda.Moran_Local(numbers, weights, permutations=PERMUTATIONS, seed=SEED)
    columns = {
        "neighbours_mean": weights.sparse @ numbers,
        "local_i": found.Is,
        "pseudo_p": _pseudo_p(found.sim, found.Is),
        "quadrant": [QUADRANTS[int(quadrant)] for quadrant in found.q],
    }
    return pd.DataFrame(columns, one.values.index)


def _of_shades(
    shading: pd.DataFrame, pairs: pd.DataFrame, work: Callable[[Compared], Found]
) -> Iterator[tuple[str, str, Compared, Found | None]]:
    """Shade, interval, who is compared, and what was worked out, once for the same figures."""
    counted = {*pairs["a_code"], *pairs["b_code"]}
    rows = shading[shading["region_code"].isin(counted)]
    known: dict[tuple[str | float, ...], Found | None] = {}
    for (shade, period), part in rows.groupby(["shade", "period"], sort=False):
        one = compared(part.set_index("region_code")["value"], pairs)
        key = (*one.near, *one.values.tolist())
        if key not in known:
            known[key] = work(one) if key else None
        yield str(shade), str(period), one, known[key]


def cluster_tests(shading: pd.DataFrame, neighbours: pd.DataFrame) -> pd.DataFrame:
    """Moran's I of every shade and interval.

    Parameters
    ----------
    shading : DataFrame
        ``shade``, ``period``, ``region_code``, ``value``.
    neighbours : DataFrame
        Of :func:`geo.shapes.neighbours.neighbours`.

    Returns
    -------
    DataFrame
        ``shade``, ``period``, ``regions_count`` (compared), ``moran_i``, ``expected_i`` (of figures
        that know nothing of their place), ``pseudo_p`` (the three missing where nothing can be
        compared), ``permutations``, ``p_cut``.
    """
    rows = []
    for shade, period, one, found in _of_shades(shading, neighbours, moran):
        count = len(one.values)
        i, p = found or (None, None)
        rows.append((shade, period, count, i, -1 / (count - 1) if found else None, p))
    names = ["shade", "period", "regions_count", "moran_i", "expected_i", "pseudo_p"]
    return pd.DataFrame(rows, columns=names).assign(permutations=PERMUTATIONS, p_cut=CUT)


def clusters(shading: pd.DataFrame, neighbours: pd.DataFrame) -> pd.DataFrame:
    """Local clusters of every shade and interval: one row a region that has neighbours.

    Parameters are those of :func:`cluster_tests`.

    Returns
    -------
    DataFrame
        ``shade``, ``period``, ``region_code``, ``value``, the columns of :func:`local_moran`,
        ``cluster`` (the quadrant where the pseudo p is at most ``CUT``, else missing) and
        ``left_out`` (why a region is not compared, else missing).
    """
    parts = []
    for shade, period, one, found in _of_shades(shading, neighbours, local_moran):
        part = one.values.rename("value").to_frame()
        part = part if found is None else part.join(found)
        part = part.reindex(sorted({*part.index, *one.left_out}))
        part = part.assign(left_out=part.index.map(one.left_out).astype("object"))
        parts.append(part.assign(shade=shade, period=period).rename_axis("region_code"))
    table = pd.concat(part.reset_index() for part in parts)
    names = ["neighbours_mean", "local_i", "pseudo_p", "quadrant"]
    table = table.reindex(columns=["shade", "period", "region_code", "value", *names, "left_out"])
    table.insert(8, "cluster", table["quadrant"].where(table["pseudo_p"] <= CUT))
    return table.reset_index(drop=True)
