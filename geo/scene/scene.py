"""The scene: all figures that one view shows, worked out once and read by every face.

Map, sentence, cards, table, timeline and API read the same scene, so they cannot disagree. What
only some faces show is worked out when the first of them asks.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import chain, compress

import numpy as np
import pandas as pd

from geo.flows import portraits
from geo.flows.query import Sums, door
from geo.flows.question import MEASURE, NET, PEOPLE, RANK, Question, Rank, missing_reason
from geo.flows.sampling import range_columns
from geo.rows import Columns
from geo.scene import overlays
from geo.scene.sight import in_sight
from geo.scene.widths import WidthScale, between
from geo.shading.classes import Pair
from geo.shading.clustered import Clustered, clustered
from geo.shading.shade import Shade, pair_at, shade_of, two_way_shade
from geo.view.checks import ALL
from geo.view.view import LOCKED, UNSEEN, View
from geo.world.counted import counted
from geo.world.declared import Scheme
from geo.world.places import REGION, Place, place_at
from geo.world.regions import expand
from geo.world.world import World

CACHED_SCENES = 32
LARGEST = 10
"""Corridors in the list of the nation."""
MOST_DRAWN = 1_000
"""Corridors that a map of very many regions draws where more are asked for: tables have all."""


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


@dataclass(frozen=True, eq=False)
class Scene:
    """The figures of one view.

    Attributes
    ----------
    world : World
        Where they come from.
    view : View
        What was asked.
    place : Place
        What is chosen.
    question : Question
        What was asked of the flow table.
    columns : mapping
        The corridors that are drawn, best first; see :meth:`geo.flows.query.Flows.top`.
    sums : mapping
        What the filters keep, by column and period; see :meth:`geo.flows.query.Flows.sums`.
    chosen_columns : mapping
        Rows of the chosen corridors that the filters keep, whether drawn by rank or not.
    shade : Shade
        The shading of the regions.
    pair : Pair
        The two-way classes of the interval: those of the shade, or the first of all pairings.
    sight : tuple of str
        Regions in sight, of which the best are drawn; empty where the best of all are.
    """

    world: World
    view: View
    place: Place
    question: Question
    columns: Columns
    sums: Sums
    chosen_columns: Columns
    shade: Shade
    pair: Pair
    sight: tuple[str, ...] = ()

    @cached_property
    def lit(self) -> tuple[str, ...] | None:
        """Codes of the regions in the chosen two-way class; None when no class is chosen."""
        return self.pair.members(self.view.lit) if self.view.lit else None

    @cached_property
    def count(self) -> int:
        """Corridors that the filters keep, drawn or not."""
        return int(self._kept("corridors_count"))

    @cached_property
    def empty_count(self) -> int:
        """Of these, corridors in which nobody is."""
        return int(self._kept("empty_count"))

    @cached_property
    def sight_count(self) -> int:
        """Corridors that the filters keep and that have an end in sight."""
        return door(self.world).in_sight(replace(self.question, sight=self.sight))

    @cached_property
    def total_persons(self) -> float:
        """Persons in all corridors that the filters keep."""
        return self._kept("persons")

    @cached_property
    def shown_persons(self) -> float:
        """Persons in the corridors that are drawn."""
        return float(np.sum(self.columns["persons"]))

    def _kept(self, column: str) -> float:
        """A sum of this interval; 0 where nothing is kept."""
        return float(self.sums[column].get(self.view.period, 0.0))

    @property
    def totals(self) -> pd.DataFrame:
        """What the filters keep, by period; see :meth:`geo.flows.query.Flows.totals`."""
        return door(self.world).totals(self.question)

    @property
    def counts(self) -> str:
        """Key of what a value is: the measure, where people of a net line are their difference."""
        is_net = self.view.direction == NET and self.view.measure == PEOPLE
        return "net" if is_net else self.view.measure

    @cached_property
    def width_scale(self) -> WidthScale:
        """Values that widths run between, for all intervals.

        Shares of a category begin where those that are drawn do: from nothing on all lines would
        be about as wide.
        """
        flows, measure = door(self.world), MEASURE[self.view.measure]
        largest = flows.widest[measure.key]
        if not largest > 0:  # nothing has a width: no residents are known, for a rate
            return WidthScale(0.0, 1.0)
        if not measure.of_category:
            return WidthScale(0.0, largest)
        count = drawn_at_most(self.world, self.view)
        asked = (replace(self.question, period=one) for one in self.world.period_rows)
        drawn = (flows.listed(one, count)["value"] for one in asked)
        return between(chain.from_iterable(drawn), largest)

    @cached_property
    def ranking(self) -> Ranking | None:
        """What the view ranks by; None where it follows the measure."""
        rank, period = self.view.rank, self.view.period
        if not rank:
            return None
        return Ranking(
            RANK[rank],
            portraits.ranked(self.world, rank, period),
            int(self._kept("missing_count")),
            int(self._kept("small_count")),
        )

    @cached_property
    def drawn(self) -> pd.DataFrame:
        """The drawn corridors as a table."""
        return pd.DataFrame(self.columns)

    @cached_property
    def chosen(self) -> pd.DataFrame:
        """The chosen corridors as a table."""
        return pd.DataFrame(self.chosen_columns)

    @property
    def drawn_count(self) -> int:
        """Corridors that are drawn."""
        return len(self.columns["persons"])

    @cached_property
    def largest(self) -> Columns:
        """First corridors in the order of the map, also where it draws fewer."""
        if not self.sight and self.drawn_count >= min(LARGEST, self.count):
            return {name: values[:LARGEST] for name, values in self.columns.items()}
        return door(self.world).listed(self.question, LARGEST)

    @cached_property
    def keys(self) -> list[str]:
        """Keys of the drawn corridors, in their order."""
        return self.keys_of(self.columns)

    @cached_property
    def chosen_pairs(self) -> frozenset[tuple[str, str]]:
        """Origin and destination of the chosen corridors."""
        ends = self.world.vocabulary.ends
        return frozenset(ends(key) for key in self.place.corridors)

    def keys_of(self, rows: Columns) -> list[str]:
        """Keys of some corridors as the address spells them, in their order."""
        joint = self.world.vocabulary.joint
        ends = zip(rows["origin_code"], rows["destination_code"], strict=True)
        return [f"{origin}{joint}{destination}" for origin, destination in ends]

    @cached_property
    def ranges(self) -> Columns:
        """Sampling ranges of the drawn corridors: see :func:`corridor_ranges`."""
        return self._ranges(self.columns)

    @cached_property
    def chosen_ranges(self) -> Columns:
        """Sampling ranges of the chosen corridors."""
        return self._ranges(self.chosen_columns)

    def _ranges(self, corridors: Columns) -> Columns:
        found = range_columns(corridors, self.world.table("periods"))
        return {name: np.asarray(values).tolist() for name, values in found.items()}

    @cached_property
    def open_nets(self) -> frozenset[str]:
        """Keys of the drawn and of the chosen corridors whose net could be of either sign."""
        found = {*compress(self.keys, self.ranges["net_spans_zero"])}
        if self.place.corridors:
            keys = self.keys_of(self.chosen_columns)
            found |= {*compress(keys, self.chosen_ranges["net_spans_zero"])}
        return frozenset(found)

    @property
    def scheme(self) -> Scheme:
        """How the view groups the regions into zones."""
        return self.world.schemes[self.view.scheme]

    @cached_property
    def zone_cells(self) -> pd.DataFrame:
        """Square table of flows between zones: see :func:`geo.flows.zones.zone_cells`."""
        return portraits.cells(self.world, self.view.period, self.view.scheme)

    @property
    def gap_shade(self) -> str:
        """The shade whose gaps at borders are shown: of a two-way shade its first value."""
        key, pairings = self.shade.key, self.world.pairings
        return pairings[key].x if key in pairings else key

    @property
    def gaps(self) -> overlays.Gaps:
        """Gaps of that shade across all borders."""
        locked = self.view.scale == LOCKED
        return overlays.gaps(self.world, self.gap_shade, self.view.period, locked)

    @property
    def clusters(self) -> Clustered:
        """Local clusters of that shade, in a world that has them."""
        return clustered(self.world, self.gap_shade, self.view.period)


def question_of(world: World, view: View) -> Question:
    """What a view asks of the flow table; a chosen region keeps the corridors at its ends."""
    zones = world.members[view.scheme]
    place = place_at(view.place, world.vocabulary["regions"], world.places)
    return Question(
        period=view.period,
        origins=expand(view.listed("origins"), zones),
        destinations=expand(view.listed("destinations"), zones),
        region=place.region if place.kind == REGION else "",
        direction=view.direction,
        measure=view.measure,
        rank=view.rank,
    )


def drawn_at_most(world: World, view: View) -> int | None:
    """How many corridors the map of a view draws; None where it draws all."""
    asked = None if view.top == ALL else int(view.top)
    if not world.has_many:
        return asked
    return MOST_DRAWN if asked is None else min(asked, MOST_DRAWN)


def scene_of(world: World, view: View) -> Scene:
    """The scene of a view; what changes none of its figures makes no other one."""
    seen = replace(view, **{name: getattr(view.at_home, name) for name in UNSEEN})
    return replace(_scene(world, seen, in_sight(world, view.camera)), view=view)


@lru_cache(maxsize=CACHED_SCENES)
def _scene(world: World, view: View, sight: tuple[str, ...] = ()) -> Scene:
    """The one cache of scenes."""
    question = question_of(world, view)
    place = place_at(view.place, world.vocabulary["regions"], world.places)
    drawn = door(world).listed(replace(question, sight=sight), drawn_at_most(world, view))
    named = (world.vocabulary.pair_of(key) for key in place.corridors)
    pairs = [pair for pair in named if pair]
    two_way = view.shade in world.pairings
    return Scene(
        world=world,
        view=view,
        place=place,
        question=question,
        columns=drawn,
        sums=door(world).sums(question),
        chosen_columns=door(world).some(question, pairs) if pairs else {name: [] for name in drawn},
        shade=two_way_shade(world, view.shade, view.period) if two_way else shade_of(world, view),
        pair=pair_at(world, view.shade, view.period),
        sight=sight,
    )


class Scenes:
    """Scenes of one world, each over the moves that its view counts.

    Parameters
    ----------
    world : World
        The built tables.
    """

    def __init__(self, world: World) -> None:
        self.world = world

    def of(self, view: View) -> Scene:
        """Return the scene of a view."""
        return scene_of(counted(self.world, view.flows, view.category), view)
