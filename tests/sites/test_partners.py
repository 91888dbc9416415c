"""Partner triangles: who stands where, and who is missing."""

from __future__ import annotations

from geo.sites.sites import CORNERS, local_triangles, national_triangle
from geo.world.world import World


def test_the_nation_has_all_three_corners(world: World) -> None:
    rows = national_triangle(world.table("networks"))
    assert rows["corner"].tolist() == list(CORNERS)
    assert rows["partner"].tolist() == [
        "Ministries such as MOLSS",
        "CASS",
        "All-China Women's Federation",
    ]
    assert rows["section"].str.contains("4.3").all()


def test_the_national_corners_are_of_their_kind(world: World) -> None:
    types = world.table("stakeholders").set_index("abbreviation")["type"]
    assert (types["CASS"], types["ACWF"], types["MOLSS"]) == ("academic", "NGO/NPO", "government")


def test_each_site_has_one_corner_and_two_that_nobody_is_named_for(world: World) -> None:
    rows = local_triangles(world.table("pilot_sites"))
    assert len(rows) == 8 * 3
    assert (rows.groupby("name")["partner"].count() == 1).all()
    leads = world.table("stakeholders")
    leads = leads[leads["role"].str.startswith("lead partner, ")]
    stated = {
        (role.removeprefix("lead partner, "), kind.removesuffix("/NPO"), agency)
        for role, kind, agency in zip(leads["role"], leads["type"], leads["agency"], strict=True)
    }
    named = rows.dropna(subset=["partner"])
    assert set(zip(named["name"], named["corner"], named["partner"], strict=True)) == stated


def test_a_corner_that_the_paper_does_not_name_is_missing_and_not_left_out(world: World) -> None:
    networks = world.table("networks")
    rows = national_triangle(networks[networks["network_id"] != "N7"])
    assert rows["corner"].tolist() == list(CORNERS)
    assert rows["partner"].isna().tolist() == [False, False, True]
