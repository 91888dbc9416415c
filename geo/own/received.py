"""A project file that somebody sent, looked through in a child process before it is built.

See :mod:`geo.files.confined`. What the building gets is a project file again, of nothing but the
members that it reads, each of the kind that this program writes.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, fields
from typing import Any

import geopandas as gpd
import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import shapely

from geo.files.unreadable import Said, UnreadableFileError, check_size, said, within
from geo.outlines.carried import outlines_from_text
from geo.outlines.crs import DEGREES
from geo.outlines.outlines import Outlines
from geo.outlines.places import FILE, WORLD, Places, places_from_text
from geo.outlines.places import FLOWS as BY_FLOWS
from geo.own import project
from geo.own.laid.rows import LINK_COLUMNS, NUMBERS, SITE_COLUMNS
from geo.own.parcel import Parcel, packed
from geo.own.store import SCENES_FILE
from geo.own.told import Told
from geo.world.catalog import CATALOGUE_FILE
from geo.world.declared import Opened

RECEIVED = "received"
SAVE = said("save it again from the page that it was made with")
_BESIDE = ("period", "region_code", "side", "kind")
_CODES = ("period", "origin_code", "destination_code")


def ready() -> None:
    """Load what a child may not open any more, by a trial."""
    table = pd.DataFrame({"region_code": ["A", "B"], "name_en": ["Ash", "Birch"], "name_zh": None})
    flows = pd.DataFrame(
        {"period": [""], "origin_code": ["A"], "destination_code": ["B"], "persons": [1.0]}
    )
    places = Places(table)
    shapes = [shapely.box(4, 50, 5, 51), shapely.box(5, 50, 6, 51)]
    frame = gpd.GeoDataFrame({"region_code": ["A", "B"]}, geometry=shapes, crs=DEGREES)
    parcel = packed(Parcel(flows, places, Outlines(places, frame, DEGREES), {}, Told()))
    apart([("trial.zip", _project(parcel, {}))], {})


def apart(
    files: Sequence[tuple[str, bytes]], _asked: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, pa.Table]]:
    """The one file as a project file that can be built.

    Raises
    ------
    UnreadableFileError
        With the member of the file that is damaged, and how.
    """
    ((name, content),) = files
    where = name[:80]
    if not project.is_project(content):
        remedy = said("choose one that this page saved; tables and boundaries are opened as such")
        raise UnreadableFileError(where, said("not a project file, or not whole"), remedy)
    parcel, more = _told(where, lambda: project.parcel_of(content))
    with zipfile.ZipFile(io.BytesIO(parcel)) as archive:
        members = {one: archive.read(one) for one in archive.namelist()}
    for member, check in CHECKS.items():
        if member in members or member not in project.OPTIONAL:
            place = within(where, project.PARCEL + member)
            _told(place, lambda member=member, check=check: check(members[member]))  # type: ignore[misc]
    clean = pa.array([_project(parcel, more)], pa.large_binary())
    return {}, {RECEIVED: pa.table({RECEIVED: clean})}


def _told(where: str, look: Callable[[], Any]) -> Any:
    """What some reading gives; whatever it says of damage is told in words."""
    try:
        return look()
    except MemoryError:
        raise
    except UnreadableFileError as wrong:
        raise UnreadableFileError(where, wrong.reason, wrong.remedy) from None
    except _WrongError as wrong:
        raise UnreadableFileError(where, wrong.reason, SAVE) from None
    except Exception:  # whatever a library says of such bytes
        raise UnreadableFileError(where, said("damaged, or not whole"), SAVE) from None


def _project(parcel: bytes, more: Mapping[str, Any]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as archive, zipfile.ZipFile(io.BytesIO(parcel)) as members:
        archive.writestr(CATALOGUE_FILE, "{}")
        if "scenes" in more:
            archive.writestr(SCENES_FILE, json.dumps(more["scenes"]))
        for name in members.namelist():
            archive.writestr(project.PARCEL + name, members.read(name))
    return written.getvalue()


class _WrongError(ValueError):
    """What a member says that this program does not write."""

    def __init__(self, reason: Said) -> None:
        self.reason = reason
        super().__init__(reason)


def _check(holds: Any, reason: Said) -> None:
    if not holds:
        raise _WrongError(reason)


def _is_text(value: Any) -> bool:
    """Whether something is a text that can be written to a file."""
    return isinstance(value, str) and value.encode("utf-8", "ignore").decode() == value


def _are_texts(values: Any) -> bool:
    return isinstance(values, list | tuple) and all(map(_is_text, values))


def _flows(content: bytes) -> None:
    file = pq.ParquetFile(pa.BufferReader(content))
    kinds = {one.name: one.type for one in file.schema_arrow}
    check_size("flows", file.metadata.num_rows, len(kinds))
    _check(kinds.pop("persons", None) == pa.float64(), said("damaged: people that are no numbers"))
    _check({*_CODES} <= {*kinds}, said("damaged: columns are missing"))
    _check(
        {*kinds.values()} <= {pa.string(), pa.large_string()},
        said("damaged: columns that are no texts"),
    )
    table = file.read(use_threads=False)
    table.validate(full=True)
    _check(
        not any(table[one].null_count for one in (*_CODES, "persons")),
        said("damaged: rows with blanks"),
    )
    persons = table["persons"].to_numpy()
    _check(
        np.isfinite(persons).all() and (persons >= 0).all(),
        said("damaged: people that cannot be counted"),
    )


def _places(content: bytes) -> None:
    _check_places(places_from_text(content.decode()))


def _check_places(places: Places) -> None:
    table = places.table
    _check({"region_code", "name_en", "name_zh"} <= {*table}, said("damaged: columns are missing"))
    _check(
        _are_texts([*table]) and table.columns.is_unique,
        said("damaged: columns without a name of their own"),
    )
    for column in table.columns.drop("region_code"):
        _check(table[column].dropna().map(_is_text).all(), said("damaged: a name that is no text"))
    codes = table["region_code"]
    _check(
        codes.map(_is_text).all() and codes.is_unique,
        said("damaged: codes that are no texts, or not unique"),
    )
    named = [text for names in places.spellings.values() for text in names]
    _check(
        _are_texts([*named, *places.spellings, *places.ended]),
        said("damaged: a spelling that is no text"),
    )
    _check({*places.groupings} <= {*table}, said("damaged: a grouping without a column"))
    _check(places.source in (FILE, WORLD, BY_FLOWS), said("damaged: places of nobody"))


def _sites(content: bytes) -> None:
    table = _table(content, "sites", SITE_COLUMNS)
    for axis in NUMBERS:
        degrees = table[axis].to_numpy()
        _check(np.isfinite(degrees).all(), said("damaged: a site without a position"))
    _check_unique(table, ["site"])


def _beside(content: bytes) -> None:
    """People of places, each once; blanks in the interval are texts without signs."""
    file = pq.ParquetFile(pa.BufferReader(content))
    kinds = {one.name: one.type for one in file.schema_arrow}
    check_size("beside", file.metadata.num_rows, len(kinds))
    _check(kinds.pop("persons", None) == pa.float64(), said("damaged: people that are no numbers"))
    _check({*kinds} == {*_BESIDE}, said("damaged: columns are missing"))
    _check(
        {*kinds.values()} <= {pa.string(), pa.large_string()},
        said("damaged: columns that are no texts"),
    )
    table = file.read(use_threads=False)
    table.validate(full=True)
    _check(not any(one.null_count for one in table.columns), said("damaged: rows with blanks"))
    persons = table["persons"].to_numpy()
    _check(
        np.isfinite(persons).all() and (persons >= 0).all(),
        said("damaged: people that cannot be counted"),
    )
    _check({*table["side"].to_pylist()} <= {"in", "out"}, said("damaged: people of no side"))
    _check_unique(table, list(_BESIDE))


def _links(content: bytes) -> None:
    _check_unique(_table(content, "links", LINK_COLUMNS), ["from", "to"])


def _table(content: bytes, name: str, columns: Sequence[str]) -> pa.Table:
    """A table of texts and degrees that this program writes, whole."""
    file = pq.ParquetFile(pa.BufferReader(content))
    kinds = {one.name: one.type for one in file.schema_arrow}
    check_size(name, file.metadata.num_rows, len(kinds))
    _check({*kinds} == {*columns}, said("damaged: columns are missing"))
    texts = {kinds[one] for one in columns if one not in NUMBERS}
    _check(texts <= {pa.string(), pa.large_string()}, said("damaged: columns that are no texts"))
    table = file.read(use_threads=False)
    table.validate(full=True)
    blanks = [table[one].null_count for one in columns]
    _check(not any(blanks), said("damaged: rows with blanks"))
    return table


def _check_unique(table: pa.Table, keys: Sequence[str]) -> None:
    found = list(zip(*(table[one].to_pylist() for one in keys), strict=True))
    _check(len({*found}) == len(found), said("damaged: codes that are no texts, or not unique"))


def _outlines(content: bytes) -> None:
    found = outlines_from_text(content.decode())
    _check_places(found.places)
    codes, shapes = found.shapes["region_code"], found.shapes.geometry.to_numpy()
    _check(
        codes.map(_is_text).all() and codes.is_unique,
        said("damaged: codes that are no texts, or not unique"),
    )
    _check(
        np.isin(shapely.get_type_id(shapes), (3, 6)).all(), said("damaged: a shape that is no area")
    )
    _check(shapely.is_valid(shapes).all(), said("damaged: a shape whose edges cross"))
    west, south, east, north = shapely.total_bounds(shapes)
    _check(
        -361 <= west <= east <= 361 and -91 <= south <= north <= 91,
        said("damaged: a shape outside the world"),
    )
    if found.fit:
        numbers = [one for value in asdict(found.fit).values() for one in np.ravel(value).tolist()]
        finite = [one for one in numbers if isinstance(one, int | float)]
        _check(np.isfinite(finite).all(), said("damaged: a plane without end"))


def _said(content: bytes) -> None:
    held = json.loads(content.decode())  # of bytes it would guess, and look for the guess
    told = Told(**held["told"])
    texts = [getattr(told, one.name) for one in fields(Told) if one.type == "str"]
    _check(_are_texts(texts), said("damaged: a fact that is no text"))
    are_facts = isinstance(told.has_inside, bool) and isinstance(told.is_pooled, bool)
    _check(are_facts, said("damaged: a fact that is no text"))
    _check(_is_opened(told.opened), said("damaged: no record of the file"))
    _check(_are_texts(told.caveats), said("damaged: a caveat that is no text"))
    factors = [float(one) for one in told.factors.values()]
    _check(
        np.isfinite(factors).all() and min(factors, default=1) > 0,
        said("damaged: a factor that is none"),
    )
    answers = held["answers"]
    _check(_are_texts([*answers, *answers.values()]), said("damaged: an answer that is no text"))
    _check(_are_texts(held["files"]), said("damaged: a name of a file that is no text"))
    _check(isinstance(held["about"], dict), said("damaged: no record of the file"))


def _is_opened(opened: Any) -> bool:
    """Whether something tells of a file as the reading of one does; nothing is told, too.

    Examples
    --------
    >>> _is_opened({"files": ["a.csv"], "rows_read": 1}), _is_opened({"files": ["a.csv"]})
    (True, False)
    """
    try:
        return opened == {} or bool(Opened.model_validate_json(json.dumps(opened, allow_nan=False)))
    except ValueError:
        return False


CHECKS: Mapping[str, Callable[[bytes], None]] = {
    project.FLOWS: _flows,
    project.PLACES: _places,
    project.OUTLINES: _outlines,
    project.SITES: _sites,
    project.LINKS: _links,
    project.BESIDE: _beside,
    project.SAID: _said,
}
"""What each member has to be, for the building to understand it."""
