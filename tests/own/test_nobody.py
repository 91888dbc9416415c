"""Corridors with nobody are counted apart, and pairs without a row are no corridors."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from app import create_app
from geo.flows.query import door
from geo.outlines.places import Places
from geo.own import tasks
from geo.own.parcel import Parcel, packed
from geo.own.told import FULL, Told
from geo.scene.scene import scene_of
from geo.view.view import home_view
from geo.world.world import World
from layers.flows.sentence import sentence, sentence_of_all
from layers.subjects import open_page_world
from tests.seen import strings

FIGURES = {("A", "B"): 5.0, ("B", "A"): 0.0, ("A", "C"): 3.0, ("C", "A"): 0.0, ("B", "C"): 7.0}


def built(tmp_path: Path, figures: dict[tuple[str, str], float]) -> World:
    """World of one interval; Ash and Birch are the group X, Cedar is the group Y."""
    rows = [("2000-2001", *pair, persons) for pair, persons in figures.items()]
    flows = pd.DataFrame(rows, columns=["period", "origin_code", "destination_code", "persons"])
    names = {"name_en": ["Ash", "Birch", "Cedar"], "group": ["X", "X", "Y"]}
    table = pd.DataFrame({"region_code": list("ABC"), **names})
    parcel = Parcel(flows, Places(table, groupings=("group",)), None, {}, Told(collection=FULL))
    folder = tmp_path / "kept" / "one"
    folder.mkdir(parents=True)
    tasks.make(folder, packed(parcel), lambda **_said: None)
    return open_page_world(folder)


@pytest.mark.parametrize("zeros", [0, 1, 2])
def test_corridors_in_which_nobody_moved_are_counted_apart(tmp_path: Path, zeros: int) -> None:
    figures = dict(sorted(FIGURES.items(), key=lambda one: -one[1])[: 3 + zeros])
    world = built(tmp_path, figures)
    view = replace(home_view(world.vocabulary), top="2")
    scene = scene_of(world, view)
    assert (scene.count, scene.empty_count) == (3 + zeros, zeros)
    said = {
        0: "",
        1: " In one of them nobody moved.",
        2: " In 2 of them nobody moved.",
    }[zeros]
    assert sentence(world, scene).startswith(f"The 2 largest of {3 + zeros} corridors carry 80% of")
    assert sentence(world, scene).endswith(f"(2000–2001).{said}")
    assert sentence_of_all(world, scene).endswith(f"(2000–2001).{said}")
    net = scene_of(world, replace(view, direction="net"))
    assert "nobody moved" not in sentence(world, net)
    door(world).close()


@pytest.mark.parametrize("count", [3, 5])
def test_a_pair_without_a_row_is_no_corridor(tmp_path: Path, count: int) -> None:
    world = built(tmp_path, dict(list(FIGURES.items())[:count]))
    asks = create_app(world).server.test_client()
    said = {
        "view=zones": f"the {count} corridors between regions sum to",
        "view=pairs&from=A": f"of {count} corridors that the filters keep",
        "place=A-B": f"of {count}",
    }
    for address, words in said.items():
        found = " ".join(strings(asks.get(f"/view?{address}").json))
        assert words in found, address
        assert "of 6 " not in found, address
    door(world).close()


def test_a_side_without_rows_has_no_figure_no_share_and_no_rank(tmp_path: Path) -> None:
    world = built(tmp_path, {("B", "A"): 5.0, ("C", "A"): 7.0})
    asks = create_app(world).server.test_client()
    card = re.sub(r"<[^>]+>|\s+", " ", asks.get("/view?place=A").json["said"]["card"])
    assert re.search(
        r"Left no figure\s+Arrived 12 · 1 of 1\s+Net no figure", re.sub(" +", " ", card)
    )
    assert re.search(r"Five largest destinations\s+no figure", card)
    assert "0.0%" not in card
    sender = asks.get("/view?place=C").json["said"]["card"]
    assert "7 · 1 of 2" in sender
    door(world).close()
