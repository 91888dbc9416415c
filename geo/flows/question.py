"""What can be asked of the flow table: measures as records, one question, and its names.

Regions have numbers from 0 in the order of their codes; a choice of regions is a text with one
sign for each of them.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import product
from typing import NamedTuple

import pandas as pd

from geo.view.checks import FILTER_SPAN, read_filters, read_span

PEOPLE = "people"
"""The measure that a view has at first."""

GROSS = "gross"
"""The direction in which a line stands for one way, whichever it is."""

EFFECTIVENESS = "effectiveness"
"""The measure that divides by both ways: a pair between which nobody moved has none."""

CATEGORY_SHARE = "category-share"
"""The measure that holds the people of a chosen category against all people."""

NET = "net"
"""The direction in which a line stands for the difference of its two ways."""

SMALL_BASE_SAMPLE_PERSONS = 100
"""Fewer sampled people both ways make a small base."""


@dataclass(frozen=True)
class Measure:
    """What the width and the order of corridors show.

    Attributes
    ----------
    key : str
        The word in the address.
    column : str
        Column of the corridors table for a directed corridor.
    divisor, factor : str or None, float
        A net line shows ``factor * net_persons / divisor``; no divisor means the column itself.
    unit : str
        Unit in plain words.
    signed : bool
        True where values run from loss to gain.
    unsteady : bool
        True when small numbers make the measure jump, so pairs with a small base rank last.
    of_category : bool
        True when it needs a category that is kept: without one it has no value.
    """

    key: str
    column: str
    unit: str
    divisor: str | None = None
    factor: float = 1.0
    signed: bool = False
    unsteady: bool = False
    of_category: bool = False

    @property
    def counts_people(self) -> bool:
        """Whether values are people, and no share or rate of them.

        Examples
        --------
        >>> [measure.key for measure in MEASURES if measure.counts_people]
        ['people', 'net']
        """
        return self.column.endswith("_persons")

    @property
    def is_percent(self) -> bool:
        """Whether values are per cent."""
        return self.column.endswith("_percent")


MEASURES: tuple[Measure, ...] = (
    Measure(PEOPLE, "migrants_persons", "people"),
    Measure(
        "rate",
        "rate_per_1000",
        "per 1,000 residents of the origin",
        "origin_population_persons",
        1000.0,
        unsteady=True,
    ),
    Measure("share", "share_percent", "% of the origin's outflow", "origin_out_persons", 100.0),
    Measure("net", "net_persons", "people, net", signed=True),
    Measure(EFFECTIVENESS, "effectiveness_percent", "%", signed=True, unsteady=True),
    Measure(
        CATEGORY_SHARE,
        "category_share_percent",
        "% of all people of the corridor",
        unsteady=True,
        of_category=True,
    ),
)
MEASURE = {measure.key: measure for measure in MEASURES}


@dataclass(frozen=True)
class Question:
    """What is asked of the flow table.

    Attributes
    ----------
    period : str
        Interval.
    origins, destinations : tuple of str
        Region codes kept at each end; empty keeps all.
    region : str
        Code of the chosen region, or empty.
    direction : str
        ``gross``, ``in``, ``out`` (of the chosen region) or ``net``.
    measure : str
        Key of :data:`MEASURES`; decides value and order.
    rank : str
        Key of :data:`geo.flows.question.RANKS` that decides the order instead, or empty.
    sight : tuple of str
        Region codes in sight: the best are then the best with an end among them. Empty where all
        are, and for whatever else is asked.
    """

    period: str
    origins: tuple[str, ...] = ()
    destinations: tuple[str, ...] = ()
    region: str = ""
    direction: str = GROSS
    measure: str = "people"
    rank: str = ""
    sight: tuple[str, ...] = ()


# What corridors can be ranked by beside the measure that is shown: the records.

SMALL_BASE = "small_base"


@dataclass(frozen=True)
class Rank:
    """One order of corridors, the greatest value first.

    Attributes
    ----------
    key : str
        The word in the address.
    column : str
        Column of ``corridors`` or ``corridor_contrasts``.
    unit, definition : str
        Plain English.
    reason : str
        Why a corridor has no value.
    reason_all : str
        Why no corridor of an interval has one; empty where that cannot be.
    small_base : str
        Column that is true for pairs with a small base.
    """

    key: str
    column: str
    unit: str
    definition: str
    reason: str
    reason_all: str = ""
    small_base: str = SMALL_BASE


RANKS: tuple[Rank, ...] = (
    Rank(
        "rate",
        "rate_per_1000",
        "per 1,000 residents of the origin",
        "People who moved, for every 1,000 residents of the origin at the end of the interval.",
        "no resident population of the origin",
    ),
    Rank(
        "growth",
        "growth_percent",
        "%",
        "100 × (people of this interval − people of the one before) / people of the one before.",
        "nobody was counted in the interval before",
        "first interval, none before it to grow from",
        small_base="growth_small_base",
    ),
    Rank(
        "one-sidedness",
        "effectiveness_percent",
        "%",
        "100 × (people this way − people the opposite way) / people both ways: a pair stands once "
        "among the first, the way that more people go, and once among the last.",
        "nobody moved either way",
    ),
    Rank(
        "gdp-gap",
        "gdp_gap_yuan",
        "{currency} per head",
        "GDP per head of the destination less that of the origin, last year of the interval, one "
        "series at both ends.",
        "no figure of GDP per head at both ends",
        "no complete series of GDP per head in its last year",
    ),
    Rank(
        "income-gap",
        "income_gap_yuan",
        "{currency} per head",
        "Urban disposable income per head of the destination less that of the origin, last year "
        "of the interval.",
        "no figure of urban income at both ends",
        "no complete series of urban income in its last year",
    ),
    Rank(
        "distance",
        "distance_km",
        "km",
        "Great circle from capital to capital.",
        "no position of a capital",
    ),
)
RANK = {rank.key: rank for rank in RANKS}


def missing_reason(rank: Rank, known: bool) -> str:
    """Why a corridor has no value; ``known`` when another corridor of the interval has one.

    Examples
    --------
    >>> missing_reason(RANK["growth"], known=False)
    'first interval, none before it to grow from'
    >>> missing_reason(RANK["growth"], known=True)
    'nobody was counted in the interval before'
    """
    return rank.reason if known or not rank.reason_all else rank.reason_all


KEPT = "1"
"""Sign of a region that is kept."""

SLOT_SIGNS = 4
"""The number of the group of a region has so many digits, zeros before it."""

NOWHERE = 9999
"""Number of the group of a region in none."""

STRIDE = 1_000_000
"""The number of a pair is that of its origin times this, and that of its destination."""

MOST_PAIRS = 30
"""More pairs are not named in one question."""


class Shape(NamedTuple):
    """What a question uses: what it leaves out costs nothing.

    Attributes
    ----------
    ends : bool
        Whether only some origins or destinations are kept.
    region : bool
        Whether a region is chosen.
    ranked : bool
        Whether a rank decides the order.
    """

    ends: bool = False
    region: bool = False
    ranked: bool = False

    def of(self, kind: str) -> str:
        """Name of a kind of question in this shape.

        Examples
        --------
        >>> Shape(ends=True, ranked=True).of("top"), Shape().of("top")
        ('top, ends, ranked', 'top')
        """
        return ", ".join([kind, *(name for name, used in self._asdict().items() if used)])


SHAPES = tuple(Shape(*flags) for flags in product((False, True), repeat=len(Shape._fields)))
"""All shapes of a question, the plainest first."""


def value_name(measure: str, net: bool) -> str:
    """Name of the column that a measure or a rank shows; of a net line that of the difference.

    Examples
    --------
    >>> value_name("people", net=True), value_name("rate", net=True), value_name("growth", True)
    ('net_persons', 'net_rate_per_1000', 'growth_percent')
    """
    if measure == PEOPLE and net:
        return "net_persons"
    if measure not in MEASURE:
        return RANK[measure].column
    column = MEASURE[measure].column
    return f"net_{column}" if net and MEASURE[measure].divisor else column


# Rows of the table of corridors that the filters of its columns leave.

FILTER_NAMES = {"origin": "origin_code", "destination": "destination_code"}
"""Columns of names and the codes that they name."""

FILTER_NUMBERS = {
    "rank": "rank",
    "persons": "persons",
    "sample": "sample_persons",
    "rate": "rate_per_1000",
    "share": "share_percent",
    "net": "net_persons",
    "effectiveness": "effectiveness_percent",
    "kept": "category_share_percent",
    "ranked": "rank_value",
}
"""Columns of numbers as the table calls them, and as a page of corridors does."""


def narrowed(rows: pd.DataFrame, filters: str, names: Mapping[str, str]) -> pd.DataFrame:
    """Rows that pass every filter; a missing number passes none.

    Parameters
    ----------
    rows : DataFrame
        A page of corridors.
    filters : str
        As the address has them; see :func:`geo.view.checks.filtered_by`.
    names : mapping of str to str
        Code of a region to its name, as the reader sees it.

    Examples
    --------
    >>> ends = [("A", "B", 9.0), ("B", "A", 2.0), ("A", "C", None)]
    >>> rows = pd.DataFrame(ends, columns=["origin_code", "destination_code", "persons"])
    >>> narrowed(rows, "origin:ELM,persons:5~", {"A": "Elm", "B": "Oak", "C": "Fir"}).index.tolist()
    [0]
    >>> narrowed(rows, "persons:~9", {}).index.tolist()
    [0, 1]
    """
    for column, wanted in read_filters(filters):
        if FILTER_SPAN in wanted:
            low, high = read_span(wanted)
            rows = rows[rows[FILTER_NUMBERS[column]].astype(float).between(low, high)]
        else:
            known = rows[FILTER_NAMES[column]].map(names).str.casefold()
            rows = rows[known.str.contains(wanted.casefold(), regex=False)]
    return rows
