"""A national total is never put beside the tables of moves: refused, with both definitions."""

from __future__ import annotations

import pytest

from geo.policy.dates import PAPER_TOTAL, SURVEY_TOTAL, national_totals
from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.world import World
from layers.page.said import parts
from tests.seen import scene_of, shown


def test_every_year_with_a_total_is_known(world: World, tiny: World) -> None:
    found = national_totals(world)
    assert found["2003"] == (PAPER_TOTAL, 114.0)
    assert {"1988", "1993", "1994", "2002"} <= set(found)
    assert found["2008"][0] == found["2024"][0] == SURVEY_TOTAL
    assert not {"1989", "1990", "2005"} & set(found)  # nothing is filled in
    assert set(world.vocabulary["totals"]) == set(found)
    assert set(national_totals(tiny)) == {"1988", "1993", "2008", "2009"}


@pytest.mark.parametrize("place", ["", "place=34&", "place=34-31&", "place=diqing&"])
def test_a_total_is_refused_with_both_definitions(world: World, scenes: Scenes, place: str) -> None:
    card = shown(parts(world, scene_of(world, f"{place}compare=2003", scenes), ())["card"])
    assert "National total of 2003: 114 million" in card
    assert "Refused: a national total counts other people" in card
    assert "away at least three months a year" in card
    assert "all people aged 5 and over who lived in the origin five years before" in card
    assert "Difference" not in card


def test_a_total_of_the_survey_has_its_own_definition(world: World, scenes: Scenes) -> None:
    card = shown(parts(world, scene_of(world, "place=34&compare=2008", scenes), ())["card"])
    assert "National total of 2008: 225 million" in card
    assert "six months, and local workers included" in card


@pytest.mark.parametrize("year", ["1990", "2005", "1850"])
def test_a_year_without_a_total_is_not_known(world: World, year: str) -> None:
    view, notices = parse(f"compare={year}", world.vocabulary)
    assert view.compare == ""
    assert [one.field for one in notices] == ["compare"]
