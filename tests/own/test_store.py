"""Worlds of a reader: built apart, kept, listed, saved as one file, opened again, removed."""

from __future__ import annotations

import errno
import io
import json
import shutil
import time
import zipfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.own.building import BUILDING, READING, WRITING, BuildingError, build_apart, rebuild_apart
from geo.own.clock import steady
from geo.own.parcel import Parcel, packed
from geo.own.project import is_project, parcel_of, saved
from geo.own.store import (
    ABOVE,
    DAY_SECONDS,
    NO_DATA,
    NO_RECORD,
    OTHER_DATA,
    FullError,
    Limits,
    Store,
    level_folder,
    usual_folder,
    write_json,
)
from geo.own.told import Told
from layers.subjects import open_page_world
from tests.own.test_package import flows, outlines, places

pytestmark = pytest.mark.long

ANSWERS = {"title": "Moves", "direction": "rows"}


def parcel(title: str = "Moves") -> bytes:
    """A small file as the reading hands it on."""
    one = Parcel(flows(), places(), outlines(), ANSWERS, Told(title=title), ("a.csv",), {"n": 1})
    return packed(one)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return Store(tmp_path_factory.mktemp("worlds") / "own")


@pytest.fixture(scope="module")
def built(store: Store) -> tuple[str, list[str]]:
    """Id of a world that was built apart, and what the child said meanwhile."""
    steps: list[str] = []
    return build_apart(parcel(), store, steps.append), steps


def test_a_world_is_built_apart_and_kept(store: Store, built: tuple[str, list[str]]) -> None:
    name, steps = built
    (kept,) = store.list()
    assert steps == [READING, WRITING, BUILDING]
    assert (kept.id, kept.title, kept.files, kept.rows) == (name, "Moves", ("a.csv",), 5)
    assert (kept.persons, kept.period, kept.answers) == (8.0, "2021-2022", ANSWERS)
    assert kept.damage == ""
    assert open_page_world(kept.folder).package.title == "Moves"


def test_another_process_finds_it_and_makes_the_same_one(
    store: Store, built: tuple[str, list[str]]
) -> None:
    again = Store(store.folder)
    assert build_apart(parcel(), again) == built[0]
    assert [one.id for one in again.list()] == [built[0]]
    assert {one.name for one in store.folder.iterdir()} == {built[0]}


def test_a_kept_world_is_built_anew(store: Store, built: tuple[str, list[str]]) -> None:
    folder = store.folder / built[0]
    manifest = folder / "built" / "manifest.json"
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(told | {"build_version": "of before"}), "utf-8")
    rebuild_apart(folder)
    assert open_page_world(folder).package.title == "Moves"
    level = level_folder(folder, ABOVE)
    shutil.copytree(folder, level)
    (level / "built" / "manifest.json").write_text(
        json.dumps(told | {"build_version": "of before"})
    )
    rebuild_apart(level)
    assert open_page_world(level).package.title == "Moves"
    assert [one.name for one in level.parent.iterdir()] == [level.name]
    shutil.rmtree(level.parent)


def test_a_project_opens_elsewhere_as_the_same_world(
    store: Store, built: tuple[str, list[str]], tmp_path: Path
) -> None:
    project = saved(store.folder / built[0], scenes='[{"title": "One"}]')
    elsewhere = Store(tmp_path)
    assert is_project(project)
    assert build_apart(project, elsewhere) == built[0]
    (kept,) = elsewhere.list()
    assert kept.about == {"n": 1, "scenes": [{"title": "One"}]}
    assert saved(kept.folder, scenes='[{"title": "One"}]') == project


def test_a_project_is_a_data_package_that_others_read(
    store: Store, built: tuple[str, list[str]]
) -> None:
    project = zipfile.ZipFile(io.BytesIO(saved(store.folder / built[0])))
    package = json.loads(project.read("datapackage.json"))
    for resource in package["resources"]:
        table = pd.read_parquet(io.BytesIO(project.read(resource["path"])))
        assert [*table] == [one["name"] for one in resource["schema"]["fields"]]
    assert len(gpd.read_parquet(io.BytesIO(project.read("built/regions.parquet")))) == 6


def test_what_a_project_declares_is_not_believed(
    store: Store, built: tuple[str, list[str]], tmp_path: Path
) -> None:
    project = zipfile.ZipFile(io.BytesIO(saved(store.folder / built[0])))
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as other:
        for name in project.namelist():
            content = project.read(name)
            other.writestr(name, b"{}" if name == "datapackage.json" else content)
        other.writestr("../../outside.txt", b"x")
    assert build_apart(written.getvalue(), Store(tmp_path / "in")) == built[0]
    assert {one.name for one in tmp_path.iterdir()} == {"in"}


@pytest.mark.parametrize("cut", [100, 2000, 20000])
def test_a_cut_project_is_refused(
    store: Store, built: tuple[str, list[str]], tmp_path: Path, cut: int
) -> None:
    content = saved(store.folder / built[0])[:-cut]
    assert not is_project(content)
    with pytest.raises(ValueError, match="project file"):
        parcel_of(content)
    other = Store(tmp_path)
    with pytest.raises(BuildingError, match="something in it cannot be built"):
        build_apart(content, other)
    assert other.list() == []
    assert not [one for one in tmp_path.iterdir() if one.name.startswith(".making")]


def kept_folder(store: Store, name: str, catalogue: bytes = b"{}") -> Path:
    """A folder that looks like a world."""
    folder = store.folder / (name or store.id_of(catalogue))
    (folder / "built").mkdir(parents=True)
    (folder / "datapackage.json").write_bytes(catalogue)
    (folder / "built" / "manifest.json").write_text("{}")
    return folder


def test_a_damaged_world_is_told_and_never_fatal(tmp_path: Path) -> None:
    store = Store(tmp_path)
    kept_folder(store, "")
    kept_folder(store, "a" * 24)
    (tmp_path / ("b" * 24)).mkdir()
    (tmp_path / "strange").write_text("x")
    said = {one.id: one.damage for one in store.list()}
    assert said == {store.id_of(b"{}"): NO_RECORD, "a" * 24: OTHER_DATA, "b" * 24: NO_DATA}


def test_a_world_goes_and_nothing_else(tmp_path: Path) -> None:
    store = Store(tmp_path / "in")
    (tmp_path / "beside").mkdir()
    name = kept_folder(store, "").name
    for other in ("../beside", "b" * 24, "", name):
        store.remove(other)
    assert store.list() == []
    assert (tmp_path / "beside").is_dir()


def test_a_shared_folder_is_limited(tmp_path: Path) -> None:
    now = [1000.0]
    store = Store(tmp_path, Limits(most_bytes=400, days=1), now=lambda: now[0])
    with store.making() as made:
        (made / "datapackage.json").write_bytes(b"{}")
        (made / "built").mkdir()
        (made / "built" / "manifest.json").write_text("{}")
        name = store.keep(made, {"title": "A"})
    assert name != Store(tmp_path).id_of(b"{}"), "an id that the data alone tell"
    with store.making() as made:
        (made / "datapackage.json").write_bytes(b"1" * 400)
        with pytest.raises(FullError):
            store.keep(made, {"title": "B"})
    assert [one.title for one in store.list()] == ["A"]
    now[0] += 2 * 24 * 3600
    assert store.list() == []


def test_the_folder_can_be_said(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("OWN_WORLDS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert usual_folder() == tmp_path / "migration-corridors" / "worlds"
    monkeypatch.setenv("OWN_WORLDS", str(tmp_path / "here"))
    assert usual_folder() == tmp_path / "here"


def test_a_clock_that_leaps_ahead_ends_nothing(tmp_path: Path) -> None:
    """Not a world that somebody opened, nor one that is being made."""
    moved, passed = [0.0], [0.0]
    began = time.time()
    now = steady(lambda: began + moved[0] + passed[0], lambda: passed[0])
    store = Store(tmp_path, Limits(days=1), now=now)
    with store.making() as made:
        (made / "datapackage.json").write_bytes(b"{}")
        (made / "built").mkdir()
        (made / "built" / "manifest.json").write_text("{}")
        store.keep(made, {"title": "A"})
    with store.making() as made:
        for moved[0] in (3 * DAY_SECONDS, -3 * DAY_SECONDS):
            assert [one.title for one in store.list()] == ["A"]
            assert made.is_dir()
    moved[0], passed[0] = 0.0, 2.0 * DAY_SECONDS
    assert store.list() == []


def test_who_only_reads_writes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = Store(tmp_path, Limits())
    name = store.id_of(b"{}")

    def full(*_asked: object) -> int:
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert store.id_of(b"{}") == name
    with pytest.raises(OSError, match="full"):
        Store(tmp_path / "other", Limits()).id_of(b"{}")
    assert [*(tmp_path / "other").iterdir()] == []


def test_of_a_record_that_cannot_be_written_nothing_is_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "kept.json"
    write_json(path, {"a": 1})

    def half(self: Path, text: str, encoding: str) -> int:
        self.write_bytes(text[:3].encode(encoding))
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(Path, "write_text", half)
    with pytest.raises(OSError, match="full"):
        write_json(path, {"a": 2})
    assert [one.name for one in tmp_path.iterdir()] == ["kept.json"]
    assert json.loads(path.read_bytes()) == {"a": 1}
