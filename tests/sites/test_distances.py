"""The nearest pilot site of each region, and the zone without one."""

from __future__ import annotations

import math

import pandas as pd
import pytest
from pyproj import Geod

from geo.sites.coverage import site_distances, zones_without_site
from geo.world.world import World
from tests import worlds

GEOD = Geod(ellps="WGS84")


def test_every_region_has_its_nearest_site(world: World) -> None:
    sites = world.table("pilot_sites").dropna(subset=["lon"])
    found = site_distances(world.table("regions"), world.table("pilot_sites"))
    assert len(found) == 31
    for row in found.itertuples():
        home = world.counted.loc[row.region_code]
        apart = {
            site.name: GEOD.inv(home["anchor_lon"], home["anchor_lat"], site.lon, site.lat)[2]
            for site in sites.itertuples(index=False)
        }
        assert row.nearest_site_name == min(apart, key=apart.get)
        # The sphere differs from the ellipsoid by less than 0.6 %.
        assert row.distance_km == pytest.approx(min(apart.values()) / 1000, rel=0.006, abs=1)


def test_the_real_answers(world: World) -> None:
    found = site_distances(world.table("regions"), world.table("pilot_sites"))
    rows = found.set_index("region_code")
    assert rows.loc["63", "nearest_site"] == "chengdu"
    assert rows.loc["54", "nearest_site"] == "diqing"
    assert rows["distance_km"].idxmax() == "65"
    assert rows.loc["53", "own_sites_count"] == 2
    assert rows["own_sites_count"].sum() == 8
    # A capital can be nearer to the site of a neighbour than to one of its own region.
    assert rows.loc["15", "nearest_site"] == "zhuolu"
    assert rows.loc["15", "own_sites_count"] == 1


def test_the_central_zone_has_no_site(world: World) -> None:
    zones = world.members["three-zone"]
    assert zones_without_site(world.table("pilot_sites"), zones) == ("central",)
    central = site_distances(world.table("regions"), world.table("pilot_sites"))
    central = central[central["zone"] == "central"]
    assert len(central) == 8
    assert (central["own_sites_count"] == 0).all()
    assert (central["distance_km"] > 300).all()


def test_a_tiny_world_and_a_ninth_site() -> None:
    made = worlds.tables()
    found = site_distances(made["regions"], made["pilot_sites"]).set_index("region_code")
    assert worlds.OFF not in found.index
    assert set(found["nearest_site"]) == {"hill-&-<co>"}
    ninth = {"site_id": "P9", "name": "New", "region_code": "12", "lon": 115.0, "lat": 35.0}
    sites = pd.concat([made["pilot_sites"], pd.DataFrame([ninth])], ignore_index=True)
    more = site_distances(made["regions"], sites).set_index("region_code")
    assert more.loc["12", "nearest_site"] == "new"
    assert more.loc["12", "distance_km"] == 0
    assert more.loc["12", "own_sites_count"] == 1
    assert more.loc["14", "nearest_site"] == "hill-&-<co>"


def test_without_any_site_nothing_is_near() -> None:
    made = worlds.tables()
    found = site_distances(made["regions"], made["pilot_sites"].head(0))
    assert found["nearest_site"].isna().all()
    assert all(math.isnan(one) for one in found["distance_km"])
    assert zones_without_site(made["pilot_sites"].head(0), {"east": ("11",)}) == ("east",)
