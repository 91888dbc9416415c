"""Paired half-circles: out at the left, in at the right, area proportional to people.

Shapes are built in the equal-area CRS, so an area on the drawn map is an area of people. One scale
holds for all intervals: the largest at which no two regions come too close in any of them.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import shapely

Array = npt.NDArray[np.float64]

STEPS = 16  # segments of a half-circle
GAP_METRES = 4_000.0  # least distance between two regions: room for their outlines
PRECISION = 1e-4  # of the scale, relative


def radii(persons: Array, metres_per_root: float) -> Array:
    """Radius of a half-circle whose area is proportional to people.

    Parameters
    ----------
    persons : array of float
        People; NaN stays NaN.
    metres_per_root : float
        Metres for the square root of one person.

    Notes
    -----
    radius = scale * sqrt(persons), so that area = pi / 2 * scale^2 * persons.

    Examples
    --------
    >>> radii(np.array([4.0, 1.0]), 10.0).tolist()
    [20.0, 10.0]
    """
    return metres_per_root * np.sqrt(persons)


def half_circles(centre_xy: Array, radius_metres: Array, side: str) -> Array:
    """Half-discs on one side of a north-south line.

    Parameters
    ----------
    centre_xy : array, shape (n, 2), metres
        Centres in the equal-area CRS.
    radius_metres : array, shape (n,)
        Radii, above zero.
    side : str
        ``left`` or ``right``.

    Returns
    -------
    array, shape (n, STEPS + 2, 2)
        Closed rings, clockwise, as a sphere-filling map needs them. An arc of ``STEPS`` segments
        is drawn outside the true circle just as far as keeps its area exact.

    Examples
    --------
    >>> ring = half_circles(np.zeros((1, 2)), np.array([1.0]), "left")[0]
    >>> round(float(shapely.Polygon(ring).area / (np.pi / 2)), 6)
    1.0
    """
    step = np.pi / STEPS
    exact = np.sqrt(step / np.sin(step))  # area of the inscribed arc is sin(step) / step too small
    angles = np.linspace(0.0, np.pi, STEPS + 1) + (np.pi if side == "left" else 0.0)
    unit = exact * np.stack([np.sin(angles), np.cos(angles)], axis=1)
    arc = centre_xy[:, None, :] + radius_metres[:, None, None] * unit[None]
    return np.concatenate([arc, arc[:, :1]], axis=1)


def largest_scale(
    centre_xy: Array, left_persons: Array, right_persons: Array, gap_metres: float = GAP_METRES
) -> float:
    """Largest scale at which no two regions touch in any interval.

    Parameters
    ----------
    centre_xy : array, shape (n, 2), metres
        Centres in the equal-area CRS, all different.
    left_persons, right_persons : array, shape (intervals, n)
        People at each side; missing counts as none here, and nobody at all gives scale 1.
    gap_metres : float
        Least distance between two regions.

    Returns
    -------
    float
        Metres for the square root of one person. Two shapes stay ``gap_metres`` apart. Shapes grow
        from their centres, so touching never ends as the scale grows: the limit is halved down to
        ``PRECISION``.

    Raises
    ------
    ValueError
        When two centres are nearer to each other than the gap.
    """
    left, right = (np.sqrt(np.nan_to_num(side)) for side in (left_persons, right_persons))
    first, second = np.triu_indices(len(centre_xy), 1)
    distance = np.hypot(*(centre_xy[first] - centre_xy[second]).T) - gap_metres
    if distance.size and distance.min() <= 0:
        raise ValueError("Two centres are nearer to each other than the gap.")
    reach = np.maximum(left, right)
    both = reach[:, first] + reach[:, second]
    if not both.any():
        return 1.0
    room = np.divide(distance, both, out=np.full_like(both, np.inf), where=both > 0)
    low = float(room.min())  # whole circles of the larger side do not touch yet
    high = 2 * low
    while (
        not _touch(centre_xy, high * left, high * right, first, second, gap_metres)
        and high < 8 * low
    ):
        high *= 2
    while high - low > PRECISION * low:
        middle = (low + high) / 2
        if _touch(centre_xy, middle * left, middle * right, first, second, gap_metres):
            high = middle
        else:
            low = middle
    return low


def _touch(
    centre_xy: Array,
    left: Array,
    right: Array,
    first: npt.NDArray[np.intp],
    second: npt.NDArray[np.intp],
    gap_metres: float,
) -> bool:
    """Whether any two regions come nearer than the gap in any interval."""
    for west, east in zip(left, right, strict=True):
        rings = [half_circles(centre_xy, west, "left"), half_circles(centre_xy, east, "right")]
        shapes = shapely.union(*(shapely.polygons(ring) for ring in rings))
        if shapely.dwithin(shapes[first], shapes[second], gap_metres).any():
            return True
    return False
