"""GeoJSON: features, a feature or a bare geometry; links in it are never followed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import shapely

from geo.files.unreadable import UnreadableFileError, said
from geo.outlines.formats.layer import (
    LAYER_AGAIN,
    NO_FEATURES,
    Drawn,
    FlawError,
    Layer,
    Shapes,
    check_counts,
    frame_of,
)
from geo.outlines.formats.positions import Notes, check_rings, polygon, positions_of, together

FEATURE_ID = "id"
AREAS = {"Polygon", "MultiPolygon"}
NOT_AREAS = {"Point", "MultiPoint", "LineString", "MultiLineString"}
MOST_NESTED = 5
# Members of the format, whose content is read; what else a file has is foreign to it.
OWN = {"type", "features", "bbox", "crs", "name", "geometry", "properties", "id", "coordinates"}


def read_geojson(where: str, content: Mapping[str, Any]) -> list[Layer]:
    """Read the features of a GeoJSON object.

    Parameters
    ----------
    where
        Name of the file, for messages.
    content
        The object.

    Raises
    ------
    UnreadableFileError
        If it is no GeoJSON, has no features or too many.
    """
    features = _features(where, content)
    check_counts(where, len(features))
    rows = [attributes_of(one) for one in features]
    kinds = {_kind(one) for one in features}
    return [
        Layer(
            name=str(content.get("name") or ""),
            table=frame_of(where, rows),
            draw=lambda: draw(where, [_geometry(one) for one in features], shape_of),
            crs=_crs(content.get("crs")),
            is_area=bool(kinds & AREAS) or "GeometryCollection" in kinds,
            notes=_notes(content, features),
        )
    ]


def draw(where: str, geometries: Sequence[Any], make: Any) -> Drawn:
    """Shapes of features by a maker that takes a geometry and notes.

    Raises
    ------
    UnreadableFileError
        When there are more points or rings than a map can have.
    """
    shapes: Shapes = np.full(len(geometries), None, dtype=object)
    flaws: defaultdict[str, list[int]] = defaultdict(list)
    points = rings = 0
    for at, geometry in enumerate(geometries):
        notes = Notes()
        try:
            shapes[at] = make(geometry, notes)
        except FlawError as flaw:
            if notes.at is None:
                notes.kinds.add(flaw.kind)
            else:  # a small region of a coarse file has a place, and no area any more
                shapes[at], notes.kinds = shapely.points(notes.at), {"outline-collapsed"}
        except (TypeError, ValueError, KeyError, IndexError, RecursionError):
            notes.kinds.add("outline-no-numbers")
        points, rings = points + notes.points, rings + notes.rings
        check_counts(where, 0, points, rings)
        for kind in sorted(notes.kinds):
            flaws[kind].append(at)
    return Drawn(shapes, dict(flaws))


def shape_of(geometry: Any, notes: Notes, depth: int = 0) -> shapely.Geometry:
    """The polygons of a GeoJSON geometry.

    Raises
    ------
    FlawError
        If it has none, or what it has are no polygons.
    """
    if geometry is None:
        raise FlawError("outline-no-shape")
    if not isinstance(geometry, dict) or "$ref" in geometry:
        raise FlawError("outline-elsewhere")
    kind, listed = geometry.get("type"), geometry.get("coordinates")
    if kind == "Polygon":
        return together([_polygon(listed, notes)] if listed else [])
    if kind == "MultiPolygon":
        parts = _list(listed)
        check_rings(len(parts), notes)
        return together(_polygon(part, notes) for part in parts)
    if kind == "GeometryCollection" and depth < MOST_NESTED:
        members = _list(geometry.get("geometries"))
        areas = [one for one in members if type_of(one) not in NOT_AREAS]
        return together(
            part for one in areas for part in shapely.get_parts(shape_of(one, notes, depth + 1))
        )
    raise FlawError("outline-no-area" if kind in NOT_AREAS else "outline-unknown-kind")


def _polygon(rings: Any, notes: Notes) -> shapely.Geometry | None:
    check_rings(len(_list(rings)), notes)
    return polygon([positions_of(ring, notes) for ring in rings], notes)


def _list(value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise FlawError("outline-no-numbers")
    return value


def _features(where: str, content: Mapping[str, Any]) -> list[Any]:
    kind = type_of(content)
    if kind == "FeatureCollection":
        found = content.get("features")
    elif kind == "Feature":
        found = [content]
    elif kind in AREAS | NOT_AREAS | {"GeometryCollection"}:
        found = [{"type": "Feature", "properties": {}, "geometry": content}]
    else:
        named = content.get("type")
        reason = (
            said("not GeoJSON: it has type {name}", name=f"{named!r:.40}")
            if named
            else said("not GeoJSON: it has no type")
        )
        raise UnreadableFileError(where, reason, said("save it as a GeoJSON feature collection"))
    if not isinstance(found, list) or not found:
        raise UnreadableFileError(where, NO_FEATURES, LAYER_AGAIN)
    return found


def attributes_of(feature: Any) -> dict[str, Any]:
    """Properties of a feature, or of a geometry of a topology, and its own id."""
    if not isinstance(feature, dict):
        return {}
    properties = feature.get("properties")
    found = dict(properties) if isinstance(properties, dict) else {}
    own = feature.get("id")
    if own is not None:
        # A property of the same name says something else, or the same.
        found.setdefault(FEATURE_ID, own)
        if found[FEATURE_ID] != own:
            found["feature id"] = own
    return found


def _geometry(feature: Any) -> Any:
    if not isinstance(feature, dict) or feature.get("type") != "Feature":
        return {"$ref": "no feature"}
    return feature.get("geometry")


def type_of(value: Any) -> str:
    """The type that an object says it is of; empty where it says none in a word."""
    kind = value.get("type") if isinstance(value, dict) else None
    return kind if isinstance(kind, str) else ""


def _kind(feature: Any) -> str:
    return type_of(feature.get("geometry")) if isinstance(feature, dict) else ""


def _crs(member: Any) -> str:
    """Name of the older way to say a CRS; a link to one is no name."""
    properties = member.get("properties") if isinstance(member, dict) else None
    name = properties.get("name") if isinstance(properties, dict) else None
    return name if isinstance(name, str) else ""


def _notes(content: Mapping[str, Any], features: Sequence[Any]) -> dict[str, tuple[str, ...]]:
    members = dict.fromkeys(
        name for one in (content, *features) if isinstance(one, dict) for name in _linked(one)
    )
    return {"outline-links": tuple(members)} if members else {}


def _linked(member: Mapping[str, Any]) -> Iterator[str]:
    for name, value in member.items():
        is_link = name == "crs" and isinstance(value, dict) and value.get("type") == "link"
        if is_link or (name not in OWN and "://" in str(value)) or name == "$ref":
            yield str(name)[:40]
