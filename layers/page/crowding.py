"""Dots on one line that would cover one another: lanes for them, and which have room for a name."""

from __future__ import annotations

from itertools import pairwise

LANES = (0, 1, -1, 2, -2)


def lanes(positions: list[float], close: float) -> list[int]:
    """Lane of each rising position, so that near neighbours do not cover one another.

    Examples
    --------
    >>> lanes([1.0, 1.1, 1.2, 5.0], 0.5)
    [0, 1, -1, 0]
    """
    taken: list[int] = []
    last: dict[int, float] = {}
    for position in positions:
        free = [lane for lane in LANES if position - last.get(lane, -float("inf")) >= close]
        lane = free[0] if free else min(LANES, key=lambda one: last[one])
        last[lane] = position
        taken.append(lane)
    return taken


def alone(positions: list[float], room: float) -> list[bool]:
    """Whether each rising position is the first, the last, or has room on both sides.

    Examples
    --------
    >>> alone([1.0, 2.0, 2.1, 3.0, 4.0], 0.5)
    [True, False, False, True, True]
    """
    if not positions:
        return []
    left = [float("inf"), *(b - a for a, b in pairwise(positions))]
    right = [*left[1:], float("inf")]
    last = len(positions) - 1
    return [
        at in (0, last) or min(before, after) >= room
        for at, (before, after) in enumerate(zip(left, right, strict=True))
    ]
