"""TopoJSON: layers whose shapes share their arcs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from geo.files.unreadable import UnreadableFileError, said
from geo.outlines.formats.geojson import AREAS, NOT_AREAS, attributes_of, draw, type_of
from geo.outlines.formats.layer import FlawError, Layer, check_counts, frame_of
from geo.outlines.formats.positions import (
    LEAST_OF_A_RING,
    Notes,
    Positions,
    check_rings,
    polygon,
    positions_of,
    together,
)

ENOUGH_POINTS = 60_000
FINEST, COARSEST = 40_000, 0.2
"""Parts of the extent that the tolerance of thinning begins with, and the degrees it ends at."""
Arcs = list[Positions | str]
"""Each arc, or the kind of what is wrong with it."""


def read_topology(where: str, content: Mapping[str, Any]) -> list[Layer]:
    """Read the layers of a TopoJSON object, the arcs once for all of them.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        The object.

    Raises
    ------
    UnreadableFileError
        If its objects, its arcs or its transform are none.
    """
    objects, listed = content.get("objects"), content.get("arcs")
    if not isinstance(objects, dict) or not objects or not isinstance(listed, list):
        reason = said("a topology without objects or arcs")
        remedy = said("save the TopoJSON again, with its objects and arcs")
        raise UnreadableFileError(where, reason, remedy)
    arcs = _thinned(_arcs(where, listed, content.get("transform")))
    return [_layer(where, str(name), one, arcs) for name, one in objects.items()]


def _arcs(where: str, listed: Sequence[Any], transform: Any) -> Arcs:
    placed = _transform(where, transform)
    found: Arcs = []
    notes, points = Notes(), 0
    for arc in listed:
        try:
            steps = positions_of(arc, notes)
        except (FlawError, ValueError, TypeError):
            found.append("outline-no-numbers")
            continue
        points += len(steps)
        check_counts(where, 0, points)
        # Without a transform the positions stand as they are, else each is a step.
        found.append(np.cumsum(steps, axis=0) * placed[0] + placed[1] if placed else steps)
    return found


def _thinned(arcs: Arcs) -> Arcs:
    """Arcs with as many points as a map can show, thinned where neighbours still share them.

    What a page shows is chosen later, on shapes; shapes of millions of points take too long.
    """
    sound = [at for at, arc in enumerate(arcs) if not isinstance(arc, str) and len(arc) > 1]
    lines = shapely.linestrings(
        np.concatenate([arcs[at] for at in sound]),
        indices=np.repeat(np.arange(len(sound)), [len(arcs[at]) for at in sound]),
    ) if sound else []  # fmt: skip
    if len(sound) == 0 or shapely.get_num_coordinates(lines).sum() <= ENOUGH_POINTS:
        return arcs
    west, south, east, north = shapely.total_bounds(lines)
    tolerance = max(east - west, north - south) / FINEST
    thin = lines
    while shapely.get_num_coordinates(thin).sum() > ENOUGH_POINTS and tolerance < COARSEST:
        thin = shapely.simplify(lines, tolerance, preserve_topology=False)
        tolerance *= 1.5
    # A ring of its own, such as an island, keeps what it has: thinned it might be none.
    is_ring = shapely.is_closed(lines)
    kept = np.where(is_ring & (shapely.get_num_coordinates(thin) < LEAST_OF_A_RING), lines, thin)
    for at, line in zip(sound, kept, strict=True):
        arcs[at] = shapely.get_coordinates(line)
    return arcs


def _transform(where: str, transform: Any) -> tuple[Positions, Positions] | None:
    if transform is None:
        return None
    try:
        scale = np.asarray(transform["scale"], dtype="float64")
        shift = np.asarray(transform["translate"], dtype="float64")
        is_good = scale.shape == shift.shape == (2,) and np.isfinite([*scale, *shift]).all()
    except (TypeError, ValueError, KeyError):
        is_good = False
    if not is_good:
        reason = said("its transform is not two scales and two shifts")
        raise UnreadableFileError(where, reason, said("save the TopoJSON again"))
    return scale, shift


def _layer(where: str, name: str, member: Any, arcs: Arcs) -> Layer:
    member = member if isinstance(member, dict) else {}
    listed = member.get("geometries") if member.get("type") == "GeometryCollection" else [member]
    listed = listed if isinstance(listed, list) else []
    geometries = [one if isinstance(one, dict) else {} for one in listed]
    check_counts(f"{where}, layer {name}", len(geometries))

    def make(geometry: Any, notes: Notes) -> shapely.Geometry:
        return _shape(geometry, arcs, notes)

    return Layer(
        name=name,
        table=frame_of(where, [attributes_of(one) for one in geometries]),
        draw=lambda: draw(f"{where}, layer {name}", geometries, make),
        is_area=any(type_of(one) in AREAS for one in geometries),
    )


def _shape(geometry: Mapping[str, Any], arcs: Arcs, notes: Notes) -> shapely.Geometry:
    kind, listed = geometry.get("type"), geometry.get("arcs")
    if kind is None:
        raise FlawError("outline-no-shape")
    if kind not in AREAS:
        raise FlawError("outline-no-area" if kind in NOT_AREAS else "outline-unknown-kind")
    parts = listed if kind == "MultiPolygon" else [listed]
    if not isinstance(parts, list):
        raise FlawError("outline-no-numbers")
    check_rings(len(parts), notes)
    return together(polygon([_ring(ring, arcs) for ring in part], notes) for part in parts)


def _ring(indices: Sequence[Any], arcs: Arcs) -> Positions:
    """Arcs one behind the other; the end of each is the start of the next."""
    found: list[Positions] = []
    for index in indices:
        if not isinstance(index, int) or not -len(arcs) <= index < len(arcs):
            raise FlawError("outline-no-arc")
        arc = arcs[~index if index < 0 else index]
        if isinstance(arc, str):
            raise FlawError(arc)
        arc = arc[::-1] if index < 0 else arc
        found.append(arc[1:] if found else arc)
    return np.concatenate(found) if found else np.empty((0, 2))
