"""Months, quarters and other parts of years: added or chosen by the reader, by nobody else."""

from __future__ import annotations

import pytest

from geo.intake.intake import Choice, Intake
from tests.intake.opening import listed
from tests.intake.test_lists import counts, pairs, taken, value


def asked(found: Intake) -> Choice:
    (one,) = [one for one in found.choices if one.key == "times"]
    return one


@pytest.mark.parametrize(
    ("heading", "first", "second"),
    [
        ("month", "2020-01", "2020-02"),
        ("month", "2020年1月", "2020年2月"),
        ("when", "Jan 2020", "Feb 2020"),
        ("月份", "202001", "202002"),
        ("Month", "Jan-20", "Feb-20"),
        ("month", "01/2020", "02/2020"),
        ("month", "2020-10", "2020-11"),
        ("quarter", "2020Q1", "2020Q2"),
        ("quarter", "1/2020", "2/2020"),
        ("period", "2020. 1/4", "2020. 2/4"),
        ("period", "2020-10", "2020-11"),
        ("year", "2020-11", "2020-12"),
        ("季度", "2020年第一季度", "2020年第二季度"),
        ("date", "2020-01-31", "2020-02-29"),
    ],
)
def test_parts_of_a_year_are_added_or_one_is_used_as_the_reader_says(
    heading: str, first: str, second: str
) -> None:
    rows = f"Elm,Ash,{first},67\nAsh,Elm,{second},5\nElm,Ash,{second},3\n"
    file = listed(f"origin,destination,{heading},persons\n{rows}")
    waits = taken(file)
    assert waits.waits_for == ("times",)
    assert waits.flows.empty
    assert (asked(waits).value, asked(waits).options) == ("", ("added", first, second))
    added = taken(file, times="added")
    assert pairs(added) == {("Elm", "Ash"): 70, ("Ash", "Elm"): 5}
    assert set(added.flows["period"]) == {"2020"}
    told = next(one for one in added.findings if one.kind == "times-added")
    assert told.texts == (f"2020: {first}, {second}",)
    assert "repeated" not in counts(added)
    one = taken(file, times=first)
    assert pairs(one) == {("Elm", "Ash"): 67}
    assert set(one.flows["period"]) == {"2020"}
    assert (counts(one)["other-time"], counts(one)["one-time"]) == (2, 1)


def test_a_month_beside_its_year_is_a_part_of_it() -> None:
    head = "origin,destination,year,month,persons\n"
    file = listed(f"{head}Elm,Ash,2019,12,4\nElm,Ash,2020,1,67\nAsh,Elm,2020,12,5\n")
    assert asked(taken(file)).options == ("added", "01", "12")
    assert value(taken(file), "column-count") == "persons"
    last = taken(file, times="12").flows
    assert last.groupby("period")["persons"].sum().to_dict() == {"2019": 4, "2020": 5}


def test_months_without_a_year_ask_for_it() -> None:
    found = taken(listed("origin,destination,month,persons\nElm,Ash,Jan,6\nElm,Ash,Feb,3\n"))
    assert asked(found).options == ("added", "Jan", "Feb")
    assert {one.key: one.is_asked for one in found.choices}["period"]


def test_columns_of_months_are_parts_of_a_year() -> None:
    file = listed("From,To,Jan 2020,Feb 2020\nElm,Ash,100,200\nAsh,Oak,50,75\n")
    assert taken(file).waits_for == ("times",)
    found = taken(file, times="added").flows
    assert found.groupby("period")["persons"].sum().to_dict() == {"2020": 425}


def test_files_of_months_are_not_added_in_silence() -> None:
    files = [
        listed("from,to,persons\nElm,Ash,4\nAsh,Elm,1\n", f"moves_2020_{month}.csv")
        for month in ("01", "02")
    ]
    assert taken(*files).waits_for == ("times",)
    assert pairs(taken(*files, times="added"))["Elm", "Ash"] == 8


def test_one_day_of_each_year_is_that_year() -> None:
    rows = "Elm,Ash,2010-11-01,67\nAsh,Elm,2020-11-01,5\n"
    found = taken(listed(f"origin,destination,date,persons\n{rows}"))
    assert found.waits_for == ()
    assert set(found.flows["period"]) == {"2010", "2020"}
    assert next(one.texts for one in found.findings if one.kind == "one-time") == (
        "2010: 2010-11-01", "2020: 2020-11-01",
    )  # fmt: skip


@pytest.mark.parametrize("cells", [("2010-11", "2011-12"), ("2009/10", "2010/11")])
def test_years_that_overlap_by_their_ends_are_no_months(cells: tuple[str, str]) -> None:
    rows = f"Elm,Ash,{cells[0]},67\nAsh,Elm,{cells[1]},5\n"
    found = taken(listed(f"origin,destination,period,persons\n{rows}"))
    assert found.waits_for == ()
    assert all(len(period) == 9 for period in found.flows["period"])


def test_totals_of_months_are_compared_with_their_month() -> None:
    rows = "".join(f"{one},{two},2020-0{month},{month}\n" for month in (1, 2)
                   for one, two in (("Elm", "Ash"), ("Ash", "Elm")))  # fmt: skip
    rows += "".join(f"{one},Total,2020-0{month},{month}\n" for month in (1, 2)
                    for one in ("Elm", "Ash"))  # fmt: skip
    found = taken(listed(f"origin,destination,month,persons\n{rows}"), times="added")
    assert counts(found)["margins-agree"] == 4
    assert sum(pairs(found).values()) == 6
