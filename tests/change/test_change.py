"""Change between intervals: worked answers, real tables another way, and what is refused."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest

from geo.flows.change import (
    ALLOWED,
    BOTH_SURVEYS,
    OTHER_LENGTH,
    OTHER_SAMPLING,
    OVERLAP,
    REFUSED,
    SAME_INTERVAL,
    WARNED,
    comparability,
    corridor_change,
    region_change,
    with_error,
)
from geo.flows.query import door
from geo.flows.question import Question
from geo.world.world import World
from tests import raw

PAIRS = list(itertools.combinations(raw.PERIODS, 2))


def periods(*rows: tuple[int, int, str, str | None]) -> pd.DataFrame:
    columns = ["start_year", "end_year", "collection", "caveat"]
    table = pd.DataFrame(rows, columns=columns)
    table["period"] = table["start_year"].astype("str") + "-" + table["end_year"].astype("str")
    return table


def reasons(table: pd.DataFrame) -> tuple[str, list[str]]:
    found = comparability(table, *table["period"].iloc[[-1, 0]])
    return found.verdict, [one.text for one in found.reasons]


@pytest.mark.parametrize(
    ("rows", "verdict", "expected"),
    [
        ([(1995, 2000, "census", None)], REFUSED, [SAME_INTERVAL]),
        ([(1995, 2000, "census", None), (2000, 2010, "census", None)], REFUSED, [OTHER_LENGTH]),
        ([(1995, 2000, "census", None), (1998, 2003, "census", None)], REFUSED, [OVERLAP]),
        ([(1995, 2000, "census", None), (2005, 2010, "census", None)], ALLOWED, []),
        ([(1995, 2000, "census", None), (2000, 2005, "survey", None)], WARNED, [OTHER_SAMPLING]),
        ([(2000, 2005, "survey", None), (2010, 2015, "survey", None)], WARNED, [BOTH_SURVEYS]),
        (
            [(1995, 2000, "census", None), (2015, 2020, "census", "A caveat.")],
            WARNED,
            ["A caveat."],
        ),
    ],
)
def test_what_may_be_compared(rows: list, verdict: str, expected: list[str]) -> None:
    assert reasons(periods(*rows)) == (verdict, expected)


def test_time_runs_forward_whatever_is_asked_first(world: World) -> None:
    for pair in itertools.permutations(raw.PERIODS, 2):
        found = comparability(world.table("periods"), *pair)
        assert (found.earlier, found.later) == tuple(sorted(pair))
        assert found.verdict in (ALLOWED, WARNED)
        surveys = {"2000-2005", "2010-2015"} & set(pair)
        texts = [one.text for one in found.reasons]
        assert (OTHER_SAMPLING in texts) == (len(surveys) == 1)
        assert (BOTH_SURVEYS in texts) == (len(surveys) == 2)


@pytest.mark.parametrize("pair", PAIRS)
def test_corridors_change_as_the_raw_tables_do(world: World, pair: tuple[str, str]) -> None:
    before, after = (raw.cells(period) for period in pair)
    one, other = (raw.FACTORS[period] for period in pair)
    rows = corridor_change(world.table("corridors"), world.table("periods"), *pair)
    assert len(rows) == 930
    assert rows["change_persons"].is_monotonic_decreasing
    for row in rows.to_dict("records"):
        key = row["origin_code"], row["destination_code"]
        first, last = before[key] * one, after[key] * other
        assert row["earlier_persons"] == pytest.approx(first)
        assert row["later_persons"] == pytest.approx(last)
        assert row["change_persons"] == pytest.approx(last - first)
        if first:
            assert row["change_percent"] == pytest.approx(100 * (last - first) / first)
        else:
            assert np.isnan(row["change_percent"])
        assert row["small_base"] == (min(before[key], after[key]) < 100)
        variance = before[key] * (1 - 1 / one) * one**2 + after[key] * (1 - 1 / other) * other**2
        reach = 1.959964 * variance**0.5
        assert row["low_persons"] == pytest.approx(last - first - reach)
        assert row["high_persons"] == pytest.approx(last - first + reach)
        assert row["within_error"] == (abs(last - first) <= reach)
    total = sum(after.values()) * other - sum(before.values()) * one
    assert rows["change_persons"].sum() == pytest.approx(total)


def test_a_change_that_chance_could_make_is_marked() -> None:
    flows = pd.DataFrame(
        {
            "period": ["a"] * 3 + ["b"] * 3,
            "origin_code": ["1", "2", "3"] * 2,
            "destination_code": ["2", "3", "1"] * 2,
            "sample_persons": [400, 400, 0, 410, 900, 0],
            "migrants_persons": [4000.0, 4000.0, 0.0, 4100.0, 9000.0, 0.0],
        }
    )
    known = pd.DataFrame({"period": ["a", "b"], "expansion_factor": [10.0, 10.0]})
    rows = corridor_change(flows, known, "a", "b").set_index("origin_code")
    assert rows["within_error"].to_dict() == {"1": True, "2": False, "3": True}
    assert rows["small_base"].to_dict() == {"1": False, "2": False, "3": True}
    assert np.isnan(rows.loc["3", "change_percent"])
    back = corridor_change(flows, known, "b", "a").set_index("origin_code")
    assert (back["change_persons"] == -rows["change_persons"].loc[back.index]).all()


@pytest.mark.parametrize("pair", PAIRS)
def test_region_changes_are_sums_of_corridor_changes(world: World, pair: tuple[str, str]) -> None:
    cells = corridor_change(world.table("corridors"), world.table("periods"), *pair)
    margins = {
        margin: region_change(
            world.table("region_flows"), world.table("periods"), *pair, margin
        ).set_index("region_code")
        for margin in ("in", "out", "net")
    }
    for margin, end in (("in", "destination_code"), ("out", "origin_code")):
        sums = cells.groupby(end)["change_persons"].sum()
        assert margins[margin]["change_persons"].to_numpy() == pytest.approx(sums.to_numpy())
    net = margins["in"]["change_persons"] - margins["out"]["change_persons"]
    assert margins["net"]["change_persons"].to_numpy() == pytest.approx(net.to_numpy())
    assert margins["net"]["change_persons"].sum() == pytest.approx(0, abs=1e-4)
    assert margins["net"]["change_percent"].isna().all()
    reach = {name: rows["high_persons"] - rows["change_persons"] for name, rows in margins.items()}
    both = np.hypot(reach["in"], reach["out"])
    assert reach["net"].to_numpy() == pytest.approx(both.to_numpy())


def test_risen_and_fallen_part_the_rows(world: World) -> None:
    earlier, later = "1995-2000", "2015-2020"
    periods = world.table("periods")
    rows = corridor_change(world.table("corridors"), periods, earlier, later)
    found = door(world).changes(Question(later), earlier, later, 10)
    sure = rows[~with_error(rows, periods, earlier, later)["within_error"]]
    assert found.sums["risen_sure_count"] == (sure["change_persons"] > 0).sum()
    assert found.sums["fallen_sure_count"] == (sure["change_persons"] < 0).sum()
    up, down = (with_error(one, periods, earlier, later) for one in (found.risen, found.fallen))
    first, last = up.iloc[0], down.iloc[0]
    assert (first["origin_code"], first["destination_code"]) == ("41", "33")
    assert (last["origin_code"], last["destination_code"]) == ("51", "44")
    pd.testing.assert_frame_equal(up[list(rows)], rows.head(10), check_dtype=False)
    lost = rows.iloc[::-1].head(10).reset_index(drop=True)
    pd.testing.assert_frame_equal(down[list(rows)], lost, check_dtype=False)
