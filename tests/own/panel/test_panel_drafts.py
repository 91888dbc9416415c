"""Drafts: bytes kept for a while under a name that nobody guesses, and read again and again."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest

from layers.own.draft import (
    BOUNDARIES,
    FLOWS,
    KEPT_SECONDS,
    MOST_FILES,
    PROJECT,
    DraftError,
    Drafts,
    Recipe,
    role_of,
)  # fmt: skip
from tests.own.panel.doors import LIST, NEEDED, Doors


class Clock:
    """A time that a test sets."""

    now = 1_000_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def doors() -> Doors:
    return Doors()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def drafts(tmp_path: Path, doors: Doors, clock: Clock) -> Drafts:
    return Drafts(tmp_path / "drafts", doors, clock)


def sent(drafts: Drafts, content: str | bytes = LIST, name: str = "moves.csv") -> str:
    draft = drafts.begin()
    drafts.add(
        draft, name, FLOWS, io.BytesIO(content.encode() if isinstance(content, str) else content)
    )
    return draft


def test_ids_are_long_and_never_the_same(drafts: Drafts) -> None:
    ids = {drafts.begin() for _ in range(50)}
    assert len(ids) == 50
    assert {len(one) for one in ids} == {22}


@pytest.mark.parametrize("draft", ["", "..", "../x", "x" * 22, "a/b", "x" * 21 + "/"])
def test_an_id_that_is_none_of_ours_leads_nowhere(drafts: Drafts, draft: str) -> None:
    drafts.begin()
    with pytest.raises(DraftError, match="gone"):
        drafts.take(draft, {})


def test_the_same_question_is_read_once(drafts: Drafts, doors: Doors) -> None:
    draft = sent(drafts)
    first = drafts.take(draft, {})
    assert drafts.take(draft, {}) is first
    assert drafts.take(sent(drafts), {}) is first  # the same bytes once more
    assert drafts.take(draft, {NEEDED: "persons"}) is not first
    assert doors.read_with == [{}, {NEEDED: "persons"}]
    assert drafts.answers(draft) == {NEEDED: "persons"}


def test_other_bytes_under_the_same_name_are_read_anew(drafts: Drafts, doors: Doors) -> None:
    assert drafts.take(sent(drafts), {}).reading.rows_read == 5
    assert drafts.take(sent(drafts, LIST + "31,34,9\n"), {}).reading.rows_read == 6


def test_a_draft_that_waits_is_not_built(drafts: Drafts, doors: Doors) -> None:
    draft = sent(drafts)
    with pytest.raises(DraftError, match="waits"):
        drafts.use(draft, {})
    assert doors.built_with == []
    assert drafts.use(draft, {NEEDED: "persons"}) == "made"
    assert drafts.step(draft) == ""


def test_a_file_that_cannot_be_read_takes_nothing_away(drafts: Drafts) -> None:
    draft = sent(drafts)
    before = drafts.take(draft, {})
    drafts.add(draft, "shapes.geojson", BOUNDARIES, io.BytesIO(b"\x00"))
    with pytest.raises(DraftError, match="unreadable"):
        drafts.take(draft, {})
    assert [one.name for one in drafts.files(draft)] == ["moves.csv"]
    assert drafts.take(draft, {}) is before


def test_new_boundaries_take_the_place_of_those_before(drafts: Drafts) -> None:
    draft = sent(drafts)
    for name in ("one.geojson", "two.geojson"):
        drafts.add(draft, name, BOUNDARIES, io.BytesIO(b"{}"))
    assert [one.name for one in drafts.files(draft)] == ["moves.csv", "two.geojson"]


def test_boundaries_alone_are_no_flows(drafts: Drafts) -> None:
    draft = drafts.begin()
    drafts.add(draft, "one.geojson", FLOWS, io.BytesIO(b"{}"))
    with pytest.raises(DraftError, match="empty"):
        drafts.take(draft, {})


def test_more_files_than_anybody_sends_are_refused(drafts: Drafts) -> None:
    draft = sent(drafts)
    for _ in range(MOST_FILES - 1):
        drafts.add(draft, "more.csv", FLOWS, io.BytesIO(b"a"))
    with pytest.raises(DraftError, match="files"):
        drafts.add(draft, "more.csv", FLOWS, io.BytesIO(b"a"))
    with pytest.raises(DraftError, match="role"):
        drafts.add(sent(drafts), "x.csv", "../flows", io.BytesIO(b"a"))


def test_a_file_that_breaks_off_is_not_kept(drafts: Drafts, tmp_path: Path) -> None:
    class Broken(io.BytesIO):
        def read(self, *size: int | None) -> bytes:
            if self.tell():
                raise ConnectionError
            return super().read(3)

    draft = drafts.begin()
    with pytest.raises(ConnectionError):
        drafts.add(draft, "moves.csv", FLOWS, Broken(LIST.encode()))
    assert drafts.files(draft) == []
    assert [one.name for one in (tmp_path / "drafts" / draft).iterdir()] == ["draft.json"]


def test_a_draft_ends_by_itself(drafts: Drafts, clock: Clock, tmp_path: Path) -> None:
    old = sent(drafts)
    clock.now += KEPT_SECONDS / 2
    young = sent(drafts)
    drafts.take(old, {})  # which begins its time anew
    clock.now += KEPT_SECONDS * 0.6
    drafts.begin()
    assert {one.name for one in (tmp_path / "drafts").iterdir()} >= {old}
    drafts.take(old, {})
    drafts.take(young, {})
    clock.now += KEPT_SECONDS + 1
    last = drafts.begin()
    assert [one.name for one in (tmp_path / "drafts").iterdir()] == [last]


def test_nobody_else_of_the_machine_looks_into_a_draft(drafts: Drafts, tmp_path: Path) -> None:
    draft = sent(drafts)
    assert (tmp_path / "drafts" / draft).stat().st_mode & 0o077 == 0


def test_names_of_files_are_for_the_eye_alone(drafts: Drafts, tmp_path: Path) -> None:
    draft = sent(drafts, name="../../etc/<b>pass\u202ewd")
    assert [one.name for one in drafts.files(draft)] == ["<b>passwd"]
    assert {one.parent.name for one in (tmp_path / "drafts").rglob("*.json")} == {draft}


@pytest.mark.parametrize(
    ("name", "content", "role"),
    [
        ("moves.csv", b"a,b", FLOWS), ("moves.xlsx", b"PK..xl/workbook.xml", FLOWS),
        ("x.zip", b"PK..x.shp", BOUNDARIES), ("x.zip", b"PK..datapackage.json", PROJECT),
        ("x.zip", b"PK..moves.csv", FLOWS),
        ("X.GeoJSON", b"{}", BOUNDARIES), ("x.gpkg", b"SQLite", BOUNDARIES),
        ("x.parquet", b"PAR1..PAR1", FLOWS), ("x.parquet", b'PAR1.."primary_column"', BOUNDARIES),
    ],
)  # fmt: skip
def test_a_file_tells_what_it_is_for(tmp_path: Path, name: str, content: bytes, role: str) -> None:
    path = tmp_path / "file"
    path.write_bytes(content)
    assert role_of(name, FLOWS, path) == role
    assert role_of(name, BOUNDARIES, path) == BOUNDARIES


def test_a_file_with_the_columns_of_an_earlier_one_is_offered_its_answers(tmp_path: Path) -> None:
    recipes = [
        Recipe("w2", "Other", ("a", "b"), {}),
        Recipe("w1", "Moves", ("Origin", "destination", "persons"), {NEEDED: "persons"}),
    ]
    drafts = Drafts(tmp_path, Doors(recipes))
    draft = sent(drafts)
    assert drafts.take(draft, {}).recipe == recipes[1]
    assert drafts.take(draft, {NEEDED: "thousands"}).recipe is None


def test_a_state_that_is_damaged_is_a_draft_that_is_over(drafts: Drafts, tmp_path: Path) -> None:
    draft = sent(drafts)
    (tmp_path / "drafts" / draft / "draft.json").write_text(json.dumps([])[:-1])
    with pytest.raises(DraftError, match="gone"):
        drafts.files(draft)


def test_of_a_draft_that_cannot_be_written_nothing_is_left(
    drafts: Drafts, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither of one that begins nor of a file that comes into one; what was there stays."""
    kept = sent(drafts)
    before = sorted((tmp_path / "drafts").rglob("*"))

    def half(self: Path, text: str, encoding: str) -> int:
        self.write_bytes(text[:3].encode(encoding))
        raise OSError("full")

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_text", half)
        with pytest.raises(OSError, match="full"):
            drafts.begin()
        with pytest.raises(OSError, match="full"):
            drafts.add(kept, "more.csv", FLOWS, io.BytesIO(b"a,b"))
    assert sorted((tmp_path / "drafts").rglob("*")) == before
    assert [one.name for one in drafts.files(kept)] == ["moves.csv"]
    drafts.end(kept)
    assert [*(tmp_path / "drafts").iterdir()] == []


def test_a_draft_that_another_reader_just_begins_is_left_alone(
    tmp_path: Path, doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its folder is there before what stands in it."""
    drafts, write = Drafts(tmp_path / "drafts", doors), Drafts._write

    def meanwhile(self: Drafts, draft: str, kept: Mapping[str, object]) -> None:
        with monkeypatch.context() as inner:
            inner.setattr(Drafts, "_write", write)
            self.begin()
        write(self, draft, kept)

    monkeypatch.setattr(Drafts, "_write", meanwhile)
    draft = drafts.begin()
    monkeypatch.undo()
    assert drafts.files(draft) == []
