"""Residents from other regions in the prefectures of a region, as far as one source has them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from geo.rows import rows_of
from geo.world.world import World

PREFECTURES, STOCK_OF_REGIONS = "prefecture_residents", "residents_by_registration"
ROUNDING = 0.0005
"""Share of the whole by which the parts may miss it and still be all of them."""


@dataclass(frozen=True)
class Prefectures:
    """The prefectures of a region that have a figure.

    Attributes
    ----------
    rows : list of dict
        ``prefecture_code``, ``prefecture``, ``prefecture_zh``, ``residents``, ``precision``,
        ``publication``, the largest first.
    together : int
        Sum of their residents from other regions.
    whole : int or None
        The same of the whole region, by the census; None where it has no figure.
    year : int or None
        Year of both.
    """

    rows: list[dict[str, Any]]
    together: int
    whole: int | None
    year: int | None

    @property
    def are_all(self) -> bool:
        """Whether they are all prefectures of the region: their sum is its figure."""
        return is_sum(self.together, self.whole)


def is_sum(together: int, whole: int | None) -> bool:
    """Tell whether parts are all of a whole, but for rounding.

    Examples
    --------
    >>> is_sum(16_186_400, 16_186_454), is_sum(24_666_579, 29_622_110), is_sum(5, None)
    (True, False, False)
    """
    return whole is not None and abs(together - whole) <= ROUNDING * whole


def prefectures_of(world: World, code: str) -> Prefectures | None:
    """Prefectures of a region with a figure; None where the source has none of them."""
    if not world.has(PREFECTURES):
        return None
    table = world.table(PREFECTURES)
    own = table[table["region_code"] == code].sort_values("residents", ascending=False)
    if own.empty:
        return None
    whole, year = None, None
    if world.has(STOCK_OF_REGIONS):
        stock = world.table(STOCK_OF_REGIONS)
        stock = stock[stock["region_code"] == code].sort_values("year")
        if not stock.empty:
            whole = int(stock["registered_in_other_province"].iloc[-1])
            year = int(stock["year"].iloc[-1])
    return Prefectures(rows_of(own), int(own["residents"].sum()), whole, year)
