"""Corridor shapes: curved arrows as polygons, so that one trace has many widths.

An arrow has one width from end to end.

Shapes are built in the equal-area CRS from the capitals of the two regions. Each bends to the
right of its own direction, so A to B and B to A part; it stops short of both capitals, so arrows
into one region stand around it like spokes instead of in a heap.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
from pyproj import CRS

from geo.shapes.crs import unproject_points

Array = npt.NDArray[np.float64]

STEPS = 10  # pieces of a shaft: no curve is off by half a pixel at home
BEND_SHARE = 0.16  # sideways shift of the control point, as a share of the length
BOW_SHARE = 0.3  # the same of a line that gives way to the arrow of its ends
STRAIGHT_AT, BENT_AT = 2.0, 6.0  # lengths in widths: a stubby arrow that bends would cross itself
HEAD_WIDTHS = 1.6  # head width in shaft widths
HEAD_LENGTH = 0.62  # head length in head widths
# Lengths for a frame of the width that `geo.world.declared.Frame.scale` compares with.
HEAD_METRES = 44_000.0  # least length of a head, so that a thin corridor still points
WING_METRES = 34_000.0  # how much wider a head is than its shaft, at least
GAP_ORIGIN_METRES = 18_000.0
GAP_DESTINATION_METRES = 30_000.0
RING_METRES = 150_000.0  # heads that meet stand around their place, at most so far from it
WIDEST_METRES = 132_000.0
THINNEST_METRES = 8_000.0  # drawn; the browser widens what is thinner than a visible stroke


def widths(values: Array, largest: float, scale: float = 1.0) -> Array:
    """Shaft widths in metres, linear in the value.

    Parameters
    ----------
    values : array of float
        Values of the measure; negative and missing ones have no width.
    largest : float
        Value of the widest corridor over all periods: the scale does not move with the filter.
    scale : float
        Scale of the frame: the same look in a small country as in a large one.

    Examples
    --------
    >>> widths(np.array([100.0, 50.0, 0.0]), 100.0).tolist()
    [132000.0, 66000.0, 0.0]
    >>> widths(np.array([100.0, 0.0]), 100.0, scale=0.5).tolist()
    [66000.0, 0.0]
    """
    share = np.nan_to_num(values, nan=0.0) / largest if largest > 0 else np.zeros_like(values)
    return np.clip(share, 0.0, 1.0) * WIDEST_METRES * scale


def arrows(
    origin_xy: Array,
    destination_xy: Array,
    width_metres: Array,
    head_widths: float = HEAD_WIDTHS,
    scale: float = 1.0,
    stand_off: Array | float = GAP_DESTINATION_METRES,
) -> Array:
    """Outlines of the arrows in the equal-area CRS.

    Parameters
    ----------
    origin_xy, destination_xy : array, shape (n, 2), metres
        Ends of each corridor in the equal-area CRS; the two differ.
    width_metres : array, shape (n,)
        Width of the shaft from end to end; thinner ones than `THINNEST_METRES` get that.
    head_widths : float
        Width of the head in shaft widths; its length follows.
    scale : float
        Scale of the frame.
    stand_off : array, shape (n,), or float
        How far each tip stands from its place, in a frame of scale 1: :func:`stand_offs`.

    Returns
    -------
    array, shape (n, 2 * STEPS + 4, 2)
        Closed rings, clockwise, as a sphere-filling map needs them.
    """
    width_metres = np.maximum(width_metres, THINNEST_METRES * scale)
    delta = destination_xy - origin_xy
    length = np.hypot(delta[:, 0], delta[:, 1])[:, None]
    ahead = delta / length
    right = np.stack([ahead[:, 1], -ahead[:, 0]], axis=1)
    leave = GAP_ORIGIN_METRES * scale
    arrive = np.broadcast_to(np.asarray(stand_off), len(length))[:, None] * scale
    gap = np.minimum(1.0, length / (4 * (leave + arrive)))
    start = origin_xy + ahead * leave * gap
    slender = (length / width_metres[:, None] - STRAIGHT_AT) / (BENT_AT - STRAIGHT_AT)
    bend = BEND_SHARE * np.clip(slender, 0.0, 1.0)
    control = (origin_xy + destination_xy) / 2 + right * length * bend
    arrival = destination_xy - control
    arrival /= np.hypot(arrival[:, 0], arrival[:, 1])[:, None]
    tip = destination_xy - arrival * arrive * gap
    long = HEAD_LENGTH * head_widths * width_metres[:, None]
    head = np.minimum(np.maximum(HEAD_METRES * scale, long), 0.4 * length)
    neck = tip - arrival * head
    line, sideways = _curve(start, _before(neck, arrival, control, start), neck)
    half = width_metres[:, None, None] / 2
    left_side, right_side = line - sideways * half, line + sideways * half
    shaft = width_metres[:, None]
    wing = np.maximum(head_widths * shaft, shaft + WING_METRES * scale) / 2
    across = np.stack([arrival[:, 1], -arrival[:, 0]], axis=1) * wing
    point = np.stack([neck - across, tip, neck + across], axis=1)
    ring = np.concatenate([left_side, point, right_side[:, ::-1]], axis=1)
    return np.concatenate([ring, ring[:, :1]], axis=1)


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
    radius: Array = np.clip(together / np.pi, GAP_DESTINATION_METRES, RING_METRES)
    return radius[at]


def _before(neck: Array, arrival: Array, control: Array, start: Array) -> Array:
    """Control points that stay behind the neck, so that no short shaft turns back on itself."""
    setback = ((neck - control) * arrival).sum(axis=1, keepdims=True)
    shaft = np.hypot(neck[:, 0] - start[:, 0], neck[:, 1] - start[:, 1])[:, None]
    control_behind: Array = neck - arrival * np.maximum(setback, shaft / 2)
    return control_behind


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
    """Longitude and latitude of rings of the plane, to a thousandth of a degree."""
    longitude, latitude = unproject_points(rings[..., 0].ravel(), rings[..., 1].ravel(), plane)
    shape = (*rings.shape[:2], 2)
    degrees: Array = np.stack([longitude, latitude], axis=-1).reshape(shape).round(3)
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
            for code, ring in zip(codes, _degrees(rings, plane), strict=True)
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
        ``corners``: m; ``at``: n · m · 2 integers in thousandths of a degree, longitude before
        latitude, the first corner of a ring as it is and each other as its step from the one
        before (assets/map/rings.js reads them).

    Examples
    --------
    >>> from geo.shapes.crs import equal_area
    >>> plane = equal_area((25.0, 47.0), 105.0, 36.0)
    >>> ring = np.array([[[0.0, 0.0], [0.0, 111_000.0], [0.0, 0.0]]])
    >>> found = packed(ring, plane)
    >>> found["corners"], found["at"].tolist()
    (3, [105000, 36000, 0, 982, 0, -982])
    """
    thousandths = np.rint(_degrees(rings, plane) * 1000).astype(np.int32)
    steps = np.diff(thousandths, axis=1)
    at = np.concatenate([thousandths[:, :1], steps], axis=1)
    return {"corners": rings.shape[1], "at": at.ravel()}
