"""Data of readers as the server is told of them, without what makes them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path

from geo.build.build import build
from tests import worlds


@dataclass(frozen=True)
class Lying:
    id: str
    title: str
    folder: Path
    rows: int = 40
    persons: float = 1234.0
    period: str = "2015-2020"


class Shelf:
    """Built packages, each a folder named by its id; what is elsewhere is pointed at."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.touched: list[str] = []

    def list(self) -> list[Lying]:
        return [Lying(one.name, f"Data {one.name}", one) for one in sorted(self.folder.iterdir())]

    def find(self, name: str) -> Lying | None:
        return next((one for one in self.list() if one.id == name), None)

    def touch(self, name: str) -> None:
        self.touched.append(name)

    def remove(self, name: str) -> None:
        shutil.rmtree(self.folder / name)

    def put_island(self, name: str) -> Path:
        folder = worlds.island(self.folder / name)
        build(folder, folder / "built")
        return folder

    def copy(self, name: str, other: str) -> None:
        shutil.copytree(self.folder / name, self.folder / other)

    def point(self, name: str, folder: Path) -> None:
        (self.folder / name).symlink_to(folder)
