"""The real data, built when it is stale, and the tiny world, each opened once."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.build import build
from geo.catalog import CATALOGUE_FILE, DATA_DIR, load_catalogue
from geo.scene import Scenes
from geo.store import Store, open_store
from tests import worlds


@pytest.fixture(scope="session")
def store() -> Store:
    build(DATA_DIR, DATA_DIR / "built")
    return open_store(DATA_DIR)


@pytest.fixture(scope="session")
def scenes(store: Store) -> Scenes:
    return Scenes(store)


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Store:
    catalogue = load_catalogue(DATA_DIR / CATALOGUE_FILE)
    folder: Path = tmp_path_factory.mktemp("world") / "built"
    worlds.write(folder, worlds.tables(), catalogue)
    return Store(folder, catalogue)
