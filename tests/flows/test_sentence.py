"""The sentence, held against the raw files with plain pandas and no code of ours."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.flows.sentence import sentence
from layers.page.foot import note
from layers.page.said import counted
from layers.text import numbers
from tests import raw
from tests.seen import scene_of, shown

EAST = {"11", "12", "13", "21", "31", "32", "33", "35", "37", "44", "46"}
CENTRAL = {"14", "22", "23", "34", "36", "41", "42", "43"}
WEST = {"15", "45", "50", "51", "52", "53", "54", "61", "62", "63", "64", "65"}
ZONES = {"east": EAST, "central": CENTRAL, "west": WEST}


def kept(period: str, origins: set[str], destinations: set[str], place: str = "") -> pd.Series:
    """People of the corridors between two sets of regions, largest first."""
    table = raw.flows(period)
    chosen = table["origin_code"].isin(origins or EAST | CENTRAL | WEST)
    chosen &= table["destination_code"].isin(destinations or EAST | CENTRAL | WEST)
    if place:
        chosen &= (table["origin_code"] == place) | (table["destination_code"] == place)
    return table.loc[chosen, "persons"].sort_values(ascending=False)


CASES = [
    *[(period, "", "", "", top) for period in raw.PERIODS for top in (20, 60)],
    *[(period, "west", "east", "", 60) for period in raw.PERIODS],
    *[(period, "", "", "34", 10) for period in raw.PERIODS],
    *[("1995-2000", a, b, "", 20) for a in ZONES for b in ZONES],
    ("2015-2020", "51", "44", "", 60),
    ("2005-2010", "central", "31", "", 60),
    ("2010-2015", "", "44", "", 5),
]


@pytest.mark.parametrize(("period", "origin", "destination", "place", "top"), CASES)
def test_the_sentence_is_true_to_the_raw_files(
    world: World,
    scenes: Scenes,
    period: str,
    origin: str,
    destination: str,
    place: str,
    top: int,
) -> None:
    ends = {"period": period, "from": origin, "to": destination, "place": place, "top": str(top)}
    query = "&".join(f"{key}={value}" for key, value in ends.items() if value)
    said = sentence(world, scene_of(world, query, scenes))
    sets = [ZONES.get(word, {word} if word else set()) for word in (origin, destination)]
    people = kept(period, *sets, place)
    assert numbers.people(people.sum()) in said
    assert period.replace("-", "–") in said
    if len(people) == 1:
        assert said.startswith("The one corridor")
    elif len(people) <= top:
        assert said.startswith(f"All {len(people)} corridors")
    else:
        share = numbers.percent(100 * people.head(top).sum() / people.sum())
        assert said.startswith(f"The {top} largest of {len(people)} corridors carry {share} of")


def test_a_net_view_is_true_to_the_raw_files(world: World, scenes: Scenes) -> None:
    for period in raw.PERIODS:
        table = raw.flows(period).set_index(["origin_code", "destination_code"])["persons"]
        back = table.reorder_levels([1, 0]).reindex(table.index)
        gained = (table - back).clip(lower=0).sum()
        said = sentence(world, scene_of(world, f"direction=net&period={period}", scenes))
        assert f"a net {numbers.people(gained)} people" in said
        assert "of 465 corridors" in said


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("", "All 4 corridors carry the 200 people who lived in another province five years "
             "before (1995–2000)."),
        ("top=1", "The largest of 4 corridors carries 40% of the 200 people who lived in another "
                  "province five years before (1995–2000)."),
        ("from=east&to=west", "The one corridor carries the 50 people who lived in another "
                              "province five years before (1995–2000), from the East to the West."),
        ("place=12&direction=in", "The one corridor carries the 80 people who lived in another "
                                  "province five years before (1995–2000), arriving in Bay."),
        ("place=14", "No corridor passes these filters in 1995–2000."),
        ("period=2005-2010", "No corridor passes these filters in 2005–2010."),
        ("direction=net", "Both corridors carry a net 60 people exchanged between provinces "
                          "(1995–2000)."),
    ],
)  # fmt: skip
def test_sentences_of_the_world_by_hand(tiny: World, query: str, said: str) -> None:
    assert sentence(tiny, scene_of(tiny, query)) == said


@pytest.mark.parametrize(
    ("query", "ends"),
    [
        ("from=west&to=east", "from the West to the East"),
        ("from=west,central&to=34", "from the Central zone and the West to Anhui"),
        ("to=interior&scheme=coast-interior", "to the interior"),
        ("from=autonomous&to=other&scheme=autonomous",
         "from the autonomous regions to the other provinces"),
        ("from=west&to=west", "inside the West"),
        ("from=31,34&to=34,31", "between Shanghai and Anhui"),
        ("from=31,34,44&to=31,34,44", "among Shanghai, Anhui, and Guangdong"),
        ("from=11&to=31", "from Beijing to Shanghai"),
    ],
)  # fmt: skip
def test_both_ends_are_said_as_one_way(world: World, scenes: Scenes, query: str, ends: str) -> None:
    assert sentence(world, scene_of(world, query, scenes)).endswith(f"(1995–2000), {ends}.")


def test_a_long_list_of_places_is_counted(world: World, scenes: Scenes) -> None:
    said = sentence(world, scene_of(world, "from=11,12,13,14,15", scenes))
    assert "from Beijing, Tianjin, and 3 more" in said


def test_the_note_says_source_definition_year_and_coverage(world: World, scenes: Scenes) -> None:
    said = note(world, scene_of(world, "", scenes))
    for part in ("2000 census", "Boundaries"):
        assert part in said
    beside = shown(counted(world, scene_of(world, "", scenes)))
    assert "aged 5 and over" in beside
    assert "not only rural labourers" in beside
    assert "estimate: 10% long-form sample" in beside
    survey = note(world, scene_of(world, "period=2000-2005", scenes))
    assert re.search(r"2005 1% sample survey, sample × 75\.5", survey)
    partial = note(world, scene_of(world, "shade=gdp_per_capita_published", scenes))
    assert re.search(r"shading covers \d+ of 31 provinces", partial)
    other = note(world, scene_of(world, "shade=urbanisation_rate", scenes))
    assert "shading: 2005, the nearest year with figures" in other
