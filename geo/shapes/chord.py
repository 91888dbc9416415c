"""Chord diagram of flows between a few zones: outlines on a unit circle, nothing drawn.

Each zone is an arc as long as the people who left it and the people who arrived in it; each flow
is a band that starts at the arc of its origin and ends in a point before the arc of its
destination, so that the way it runs can be seen without colour. A move inside a zone leaves and
arrives on the same arc. Source of the form: Abel and Sander (2014), Quantifying global
international migration flows, Science 343.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pandas as pd

Array = npt.NDArray[np.float64]

GAP_RADIANS = 0.07  # between two arcs
RING = (0.95, 1.0)  # inner and outer radius of an arc
START_RADIUS = 0.94  # where a band leaves
SHOULDER_RADIUS = 0.85  # where the point of a band begins
TIP_RADIUS = 0.93  # where a band points to
LOOP_RADIUS = 0.45  # how deep a move inside one zone swings
STEPS_PER_RADIAN = 28
CURVE_STEPS = 24


@dataclass(frozen=True)
class Arc:
    """One zone on the circle.

    Attributes
    ----------
    zone : str
        Zone key.
    out_persons, in_persons : float
        Row and column sum of the zone, moves inside it in both.
    middle : tuple of float
        Point on the unit circle at the middle of the arc, for a name.
    outline : array, shape (n, 2)
        Closed ring in units of the radius.
    """

    zone: str
    out_persons: float
    in_persons: float
    middle: tuple[float, float]
    outline: Array


@dataclass(frozen=True)
class Band:
    """One flow.

    Attributes
    ----------
    origin_zone, destination_zone : str
        Zone keys; the same one for moves inside a zone.
    persons : float
        People who moved.
    outline : array, shape (n, 2)
        Closed ring in units of the radius.
    """

    origin_zone: str
    destination_zone: str
    persons: float
    outline: Array


def chord(cells: pd.DataFrame, order: Sequence[str]) -> tuple[tuple[Arc, ...], tuple[Band, ...]]:
    """Arcs and bands of a square table of flows, clockwise from the top.

    Parameters
    ----------
    cells : DataFrame
        ``origin_zone``, ``destination_zone``, ``migrants_persons``: one row for each ordered pair.
    order : sequence of str
        Zone keys in reading order.

    Returns
    -------
    tuple of Arc, tuple of Band
        An arc spans (out + in) / (2 total) of the circle that the gaps leave. A band is at both
        ends as wide as its people. Flows of nobody and missing ones have no band;
        nobody at all gives no arcs.

    Examples
    --------
    >>> cells = pd.DataFrame({"origin_zone": ["a", "a", "b", "b"],
    ...     "destination_zone": ["a", "b", "a", "b"], "migrants_persons": [0.0, 3.0, 1.0, 0.0]})
    >>> arcs, bands = chord(cells, ["a", "b"])
    >>> [(band.origin_zone, band.persons) for band in bands]
    [('b', 1.0), ('a', 3.0)]
    """
    table = cells.pivot_table(
        index="origin_zone", columns="destination_zone", values="migrants_persons"
    ).reindex(index=list(order), columns=list(order))
    persons = np.nan_to_num(table.to_numpy(dtype=float))
    total = persons.sum()
    if not total:
        return (), ()
    turn = (2 * np.pi - GAP_RADIANS * len(order)) / (2 * total)
    leaving, arriving, spans = _segments(persons, turn)
    arcs = tuple(
        Arc(
            zone,
            float(persons[i].sum()),
            float(persons[:, i].sum()),
            _point((spans[i][0] + spans[i][1]) / 2),
            _ring(*spans[i]),
        )
        for i, zone in enumerate(order)
        if spans[i][1] > spans[i][0]
    )
    bands = [
        Band(order[i], order[j], float(persons[i, j]), _band(leaving[i, j], arriving[i, j], i == j))
        for i, j in np.ndindex(persons.shape)
        if persons[i, j] > 0
    ]
    return arcs, tuple(sorted(bands, key=lambda band: band.persons))


Segments = dict[tuple[int, int], tuple[float, float]]


def _segments(persons: Array, turn: float) -> tuple[Segments, Segments, list[tuple[float, float]]]:
    """Angles where each flow leaves and arrives, and the span of each arc.

    Partners follow each other against the clock, so that bands to neighbours do not cross.
    """
    count = len(persons)
    leaving: Segments = {}
    arriving: Segments = {}
    spans = []
    angle = GAP_RADIANS / 2
    for i in range(count):
        first = angle
        for j in [(i - step) % count for step in range(1, count + 1)]:
            leaving[i, j] = (angle, angle + turn * persons[i, j])
            angle = leaving[i, j][1]
            arriving[j, i] = (angle, angle + turn * persons[j, i])
            angle = arriving[j, i][1]
        spans.append((first, angle))
        angle += GAP_RADIANS
    return leaving, arriving, spans


def _point(angle: float, radius: float = 1.0) -> tuple[float, float]:
    """Point at an angle from the top, clockwise."""
    return float(radius * np.sin(angle)), float(radius * np.cos(angle))


def _arc(start: float, end: float, radius: float) -> Array:
    steps = 2 + int(abs(end - start) * STEPS_PER_RADIAN)
    angles = np.linspace(start, end, steps)
    return radius * np.stack([np.sin(angles), np.cos(angles)], axis=1)


def _ring(start: float, end: float) -> Array:
    ring = np.concatenate([_arc(start, end, RING[1]), _arc(end, start, RING[0])])
    return np.concatenate([ring, ring[:1]])


def _curve(start: Array, control: Array, end: Array) -> Array:
    """Points of a quadratic curve."""
    t = np.linspace(0.0, 1.0, CURVE_STEPS)[:, None]
    return (1 - t) ** 2 * start + 2 * (1 - t) * t * control + t**2 * end


def _band(leaves: tuple[float, float], arrives: tuple[float, float], own: bool) -> Array:
    """Outline from the arc of the origin to a point before the arc of the destination."""
    away = _arc(*leaves, START_RADIUS)
    shoulders = np.array([_point(angle, SHOULDER_RADIUS) for angle in arrives])
    tip = np.array([_point(sum(arrives) / 2, TIP_RADIUS)])
    there = _curve(away[-1], np.zeros(2), shoulders[0])
    back = _curve(shoulders[1], np.zeros(2), away[0])
    if own:  # both ends stand side by side: straight between them, round on the outside
        control = np.array(_point((leaves[0] + arrives[1]) / 2, LOOP_RADIUS))
        there = np.stack([away[-1], shoulders[0]])
        back = _curve(shoulders[1], control, away[0])
    ring = np.concatenate([away, there, tip, back])
    return np.concatenate([ring, ring[:1]])
