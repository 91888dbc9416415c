"""The provincial figures: sums, weighted means and coverage against what the sources print."""

from __future__ import annotations

from collections import defaultdict

import pandas as pd
import pytest

from geo.world.catalog import catalogue
from tests import raw

Tables = dict[str, pd.DataFrame]


def series(tables: Tables, indicator: str, year: int) -> pd.Series:
    figures = tables["indicators"]
    rows = figures[(figures["indicator"] == indicator) & (figures["year"] == year)]
    return rows.set_index("region_code")["value"]


def national(tables: Tables, indicator: str, year: int) -> float:
    totals = tables["national_totals"]
    row = totals[(totals["indicator"] == indicator) & (totals["year"] == year)]
    return float(row["value"].iloc[0])


def test_population_of_2020_is_the_census_count(tables: Tables) -> None:
    population = series(tables, "resident_population", 2020)
    assert len(population) == 31
    assert round(population.sum() * 10_000) == 1_409_778_724


@pytest.mark.parametrize("year", [year for year in range(2000, 2020) if year != 2013])
def test_regions_sum_to_nearly_the_nation(tables: Tables, year: int) -> None:
    population = series(tables, "resident_population", year)
    assert len(population) == 31
    whole = national(tables, "population", year)
    assert abs(population.sum() / whole - 1) < 0.017


def test_heilongjiang_2013_is_missing_not_zero(tables: Tables) -> None:
    population = series(tables, "resident_population", 2013)
    assert "23" not in population.index
    assert len(population) == 30
    assert (population > 0).all()


@pytest.mark.parametrize(
    ("indicator", "tolerance"),
    [("ethnic_minority_share", 0.005), ("mean_years_schooling_15plus", 0.02)],
)
def test_weighted_means_meet_the_nation(tables: Tables, indicator: str, tolerance: float) -> None:
    values, weights = series(tables, indicator, 2020), series(tables, "resident_population", 2020)
    mean = (values * weights).sum() / weights.sum()
    assert abs(mean - national(tables, indicator, 2020)) <= tolerance


def test_urban_persons_of_2020(tables: Tables) -> None:
    share = series(tables, "urbanisation_rate_census", 2020) / 100
    people = series(tables, "resident_population", 2020) * 10_000
    assert abs((share * people).sum() / 899_991_162 - 1) < 1e-4
    yearly = series(tables, "urbanisation_rate", 2020) / 100
    assert ((share - yearly).abs() < 0.003).all()


def test_residents_registered_elsewhere(tables: Tables) -> None:
    stock = tables["residents_by_registration"]
    sums = stock.groupby("year")["registered_in_other_province"].sum()
    assert sums.to_dict() == {2010: 85_876_337, 2020: 124_837_153}
    year_2020 = stock[stock["year"] == 2020].set_index("region_code")
    figure = series(tables, "hukou_interprov_in", 2020)
    assert figure.astype(int).to_dict() == year_2020["registered_in_other_province"].to_dict()
    floating = tables["floating_population"].set_index("year")["inter_province_persons"]
    assert floating[2020] == sums[2020]
    assert floating[2010] == sums[2010]


@pytest.mark.parametrize(
    ("indicator", "year", "region", "value"),
    [
        ("gdp_per_capita_published", 2003, "31", 46_718),
        ("gdp_per_capita_derived", 1995, "13", 4_444),
        ("gdp_per_capita_derived", 2003, "13", 10_251),
        ("grp_revised", 2020, "11", 38_503.6),
    ],
)
def test_known_values(tables: Tables, indicator: str, year: int, region: str, value: float) -> None:
    assert series(tables, indicator, year)[region] == pytest.approx(value, rel=1e-3)


def test_coverage_is_the_delivered_one(tables: Tables) -> None:
    delivered = {
        (row["indicator"], int(row["year"])): int(row["provinces"])
        for row in raw.rows_of("nbs_provincial-indicators/coverage.csv")
    }
    # Left out on purpose: its copy has no known origin.
    assert delivered.pop(("gdp_per_capita_published", 2009)) == 18
    counted: dict[tuple[str, int], set[str]] = defaultdict(set)
    keys = tables["indicators"][["indicator", "year", "region_code"]]
    for indicator, year, region in keys.itertuples(index=False, name=None):
        counted[indicator, int(year)].add(region)
    assert {key: len(regions) for key, regions in counted.items()} == delivered


def test_units_of_indicators_are_those_of_the_catalogue(tables: Tables) -> None:
    units = tables["indicators"].groupby("indicator")["unit"].unique()
    for indicator in catalogue()["indicators"].indicators:
        (delivered,) = units[indicator.name]
        assert indicator.unit == delivered or (
            indicator.unit == "sample persons" and " sample" in delivered
        )


def test_no_figure_that_is_worked_out_in_a_raw_file_is_rounded_again_on_the_page() -> None:
    """Its digits after the point are those of the file; nothing is rounded twice."""
    shown = {one.name: one.decimals for one in catalogue()["indicators"].indicators}
    digits: dict[str, int] = defaultdict(int)
    for row in raw.rows_of("nbs_provincial-indicators/indicators.csv"):
        if row["basis"] == "derived":
            own = len(row["value"].partition(".")[2])
            digits[row["indicator"]] = max(digits[row["indicator"]], own)
    assert digits["urban_rural_income_ratio"] == digits["urbanisation_rate_census"] == 2
    assert {name: own for name, own in digits.items() if own > shown[name]} == {}
