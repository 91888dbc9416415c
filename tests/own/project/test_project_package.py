"""A project file as other programs check it: what its descriptor says is what its files hold.

These are the rules of ``frictionless validate``, which reads Parquet through pandas: a type for
each column as it is stored, no limit on a number that may be missing, keys that hold, and no size
in bytes, which it does not count for Parquet.
"""

from __future__ import annotations

import hashlib
import io
import itertools
import json
import re
import zipfile
from pathlib import Path
from typing import Any

import geopandas as gpd
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from geo.own.building import build_apart
from geo.own.parcel import Parcel, packed
from geo.own.project import saved
from geo.own.store import Store
from geo.own.told import Told
from tests.own.test_package import CODES, COLUMNS, flows, outlines, places

pytestmark = pytest.mark.long

TYPES = {
    "string": (pa.types.is_string, pa.types.is_large_string),
    "integer": (pa.types.is_integer,),
    "number": (pa.types.is_floating,),
    "boolean": (pa.types.is_boolean,),
    "any": (pa.types.is_binary, pa.types.is_large_binary),
}
NAME = re.compile(r"[a-z0-9._-]+|[a-z0-9_]+")


def matrix() -> pd.DataFrame:
    """Every pair of the six places once, in no interval."""
    pairs = itertools.permutations(CODES, 2)
    rows = [("", *pair, float(number)) for number, pair in enumerate(pairs, start=1)]
    return pd.DataFrame(rows, columns=COLUMNS)


PARCELS = {
    "list": Parcel(flows(), places(), outlines(), {}, Told(title="List"), ("a.csv",)),
    "matrix": Parcel(matrix(), places(), outlines(), {}, Told(title="Matrix"), ("m.csv",)),
    "undrawn": Parcel(
        flows().assign(sex=["m", "f", "m", "f", "m"]), places(), None, {}, Told(), ("s.csv",)
    ),
}


ALIKE = [pytest.param(name, marks=pytest.mark.whole) for name in [*PARCELS][1:]]


@pytest.fixture(scope="module", params=[next(iter(PARCELS)), *ALIKE])
def project(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """A project file, opened as a zip."""
    store = Store(tmp_path_factory.mktemp("worlds"))
    name = build_apart(packed(PARCELS[request.param]), store)
    return zipfile.ZipFile(io.BytesIO(saved(store.folder / name, scenes="[]")))


@pytest.fixture(scope="module")
def package(project: zipfile.ZipFile) -> dict[str, Any]:
    """Its descriptor."""
    found: dict[str, Any] = json.loads(project.read("datapackage.json"))
    return found


def table(project: zipfile.ZipFile, resource: dict[str, Any]) -> pa.Table:
    """One of its tables."""
    return pq.read_table(pa.BufferReader(project.read(resource["path"])))


def test_each_file_is_described(project: zipfile.ZipFile, package: dict[str, Any]) -> None:
    assert NAME.fullmatch(package["name"])
    for one in package["resources"]:
        content = project.read(one["path"])
        assert NAME.fullmatch(one["name"])
        assert (one["format"], one["mediatype"]) == ("parquet", "application/vnd.apache.parquet")
        assert one["hash"] == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert "bytes" not in one
    described = {one["path"] for one in package["resources"]}
    assert described == {one for one in project.namelist() if one.startswith("built/")}


def test_each_column_is_of_the_type_that_is_said(
    project: zipfile.ZipFile, package: dict[str, Any]
) -> None:
    for one in package["resources"]:
        held = table(project, one)
        assert held.column_names == [field["name"] for field in one["schema"]["fields"]]
        for field in one["schema"]["fields"]:
            column, limits = held[field["name"]], field.get("constraints", {})
            is_kind = [check(column.type) for check in TYPES[field["type"]]]
            assert any(is_kind), (one["name"], field["name"], column.type)
            assert not (limits.get("required") and column.null_count), field["name"]
            assert not ("minimum" in limits and column.null_count), field["name"]


def test_keys_hold(project: zipfile.ZipFile, package: dict[str, Any]) -> None:
    tables = {one["name"]: table(project, one) for one in package["resources"]}
    for one in package["resources"]:
        keys = tables[one["name"]].select(one["schema"]["primaryKey"]).to_pylist()
        assert len({tuple(key.values()) for key in keys}) == len(keys)
        for key in one["schema"].get("foreignKeys", []):
            (here,), (there,) = key["fields"], key["reference"]["fields"]
            known = tables[key["reference"]["resource"]][there].to_pylist()
            assert {*tables[one["name"]][here].to_pylist()} <= {*known}


def test_geopandas_reads_the_regions(project: zipfile.ZipFile, package: dict[str, Any]) -> None:
    (regions,) = (one for one in package["resources"] if one["name"] == "regions")
    content = io.BytesIO(project.read(regions["path"]))
    if "geometry" not in [one["name"] for one in regions["schema"]["fields"]]:
        assert len(pd.read_parquet(content)) == len(CODES)
        return
    frame = gpd.read_parquet(content)
    assert (len(frame), frame.crs.to_epsg()) == (len(CODES), 4326)
    assert frame.geometry.notna().sum() == len(CODES) - 1


def test_the_same_world_gives_the_same_bytes(tmp_path: Path) -> None:
    store = Store(tmp_path)
    folder = store.folder / build_apart(packed(PARCELS["list"]), store)
    assert saved(folder, scenes="[]") == saved(folder, scenes="[]")
