"""Rings round a point, area proportional to people."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from geo.shapes.halves import half_circles

Array = npt.NDArray[np.float64]

HOLE = 0.7  # radius of the hole over that of the ring


def rings(centre_xy: Array, radius_metres: Array) -> tuple[Array, Array]:
    """Outside and hole of rings, both closed.

    Parameters
    ----------
    centre_xy : array, shape (n, 2), metres
        Centres in the equal-area CRS.
    radius_metres : array, shape (n,)
        Outer radii, above zero.

    Returns
    -------
    two arrays, shape (n, m, 2)
        The outsides clockwise, as a sphere-filling map needs them, the holes the other way.

    Notes
    -----
    Area = pi (1 - HOLE^2) radius^2, so that it is proportional to people where the radius is to
    their square root.

    Examples
    --------
    >>> import shapely
    >>> (outside,), (hole,) = rings(np.zeros((1, 2)), np.array([2.0]))
    >>> round(float(shapely.Polygon(outside, [hole]).area / np.pi), 6) == 4 * (1 - HOLE**2)
    True
    """
    return _circle(centre_xy, radius_metres), _circle(centre_xy, HOLE * radius_metres)[:, ::-1]


def _circle(centre_xy: Array, radius: Array) -> Array:
    """Whole circles from two halves, closed."""
    east, west = (half_circles(centre_xy, radius, side)[:, :-1] for side in ("right", "left"))
    whole = np.concatenate([east, west], axis=1)
    return np.concatenate([whole, whole[:, :1]], axis=1)
