"""The scene: all figures that one view shows, worked out once and read by every face.

Map, sentence, cards, table, timeline and API read the same scene, so they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import numpy.typing as npt
import pandas as pd

from geo.flows.question import RANK, Question, Rank, missing_reason
from geo.shading.classes import CLASS_NUMBERS, DEFAULT, PAIRING, Pair, pair_of
from geo.shading.shading import MISSING, NOT_APPLICABLE
from geo.view.checks import ALL
from geo.view.view import UNSEEN, View
from geo.world.places import REGION, Place, place_at
from geo.world.regions import expand
from geo.world.world import Store

ALL_PERIODS = "all"
CACHED_SCENES = 256
SHADING = ("shade", "period", "breaks", "scale")


@dataclass(frozen=True)
class Shade:
    """How the regions are shaded.

    Attributes
    ----------
    key : str
        Shade of the view.
    values : DataFrame
        Indexed by ``region_code`` (34 rows): ``value``, ``year``, ``blank``, ``class_index``
        (0 for the lowest class; -1 where blank).
    breaks : tuple of float
        Inner breaks, rising; one class more than breaks.
    counts : tuple of int
        Regions in each class.
    regions_count : int
        Regions with a value.
    year : int or None
        Year of the values; None when their time is the interval.
    locked : bool
        True when the breaks hold for all intervals.
    """

    key: str
    values: pd.DataFrame
    breaks: tuple[float, ...]
    counts: tuple[int, ...]
    regions_count: int
    year: int | None
    locked: bool


@dataclass(frozen=True)
class Scene:
    """The figures of one view.

    Attributes
    ----------
    view : View
        What was asked.
    place : Place
        What is chosen.
    question : Question
        What was asked of the flow table.
    rows, drawn : DataFrame
        All corridors that the filters keep, best first, and the ones drawn.
    totals : DataFrame
        Persons and corridors kept, by period.
    chosen : DataFrame
        Rows of the chosen corridors that the filters keep, whether drawn by rank or not.
    shade : Shade
        The shading of the regions.
    pair : Pair
        The two-way classes of the interval: those of the shade, or the first of all pairings.
    """

    view: View
    place: Place
    question: Question
    rows: pd.DataFrame
    drawn: pd.DataFrame
    totals: pd.DataFrame
    chosen: pd.DataFrame
    shade: Shade
    pair: Pair

    @property
    def lit(self) -> tuple[str, ...] | None:
        """Codes of the regions in the chosen two-way class; None when no class is chosen."""
        return self.pair.members(self.view.lit) if self.view.lit else None

    @property
    def total_persons(self) -> float:
        """Persons in all corridors that the filters keep."""
        return float(self.rows["persons"].sum())

    @property
    def shown_persons(self) -> float:
        """Persons in the corridors that are drawn."""
        return float(self.drawn["persons"].sum())


def question_of(store: Store, view: View) -> Question:
    """What a view asks of the flow table; a chosen region keeps the corridors at its ends."""
    zones = store.members[view.scheme]
    place = place_at(view.place, store.vocabulary["regions"], store.places)
    return Question(
        period=view.period,
        origins=expand(view.listed("origins"), zones),
        destinations=expand(view.listed("destinations"), zones),
        region=place.region if place.kind == REGION else "",
        direction=view.direction,
        measure=view.measure,
        rank=view.rank,
    )


def classify(values: pd.Series, breaks: tuple[float, ...]) -> npt.NDArray[np.intp]:
    """Class of each value: 0 below the first break; -1 where blank.

    A value on a break belongs to the class above it.

    Examples
    --------
    >>> classify(pd.Series([1.0, 5.0, None]), (5.0,)).tolist()
    [0, 1, -1]
    """
    index = np.searchsorted(np.asarray(breaks), values.to_numpy(dtype=float), side="right")
    return np.where(values.isna(), -1, index)


def shade_of(store: Store, view: View) -> Shade:
    """The shading that a view asks for; views that differ in nothing else share it."""
    return _shade(store, View(**{name: getattr(view, name) for name in SHADING}))


@lru_cache(maxsize=CACHED_SCENES)
def _shade(store: Store, view: View) -> Shade:
    """The shading that a view asks for; locked breaks do not move with the interval."""
    table = store.table("shading")
    chosen = table[(table["shade"] == view.shade) & (table["period"] == view.period)]
    values = chosen.set_index("region_code")[["value", "year", "blank"]]
    locked = view.scale == "locked" or not view.breaks.isalpha()
    breaks = _breaks(store, view, ALL_PERIODS if locked else view.period)
    values = values.assign(class_index=classify(values["value"], breaks))
    known = values[values["class_index"] >= 0]
    counts = np.bincount(known["class_index"], minlength=len(breaks) + 1)
    year = values["year"].dropna()
    return Shade(
        key=view.shade,
        values=values,
        breaks=breaks,
        counts=tuple(int(count) for count in counts),
        regions_count=len(known),
        year=int(year.iloc[0]) if len(year) else None,
        locked=locked,
    )


@lru_cache(maxsize=64)
def pair_at(store: Store, shade: str, period: str) -> Pair:
    """The two-way classes of an interval for a shade; other shades take the first pairing."""
    return pair_of(
        store.table("shading"),
        PAIRING.get(shade, DEFAULT),
        period,
        int(store.period_rows[period]["end_year"]),
        len(store.counted),
    )


def paired_shade(store: Store, pair: Pair) -> Shade:
    """Nine classes as a shade; a value is the class as a number, such as 13."""
    numbers = pd.Series(pair.keys, dtype="str").reindex(store.names.index).astype(float)
    counted = store.names["has_statistics"]
    blank = counted.map({True: MISSING, False: NOT_APPLICABLE}).where(numbers.isna())
    index = classify(numbers, CLASS_NUMBERS[1:])
    counts = np.bincount(index[index >= 0], minlength=len(CLASS_NUMBERS))
    values = {"value": numbers, "year": pair.y_year, "blank": blank, "class_index": index}
    return Shade(
        key=pair.pairing.key,
        values=pd.DataFrame(values),
        breaks=CLASS_NUMBERS[1:],
        counts=tuple(int(count) for count in counts),
        regions_count=int(numbers.notna().sum()),
        year=pair.y_year,
        locked=False,
    )


def _breaks(store: Store, view: View, period: str) -> tuple[float, ...]:
    if not view.breaks.isalpha():
        return tuple(float(part) for part in view.breaks.split(","))
    table = store.table("class_breaks")
    chosen = (
        (table["shade"] == view.shade)
        & (table["method"] == view.breaks)
        & (table["period"] == period)
    )
    return tuple(float(value) for value in table.loc[chosen, "break_value"])


class Scenes:
    """Makes scenes and keeps the latest ones.

    Parameters
    ----------
    store : Store
        The built tables.
    """

    def __init__(self, store: Store) -> None:
        self.store = store
        self._made = lru_cache(maxsize=CACHED_SCENES)(self._make)

    def of(self, view: View) -> Scene:
        """Return the scene of a view; what changes none of its figures makes no other one."""
        seen = replace(view, **{name: getattr(view.at_home, name) for name in UNSEEN})
        scene = self._made(seen)
        return replace(scene, view=view)

    def _make(self, view: View) -> Scene:
        question = question_of(self.store, view)
        place = place_at(view.place, self.store.vocabulary["regions"], self.store.places)
        rows = self.store.flows.rows(question)
        keys = rows["origin_code"] + "-" + rows["destination_code"]
        pair = pair_at(self.store, view.shade, view.period)
        two_way = view.shade in PAIRING
        return Scene(
            view=view,
            place=place,
            question=question,
            rows=rows,
            drawn=rows if view.top == ALL else rows.head(int(view.top)),
            totals=self.store.flows.totals(question),
            chosen=rows[keys.isin(place.corridors)],
            shade=paired_shade(self.store, pair) if two_way else shade_of(self.store, view),
            pair=pair,
        )


# The order of corridors as a view has it: which have no value, and why.


@dataclass(frozen=True)
class Ranking:
    """What a view ranks its corridors by.

    Attributes
    ----------
    rank : Rank
        The record.
    known : bool
        Whether any corridor of the interval has a value.
    missing_count, small_count : int
        Corridors of the view without a value, and with one but with a small base.
    """

    rank: Rank
    known: bool
    missing_count: int
    small_count: int

    @property
    def reason(self) -> str:
        """Why a corridor has no value, in English."""
        return missing_reason(self.rank, self.known)


def ranking_of(store: Store, scene: Scene) -> Ranking | None:
    """Return what a view ranks by; None where it follows the measure."""
    if not scene.view.rank:
        return None
    period = store.flows.rows(Question(scene.view.period, rank=scene.view.rank))
    missing, small = gaps(scene.rows)
    return Ranking(RANK[scene.view.rank], bool(period["rank_value"].notna().any()), missing, small)


def gaps(rows: pd.DataFrame) -> tuple[int, int]:
    """Count rows without a rank value, and rows with one whose base is small.

    Examples
    --------
    >>> gaps(pd.DataFrame({"rank_value": [None, 2.0, 1.0], "rank_small_base": [None, False, True]}))
    (1, 1)
    """
    has = rows["rank_value"].notna()
    small = rows["rank_small_base"].astype("boolean").fillna(value=False)
    return int((~has).sum()), int((has & small).sum())
