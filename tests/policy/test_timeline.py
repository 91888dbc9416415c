"""The timeline: intervals as intervals, totals as dots, gaps as gaps, nothing joined."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest

from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.periods import decimal_year
from geo.world.world import World
from layers.policy import bands, timeline
from layers.text import numbers
from tests.seen import plain, scene_of, view_of


def traces(world: World, query: str = "") -> dict[str, dict[str, Any]]:
    figure = timeline.base_figure(world, scene_of(world, query))
    return {trace["uid"]: trace for trace in plain(figure)["data"]}


def boxes(world: World, query: str = "") -> dict[str, dict[str, Any]]:
    """Shape of each bar by its interval."""
    figure = plain(timeline.base_figure(world, scene_of(world, query)))
    named = {shape.get("name", ""): shape for shape in figure["layout"]["shapes"]}
    return {name[4:]: shape for name, shape in named.items() if name.startswith("bar-")}


def test_bars_have_their_true_width(world: World) -> None:
    found = boxes(world)
    rows = world.table("periods").to_dict("records")
    assert list(found) == [row["period"] for row in rows]
    for bar, row in zip(found.values(), rows, strict=True):
        assert bar["x0"] == decimal_year(row["residence_before"])
        assert bar["x1"] == decimal_year(row["residence_now"])
        assert bar["x1"] - bar["x0"] == pytest.approx(5, abs=0.01)
    for one, other in pairwise(found.values()):
        assert one["x1"] == other["x0"]


@pytest.mark.parametrize("query", ["", "place=51", "from=west&to=east", "direction=net"])
def test_bars_follow_the_filters(world: World, query: str) -> None:
    found = boxes(world, query)
    totals = scene_of(world, query).totals["persons"]
    shares = (totals / totals.max()).to_dict()
    heights = {period: bar["y1"] / timeline.LARGEST for period, bar in found.items()}
    assert heights == pytest.approx(shares)
    assert {bar["y0"] for bar in found.values()} == {0}
    labels = [bar["label"]["text"] for bar in found.values()]
    assert labels == [f"{round(persons / 100_000) / 10:.1f}M" for persons in totals]


def test_bars_say_people_in_words_and_change_without_a_redraw(world: World) -> None:
    scene = scene_of(world, "place=51&period=2005-2010")
    told = timeline.changes(world, scene)
    # A list would make plotly draw every mark again, one text does not.
    assert [set(one) for one in told["data"][:5]] == [{"hovertemplate"}] * 5
    hovers = [one["hovertemplate"] for one in told["data"][:5]]
    assert not any("%{" in hover for hover in hovers)
    assert numbers.people(scene.totals["persons"]["2005-2010"]) in hovers[2]


def test_only_the_chosen_interval_is_dark(world: World) -> None:
    for period in world.vocabulary["periods"]:
        found = boxes(world, f"period={period}&place=51")
        dark = [key for key, bar in found.items() if bar["fillcolor"] == timeline.BAR_CHOSEN]
        assert dark == [period]


def test_two_intervals_cannot_be_chosen(world: World) -> None:
    """Choosing two bars never adds them, because an address holds one."""
    view, notices = parse("period=1995-2000,2000-2005", world.vocabulary)
    assert (view, len(notices)) == (view_of(world), 1)


def test_an_empty_interval_says_so(tiny: World) -> None:
    found = boxes(tiny).values()
    assert [bar["label"]["text"] for bar in found] == ["200", "90", "none"]
    heights = [bar["y1"] / timeline.LARGEST for bar in found]
    assert heights == pytest.approx([1, 0.45, 0])


def test_six_policy_bands_touch_the_years_of_the_paper(world: World) -> None:
    layout = plain(timeline.base_figure(world, scene_of(world, "")))["layout"]
    bands = [shape for shape in layout["shapes"] if shape.get("layer") == "below"]
    assert len(bands) == 6
    closed = [band for band in bands if band["type"] == "rect"]
    starts = sorted(band["x0"] for band in closed)
    assert starts[2:] == [1984, 1989, 1992]
    assert all(band["x1"] > band["x0"] for band in closed)
    assert all(band["yref"] == "paper" for band in bands)


def test_the_last_band_stops_when_the_paper_was_written_and_its_end_is_open(world: World) -> None:
    (last,) = [one for one in bands.bands(world) if one["type"] == "path"]
    years = [float(point.split(",")[0]) for point in re.findall(r"[ML] (\S+)", last["path"])]
    assert years == [2001.0, 2006.0, 2007.0, 2006.0, 2001.0]


def test_the_total_of_the_early_1980s_has_its_own_name(world: World) -> None:
    """It is a floating population, which the paper does not define."""
    first, *others = traces(world)["paper-0"]["hovertext"]
    assert "floating population" in first
    assert "three months" not in first
    assert all("three months" in one for one in others)


def test_the_paper_has_six_totals_and_none_in_its_gaps(world: World) -> None:
    trace = traces(world)["paper-0"]
    assert trace["y"] == [2, 26, 62, 70, 94, 114]
    years = trace["x"]
    assert years[1:] == [1988, 1993, 1994, 2002, 2003]
    assert 1980 <= years[0] < 1985  # early 1980s: drawn as a hollow square
    assert trace["marker"]["symbol"] == ["square", *["circle"] * 5]
    assert not [year for year in years if 1989 <= year <= 1991 or 1995 <= year <= 2001]


def test_gaps_answer_and_hold_no_figure(world: World) -> None:
    trace = traces(world)["gaps-0"]
    assert {1989, 1990, 1991, *range(1995, 2002)} <= set(trace["x"])
    for year, said in zip(trace["x"], trace["text"], strict=True):
        assert said == f"{year}: no figure in the source"


def test_two_definitions_are_two_series_that_nothing_joins(world: World) -> None:
    found = traces(world)
    paper, survey = found["paper-0"], found["survey-0"]
    for trace in (paper, survey):
        assert "lines" not in trace["mode"]
        assert "line" not in trace
    assert max(paper["x"]) < min(survey["x"])
    assert paper["marker"]["line"]["color"] != survey["marker"]["line"]["color"]
    assert set(paper["marker"]["symbol"]).isdisjoint([survey["marker"]["symbol"]])
    rows = world.table("migrant_workers")
    assert survey["y"] == pytest.approx((rows["total_10k"] / 100).tolist())
    assert all("never joined" in said for said in survey["hovertext"])


def test_dots_and_bars_have_their_own_axes(world: World) -> None:
    found = traces(world)
    assert found["bars-0"].get("yaxis", "y") == "y"
    assert {bar["yref"] for bar in boxes(world).values()} == {"paper"}
    assert timeline.LARGEST < timeline.BARS[1] < timeline.DOTS[0]
    assert {found[uid]["yaxis"] for uid in ("paper-0", "survey-0", "gaps-0")} == {"y2"}


def test_dated_acts_stand_at_their_dates_and_loose_ones_are_faint(world: World) -> None:
    found = traces(world)
    acts = world.table("policy_timeline")
    acts = acts[(acts["kind"] != "period") & acts["sort_year"].notna()]
    fuzzy = acts["precision"] == "part of decade"
    assert len(found["acts-0"]["x"]) == (~fuzzy).sum()
    assert found["acts-0"]["x"] == [decimal_year(date) for date in acts[~fuzzy]["date_start"]]
    assert found["acts-0"]["marker"] != found["acts-1"]["marker"]


def test_every_trace_keeps_its_slot(world: World, scenes: Scenes) -> None:
    def slots(query: str) -> list[str]:
        figure = timeline.base_figure(world, scene_of(world, query, scenes))
        return [trace["uid"] for trace in figure["data"]]

    assert slots("") == slots("place=11&period=2015-2020") == slots("from=34&to=34")
    assert len(set(slots(""))) == len(slots(""))
