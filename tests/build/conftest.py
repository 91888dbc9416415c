"""The real data as it is built, and built again, once for all tests of this folder."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import pandas as pd
import pytest

from geo.build.build import build
from geo.world.catalog import DATA_DIR, catalogue
from tests.build.copies import Copy

Tables = dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def built_dir() -> Path:
    """The tables that the page reads, brought up to date."""
    build(DATA_DIR, DATA_DIR / "built")
    return DATA_DIR / "built"


@pytest.fixture(scope="session")
def tables(built_dir: Path) -> Tables:
    read = {}
    for name, dataset in catalogue().items():
        reader = gpd.read_parquet if dataset.crs else pd.read_parquet
        read[name] = reader(built_dir / Path(dataset.path).name)
    return read


@pytest.fixture
def copy(tmp_path: Path) -> Copy:
    return Copy(tmp_path)
