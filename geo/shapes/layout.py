"""Lay the corridors of a whole world out, once, so that a map of some of them can be read.

A corridor keeps its course through time, filters and ranks; what a view draws of them is laid out
as well as all of them together allow. The layout of Jenny et al. (2017, International Journal of
Geographical Information Science 31(8)) pushes curves apart by forces; here each corridor in turn,
the widest first, tries other courses and keeps the one that costs least, measured with the outlines
as they are drawn. What costs is what readers mistake: an outline over a place that is no end of it,
a head under another corridor, two corridors over one another, and then bends, skews and long ways
from a tip to its place. Wide corridors are stiff, small ones give way.

Everything is seeded and runs in one order: the same world gives the same courses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import shapely

from geo.shapes.arrows import THINNEST_METRES, arrows, own_lines
from geo.shapes.courses import (
    ARRIVE,
    ARRIVE_METRES,
    BEND,
    LEAVE,
    LEAVE_METRES,
    SKEW,
    rounded,
)
from geo.shapes.picture import COMMON_END_METRES, clean, heads

Array = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
Shapes = npt.NDArray[np.object_]

KM = 1_000.0
FIRST_BEND = 0.02  # all start almost straight: what starts bent alike stays crossed
MOST_BEND, LEAST_BEND = 0.32, 0.13  # of a thin corridor, and of one as wide as the widest
MOST_SKEW = 0.22
STIFF_METRES = 128 * KM  # from the thinnest to the widest
MOST_ARRIVE, MOST_LEAVE = 162 * KM, 32 * KM
ARRIVE_SHARE, LEAVE_SHARE = 0.28, 0.2  # of the way between the places, at most
BRIEF_SWEEPS = 8
# Costs, in the cost of one pair that overlaps a little and matters little.
OVER_PLACE, NEAR_PLACE = 300.0, 1.5
OVER_METRES, NEAR_METRES, FALL_METRES = 22 * KM, 45 * KM, 25 * KM
OVERLAP, ACUTE, LONG, LONGEST = 6.0, 4.0, 0.5, 10.0
SQUARE, LEAST_M2 = 0.3, 30 * KM * KM  # an overlap that counts once
ACUTE_FROM, ACUTE_SPAN = 1.5, 1.0  # times what two that cross at a right angle share: 42 degrees
HEAD, HEAD_STEEP, HEAD_MOST = 7.0, 3.0, 1.3
BENT, SKEWED, RINGED = 24.0, 24.0, 0.8
# The two directions of a pair part at the end: how dear it is that they lie on one another, from
# which share of the smaller one on; then the same among those that are drawn at first.
PARTED = ((7.0, 0.05), (20.0, 0.1))


@dataclass(frozen=True)
class Sweep:
    """Some corridors try other courses, one after another.

    Attributes
    ----------
    which : array of int
        Numbers of the corridors, in the order in which they move.
    spread : float
        How far from the present course half of the tries lie; 1 is everywhere.
    tries : int
        Courses that each tries.
    heads, overlaps : float
        How much dearer a covered head is, and that two overlap at all.
    """

    which: Numbers
    spread: float
    tries: int = 18
    heads: float = 1.0
    overlaps: float = 1.0


@dataclass
class Layout:
    """Corridors of a world with their present courses, in metres of a frame of scale 1.

    Attributes
    ----------
    places_xy : array, shape (k, 2)
        All places.
    ends : array of int, shape (n, 2)
        Number of the origin and of the destination of each corridor; the widest come first.
    width_metres : array, shape (n,)
        Largest width of each in any interval: a layout that holds for it holds in each.
    weights : array, shape (n, n)
        How much two corridors matter to each other; 0 where no map shows both.
    courses : array, shape (n, 4)
        See :mod:`geo.shapes.courses`.
    """

    places_xy: Array
    ends: Numbers
    width_metres: Array
    weights: Array
    courses: Array = field(init=False)

    def __post_init__(self) -> None:
        self.width_metres = np.maximum(self.width_metres, THINNEST_METRES)
        ways = self.places_xy[self.ends[:, 1]] - self.places_xy[self.ends[:, 0]]
        self._least, self._most, self._calm = _bounds(np.hypot(*ways.T), self.width_metres)
        self.courses = np.clip(np.array([FIRST_BEND, 0.0, 0.0, 0.0]), self._least, self._most)
        self._points = shapely.points(self.places_xy)
        self._around = shapely.buffer(self._points, COMMON_END_METRES, quad_segs=6)
        self._near = [np.flatnonzero(row) for row in self.weights]
        self._is_laid = np.zeros(len(self.ends), dtype=bool)
        self._shapes = np.empty(len(self.ends), dtype=object)
        self._heads = np.empty(len(self.ends), dtype=object)
        self._boxes = np.empty((len(self.ends), 4))
        self._draw(np.arange(len(self.ends)))

    def stand(self, courses: Array) -> None:
        """Take courses that were worked out before; all of them count from the start."""
        self.courses = courses.copy()
        self._is_laid[:] = True
        self._draw(np.arange(len(self.ends)))

    def run(self, sweeps: Iterable[Sweep], seed: int) -> Array:
        """Courses after some sweeps; a corridor counts for others once it has taken part."""
        chance = np.random.default_rng(seed)
        for sweep in sweeps:
            self._is_laid[sweep.which] = True
            for at in sweep.which:
                self._improve(int(at), sweep, chance)
        return self.courses

    def part(self, firsts: Numbers, seed: int) -> Array:
        """Courses after the smaller of two directions has given way where one lies on the other.

        Parameters
        ----------
        firsts : array of int
            Corridors that are drawn at first: where both directions are, it is dearer still.
        seed : int
            The same gives the same courses.
        """
        usual, self.weights = self.weights, self.weights.copy()
        for (dear, share), kept in zip(PARTED, (np.arange(len(self.ends)), firsts), strict=True):
            larger, smaller = counterflows(self.ends)
            both = np.isin(larger, kept) & np.isin(smaller, kept)
            larger, smaller = larger[both], smaller[both]
            for one, other in ((larger, smaller), (smaller, larger)):
                self.weights[one, other] = np.maximum(self.weights[one, other], dear)
            which = smaller[self.shared_share(larger, smaller) > share]
            sweeps = [Sweep(which, max(0.9**turn, 0.2), 30) for turn in range(14)]
            self.run(sweeps, seed)
        self.weights = usual
        return self.courses

    def shared_share(self, larger: Numbers, smaller: Numbers) -> Array:
        """Share of each smaller corridor that lies on the larger one, away from both ends."""
        shared = shapely.intersection(self._shapes[larger], self._shapes[smaller])
        for end in self.ends[smaller].T:
            shared = shapely.difference(shared, self._around[end])
        found: Array = shapely.area(shared) / shapely.area(self._shapes[smaller])
        return found

    def tried(self, at: int, sweep: Sweep, chance: np.random.Generator) -> Array:
        """Other courses of a corridor, rounded as they are kept, the cheapest first."""
        tried = rounded(self._tries(at, sweep, chance))[1:]
        found: Array = tried[np.argsort(self._costs(at, tried, sweep), kind="stable")]
        return found

    def move(self, at: int, course: Array) -> None:
        """Give a corridor another course."""
        self.courses[at] = course
        self._draw(np.array([at]))

    def _outlines(self, at: int, courses: Array) -> Array:
        start, end = (np.repeat(self.places_xy[[one]], len(courses), 0) for one in self.ends[at])
        return arrows(start, end, np.full(len(courses), self.width_metres[at]), courses)

    def _draw(self, which: Numbers) -> None:
        start, end = (self.places_xy[self.ends[which, one]] for one in range(2))
        rings = arrows(start, end, self.width_metres[which], self.courses[which])
        self._shapes[which] = clean(rings)
        self._heads[which] = heads(own_lines(rings))
        self._boxes[which] = shapely.bounds(self._shapes[which])

    def _improve(self, at: int, sweep: Sweep, chance: np.random.Generator) -> None:
        tried = self._tries(at, sweep, chance)
        costs = self._costs(at, tried, sweep)
        best = int(costs.argmin())
        if costs[best] < costs[0]:
            self.move(at, tried[best])

    def _tries(self, at: int, sweep: Sweep, chance: np.random.Generator) -> Array:
        """The present course, some near it, some anywhere, and some of others at its end."""
        now, least, most = self.courses[at], self._least[at], self._most[at]
        reach = np.array([0.12, 0.08, 10 * KM, 40 * KM]) * sweep.spread
        near = now + chance.normal(size=(sweep.tries // 2, 4)) * reach
        anywhere = chance.uniform(least, most, size=(sweep.tries - len(near) - 4, 4))
        anywhere[:, SKEW] /= 2
        anywhere[::2, LEAVE] = least[LEAVE]
        mates = np.flatnonzero(self._is_laid & (self.ends[:, 1] == self.ends[at, 1]))
        copied = self.courses[chance.choice(mates, 3)]
        copied[0, BEND] *= -1
        tried: Array = np.clip(np.vstack([now, near, anywhere, copied]), least, most)
        return tried

    def _costs(self, at: int, tried: Array, sweep: Sweep) -> Array:
        rings = self._outlines(at, tried)
        shapes = clean(rings)
        costs = self._of_course(at, tried) + self._of_places(at, shapes)
        near = self._near[at]
        near = near[self._is_laid[near]]
        box, boxes = shapely.bounds(shapes)[:, None], self._boxes[near]
        meets = (box[..., :2] < boxes[:, 2:]).all(-1) & (box[..., 2:] > boxes[:, :2]).all(-1)
        one, other = np.nonzero(meets)
        met = shapely.intersects(shapes[one], self._shapes[near[other]])
        one, other = one[met], near[other[met]]
        tips = heads(own_lines(rings))
        pairs = self._of_overlaps(at, shapes[one], other, sweep.overlaps)
        pairs += sweep.heads * HEAD * _under(tips[one], self._shapes[other])
        pairs += sweep.heads * HEAD * _under(self._heads[other], shapes[one])
        np.add.at(costs, one, self.weights[at, other] * pairs)
        return costs

    def _of_course(self, at: int, tried: Array) -> Array:
        """Bends, skews, and ways from the ends to their places, dearer the wider it is."""
        width, off = self.width_metres[at], np.abs(tried[:, BEND]) - self._calm[at]
        calm = BENT * np.where(off > 0, 1.0, 0.4) * off**2 + SKEWED * tried[:, SKEW] ** 2
        gap = np.maximum(0.0, tried[:, ARRIVE] - 25 * KM) / (50 * KM)
        left = np.maximum(0.0, tried[:, LEAVE] - LEAVE_METRES) / (40 * KM)
        stiff = calm * (1 + width / (20 * KM)) + gap**1.5 * (1 + width / (40 * KM))
        found: Array = stiff + RINGED * left
        return found

    def _of_places(self, at: int, shapes: Shapes) -> Array:
        others = np.delete(self._points, self.ends[at])
        away = shapely.distance(shapes[:, None], others[None, :])
        near = NEAR_PLACE * np.clip((NEAR_METRES - away) / FALL_METRES, 0.0, None)
        found: Array = (OVER_PLACE * (away < OVER_METRES) + near).sum(axis=1)
        return found

    def _of_overlaps(self, at: int, shapes: Shapes, other: Numbers, dear: float) -> Array:
        """Cost of what two corridors share away from a common end: more, the more acute."""
        shared = shapely.intersection(shapes, self._shapes[other])
        for end in self.ends[at]:
            common = (self.ends[other] == end).any(axis=1)
            shared[common] = shapely.difference(shared[common], self._around[end])
        area = shapely.area(shared)
        square = self.width_metres[at] * self.width_metres[other]
        acute = np.clip((area / square - ACUTE_FROM) / ACUTE_SPAN, 0.0, 1.0)
        long = np.minimum(area / (SQUARE * square + LEAST_M2), LONGEST)
        return np.where(area > KM, dear * OVERLAP + ACUTE * acute + LONG * long, 0.0)


def _under(tips: Shapes, shapes: Shapes) -> Array:
    """How badly each head is covered by one outline: 0 is clear; past a part all is lost."""
    share = shapely.length(shapely.intersection(tips, shapes)) / shapely.length(tips)
    found: Array = np.minimum(HEAD_STEEP * share, HEAD_MOST)
    return found


def _bounds(ways: Array, widths: Array) -> tuple[Array, Array, Array]:
    """Least and most of each number of a course, and the bend that costs nothing.

    Long corridors bend more freely, wide and short ones hardly: they would hook.
    """
    wide = (widths - THINNEST_METRES) / STIFF_METRES
    bend = np.clip(MOST_BEND - wide * (MOST_BEND - LEAST_BEND), LEAST_BEND, MOST_BEND)
    stubby = np.clip(((1 - ARRIVE_SHARE) * ways / widths - 2) / 5, 0.02, 1.0)
    bend, skew = np.minimum(bend, stubby * MOST_BEND), stubby * MOST_SKEW
    arrive = np.minimum(np.minimum(150 * KM + 0.4 * widths, MOST_ARRIVE), ARRIVE_SHARE * ways)
    leave = np.minimum(MOST_LEAVE, LEAVE_SHARE * ways)
    nearest = np.minimum(ARRIVE_METRES - 5 * KM, 0.1 * ways)
    least = [-bend, -skew, np.minimum(LEAVE_METRES, 0.08 * ways), nearest]
    most = [bend, skew, leave, arrive]
    calm = np.minimum(0.16, 0.06 + 0.05 * ways / (1_000 * KM)) / (1 + widths / (80 * KM))
    return np.column_stack(least), np.column_stack(most), calm


def stages(ends: Numbers, firsts: Numbers, hubs: int = 7) -> list[Sweep]:
    """What moves when: what is drawn at first, then all into the largest places, then the rest.

    Parameters
    ----------
    ends : array of int, shape (n, 2)
        Ends of the corridors, the widest first.
    firsts : array of int
        Those that are drawn at first in some interval.
    hubs : int
        Places into which, and places from which, all corridors move before the rest.
    """
    everyone = np.arange(len(ends))
    is_hub = np.zeros(len(ends), dtype=bool)
    for end in ends.T:
        moved = np.bincount(end, weights=1.0 / (1.0 + everyone))
        is_hub |= np.isin(end, np.argsort(-moved, kind="stable")[:hubs])
    new = np.setdiff1d(everyone[is_hub], firsts)
    both = np.union1d(firsts, everyone[is_hub])
    rest = np.setdiff1d(everyone, both)
    found = [Sweep(firsts, 0.93**one) for one in range(48)]
    found += [Sweep(new, 1.0 - 0.1 * one, 14) for one in range(6)]
    found += [Sweep(both, 0.5 - 0.04 * one) for one in range(8)]
    found += [Sweep(rest, 1.0 - 0.1 * one, 14) for one in range(7)]
    found += [Sweep(everyone, 0.4 - 0.1 * one, 14, 1.5) for one in range(3)]
    found += [Sweep(both, 0.7 * 0.9**one) for one in range(26)]
    return [*found, *(Sweep(both, 0.7 * 0.9**one, 20, overlaps=1.7) for one in range(20))]


def counterflows(ends: Numbers) -> tuple[Numbers, Numbers]:
    """Numbers of the larger and of the smaller corridor of each pair that has both directions.

    Examples
    --------
    >>> larger, smaller = counterflows(np.array([[0, 1], [2, 1], [1, 0]]))
    >>> larger.tolist(), smaller.tolist()
    ([0], [2])
    """
    row = {(origin, destination): at for at, (origin, destination) in enumerate(ends.tolist())}
    back = [(at, row.get((there, here), -1)) for (here, there), at in row.items()]
    pairs = np.array([pair for pair in back if pair[0] < pair[1]], dtype=np.int64).reshape(-1, 2)
    return pairs[:, 0], pairs[:, 1]


def brief(ends: Numbers) -> list[Sweep]:
    """What moves when there are only seconds: all corridors, a few times, ever nearer.

    Examples
    --------
    >>> [len(sweep.which) for sweep in brief(np.array([[0, 1], [1, 0]]))][:2]
    [2, 2]
    """
    return [Sweep(np.arange(len(ends)), 0.85**one, 12) for one in range(BRIEF_SWEEPS)]


def weights(
    ends: Numbers, together: Sequence[tuple[Numbers, float]], one_end: float = 1.5
) -> Array:
    """How much corridors matter to each other: as far as they are drawn together.

    Parameters
    ----------
    ends : array of int, shape (n, 2)
        Ends of the corridors.
    together : sequence of (array of int, float)
        Corridors that one map shows, and how much that map matters.
    one_end : float
        The same for all that leave or reach one place; they count double in any map, since lines
        that share an end never need to cross.

    Examples
    --------
    >>> weights(np.array([[0, 1], [2, 1], [1, 0]]), [(np.array([0, 2]), 3.0)]).tolist()
    [[0.0, 3.0, 3.0], [3.0, 0.0, 0.0], [3.0, 0.0, 0.0]]
    """
    same = (ends[:, None] == ends[None, :]).any(axis=2)
    found = np.where(same, one_end, 0.0)
    back = (ends[:, None] == ends[None, :, ::-1]).all(axis=2)
    found[back] = np.maximum(found[back], 1.0)
    for which, weight in together:
        block = np.ix_(which, which)
        found[block] = np.maximum(found[block], weight)
    found[same] *= 2.0
    np.fill_diagonal(found, 0.0)
    return found
