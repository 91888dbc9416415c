from __future__ import annotations

import json
import re
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.disparity import portrait
from geo.scene.scene import Scene, Scenes
from geo.world.places import Place
from geo.world.world import World
from layers.blocks.marks import alone, lanes
from layers.disparity import tab
from layers.disparity.words import LIES, REASONS
from layers.subject import Filled
from tests import raw
from tests.declared import DISPARITY, SERIES
from tests.seen import components, nodes, plain, shown, view_of
from tests.worlds import SCHEMES

KEYS = [series.key for series in SERIES]


def scene_of(scenes: Scenes, **fields: str) -> Scene:
    return scenes.of(view_of(scenes.world, view="disparity", **fields))


def texts(node: Any) -> list[str]:
    """Texts of an element, in reading order."""
    return [node] if isinstance(node, str) else [one for each in node[2:] for one in texts(each)]


def texts_of(filled: Filled) -> list[str]:
    return [one for node in nodes(filled.reply()["html"]) for one in texts(node)]


def text_of(filled: Filled) -> str:
    return " ".join(texts_of(filled))


def charts(filled: Filled) -> dict[str, dict[str, Any]]:
    figures = filled.reply()["figures"]
    return {place.removeprefix("chart-"): figure for place, figure in figures.items()}


@pytest.fixture(scope="module")
def default(world: World, scenes: Scenes) -> Filled:
    return tab.fill(world, scene_of(scenes))


def test_the_answer_is_the_first_thing_and_comes_from_the_raw_figures(
    world: World, scenes: Scenes, default: Filled
) -> None:
    now, first = (raw.disparity("gdp_per_capita", year, "three-zone") for year in (2000, 1990))
    sentence = tab.sentence(world, scene_of(scenes))
    assert "In 2000" in sentence
    assert "mainly between the three zones" in sentence
    assert f"{now['share']:.0f}% of it" in sentence
    heading, answer, *_rest = texts_of(default)
    assert heading == "Regional disparity"
    assert f"In 1990 {first['share']:.0f}% was between" in answer
    assert f"grown from {first['t']:.4f} to {now['t']:.4f}" in answer


@pytest.mark.parametrize(
    "share", [(66.0, "between"), (51.9, "even"), (48.1, "even"), (47.9, "inside")]
)
def test_where_the_gap_lies(share: tuple[float, str]) -> None:
    assert portrait.lies(share[0]) == share[1]


@pytest.mark.parametrize("key", KEYS)
def test_lines_have_points_at_the_complete_years_and_nowhere_else(
    world: World, scenes: Scenes, key: str
) -> None:
    figures = charts(tab.fill(world, scene_of(scenes, indicator=key)))
    years = raw.series_years(key)
    for name in ("theil-t", "theil-l", "gini"):
        for trace in figures[name]["data"][:-1]:
            drawn = [x for x, y in zip(trace["x"], trace["y"], strict=True) if y is not None]
            assert drawn == years
            assert trace["x"] == list(range(years[0], years[-1] + 1))
            assert trace["connectgaps"] is False
        gaps = figures[name]["data"][-1]
        assert set(gaps["x"]) == set(range(years[0], years[-1])) - set(years)
        assert len(gaps["hovertext"]) == len(gaps["x"])


@pytest.mark.parametrize("scheme", [one.key for one in SCHEMES])
@pytest.mark.parametrize("key", KEYS)
def test_drawn_parts_are_those_of_the_raw_figures(
    world: World, scenes: Scenes, key: str, scheme: str
) -> None:
    shown = portrait.portrait(world, scene_of(scenes, indicator=key, scheme=scheme))
    assert list(shown.rows.index) == raw.series_years(key)
    for year, row in shown.rows.iterrows():
        expected = raw.disparity(key, int(str(year)), scheme)
        assert row["gini"] == pytest.approx(expected["gini"], rel=1e-9)
        assert row["zone_ratio"] == pytest.approx(expected["ratio"], rel=1e-9)
        for letter in "tl":
            whole, between, within = (
                row[f"theil_{letter}_{part}"] for part in ("total", "between", "within")
            )
            assert between + within == pytest.approx(whole, abs=1e-9)
            assert between == pytest.approx(expected[f"{letter}_between"], abs=1e-9)
            assert whole == pytest.approx(expected[letter], abs=1e-9)


def test_names_stand_where_no_dot_of_their_zone_can_lie(default: Filled) -> None:
    """The first and the last of a zone are named outside it, all others have room below."""
    *zones, _means = charts(default)["strip"]["data"]
    for trace in zones:
        sides = trace["textposition"]
        assert len(sides) == len(trace["x"])
        assert (sides[0], sides[-1]) == ("middle left", "middle right")
        assert set(sides[1:-1]) <= {"bottom center"}
        assert trace["x"] == sorted(trace["x"])


def test_the_strip_shows_31_dots_and_the_weighted_means(default: Filled) -> None:
    expected = raw.disparity("gdp_per_capita", 2000, "three-zone")
    *zones, means = charts(default)["strip"]["data"]
    assert sorted(x for zone in zones for x in zone["x"]) == pytest.approx(
        sorted(raw.series_values("gdp_per_capita", 2000).values())
    )
    wanted = [expected[f"mean {zone}"] for zone in ("East", "Central", "West")]
    assert means["x"] == pytest.approx(wanted)
    assert f"East = {expected['ratio']:.2f} × West" in json.dumps(
        charts(default)["strip"]["layout"], ensure_ascii=False
    )


def test_a_chosen_region_stands_out_and_a_click_lets_it_go(world: World, scenes: Scenes) -> None:
    filled = tab.fill(world, scene_of(scenes, place="52"))
    strip, dots = (charts(filled)[name] for name in ("strip", "ranked"))
    west = strip["data"][2]
    assert [text for text in west["text"] if text == "Guizhou"]
    inks = set(west["marker"]["line"]["color"])
    assert len(inks) == 2
    assert sum("place" not in link for link in west["customdata"]) == 1
    assert "<b>Guizhou</b>" in dots["layout"]["yaxis"]["ticktext"]


def test_every_region_of_a_lit_class_stands_out(scenes: Scenes) -> None:
    scene = scene_of(scenes, shade="net", lit="33")
    assert scene.lit
    assert set(scene.lit) == set(portrait._emphasised(scene))


def test_both_ends_of_a_corridor_stand_out(scenes: Scenes) -> None:
    scene = replace(scene_of(scenes), place=Place("corridor", "34-31"))
    assert portrait._emphasised(scene) == ("34", "31")


def test_ranked_dots_have_31_rows_in_the_order_of_the_last_year(default: Filled) -> None:
    between, first, last = charts(default)["ranked"]["data"]
    assert len(first["x"]) == len(last["x"]) == len(set(last["y"])) == 31
    assert len(between["x"]) == 31 * (len(raw.series_years("gdp_per_capita")) - 2)
    by_height = [x for _y, x in sorted(zip(last["y"], last["x"], strict=True), reverse=True)]
    assert by_height == sorted(by_height, reverse=True)
    mean = raw.disparity("gdp_per_capita", 2008, "three-zone")["mean"]
    top = max(raw.series_values("gdp_per_capita", 2008).values())
    assert by_height[0] == pytest.approx(100 * top / mean, abs=0.06)


def test_twice_the_area_under_the_equality_line_is_the_gini(default: Filled) -> None:
    _equality, curve = charts(default)["lorenz"]["data"]
    x, y = curve["x"], curve["y"]
    area = sum((x[i + 1] - x[i]) * (y[i + 1] + y[i]) / 2 for i in range(31)) / 10_000
    expected = raw.disparity("gdp_per_capita", 2000, "three-zone")["gini"]
    assert 1 - 2 * area == pytest.approx(expected, abs=1e-9)


def test_the_claim_is_told_by_word_sign_years_and_values(default: Filled) -> None:
    said = text_of(default)
    values = [raw.disparity("gdp_per_capita", year, "three-zone") for year in (1995, 2000)]
    assert "✓ The series supports it" in said
    for one in values:
        assert f"{one['ratio']:.2f}" in said
        assert f"{one['t_between']:.4f}" in said
    assert "section 2.2" in said
    assert "Context, not cause" in said


@pytest.mark.parametrize("key", KEYS[1:])
def test_a_series_without_the_two_years_cannot_tell(world: World, scenes: Scenes, key: str) -> None:
    said = text_of(tab.fill(world, scene_of(scenes, indicator=key)))
    assert "? The series cannot tell" in said
    assert f"this series starts in {raw.series_years(key)[0]}" in said


def test_the_other_schemes_stand_beside_the_chosen_one(default: Filled) -> None:
    said = text_of(default)
    for scheme in SCHEMES:
        share = raw.disparity("gdp_per_capita", 2000, scheme.key)["share"]
        assert (f"{share:.1f}%" if share < 9.95 else f"{share:.0f}%") in said


def test_a_year_that_the_series_lacks_is_said_and_the_nearest_is_shown(
    world: World, scenes: Scenes
) -> None:
    scene = scene_of(scenes, indicator="gdp_per_capita_revised", year="2013")
    shown = portrait.portrait(world, scene)
    assert (shown.year, shown.asked_year) == (2012, 2013)
    assert "2013 has no complete figures" in text_of(tab.fill(world, scene))
    assert portrait.portrait(world, scene_of(scenes, year="2003")).asked_year is None


def test_years_to_choose_are_the_complete_ones_of_the_series(world: World) -> None:
    for key in KEYS:
        options = tab.year_options(world, view_of(world, indicator=key, period="2005-2010"))
        assert [option["value"] for option in options] == ["", *map(str, raw.series_years(key))]
        near = min(raw.series_years(key), key=lambda year: abs(year - 2010))
        assert options[0]["label"].startswith(str(near))


def test_every_chart_names_series_weights_years_and_source(default: Filled) -> None:
    figures = list(components(plain(default), "Figure"))
    of_incomes = [one for one in figures if "income" in one["className"]]
    assert len(figures) == 6 + len(of_incomes) + 1  # and the wages of villages
    for one in figures[:6]:
        said = shown(one["children"])
        assert "GDP per head, as known about 2009" in said
        assert "resident population" in said
        assert "Source: China Compendium of Statistics" in said
        assert "Read as a table" in said
        (picture,) = [part for part in components(one, "Div") if part.get("role") == "img"]
        assert len(picture["aria-label"]) > 40


def test_only_traces_of_the_small_bundle_are_used(default: Filled) -> None:
    kinds = {trace["type"] for figure in charts(default).values() for trace in figure["data"]}
    assert kinds == {"scatter"}


def test_runs_of_gaps_name_each_missing_year_once(world: World) -> None:
    for key in KEYS:
        gaps = world.table("disparity_gaps")
        runs = portrait.gap_runs(gaps, key).to_dict("records")
        named = [year for run in runs for year in range(run["first_year"], run["last_year"] + 1)]
        assert named == sorted(gaps.loc[gaps["indicator"] == key, "year"])
        assert not set(named) & set(raw.series_years(key))


def test_every_key_has_its_words(world: World) -> None:
    assert set(LIES) == {"between", "inside", "even"}
    assert set(world.table("disparity_gaps")["reason"]) <= set(REASONS)
    assert set(world.table("disparity")["weight_series"]) == set(DISPARITY.weight_indicators)


def test_every_view_has_the_same_parts_to_change(
    world: World, scenes: Scenes, default: Filled
) -> None:
    named = re.findall(r'id="([^"]+)" data-figure', default.reply()["html"])
    assert len(set(named)) == len(named) > 5
    for fields in ({"year": "2013"}, {"indicator": KEYS[2], "scheme": "autonomous"}):
        other = tab.fill(world, scene_of(scenes, **fields)).reply()
        assert list(other["figures"]) == named


def test_a_series_without_a_complete_year_is_said(tiny: World) -> None:
    assert tab.controls(tiny, view_of(tiny))
    assert tab.year_options(tiny, view_of(tiny)) == []
    filled = tab.fill(tiny, Scenes(tiny).of(view_of(tiny)))
    assert "No year of this series" in text_of(filled)


@given(st.lists(st.floats(0, 100), max_size=31).map(sorted), st.floats(0.1, 10))
def test_dots_in_one_lane_keep_their_distance_while_there_are_lanes(
    positions: list[float], close: float
) -> None:
    taken = lanes(positions, close)
    for at, (position, lane) in enumerate(zip(positions, taken, strict=True)):
        near = {taken[i] for i in range(at) if position - positions[i] < close}
        assert lane not in near or len(near) == 5


def test_first_last_and_lonely_dots_are_named() -> None:
    assert alone([1.0, 2.0, 2.1, 9.0, 20.0], 1.0) == [True, False, False, True, True]
    assert alone([], 1.0) == []
