"""Rows of a reader's sites and links as they are kept, and the parcel that hands them on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import pandas as pd

from geo.outlines.places import Places, places_to_text
from geo.own.project import FLOWS, LINKS, PLACES, SITES, sealed
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
    told: Told,
    said: Mapping[str, Any],
) -> bytes:
    """A parcel without moves, as :func:`geo.own.parcel.unpacked` reads it.

    Parameters
    ----------
    sites, links
        See :class:`geo.assessment.sited.Sited`.
    places, told
        As in :class:`geo.own.parcel.Parcel`.
    said
        Its ``answers``, ``files`` and ``about``.
    """
    moves = pd.DataFrame({name: pd.Series(dtype=kind) for name, kind in NO_MOVES.items()})
    kept = dict(zip((SITES, LINKS), frames(sites, links), strict=True))
    texts = {PLACES: places_to_text(places)}
    return sealed({FLOWS: moves, **kept}, texts, {**said, "told": asdict(told)})
