"""Disparity against the raw files and by hand: years that count, tables, and the claim."""

from __future__ import annotations

import math

import numpy as np
import pandas as pd
import pytest

from geo.disparity.series import disparity_gaps, disparity_values
from geo.world.world import World
from tests import raw
from tests.declared import DISPARITY, SERIES
from tests.worlds import SCHEMES

KEYS = ["indicator", "scheme", "year"]


def by_hand(y: np.ndarray, w: np.ndarray, zone: np.ndarray) -> dict[str, float]:
    """Sum over people, one loop a zone; no code shared with geo."""
    mean, total = (y * w).sum() / w.sum(), w.sum()
    found = dict.fromkeys(("t_between", "t_within", "l_between", "l_within"), 0.0)
    means = {}
    for one in set(zone):
        own, people = y[zone == one], w[zone == one]
        own_mean = (own * people).sum() / people.sum()
        means[one] = own_mean
        held = (own * people).sum() / (y * w).sum()
        found["t_between"] += held * math.log(own_mean / mean)
        found["l_between"] += people.sum() / total * math.log(mean / own_mean)
        inside = people / people.sum()
        found["t_within"] += held * (inside * own / own_mean * np.log(own / own_mean)).sum()
        found["l_within"] += people.sum() / total * (inside * np.log(own_mean / own)).sum()
    apart = sum(w[i] * w[j] * abs(y[i] - y[j]) for i in range(len(y)) for j in range(len(y)))
    found["gini"] = apart / (2 * mean * total**2)
    found["ratio"] = max(means.values()) / min(means.values())
    return found


def values_of(figures: dict, key: str, year: int) -> dict[str, float]:
    if key == "gdp_per_capita_revised":
        people = raw.weights(year)
        product = figures.get(("grp_revised", year), {})
        return {code: 1e8 * product[code] / people[code] for code in product if code in people}
    name = "gdp_per_capita_derived" if key == "gdp_per_capita" else key
    return figures.get((name, year), {})


def test_every_figure_is_the_same_another_way(world: World) -> None:
    figures = raw.printed()
    table = world.table("disparity").set_index(KEYS)
    seen = set()
    for scheme, column in (("three-zone", "region3"), ("four-zone", "region4")):
        zone_of = raw.zones(column)
        for key in (series.key for series in SERIES):
            for year in range(1985, 2030):
                values, people = values_of(figures, key, year), raw.weights(year)
                codes = sorted(set(values) & set(people))
                if len(codes) < 31:
                    assert (key, scheme, year) not in table.index
                    continue
                y, w = (np.array([one[code] for code in codes]) for one in (values, people))
                expected = by_hand(y, w, np.array([zone_of[code] for code in codes]))
                row = table.loc[(key, scheme, year)]
                seen.add((key, year))
                for index in "tl":
                    total = 0.0
                    for part in ("between", "within"):
                        assert row[f"theil_{index}_{part}"] == pytest.approx(
                            expected[f"{index}_{part}"], abs=1e-12
                        )
                        total += expected[f"{index}_{part}"]
                    assert row[f"theil_{index}_total"] == pytest.approx(total, abs=1e-9)
                assert row["gini"] == pytest.approx(expected["gini"])
                assert row["zone_ratio"] == pytest.approx(expected["ratio"])
    assert len(seen) == 47


def test_between_and_within_are_the_whole_in_every_scheme(world: World) -> None:
    table = world.table("disparity")
    assert set(table["scheme"]) == {scheme.key for scheme in SCHEMES}
    for name in ("theil_t", "theil_l"):
        both = table[f"{name}_between"] + table[f"{name}_within"]
        assert (both - table[f"{name}_total"]).abs().max() < 1e-9
    totals = table.groupby(["indicator", "year"])[["theil_t_total", "theil_l_total", "gini"]]
    assert (totals.max() == totals.min()).all(axis=None)
    shares = table.groupby(["indicator", "year"])["between_share_percent"].nunique()
    assert (shares == len(SCHEMES)).all()


def test_zones_sum_to_the_rows(world: World) -> None:
    zones = world.table("disparity_zones").groupby(KEYS)
    table = world.table("disparity").set_index(KEYS).sort_index()
    for part in ("theil_t_between", "theil_t_within", "theil_l_between", "theil_l_within"):
        assert zones[part].sum().to_numpy() == pytest.approx(table[part].to_numpy(), abs=1e-12)
    assert (zones["regions_count"].sum() == 31).all()
    for share in ("population_share", "value_share"):
        assert zones[share].sum().to_numpy() == pytest.approx(1)
    for (indicator, scheme, year), rows in zones:
        means = rows.set_index("zone")["mean"]
        row = table.loc[(indicator, scheme, year)]
        assert (means.idxmax(), means.idxmin()) == (row["top_zone"], row["bottom_zone"])
        assert means.index.tolist() == [
            zone for one in SCHEMES if one.key == scheme for zone in one.keys
        ]


@pytest.mark.parametrize(
    ("key", "years"),
    [
        ("gdp_per_capita", [1990, 1995, *range(2000, 2005), 2006, 2007, 2008]),
        ("gdp_per_capita_revised", [*range(2006, 2013), *range(2014, 2021)]),
        ("urbanisation_rate", [*range(2005, 2013), *range(2014, 2021)]),
        ("urban_disposable_income_per_capita", list(range(2005, 2013))),
    ],
)
def test_only_complete_years_have_figures_and_the_others_are_gaps(
    world: World, key: str, years: list[int]
) -> None:
    values, gaps = world.table("disparity_values"), world.table("disparity_gaps")
    counts = values[values["indicator"] == key].groupby("year")["region_code"].nunique()
    assert counts.to_dict() == dict.fromkeys(years, 31)
    listed = gaps.loc[gaps["indicator"] == key, "year"].tolist()
    assert not set(listed) & set(years)
    assert sorted([*listed, *years]) == list(
        range(min([*listed, *years]), max([*listed, *years]) + 1)
    )


def test_each_gap_says_what_is_lacking(world: World) -> None:
    gaps = world.table("disparity_gaps").set_index(["indicator", "year"])
    known = gaps.loc[("gdp_per_capita", 2005)]
    assert (known["reason"], known["lacking_codes"]) == ("incomplete figures", "34,41,43,45,51,52")
    for key in ("gdp_per_capita_revised", "urbanisation_rate"):
        known = gaps.loc[(key, 2013)]
        assert (known["reason"], known["lacking_codes"]) == ("incomplete population", "23")
        known = gaps.loc[(key, 2021)]
        assert (known["reason"], known["figures_count"], known["weights_count"]) == (
            "no population",
            31,
            0,
        )
        assert pd.isna(known["lacking_codes"])
    assert gaps.loc[("gdp_per_capita", 1997), "reason"] == "no figures"


def test_weights_are_of_one_series_a_year_and_change_once(world: World) -> None:
    values = world.table("disparity_values")
    by_year = values.groupby("year")["weight_series"].agg(set)
    for year, found in by_year.items():
        assert found == {"population_compendium" if year < 2000 else "resident_population"}
    table = world.table("disparity").set_index(KEYS)["weight_series"]
    assert table["gdp_per_capita", "three-zone", 1995] == "population_compendium"
    assert table["gdp_per_capita", "three-zone", 2000] == "resident_population"


def test_the_two_series_of_gdp_are_apart_and_the_revised_one_is_that_of_the_source(
    world: World,
) -> None:
    values = world.table("disparity_values").set_index(["indicator", "year", "region_code"])
    own = values["value"]["gdp_per_capita_revised"]
    delivered = world.table("indicators")
    delivered = delivered[delivered["indicator"] == "gdp_per_capita_revised"]
    assert set(delivered["year"]) == {2010, 2020}
    pairs = own.loc[list(zip(delivered["year"], delivered["region_code"], strict=True))]
    assert pairs.to_numpy() == pytest.approx(delivered["value"].to_numpy(), rel=1e-4, abs=1)
    apart = pd.concat({"earlier": values["value"]["gdp_per_capita"], "revised": own}, axis=1)
    apart = apart.dropna()
    assert len(apart) == 3 * 31
    assert (apart["earlier"] != apart["revised"]).all()


def test_a_region_short_makes_the_year_a_gap() -> None:
    codes = ["11", "12", "13"]
    regions = pd.DataFrame({"region_code": codes, "has_statistics": True})
    rows = [
        (code, year, name, value)
        for year in (2006, 2007, 2008)
        for code in codes
        for name, value in (("grp_revised", 30.0), ("resident_population", 10.0))
        if (year, code, name) not in {(2007, "12", "resident_population")}
        and (year, name) != (2008, "resident_population")
    ]
    columns = ["region_code", "year", "indicator", "value"]
    indicators = pd.DataFrame(rows, columns=columns)
    values = disparity_values(indicators, regions, DISPARITY)
    assert values["year"].unique().tolist() == [2006]
    assert values["value"].tolist() == [30_000.0] * 3
    assert values["weight_persons"].tolist() == [100_000.0] * 3
    gaps = disparity_gaps(indicators, regions, DISPARITY).set_index("year")
    assert gaps["reason"].to_dict() == {2007: "incomplete population", 2008: "no population"}
    assert gaps["lacking_codes"][2007] == "12"


def test_the_catalogue_knows_every_series_and_scheme(world: World) -> None:
    for name in ("disparity_values", "disparity_gaps", "disparity_zones", "disparity"):
        enum = world.catalogue[name].field_named("indicator").constraints.enum
        assert enum == [series.key for series in SERIES]
    schemes = world.catalogue["disparity"].field_named("scheme").constraints.enum
    assert schemes == [scheme.key for scheme in SCHEMES]
