"""Disparity with Chongqing inside Sichuan: one unit less, the same nation, parts that still sum."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.disparity.together import as_one, may_be_one
from geo.world.world import World
from tests.seen import view_of

MERGED = "view=disparity&merge=50"


def test_the_nation_stays_and_one_unit_goes(world: World) -> None:
    one = as_one(world, view_of(world, merge="50"))
    for key in ("gdp_per_capita", "gdp_per_capita_revised", "urbanisation_rate"):
        apart, merged = (
            table[table["indicator"] == key].assign(sum=lambda t: t["value"] * t["weight_persons"])
            for table in (world.table("disparity_values"), one.table("disparity_values"))
        )
        names = ["sum", "weight_persons"]
        before, after = (table.groupby("year")[names].sum() for table in (apart, merged))
        assert (after / before).to_numpy() == pytest.approx(1)
        counts = merged.groupby("year")["region_code"].nunique()
        assert set(counts) == {30}
        assert "50" not in set(merged["region_code"])


def test_between_and_within_still_sum_and_the_between_part_is_the_same(world: World) -> None:
    """Both lie in the same zone, so only the part inside it changes."""
    keys = ["indicator", "scheme", "year"]
    one = as_one(world, view_of(world, merge="50"))
    before, after = (
        table[(table["indicator"] == "gdp_per_capita") & (table["scheme"] == "three-zone")]
        .set_index(keys)
        .sort_index()
        for table in (world.table("disparity"), one.table("disparity"))
    )
    for index in ("theil_t", "theil_l"):
        parts = after[f"{index}_between"] + after[f"{index}_within"]
        assert parts.to_numpy() == pytest.approx(after[f"{index}_total"].to_numpy(), abs=1e-9)
        assert after[f"{index}_between"].to_numpy() == pytest.approx(
            before[f"{index}_between"].to_numpy()
        )
        assert (after[f"{index}_within"] <= before[f"{index}_within"] + 1e-12).all()


def test_a_series_that_may_not_be_merged_stays_apart_with_its_reason(
    world: World, replies: FlaskClient
) -> None:
    key = "urban_disposable_income_per_capita"
    assert not may_be_one(world, key)
    assert as_one(world, view_of(world, merge="50", indicator=key)) is world
    said = replies.get(f"/view?{MERGED}&indicator={key}").json["tab"]["html"]
    assert "stay apart in this series: It is per head of urban households" in said


def test_the_tab_says_where_chongqing_stood_and_shows_both_as_one(replies: FlaskClient) -> None:
    apart = replies.get("/view?view=disparity&year=1990").json["tab"]["html"]
    assert "before that it was a part of Sichuan" in apart
    assert "not applicable before 1997" in apart
    assert "Sichuan + Chongqing</th>" not in apart
    one = replies.get(f"/view?{MERGED}&year=1990").json["tab"]["html"]
    assert "Sichuan + Chongqing" in one
    assert "30 provinces weighted" in one


def test_the_indicators_take_both_as_one_on_request(replies: FlaskClient) -> None:
    apart = replies.get("/view?view=indicators").json["tab"]["html"]
    assert "Sichuan + Chongqing until 1997" in apart
    assert "as one</h3>" not in apart
    assert "as one</h3>" in replies.get("/view?view=indicators&merge=50").json["tab"]["html"]


def test_the_api_counts_one_unit_less(api: FlaskClient) -> None:
    apart, one = (api.get(f"/api/disparity{query}").json for query in ("", "?merge=50"))
    assert {row["n_provinces"] for row in apart["rows"]} == {31}
    assert {row["n_provinces"] for row in one["rows"]} == {30}
    said = " ".join(one["notes"])
    assert "before that it was a part of Sichuan" in said
