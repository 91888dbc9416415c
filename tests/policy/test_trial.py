"""The review window of a trial: calendar months, by hand and another way."""

from __future__ import annotations

import calendar
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.policy.trial import FIRST_MONTHS, LAST_MONTHS, feedback_groups, months_after, review
from geo.view.address import parse
from geo.view.view import FIRST_YEAR, LAST_YEAR
from geo.world.world import World


@pytest.mark.parametrize(
    ("start", "opens", "closes"),
    [
        ("2004-03-15", "2004-09-15", "2005-03-15"),
        ("2003-01-01", "2003-07-01", "2004-01-01"),
        ("2003-08-31", "2004-02-29", "2004-08-31"),  # into a leap February
        ("2002-08-31", "2003-02-28", "2003-08-31"),  # into a plain one
        ("2004-02-29", "2004-08-29", "2005-02-28"),  # the leap day comes back as the 28th
        ("2004-03-31", "2004-09-30", "2005-03-31"),
        ("2004-12-31", "2005-06-30", "2005-12-31"),
        ("1999-08-29", "2000-02-29", "2000-08-29"),
        ("2099-08-30", "2100-02-28", "2100-08-30"),  # 2100 is no leap year
    ],
)
def test_windows_by_hand(start: str, opens: str, closes: str) -> None:
    found = review(start)
    assert [day.isoformat() for day in (found.starts, found.opens, found.closes)] == [
        start,
        opens,
        closes,
    ]


@given(
    day=st.dates(date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)),
    months=st.sampled_from([FIRST_MONTHS, LAST_MONTHS]),
)
def test_months_agree_with_the_calendar(day: date, months: int) -> None:
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    assert months_after(day, months) == date(year, month + 1, min(day.day, last))


def test_the_months_are_those_of_the_paper(world: World) -> None:
    rows = world.table("evaluation")
    (said,) = rows.loc[(rows["kind"] == "control") & (rows["number"] == 1), "statement"]
    assert "six to twelve months" in said
    assert (FIRST_MONTHS, LAST_MONTHS) == (6, 12)


def test_four_groups_are_heard_in_the_order_of_the_paper(world: World) -> None:
    rows = feedback_groups(world.table("evaluation"))
    assert rows["evaluation_id"].tolist() == ["E22", "E23", "E24", "E25"]
    heard = [said.partition(":")[0] for said in rows["statement"]]
    assert heard[0] == "officials"
    assert heard[2].startswith("migrants")
    assert heard[3] == "other stakeholders"


@pytest.mark.parametrize(
    "text",
    [
        "2004-02-30", "2003-02-29", "2004-3-15", "15.03.2004", "20040315", "2004-W11-1", "2004",
        "1948-12-31", "2031-01-01", "2099-06-01", "9999-12-31", "2004-03-15T00:00", " ", "soon",
    ],
)  # fmt: skip
def test_a_bad_date_falls_back_and_says_so(world: World, text: str) -> None:
    view, notices = parse(f"trial={text}", world.vocabulary)
    assert view.trial == ""
    (notice,) = notices
    assert notice.field == "trial"
    assert "YYYY-MM-DD" in notice.expected


def test_a_good_date_stays(world: World) -> None:
    view, notices = parse("trial=2004-02-29", world.vocabulary)
    assert (view.trial, notices) == ("2004-02-29", ())
