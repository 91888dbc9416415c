"""A project file from somewhere else: looked through member by member before it is built."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pytest

from geo.files.confined import apart as confined
from geo.files.unreadable import UnreadableFileError
from geo.own.parcel import unpacked
from geo.own.project import PARCEL, is_project, parcel_of
from geo.own.received import RECEIVED, apart
from geo.own.store import Store
from geo.world.world import World
from layers.own.children import drafts_beside
from layers.own.draft import PROJECT, DraftError
from layers.subjects import open_page_world
from tests.files.made import changed, parquet_of, parts_of, without, zip_of
from tests.fuzz.seeds import seeds

NAME = "mine.zip"
SOUND = next(one.content for one in seeds() if one.name == "drawn.zip")
FLOWS, PLACES, OUTLINES, SAID = (
    PARCEL + one for one in ("flows.parquet", "places.json", "outlines.json", "said.json")
)


def record(name: str, *path: str | int, put: Any) -> bytes:
    """The sound project with another value in a record of JSON."""

    def other(content: bytes) -> bytes:
        root = inner = json.loads(content)
        for one in path[:-1]:
            inner = inner[one]
        inner[path[-1]] = put
        return json.dumps(root).encode()

    return changed(SOUND, name, other)


def rows(change: Callable[[pd.DataFrame], pd.DataFrame]) -> bytes:
    """The sound project with other moves."""

    def other(content: bytes) -> bytes:
        frame = change(pd.read_parquet(io.BytesIO(content)))
        return parquet_of(pa.Table.from_pandas(frame, preserve_index=False))

    return changed(SOUND, FLOWS, other)


DAMAGED = {
    "no zip": (b"origin,destination\n", "not a project file"),
    "cut": (SOUND[:-100], "not a project file"),
    "of another version of zip": (SOUND.replace(b"PK\x01\x02\x14\x03\x14", b"PK\x01\x02\x14\x03\xff"), "not a"),  # noqa: E501
    "without moves": (without(SOUND, FLOWS), FLOWS),
    "without places": (without(SOUND, PLACES), PLACES),
    "moves of no Parquet": (changed(SOUND, FLOWS, lambda _: b"PAR1"), FLOWS),
    "moves of other columns": (rows(lambda one: one.drop(columns="period")), "columns are missing"),
    "moves of texts": (rows(lambda one: one.astype({"persons": str})), "no numbers"),
    "moves without end": (rows(lambda one: one.assign(persons=float("inf"))), "cannot be counted"),
    "moves below none": (rows(lambda one: one.assign(persons=-1.0)), "cannot be counted"),
    "moves of nobody": (rows(lambda one: one.assign(persons=float("nan"))), FLOWS),
    "moves from nowhere": (rows(lambda one: one.assign(origin_code=None)), FLOWS),
    "moves at times": (
        rows(lambda one: one.assign(day=pd.Timestamp("2020-01-01", tz="Asia/Tokyo"))), "no texts",
    ),
    "places of no JSON": (changed(SOUND, PLACES, lambda _: b"{"), PLACES),
    "places in a deep record": (changed(SOUND, PLACES, lambda _: b"[" * 99_999), PLACES),
    "places without names": (record(PLACES, "columns", put=["region_code", "a", "b"]), PLACES),
    "places twice": (record(PLACES, "rows", 0, 0, put="R1"), "not unique"),
    "a place without a code": (record(PLACES, "rows", 0, 0, put=None), "no texts"),
    "a place of half a letter": (record(PLACES, "rows", 0, 0, put="\ud800"), "no texts"),
    "a name that is a number": (record(PLACES, "rows", 0, 1, put=7), "no text"),
    "spellings of numbers": (record(PLACES, "spellings", "R0", put=[1]), "no text"),
    "a grouping of nothing": (record(PLACES, "groupings", put=["state"]), "without a column"),
    "places of nobody": (record(PLACES, "source", put="../x"), "nobody"),
    "outlines of no shapes": (record(OUTLINES, "shapes", 0, put="00"), OUTLINES),
    "outlines of a point": (
        record(OUTLINES, "shapes", 0, put="0101000000000000000000F03F000000000000F03F"), "no area",
    ),
    "outlines without a shape": (record(OUTLINES, "shapes", 0, put=None), OUTLINES),
    "outlines fewer than codes": (record(OUTLINES, "codes", put=["R0"]), OUTLINES),
    "words that are none": (record(SAID, "told", "title", put=5), "no text"),
    "words of wide letters": (
        changed(SOUND, SAID, lambda one: one.decode().encode("utf-32-be")), SAID,
    ),
    "words of no kind": (record(SAID, "told", "colour", put="red"), SAID),
    "a caveat that is a number": (record(SAID, "told", "caveats", put=[1]), "no text"),
    "a factor of nothing": (record(SAID, "told", "factors", put={"2010": 0}), "a factor"),
    "an answer that is a list": (record(SAID, "answers", "unit", put=[]), "no text"),
    "files that are a number": (record(SAID, "files", put=3), "no text"),
    "no record of the file": (record(SAID, "about", put=[]), "no record"),
    "a report with half a line": (
        record(SAID, "told", "opened", put={"files": [], "rows_read": 1, "lines": [{}]}),
        "no record",
    ),
    "a report without end": (
        record(SAID, "told", "opened", put={"files": [], "rows_read": float("inf")}), "no record",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", DAMAGED)
def test_a_damaged_project_is_refused_with_its_member(name: str) -> None:
    content, says = DAMAGED[name]
    assert content != SOUND
    with pytest.raises(UnreadableFileError) as refused:
        apart([(NAME, content)], {})
    assert refused.value.where.startswith(NAME)
    assert says in str(refused.value)
    assert refused.value.remedy


def test_of_a_sound_project_only_what_is_read_goes_on() -> None:
    more = parts_of(SOUND) | {"../../x": b"x", "built/a.parquet": b"x", "recipe.json": b"no"}
    told, tables = confined("project", [(NAME, zip_of(more))], {})
    clean = tables[RECEIVED][RECEIVED][0].as_py()
    assert told == {}
    assert is_project(clean)
    assert parcel_of(clean) == parcel_of(SOUND)
    assert unpacked(parcel_of(clean)[0]).flows["persons"].sum() == 120 + 40.5 + 67
    assert not {"../../x", "built/a.parquet", "recipe.json"} & {*parts_of(clean)}


def test_a_project_comes_in_by_the_panel_and_a_damaged_one_leaves_it_as_it_was(
    world: World, tmp_path: Path
) -> None:
    store = Store(tmp_path / "worlds")
    drafts = drafts_beside(store, world)

    def sent(content: bytes) -> str:
        draft = drafts.begin()
        drafts.add(draft, NAME, PROJECT, io.BytesIO(content))
        return draft

    draft = sent(SOUND)
    drafts.take(draft, {})
    made = drafts.use(draft, {})
    wrong = sent(DAMAGED["places twice"][0])
    with pytest.raises(DraftError) as refused:
        drafts.take(wrong, {})
    assert refused.value.kind == "unreadable"
    assert refused.value.values["where"] == f"{NAME}, {PLACES}"
    assert [one.id for one in store.list()] == [made]
    moved = open_page_world(store.folder / made).table("corridors")["migrants_persons"]
    assert moved.sum() == pytest.approx(120 + 40.5 + 67)
