"""What the paper says of both ends, and what is held against what."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.flows.compare import (
    CORRIDORS,
    INTERVALS,
    ITSELF,
    NOTHING_CHOSEN,
    OTHER_KIND,
    REGIONS,
    comparison_of,
)
from geo.policy.arguments import (
    BARRIER,
    CONTAINED,
    GAIN,
    INSIDE_ONE,
    LOSS,
    OTHER_PAIR,
    RECEIVING,
    ROLE,
    SENDING,
    THIS_PAIR,
    arguments,
    named_regions,
    networks_at,
    stance_at,
)
from geo.sites.networks import networks_of
from geo.statements.statements import statements
from geo.view.address import parse
from geo.world.places import place_at
from geo.world.world import World
from tests import raw
from tests.declared import ARGUMENTS, STANCE


def said(world: World, origin: str, destination: str):
    table = world.table("regional_statements")
    return pd.DataFrame(arguments(ARGUMENTS, table, statements(world), origin, destination))


def texts(world: World, pair: tuple[str, str], end: str, effect: str) -> list[str]:
    rows = said(world, *pair)
    return rows.loc[(rows["end"] == end) & (rows["effect"] == effect), "text"].tolist()


def test_every_statement_has_its_section(world: World) -> None:
    for pair in (("34", "31"), ("51", "53"), ("31", "34"), ("62", "11")):
        rows = said(world, *pair)
        assert rows["section"].str.match(r"\d\.\d").all()
        assert rows["text"].str.len().gt(0).all()


def test_named_statements_are_rows_of_the_papers_table(world: World) -> None:
    printed = set(raw.told("regional_diversity", "regional_statements")["statement"])
    rows = said(world, "51", "31").dropna(subset=["place"])
    assert set(rows["text"]) <= printed
    categories = {one.category for one in ARGUMENTS.named}
    assert categories <= set(raw.paper("regional_diversity")["category"])
    told = {row["row"] for row in raw.rows_of("project_2026/statements.csv")
            if row["dataset"] == "arguments"}  # fmt: skip
    assert {argument.statement for argument in ARGUMENTS.general} <= told


def test_what_is_argued_of_villages_is_not_said_of_a_destination(world: World) -> None:
    """Shanghai and Beijing are named as places that people head for."""
    for origin in ("31", "11"):
        rows = said(world, origin, "34")
        assert rows[rows["end"] == SENDING].empty
        assert set(rows["end"]) == {RECEIVING}
    assert texts(world, ("44", "34"), SENDING, LOSS)


def test_brain_drain_and_gain_remittances_and_carers(world: World) -> None:
    pair = ("34", "31")
    assert any("brain drain" in text for text in texts(world, pair, SENDING, LOSS))
    assert any("remittances" in text for text in texts(world, pair, SENDING, GAIN))
    assert any("brain gain" in text for text in texts(world, pair, SENDING, GAIN))
    carers = "needs more migrants, skilled ones in particular, to care for old people"
    assert carers in texts(world, pair, RECEIVING, GAIN)
    assert len(texts(world, pair, SENDING, ROLE)) == 2


def test_nothing_is_said_of_a_place_at_the_other_end(world: World) -> None:
    back = ("31", "34")
    assert texts(world, back, SENDING, ROLE) == texts(world, back, RECEIVING, ROLE) == []
    assert not any("old people" in text for text in texts(world, back, RECEIVING, GAIN))
    assert not any("non-farm" in text for text in texts(world, ("53", "31"), SENDING, LOSS))
    assert any("non-farm" in text for text in texts(world, ("51", "53"), RECEIVING, LOSS))
    assert texts(world, ("62", "44"), SENDING, BARRIER) == []


@pytest.mark.parametrize(
    ("pair", "expected"),
    [
        (("15", "11"), {"Chifeng-Beijing": CONTAINED}),
        (("11", "15"), {"Chifeng-Beijing": CONTAINED}),
        (("34", "31"), {"Anhui-Shanghai": THIS_PAIR}),
        (("34", "11"), {"Chifeng-Beijing": OTHER_PAIR, "Anhui-Shanghai": OTHER_PAIR}),
        (("53", "44"), {"Lincang-Kunming": INSIDE_ONE}),
        (("43", "44"), {}),
    ],
)
def test_networks_keep_their_guards(
    world: World, pair: tuple[str, str], expected: dict[str, str]
) -> None:
    found = networks_at(networks_of(world), *pair)
    assert {row["name"]: row["lies"] for row in found} == expected


def test_hukou_goes_by_class_of_the_receiving_place(world: World) -> None:
    assert STANCE is not None
    rows = world.table("regional_statements")
    assert named_regions(STANCE, rows) == ("11", "31")
    for code in ("11", "31"):
        found = stance_at(STANCE, rows, code)
        assert all(row["named"] for row in found)
        assert [row["statement"] for row in found] == [
            "wider gate at a higher price; numbers still limited"
        ]
    other = stance_at(STANCE, rows, "44")
    assert not any(row["named"] for row in other)
    assert [row["category"] for row in other] == ["Hukou: small town", "Hukou: medium city"]


@pytest.mark.parametrize(
    ("query", "kind", "reason"),
    [
        ("place=34&compare=31", REGIONS, ""),
        ("place=34-31&compare=43-44", CORRIDORS, ""),
        ("place=34&compare=2015-2020", INTERVALS, ""),
        ("place=34-31&compare=2015-2020", INTERVALS, ""),
        ("place=34&compare=34", "", ITSELF),
        ("place=34&compare=1995-2000", "", ITSELF),
        ("place=34&compare=34-31", "", OTHER_KIND),
        ("place=34-31&compare=34", "", OTHER_KIND),
        ("compare=34", "", NOTHING_CHOSEN),
        ("place=diqing&compare=34", "", NOTHING_CHOSEN),
        ("place=34-31,43-44&compare=34", "", NOTHING_CHOSEN),
    ],
)
def test_what_is_held_against_what(world: World, query: str, kind: str, reason: str) -> None:
    view, notices = parse(query, world.vocabulary)
    assert notices == ()
    place = place_at(view.place, world.vocabulary["regions"], world.places)
    held = comparison_of(view, place, world.vocabulary)
    assert (held.kind, held.reason) == (kind, reason)


def test_intervals_stand_in_the_order_of_time(world: World) -> None:
    view, _ = parse("place=34&period=2015-2020&compare=2000-2005", world.vocabulary)
    place = place_at("34", world.vocabulary["regions"], world.places)
    held = comparison_of(view, place, world.vocabulary)
    assert (held.first, held.second) == ("2000-2005", "2015-2020")


@pytest.mark.parametrize("wrong", ["71", "34-34", "34-31,43-44", "1990-1995", "diqing", "34-", "x"])
def test_what_cannot_be_compared_is_left_out_with_a_notice(world: World, wrong: str) -> None:
    view, (notice,) = parse(f"place=34&compare={wrong}", world.vocabulary)
    assert view.compare == ""
    assert (notice.field, notice.found) == ("compare", wrong)
