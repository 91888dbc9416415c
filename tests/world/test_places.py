"""What a reader can choose."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.world.places import CORRIDOR, END, NATION, NETWORK, REGION, SITE, place_at, slug
from geo.world.world import Store


def test_the_eight_sites_three_networks_and_one_end(store: Store) -> None:
    kinds: dict[str, set[str]] = {}
    for key, place in store.places.items():
        kinds.setdefault(place.kind, set()).add(key)
        assert place.key == key
    assert kinds[SITE] == {
        "beijing", "shanghai", "dalian", "zhuolu", "chengdu", "kunming", "diqing", "chifeng"
    }  # fmt: skip
    assert kinds[NETWORK] == {"chifeng-beijing", "lincang-kunming", "anhui-shanghai"}
    assert kinds[END] == {"lincang"}


def test_the_place_in_mongolia_is_not_on_the_map(store: Store) -> None:
    assert not [key for key in store.places if "mongolia" in key]
    assert store.table("pilot_sites")["country"].eq("Mongolia").sum() == 1


def test_sites_and_ends_know_their_region(store: Store) -> None:
    known = {"diqing": "53", "zhuolu": "13", "chifeng": "15", "dalian": "21", "lincang": "53"}
    assert {key: store.places[key].region for key in known} == known


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
def test_a_text_becomes_one_kind_of_place(store: Store, text: str, kind: str) -> None:
    place = place_at(text, store.vocabulary["regions"], store.places)
    assert (place.kind, place.key) == (kind, text)
    assert place.corridors == (tuple(text.split(",")) if kind == CORRIDOR else ())


def test_no_two_places_share_a_word(store: Store) -> None:
    assert not set(store.places) & set(store.vocabulary["regions"])
    assert len(set(store.vocabulary["places"])) == len(store.vocabulary["places"])


def test_names_with_blanks_and_capitals_are_spelled_once() -> None:
    assert slug(" Inner Mongolia ") == "inner-mongolia"


def test_the_world_has_its_three(world: Store) -> None:
    assert [world.places[key].kind for key in ("hill-&-<co>", "glen-bay", "glen")] == [
        SITE,
        NETWORK,
        END,
    ]
    assert pd.isna(world.table("pilot_sites").loc[1, "lon"])
    assert "elsewhere" not in world.places
