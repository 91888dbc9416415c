"""Migration indicators against a world worked by hand, the raw tables, and their identities."""

from __future__ import annotations

import itertools
import math
import statistics

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.flows.indicators import (
    INDICATORS,
    NATION,
    REGION,
    migration_indicators,
    wide_indicators,
)
from geo.flows.measures import region_flows
from geo.shapes.distances import (
    EARTH_RADIUS_KM,
    capital_distances,
    great_circle_km,
    weighted_median,
)
from geo.world.world import World
from tests import raw

QUARTER = EARTH_RADIUS_KM * math.pi / 2
LAWS = settings(max_examples=50, deadline=None, derandomize=True, database=None)
CODES = ["11", "12", "13"]


def made(cells: dict[tuple[str, str], float]) -> pd.DataFrame:
    """Three regions: 11 and 12 a quarter of the globe apart, 13 halfway; 1,000 residents each."""
    pairs = list(itertools.permutations(CODES, 2))
    flows = pd.DataFrame(pairs, columns=["origin_code", "destination_code"])
    flows.insert(0, "period", "a")
    flows["migrants_persons"] = [float(cells.get(pair, 0)) for pair in pairs]
    flows["sample_persons"] = flows["migrants_persons"].astype(int)
    regions = pd.DataFrame(
        {
            "region_code": CODES,
            "has_statistics": True,
            "anchor_lon": [0.0, 90.0, 45.0],
            "anchor_lat": 0.0,
        }
    )
    residents = pd.DataFrame(
        {"region_code": CODES, "year": 2000, "indicator": "resident_population", "value": 0.1}
    )
    periods = pd.DataFrame({"period": ["a"], "end_year": [2000]})
    margins = region_flows(flows, periods, residents, regions)
    table = wide_indicators(migration_indicators(flows, margins, regions))
    return table.assign(region_code=table["region_code"].fillna("nation")).set_index("region_code")


def test_a_world_worked_by_hand() -> None:
    found = made({("11", "12"): 60, ("12", "11"): 20, ("11", "13"): 20})
    nation, ash, col = found.loc["nation"], found.loc["11"], found.loc["13"]
    assert nation["crude_migration_intensity"] == pytest.approx(100 * 100 / 3000)
    assert nation["migration_effectiveness_index"] == pytest.approx(100 * (60 + 40 + 20) / 200)
    assert nation["aggregate_net_migration_rate"] == pytest.approx(100 * 60 / 3000)
    assert nation["mean_distance"] == pytest.approx((80 * QUARTER + 20 * QUARTER / 2) / 100)
    assert nation["median_distance"] == pytest.approx(QUARTER)
    assert nation["connectivity"] == pytest.approx(50)
    flows = [60, 20, 20, 0, 0, 0]
    assert nation["flow_cv"] == pytest.approx(statistics.pstdev(flows) / statistics.mean(flows))
    apart = sum(abs(a - b) for a in flows for b in flows)
    assert nation["flow_gini"] == pytest.approx(apart / (2 * 5 * 100))
    assert ash["in_migration_rate"] == 20
    assert ash["out_migration_rate"] == 80
    assert ash["net_migration_rate"] == -60
    assert ash["migration_effectiveness_ratio"] == pytest.approx(-60)
    assert ash["mean_out_distance"] == pytest.approx((60 * QUARTER + 20 * QUARTER / 2) / 80)
    assert ash["median_in_distance"] == pytest.approx(QUARTER)
    assert ash["connectivity"] == pytest.approx(75)
    assert ash["out_flow_cv"] == pytest.approx(20 / 40)
    assert col["in_flow_cv"] == pytest.approx(1)
    assert col["connectivity"] == pytest.approx(25)
    assert found.loc["13", ["out_flow_cv", "mean_out_distance", "median_out_distance"]].isna().all()


def test_the_ends_of_the_scales() -> None:
    even = made(dict.fromkeys(itertools.permutations(CODES, 2), 7)).loc["nation"]
    for name in ("migration_effectiveness_index", "flow_cv", "flow_gini"):
        assert even[name] == pytest.approx(0, abs=1e-12)
    assert even["connectivity"] == 100
    one = made({("11", "12"): 7}).loc["nation"]
    assert one["migration_effectiveness_index"] == 100
    assert one["flow_gini"] == pytest.approx(1)
    nobody = made({}).loc["nation"]
    assert nobody["crude_migration_intensity"] == 0
    names = ["migration_effectiveness_index", "flow_cv", "flow_gini", "mean_distance"]
    assert nobody[[*names, "median_distance"]].isna().all()


@LAWS
@given(st.lists(st.integers(0, 500), min_size=6, max_size=6).filter(any))
def test_laws_of_any_table(counts: list[int]) -> None:
    table = made(dict(zip(itertools.permutations(CODES, 2), counts, strict=True)))
    nation = table.loc["nation"]
    product = nation["crude_migration_intensity"] * nation["migration_effectiveness_index"] / 100
    assert nation["aggregate_net_migration_rate"] == pytest.approx(product)
    assert -1e-12 <= nation["flow_gini"] <= 1 + 1e-12
    assert 0 <= nation["migration_effectiveness_index"] <= 100
    assert table["net_migration_rate"].sum() == pytest.approx(0, abs=1e-9)
    assert QUARTER / 2 - 1e-6 <= nation["mean_distance"] <= QUARTER + 1e-6


@pytest.mark.parametrize("period", raw.PERIODS)
def test_real_figures_another_way(world: World, period: str) -> None:
    """Plain numpy over the raw file and the residents of the last year."""
    cells, factor = raw.cells(period), raw.FACTORS[period]
    codes = sorted({pair[0] for pair in cells})
    matrix = np.array([[cells.get((a, b), 0) * factor for b in codes] for a in codes])
    known = world.table("indicators")
    residents = known[
        (known["indicator"] == "resident_population") & (known["year"] == int(period[-4:]))
    ]
    people = residents.set_index("region_code")["value"].loc[codes].to_numpy() * 1e4
    table = world.table("migration_indicators")
    found = wide_indicators(table[table["period"] == period])
    nation, rows = found.iloc[0], found.iloc[1:].set_index("region_code")
    assert rows.index.tolist() == codes
    came, left = matrix.sum(axis=0), matrix.sum(axis=1)
    total = matrix.sum()
    off = matrix[~np.eye(31, dtype=bool)]
    assert rows["in_migration_rate"].to_numpy() == pytest.approx(1000 * came / people)
    assert rows["out_migration_rate"].to_numpy() == pytest.approx(1000 * left / people)
    effectiveness = 100 * (came - left) / (came + left)
    assert rows["migration_effectiveness_ratio"].to_numpy() == pytest.approx(effectiveness)
    assert nation["crude_migration_intensity"] == pytest.approx(100 * total / people.sum())
    index = 100 * np.abs(came - left).sum() / (came + left).sum()
    assert nation["migration_effectiveness_index"] == pytest.approx(index)
    assert nation["flow_cv"] == pytest.approx(off.std() / off.mean())
    apart = np.abs(off[:, None] - off[None, :]).sum()
    assert nation["flow_gini"] == pytest.approx(apart / (2 * 929 * total))
    assert nation["connectivity"] == pytest.approx(100 * (off > 0).sum() / 930)
    places = world.counted.loc[codes]
    lon, lat = np.radians(places["anchor_lon"]), np.radians(places["anchor_lat"])
    xyz = np.stack([np.cos(lat) * np.cos(lon), np.cos(lat) * np.sin(lon), np.sin(lat)])
    km = EARTH_RADIUS_KM * np.arccos(np.clip(xyz.T @ xyz, -1, 1))
    assert nation["mean_distance"] == pytest.approx((matrix * km).sum() / total)
    order = np.argsort(km, axis=None)
    half = np.searchsorted(np.cumsum(matrix.ravel()[order]), total / 2)
    assert nation["median_distance"] == pytest.approx(km.ravel()[order][half])


def test_every_record_is_computed_and_nothing_else(world: World) -> None:
    table = world.table("migration_indicators")
    for level, rows in (
        (NATION, table[table["region_code"].isna()]),
        (REGION, table[table["region_code"].notna()]),
    ):
        assert set(rows["indicator"]) == {one.name for one in INDICATORS if level in one.levels}
    assert table["value"].notna().all()
    for one in INDICATORS:
        assert one.title
        assert one.unit
        assert one.formula
        assert one.definition.endswith(".")
        assert "(" in one.source


def test_great_circles() -> None:
    # Beijing to Shanghai, about 1,070 km.
    assert float(great_circle_km(116.397, 39.908, 121.458, 31.222)) == pytest.approx(1068, abs=3)
    assert float(great_circle_km(10.0, 20.0, 10.0, 20.0)) == 0
    assert float(great_circle_km(0.0, 90.0, 123.0, -90.0)) == pytest.approx(2 * QUARTER)


def test_capital_distances_are_symmetric(world: World) -> None:
    pairs = world.table("corridors")
    table = capital_distances(world.table("regions"), pairs)
    assert len(table) == 930
    there = table.set_index(["origin_code", "destination_code"])["distance_km"]
    back = table.set_index(["destination_code", "origin_code"])["distance_km"]
    assert there.sort_index().to_numpy() == pytest.approx(back.sort_index().to_numpy())
    assert (there > 0).all()


def test_a_weighted_median_is_that_of_repeated_values() -> None:
    values, times = np.array([5.0, 1.0, 3.0]), np.array([2.0, 4.0, 1.0])
    repeated = sorted(np.repeat(values, times.astype(int)))
    assert weighted_median(values, times) == repeated[(len(repeated) - 1) // 2]
    assert math.isnan(weighted_median(values, times * 0))
