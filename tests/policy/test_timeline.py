"""The timeline: intervals as intervals, totals as dots, gaps as gaps, nothing joined."""

from __future__ import annotations

import re
from collections import defaultdict
from itertools import pairwise
from typing import Any

import pytest

from geo.policy.axis import axis_of
from geo.scene.scene import Scenes
from geo.view.address import parse
from geo.world.periods import decimal_year
from geo.world.world import World
from layers.blocks import palette
from layers.policy import bands, bars, clock, lanes, timeline, totals
from layers.text import numbers
from tests import raw
from tests.seen import components, plain, scene_of, shown, view_of


def traces(world: World, query: str = "") -> dict[str, dict[str, Any]]:
    figure = timeline.base_figure(world, scene_of(world, query))
    return {trace["uid"]: trace for trace in plain(figure)["data"]}


def boxes(world: World, query: str = "") -> dict[str, dict[str, Any]]:
    """Shape of each bar by its interval."""
    figure = plain(timeline.base_figure(world, scene_of(world, query)))
    named = {shape.get("name", ""): shape for shape in figure["layout"]["shapes"]}
    return {name[4:]: shape for name, shape in named.items() if name.startswith("bar-")}


def people_in(bar: dict[str, Any], largest: float) -> float:
    """People that a bar stands for on the scale that is said beside it."""
    tall = (bar["y1"] - bar["y0"]) / (lanes.TALLEST - lanes.BASE)
    return tall * bars.top({"largest": largest})


def bare(label: str) -> str:
    return label.removeprefix("<b>").removesuffix("</b>")


def shapes(world: World, query: str = "") -> list[dict[str, Any]]:
    return plain(timeline.base_figure(world, scene_of(world, query)))["layout"]["shapes"]


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
    heights = {period: people_in(bar, totals.max()) for period, bar in found.items()}
    assert heights == pytest.approx(totals.to_dict())
    assert {bar["y0"] for bar in found.values()} == {lanes.BASE}
    labels = [bare(bar["label"]["text"]) for bar in found.values()]
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
        dark = [key for key, bar in found.items() if bar["fillcolor"] == palette.BAR_CHOSEN]
        assert dark == [period]


def test_two_intervals_cannot_be_chosen(world: World) -> None:
    """Choosing two bars never adds them, because an address holds one."""
    view, notices = parse("period=1995-2000,2000-2005", world.vocabulary)
    assert (view, len(notices)) == (view_of(world), 1)


def test_an_empty_interval_says_so(tiny: World) -> None:
    found = boxes(tiny).values()
    assert [bare(bar["label"]["text"]) for bar in found] == ["200", "90", "none"]
    assert [people_in(bar, 200) for bar in found] == pytest.approx([200, 90, 0])


@pytest.mark.parametrize("query", ["", "place=54", "place=51", "from=west&to=east"])
def test_the_scale_of_the_bars_is_said_and_holds_them_all(world: World, query: str) -> None:
    scene = scene_of(world, query)
    (said,) = [one for one in shapes(world, query) if one.get("name") == "scale"]
    most = bars.top(scene.totals["persons"].to_dict())
    assert scene.totals["persons"].max() <= most <= 2 * scene.totals["persons"].max()
    word = "rescaled" if query else "scale"
    assert said["label"]["text"] == f"{word}<br>0–{numbers.short(most)}"
    ends = [bar["x1"] for bar in boxes(world, query).values()]
    assert said["x0"] > max(ends)


@pytest.mark.parametrize("period", ["1995-2000", "2015-2020"])
def test_the_chosen_interval_is_tinted_through_all_lanes(world: World, period: str) -> None:
    (tint,) = [one for one in shapes(world, f"period={period}") if one.get("name") == "tint"]
    row = world.period_rows[period]
    assert (tint["x0"], tint["x1"]) == lanes.ends(row)
    assert (tint["y0"], tint["y1"]) == (0, 1)


def test_six_policy_bands_touch_the_years_of_the_paper(world: World) -> None:
    found = [shape for shape in shapes(world) if shape.get("name") == "band"]
    assert len(found) == 6
    closed = [band for band in found if band["type"] == "rect"]
    years = (1949, 1958, 1984, 1989, 1992)
    assert [band["x0"] for band in closed] == [axis_of(world).position(year) for year in years]
    assert [band["x1"] for band in closed][2:] == [1989, 1992, 2001]
    assert all(band["yref"] == "paper" for band in found)
    # Two neutral tints in turn: neither red nor green says what was allowed.
    assert {band["fillcolor"] for band in found[::2]} == {palette.BAND_TINTS[0]}
    assert {band["fillcolor"] for band in found[1::2]} == {palette.BAND_TINTS[1]}


def test_all_six_periods_are_named_with_their_years(world: World) -> None:
    notes = plain(timeline.base_figure(world, scene_of(world, "")))["layout"]["annotations"]
    said = [note["text"] for note in notes]
    years = ["1949–58", "1958–83", "1984–88", "1989–91", "1992–2000", "after 2000"]
    for year, text in zip(years, said, strict=False):
        assert year in text
    assert said[5].endswith("the paper ends in 2005")
    assert "no table of origins and destinations before November 1995" in said
    assert "drawn narrower" in said


def test_the_axis_begins_in_1949_and_says_where_it_is_narrower(world: World) -> None:
    axis = plain(timeline.base_figure(world, scene_of(world, "")))["layout"]["xaxis"]
    assert axis["ticktext"][:3] == ["1949", "1958", "1980"]
    assert axis["range"][0] < axis["tickvals"][0]
    assert axis["tickvals"] == [axis_of(world).position(float(year)) for year in axis["ticktext"]]
    marks = [one for one in shapes(world) if one.get("name") == "break"]
    assert len(marks) == 3
    assert all(abs(one["x0"] - axis_of(world).turn) < 0.5 for one in marks)
    names_from = min(band["y0"] for band in bands.bands(world) if band["type"] == "rect")
    assert max(one["y1"] for one in marks) <= names_from  # through no name of a period


def test_the_last_band_stops_when_the_paper_was_written_and_its_end_is_open(world: World) -> None:
    (last,) = [one for one in bands.bands(world) if one["type"] == "path"]
    years = [float(point.split(",")[0]) for point in re.findall(r"[ML] (\S+)", last["path"])]
    assert years[0] == years[-1] == 2001
    assert set(years[1:-1]) == {2006.0, 2006.0 - bands.TOOTH}  # a zigzag, within 2005
    assert len(years) > 6


def test_the_total_of_the_early_1980s_has_its_own_name(world: World) -> None:
    """It is a floating population, which the paper does not define."""
    first, *others = traces(world)["paper-0"]["hovertext"]
    assert "floating population" in first
    assert "three months" not in first
    assert all("three months" in one for one in others)
    assert traces(world)["paper-0"]["marker"]["symbol"][:2] == ["square", "circle"]
    lane = shown(clock.clock(world, scene_of(world, ""), defaultdict(str)))
    for key in ("○ paper", "□ its floating population", "◇ survey", "two definitions"):
        assert key in lane


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


def test_every_lane_has_its_own_axis_and_none_overlaps(world: World) -> None:
    layout = plain(timeline.base_figure(world, scene_of(world, "")))["layout"]
    domains = [layout[name]["domain"] for name in ("yaxis", "yaxis2", "yaxis4", "yaxis3")]
    assert all(low[1] < high[0] for low, high in pairwise(domains))
    found = traces(world)
    assert found["bars-0"].get("yaxis", "y") == "y"
    assert {bar["yref"] for bar in boxes(world).values()} == {"paper"}
    assert domains[0][0] < lanes.BASE < lanes.TALLEST < domains[0][1]
    assert {found[uid]["yaxis"] for uid in ("paper-0", "survey-0", "gaps-0")} == {"y2"}
    assert {found[uid]["yaxis"] for uid in ("acts-0", "acts-1")} == {"y4"}
    levels = [one for one in shapes(world) if one.get("name") == "level"]
    assert [one["y0"] for one in levels] == [0, 300]


def test_dated_acts_stand_at_their_dates_and_loose_ones_are_bars_of_their_span(
    world: World,
) -> None:
    found = traces(world)
    acts = world.table("policy_timeline")
    acts = acts[(acts["kind"] != "period") & acts["sort_year"].notna()]
    loose = acts["date_start"].isna() | acts["date_end"].notna()
    dates = [axis_of(world).position(decimal_year(date)) for date in acts[~loose]["date_start"]]
    assert found["acts-0"]["x"] == dates
    spans = [one for one in shapes(world) if one.get("name") == "span"]
    assert len(spans) == loose.sum()
    marks = found["acts-1"]
    for event, span in zip(acts[loose]["event_id"], spans, strict=True):
        found_at = zip(marks["x"], marks["customdata"], strict=True)
        answering = [x for x, key in found_at if key == event.lower()]
        ends = [span["x0"], *answering, span["x1"]]
        assert all(0 < after - before < 0.5 for before, after in pairwise(ends))


def test_acts_of_one_place_are_stacked_up_to_five(world: World) -> None:
    found = traces(world)["acts-0"]
    points = list(zip(found["x"], found["y"], strict=True))
    assert len(set(points)) == len(points)
    assert len(set(found["y"])) <= 5


def test_a_strip_for_narrow_screens_says_the_same(world: World) -> None:
    scene = scene_of(world, "period=2000-2005")
    said = shown(clock.strip(world, scene))
    for year in ("1949–58", "1958–83", "1984–88", "1989–91", "1992–2000", "after 2000"):
        assert year in said
    for bar in boxes(world, "period=2000-2005").values():
        assert bare(bar["label"]["text"]) in said
    lit = [one for one in components(plain(clock.strip(world, scene)), "Button") if "cell-on" in
           one.get("className", "")]  # fmt: skip
    assert [one["data-value"] for one in lit] == ["t05", "t06"]


def test_every_trace_keeps_its_slot(world: World, scenes: Scenes) -> None:
    def slots(query: str) -> list[str]:
        figure = timeline.base_figure(world, scene_of(world, query, scenes))
        return [trace["uid"] for trace in figure["data"]]

    assert slots("") == slots("place=11&period=2015-2020") == slots("from=34&to=34")
    assert len(set(slots(""))) == len(slots(""))


def rows_of_tables(part: Any) -> list[str]:
    return [shown(one["children"]) for one in components(plain(part), "Tr")]


def test_the_bars_stand_as_a_table_of_what_the_filters_keep(world: World) -> None:
    for query, column, kept in (("", None, None), ("from=34", "origin_code", "34")):
        head, *rows = rows_of_tables(bars.moves_table(world, scene_of(world, query)))
        assert "People (estimate)" in head
        assert len(rows) == len(raw.PERIODS)
        for period, row in zip(raw.PERIODS, rows, strict=True):
            flows = raw.flows(period)
            flows = flows if column is None else flows[flows[column] == kept]
            assert row.startswith(period.replace("-", "–"))
            assert raw.people(flows["persons"].sum()) in row
    nobody = rows_of_tables(bars.moves_table(world, scene_of(world, "from=34&to=34")))
    assert all("nobody" in row for row in nobody[1:])


def test_both_series_of_totals_stand_as_tables_of_their_own(world: World) -> None:
    said = totals.totals_tables(world)
    stated = raw.paper("national_series")
    stated = stated[stated["indicator"] == "rural_migrants"]
    rows = rows_of_tables(said[0])
    assert len(rows) == len(stated) + 1
    for row, one in zip(rows[1:], stated.itertuples(), strict=True):
        assert row.startswith(one.year_as_stated)
        assert one.as_stated in row
        assert f"({one.section.split(' ')[0]}" in row
    survey = rows_of_tables(said[2])
    assert len(survey) == len(world.table("migrant_workers")) + 1
    assert "299.7 million" in survey[-1]
    missing = {str(mark) for mark in traces(world)["gaps-0"]["x"]}
    assert all(year in shown(plain(said[1])) for year in missing)
