"""The built tables: opened once, refused when they are stale."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from geo.errors import StaleBuildError
from geo.flows.query import door
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR
from geo.world.manifest import MANIFEST_FILE, file_hash
from geo.world.world import World
from layers.subjects import open_page_world


@pytest.fixture
def copy(world: World, tmp_path: Path) -> Path:
    """The data folder once more: raw files linked, the catalogue and the build copied."""
    folder = tmp_path / "data"
    folder.mkdir()
    (folder / "raw").symlink_to(DATA_DIR / "raw")
    shutil.copy(DATA_DIR / CATALOGUE_FILE, folder)
    shutil.copytree(world.built, folder / "built", ignore=shutil.ignore_patterns("static"))
    return folder


def test_a_fresh_build_opens(copy: Path) -> None:
    assert len(open_page_world(copy).table("flows")) == 5 * 31 * 30


def test_no_build_is_refused(copy: Path) -> None:
    shutil.rmtree(copy / "built")
    with pytest.raises(StaleBuildError, match=r"found no build(.|\n)*make data"):
        open_page_world(copy)


def test_a_table_that_was_changed_is_refused(copy: Path) -> None:
    table = copy / "built" / "flows.parquet"
    mark = file_hash(table)
    table.write_bytes(table.read_bytes()[:-1])
    told = rf"built/flows\.parquet: found sha256 \w+, expected sha256 {mark}(.|\n)*make data"
    with pytest.raises(StaleBuildError, match=told):
        open_page_world(copy)


def test_a_table_that_changes_while_the_world_is_open_is_never_mixed_in(copy: Path) -> None:
    opened, table = open_page_world(copy), copy / "built" / "networks.parquet"
    known = opened.table("publications")
    shutil.copy(copy / "built" / "conflicts.parquet", table)
    with pytest.raises(StaleBuildError, match=r"networks\.parquet(.|\n)*Start the server again"):
        opened.table("networks")
    assert opened.table("publications") is known


def test_a_table_that_is_gone_is_refused(copy: Path) -> None:
    (copy / "built" / "networks.parquet").unlink()
    with pytest.raises(StaleBuildError):
        open_page_world(copy)


def test_a_changed_catalogue_is_refused(copy: Path) -> None:
    catalogue = copy / CATALOGUE_FILE
    catalogue.write_text(catalogue.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    with pytest.raises(StaleBuildError):
        open_page_world(copy)


def test_a_build_of_other_code_is_refused(copy: Path) -> None:
    path = copy / "built" / MANIFEST_FILE
    record = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**record, "build_version": "older"}), encoding="utf-8")
    with pytest.raises(StaleBuildError):
        open_page_world(copy)


def test_a_raw_file_that_is_gone_is_named(copy: Path) -> None:
    (copy / "raw").unlink()  # a link
    shutil.copytree(DATA_DIR / "raw", copy / "raw")
    raw = min((copy / "raw").rglob("*.csv"))
    mark = file_hash(raw)
    raw.unlink()
    told = rf"{raw.name}: found no file, expected sha256 {mark}"
    with pytest.raises(StaleBuildError, match=told):
        open_page_world(copy)


def test_a_broken_record_is_no_build(copy: Path) -> None:
    (copy / "built" / MANIFEST_FILE).write_text("{", encoding="utf-8")
    with pytest.raises(StaleBuildError):
        open_page_world(copy)


def test_words_come_from_the_data(world: World, tiny: World) -> None:
    assert world.vocabulary["periods"][0] == "1995-2000"
    assert world.vocabulary.corridors == 31 * 30 == len(world.table("flows")) // 5
    assert tiny.vocabulary.corridors == 4 * 3
    assert len(world.vocabulary["regions"]) == 31
    assert {"net", "urbanisation_rate"} <= set(world.vocabulary["shades"])


def test_every_declared_table_opens_with_its_columns(world: World) -> None:
    for name, dataset in world.catalogue.items():
        columns = [field.name for field in dataset.fields if field.type != "geojson"]
        assert list(world.table(name).columns) == columns
        assert len(world.table(name)) == dataset.expected_rows


def test_names_of_all_units_are_at_hand(world: World) -> None:
    assert len(world.names) == 34
    assert world.names_by_code["name_zh"]["34"] == "安徽"
    assert len(world.counted) == 31


def test_the_width_of_a_measure_is_its_largest_value_ever(world: World, tiny: World) -> None:
    assert door(tiny).widest["people"] == 80
    assert door(world).widest["people"] == world.table("flows")["migrants_persons"].max()


def test_shapes_are_named_by_their_content(world: World) -> None:
    drawn = {name for name, dataset in world.catalogue.items() if dataset.crs}
    assert set(world.shapes) == drawn >= {"regions", "context"}
    assert all(len(world.shape_hash(name)) == 64 for name in world.shapes)
