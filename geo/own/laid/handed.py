"""The parcel of a reader's sites and links, made where they were judged: in the serving process."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import pandas as pd

from geo.outlines.places import Places, places_to_text
from geo.own.project import FLOWS, LINKS, PLACES, SAID, SITES
from geo.own.told import Told

SITE_COLUMNS = ("site", "name", "province_code", "lon", "lat", "partner", "partner_type", "source")
LINK_COLUMNS = ("from", "to", "source")
NUMBERS = ("lon", "lat")
NO_MOVES = {"period": str, "origin_code": str, "destination_code": str, "persons": float}


def frames(sites: pd.DataFrame, links: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Both tables as they are kept: texts and degrees, in the order of their keys.

    Examples
    --------
    >>> links = pd.DataFrame({"source": ["b", "a"], "to": ["X", "Y"], "from": ["Q", "P"]})
    >>> frames(pd.DataFrame(columns=SITE_COLUMNS), links)[1].to_numpy().tolist()
    [['P', 'Y', 'a'], ['Q', 'X', 'b']]
    """
    made = ((sites, SITE_COLUMNS, ["site"]), (links, LINK_COLUMNS, ["from", "to"]))
    first, second = (
        table[list(columns)]
        .astype({one: "float64" if one in NUMBERS else "str" for one in columns})
        .sort_values(keys, ignore_index=True)
        for table, columns, keys in made
    )
    return first, second


def handed(
    sites: pd.DataFrame,
    links: pd.DataFrame,
    places: Places,
    answers: Mapping[str, str],
    told: Told,
    files: Sequence[str],
    about: Mapping[str, Any],
) -> bytes:
    """A parcel as :func:`geo.own.parcel.unpacked` reads it.

    Parameters
    ----------
    sites, links
        See :class:`geo.assessment.sited.Sited`.
    places, answers, told, files, about
        As in :class:`geo.own.parcel.Parcel`.
    """
    said = {"answers": dict(answers), "told": asdict(told), "files": list(files)}
    moves = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in NO_MOVES.items()})
    kept = dict(zip((SITES, LINKS), frames(sites, links), strict=True))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive:
        for name, table in {FLOWS: moves, **kept}.items():
            archive.writestr(name, table.to_parquet(index=False))
        archive.writestr(PLACES, places_to_text(places))
        archive.writestr(SAID, json.dumps(said | {"about": dict(about)}, ensure_ascii=False))
    return written.getvalue()
