"""What the reading hands to the building: clean moves, places, shapes, answers, in one piece.

It goes from one child process to the other as bytes; what serves in between never looks inside.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

import pandas as pd

from geo.outlines.carried import outlines_from_text, outlines_to_text
from geo.outlines.outlines import Outlines
from geo.outlines.places import Places, places_from_text, places_to_text
from geo.own.project import BESIDE, FLOWS, LINKS, OUTLINES, PLACES, SAID, SITES, sealed
from geo.own.told import Told


@dataclass(frozen=True)
class Parcel:
    """Everything that a package is written from.

    Attributes
    ----------
    flows, places, outlines, answers, told
        As :func:`geo.own.package.write_package` takes them.
    files : tuple of str
        Names of the files, as the reader sees them.
    about : mapping
        What the page keeps with the world.
    beside : DataFrame or None
        People of a place whose other end is none, as :func:`geo.intake.flows.beside` gives them.
    sites, links : DataFrame or None
        Sites and links of a reader, which lie on the world of the page; a parcel has these or
        moves.
    """

    flows: pd.DataFrame
    places: Places
    outlines: Outlines | None
    answers: Mapping[str, str]
    told: Told
    files: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)
    sites: pd.DataFrame | None = None
    links: pd.DataFrame | None = None
    beside: pd.DataFrame | None = None


def packed(parcel: Parcel) -> bytes:
    """The bytes of a parcel; `unpacked` gives the same back."""
    said: dict[str, Any] = {
        "answers": dict(parcel.answers),
        "told": asdict(parcel.told),
        "files": list(parcel.files),
        "about": dict(parcel.about),
    }
    kept = {
        FLOWS: parcel.flows, SITES: parcel.sites, LINKS: parcel.links, BESIDE: parcel.beside,
    }  # fmt: skip
    texts = {PLACES: places_to_text(parcel.places)}
    if parcel.outlines is not None:
        texts[OUTLINES] = outlines_to_text(parcel.outlines)
    tables = {name: table for name, table in kept.items() if table is not None}
    return sealed(tables, texts, said)


def unpacked(content: bytes) -> Parcel:
    """The parcel of some bytes.

    Examples
    --------
    >>> flows = pd.DataFrame({"period": [""], "origin_code": ["A"], "destination_code": ["B"],
    ...     "persons": [1.5]})
    >>> places = Places(pd.DataFrame({"region_code": ["A", "B"], "name_en": ["a", "b"]}))
    >>> one = Parcel(flows, places, None, {"title": "T"}, Told(title="T"), ("t.csv",))
    >>> unpacked(packed(one)).told == one.told
    True
    """
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        said = json.loads(archive.read(SAID).decode())
        flows = pd.read_parquet(io.BytesIO(archive.read(FLOWS)))
        places = places_from_text(archive.read(PLACES).decode())
        laid = [
            pd.read_parquet(io.BytesIO(archive.read(one))) if one in archive.namelist() else None
            for one in (SITES, LINKS, BESIDE)
        ]
        has_outlines = OUTLINES in archive.namelist()
        outlines = outlines_from_text(archive.read(OUTLINES).decode()) if has_outlines else None
    told = Told(**{**said["told"], "caveats": tuple(said["told"]["caveats"])})
    files = tuple(said["files"])
    return Parcel(flows, places, outlines, said["answers"], told, files, said["about"], *laid)
