"""A layer of a boundary file as it stands: columns of text, shapes, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from math import isfinite
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from geo.files.unreadable import UnreadableFileError, said

MOST_BYTES = 80_000_000
MOST_FEATURES = 20_000
MOST_POINTS = 2_000_000
MOST_RINGS = 100_000
MOST_FIELDS = 300
LONGEST_TEXT = 300
CONVERT = said("save it as GeoJSON, GeoPackage or zipped shapefile")
SIMPLIFY = said("simplify the boundaries first")
NO_FEATURES = said("it has no features")
NO_LAYER = said("send the layer of the regions' polygons")
LAYER_AGAIN = said("save the layer of regions again")

Shapes = NDArray[np.object_]


class FlawError(ValueError):
    """A feature whose shape cannot be read; ``kind`` is that of the finding."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(kind)


@dataclass(frozen=True)
class Drawn:
    """Shapes of a layer.

    Attributes
    ----------
    shapes : array of shapely geometry
        Polygons as the file has them, perhaps invalid; None where there is none.
    flaws : mapping
        Positions of features by what is wrong with them: the kind of a finding.
    """

    shapes: Shapes
    flaws: Mapping[str, Sequence[int]]


@dataclass(frozen=True)
class Layer:
    """A set of features with the same columns.

    Attributes
    ----------
    name : str
        As the file calls it; empty where it has one alone.
    table : pandas.DataFrame
        A row for each feature, columns of text; missing where there is none.
    draw : callable
        Makes the shapes.
    crs : str
        What the file says of its coordinates: a code such as ``EPSG:4326`` or a definition; empty
        where it says nothing.
    is_area : bool
        Whether any feature is a polygon.
    notes : mapping
        Texts to be told, by the kind of their finding.
    """

    name: str
    table: pd.DataFrame
    draw: Callable[[], Drawn]
    crs: str = ""
    is_area: bool = True
    notes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def plain(value: Any) -> str | None:
    """A value of a column as text: numbers plainly, nothing for what is empty or nested.

    Examples
    --------
    >>> plain(7.0), plain("  a "), plain(""), plain(0.25), plain({"a": 1}), plain(True)
    ('7', 'a', None, '0.25', None, 'true')
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        whole = isfinite(value) and value == int(value) and abs(value) < 2**53
        return str(int(value)) if whole else repr(value) if isfinite(value) else None
    if isinstance(value, int):
        return str(value)
    text = value.replace("\0", "").strip()[:LONGEST_TEXT] if isinstance(value, str) else ""
    return text or None


def frame_of(where: str, rows: Sequence[Mapping[str, Any]]) -> pd.DataFrame:
    """Columns of text from the attributes of features of a file.

    Raises
    ------
    UnreadableFileError
        If there are too many columns.
    """
    columns = dict.fromkeys(str(key) for row in rows for key in row)
    if len(columns) > MOST_FIELDS:
        reason = said("{columns} columns, more than {most}", columns=len(columns), most=MOST_FIELDS)
        raise UnreadableFileError(where, reason, said("leave out those not needed"))
    made = {key: [plain(row.get(key)) for row in rows] for key in columns}
    return pd.DataFrame(made, index=range(len(rows)), dtype=object)


def check_counts(where: str, features: int, points: int = 0, rings: int = 0) -> None:
    """Refuse more than a map of regions can be made of.

    Parameters
    ----------
    where
        The file, and the layer or feature in it.
    features, points, rings
        How many it has.

    Examples
    --------
    >>> check_counts("a.geojson", 100_000)
    Traceback (most recent call last):
    geo.files.unreadable.UnreadableFileError: a.geojson: too complex: 100,000 features, ...
    """
    limits = (
        (features, MOST_FEATURES, said("features")),
        (points, MOST_POINTS, said("points")),
        (rings, MOST_RINGS, said("rings")),
    )
    for count, most, what in limits:
        if count > most:
            reason = said(
                "too complex: {n} {what}, more than {most}", n=count, what=what, most=most
            )
            remedy = said("simplify it first, or leave features out")
            raise UnreadableFileError(where, reason, remedy)
