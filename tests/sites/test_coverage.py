"""How far each region is from a site, which zones have none, and the lines that show it."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from geo.sites import coverage
from geo.world.world import World
from layers.map import regions
from tests import raw
from tests.seen import scene_of
from tests.worlds import SCHEMES

EARTH_KM = 6371.0088


def unit(lon: float, lat: float) -> np.ndarray:
    """Vector from the middle of the earth."""
    a, b = np.radians([lon, lat])
    return np.array([np.cos(b) * np.cos(a), np.cos(b) * np.sin(a), np.sin(b)])


def raw_distances() -> dict[str, tuple[str, float]]:
    """Nearest site and km of each region from the raw files, by the angle between vectors."""
    sites = [one for one in raw.rows_of("unesco_2005-paper/pilot_sites.csv") if one["lon"]]
    found = {}
    for home in raw.rows_of("gbt2260_geonames-3.0.2/provinces.csv"):
        here = unit(float(home["capital_lon"]), float(home["capital_lat"]))
        apart = {}
        for site in sites:
            there = unit(float(site["lon"]), float(site["lat"]))
            angle = np.arctan2(np.linalg.norm(np.cross(here, there)), here @ there)
            apart[site["name"]] = EARTH_KM * float(angle)
        name = min(apart, key=apart.get)
        found[home["code"]] = (name, apart[name])
    return found


def test_distances_are_those_of_the_raw_places(world: World) -> None:
    expected = raw_distances()
    table = coverage.nearest(world).set_index("region_code")
    assert set(table.index) == set(expected)
    for code, (name, km) in expected.items():
        assert table.loc[code, "nearest_site_name"] == name
        assert table.loc[code, "distance_km"] == pytest.approx(km, rel=1e-6, abs=1e-6)


def test_the_farthest_come_first_and_a_zone_without_a_site_counts_none(world: World) -> None:
    table = coverage.by_zone(world, "three-zone")
    assert table["distance_km"].is_monotonic_decreasing
    assert table["region_code"].iloc[0] == "65"
    counts = table.groupby("zone")["zone_sites_count"].first().to_dict()
    assert counts == {"east": 4, "central": 0, "west": 4}
    for scheme in SCHEMES:
        zones = coverage.by_zone(world, scheme.key).groupby("zone")["own_sites_count"].sum()
        assert zones.sum() == 8
        empty = [one.zone for one in coverage.unserved(world, scheme.key)]
        assert sorted(empty) == sorted(zones.index[zones == 0])


def test_question_3_the_central_zone_appears_only_through_anhui(world: World) -> None:
    (central,) = coverage.unserved(world, "three-zone")
    assert central.zone == "central"
    assert central.codes == world.members["three-zone"]["central"]
    assert central.network_ends == (("Anhui", "Anhui-Shanghai"),)
    assert central.sending == ("34", "41")
    assert central.section == "1.2 Key facts"
    inside = [km for code, (_, km) in raw_distances().items() if code in central.codes]
    assert central.nearest_km == pytest.approx(min(inside))
    assert central.farthest_km == pytest.approx(max(inside))
    assert coverage.unserved(world, "coast-interior") == ()


def test_a_province_says_how_far_its_nearest_site_is_while_that_is_shown(world: World) -> None:
    codes = world.names.index.tolist()
    shown, hidden = (
        dict(zip(codes, regions.frame(world, scene_of(world, query))[0]["text"], strict=True))
        for query in ("layers=regions,nearest", "layers=regions")
    )
    for code, (site, km) in raw_distances().items():
        said = f"<br>nearest pilot site: <b>{site}</b>, {km:,.0f} km"
        assert said in shown[code]
        assert shown[code].startswith(hidden[code])
        assert "pilot site" not in hidden[code]
    assert "Central: no site in this zone" in shown["41"]
    assert shown["71"] == hidden["71"]


def test_a_line_runs_from_capital_to_site_in_short_pieces(world: World) -> None:
    paths, table = coverage.lines(world), coverage.nearest(world).set_index("region_code")
    assert set(paths) == set(table.index)
    for code, path in paths.items():
        home = world.counted.loc[code]
        assert path[0] == (home["anchor_lon"], home["anchor_lat"])
        steps = [EARTH_KM * np.arccos(min(1.0, unit(*a) @ unit(*b))) for a, b in pairwise(path)]
        assert max(steps) <= coverage.STEP_KM * 1.001
        # The pieces add up to the distance: the line is the shortest way.
        assert sum(steps) == pytest.approx(table.loc[code, "distance_km"], rel=1e-3, abs=0.01)


def test_a_world_without_figures_of_the_paper(tiny: World) -> None:
    assert len(coverage.nearest(tiny)) == 4
    (west,) = coverage.unserved(tiny, "three-zone")
    assert (west.zone, west.sending, west.section) == ("west", (), "")
    assert west.network_ends == (("Glen", "Glen-Bay"),)
