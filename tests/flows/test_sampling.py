"""Sampling ranges against simulated samples, and their laws."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from geo.flows.sampling import (
    Z_95,
    corridor_ranges,
    joint_error,
    ranges,
    region_ranges,
    standard_error,
)
from geo.world.world import World

FACTORS = [10.0, 1 / 0.01325, 1 / 0.0155]


@pytest.mark.parametrize("factor", FACTORS)
@pytest.mark.parametrize("movers", [5_000, 60_000, 1_000_000])
def test_the_formula_is_what_repeated_samples_do(factor: float, movers: int) -> None:
    draws = np.random.default_rng(20051101).binomial(movers, 1 / factor, size=20_000)
    spread = (draws * factor).std()
    expected = float(standard_error(movers / factor, factor))
    assert spread == pytest.approx(expected, rel=0.03)
    low, high = ranges(draws, np.full(draws.shape, factor))
    covered = float(np.mean((low <= movers) & (movers <= high)))
    assert covered == pytest.approx(0.95, abs=0.02)


@pytest.mark.parametrize("factor", FACTORS)
def test_the_range_of_a_net_is_what_repeated_samples_do(factor: float) -> None:
    random = np.random.default_rng(20151101)
    there, back = (random.binomial(movers, 1 / factor, size=20_000) for movers in (40_000, 30_000))
    spread = ((there - back) * factor).std()
    errors = (standard_error(movers / factor, factor) for movers in (40_000, 30_000))
    assert spread == pytest.approx(float(joint_error(*errors)), rel=0.03)


def test_a_survey_of_everybody_has_no_error() -> None:
    assert standard_error(500.0, 1.0) == 0
    assert [float(end) for end in ranges(500.0, 1.0)] == [500, 500]


def test_no_range_reaches_below_the_people_who_were_counted() -> None:
    low, high = ranges([0, 1, 2, 3], 75.0)
    assert low.tolist()[0] == 0
    assert (low[1:] == [1, 2, 3]).all()
    assert high[0] == 225
    assert (np.diff(high[1:]) > 0).all()


def test_missing_stays_missing() -> None:
    assert np.isnan(standard_error([np.nan], 10.0)).all()
    assert np.isnan(np.array(ranges([np.nan], 10.0))).all()


def test_corridor_ranges_worked_by_hand() -> None:
    table = pd.DataFrame(
        {
            "period": ["census", "survey"],
            "sample_persons": [400, 25],
            "reverse_sample_persons": [100, 16],
            "net_persons": [3000.0, 9 / 0.0155],
        }
    )
    periods = pd.DataFrame(
        {
            "period": ["census", "survey"],
            "expansion_factor": [10.0, 1 / 0.0155],
            "collection": ["census", "survey"],
        }
    )
    found = corridor_ranges(table, periods)
    assert found["low_persons"][0] == pytest.approx(4000 - Z_95 * 10 * np.sqrt(360))
    assert found["high_persons"][0] == pytest.approx(4000 + Z_95 * 10 * np.sqrt(360))
    reach = Z_95 * np.sqrt(41 * (1 - 0.0155)) / 0.0155
    assert found["net_high_persons"][1] == pytest.approx(9 / 0.0155 + reach)
    assert found["net_low_persons"][1] == pytest.approx(9 / 0.0155 - reach)
    assert found["net_spans_zero"].tolist() == [False, True]
    assert found["collection"].tolist() == ["census", "survey"]


def test_a_net_of_two_flows_that_nobody_was_sampled_on_is_open_both_ways() -> None:
    table = pd.DataFrame(
        {
            "period": ["a"],
            "sample_persons": [0],
            "reverse_sample_persons": [0],
            "net_persons": [0.0],
        }
    )
    periods = pd.DataFrame({"period": ["a"], "expansion_factor": [10.0], "collection": ["census"]})
    row = corridor_ranges(table, periods).iloc[0]
    assert (row["low_persons"], row["high_persons"]) == (0, 30)
    assert (row["net_low_persons"], row["net_high_persons"]) == (-30, 30)
    assert row["net_spans_zero"]


def test_real_ranges_hold_their_estimates_and_both_ways_agree(world: World) -> None:
    rows = corridor_ranges(world.table("corridors"), world.table("periods"))
    assert (rows["low_persons"] <= rows["migrants_persons"]).all()
    assert (rows["migrants_persons"] <= rows["high_persons"]).all()
    pair = ["period", "origin_code", "destination_code"]
    there = rows.set_index(pair).sort_index()
    turned = rows.rename(columns=dict(zip(pair[1:], pair[:0:-1], strict=True)))
    back = turned.set_index(pair).sort_index()
    assert (there["net_spans_zero"] == back["net_spans_zero"]).all()
    assert there["net_low_persons"].to_numpy() == pytest.approx(
        -back["net_high_persons"].to_numpy()
    )
    assert rows.groupby("period")["net_spans_zero"].any().all()


def test_region_ranges_add_both_errors(world: World) -> None:
    periods = world.table("periods")
    rows = region_ranges(world.table("region_flows"), periods)
    factor = rows["period"].map(periods.set_index("period")["expansion_factor"])
    people = rows["in_sample_persons"] + rows["out_sample_persons"]
    reach = Z_95 * np.sqrt(people * (1 - 1 / factor)) * factor
    assert (rows["net_high_persons"] - rows["net_persons"]).to_numpy() == pytest.approx(
        reach.to_numpy()
    )
    for side in ("in", "out"):
        estimate = rows[f"{side}_persons"]
        assert rows[f"{side}_low_persons"].lt(estimate).all()
        assert rows[f"{side}_high_persons"].gt(estimate).all()
