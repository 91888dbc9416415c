"""How a corridor runs between its two places: four numbers, whatever its width.

A course is a row of ``bend`` and ``skew`` (where the control point of its quadratic curve lies: to
the right of the middle, and ahead of it, both as shares of the way between the places) and of
``leave`` and ``arrive`` (how far it starts from its origin and ends from its destination, in metres
of a frame of scale 1). Plain courses, of a world without a layout, bend to the right of their own
direction, so that A to B and B to A part.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]

BEND, SKEW, LEAVE, ARRIVE = range(4)
BEND_SHARE = 0.16
STRAIGHT_AT, BENT_AT = 2.0, 6.0  # lengths in widths: a stubby arrow that bends would cross itself
LEAVE_METRES = 18_000.0
ARRIVE_METRES = 30_000.0
RING_METRES = 150_000.0  # heads that meet stand around their place, at most so far from it


def plain(
    origin_xy: Array,
    destination_xy: Array,
    width_metres: Array,
    scale: float = 1.0,
    arrive: Array | float = ARRIVE_METRES,
) -> Array:
    """Courses that know nothing of one another.

    Parameters
    ----------
    origin_xy, destination_xy : array, shape (n, 2), metres
        Ends of each corridor in the equal-area CRS; the two differ.
    width_metres : array, shape (n,)
        Widths on a frame of this scale: stubby arrows run straight.
    scale : float
        Scale of the frame.
    arrive : array, shape (n,), or float
        How far each tip stands from its place, in a frame of scale 1: :func:`stand_offs`.

    Returns
    -------
    array, shape (n, 4)
        Both ends together take a quarter of the way at most.

    Examples
    --------
    >>> plain(np.array([[0.0, 0.0]]), np.array([[900e3, 0.0]]), np.array([8e3])).tolist()
    [[0.16, 0.0, 18000.0, 30000.0]]
    """
    length = np.hypot(*(destination_xy - origin_xy).T)
    slender = (length / np.maximum(width_metres, 1.0) - STRAIGHT_AT) / (BENT_AT - STRAIGHT_AT)
    bend = BEND_SHARE * np.clip(slender, 0.0, 1.0)
    ends = np.stack([np.full(len(length), LEAVE_METRES), np.broadcast_to(arrive, len(length))], 1)
    room = np.minimum(1.0, length / (4 * ends.sum(axis=1) * scale))
    return np.column_stack([bend, np.zeros(len(length)), ends * room[:, None]])


def stand_offs(destinations: Sequence[str], width_metres: Array, scale: float = 1.0) -> Array:
    """How far tips stand from their place, so that all that meet there find room around it.

    The heads at a place share half a ring; its radius follows from their widths together.

    Parameters
    ----------
    destinations : sequence of str
        Place that each arrow points at.
    width_metres : array, shape (n,)
        Widths of the arrows on a frame of this scale.
    scale : float
        Scale of the frame.

    Returns
    -------
    array, shape (n,)
        Metres in a frame of scale 1.

    Examples
    --------
    >>> stand_offs(["A", "A", "B"], np.array([132000.0, 132000.0, 9000.0])).round().tolist()
    [84034.0, 84034.0, 30000.0]
    """
    _places, at = np.unique(np.asarray(destinations, dtype=str), return_inverse=True)
    together = np.bincount(at, weights=width_metres / scale)
    radius: Array = np.clip(together / np.pi, ARRIVE_METRES, RING_METRES)
    return radius[at]


def rounded(courses: Array) -> Array:
    """Courses as far as can be seen: to a thousandth of the way, and to a metre.

    Examples
    --------
    >>> rounded(np.array([[0.12345, 0.0, 18_000.4, 30_000.0]])).tolist()
    [[0.123, 0.0, 18000.0, 30000.0]]
    """
    return np.column_stack([courses[:, :2].round(3), courses[:, 2:].round()])
