"""Two regions as one: totals that match, means that are weighed, and what is refused."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.flows.together import figures_together, moves_together, refused, split_with
from geo.scene.scene import Scenes
from geo.world.catalog import Indicator
from geo.world.declared import Split
from geo.world.world import World
from layers.page.said import parts
from tests.seen import scene_of, shown

PART, WHOLE = "50", "51"


def test_departures_and_arrivals_of_the_unit_match_those_of_both(world: World) -> None:
    """What moves between the two is inside; the rest of the country does not change."""
    corridors, margins = world.table("corridors"), world.table("region_flows")
    found = moves_together(corridors, world.splits[PART]).set_index("period")
    ends = ["origin_code", "destination_code"]
    for period, row in found.iterrows():
        own = margins[(margins["period"] == period) & margins["region_code"].isin([PART, WHOLE])]
        between = corridors[
            (corridors["period"] == period) & corridors[ends].isin([PART, WHOLE]).all(axis=1)
        ]["migrants_persons"].sum()
        assert row["inside_persons"] == pytest.approx(between)
        assert row["out_persons"] + between == pytest.approx(own["out_persons"].sum())
        assert row["in_persons"] + between == pytest.approx(own["in_persons"].sum())
        assert row["net_persons"] == pytest.approx(own["net_persons"].sum())


def test_sums_add_and_means_weigh_by_the_population_of_the_year(world: World) -> None:
    records = world.catalogue["indicators"].indicators
    weights = world.package.disparity.weight_indicators
    found = figures_together(world.table("indicators"), records, weights, world.splits[PART])
    rows = found.set_index(["indicator", "year"])
    assert rows.loc[("population_compendium", 1990), "together"] == pytest.approx(2920.9 + 7892.5)
    assert rows.loc[("grp_compendium", 1996), "together"] == pytest.approx(1187.47 + 2985.15)
    # GRP of both over people of both, since at the end of 1990 the value per head is that ratio
    whole = (299.82 + 891.0) * 1e8 / ((2920.9 + 7892.5) * 1e4)
    assert rows.loc[("gdp_per_capita_derived", 1990), "together"] == pytest.approx(whole, abs=1)
    means = found[found["indicator"] == "urbanisation_rate"]
    ends = means[["part", "whole"]]
    assert means["together"].between(ends.min(axis=1), ends.max(axis=1)).all()


def test_a_year_that_only_one_has_is_not_taken_together() -> None:
    split = Split(part="a", whole="b", year=1997, event="-", sources="-", moves="-")
    figures = pd.DataFrame(
        {"region_code": ["a", "a", "b"], "year": [1, 2, 2], "indicator": "x", "value": [1.0, 2, 3]}
    )
    assert figures_together(figures, [record("x", "sum")], [], split)["year"].tolist() == [2]
    assert figures_together(
        figures, [record("x", "mean")], ["heads"], split
    ).empty  # nobody to weigh with


def record(name: str, together: str) -> Indicator:
    said = dict.fromkeys(("title", "unit", "definition", "series", "theme"), "-")
    return Indicator(name=name, **said, shade=False, decimals=0, caveats=(), together=together)


def test_every_indicator_says_how_it_is_taken_together_or_why_not(world: World) -> None:
    records = world.catalogue["indicators"].indicators
    for one in records:
        assert bool(one.together) != bool(one.apart), one.name
    assert "urban_disposable_income_per_capita" in refused(records)


def test_a_split_names_two_regions_with_figures(world: World) -> None:
    for split in world.package.splits:
        assert world.splits[split.part] == split
        assert {split.part, split.whole} <= set(world.counted.index)
        assert split_with(world, split.whole) is split_with(world, split.part) is split
    assert split_with(world, "11") is None


@pytest.mark.parametrize("code", [PART, WHOLE])
def test_both_cards_say_where_chongqing_stood_and_take_both_as_one(
    world: World, scenes: Scenes, code: str
) -> None:
    apart = shown(parts(world, scene_of(world, f"place={code}", scenes), ())["card"])
    assert "not applicable before 1997" in apart
    assert "carry figures of the later municipality back to 1990" in apart
    assert "Merge Chongqing with Sichuan" in apart
    assert "as one" not in apart
    one = shown(parts(world, scene_of(world, f"place={code}&merge=50", scenes), ())["card"])
    assert "Sichuan + Chongqing as one" in one
    assert "Not taken together, and why" in one
    assert "It is per head of urban households" in one


def test_other_cards_say_nothing_of_it(world: World, scenes: Scenes) -> None:
    assert "1997" not in shown(
        parts(world, scene_of(world, "place=34&merge=50", scenes), ())["card"]
    )
