"""The same package gives the same bytes, whatever order Python keeps its sets in."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.serve.running import ROOT
from tests.worlds import island

pytestmark = pytest.mark.long


def test_two_builds_of_one_package_are_the_same_bytes(tmp_path: Path) -> None:
    built = []
    for seed in ("1", "2"):
        land = island(tmp_path / seed)
        subprocess.run(
            [sys.executable, "-m", "geo.build", "--data", str(land)],
            cwd=ROOT,
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        found = [one for one in (land / "built").rglob("*") if one.is_file()]
        files = {str(one.relative_to(land)): one.read_bytes() for one in found}
        assert "built/questions.json" in files
        built.append(files)
    assert built[0] == built[1]
