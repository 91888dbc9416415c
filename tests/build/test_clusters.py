"""Moran's I and its local figures: worked by hand, worked out another way, the same each time."""

from __future__ import annotations

from itertools import permutations

import numpy as np
import pandas as pd
import pytest

from geo.build.clusters import (
    CUT,
    PERMUTATIONS,
    cluster_tests,
    clusters,
    compared,
    local_moran,
    moran,
)
from geo.world.world import World


def chain(count: int) -> pd.DataFrame:
    """Regions in a row, each beside the next."""
    codes = [f"r{at:02}" for at in range(count)]
    return pd.DataFrame({"a_code": codes[:-1], "b_code": codes[1:]})


def grid(side: int) -> pd.DataFrame:
    """A lattice whose cells neighbour those beside, above and below."""
    pairs = [
        (f"{y}{x}", f"{y + dy}{x + dx}")
        for y in range(side)
        for x in range(side)
        for dy, dx in ((0, 1), (1, 0))
        if y + dy < side and x + dx < side
    ]
    return pd.DataFrame(pairs, columns=["a_code", "b_code"])


def cells(rows: list[list[float]]) -> pd.Series:
    found = {f"{y}{x}": value for y, row in enumerate(rows) for x, value in enumerate(row)}
    return pd.Series(found)


def in_row(*values: float | None) -> pd.Series:
    return pd.Series([*values], [f"r{at:02}" for at in range(len(values))], dtype=float)


def plain_moran(values: pd.Series, pairs: pd.DataFrame) -> tuple[float, dict[str, float]]:
    """The textbook sums, one region after another."""
    near: dict[str, list[str]] = {code: [] for code in values.index}
    for a, b in pairs[["a_code", "b_code"]].itertuples(index=False, name=None):
        near[a].append(b)
        near[b].append(a)
    z = values - values.mean()
    lag = {code: sum(z[other] for other in near[code]) / len(near[code]) for code in values.index}
    square = sum(z[code] ** 2 for code in values.index)
    whole = sum(z[code] * lag[code] for code in values.index) / square
    return whole, {code: (len(z) - 1) * z[code] * lag[code] / square for code in values.index}


def test_a_rising_row_by_hand() -> None:
    # z = -2 -1 0 1 2; lags = -1 -1 0 1 1; products 2 1 0 1 2 = 6; squares 10: I = 0.6
    one = compared(in_row(1, 2, 3, 4, 5), chain(5))
    assert moran(one)[0] == pytest.approx(0.6)
    local = local_moran(one)
    assert local["local_i"].tolist() == pytest.approx([0.8, 0.4, 0.0, 0.4, 0.8])
    assert local["neighbours_mean"].tolist() == [2, 2, 3, 4, 4]
    assert local["quadrant"].iloc[[0, 1, 3, 4]].tolist() == ["low-low"] * 2 + ["high-high"] * 2


def test_a_chessboard_is_as_unlike_as_can_be() -> None:
    board = cells([[float((x + y) % 2) for x in range(4)] for y in range(4)])
    one = compared(board, grid(4))
    whole, p = moran(one)
    assert whole == pytest.approx(-1.0)
    assert p == pytest.approx(1 / (PERMUTATIONS + 1))
    assert set(local_moran(one)["quadrant"]) == {"high-low", "low-high"}


def test_a_slope_has_a_cluster_at_either_end() -> None:
    slope = cells([[0.0, 1.0, 2.0, 3.0, 4.0, 5.0]] * 6)
    one = compared(slope, grid(6))
    assert moran(one)[1] <= CUT
    local = local_moran(one)
    found = local[local["pseudo_p"] <= CUT]["quadrant"]
    assert set(found) == {"high-high", "low-low"}
    assert all((quadrant == "high-high") == (code[1] in "345") for code, quadrant in found.items())


def test_a_tower_in_a_plain_stands_out() -> None:
    plain = [[float((3 * x + 5 * y) % 7) for x in range(5)] for y in range(5)]
    plain[2][2] = 90.0
    local = local_moran(compared(cells(plain), grid(5)))
    assert local.loc["22", "quadrant"] == "high-low"
    assert local.loc["12", "quadrant"] == "low-high"


def test_the_pseudo_p_is_near_the_exact_one_over_every_order() -> None:
    values, pairs = in_row(1, 2, 6, 4, 9, 7, 12), chain(7)
    whole, p = moran(compared(values, pairs))
    every = [
        plain_moran(pd.Series(order, values.index), pairs)[0]
        for order in permutations(values.tolist())
        if order[0] < order[-1]  # a row read from its other end is the same row
    ]
    exact = np.mean([one >= whole - 1e-9 for one in every])
    assert p == pytest.approx(exact, abs=0.02)


def test_who_has_no_figure_or_no_neighbour_is_left_out() -> None:
    one = compared(in_row(1, 2, 3, 5, None, 6), chain(6))
    assert one.left_out == {"r04": "no figure", "r05": "no neighbour"}
    assert moran(one)[0] == pytest.approx(moran(compared(in_row(1, 2, 3, 5), chain(4)))[0])


@pytest.mark.parametrize("values", [(1, 2, 3), (4, 4, 4, 4, 4), (None, None, None, None)])
def test_too_few_or_the_same_figures_are_not_compared(values: tuple[float | None, ...]) -> None:
    one = compared(in_row(*values), chain(len(values)))
    assert one.values.empty
    assert len(one.left_out) == len(values)
    shading = in_row(*values).rename_axis("region_code").rename("value").reset_index()
    shading = shading.assign(shade="s", period="p")
    (test,) = cluster_tests(shading, chain(len(values))).itertuples()
    assert test.regions_count == 0
    assert pd.isna(test.moran_i)
    table = clusters(shading, chain(len(values)))
    assert table["left_out"].notna().all()
    assert table["cluster"].isna().all()


def test_the_same_figures_give_the_same_bytes_whatever_chance_did_before(world: World) -> None:
    shading, pairs = world.table("shading"), world.table("neighbours")
    some = shading[(shading["shade"] == "net-rate") & (shading["period"] == "2010-2015")]
    first = clusters(some, pairs), cluster_tests(some, pairs)
    np.random.default_rng(1).random(10)
    again = clusters(some.sample(frac=1, random_state=2), pairs), cluster_tests(some, pairs)
    for one, other in zip(first, again, strict=True):
        pd.testing.assert_frame_equal(one, other, check_exact=True)


def test_the_built_figures_are_the_textbook_sums(world: World) -> None:
    pairs, tests = world.table("neighbours"), world.table("cluster_tests")
    table = world.table("clusters")
    for (shade, period), rows in table.groupby(["shade", "period"]):
        known = rows.dropna(subset=["value"]).set_index("region_code")
        inside = pairs[pairs["a_code"].isin(known.index) & pairs["b_code"].isin(known.index)]
        whole, local = plain_moran(known["value"], inside)
        test = tests[(tests["shade"] == shade) & (tests["period"] == period)].iloc[0]
        assert test["moran_i"] == pytest.approx(whole)
        assert known["local_i"].to_dict() == pytest.approx(local)
        assert test["regions_count"] == len(known)


def test_local_pseudo_p_hold_when_orders_are_drawn_by_hand(world: World) -> None:
    pairs, table = world.table("neighbours"), world.table("clusters")
    rows = table[(table["shade"] == "gdp_per_capita_derived") & (table["period"] == "1995-2000")]
    values = rows.set_index("region_code")["value"]
    one, random = compared(values, pairs), np.random.default_rng(7)
    z = values - values.mean()
    for code, p in rows[["region_code", "pseudo_p"]].itertuples(index=False, name=None):
        others, count = z.drop(code).to_numpy(), len(one.near[code])
        seen = z[one.near[code]].mean() * z[code]
        drawn = [random.permutation(others)[:count].mean() * z[code] for _ in range(2000)]
        above = np.mean(np.array(drawn) >= seen - 1e-9)
        below = np.mean(np.array(drawn) <= seen + 1e-9)
        assert p == pytest.approx(min(above, below), abs=0.05)
