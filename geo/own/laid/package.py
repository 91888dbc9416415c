"""A reader's sites and links as a small data package, which lies on the world that the page shows.

It has no moves, no regions and no words of its own: the one build holds its two tables against
their declarations, and :func:`geo.assessment.loading.laid_on` lays them on the open world.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.own import intervals
from geo.own import told as words
from geo.own.laid.rows import frames
from geo.own.laid.tables import LINKS, SITES, tables
from geo.own.package import NOTHING, RAW, catalogue_head, plain, write_raw, write_record
from geo.own.parcel import Parcel
from geo.own.store import RECIPE_FILE
from geo.own.tables import CURATED, Shape, declared
from geo.own.told import Told
from geo.world.catalog import CATALOGUE_FILE
from geo.world.periods import UNDATED


def write_laid(folder: Path, parcel: Parcel) -> None:
    """Write `datapackage.json`, the recipe and both raw files into an empty folder.

    Parameters
    ----------
    folder
        Exists; `geo.build.build.build` can run on it afterwards.
    parcel
        With sites and links.
    """
    if parcel.sites is None or parcel.links is None:
        raise ValueError("sites: found a parcel without sites or links, expected both")
    told = plain(parcel.told)
    written = dict(zip((SITES, LINKS), frames(parcel.sites, parcel.links), strict=True))
    (folder / RAW).mkdir(parents=True)
    shape = _shape(told)
    resources = []
    for table in tables():
        frame = written[table.name]
        source = {**shape.source, **write_raw(folder, table.name, frame), "role": "table"}
        resources.append({**declared(shape, table), "sources": [source],
                          "expected_rows": len(frame), "caveats": list(shape.caveats)})  # fmt: skip
    write_record(folder / RECIPE_FILE, dict(parcel.answers))
    write_record(folder / CATALOGUE_FILE, _package(told) | {"resources": resources})


def _shape(told: Told) -> Shape:
    said = told.source or words.SITES_SOURCE
    return Shape(
        period_covered=words.NO_INTERVAL,
        population_covered=words.SITES_SUMMARY,
        collection=CURATED,
        source={"title": told.title or words.TITLE, "publication": said,
                "accessed": told.accessed or "2000"},
        licence={"name": "own", "title": told.licence or words.LICENCE,
                 "terms": told.licence or words.LICENCE_TERMS},
        caveats=told.caveats, has_shapes=False, has_zh=False, groupings={}, categories={},
        is_whole=True, is_sparse=False, regions_count=0,
    )  # fmt: skip


def _package(told: Told) -> dict[str, Any]:
    """The catalogue file without its datasets."""
    periods = intervals.intervals([UNDATED], told)
    whole = {"key": "whole", "title": words.WHOLE, "column": "whole",
             "zones": [{"key": "all", "title": words.WHOLE}]}  # fmt: skip
    return {
        **catalogue_head(told, periods, words.NO_OUTLINES),
        "description": words.SITES_SUMMARY,
        "projection": NOTHING.projection,
        "frame": dict(NOTHING.frame),
        "schemes": [whole],
        "is_laid": True,
        **({"opened": dict(told.opened)} if told.opened else {}),
    }
