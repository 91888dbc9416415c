"""The real data, built once into a temporary folder for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.build.build import build
from geo.build.derive import make_tables
from geo.world.catalog import CATALOGUE_FILE, DATA_DIR, catalogue, load_package
from tests.build.copies import Copy

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def built_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("data") / "built"
    build(DATA_DIR, out)
    return out


@pytest.fixture(scope="session")
def tables(built_dir: Path) -> Tables:
    read = {}
    for name, dataset in catalogue().items():
        reader = gpd.read_parquet if dataset.crs else pd.read_parquet
        read[name] = reader(built_dir / Path(dataset.path).name)
    return read


@pytest.fixture(scope="session")
def made_again() -> Tables:
    return make_tables(load_package(DATA_DIR / CATALOGUE_FILE), DATA_DIR)


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)
