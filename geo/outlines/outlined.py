"""A boundary file as outlines of places, under the answers of a reader."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray
from pyproj import CRS

from geo.files.decoding import ENCODINGS
from geo.files.decoding import ready as ready_for_texts
from geo.files.unreadable import Said, UnreadableFileError, said, within
from geo.outlines.crs import (
    DEGREES,
    USUAL,
    is_in_degrees,
    is_latitude_first,
    read_crs,
    title_of,
)
from geo.outlines.fitting import fit_for_page
from geo.outlines.formats.layer import LAYER_AGAIN, NO_LAYER, Layer
from geo.outlines.formats.shapefile import SAID
from geo.outlines.formats.source import Source, read_source
from geo.outlines.naming import Named, named
from geo.outlines.outlines import Outlines
from geo.outlines.planes import fitted
from geo.outlines.repair import in_degrees, repaired
from geo.outlines.told import OUTLINE_FINDINGS, Choice, Finding

FIRST = 10
LONGITUDE_FIRST, LATITUDE_FIRST = "longitude-latitude", "latitude-longitude"

TRIAL = (
    '{"type":"Feature","properties":{"id":"A","name":"Ash"},"geometry":{"type":"Polygon",'
    '"coordinates":[[[4,50],[6,52],[6,50],[4,52],[4,50]]]}}'
)
"""A crossed shape: to read it loads all that the reading of others will open."""

Reading = tuple[tuple[Choice, ...], tuple[Finding, ...], Outlines | None]


@np.errstate(over="ignore", invalid="ignore")  # what is beyond all measure is told below
def outlined(name: str, content: bytes, answers: Mapping[str, str]) -> Reading:
    """Read a boundary file.

    Parameters
    ----------
    name : str
        The file as the reader calls it, for messages alone.
    content : bytes
        The file.
    answers : mapping
        What the reader chose, by the keys of the choices.

    Returns
    -------
    tuple
        Everything understood or asked; the report; and the outlines, or None while an answer is
        needed.

    Raises
    ------
    UnreadableFileError
        If nothing of the file can be used.

    Examples
    --------
    >>> ring = "[[[4,50],[6,50],[6,52],[4,52],[4,50]]]"
    >>> feature = '{"type":"Feature","properties":{"id":"A1","name":"Ash"},"geometry":'
    >>> text = feature + '{"type":"Polygon","coordinates":' + ring + "}}"
    >>> choices, findings, found = outlined("ash.geojson", text.encode(), {})
    >>> [(one.key, one.value) for one in choices][:3]
    [('outline-layer', ''), ('outline-code', 'id'), ('outline-name', 'name')]
    >>> found.places.table.to_dict("records"), found.crs_as_read
    ([{'region_code': 'A1', 'name_en': 'Ash', 'name_zh': None}], 'EPSG:4326 (taken)')
    """
    where = name[:80]
    encoding = answers.get("outline-encoding", "")
    source = read_source(where, content, encoding if encoding in ENCODINGS else "")
    told = _Told()
    layer = _layer(where, source, answers, told)
    drawn = layer.draw()
    places = named(layer, source.layers, answers)
    told.choices += places.choices
    told.labels = places.labels
    for kind, rows in {**drawn.flaws, **places.flaws}.items():
        told.of(kind, rows)
    for kind, texts in layer.notes.items():
        told.findings.append(_finding(kind, texts=texts[:FIRST], count=len(texts)))
    is_standard = source.kind in ("geojson", "topojson")
    crs, title = _crs(layer, drawn.shapes, answers, told, is_standard=is_standard)
    if crs is None:
        return tuple(told.choices), tuple(told.findings), None
    degrees = in_degrees(
        drawn.shapes, crs, is_swapped=_is_swapped(drawn.shapes, crs, answers, told)
    )
    sound, flaws, changes = repaired(degrees)
    for kind, rows in flaws.items():
        if kind == "outline-crossed":
            change = max(abs(changes.get(at, 0.0)) for at in rows)
            told.of(kind, rows, largest_change_percent=change)
        else:
            told.of(kind, rows)
    found = _outlines(where, places, sound, title, told)
    return tuple(told.choices), tuple(told.findings), found


def ready() -> None:
    """Load what a child may not open any more: libraries, codecs, the list of projections."""
    ready_for_texts()
    for encoding in SAID:
        "".encode(encoding)
    outlined("trial.geojson", TRIAL.encode(), {"outline-crs": "EPSG:3857"})
    outlined("trial.geojson", TRIAL.encode(), {})


@dataclass
class _Told:
    """Choices and findings as they come up."""

    choices: list[Choice] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    labels: Sequence[str] = ()

    def of(self, kind: str, rows: Sequence[int], **values: str | float) -> None:
        """Tell of features by their numbers in the file, from 1, and their codes."""
        if rows:
            first = list(dict.fromkeys(rows))[:FIRST]
            self.findings.append(
                Finding(
                    kind, OUTLINE_FINDINGS[kind], len(set(rows)), tuple(at + 1 for at in first),
                    tuple(self.labels[at] for at in first), values=values,
                )
            )  # fmt: skip


def _finding(kind: str, *, texts: Sequence[str] = (), count: int = 0, **values: Any) -> Finding:
    return Finding(kind, OUTLINE_FINDINGS[kind], count, texts=tuple(texts), values=values)


def _layer(where: str, source: Source, answers: Mapping[str, str], told: _Told) -> Layer:
    """The layer of regions: that with the most areas, where several have some."""
    areas = [one for one in source.layers if one.is_area and len(one.table)]
    if not areas:
        reason = said("it holds no outlines of areas")
        if any(len(one.table) for one in source.layers):
            reason = said("it holds points or lines, no outlines of areas")
        raise UnreadableFileError(where, reason, NO_LAYER)
    # An outline of the whole beside the regions is no choice.
    areas = [one for one in areas if len(one.table) > 1] or areas
    by_name = {one.name: one for one in areas}
    largest = max(areas, key=lambda one: len(one.table))
    chosen = by_name.get(answers.get("outline-layer", ""), largest)
    told.choices.append(
        Choice(
            "outline-layer", chosen.name if len(areas) > 1 else "", tuple(by_name),
            is_asked=len(areas) > 1, is_answered=answers.get("outline-layer") in by_name,
            evidence={"count": str(len(chosen.table))},
        )
    )  # fmt: skip
    is_answered = answers.get("outline-encoding") in ENCODINGS
    if source.is_guessed or is_answered:
        told.choices.append(
            Choice(
                "outline-encoding", source.encoding, ENCODINGS, is_asked=True,
                is_answered=is_answered,
            )
        )  # fmt: skip
    return chosen


def _crs(
    layer: Layer, shapes: NDArray[Any], answers: Mapping[str, str], told: _Told, *,
    is_standard: bool,
) -> tuple[CRS | None, str]:  # fmt: skip
    """The CRS and how it is known; None where they are no degrees and nobody says whose.

    Some formats mean degrees of WGS84 where they say nothing: that is told, and not asked.
    """
    answer, stated = answers.get("outline-crs", ""), read_crs(layer.crs)
    chosen = read_crs(answer)
    fits = is_in_degrees(shapes)
    crs, is_said = chosen or stated, bool(chosen or stated)
    if crs is None and fits:
        crs = CRS.from_epsg(4326)
    if crs is not None and crs.is_geographic and not fits:
        crs = None  # degrees do not go that far
    title = title_of(crs) if crs is not None else ""
    is_plain = is_said or (is_standard and fits)
    told.choices.append(
        Choice(
            "outline-crs", title, USUAL, is_asked=not is_plain, is_needed=True,
            is_answered=chosen is not None, evidence={"said": layer.crs[:60]},
        )
    )  # fmt: skip
    if crs is None:
        told.findings.append(
            _finding("outline-crs-unknown", texts=[layer.crs[:60]] if layer.crs else ())
        )
    elif not is_said:
        told.findings.append(_finding("outline-crs-taken", texts=[title]))
    return crs, title if is_said else f"{title} (taken)"


def _is_swapped(shapes: NDArray[Any], crs: CRS, answers: Mapping[str, str], told: _Told) -> bool:
    """Whether latitude stands first: proposed where nothing else can be."""
    if not crs.is_geographic:
        return False
    proposed = LATITUDE_FIRST if is_latitude_first(shapes) else LONGITUDE_FIRST
    answer = answers.get("outline-axes", "")
    options = (LONGITUDE_FIRST, LATITUDE_FIRST)
    value = answer if answer in options else proposed
    told.choices.append(
        Choice(
            "outline-axes", value, options, is_asked=proposed == LATITUDE_FIRST,
            is_answered=answer in options,
        )
    )  # fmt: skip
    if value == LATITUDE_FIRST:
        told.findings.append(_finding("outline-latitude-first"))
    return value == LATITUDE_FIRST


def _outlines(where: str, places: Named, sound: NDArray[Any], title: str, told: _Told) -> Outlines:
    """Shapes by code, of one or of several features, small enough for a page."""
    has_shape = np.array([one is not None for one in sound])
    if not has_shape.any():
        raise UnreadableFileError(*_nothing_left(where, told))
    codes = pd.Series(places.codes)[has_shape]
    shapes = pd.Series(list(sound[has_shape]), index=codes.index, dtype=object)
    whole = shapes.groupby(codes, sort=False).agg(_together)
    listed, polygons = list(map(str, whole.index)), np.array(list(whole), dtype=object)
    fit = fitted(listed, polygons)
    small = fit_for_page(polygons, fit)
    if small.is_snapped:
        told.findings.append(_finding("outline-snapped"))
    if small.islets_count:
        told.findings.append(_finding("outline-islets", count=small.islets_count))
    if small.tolerance_m:
        told.findings.append(_finding("outline-simplified", tolerance_m=round(small.tolerance_m)))
    if fit.far:
        by_code = dict(zip(places.codes, places.labels, strict=True))
        texts = [by_code[code] for code in fit.far[:FIRST]]
        told.findings.append(_finding("outline-far", texts=texts, count=len(fit.far)))
    frame = gpd.GeoDataFrame({"region_code": listed}, geometry=small.shapes.to_numpy(), crs=DEGREES)
    there = ~(frame.geometry.is_empty | frame.geometry.isna())
    frame = frame[there].sort_values("region_code", ignore_index=True)
    shared = bool(shapely.coverage_is_valid(frame.geometry.to_numpy()))
    return Outlines(places.places, frame, title, fit, has_shared_borders=shared)


def _together(shapes: pd.Series[Any]) -> Any:
    return shapes.iloc[0] if len(shapes) == 1 else shapely.union_all(list(shapes))


def _nothing_left(where: str, told: _Told) -> tuple[str, Said, Said]:
    """Where, reason and remedy when no feature has a shape: those of the first."""
    parts = ("rejected", "aside")
    first = next((one for one in told.findings if one.part in parts and one.rows), None)
    if first is None:
        return where, said("no feature has a shape"), NO_LAYER
    label, number = first.texts[0] if first.texts else "", first.rows[0]
    feature = (
        said("feature {n} ({label})", n=number, label=label)
        if label
        else said("feature {n}", n=number)
    )
    reason = said("no feature has a shape that can be drawn: {why}", why=REASONS[first.kind])
    return within(where, feature), reason, LAYER_AGAIN


REASONS = {
    "outline-no-shape": said("it has none"),
    "outline-no-area": said("it is a point or a line"),
    "outline-elsewhere": said("it is no feature, or leads to another file"),
    "outline-unknown-kind": said("its kind of shape is not known"),
    "outline-no-numbers": said("its positions are not pairs of finite numbers"),
    "outline-no-arc": said("it names an arc that is not there"),
    "outline-out-of-world": said("its positions lie outside the world"),
    "outline-tangled": said("too complex: its edges cross too often"),
    "outline-no-area-left": said("it has no area"),
}
"""What is wrong with a feature, behind a colon."""
