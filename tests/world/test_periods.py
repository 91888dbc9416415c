"""Dates on the one clock."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.world.periods import decimal_year, years_without_total
from geo.world.world import World


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1995", 1995),
        ("2003-01", 2003),
        ("2000-11-01", 2000 + 305 / 365.25),
        ("1984-12-31", 1984.999),
    ],
)
def test_positions_by_hand(text: str, expected: float) -> None:
    assert decimal_year(text) == pytest.approx(expected, abs=0.001)


@given(st.dates(pd.Timestamp("1949-01-01").date(), pd.Timestamp("2030-12-31").date()))
def test_a_date_stays_inside_its_year(date: pd.Timestamp) -> None:
    assert date.year <= decimal_year(date.isoformat()) < date.year + 1


@pytest.mark.parametrize("text", ["", "early 1980s", "2003-13"])
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises((ValueError, TypeError)):
        decimal_year(text)


def test_the_gaps_of_the_paper_stay_gaps(world: World) -> None:
    years = years_without_total(world.table("national_series"))
    assert {1989, 1990, 1991, *range(1995, 2002)} <= set(years)
    assert not {1988, 1993, 1994, 2002, 2003} & set(years)


def test_intervals_follow_each_other_without_overlap(world: World) -> None:
    table = world.table("periods")
    assert (table["end_year"] - table["start_year"]).eq(5).all()
    assert table["start_year"].tolist()[1:] == table["end_year"].tolist()[:-1]
    assert table["residence_before"].tolist()[1:] == table["residence_now"].tolist()[:-1]
