"""Questions are written once for tables of the same columns; a full disk is no reason to stop."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from types import SimpleNamespace

import pytest

from geo.build import remembered
from geo.flows.engine import TABLES
from geo.own import tasks
from geo.world.catalog import DATA_DIR


@pytest.fixture
def tables(built_dir: Path, tmp_path: Path) -> Path:
    """A folder with the tables that questions are asked of, alone."""
    folder = tmp_path / "tables"
    folder.mkdir()
    for name in TABLES:
        shutil.copy(built_dir / f"{name}.parquet", folder)
    return folder


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """Folders for which questions were really written."""
    made: list[Path] = []

    def write_questions(folder: Path) -> None:
        made.append(folder)
        for name in remembered.FILES:
            (folder / name).write_text(f"{name} {len(made)}", encoding="utf-8")

    monkeypatch.setattr(
        remembered, "import_module", lambda _: SimpleNamespace(write_questions=write_questions)
    )
    return made


def texts(folder: Path) -> list[str]:
    return [(folder / name).read_text("utf-8") for name in remembered.FILES]


def test_questions_are_written_once_for_the_same_columns(
    tables: Path, tmp_path: Path, written: list[Path]
) -> None:
    again = tmp_path / "again"
    shutil.copytree(tables, again)
    remembered.write_questions(tables, tmp_path / "kept")
    remembered.write_questions(again, tmp_path / "kept")
    assert written == [tables]
    assert texts(again) == texts(tables)


def test_they_are_written_where_nothing_can_be_kept(
    tables: Path, tmp_path: Path, written: list[Path]
) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be", encoding="utf-8")
    remembered.write_questions(tables, tmp_path / "kept")
    assert written == [tables]
    assert len(texts(tables)) == len(remembered.FILES)


def test_all_stores_share_them_unless_the_installation_is_read_only(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tasks.shared(tmp_path) == DATA_DIR.parent / ".questions"
    monkeypatch.setattr(os, "access", lambda _path, mode: mode != os.W_OK)
    assert tasks.shared(tmp_path) == tmp_path / ".questions"
