"""The one door to the flow table: what is asked is answered inside the engine.

Only what is shown comes out: the corridors that are drawn, a page of a table, sums. Small answers
are cached by question; frames that come out of the cache are shared and must not be changed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import product
from pathlib import Path
from typing import Any, TypeVar
from weakref import WeakMethod

import numpy as np
import pandas as pd

from geo.flows.engine import TEXT, WHOLE, DuckDb, Engine, Values
from geo.flows.question import (
    GROSS,
    KEPT,
    MEASURE,
    MOST_PAIRS,
    NET,
    NOWHERE,
    PEOPLE,
    RANK,
    SLOT_SIGNS,
    STRIDE,
    Question,
    Shape,
    value_name,
)
from geo.flows.spark.address import read_address
from geo.flows.spark.engine import Spark
from geo.flows.whole import ENDS, MOST_ROWS, Arrays, Filter, Numbers, Whole
from geo.rows import Columns, columns_of
from geo.world.world import World

CACHED_SUMS = 256
CACHED_WHOLES = 512
CACHED_PLACES = 64
OPEN_DOORS = 6
"""Each takes some 5 MB; a choice of whom to count that nobody asked for lately opens anew."""

Found = TypeVar("Found")
Pair = tuple[str, str]
Sums = dict[str, dict[str, float]]
"""Sums of an interval by column and period."""
Members = Mapping[str, Sequence[str]]
PAIR_NUMBER = "pair_number"


@dataclass(frozen=True)
class Changes:
    """Kept corridors in two intervals.

    Attributes
    ----------
    sums : mapping
        ``corridors_count``, ``risen_sure_count`` and ``fallen_sure_count`` (whose sampling range
        does not span zero), and for each side ``_persons`` and ``_sample_persons``; a sum over
        nothing is 0.
    risen, fallen : DataFrame
        Those with the greatest gains and losses, the greatest first: codes, and for each side
        ``_persons`` and ``_sample_persons``.
    """

    sums: Mapping[str, float]
    risen: pd.DataFrame
    fallen: pd.DataFrame


def door(world: World) -> Flows:
    """The door of a world; worlds that share their built tables share it."""
    return _opened(world.built, world.built_id, world.engine, world.shared)


@lru_cache(maxsize=OPEN_DOORS)
def _opened(built: Path, _built_id: str, engine: str, shared: str) -> Flows:
    if not engine:
        return Flows(DuckDb(built))
    return Flows(Spark(built, read_address(engine), shared))


def _remembered(method: Callable[..., Found], most: int) -> Callable[..., Found]:
    """A method that keeps its last answers; it does not hold its object, which can end at once."""
    held = WeakMethod(method)

    @lru_cache(maxsize=most)
    def found(*asked: Any) -> Found:
        alive = held()
        assert alive  # noqa: S101 - whoever asks holds it
        return alive(*asked)

    return found


class Flows:
    """Answers questions on corridors; one for each process, safe across threads.

    Parameters
    ----------
    engine : Engine
        Runs the questions.

    Notes
    -----
    A DuckDB connection does not survive a fork: it opens at the first question, and whoever forks
    closes it before. Answers given until then stay in the cache.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._wholes = _remembered(self._whole, CACHED_WHOLES)
        self._bases = _remembered(self._base, CACHED_WHOLES)
        self._sums = _remembered(self._sum, CACHED_SUMS)
        self._places = _remembered(self._through_time, CACHED_PLACES)
        self._cells = _remembered(self._zones, CACHED_PLACES)
        self._pairs = _remembered(self._changes, CACHED_PLACES)
        self._sides = _remembered(self._regions, CACHED_PLACES)

    @property
    def is_near(self) -> bool:
        """Whether a question costs next to nothing."""
        return self._engine.is_near

    def ready(self) -> None:
        """Order small intervals before readers ask; what is kept survives a fork."""
        if self.is_near and self._small:
            for period, direction in product(self._periods, (GROSS, NET)):
                for measure in MEASURE:
                    self._wholes(Question(period, direction=direction, measure=measure))
                for rank in RANK:
                    self._wholes(Question(period, direction=direction, rank=rank))

    def close(self) -> None:
        """Close the connection; the next question opens another."""
        self._engine.close()

    def top(self, question: Question, count: int | None = None) -> pd.DataFrame:
        """The best corridors of an interval, all of them without a count.

        Returns
        -------
        DataFrame
            Best first: ``rank`` from 1 in the order asked for and the columns of
            :data:`geo.flows.expressions.DRAWN`: ``value`` in the unit of the measure (a net line:
            the difference), ``persons`` (what a line stands for), ``small_base`` (fewer than 100
            sampled people both ways), ``rank_value`` and ``rank_small_base`` (missing when no
            rank is asked for); ``national_rank`` is the rank by people among all corridors.
        """
        if question.sight:
            return self._ordered(Shape(ranked=bool(question.rank)).of("sight"), question, 0, count)
        if not self._small:
            return self._ordered(_shape(question).of("top"), question, 0, count)
        return pd.DataFrame(self._best(question, count), copy=False)

    def listed(self, question: Question, count: int | None = None) -> Columns:
        """The same as plain lists: a view reads them many times faster than a frame."""
        if question.sight or not self._small:
            return columns_of(self.top(question, count))
        return {name: one.tolist() for name, one in self._best(question, count).items()}

    def in_sight(self, question: Question) -> int:
        """How many corridors of the interval are kept and have an end in sight."""
        return int(self._ask("sighted", self._values(question))["corridors_count"].iloc[0])

    def _best(self, question: Question, count: int | None) -> Arrays:
        whole = self._whole_of(question)
        return whole.ranked(whole.kept(self._filter(question)), count)

    def page(self, question: Question, first: int = 0, count: int | None = None) -> pd.DataFrame:
        """Corridors of an interval for a table, from a row on (0 for the best).

        Returns
        -------
        DataFrame
            As for :meth:`top`, with the columns of :data:`geo.flows.expressions.LISTED` too.
        """
        return self._ordered(_shape(question).of("page"), question, first, count)

    def _ordered(
        self, kind: str, question: Question, first: int, count: int | None
    ) -> pd.DataFrame:
        rows = self._ask(kind, self._values(question), first, WHOLE if count is None else count)
        return _ranked(rows, first)

    def some(self, question: Question, pairs: Sequence[Pair]) -> Columns:
        """Those of some pairs that the question keeps, as for :meth:`listed`, but unranked.

        Raises
        ------
        ValueError
            When more pairs are named than one question holds.
        """
        if len(pairs) > MOST_PAIRS:
            raise ValueError(f"{len(pairs)} pairs, expected {MOST_PAIRS} at most")
        numbers = [self._number(pair) for pair in pairs]
        if self._small:
            whole = self._whole_of(question)
            found = whole.those(whole.kept(self._filter(question)) & whole.named(numbers))
            return {name: one.tolist() for name, one in found.items()}
        named = {f"pair_{slot}": number for slot, number in enumerate(numbers)}
        rest = {f"pair_{slot}": -1 for slot in range(len(pairs), MOST_PAIRS)}
        asked = {**self._values(question), **named, **rest}
        return columns_of(self._ask(Shape(ranked=bool(question.rank)).of("some"), asked))

    def totals(self, question: Question) -> pd.DataFrame:
        """What the filters keep in every interval; period and measure do not matter.

        Returns
        -------
        DataFrame
            Indexed by ``period`` in order: ``persons``, ``sample_persons``, ``corridors_count``,
            ``empty_count`` (corridors with nobody), and, when a rank is asked for,
            ``missing_count`` (corridors without a value of it) and ``small_count`` (those with a
            value and a small base). An interval in which nothing is kept has no row.
        """
        sums = self.sums(question)
        index = pd.Index(list(sums["persons"]), name="period", dtype=TEXT)
        return pd.DataFrame({name: list(one.values()) for name, one in sums.items()}, index=index)

    def sums(self, question: Question) -> Sums:
        """The same as plain numbers; shared, do not change them."""
        return self._sums(replace(question, period="", measure=PEOPLE))

    def _sum(self, question: Question) -> Sums:
        if self._small:
            return self._sum_of_whole(question)
        rows = self._ask(_shape(question).of("totals"), self._values(question))
        columns = columns_of(rows)
        periods = [self._periods[number] for number in columns.pop("period_number")]
        return {name: dict(zip(periods, one, strict=True)) for name, one in columns.items()}

    def _sum_of_whole(self, question: Question) -> Sums:
        asked, rows = self._filter(question), {}
        for period in self._periods:
            whole = self._whole_of(replace(question, period=period))
            kept = whole.kept(asked)
            if kept.any():
                rows[period] = whole.sums(kept) | (whole.rank_counts(kept) if question.rank else {})
        counts = ("missing_count", "small_count") if question.rank else ()
        columns = ["persons", "sample_persons", "corridors_count", "empty_count", *counts]
        return {name: {period: row[name] for period, row in rows.items()} for name in columns}

    def _whole_of(self, question: Question) -> Whole:
        """The interval of a question in its order, whatever places it keeps."""
        return self._wholes(
            Question(
                period=question.period,
                direction=NET if question.direction == NET else GROSS,
                measure=question.measure,
                rank=question.rank,
            )
        )

    def _whole(self, question: Question) -> Whole:
        """One query for each measure and for each rank; both together need no other."""
        if question.rank and question.measure != PEOPLE:
            ordered = self._wholes(replace(question, measure=PEOPLE))
            return ordered.with_value_of(self._wholes(replace(question, rank="")))
        rows = self._ask(_shape(question).of("top"), self._values(question))
        return self._bases(question.period, question.direction).in_order(rows)

    def _base(self, period: str, direction: str) -> Whole:
        """An interval by the numbers of its pairs: what all its orders share."""
        question = Question(period, direction=direction)
        rows = self._ask(_shape(question).of("top"), self._values(question))
        rows = rows.sort_values(ENDS, ignore_index=True)
        codes = np.array(list(self._numbers), dtype=object)
        origins, destinations = (
            np.array([self._numbers[code] for code in rows[end]], dtype=np.int64) for end in ENDS
        )
        # The texts of a code are one object, not one for each row.
        rows["origin_code"] = pd.array(codes[origins], dtype=TEXT)
        rows["destination_code"] = pd.array(codes[destinations], dtype=TEXT)
        rows["period"] = pd.array([period] * len(rows), dtype=TEXT)
        columns = {
            str(name): values.array if values.dtype == TEXT else values.to_numpy()
            for name, values in rows.items()
        }
        return Whole(columns, origins, destinations, np.arange(len(rows)))

    @cached_property
    def _small(self) -> bool:
        """Whether whole intervals are kept."""
        return len(self._numbers) * (len(self._numbers) - 1) <= MOST_ROWS

    @cached_property
    def _periods(self) -> tuple[str, ...]:
        """Intervals with a corridor, in order."""
        return tuple(self._ask("periods", {})["period"])

    def history(self, pair: Pair) -> pd.DataFrame:
        """One corridor in every interval, in time order.

        Returns
        -------
        DataFrame
            Columns of the tables ``corridors`` and ``corridor_contrasts``; ``national_rank`` is
            the rank by people in each interval. The frame is shared.
        """
        return self._places(pair)

    def _through_time(self, pair: Pair) -> pd.DataFrame:
        number = self._number(pair)
        if not self._small:
            return self._ask("history", {"pair_0": number}).drop(columns=PAIR_NUMBER)
        numbers, rows = self._histories
        ends = np.searchsorted(numbers, [number, number + 1])
        return rows.iloc[slice(*ends)].reset_index(drop=True)

    @cached_property
    def _histories(self) -> tuple[Numbers, pd.DataFrame]:
        """All corridors through time in the order of the number of their pair, and that number."""
        rows = self._ask("histories", {})
        return rows[PAIR_NUMBER].to_numpy(), rows.drop(columns=PAIR_NUMBER)

    def zones(self, members: Members) -> pd.DataFrame:
        """Flows between groups of regions in every interval.

        Parameters
        ----------
        members : mapping
            Key of each group to its region codes; a region is in one group at most.

        Returns
        -------
        DataFrame
            ``period``, ``origin_zone``, ``destination_zone``, ``migrants_persons``,
            ``sample_persons``; groups between which there is no row of the table have none here.
            The frame is shared.
        """
        return self._cells(_frozen(members))

    def _zones(self, members: tuple[tuple[str, tuple[str, ...]], ...]) -> pd.DataFrame:
        cells = self._ask("zones", {"zones": self._slots(members)})
        keys = [key for key, _codes in members]
        grouped = (cells["origin_zone"] != NOWHERE) & (cells["destination_zone"] != NOWHERE)
        cells = cells[grouped].reset_index(drop=True)
        period = cells.pop("period_number")
        named = {end: _texts(cells[end], keys) for end in ("origin_zone", "destination_zone")}
        cells = cells.assign(**named)
        cells.insert(0, "period", _texts(period, self._periods))
        return cells

    def sides(self, period: str, members: Members) -> pd.DataFrame:
        """What left and reached each region in an interval, inside its group and beyond it.

        Returns
        -------
        DataFrame
            ``way`` (``out`` or ``in``), ``region_code``, ``inside`` (1 inside its group, else 0)
            and ``migrants_persons``; no row where the table has none. The frame is shared.
        """
        return self._sides(period, _frozen(members))

    def _regions(
        self, period: str, members: tuple[tuple[str, tuple[str, ...]], ...]
    ) -> pd.DataFrame:
        asked = {"period": period, "zones": self._slots(members)}
        rows = self._ask("sides", asked)
        rows.insert(1, "region_code", _texts(rows.pop("number"), list(self._numbers)))
        return rows

    @cached_property
    def widest(self) -> dict[str, float]:
        """Largest value of each measure over all intervals: the locked scale of widths."""
        row = self._ask("widest", {})
        return {str(key): float(row[key].iloc[0]) for key in row}

    def changes(self, question: Question, earlier: str, later: str, count: int) -> Changes:
        """Kept corridors in two intervals, one of them that of the question.

        Parameters
        ----------
        question : Question
            Its period is one of the two; a corridor must be in that one and in the earlier.
        earlier, later : str
            Intervals.
        count : int
            How many of the greatest gains and losses are wanted.
        """
        return self._pairs(question, earlier, later, count)

    def _changes(self, question: Question, earlier: str, later: str, count: int) -> Changes:
        asked = {**self._values(question), "earlier": earlier, "later": later}
        row = self._ask("changed", asked).iloc[0]
        return Changes(
            sums={str(name): float(value) for name, value in row.items()},
            risen=self._ask("risen", asked, 0, count),
            fallen=self._ask("fallen", asked, 0, count),
        )

    @cached_property
    def _numbers(self) -> dict[str, int]:
        """Number of each region by its code."""
        rows = self._ask("codes", {})
        return dict(zip(rows["code"], rows["number"].tolist(), strict=True))

    def _number(self, pair: Pair) -> int:
        """Number of a pair; of one that the table does not have, one that no pair has."""
        origin, destination = (self._numbers.get(code, -1) for code in pair)
        return -1 if -1 in (origin, destination) else origin * STRIDE + destination

    def _kept(self, codes: tuple[str, ...]) -> str:
        """One sign for each region, and one where there is none."""
        return "".join(KEPT if kept else "0" for kept in self._chosen(codes)) or "0"

    def _chosen(self, codes: tuple[str, ...]) -> list[bool]:
        """Whether each region is among some; no codes keep all."""
        some = frozenset(codes)
        return [not some or code in some for code in self._numbers]

    def _slots(self, members: tuple[tuple[str, tuple[str, ...]], ...]) -> str:
        """The slot of the group of each region."""
        group = {code: slot for slot, (_key, codes) in enumerate(members) for code in codes}
        return "".join(f"{group.get(code, NOWHERE):0{SLOT_SIGNS}}" for code in self._numbers)

    def _filter(self, question: Question) -> Filter:
        """A question as what it keeps of a whole interval."""
        leaves, arrives = self._ends_of_region(question)
        ends = (question.origins, question.destinations)
        origins, destinations = (np.array(self._chosen(codes)) for codes in ends)
        return Filter(origins, destinations, leaves, arrives, not question.region)

    def _ends_of_region(self, question: Question) -> tuple[int, int]:
        """Number of the chosen region at the ends where it may stand; -1 stands nowhere."""
        region = self._numbers.get(question.region, -1)
        ways = {"out": (region, -1), "in": (-1, region)}
        return ways.get(question.direction, (region, region))

    def _values(self, question: Question) -> dict[str, str | int]:
        """A question as values of the parameters; a region that nobody has keeps nothing."""
        net, measure = question.direction == NET, MEASURE[question.measure]
        ranked = value_name(question.rank, net) if question.rank else ""
        leaves, arrives = self._ends_of_region(question)
        return {
            "period": question.period,
            "origins": self._kept(question.origins),
            "destinations": self._kept(question.destinations),
            "sight": self._kept(question.sight),
            "anywhere": int(not question.region),
            "leaves": leaves,
            "arrives": arrives,
            "net": int(net),
            "measure": value_name(measure.key, net),
            "unsteady": int(measure.unsteady),
            "rank": ranked,
        }

    def _ask(self, kind: str, values: Values, first: int = 0, count: int = WHOLE) -> pd.DataFrame:
        return self._engine.ask(kind, values, first, count)


def _ranked(rows: pd.DataFrame, first: int) -> pd.DataFrame:
    rows.insert(0, "rank", range(first + 1, first + 1 + len(rows)))
    return rows


def _shape(question: Question) -> Shape:
    return Shape(
        ends=bool(question.origins or question.destinations),
        region=bool(question.region),
        ranked=bool(question.rank),
    )


def _frozen(members: Members) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((key, tuple(codes)) for key, codes in members.items())


def _texts(numbers: pd.Series, names: Sequence[str]) -> Any:
    """The name of each number."""
    return pd.array([names[number] for number in numbers.tolist()], dtype=TEXT)
