"""Every key of a record has its word, and every word its key."""

from __future__ import annotations

import math

import pytest

from geo.flows.question import MEASURES, RANK
from geo.shading.shading import BLANKS, FLOW_SHADES
from geo.view.view import BREAKS, DIRECTIONS
from geo.world.world import World
from layers.map.sites import SYMBOLS
from layers.text import words


@pytest.mark.parametrize(
    ("table", "keys"),
    [
        (words.DIRECTIONS, DIRECTIONS),
        (words.MEASURES, [measure.key for measure in MEASURES]),
        (words.DEFINITIONS, [measure.key for measure in MEASURES]),
        (words.RANKS, RANK),
        (words.RANKED_BY, RANK),
        (words.SHADES, [shade.key for shade in FLOW_SHADES]),
        (words.BREAKS, [*BREAKS, "manual"]),
        (words.BLANKS, BLANKS),
        (words.BLANK_MARKS, BLANKS),
        (words.PARTNERS, SYMBOLS),
    ],
    ids=lambda one: "",
)
def test_words_and_records_match_both_ways(table: dict[str, str], keys: list[str]) -> None:
    assert set(table) == set(keys)
    assert all(table.values())


def test_the_paper_uses_no_word_that_we_lack(world: World) -> None:
    sites = world.table("pilot_sites").dropna(subset=["lon"])
    assert set(sites["level"]) <= set(words.LEVELS)
    assert set(sites["partner_type"]) == set(words.PARTNERS)
    assert set(world.counted["kind"]) <= set(words.LEVELS)


def test_every_shade_has_a_title_and_writes_its_values(world: World) -> None:
    table = world.table("shading").dropna(subset=["value"])
    for key in table["shade"].unique():
        assert words.shade(world, key)
        value = float(table.loc[table["shade"] == key, "value"].iloc[0])
        assert any(sign.isdigit() for sign in words.shade_value(world, key, value))
        assert words.shade_value(world, key, math.nan) == ""


@pytest.mark.parametrize(
    ("key", "value", "said"),
    [
        ("people", 668_660, "669,000"),
        ("net", 668_660, "+669,000"),
        ("net", -20, "−20"),
        ("rate", 8, "8.00 per 1,000"),
        ("share", 61.54, "62%"),
        ("effectiveness", -96.8, "−97%"),
        ("effectiveness", math.nan, "not applicable: nobody moved either way"),
        ("rate", math.nan, "no figure"),
    ],
)
def test_values_are_written_with_their_unit(key: str, value: float, said: str) -> None:
    assert words.measure_value(key, value) == said


def test_collections_name_their_factor(world: World) -> None:
    said = [words.period_source(world, period) for period in world.vocabulary["periods"]]
    assert said[0] == "2000 census, 10% long-form sample × 10"
    assert said[1] == "2005 1% sample survey, sample × 75.5"
    assert said[3] == "2015 1% sample survey, sample × 64.5"
