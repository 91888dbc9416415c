"""Real boundary files of several publishers, read where they are; skipped where they are not."""

from __future__ import annotations

import json
import os
from functools import cache
from pathlib import Path

import pytest
import shapely

from geo.outlines.matching import match
from geo.outlines.outlined import outlined
from geo.outlines.outlines import Outlines
from geo.outlines.told import Choice, Finding
from geo.shapes.coverage import feature_collection, ready_to_draw

pytestmark = pytest.mark.long

FOLDER = Path(
    os.environ.get("OWN_DATA", Path(__file__).resolve().parents[2].parent / "shared" / "own_data")
)
KILOBYTE = 1000
FILES = {  # regions, projected as, first code and name, groupings
    "us_counties_10m.topo.json": (3231, "01001", "Autauga", ("states",)),
    "us_states_10m.topo.json": (56, "01", "Alabama", ()),
    "world_countries_50m.topo.json": (240, "004", "Afghanistan", ()),
    "gb_local_authorities_2016.topo.json": (380, "E06000001", "Hartlepool", ()),
    "gb_european_electoral_regions.topo.json": (11, "E15000001", "North East", ()),
    "ne_admin1_br.geojson": (27, "BR-AC", "Acre", ()),
    "ne_admin1_id.geojson": (33, "ID-AC", "Aceh", ()),
    "ne_admin1_ph.geojson": (118, "PHL-2511", "Tawi-Tawi", ("region",)),
}


@cache
def read(name: str) -> tuple[dict[str, Choice], dict[str, Finding], Outlines]:
    file = FOLDER / "boundaries" / name
    if not file.exists():
        pytest.skip("not run: no real files here")
    choices, findings, found = outlined(name, file.read_bytes(), {})
    assert found is not None
    return {one.key: one for one in choices}, {one.kind: one for one in findings}, found


@pytest.mark.parametrize("name", FILES)
def test_every_region_has_a_shape_a_code_and_a_name(name: str) -> None:
    count, code, title, groupings = FILES[name]
    _, _, found = read(name)
    assert found.shapes["region_code"].is_unique
    assert list(found.shapes["region_code"]) == list(found.places.table["region_code"])
    assert len(found.shapes) == count
    first = found.places.table.iloc[0]
    assert (first["region_code"], first["name_en"]) == (code, title)
    assert found.places.groupings == groupings


@pytest.mark.parametrize("name", FILES)
def test_shapes_are_valid_small_and_as_the_build_writes_them(name: str) -> None:
    _, _, found = read(name)
    written = found.shapes.assign(geometry=ready_to_draw(found.shapes.geometry))
    assert bool(written.geometry.is_valid.all())
    assert not bool(written.geometry.is_empty.any())
    text = json.dumps(feature_collection(written, "region_code"), separators=(",", ":"))
    most = 1500 if len(found.shapes) > 400 else 400 + len(found.shapes) // 2
    assert len(text) <= most * KILOBYTE
    west, south, east, north = found.shapes.total_bounds
    assert -180 <= west < east <= 180
    assert -90 <= south < north <= 90


@pytest.mark.parametrize("name", FILES)
def test_shapes_are_still_where_the_file_has_them(name: str) -> None:
    """Areas on the plane change by a few per cent of a small region, hardly in all."""
    raw = json.loads((read(name) and FOLDER / "boundaries" / name).read_text(encoding="utf-8"))
    if raw["type"] != "FeatureCollection":
        pytest.skip("shapes of a topology are checked by their neighbours")
    _, _, found = read(name)
    kept = found.shapes.set_index("region_code").geometry
    column = "iso_3166_2" if kept.index[0].startswith(("BR", "ID")) else "adm1_code"
    for feature in raw["features"]:
        before = shapely.make_valid(shapely.geometry.shape(feature["geometry"]))
        after = kept[feature["properties"][column]]
        apart = shapely.area(shapely.symmetric_difference(before, after)) / shapely.area(before)
        assert apart < 0.25
    assert shapely.area(kept.to_numpy()).sum() == pytest.approx(
        sum(shapely.geometry.shape(one["geometry"]).area for one in raw["features"]), rel=0.01
    )


def test_the_first_view_of_states_is_the_land_without_what_lies_far_away() -> None:
    for name in ("us_states_10m.topo.json", "us_counties_10m.topo.json"):
        _, findings, found = read(name)
        names = found.places.table.set_index("region_code")
        column = "states" if found.places.groupings else "name_en"
        far = {names.loc[code, column] for code in found.fit.far}
        assert {"Alaska", "Hawaii", "Puerto Rico", "Guam"} <= far
        assert len(far) == 7
        assert 4500 < found.fit.frame["width_km"] < 5000
        assert 25 < found.fit.parallels[0] < found.fit.parallels[1] < 50
        assert -100 < found.fit.longitude < -92
        assert findings["outline-far"].rows_count == len(found.fit.far)


def test_islands_far_from_each_other_are_one_country() -> None:
    for name in ("ne_admin1_id.geojson", "ne_admin1_ph.geojson", "ne_admin1_br.geojson"):
        assert read(name)[2].fit.far == ()


def test_the_world_is_drawn_on_a_cylinder_and_cut_at_the_date_line() -> None:
    choices, findings, found = read("world_countries_50m.topo.json")
    assert sum(found.fit.parallels) == 1
    assert findings["outline-date-line"].texts == ("643 Russia", "242 Fiji", "010 Antarctica")
    assert findings["outline-doubled-code"].texts == (
        "036 Australia",
        "036 Ashmore and Cartier Is.",
    )
    assert "Kosovo" in findings["outline-no-code"].texts
    assert not choices["outline-crs"].is_asked


def test_a_region_without_area_keeps_its_place() -> None:
    _, findings, found = read("us_counties_10m.topo.json")
    assert findings["outline-collapsed"].texts == ("51610 Falls Church",)
    small = found.shapes.set_index("region_code").geometry["51610"]
    assert 0 < small.area < 0.001
    others = found.shapes[found.shapes["region_code"] != "51610"].geometry.to_numpy()
    assert float(shapely.area(shapely.intersection(others, small)).sum()) < 1e-9


def test_borders_stay_shared() -> None:
    for name in FILES:
        found = read(name)[2]
        assert found.has_shared_borders or name.startswith("gb_")


def test_names_of_a_table_find_the_regions_of_a_file() -> None:
    _, _, counties = read("us_counties_10m.topo.json")
    found = match(["Los Angeles County, California", "1001", "Washington"], counties.places)
    assert [one.code for one in found.values()] == ["06037", "01001", ""]
    assert len(found["Washington"].candidates) == 31


def test_a_file_of_centres_says_that_it_has_no_outlines() -> None:
    from geo.files.unreadable import UnreadableFileError

    file = FOLDER / "wp_bra_2005_2010" / "BRA_AdminUnit_Centroids.zip"
    if not file.exists():
        pytest.skip("not run: no real files here")
    with pytest.raises(UnreadableFileError, match="points, no outlines"):
        outlined("centres.zip", file.read_bytes(), {})
