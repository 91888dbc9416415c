"""Percentages and rates: they count nobody, and are never added as people unasked."""

from __future__ import annotations

import pytest

from geo.files.opened import opened
from tests.intake.test_lists import counts, pairs, taken, value

ROWS = (("Elm", "Ash", "60"), ("Elm", "Oak", "40"), ("Ash", "Elm", "55.5"), ("Ash", "Oak", "44.5"))


def file(heading: str, sign: str = "", rows: tuple[tuple[str, ...], ...] = ROWS) -> object:
    lines = "".join(f"{one},{two},{figure}{sign}\n" for one, two, figure in rows)
    return opened("moves.csv", f"origin,destination,{heading}\n{lines}".encode(), {})


@pytest.mark.parametrize(
    "heading",
    ["%", "percent", "Share of movers", "persons (%)", "rate", "per 1,000", "占比", "百分比",
     "迁移率", "迁移人数占比", "‰", "migrants per thousand people", "Anteil"],
)  # fmt: skip
def test_a_heading_of_shares_or_rates_is_refused_and_can_be_overruled(heading: str) -> None:
    made = file(heading.replace(",", " "))
    found = taken(made)
    assert found.flows.empty
    assert counts(found)["share"] == 4
    line = next(one for one in found.findings if one.kind == "share")
    assert (line.part, line.rows, line.persons) == ("rejected", (2, 3, 4, 5), 0)
    asked = next(one for one in found.choices if one.key == "ratios")
    assert (asked.value, asked.is_asked) == ("shares", True)
    assert asked.evidence["heading"] == heading.replace(",", " ")
    assert sum(pairs(taken(made, ratios="counts")).values()) == 200


def test_figures_with_a_percent_sign_are_no_people() -> None:
    found = taken(file("figure", "%"))
    assert counts(found)["share"] == 4
    assert sum(pairs(taken(file("figure", " %"), ratios="counts")).values()) == 0
    crossed = opened("m.csv", b"to,Elm,Ash\nElm,0%,45%\nAsh,55%,0%\n", {})
    assert counts(taken(crossed, direction="rows-destination"))["share"] >= 2


@pytest.mark.parametrize(
    ("rows", "of"),
    [
        (ROWS, "origin"),
        (tuple((two, one, figure) for one, two, figure in ROWS), "destination"),
        ((("Elm", "Ash", "60"), ("Ash", "Elm", "25"), ("Oak", "Elm", "15")), "every"),
        ((("Elm", "Ash", "0.6"), ("Ash", "Elm", "0.25"), ("Oak", "Elm", "0.15")), "every"),
    ],
)
def test_figures_that_add_up_to_a_whole_are_asked_about(
    rows: tuple[tuple[str, ...], ...], of: str
) -> None:
    found = taken(file("value", rows=rows))
    assert pairs(found) == {}
    assert {*next(one.evidence for one in found.choices if one.key == "ratios")} == {of}


def test_a_matrix_of_shares_is_asked_about() -> None:
    text = b"To,Elm,Ash,Oak\nElm,0,60,40\nAsh,30.5,0,69.5\nOak,20,80,0\n"
    found = taken(opened("m.csv", text, {}), direction="rows-destination")
    assert {*counts(found)} == {"share", "no-figures", "nothing-counted"}
    titled = b"Movers in per cent\n\n" + text.replace(b"80", b"8")
    found = taken(opened("m.csv", titled, {}), direction="rows-destination")
    assert "title" in next(one.evidence for one in found.choices if one.key == "ratios")


@pytest.mark.parametrize("share", ["% of persons", "share", "占比"])
def test_numbers_beside_their_shares_are_read(share: str) -> None:
    head = f"origin,destination,{share},n\n"
    found = taken(opened("m.csv", f"{head}Elm,Ash,60.0,66\nAsh,Elm,40.0,44\n".encode(), {}))
    assert value(found, "column-count") == "n"
    assert sum(pairs(found).values()) == 110
    assert "ratios" not in {one.key for one in found.choices}


@pytest.mark.parametrize(
    "rows",
    [
        (("Elm", "Ash", "60"), ("Ash", "Elm", "40")),
        (("Elm", "Ash", "60"), ("Ash", "Elm", "35"), ("Oak", "Elm", "15")),
        (("Elm", "Ash", "1"), ("Ash", "Elm", "0"), ("Oak", "Elm", "0")),
        (("Elm", "Ash", "60"), ("Ash", "Elm", "25"), ("Oak", "Elm", "15")),
    ],
)
def test_a_few_people_are_people(rows: tuple[tuple[str, ...], ...]) -> None:
    assert "ratios" not in {one.key for one in taken(file("persons", rows=rows)).choices}


def test_a_sample_in_percent_is_no_share() -> None:
    rows = (("Elm", "Ash", "60"), ("Ash", "Elm", "35"), ("Oak", "Elm", "15"))
    found = taken(file("persons (10% sample)", rows=rows), factor="10")
    assert sum(pairs(found).values()) == 1100
