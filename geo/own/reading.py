"""The reading of all files of a draft, in a child process; see :mod:`geo.files.confined`.

What a reader has to know comes out as records. What the building needs goes along as one piece,
which nobody looks into on the way.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa

from geo.build.sheet import Sheet, sheet_in
from geo.files import opened as tables
from geo.files.decoding import ENCODINGS
from geo.files.grid import Foreign
from geo.files.separators import SEPARATORS
from geo.intake.drafts import MATRIX as CROSSED
from geo.intake.intake import Intake
from geo.intake.taking import SAMPLE_ROWS, take
from geo.outlines.crs import DEGREES
from geo.outlines.outlined import outlined
from geo.outlines.outlined import ready as ready_for_outlines
from geo.outlines.outlines import Outlines
from geo.outlines.places import WORLD, Places, places_from_text, places_to_text
from geo.outlines.told import NAME, Choice, Finding
from geo.own.parcel import Parcel, packed
from geo.own.regions import are_of, moving
from geo.own.told import FULL, LIVED, MODELLED, MOVES, SAMPLE, STOCK, Told

FLOWS, BOUNDARIES, OF_WORLD = ROLES = ("flows", "boundaries", "world")
"""What a file is for; the last holds the outlines of the page's own places."""
COLLECTED = {"counted": FULL, "survey": SAMPLE, "scaled": MODELLED, "modelled": MODELLED}
PARCEL = "parcel"
NEEDED = ("kind", "site", "source")
"""Columns that tell a template of sites and links from a table of moves."""


_PLACES = pd.DataFrame({"region_code": ["A", "B"], "name_en": ["Ash", "Birch"], "name_zh": None})
_LIST = b"origin,destination,persons,age\nA,B,3,1\nAsh,Birch,4,2\nAshh,B,5,1\nB,B,x,1\n"
_MATRIX = b",A,B\nA,,3\nB,4,-\n"
_ANSWERS = {"direction": "origin-first", "unit": "persons", "measure": "flow"}
_SQUARE = (
    '{"type":"FeatureCollection","features":[{"type":"Feature","id":"A","properties":{"id":"A",'
    '"name":"Ash"},"geometry":{"type":"Polygon","coordinates":[[[4,50],[6,50],[6,52],[4,50]]]}}]}'
)


def ready() -> None:
    """Load what a child may not open any more: trials open what the reading of others will."""
    tables.ready()
    ready_for_outlines()
    asked = {"answers": _ANSWERS, "known": places_to_text(Places(_PLACES, source=WORLD))}
    square = ("trial", _SQUARE.encode())
    for table in (_LIST, _MATRIX):
        for role in (OF_WORLD, BOUNDARIES):
            apart([("trial.csv", table), square], {**asked, "roles": [FLOWS, role]})
    places = Places(_PLACES)
    packed(
        Parcel(pd.DataFrame({"persons": [1.0]}), places, _of_world(places, square[1]), {}, Told())
    )


def apart(
    files: Sequence[tuple[str, bytes]], asked: Mapping[str, Any]
) -> tuple[dict[str, Any], dict[str, pa.Table]]:
    """What files say under answers: records, and the parcel once nothing is waited for.

    Parameters
    ----------
    files
        Names and contents.
    asked
        ``roles`` of the files, ``answers``, and ``known``: places of the page as text.
    """
    answers, roles = asked["answers"], asked["roles"]
    given = dict(zip(roles, files, strict=True))  # of boundaries there is one
    choices: tuple[Choice, ...] = ()
    findings: tuple[Finding, ...] = ()
    outlines = None
    if BOUNDARIES in given:
        name, content = given[BOUNDARIES]
        choices, findings, outlines = outlined(name, content, answers)
    foreign = [
        tables.opened(name, content, answers)
        for (name, content), role in zip(files, roles, strict=True)
        if role == FLOWS
    ]
    sheets = [sheet_in(one.grids, NEEDED, asked.get("template", NEEDED)) for one in foreign]
    left = [file for file, sheet in zip(foreign, sheets, strict=True) if sheet]
    if left and len(left) == len(foreign) and sheets[0]:
        return _sheet(left, sheets[0], answers), {}
    foreign = [file for file, sheet in zip(foreign, sheets, strict=True) if not sheet]
    known = places_from_text(asked["known"])
    places, shapes = (outlines.places, outlines.shapes) if outlines else (None, None)
    intake = take(foreign, answers, places, known, shapes)
    intake = replace(
        intake,
        choices=(*_of_text(foreign, answers), *intake.choices, *choices),
        findings=(*intake.findings, *_left_out(left), *findings),
    )
    intake = replace(intake, findings=(*intake.findings, *_of_others(intake, outlines)))
    told = _records(intake)
    if intake.waits_for or intake.flows.empty or intake.places is None:
        return told, {}
    if intake.places.source == WORLD and OF_WORLD in given:
        outlines = _of_world(intake.places, given[OF_WORLD][1])
    names = tuple(one.name for one in foreign)
    opened = _opened(intake, names) | _bounded(intake, given) | _meant(intake, answers)
    parcel = Parcel(
        intake.flows, intake.places, outlines, answers, _facts(intake, opened),
        names, {"columns": list((intake.sample or [()])[0])}, beside=intake.beside,
    )  # fmt: skip
    return told, {PARCEL: pa.table({PARCEL: pa.array([packed(parcel)], pa.large_binary())})}


def _left_out(files: Sequence[Foreign]) -> list[Finding]:
    """Files beside those that are read, which are opened by themselves."""
    names = tuple(one.name for one in files)
    return [Finding("file-left-out", "told", texts=names[:10])] if names else []


def _of_others(intake: Intake, outlines: Outlines | None) -> list[Finding]:
    """Boundaries of which none is of a place with flows, with an example of both codes."""
    if outlines is None or intake.flows.empty or are_of(outlines, moving(intake.flows)):
        return []
    ours, theirs = sorted(moving(intake.flows)), sorted(outlines.shapes["region_code"].astype(str))
    values = {"ours": ours[0], "theirs": theirs[0] if theirs else ""}
    return [Finding("outline-of-others", "told", values=values)]


def _sheet(files: Sequence[Foreign], sheet: Sheet, answers: Mapping[str, str]) -> dict[str, Any]:
    """A filled template of sites and links; who knows the sites looks at what its rows mean."""
    file, *others = files
    stem = file.name.rpartition(".")[0] or file.name
    title = Choice("title", answers.get("title", stem), is_answered="title" in answers)
    filled = [row for _, row in sheet.rows if row is not None]
    heading = [name for name in (filled[0] if filled else ()) if any(one[name] for one in filled)]
    rows = [[one[name] for name in heading] for one in filled[:SAMPLE_ROWS]]
    return {
        "sheet": asdict(sheet),
        "findings": [asdict(one) for one in _left_out(others)],
        "choices": [asdict(one) for one in (*_of_text([file], answers), title)],
        "sample": [heading, *rows],
    }


def _of_text(foreign: Sequence[Foreign], answers: Mapping[str, str]) -> list[Choice]:
    """How the bytes of a plain text were read: a wrong guess is seen, and changed."""
    traits = foreign[0].grids[0].traits if foreign else {}
    known = {"encoding": tuple(ENCODINGS), "separator": tuple(SEPARATORS)}
    return [
        Choice(key, traits[key], options, is_answered=answers.get(key) in options)
        for key, options in known.items()
        if key in traits
    ]


def _records(intake: Intake) -> dict[str, Any]:
    """Everything that is shown, as plain texts and numbers."""
    names: dict[str, dict[str, str]] = {}
    if intake.places is not None:
        table = intake.places.table
        codes = table["region_code"].astype("str")
        for column in (str(one) for one in table if str(one).startswith("name_")):
            filled = table[column].notna()
            names[column.removeprefix("name_")] = dict(
                zip(codes[filled], table[column][filled].astype("str"), strict=True)
            )
    return {
        "choices": [asdict(one) for one in intake.choices],
        "findings": [asdict(one) for one in intake.findings],
        "unmatched": [asdict(one) for one in intake.unmatched],
        "rows_read": intake.rows_read,
        "sample": intake.sample,
        "sentence": dict(intake.sentence),
        "names": names,
    }


def _facts(intake: Intake, opened: Mapping[str, Any]) -> Told:
    """What the answers say of the figures, in the words of a package."""
    values = {one.key: one.value for one in intake.choices}
    interval = values.get("interval", "")
    counts = LIVED if interval.isdecimal() and interval.lstrip("0") not in ("", "1") else MOVES
    if values.get("measure") == "stock":
        counts = STOCK
    collection = COLLECTED.get(values.get("basis", ""), "")
    has_inside = any(one.kind == "own" and one.persons for one in intake.findings)
    more = {"counts": counts} | ({"collection": collection} if collection else {})
    facts = {"has_inside": has_inside, "is_pooled": values.get("pooled") == "yes"}
    return Told.of(values, opened=opened, **facts, **more)


def _opened(intake: Intake, files: Sequence[str]) -> dict[str, Any]:
    """What became of the rows, without the rows: it stays with the world."""
    lines = [
        {"kind": one.kind, "part": one.part, "rows": one.rows_count, "persons": one.persons,
         "values": dict(one.values)}
        for one in intake.findings
    ]  # fmt: skip
    is_matrix = any(
        (one.key, one.value) == ("shape", CROSSED) or one.key == "wide" for one in intake.choices
    )
    return {
        "files": list(files),
        "rows_read": intake.rows_read,
        "is_matrix": is_matrix,
        "lines": lines,
    }


def _bounded(intake: Intake, given: Mapping[str, tuple[str, bytes]]) -> dict[str, Any]:
    """The boundary file, its coordinate system, and who says that it is this one."""
    if BOUNDARIES not in given:
        return {}
    crs = next((one for one in intake.choices if one.key == "outline-crs"), Choice("", ""))
    is_taken = any(one.kind == "outline-crs-taken" for one in intake.findings)
    by = "reader" if crs.is_answered else "nobody" if is_taken else "file"
    return {"boundaries": given[BOUNDARIES][0], "crs": crs.value, "crs_by": by}


def _meant(intake: Intake, answers: Mapping[str, str]) -> dict[str, Any]:
    """Names of the file that the reader gave a place, or left aside."""
    table = intake.places.table if intake.places else pd.DataFrame()
    names = dict(zip(table["region_code"].astype("str"), table["name_en"], strict=True))
    given = {
        key.removeprefix(NAME): str(names.get(code, ""))
        for key, code in answers.items()
        if key.startswith(NAME)
    }
    return {"meant": given} if given else {}


def _of_world(places: Places, content: bytes) -> Outlines:
    """Outlines of the page's own places, as its map has them."""
    features = json.loads(content)["features"]
    frame = gpd.GeoDataFrame.from_features(
        [{**one, "properties": {"region_code": str(one["id"])}} for one in features],
        crs=DEGREES,
    )
    known = set(places.table["region_code"].astype("str"))
    return Outlines(places, frame[frame["region_code"].isin(known)], DEGREES)
