"""The scene: one set of figures for every face."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.scene.scene import Scene, Scenes
from geo.shading.shade import classify, shade_of
from geo.shading.shading import MISSING, NOT_APPLICABLE
from geo.view.address import parse
from geo.world.world import World
from tests import drawn
from tests.worlds import EMPTY, FIRST, OFF, SECOND, A, B, C, D


def seen(world: World, query: str) -> Scene:
    view, notices = parse(query, world.vocabulary)
    assert notices == ()
    return Scenes(world).of(view)


@pytest.mark.parametrize(
    ("query", "corridors", "total", "shown"),
    [
        ("", 4, 200, 200),
        ("top=1", 4, 200, 80),
        ("top=2&measure=share", 4, 200, 70),  # Bay→Ash 20 and Col→Ash 50
        ("from=east", 3, 150, 150),
        ("from=east&to=west", 1, 50, 50),
        ("from=west&to=west", 0, 0, 0),
        ("from=coast&to=interior&scheme=coast-interior", 2, 130, 130),
        ("direction=net", 2, 60, 60),
        ("place=12", 2, 100, 100),
        ("place=12&direction=in", 1, 80, 80),
        ("place=11-12", 4, 200, 200),  # a chosen corridor filters nothing
        (f"period={SECOND}", 2, 90, 90),
        (f"period={EMPTY}", 0, 0, 0),
    ],
)
def test_scenes_of_the_world_by_hand(
    tiny: World, query: str, corridors: int, total: float, shown: float
) -> None:
    scene = seen(tiny, query)
    assert scene.count == corridors
    assert (scene.total_persons, scene.shown_persons) == (total, shown)


def test_a_zone_without_members_is_no_word(tiny: World) -> None:
    """Central is empty in this world: no member must not come to mean no filter."""
    view, notices = parse("from=central", tiny.vocabulary)
    assert view.origins == ""
    assert [notice.found for notice in notices] == ["central"]


def test_the_chosen_corridor_is_found_beyond_the_drawn_ones(tiny: World) -> None:
    scene = seen(tiny, "place=12-11&top=1")
    assert scene.drawn["destination_code"].tolist() == [B]
    assert scene.chosen[["origin_code", "destination_code"]].to_numpy().tolist() == [[B, A]]


def test_the_shade_of_the_world_by_hand(tiny: World) -> None:
    shade = seen(tiny, "breaks=-10,10").shade
    assert shade.values["class_index"].to_dict() == {A: 0, B: 2, C: 1, D: -1, OFF: -1}
    assert shade.counts == (1, 1, 1)
    assert (shade.regions_count, shade.year, shade.locked) == (3, None, True)
    assert shade.values.loc[[D, OFF], "blank"].tolist() == [MISSING, NOT_APPLICABLE]


@pytest.mark.parametrize(
    ("values", "breaks", "expected"),
    [
        ([4.9, 5.0, 5.1], (5.0,), [0, 1, 1]),  # a value on a break belongs above it
        ([-3.0, 0.0, 3.0], (-1.0, 1.0), [0, 1, 2]),
        ([1.0, 2.0], (), [0, 0]),
        ([None, float("nan")], (5.0,), [-1, -1]),
        ([float("inf"), float("-inf")], (5.0,), [1, 0]),
        ([], (5.0,), []),
    ],
)
def test_classes_at_the_edges(
    values: list[float | None], breaks: tuple[float, ...], expected: list[int]
) -> None:
    assert classify(pd.Series(values, dtype=float), breaks).tolist() == expected


def test_counts_of_the_classes_sum_to_the_regions(world: World) -> None:
    for shade in world.table("shading")["shade"].unique():
        for extra in ("", "&scale=free", "&breaks=quantile", "&breaks=0,10,100"):
            for period in world.vocabulary["periods"]:
                query = f"shade={shade}&period={period}{extra}"
                found = shade_of(world, parse(query, world.vocabulary)[0])
                assert sum(found.counts) == found.regions_count
                assert found.regions_count + found.values["blank"].notna().sum() == 34


def test_locked_breaks_do_not_move_with_the_interval(world: World) -> None:
    def breaks(query: str) -> set[tuple[float, ...]]:
        return {
            seen(world, f"{query}&period={period}").shade.breaks
            for period in world.vocabulary["periods"]
        }

    assert len(breaks("shade=net")) == 1
    assert len(breaks("shade=net&scale=free")) > 1
    assert breaks("shade=net&scale=free&breaks=1,2") == {(1.0, 2.0)}


def test_top_lists_are_nested(world: World) -> None:
    for measure in world.vocabulary["measures"]:
        drawn_ids = [
            set(seen(world, f"measure={measure}&top={top}").drawn["national_rank"])
            for top in (1, 20, 60, 200, "all")
        ]
        for small, large in pairwise(drawn_ids):
            assert small < large


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_any_legal_view_makes_a_sound_scene(
    world: World, scenes: Scenes, data: st.DataObject
) -> None:
    view, _ = parse(data.draw(drawn.queries(world.vocabulary)), world.vocabulary)
    scene = scenes.of(view)
    assert scene.view == view
    assert scene.shown_persons <= scene.total_persons + 1e-6
    assert set(scene.keys_of(scene.chosen_columns)) <= set(scene.place.corridors)
    assert len(scene.drawn) <= scene.count
    assert len(scene.shade.counts) == len(scene.shade.breaks) + 1
    if scene.count:
        assert scene.totals["persons"][view.period] == pytest.approx(scene.total_persons)


def test_tab_and_language_share_one_scene(world: World) -> None:
    scenes = Scenes(world)
    view = parse("from=west", world.vocabulary)[0]
    assert scenes.of(view).columns is scenes.of(replace(view, view="table")).columns


def test_asking_leaves_the_tables_alone(world: World, scenes: Scenes) -> None:
    names = ("corridors", "region_flows", "shading", "class_breaks", "regions")
    before = {name: world.table(name).copy() for name in names}
    for query in ("direction=net&place=34", "shade=in-rate&scale=free", "measure=rate&from=east"):
        scenes.of(parse(query, world.vocabulary)[0])
    for name in names:
        pd.testing.assert_frame_equal(world.table(name), before[name])


def test_a_value_that_is_not_finite_never_reaches_a_class(world: World, scenes: Scenes) -> None:
    for shade in world.table("shading")["shade"].unique():
        values = scenes.of(parse(f"shade={shade}", world.vocabulary)[0]).shade.values["value"]
        assert np.isfinite(values.dropna().to_numpy()).all()


def test_first_interval_is_the_default(tiny: World) -> None:
    assert seen(tiny, "").view.period == FIRST
    assert seen(tiny, "").drawn["origin_code"].isin([A, B, C]).all()
