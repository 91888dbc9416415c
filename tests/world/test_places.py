"""What a reader can choose."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.world.places import CORRIDOR, END, NATION, NETWORK, REGION, SITE, place_at, slug
from geo.world.world import World


def test_the_eight_sites_three_networks_and_one_end(world: World) -> None:
    kinds: dict[str, set[str]] = {}
    for key, place in world.places.items():
        kinds.setdefault(place.kind, set()).add(key)
        assert place.key == key
    assert kinds[SITE] == {
        "beijing", "shanghai", "dalian", "zhuolu", "chengdu", "kunming", "diqing", "chifeng"
    }  # fmt: skip
    assert kinds[NETWORK] == {"chifeng-beijing", "lincang-kunming", "anhui-shanghai"}
    assert kinds[END] == {"lincang"}


def test_the_place_in_mongolia_is_not_on_the_map(world: World) -> None:
    assert not [key for key in world.places if "mongolia" in key]
    assert world.table("pilot_sites")["country"].eq("Mongolia").sum() == 1


def test_sites_and_ends_know_their_region(world: World) -> None:
    known = {"diqing": "53", "zhuolu": "13", "chifeng": "15", "dalian": "21", "lincang": "53"}
    assert {key: world.places[key].region for key in known} == known


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", NATION),
        ("34", REGION),
        ("34-31", CORRIDOR),
        ("34-31,43-44", CORRIDOR),
        ("diqing", SITE),
        ("lincang-kunming", NETWORK),
        ("lincang", END),
    ],
)
def test_a_text_becomes_one_kind_of_place(world: World, text: str, kind: str) -> None:
    place = place_at(text, world.vocabulary["regions"], world.places)
    assert (place.kind, place.key) == (kind, text)
    assert place.corridors == (tuple(text.split(",")) if kind == CORRIDOR else ())


def test_no_two_places_share_a_word(world: World) -> None:
    assert not set(world.places) & set(world.vocabulary["regions"])
    assert len(set(world.vocabulary["places"])) == len(world.vocabulary["places"])


def test_names_with_blanks_and_capitals_are_spelled_once() -> None:
    assert slug(" Inner Mongolia ") == "inner-mongolia"


def test_the_world_has_its_three(tiny: World) -> None:
    assert [tiny.places[key].kind for key in ("hill-&-<co>", "glen-bay", "glen")] == [
        SITE,
        NETWORK,
        END,
    ]
    assert pd.isna(tiny.table("pilot_sites").loc[1, "lon"])
    assert "elsewhere" not in tiny.places
