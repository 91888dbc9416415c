"""The same package gives the same bytes: whenever, wherever and by whomever it is built."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.world.catalog import DATA_DIR
from geo.world.manifest import building_modules
from geo.world.world import World
from tests.serve.running import ROOT
from tests.worlds import island

pytestmark = pytest.mark.long

# Loaded by Python before anything else: another day, as far as Python tells the time.
LATER = """
import time
real, shift = time.time, 400 * 86400
time.time = lambda: real() + shift
time.time_ns = lambda: int(time.time() * 1e9)
"""
CLOCK = re.compile(r"\.(?:now|today|utcnow)\(|(?:gm|local)time\(|strftime\(")
PLACES = (
    {"PYTHONHASHSEED": "1", "TZ": "UTC", "LC_ALL": "C.UTF-8"},
    {"PYTHONHASHSEED": "2", "TZ": "Pacific/Auckland", "LC_ALL": "C", "OMP_NUM_THREADS": "1"},
)


def built(
    data: Path, place: dict[str, str], umask: int, later: Path | None = None
) -> dict[str, bytes]:
    """Files of a package that is built in a place, by their paths."""
    paths = [str(later), str(ROOT)] if later else [str(ROOT)]
    subprocess.run(
        [sys.executable, "-m", "geo.build", "--data", str(data)],
        cwd=ROOT, check=True, capture_output=True, umask=umask,
        env={**os.environ, **place, "PYTHONPATH": os.pathsep.join(paths)},
    )  # fmt: skip
    found = [one for one in (data / "built").rglob("*") if one.is_file()]
    return {str(one.relative_to(data)): one.read_bytes() for one in found}


@pytest.fixture
def later(tmp_path: Path) -> Path:
    """A folder that sets the clock of a process forward."""
    folder = tmp_path / "later"
    folder.mkdir()
    (folder / "sitecustomize.py").write_text(LATER)
    env = {**os.environ, "PYTHONPATH": str(folder)}
    told = subprocess.run(
        [sys.executable, "-c", "import time; print(time.time())"],
        env=env, capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert float(told.stdout) - time.time() > 390 * 86400
    return folder


def test_two_builds_of_one_package_are_the_same_bytes(tmp_path: Path, later: Path) -> None:
    lands = [island(tmp_path / name) for name in ("here", "there")]
    for one in lands[1].rglob("*"):
        os.utime(one, (10**9, 10**9))  # files that came another day
    here, there = (
        built(lands[0], PLACES[0], 0o022),
        built(lands[1], PLACES[1], 0o077, later),
    )
    assert "built/questions.json" in here
    assert {name for name in here if here[name] != there.get(name)} == set()
    assert here.keys() == there.keys()


@pytest.mark.whole
def test_the_bundled_package_is_built_the_same_again(
    tmp_path: Path, world: World, later: Path
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(DATA_DIR, copy, ignore=shutil.ignore_patterns("built", "static"))
    again = built(copy, PLACES[1], 0o077, later)
    first = {
        str(one.relative_to(DATA_DIR)): one.read_bytes()
        for one in world.built.rglob("*")
        if one.is_file()
    }
    assert {name for name in first if first[name] != again.get(name)} == set()
    assert first.keys() == again.keys()


def test_nothing_of_the_build_asks_for_the_day() -> None:
    """The clock of datetime cannot be set for one process: so the code may not look at it."""
    looking = [path.name for path in building_modules() if CLOCK.search(path.read_text("utf-8"))]
    assert looking == []
