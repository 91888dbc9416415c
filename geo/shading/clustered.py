"""Local clusters of a shade as they were found when the data was built."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import pandas as pd

from geo.rows import rows_of
from geo.shading.shade import shade_values
from geo.world.world import World

CLUSTERS = ("high-high", "low-low", "high-low", "low-high")
"""What a cluster is: own figure, then that of the neighbours, above or below the mean."""
NEAREST = "nearest"
"""Rule of two neighbours that do not touch: see :mod:`geo.shapes.neighbours`."""
TABLES = ("clusters", "cluster_tests", "neighbours")


class Member(NamedTuple):
    """A region that is compared with its neighbours.

    ``cluster`` is empty where the pseudo p is above the cut.
    """

    code: str
    value: float
    neighbours_mean: float
    pseudo_p: float
    quadrant: str
    cluster: str


@dataclass(frozen=True)
class Clustered:
    """How alike the neighbours are in one shade and interval.

    Attributes
    ----------
    shade : str
        The shade whose figures are compared.
    year : int or None
        Year of the figures; None when their time is the interval.
    members : tuple of Member
        Regions that are compared, in code order.
    left_out : dict of str to str
        Why others are not, by code.
    moran_i, expected_i, pseudo_p : float or None
        Moran's I, that of figures that know nothing of their place, and the share of random orders
        as far out on its side. None where nothing can be compared.
    permutations, p_cut : int, float
        Random orders, and the largest pseudo p that counts.
    """

    shade: str
    year: int | None
    members: tuple[Member, ...]
    left_out: dict[str, str]
    moran_i: float | None
    expected_i: float | None
    pseudo_p: float | None
    permutations: int
    p_cut: float

    def of(self, cluster: str) -> tuple[Member, ...]:
        """Members of one kind of cluster."""
        return tuple(one for one in self.members if one.cluster == cluster)

    @property
    def by_chance(self) -> float:
        """How many members pass the cut on average where place means nothing."""
        return len(self.members) * self.p_cut


@lru_cache(maxsize=64)
def clustered(world: World, shade: str, period: str) -> Clustered:
    """Clusters of a shade that is no pairing, in one interval."""
    test = _rows(world, "cluster_tests", shade, period)[0]
    rows = _rows(world, "clusters", shade, period)
    year = shade_values(world)[shade, period]["year"].dropna()
    numbers = {name: _known(test[name]) for name in ("moran_i", "expected_i", "pseudo_p")}
    return Clustered(
        shade=shade,
        year=int(year.iloc[0]) if len(year) else None,
        members=tuple(_member(row) for row in rows if pd.isna(row["left_out"])),
        left_out={row["region_code"]: row["left_out"] for row in rows if pd.notna(row["left_out"])},
        permutations=int(test["permutations"]),
        p_cut=float(test["p_cut"]),
        **numbers,
    )


def _rows(world: World, name: str, shade: str, period: str) -> list[dict[str, Any]]:
    table = world.table(name)
    return list(rows_of(table[(table["shade"] == shade) & (table["period"] == period)]))


def _known(number: Any) -> float | None:
    return None if pd.isna(number) else float(number)


def _member(row: dict[str, Any]) -> Member:
    return Member(
        code=str(row["region_code"]),
        value=float(row["value"]),
        neighbours_mean=float(row["neighbours_mean"]),
        pseudo_p=float(row["pseudo_p"]),
        quadrant=str(row["quadrant"]),
        cluster="" if pd.isna(row["cluster"]) else str(row["cluster"]),
    )
