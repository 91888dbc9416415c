"""Flows between zones, the regions behind them, border bands and pairings."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pytest

from geo.flows.portraits import cells, margins, sides
from geo.scene.overlays import points, ribbon_widths, ribbons, widest_ribbon, zone_homes
from geo.scene.scene import Scenes
from geo.shading.classes import pair_of
from geo.shading.gaps import WIDTHS_METRES, gap_breaks, gap_class
from geo.shading.shade import pair_at
from geo.shapes.crs import to_equal_area
from geo.world.world import World
from tests.seen import scene_of
from tests.worlds import EMPTY, FIRST, PLANE, A, B, C

SCHEMES = ("three-zone", "four-zone", "coast-interior", "autonomous")


def test_cells_of_the_world_by_hand(tiny: World) -> None:
    table = cells(tiny, FIRST, "three-zone").set_index(["origin_zone", "destination_zone"])
    persons = table["migrants_persons"]
    assert persons["east", "east"] == 100
    assert persons["east", "west"] == persons["west", "east"] == 50
    assert persons.sum() == 200
    assert table["share_percent"].sum() == pytest.approx(100)
    assert table["sample_persons"].sum() == 20


def test_sides_of_the_world_by_hand(tiny: World) -> None:
    table = sides(tiny, FIRST, "three-zone")
    assert table.loc[A, ["out_inside_persons", "out_outside_persons"]].tolist() == [80, 50]
    assert table.loc[A, ["in_inside_persons", "in_outside_persons"]].tolist() == [20, 50]
    assert table.loc[B, "net_inside_persons"] == 60
    assert table.loc[C, "net_persons"] == 0


@pytest.mark.parametrize("scheme", SCHEMES)
def test_cells_sides_and_margins_agree_in_every_interval(world: World, scheme: str) -> None:
    for period in world.vocabulary["periods"]:
        square = cells(world, period, scheme)
        table = sides(world, period, scheme)
        margins = world.table("region_flows")
        margins = margins[margins["period"] == period].set_index("region_code")
        assert square["migrants_persons"].sum() == pytest.approx(margins["out_persons"].sum())
        for side in ("out", "in"):
            both = table[f"{side}_inside_persons"] + table[f"{side}_outside_persons"]
            expected = margins.loc[table.index, f"{side}_persons"]
            np.testing.assert_allclose(both, expected)
        assert table["net_persons"].sum() == pytest.approx(0, abs=1e-3)
        own = square[square["origin_zone"] == square["destination_zone"]]
        inside = table.groupby("zone", sort=False)[["out_inside_persons", "in_inside_persons"]]
        for zone, sums in inside.sum().iterrows():
            cell = own.loc[own["origin_zone"] == zone, "migrants_persons"].iloc[0]
            assert sums.tolist() == pytest.approx([cell, cell])


def test_an_empty_interval_has_empty_cells(tiny: World) -> None:
    nobody = cells(tiny, EMPTY, "three-zone")
    assert nobody["migrants_persons"].sum() == 0
    assert nobody["share_percent"].isna().all()
    assert sides(tiny, EMPTY, "three-zone")["net_persons"].eq(0).all()


@pytest.mark.parametrize("scheme", SCHEMES)
def test_ribbons_end_inside_their_zones_on_one_scale(world: World, scheme: str) -> None:
    homes, zones = zone_homes(world, scheme), world.members[scheme]
    assert all(homes[zone] in zones[zone] for zone in zones)
    persons = sum(
        margins(world, period).fillna(0)[["in_persons", "out_persons"]].sum(axis=1)
        for period in world.vocabulary["periods"]
    )
    assert all(persons[homes[zone]] == persons[list(codes)].max() for zone, codes in zones.items())
    most = max(
        ribbons(cells(world, period, scheme), world.schemes[scheme].keys)["migrants_persons"].max()
        for period in world.vocabulary["periods"]
    )
    assert widest_ribbon(world, scheme) == pytest.approx(most)
    assert ribbon_widths(np.array([most, most / 2]), most)[1] == pytest.approx(
        ribbon_widths(np.array([most]), most)[0] / 2
    )


def test_the_largest_ribbon_is_not_the_shortest(world: World) -> None:
    """Where most people move a ribbon must be seen: its length is no less than half of any."""
    at, homes = points(world, "anchor"), zone_homes(world, "three-zone")
    rows = ribbons(cells(world, "2005-2010", "three-zone"), world.schemes["three-zone"].keys)
    ways = [
        np.hypot(*np.subtract(at[homes[origin]], at[homes[destination]]))
        for origin, destination in zip(rows["origin_zone"], rows["destination_zone"], strict=True)
    ]
    assert ways[-1] >= max(ways) / 2


@pytest.mark.parametrize("unit", [0.004, 3.9, 40.0, 1e9])
def test_gap_breaks_rise_and_leave_the_largest_gap_above(unit: float) -> None:
    gaps = unit * np.arange(1, 101) ** 2.0  # many small ones, few large ones
    breaks = gap_breaks(gaps)
    assert 0 < breaks[0] < breaks[1] < breaks[2] < gaps.max()
    assert gap_class(gaps[-1:], breaks).tolist() == [len(WIDTHS_METRES)]
    assert (gaps < breaks[0]).mean() == pytest.approx(0.5, abs=0.1)


def test_a_layer_of_gaps_says_something_in_every_interval(world: World, scenes: Scenes) -> None:
    for shade in ("gdp_per_capita_derived", "in", "net-rate", "illiteracy_rate_15plus"):
        for period in world.vocabulary["periods"]:
            found = scene_of(world, f"shade={shade}&period={period}&layers=borders", scenes).gaps
            assert sum(one > 0 for one in found.counts) >= 3, (shade, period)
            assert max(found.counts) < 0.8 * sum(found.counts), (shade, period)


def test_bands_cover_their_borders_and_are_as_wide_as_they_say(world: World) -> None:
    bands = to_equal_area(gpd.read_parquet(world.built / "border_bands.parquet"), PLANE)
    lines = to_equal_area(gpd.read_parquet(world.built / "borders.parquet"), PLANE).set_index(
        "border_id"
    )
    assert len(bands) == len(lines) * len(WIDTHS_METRES)
    assert bands.geometry.is_valid.all()
    line = lines.geometry.loc[bands["border_id"]].reset_index(drop=True)
    covered = line.intersection(bands.geometry).length / line.length
    assert covered.min() > 0.97
    reach = bands.geometry.hausdorff_distance(line)
    assert (reach < 0.9 * bands["width_metres"]).all()


def test_gaps_follow_the_shade_and_a_two_way_shade_shows_its_first_value(
    world: World, scenes: Scenes
) -> None:
    plain = scene_of(world, "shade=out-rate&layers=borders", scenes).gaps
    two_way = scene_of(world, "shade=two-way&layers=borders", scenes).gaps
    assert two_way.rows == plain.rows
    assert sum(plain.counts) == len(plain.rows) == 68
    values = scene_of(world, "shade=out-rate", scenes).shade.values["value"].to_dict()
    borders = world.table("borders").set_index("border_id")
    for row in plain.rows:
        border = borders.loc[row.band_id.rpartition(":")[0]]
        assert (row.a_code, row.b_code) == (border["a_code"], border["b_code"])
        assert (row.a_value, row.b_value) == (values[row.a_code], values[row.b_code])
        assert row.gap == abs(row.a_value - row.b_value) > 0
    assert [row.width for row in plain.rows] == sorted(row.width for row in plain.rows)


def test_a_border_without_both_values_has_no_gap(tiny: World) -> None:
    assert scene_of(tiny, "shade=in&layers=borders").gaps.rows == ()


@pytest.mark.parametrize("shade", ["ethnic_minority_share", "rural_net_income_per_capita"])
def test_every_border_with_two_different_values_has_a_gap(
    world: World, scenes: Scenes, shade: str
) -> None:
    scene = scene_of(world, f"shade={shade}&scale=free", scenes)
    values = scene.shade.values["value"].astype(float)
    borders = world.table("borders")
    a, b = (borders[f"{end}_code"].map(values) for end in "ab")
    expected = borders.loc[(a - b).abs() > 0, "border_id"]
    assert {row.band_id.rpartition(":")[0] for row in scene.gaps.rows} == set(expected)


def test_two_way_years_are_the_nearest_and_income_needs_its_own(world: World) -> None:
    used = {
        period: (
            pair_at(world, "two-way", period).y_shade,
            pair_at(world, "two-way", period).y_year,
        )
        for period in world.vocabulary["periods"]
    }
    assert used["1995-2000"] == ("gdp_per_capita_derived", 2000)
    assert used["2005-2010"] == ("gdp_per_capita_revised", 2010)
    assert used["2015-2020"] == ("gdp_per_capita_revised", 2020)
    years = [pair_at(world, "two-way-income", one).y_year for one in world.vocabulary["periods"]]
    assert years == [None, 2005, 2010, None, None]


def test_a_partial_year_makes_no_classes(world: World) -> None:
    table = world.table("shading")
    found = pair_of(table, world.pairings["two-way"], "1995-2000", 2000, complete=32)
    assert found.y_year is None
    assert found.keys == {}
    assert found.members("11") == ()
