"""A world of many regions is shown by groups first: sums are those of the whole file."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import product
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from app import create_app
from geo.outlines.outlines import Outlines, Places
from geo.outlines.planes import fitted
from geo.own import building, levels, tasks
from geo.own import told as words
from geo.own.building import BuildingError
from geo.own.levels import at_level, grouping_of, groups_of
from geo.own.parcel import Parcel
from geo.own.project import PARCEL_FILE
from geo.own.store import ABOVE, ALL, LEVELS, PARTED, Limits, Store, level_folder
from geo.own.told import Told
from geo.view.view import home_view
from geo.world.catalog import CATALOGUE_FILE, load_package
from geo.world.manifest import MANIFEST_FILE
from layers.flows.levels import level_said, ways_to_levels
from layers.subjects import open_page_world
from tests.own.pages.many import built

pytestmark = pytest.mark.long

SIDE, GROUPS, GROUPED = 4, ("North", "South"), ("north", "south")
CODES = [f"r{row}{column}" for row, column in product(range(SIDE), repeat=2)]
ENDS = ["origin_code", "destination_code"]


def silent(**_said: object) -> None:
    """Nobody listens to the steps of a child."""


@pytest.fixture
def parcel() -> Parcel:
    """A chequered country of sixteen squares in two halves; most pairs have no row."""
    chance = np.random.default_rng(5)
    pairs = [(a, b) for a in CODES for b in CODES if a != b and chance.random() < 0.3]
    flows = pd.DataFrame(
        [(f"{year}-{year + 1}", *pair, float(chance.integers(1, 90)))
         for year in (2000, 2001) for pair in pairs],
        columns=["period", *ENDS, "persons"],
    )  # fmt: skip
    half = [GROUPS[int(code[1]) < SIDE // 2] for code in CODES]
    table = pd.DataFrame({"region_code": CODES, "name_en": [f"R {c}" for c in CODES], "Half": half})
    places = Places(table, groupings=("Half",))
    boxes = [shapely.box(int(c[2]), int(c[1]), int(c[2]) + 1, int(c[1]) + 1) for c in CODES]
    shapes = gpd.GeoDataFrame({"region_code": CODES}, geometry=boxes, crs=4326)
    fit = fitted(CODES, np.array(boxes))
    drawn = Outlines(places, shapes, "EPSG:4326", fit)
    return Parcel(flows, places, drawn, {}, Told(title="Chequers"))


def test_few_regions_and_regions_without_groups_have_no_level(parcel: Parcel) -> None:
    assert grouping_of(parcel) == ""
    assert grouping_of(parcel, most=10) == "Half"


@pytest.mark.parametrize("opened", [(), ("north",), ("north", "south")])
def test_totals_are_those_of_the_file_at_each_level(
    parcel: Parcel, opened: tuple[str, ...]
) -> None:
    group = dict(zip(CODES, parcel.places.table["Half"].str.lower(), strict=True))
    level = {code: code if group[code] in opened else group[code] for code in CODES}
    ends = [parcel.flows[end].map(level) for end in ENDS]
    expected = parcel.flows["persons"].groupby([parcel.flows["period"], *ends]).sum()
    expected = expected[expected.index.get_level_values(1) != expected.index.get_level_values(2)]
    found = at_level(parcel, "Half", opened)
    sums = found.flows.set_index(["period", *ENDS])["persons"]
    assert sums.sort_index().to_dict() == expected.to_dict()
    inside = parcel.flows["persons"].sum() - expected.sum()
    assert (words.INSIDE_GROUPS in found.told.caveats) == bool(inside)
    assert {*found.told.caveats} - {*parcel.told.caveats} <= {*words.texts()}  # all are translated
    assert {*found.places.table["region_code"]} == {*level.values()}
    assert found.outlines is not None
    shapes = found.outlines.shapes.set_index("region_code").geometry
    assert shapely.area(shapes.to_numpy()).sum() == SIDE**2
    assert {*shapes.index} == {*level.values()}


def test_a_level_on_which_nobody_moves_does_not_keep_a_world_from_being_built(
    parcel: Parcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "MOST_REGIONS", 10)
    group = dict(zip(CODES, parcel.places.table["Half"], strict=True))
    ends = [parcel.flows[end].map(group) for end in ENDS]
    inside = replace(parcel, flows=parcel.flows[ends[0] == ends[1]])
    folder = tmp_path / "kept" / "one"
    folder.mkdir(parents=True)
    told = built(folder, inside)
    last = inside.flows["period"] == inside.flows["period"].max()
    assert told["persons"] == inside.flows.loc[last, "persons"].sum()
    assert not (folder / LEVELS).exists()


def test_a_level_that_does_not_fit_or_fails_is_not_there(
    parcel: Parcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = json.dumps({"level": {"shut": ["north", "south"]}})

    def fails(whole: Path, level: str, folder: Path) -> bool:
        raise BuildingError(("no room",))

    def makes(whole: Path, level: str, folder: Path) -> bool:
        (folder / "built").mkdir()
        (folder / "built" / MANIFEST_FILE).write_bytes(b"{}" * 5_000)
        return True

    for most, is_there in ((20_000, True), (5_000, False)):
        store = Store(tmp_path / str(most), Limits(most_bytes=most), makes_level=makes)
        with store.making() as folder:
            (folder / CATALOGUE_FILE).write_bytes(b"{}")
            above = level_folder(folder, ABOVE)
            above.mkdir(parents=True)
            (above / CATALOGUE_FILE).write_text(said)
            name = store.keep(folder, {})
        assert (store.find(f"{name}{PARTED}north") is not None) == is_there
        assert store.find(name) is not None
    monkeypatch.setattr(building, "level_apart", fails)
    assert Store(store.folder, store.limits).find(f"{name}{PARTED}south") is None


def test_a_world_of_many_regions_opens_one_level_up_and_its_groups_on_demand(
    parcel: Parcel, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(levels, "MOST_REGIONS", 10)
    made: list[str] = []

    def makes(whole: Path, level: str, folder: Path) -> bool:
        made.append(level)
        content = f'["{whole}", "{level}"]'.encode()
        return bool(tasks.level(folder, content, silent))

    store = Store(tmp_path / "kept", makes_level=makes)
    with store.making() as folder:
        name = store.keep(folder, built(folder, parcel))

    def regions(of: str) -> int:
        kept = store.find(of)
        assert kept is not None
        assert (kept.folder / PARCEL_FILE).is_file()  # what is saved is the whole
        package = load_package(kept.shown / CATALOGUE_FILE)
        return package.datasets["regions"].expected_rows

    assert regions(name) == regions(f"{name}{PARTED}{ABOVE}") == len(GROUPS)
    assert regions(f"{name}{PARTED}{ALL}") == len(CODES)
    assert not made
    above = store.find(name)
    assert above is not None
    for _ in range(2):
        assert regions(f"{name}{PARTED}north") == 1 + len(CODES) // 2
    assert made == ["north"]
    whole = open_page_world(above.folder)
    page = create_app(whole, own=store).server.test_client()
    group = dict(zip(CODES, parcel.places.table["Half"].str.lower(), strict=True))
    moves = parcel.flows[parcel.flows["period"] == "2000-2001"]
    for level, opened in (("", ()), (f"{PARTED}north", ("north",)), (f"{PARTED}{ALL}", GROUPED)):
        reply = page.get(f"/api/corridors?period=2000-2001&world={name}{level}").get_json()
        at = {code: code if group[code] in opened else group[code] for code in CODES}
        ends = [moves[end].map(at) for end in ENDS]
        assert reply["total_persons"] == moves["persons"][ends[0] != ends[1]].sum()
    shown = open_page_world(above.shown, name)
    assert level_said(shown, "2000-2001").startswith("Shown by Half; ")
    home = home_view(shown.vocabulary)
    assert f'world={name}~north"' in str(ways_to_levels(shown, home, "north")[0])
    kept = store.find(f"{name}{PARTED}north")
    assert kept is not None
    shown = open_page_world(kept.shown, f"{name}{PARTED}north")
    assert level_said(shown, "2000-2001").startswith("Shown by Half, open: North; ")
    said = str(ways_to_levels(shown, home_view(shown.vocabulary), "south")[0])
    assert all(f'world={name}{way}"' in said for way in ("", "~all", "~north~south"))
    assert level_said(whole, "2000-2001") == ""
    assert ways_to_levels(whole, home) == []
    assert store.find(f"{name}{PARTED}west") is None
    assert store.find(f"{name}{PARTED}../x") is None
    assert [one.id for one in store.list()] == [name]
    store.remove(f"{name}{PARTED}north")
    assert store.find(name) is None


def test_people_of_one_end_are_at_the_group_of_their_place(parcel: Parcel) -> None:
    table = parcel.places.table
    group = dict(zip(table["region_code"], table["Half"], strict=True))
    codes = groups_of(parcel, "Half")
    rows = [("2000-2001", code, "in", "abroad", 1.0) for code in CODES]
    beside = pd.DataFrame(rows, columns=["period", "region_code", "side", "kind", "persons"])
    found = at_level(replace(parcel, beside=beside), "Half").beside
    assert found is not None
    sizes = pd.Series([codes[group[code]] for code in CODES]).value_counts()
    assert dict(zip(found["region_code"], found["persons"], strict=True)) == sizes.to_dict()
