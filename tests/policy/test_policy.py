"""Policy periods and acts against the intervals, worked from the calendar."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from geo.policy.policy import act_intervals, policy_overlaps
from geo.world.world import World

INTERVALS = {
    f"{year}-{year + 5}": (date(year, 11, 1), date(year + 5, 11, 1))
    for year in range(1995, 2016, 5)
}
BANDS = {
    "T01": (date(1949, 1, 1), date(1959, 1, 1)),
    "T02": (date(1958, 1, 1), date(1984, 1, 1)),
    "T03": (date(1984, 1, 1), date(1989, 1, 1)),
    "T04": (date(1989, 1, 1), date(1992, 1, 1)),
    "T05": (date(1992, 1, 1), date(2001, 1, 1)),
    "T06": (date(2001, 1, 1), date(9999, 1, 1)),
}


def test_every_overlap_is_that_of_the_calendar(world: World) -> None:
    table = policy_overlaps(world.table("policy_timeline"), world.table("periods"))
    assert len(table) == 30
    for row in table.to_dict("records"):
        starts, ends = BANDS[row["event_id"]]
        since, until = INTERVALS[row["period"]]
        days = max((min(ends, until) - max(starts, since)).days, 0)
        assert row["overlap_years"] == pytest.approx(days / 365.25)
        assert row["interval_share_percent"] == pytest.approx(100 * days / (until - since).days)
        assert row["overlaps"] == (days > 0)
        assert row["open_ended"] == (row["event_id"] == "T06")


def test_the_year_2000_belongs_to_the_regulating_period(world: World) -> None:
    table = policy_overlaps(world.table("policy_timeline"), world.table("periods"))
    found = table[table["overlaps"]].set_index(["event_id", "period"])["overlap_years"].round(2)
    assert found.to_dict() == {
        ("T05", "1995-2000"): 5.0,
        ("T05", "2000-2005"): 0.17,
        ("T06", "2000-2005"): 4.83,
        ("T06", "2005-2010"): 5.0,
        ("T06", "2010-2015"): 5.0,
        ("T06", "2015-2020"): 5.0,
    }


def test_bands_that_follow_each_other_fill_an_interval_once(world: World) -> None:
    table = policy_overlaps(world.table("policy_timeline"), world.table("periods"))
    shares = table.groupby("period")["interval_share_percent"].sum()
    assert shares.to_dict() == pytest.approx(dict.fromkeys(INTERVALS, 100))


def acts(*rows: tuple[str, str | None, str | None]) -> pd.DataFrame:
    table = pd.DataFrame(rows, columns=["event_id", "date_start", "date_end"])
    found = act_intervals(table.assign(kind="policy"), spans()).set_index("event_id")
    return found.astype({"period": object})


def spans() -> pd.DataFrame:
    return pd.DataFrame(
        {
            "period": list(INTERVALS),
            "residence_before": [str(since) for since, _ in INTERVALS.values()],
            "residence_now": [str(until) for _, until in INTERVALS.values()],
        }
    )


@pytest.mark.parametrize(
    ("start", "end", "period", "inside", "straddles"),
    [
        ("2003-09", None, "2000-2005", True, False),
        ("2001-10-01", None, "2000-2005", True, False),
        ("2000-10-31", None, "1995-2000", True, False),
        ("2000-11-01", None, "2000-2005", True, False),
        ("2000", None, "1995-2000", True, True),
        ("2005-01", "2005-04", "2000-2005", True, False),
        ("2002", "2007", "2000-2005", True, True),
        ("1986", None, "1995-2000", False, False),
        ("2024", None, "2015-2020", False, False),
    ],
)
def test_an_act_goes_to_the_interval_that_holds_most_of_it(
    start: str, end: str | None, period: str, inside: bool, straddles: bool
) -> None:
    row = acts(("T", start, end)).loc["T"]
    assert (row["period"], row["inside"], row["straddles"]) == (period, inside, straddles)
    assert (row["years_away"] == 0) == inside


def test_how_far_an_act_lies_from_its_interval() -> None:
    found = acts(("T", "1994", None), ("U", "2020-11-01", None))
    assert found.loc["T", "years_away"] == pytest.approx(
        (date(1995, 11, 1) - date(1995, 1, 1)).days / 365.25
    )
    assert found.loc["U", "period"] == "2015-2020"
    assert not found.loc["U", "inside"]
    assert found.loc["U", "years_away"] == 0


def test_an_act_without_a_date_has_no_interval(world: World) -> None:
    policy = world.table("policy_timeline")
    table = act_intervals(policy, world.table("periods"))
    assert table["event_id"].tolist() == policy.loc[policy["kind"] != "period", "event_id"].tolist()
    undated = policy.loc[policy["date_start"].isna(), "event_id"]
    blank = table[table["period"].isna()]
    assert set(blank["event_id"]) == set(undated)
    assert not blank["inside"].any()
    assert blank["years_away"].isna().all()
