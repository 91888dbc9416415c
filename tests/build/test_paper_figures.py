"""What the paper fixes: zones, sites, networks, totals and its own conflicts."""

from __future__ import annotations

import pandas as pd

Tables = dict[str, pd.DataFrame]


def test_zones_have_the_members_of_the_paper(tables: Tables) -> None:
    regions = tables["regions"].set_index("region_code")
    counts = regions["three_zone"].value_counts().to_dict()
    assert counts == {"east": 11, "central": 8, "west": 12}
    assert regions.loc[["15", "45", "50"], "three_zone"].tolist() == ["west"] * 3
    assert regions.loc["21", "three_zone"] == "east"
    assert set(regions.index[regions["four_zone"] == "northeast"]) == {"21", "22", "23"}
    coast = set(regions.index[regions["coast_interior"] == "coast"])
    assert coast == {"12", "13", "21", "31", "32", "33", "35", "37", "44", "45", "46"}
    autonomous = set(regions.index[regions["autonomous"] == "autonomous"])
    assert autonomous == {"15", "45", "54", "64", "65"}
    outside = regions.loc[["71", "81", "82"]]
    assert not outside["has_statistics"].any()
    assert (
        outside[["three_zone", "four_zone", "coast_interior", "autonomous"]].isna().to_numpy().all()
    )


def test_paper_sites_count_west_and_east_as_the_zones_do(tables: Tables) -> None:
    sites = tables["pilot_sites"].dropna(subset=["region_code"])
    assert len(sites) == 8
    zones = tables["regions"].set_index("region_code")["three_zone"]
    assert sites["macro_region_stated"].tolist() == zones[sites["region_code"]].tolist()
    assert sites["partner_type"].value_counts().to_dict() == {
        "government": 3,
        "academic": 3,
        "NGO": 2,
    }


def test_lincang_kunming_stays_inside_yunnan(tables: Tables) -> None:
    networks = tables["networks"].set_index("name")
    ends = networks[["from_region_code", "to_region_code"]]
    assert ends.loc["Lincang-Kunming"].tolist() == ["53", "53"]
    assert ends.loc["Chifeng-Beijing"].tolist() == ["15", "11"]
    assert ends.loc["Anhui-Shanghai"].tolist() == ["34", "31"]


def test_migrant_workers_add_up(tables: Tables) -> None:
    workers = tables["migrant_workers"]
    assert workers["year"].tolist() == list(range(2008, 2025))
    gap = workers["total_10k"] - workers["outgoing_10k"] - workers["local_10k"]
    assert (gap.abs() <= 1).all()


def test_totals_of_the_paper(tables: Tables) -> None:
    stated = tables["national_series"]
    totals = stated[stated["indicator"] == "rural_migrants"]
    dated = totals.dropna(subset=["year"]).set_index("year")["value"]
    assert dated.to_dict() == {1988: 26, 1993: 62, 1994: 70, 2002: 94, 2003: 114}
    assert totals["value"].tolist()[0] == 2


def test_conflicts_hold_their_own_arithmetic(tables: Tables) -> None:
    conflicts = tables["conflicts"].set_index("conflict_id")["arithmetic"]
    assert conflicts.index.tolist() == ["K1", "K2", "K3", "K4", "K5", "K6"]
    assert f"33.1 / 0.984 = about {33.1 / 0.984:.1f}" in conflicts["K1"]
    assert f"331 / 8.33 = about {331 / (300 / 36):.0f}" in conflicts["K1"]
    assert f"{4 * 300 / 36:.0f} billion yuan" in conflicts["K1"]
    population = 768.5 / 0.595
    assert f"about {population:,.0f} million" in conflicts["K3"]
    assert f"= {100 * 114 / population:.1f} per cent" in conflicts["K3"]
