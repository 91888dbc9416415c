"""Corridor shapes: curved arrows as polygons, so that one trace has many widths.

An arrow has one width from end to end.

Shapes are built in the equal-area CRS from the capitals of the two regions; how each runs between
them is its course (:mod:`geo.shapes.courses`).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
from pyproj import CRS

from geo.shapes.crs import unproject_points

Array = npt.NDArray[np.float64]

PER_DEGREE = 10_000  # steps of the wire: a stroke of 5 km is true to a hundredth
STEPS = 10  # pieces of a shaft: no curve is off by half a pixel at home
BOW_SHARE = 0.3  # the same of a line that gives way to the arrow of its ends
HEAD_WIDTHS = 1.6  # head width in shaft widths
HEAD_LENGTH = 0.62  # head length in head widths
HEAD_SHARE = 0.35  # of the way between the places, at most
SETBACK_SHARE = 0.15  # of a shaft that its control point lies before the neck, at least
# Lengths for a frame of the width that `geo.world.declared.Frame.scale` compares with.
HEAD_METRES = 44_000.0  # least length of a head, so that a thin corridor still points
WING_METRES = 34_000.0  # how much wider a head is than its shaft, at least
WIDEST_METRES = 139_000.0
THINNEST_METRES = 8_000.0  # drawn; the browser widens what is thinner than a visible stroke


def widths(values: Array, largest: float, scale: float = 1.0, least: float = 0.0) -> Array:
    """Shaft widths in metres, linear in the value.

    Parameters
    ----------
    values : array of float
        Values of the measure; negative and missing ones have no width.
    largest : float
        Value of the widest corridor over all periods: the scale does not move with the filter.
    scale : float
        Scale of the frame: the same look in a small country as in a large one.
    least : float
        Value at which widths begin; smaller ones have none.

    Examples
    --------
    >>> widths(np.array([100.0, 50.0, 0.0]), 100.0).tolist()
    [139000.0, 69500.0, 0.0]
    >>> widths(np.array([100.0, 0.0]), 100.0, scale=0.5).tolist()
    [69500.0, 0.0]
    >>> widths(np.array([100.0, 80.0, 50.0]), 100.0, least=60.0).tolist()
    [139000.0, 69500.0, 0.0]
    """
    above, whole = np.nan_to_num(values, nan=least) - least, largest - least
    share = above / whole if whole > 0 else np.zeros_like(values)
    return np.clip(share, 0.0, 1.0) * WIDEST_METRES * scale


def arrows(
    origin_xy: Array,
    destination_xy: Array,
    width_metres: Array,
    courses: Array,
    head_widths: float = HEAD_WIDTHS,
    scale: float = 1.0,
) -> Array:
    """Outlines of the arrows in the equal-area CRS.

    Parameters
    ----------
    origin_xy, destination_xy : array, shape (n, 2), metres
        Ends of each corridor in the equal-area CRS; the two differ.
    width_metres : array, shape (n,)
        Width of the shaft from end to end; thinner ones than `THINNEST_METRES` get that.
    courses : array, shape (n, 4)
        How each runs, see :mod:`geo.shapes.courses`.
    head_widths : float
        Width of the head in shaft widths; its length follows.
    scale : float
        Scale of the frame.

    Returns
    -------
    array, shape (n, 2 * STEPS + 4, 2)
        Closed rings, clockwise, as a sphere-filling map needs them.
    """
    shaft = np.maximum(width_metres, THINNEST_METRES * scale)[:, None]
    start, control, neck, tip = _course(
        origin_xy, destination_xy, shaft, courses, head_widths, scale
    )
    line, sideways = _curve(start, control, neck)
    half = shaft[:, :, None] / 2
    wing = np.maximum(head_widths * shaft, shaft + WING_METRES * scale) / 2
    arrival = _unit(tip - neck)
    across = np.stack([arrival[:, 1], -arrival[:, 0]], axis=1) * wing
    point = np.stack([neck - across, tip, neck + across], axis=1)
    ring = np.concatenate(
        [line - sideways * half, point, (line + sideways * half)[:, ::-1]], axis=1
    )
    return np.concatenate([ring, ring[:, :1]], axis=1)


def own_lines(rings: Array) -> Array:
    """Middle lines of arrows, from where they leave to their tips.

    Parameters
    ----------
    rings : array, shape (n, 2 * STEPS + 4, 2)
        Output of :func:`arrows`.

    Returns
    -------
    array, shape (n, STEPS + 2, 2)
    """
    left, right = rings[:, : STEPS + 1], rings[:, STEPS + 4 : 2 * STEPS + 5][:, ::-1]
    return np.concatenate([(left + right) / 2, rings[:, STEPS + 2 : STEPS + 3]], axis=1)


def _course(
    origin_xy: Array,
    destination_xy: Array,
    shaft: Array,
    courses: Array,
    head_widths: float,
    scale: float,
) -> tuple[Array, Array, Array, Array]:
    """Start, control point, neck and tip of each arrow."""
    bend, skew, leave, arrive = (courses[:, at : at + 1] for at in range(4))
    length = _length(destination_xy - origin_xy)
    ahead = _unit(destination_xy - origin_xy)
    right = np.stack([ahead[:, 1], -ahead[:, 0]], axis=1)
    middle = (origin_xy + destination_xy) / 2
    control = middle + right * length * bend + ahead * length * skew
    arrival = _unit(destination_xy - control)
    start = origin_xy + _unit(control - origin_xy) * leave * scale
    tip = destination_xy - arrival * arrive * scale
    long = np.maximum(HEAD_METRES * scale, HEAD_LENGTH * head_widths * shaft)
    neck = tip - arrival * np.minimum(long, HEAD_SHARE * length)
    return start, _before(neck, arrival, control, start), neck, tip


def _length(vectors: Array) -> Array:
    found: Array = np.hypot(vectors[:, 0], vectors[:, 1])[:, None]
    return found


def _unit(vectors: Array) -> Array:
    found: Array = vectors / _length(vectors)
    return found


def _before(neck: Array, arrival: Array, control: Array, start: Array) -> Array:
    """Control points that stay behind the neck, so that no short shaft turns back on itself."""
    setback = ((neck - control) * arrival).sum(axis=1, keepdims=True)
    shaft = _length(neck - start)
    behind = neck - arrival * np.maximum(setback, shaft / 2)
    found: Array = np.where(setback > SETBACK_SHARE * shaft, control, behind)
    return found


def _curve(start: Array, control: Array, end: Array, steps: int = STEPS) -> tuple[Array, Array]:
    """Points of quadratic curves and their unit normals to the right."""
    t = np.linspace(0.0, 1.0, steps + 1)[None, :, None]
    a, b, c = start[:, None, :], control[:, None, :], end[:, None, :]
    line = (1 - t) ** 2 * a + 2 * (1 - t) * t * b + t**2 * c
    slope = 2 * (1 - t) * (b - a) + 2 * t * (c - b)
    slope /= np.hypot(slope[..., 0], slope[..., 1])[..., None]
    return line, np.stack([slope[..., 1], -slope[..., 0]], axis=-1)


def bows(origin_xy: Array, destination_xy: Array, steps: int) -> Array:
    """Curves between the same ends as arrows, bent to the other side: neither hides the other.

    Parameters
    ----------
    origin_xy, destination_xy : array, shape (n, 2), metres
        Ends of each curve in the equal-area CRS; the two differ.
    steps : int
        Points along each curve, ends included.

    Returns
    -------
    array, shape (n, steps, 2)

    Examples
    --------
    >>> bows(np.array([[0.0, 0.0]]), np.array([[100.0, 0.0]]), 3).tolist()
    [[[0.0, 0.0], [50.0, 15.0], [100.0, 0.0]]]
    """
    delta = destination_xy - origin_xy
    left = np.stack([-delta[:, 1], delta[:, 0]], axis=1)
    control = (origin_xy + destination_xy) / 2 + left * BOW_SHARE
    return _curve(origin_xy, control, destination_xy, steps - 1)[0]


def _degrees(rings: Array, plane: CRS) -> Array:
    """Longitude and latitude of rings of the plane."""
    longitude, latitude = unproject_points(rings[..., 0].ravel(), rings[..., 1].ravel(), plane)
    shape = (*rings.shape[:2], 2)
    degrees: Array = np.stack([longitude, latitude], axis=-1).reshape(shape)
    return degrees


def features(codes: list[str], rings: Array, plane: CRS) -> dict[str, object]:
    """Feature collection in longitude and latitude, three decimals, ids from ``codes``.

    Parameters
    ----------
    codes : list of str
        One id for each ring, such as ``B-A``.
    rings : array, shape (n, m, 2), metres
        Output of :func:`arrows`.
    plane : CRS
        Equal-area plane of the world.

    Returns
    -------
    dict
        GeoJSON; each ring is an array of shape (m, 2), which is written faster than a list.
    """
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": code, "geometry": {"type": "Polygon", "coordinates": [ring]}}
            for code, ring in zip(codes, _degrees(rings, plane).round(3), strict=True)
        ],
    }


def packed(rings: Array, plane: CRS) -> dict[str, object]:
    """Rings of equal length in whole numbers, a third as long as :func:`features` on the wire.

    Parameters
    ----------
    rings : array, shape (n, m, 2), metres
        Output of :func:`arrows`.
    plane : CRS
        Equal-area plane of the world.

    Returns
    -------
    dict
        ``corners``: m; ``at``: n · m · 2 integers, :data:`PER_DEGREE` to a degree, longitude before
        latitude, the first corner of a ring as it is and each other as its step from the one
        before (assets/map/rings.js reads them).

    Examples
    --------
    >>> from geo.shapes.crs import equal_area
    >>> plane = equal_area((25.0, 47.0), 105.0, 36.0)
    >>> ring = np.array([[[0.0, 0.0], [0.0, 111_000.0], [0.0, 0.0]]])
    >>> found = packed(ring, plane)
    >>> found["corners"], found["at"].tolist()
    (3, [1050000, 360000, 0, 9820, 0, -9820])
    """
    parts = np.rint(_degrees(rings, plane) * PER_DEGREE).astype(np.int32)
    at = np.concatenate([parts[:, :1], np.diff(parts, axis=1)], axis=1)
    return {"corners": rings.shape[1], "at": at.ravel()}
