"""Which room may use which: the contracts of `pyproject.toml` hold, and each can be broken."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
# For each contract a module, what it must not import, and the words that say so.
BREAKS = {
    "layers stand on geo, never the other way": ("geo.errors", "layers.text.words"),
    "the floors of geo": ("geo.shapes.chord", "geo.flows.zones"),
    "the floors of layers": ("layers.text.numbers", "layers.blocks.tables"),
    "a tab knows no other tab": ("layers.zones.matrix", "layers.disparity.words"),
    "no ring of rooms, and none of modules in a room": ("geo.view.view", "geo.view.address"),
    "geo computes: no drawing, no serving": ("geo.flows.change", "plotly"),
    "layers never import the application": ("layers.page.cards", "app"),
    "what serves loads nothing that only builds": ("layers.zones.chord", "geopandas"),
    "only readers' own files come in through the build": ("layers.zones.tab", "geo.build.read"),
    "one door to the flows": ("geo.flows.portraits", "duckdb"),
    "one door to Spark": ("geo.flows.portraits", "pyspark"),
    "one grid": ("layers.flows.cards", "dash_ag_grid"),
}


def checked(folder: Path) -> subprocess.CompletedProcess[str]:
    """Ask the linter, in a process of its own: it switches off every logger it does not know."""
    command = [Path(sys.executable).with_name("lint-imports"), "--no-cache"]
    wide = os.environ | {"COLUMNS": "200"}
    return subprocess.run(
        command, cwd=folder, env=wide, capture_output=True, text=True, check=False
    )


def test_imports_go_one_way() -> None:
    done = checked(ROOT)
    assert done.returncode == 0, done.stdout


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said of a copy of the tree in which every contract is broken once."""
    folder = tmp_path_factory.mktemp("broken")
    shutil.copy(ROOT / "pyproject.toml", folder)
    for name in ("geo", "layers"):
        left_out = shutil.ignore_patterns("__pycache__", "*.po*")
        shutil.copytree(ROOT / name, folder / name, ignore=left_out)
    for module, imported in BREAKS.values():
        with (folder / f"{module.replace('.', '/')}.py").open("a", encoding="utf-8") as file:
            file.write(f"\nimport {imported}\n")
    done = checked(folder)
    assert done.returncode == 1
    return done.stdout.partition("Broken contracts\n")[2]


@pytest.mark.parametrize("name", BREAKS)
def test_a_broken_contract_is_refused(broken: str, name: str) -> None:
    said = broken.partition(f"\n{name}\n{'-' * len(name)}\n")[2].partition("\n---")[0]
    module, imported = BREAKS[name]
    if name.startswith("no ring"):
        module, imported = (f".{one.rpartition('.')[2]}" for one in (module, imported))
        assert f"{imported} -> {module}" in said or f"{module} -> {imported}" in said
    else:
        assert f"{module} -> {imported} " in said


def test_every_contract_is_proved() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    assert [one["name"] for one in contracts] == list(BREAKS)
