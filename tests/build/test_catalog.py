"""Every entry of the catalogue keeps its promises, and the build keeps its own."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import re
from itertools import pairwise
from pathlib import Path

import pandas as pd
import pytest

from geo.build.build import build, main
from geo.build.complete import COMPLETIONS
from geo.build.derive import DERIVED
from geo.build.hold import NAMED, schema_of
from geo.build.read import READERS
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, NUMERIC_TYPES, PACKAGES, Dataset, catalogue
from geo.world.choice import FOLDER

ENTRIES = list(catalogue().values())


@pytest.mark.parametrize("dataset", ENTRIES, ids=lambda dataset: dataset.name)
def test_entry_keeps_its_promises(dataset: Dataset, tables: dict[str, pd.DataFrame]) -> None:
    for source in dataset.sources:
        content = (DATA_DIR / source.path).read_bytes()
        assert hashlib.sha256(content).hexdigest() == source.sha256, source.path
        assert source.publication
    assert dataset.licences
    assert all(licence.terms.endswith(".") for licence in dataset.licences)
    assert dataset.caveats
    assert all(re.fullmatch(r"[A-Z0-9].*\.", caveat) for caveat in dataset.caveats)
    for field in dataset.fields:
        assert len(field.description) > 3, field.name
        assert bool(field.unit) == (field.type in NUMERIC_TYPES), field.name
    assert (dataset.reader in READERS) != (dataset.name in DERIVED)
    assert set(dataset.checks) <= set(NAMED)
    table = tables[dataset.name]
    assert len(table) == dataset.expected_rows
    assert list(table.columns) == [field.name for field in dataset.fields]
    assert not table.duplicated(list(dataset.primary_key)).any()
    schema_of(dataset).validate(_nullable(table, dataset), lazy=True)


def _nullable(table: pd.DataFrame, dataset: Dataset) -> pd.DataFrame:
    """Stored integers and booleans as the nullable types that a schema checks."""
    kinds = {"integer": "Int64", "boolean": "boolean"}
    return table.astype({f.name: kinds[f.type] for f in dataset.fields if f.type in kinds})


def test_registries_name_only_datasets_of_the_catalogue() -> None:
    assert {*DERIVED, *COMPLETIONS} <= set(catalogue())


def test_every_raw_file_is_declared() -> None:
    declared = {source.path for dataset in ENTRIES for source in dataset.sources}
    found = {
        path.relative_to(DATA_DIR).as_posix()
        for path in (DATA_DIR / "raw").rglob("*")
        if path.is_file() and path.suffix in {".csv", ".geojson"}
    }
    assert found == declared


def test_no_copy_of_a_source_is_linked() -> None:
    shown = (DATA_DIR / CATALOGUE_FILE).read_text(encoding="utf-8")
    links = set(re.findall(r"https?://([^/\"]+)", shown))
    assert links <= {"creativecommons.org", "www.naturalearthdata.com", "datapackage.org"}


def test_no_mirror_reaches_a_built_table(tables: dict[str, pd.DataFrame]) -> None:
    assert "copy_read" not in tables["migrant_workers"]
    for name, table in tables.items():
        for column in table.select_dtypes("str"):
            assert not table[column].str.contains(r"https?://|\.com/|\.cn/").any(), (name, column)


def test_data_readme_lists_every_dataset() -> None:
    readme = (PACKAGES / "README.md").read_text(encoding="utf-8")
    rows = [line for line in readme.splitlines() if line.startswith("| `") and line.count("|") == 6]
    assert rows == [
        f"| `{one.name}` | {one.title} | {one.expected_rows:,} | {one.collection} "
        f"| {', '.join(licence.name for licence in one.licences)} |"
        for one in ENTRIES
    ]


def test_notice_names_every_outside_source() -> None:
    notice = (PACKAGES.parent / "NOTICE").read_text(encoding="utf-8")
    for folder in (DATA_DIR / "raw").iterdir():
        if folder.name.startswith("project_"):
            continue
        assert folder.name in notice or f"{folder.name.split('_')[0]}_*" in notice, folder.name


LONG = pytest.mark.long


@pytest.fixture(scope="module")
def rebuilt(built_dir: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder that had lost every output, built again by the command, and what it printed."""
    out = tmp_path_factory.mktemp("data") / "built"
    out.mkdir()
    (out / "manifest.json").write_bytes((built_dir / "manifest.json").read_bytes())
    with contextlib.redirect_stdout(io.StringIO()) as said:
        assert main(["--data", str(DATA_DIR), "--out", str(out)]) == 0
    return out, said.getvalue().splitlines()


@pytest.mark.whole
@LONG
def test_same_inputs_give_the_same_bytes(built_dir: Path, rebuilt: tuple[Path, list[str]]) -> None:
    again, _printed = rebuilt
    found = {path.relative_to(again) for path in again.rglob("*.*")}
    names = sorted(one for one in found if one.suffix in {".parquet", ".geojson"})
    usual = [one for one in names if one.parts[0] != FOLDER]
    assert len(usual) == len(ENTRIES) + sum(dataset.crs is not None for dataset in ENTRIES)
    for name in names:
        assert (again / name).read_bytes() == (built_dir / name).read_bytes(), name


def test_manifest_hashes_every_file(built_dir: Path) -> None:
    manifest = json.loads((built_dir / "manifest.json").read_text(encoding="utf-8"))
    on_disk = {path.relative_to(built_dir).as_posix() for path in built_dir.rglob("*.*")}
    assert set(manifest["outputs"]) == on_disk - {"manifest.json"}
    for path, digest in manifest["outputs"].items():
        assert hashlib.sha256((built_dir / path).read_bytes()).hexdigest() == digest
    assert set(manifest["inputs"]) == {CATALOGUE_FILE} | {
        source.path for dataset in ENTRIES for source in dataset.sources
    }
    assert manifest["rows"] == {dataset.name: dataset.expected_rows for dataset in ENTRIES}


def test_a_second_build_writes_nothing(built_dir: Path) -> None:
    before = {path: path.stat().st_mtime_ns for path in built_dir.rglob("*.*")}
    build(DATA_DIR, built_dir)
    assert {path: path.stat().st_mtime_ns for path in built_dir.rglob("*.*")} == before


@pytest.mark.whole
@LONG
def test_a_touched_output_is_built_again(rebuilt: tuple[Path, list[str]], built_dir: Path) -> None:
    again, printed = rebuilt
    assert (again / "flows.parquet").read_bytes() == (built_dir / "flows.parquet").read_bytes()
    assert [line.split()[0] for line in printed] == list(catalogue())
    assert [path.name for path in again.parent.iterdir()] == ["built"]


def test_shapes_are_ready_to_draw(built_dir: Path, tables: dict[str, pd.DataFrame]) -> None:
    for name in ("regions", "context"):
        shapes = json.loads((built_dir / "shapes" / f"{name}.geojson").read_text(encoding="utf-8"))
        key = catalogue()[name].primary_key[0]
        assert [one["id"] for one in shapes["features"]] == tables[name][key].tolist()
        for one in shapes["features"]:
            for polygon in one["geometry"]["coordinates"]:
                assert _signed_area(polygon[0]) < 0, (name, one["id"])
                assert all(round(x, 4) == x and round(y, 4) == y for x, y in polygon[0])


def _signed_area(ring: list[list[float]]) -> float:
    """Twice the area, negative for a clockwise ring (shoelace formula)."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))
