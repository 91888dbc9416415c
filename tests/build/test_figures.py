"""The flow figures: sums, ranks and comparisons with what the sources print."""

from __future__ import annotations

from itertools import pairwise

import pandas as pd
import pytest

from tests import raw

Tables = dict[str, pd.DataFrame]
Pair = tuple[str, str]

PERIODS = ["1995-2000", "2000-2005", "2005-2010", "2010-2015", "2015-2020"]


def cells(tables: Tables, period: str) -> pd.Series:
    """Sample counts of one interval as built, by pair of codes."""
    flows = tables["flows"]
    rows = flows[flows["period"] == period].set_index(["origin_code", "destination_code"])
    return rows["sample_persons"].sort_index()


@pytest.mark.parametrize(
    ("period", "sample", "millions"),
    [
        ("1995-2000", 3_228_213, 32.3),
        ("2000-2005", 503_881, 38.0),
        ("2005-2010", 5_499_391, 55.0),
        ("2010-2015", 825_783, 53.3),
        ("2015-2020", 5_083_191, 50.8),
    ],
)
def test_sum_of_the_930_cells(tables: Tables, period: str, sample: int, millions: float) -> None:
    printed = raw.cells(period)
    assert len(printed) == 930
    assert sum(printed.values()) == sample
    assert cells(tables, period).to_dict() == printed
    flows = tables["flows"]
    estimate = flows.loc[flows["period"] == period, "migrants_persons"].sum()
    assert round(estimate / 1e6, 1) == millions


def test_factors_are_the_published_fractions(tables: Tables) -> None:
    factors = tables["periods"].set_index("period")["expansion_factor"]
    assert factors.to_dict() == {
        "1995-2000": 10.0,
        "2000-2005": 1 / 0.01325,
        "2005-2010": 10.0,
        "2010-2015": 1 / 0.0155,
        "2015-2020": 10.0,
    }


@pytest.mark.parametrize(
    ("period", "pair", "sample", "rank"),
    [
        ("1995-2000", ("43", "44"), 252_133, 1),
        ("1995-2000", ("51", "44"), 192_993, 2),
        ("1995-2000", ("45", "44"), 161_212, 3),
        ("1995-2000", ("36", "44"), 122_664, 4),
        ("1995-2000", ("42", "44"), 118_670, 5),
        ("1995-2000", ("41", "44"), 82_015, 6),
        ("1995-2000", ("34", "32"), 71_801, 7),
        ("1995-2000", ("34", "31"), 66_866, 8),
        ("1995-2000", ("13", "11"), 37_311, 14),
        ("2015-2020", ("43", "44"), 163_177, 1),
        ("2015-2020", ("45", "44"), 156_922, 2),
        ("2015-2020", ("34", "32"), 98_552, 3),
        ("2015-2020", ("34", "33"), 94_481, 4),
        ("2015-2020", ("41", "33"), 84_863, 5),
    ],
)
def test_largest_corridors(tables: Tables, period: str, pair: Pair, sample: int, rank: int) -> None:
    ordered = sorted(raw.cells(period).items(), key=lambda cell: -cell[1])
    assert ordered[rank - 1] == (pair, sample)
    table = tables["corridors"].set_index(["period", "origin_code", "destination_code"])
    assert table.loc[(period, *pair), "rank"] == rank


@pytest.mark.parametrize(
    ("period", "sources"),
    [
        ("1995-2000", ["51", "43", "34"]),
        ("2005-2010", ["34", "41", "51"]),
        ("2015-2020", ["41", "34", "51"]),
    ],
)
def test_largest_sources(tables: Tables, period: str, sources: list[str]) -> None:
    out = cells(tables, period).groupby("origin_code").sum()
    assert out.nlargest(3).index.tolist() == sources


@pytest.mark.parametrize("period", PERIODS)
def test_guangdong_then_zhejiang_receive_most(tables: Tables, period: str) -> None:
    came = cells(tables, period).groupby("destination_code").sum()
    assert came.nlargest(2).index.tolist() == ["44", "33"]


def test_nets_sum_to_zero(tables: Tables) -> None:
    nets = tables["region_flows"].groupby("period")["net_sample_persons"].sum()
    assert nets.to_dict() == dict.fromkeys(PERIODS, 0)


def test_margins_are_the_delivered_ones(tables: Tables) -> None:
    delivered = {
        (f"{row['period_start']}-{row['period_end']}", row["province_code"]): (
            int(row["in_persons"]),
            int(row["out_persons"]),
            int(row["net_persons"]),
        )
        for row in raw.rows_of("nbs_five-year-flows/province_in_out_net_5yr.csv")
    }
    table = tables["region_flows"].set_index(["period", "region_code"])
    built = table[["in_sample_persons", "out_sample_persons", "net_sample_persons"]]
    assert (
        dict(zip(built.index, built.itertuples(index=False, name=None), strict=True)) == delivered
    )
    assert len(delivered) == 155


@pytest.mark.parametrize(
    ("earlier", "later", "straight", "transposed"),
    [
        (*pair, *expected)
        for pair, expected in zip(
            pairwise(PERIODS),
            [(0.944, 0.65), (0.965, 0.61), (0.947, 0.63), (0.947, 0.71)],
            strict=True,
        )
    ],
)
def test_no_table_is_transposed(
    tables: Tables, earlier: str, later: str, straight: float, transposed: float
) -> None:
    """Spearman correlation: the Pearson correlation of ranks."""
    before, after = cells(tables, earlier).rank(), cells(tables, later).rank()
    assert round(before.corr(after), 3) == straight
    turned = after.swaplevel().sort_index()
    turned.index = before.index
    assert round(before.corr(turned), 2) == transposed


@pytest.mark.parametrize(
    ("origin", "printed"),
    [
        ("13", "0.864"),
        ("14", "0.225"),
        ("23", "0.194"),
        ("21", "0.155"),
        ("32", "0.111"),
        ("22", "0.105"),
        ("15", "0.103"),
        ("12", "0.0674"),
        ("31", "0.0266"),
    ],
)
def test_flows_into_beijing_printed_elsewhere(tables: Tables, origin: str, printed: str) -> None:
    """Millions, 2010-2015: Qi, Abel, Muttarak and Liu (2017), to the printed digits."""
    flows = tables["flows"].set_index(["period", "origin_code", "destination_code"])
    millions = flows.loc[("2010-2015", origin, "11"), "migrants_persons"] / 1e6
    assert f"{millions:.{len(printed) - 2}f}" == printed


def test_only_the_two_suspect_cells_carry_a_doubt(tables: Tables) -> None:
    flows = tables["flows"]
    doubted = flows[flows["caveat"].notna()]
    keys = doubted[["period", "origin_code", "destination_code", "sample_persons"]]
    assert keys.to_numpy().tolist() == [
        ["2000-2005", "14", "13", 242],
        ["2000-2005", "21", "22", 443],
    ]
    assert doubted["caveat"].str.contains("too low").all()


def test_zero_cells_are_counted_zeros(tables: Tables) -> None:
    zeros = {period: int((cells(tables, period) == 0).sum()) for period in PERIODS}
    assert zeros["2000-2005"] == 15
    assert zeros["2010-2015"] == 4


def test_network_facts_repeat_the_flows(tables: Tables) -> None:
    facts = tables["corridor_facts"]
    facts = facts[facts["measure"].str.contains("OD flow")]
    flows = tables["flows"].set_index(["period", "origin_code", "destination_code"])
    keys = list(zip(facts["period"], facts["origin_code"], facts["destination_code"], strict=True))
    assert len(keys) == 20
    assert flows.loc[keys, "sample_persons"].tolist() == facts["value"].tolist()
