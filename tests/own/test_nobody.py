"""A file with zeros: how many corridors have nobody stands beside how many there are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from geo.flows.query import door
from geo.outlines.places import Places
from geo.own import tasks
from geo.own.parcel import Parcel, packed
from geo.own.told import FULL, Told
from geo.scene.scene import scene_of
from geo.view.view import home_view
from layers.flows.sentence import sentence, sentence_of_all
from layers.subjects import open_page_world

FIGURES = {("A", "B"): 5.0, ("B", "A"): 0.0, ("A", "C"): 3.0, ("C", "A"): 0.0, ("B", "C"): 7.0}


@pytest.mark.parametrize("zeros", [0, 1, 2])
def test_corridors_in_which_nobody_moved_are_counted_apart(tmp_path: Path, zeros: int) -> None:
    figures = dict(sorted(FIGURES.items(), key=lambda one: -one[1])[: 3 + zeros])
    rows = [("2000-2001", *pair, persons) for pair, persons in figures.items()]
    flows = pd.DataFrame(rows, columns=["period", "origin_code", "destination_code", "persons"])
    table = pd.DataFrame({"region_code": list("ABC"), "name_en": ["Ash", "Birch", "Cedar"]})
    parcel = Parcel(flows, Places(table), None, {}, Told(collection=FULL))
    folder = tmp_path / "kept" / "one"
    folder.mkdir(parents=True)
    tasks.make(folder, packed(parcel), lambda **_said: None)
    world = open_page_world(folder)
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
