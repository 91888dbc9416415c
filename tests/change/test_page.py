"""The tab of change, sampling ranges, hatches and the looks of three kinds of figures."""

from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pytest

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.blocks import uncertain
from layers.change import tab as intervals
from layers.map.figure import LAYERS
from layers.map.legend import legend
from layers.page.cards import card
from layers.sources.tab import ledger
from layers.subjects import tabs
from layers.text import words
from layers.text.words import between, changed
from tests import raw, worlds
from tests.seen import components, plain, scene_of, shown

NEAREST = {"1995-2000": "2000-2005", "2000-2005": "1995-2000", "2015-2020": "2010-2015"}


def factor(period: str) -> float:
    return 100 / raw.SAMPLING_PERCENT.get(period, 10)


def error(sample: float, period: str) -> float:
    k = factor(period)
    return k * math.sqrt(sample * (1 - 1 / k))


def told(part: Any) -> str:
    """Text of a part, the markup that stands still included."""
    if isinstance(part, list):
        return " ".join(told(one) for one in part)
    if isinstance(part, dict):
        return told(part["props"].get("children", ""))
    return "" if part is None else str(part)


def tab(world: World, scenes: Scenes, query: str) -> list[object]:
    return plain(intervals.fill(world, scene_of(world, query, scenes)))


@pytest.mark.parametrize(("period", "other"), NEAREST.items())
def test_the_neighbour_is_compared_unless_another_is_named(
    world: World, scenes: Scenes, period: str, other: str
) -> None:
    earlier, later = (one.replace("-", "–") for one in sorted((period, other)))
    assert f"Change from {earlier} to {later}" in told(tab(world, scenes, f"period={period}"))


def test_a_chosen_region_filters_the_maps_as_it_does_the_rest(world: World, scenes: Scenes) -> None:
    parts = tab(world, scenes, "place=44&direction=in")
    graphs = [one for one in components(parts, "Graph") if one["id"] != "chart-change"]
    assert len(graphs) == len(raw.PERIODS)
    for one in graphs:
        assert {key.split("-")[1] for key in one["figure"]["data"][1]["locations"]} == {"44"}


def test_five_maps_share_classes_and_open_their_interval(world: World, scenes: Scenes) -> None:
    parts = tab(world, scenes, "shade=in&top=200&from=west")
    graphs = [one for one in components(parts, "Graph") if one["id"] != "chart-change"]
    assert [one["id"] for one in graphs] == [f"chart-interval-{one}" for one in raw.PERIODS]
    scales = {str(one["figure"]["data"][0]["colorscale"]) for one in graphs}
    assert len(scales) == 1
    assert all(len(one["figure"]["data"][1]["locations"]) == 10 for one in graphs)
    targets = [one["href"] for one in components(parts, "Link")]
    assert "/?period=2005-2010&from=west&top=200&shade=in" in targets


@pytest.mark.parametrize(
    ("query", "verdict", "words"),
    [
        ("period=2005-2010&against=2005-2010", "refused", "the same interval"),
        ("period=2005-2010&from=34&to=34", "refused", "No corridor passes all filters"),
        ("period=2005-2010&against=2000-2005", "warned", "1% sample survey"),
        ("period=2000-2005&against=2010-2015", "warned", "Both intervals come from sample surveys"),
    ],
)
def test_the_verdict_stands_before_any_figure(
    world: World, scenes: Scenes, query: str, verdict: str, words: str
) -> None:
    parts = tab(world, scenes, query)
    (box,) = [one for one in components(parts, "Div") if "verdict" in str(one.get("className", ""))]
    assert box["className"] == f"verdict verdict-{verdict}"
    assert words in shown(box["children"])
    assert ("Corridors that rose" in told(parts)) == (verdict != "refused")


def test_lists_hold_the_largest_changes_with_range_and_relative(
    world: World, scenes: Scenes
) -> None:
    earlier, later = "1995-2000", "2000-2005"
    before = raw.flows(earlier).set_index("key")[["sample", "persons"]].add_suffix("_before")
    both = raw.flows(later).set_index("key").join(before)
    both["change"] = both["persons"] - both["persons_before"]
    said = told(tab(world, scenes, f"period={later}&against={earlier}"))
    for row in (both.loc[both["change"].idxmax()], both.loc[both["change"].idxmin()]):
        reach = 1.959964 * math.hypot(
            error(row["sample"], later), error(row["sample_before"], earlier)
        )
        low, high = (
            f"{float(format(end, '.3g')):+,.0f}".replace("-", "−")
            for end in (row["change"] - reach, row["change"] + reach)
        )
        percent = 100 * row["change"] / row["persons_before"]
        assert f"{row['origin']} → {row['destination']}" in said
        assert f"{low} to {high}" in said
        assert f"{abs(percent):.0f}%" in said
    spans = 1.959964 * np.hypot(
        [error(n, later) for n in both["sample"]],
        [error(n, earlier) for n in both["sample_before"]],
    )
    assert f"Corridors that rose ({(both['change'] > spans).sum()})" in said
    assert f"Corridors that fell ({(-both['change'] > spans).sum()})" in said


def test_small_bases_and_changes_within_the_error_are_marked(world: World, scenes: Scenes) -> None:
    said = told(tab(world, scenes, "period=2000-2005&against=2010-2015&from=54"))
    assert "small base" in said
    assert "within sampling error" in said


@pytest.mark.parametrize("period", raw.PERIODS)
def test_hatched_corridors_are_those_whose_net_could_be_of_either_sign(
    world: World, scenes: Scenes, period: str
) -> None:
    scene = scene_of(world, f"period={period}&direction=net&top=all", scenes)
    table = raw.flows(period).set_index("key")
    found = set(uncertain.corridor_meta(scene, scene.keys)["unsure"])
    pairs = {frozenset(key.split("-")) for key in found}
    expected = set()
    for key, row in table.iterrows():
        origin, destination = str(key).split("-")
        back = table.loc[f"{destination}-{origin}"]
        reach = 1.959964 * math.hypot(error(row["sample"], period), error(back["sample"], period))
        if abs(row["persons"] - back["persons"]) <= reach:
            expected.add(frozenset((origin, destination)))
    assert expected
    assert pairs == expected
    assert "range spans zero" in shown(legend(world, scene))


def test_gross_corridors_are_not_hatched(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, "period=2000-2005&top=all", scenes)
    assert uncertain.corridor_meta(scene, scene.keys)["unsure"] == []
    assert "range spans zero" not in shown(legend(world, scene))


def test_a_region_is_hatched_where_its_net_is_within_the_error(tiny: World) -> None:
    scene = scene_of(tiny, "")
    # Ash: net -60, reach 1.96 x 10 x sqrt(20 x 0.9) = 83. Bay: +60, sqrt(10 x 0.9), 58.8.
    # Col: net 0. Dun: nobody is counted, so there is no range.
    assert uncertain.unsure_regions(tiny, scene) == [worlds.A, worlds.C]
    regions = next(layer for layer in LAYERS if layer.key == "regions")
    (frame,) = regions.frame(tiny, scene)
    assert frame["meta"]["unsure"] == [worlds.A, worlds.C]


@pytest.mark.parametrize("period", raw.PERIODS)
def test_cards_state_the_range_in_every_interval(world: World, scenes: Scenes, period: str) -> None:
    row = raw.pick("34-31", period)
    reach = 1.959964 * error(row["sample"], period)
    said = shown(card(world, scene_of(world, f"place=34-31&period={period}", scenes)))
    assert span_said("95% sampling range", said) == pytest.approx(
        (row["persons"] - reach, row["persons"] + reach), rel=0.005
    )
    assert "√(n × (1 − 1/k))" in said
    assert "one by one" in said
    told = shown(card(world, scene_of(world, f"place=34&period={period}", scenes)))
    table = raw.flows(period)
    sides = [
        table.loc[table[f"{end}_code"] == "34", "sample"].sum() for end in ("origin", "destination")
    ]
    reach = 1.959964 * math.hypot(*(error(side, period) for side in sides))
    net = raw.net_of("34", period)
    assert span_said("Net, 95% range", told) == pytest.approx((net - reach, net + reach), rel=0.005)


def span_said(label: str, said: str) -> tuple[float, ...]:
    """Both ends of a range on a card, in people, whatever unit it is written in."""
    number = r"([+−]?[\d,.]+)( million)?"
    found = re.search(rf"{re.escape(label)} {number} to {number}", said)
    assert found, said
    first, first_unit, last, last_unit = found.groups()
    return tuple(
        float(number.replace(",", "").replace("−", "-")) * (1_000_000 if unit else 1)
        for number, unit in ((first, first_unit), (last, last_unit))
    )


@pytest.mark.parametrize("period", raw.PERIODS)
def test_hovers_give_the_range_in_survey_intervals_only(
    world: World, scenes: Scenes, period: str
) -> None:
    layer = next(layer for layer in LAYERS if layer.key == "corridors")
    frame, _ends = layer.frame(world, scene_of(world, f"period={period}&top=5", scenes))
    row = raw.flows(period).iloc[0]
    reach = 1.959964 * error(row["sample"], period)
    span = between(row["persons"] - reach, row["persons"] + reach)
    hover = frame["text"][frame["locations"].index(row["key"])]
    assert (f"95% sampling range {span}" in hover) == (period in raw.SAMPLING_PERCENT)


def test_the_ledger_holds_both_statements_arithmetic_and_choice(world: World) -> None:
    table = raw.rows_of("project_2026/conflicts.csv")
    section = plain(ledger(world))
    said = " ".join(shown(section).split())
    assert len(table) == 6
    for row in table:
        for column in ("statement_a", "section_a", "statement_b", "section_b", "screen_uses"):
            assert " ".join(row[column].split()) in said, (row["conflict_id"], column)
        assert " ".join(row["arithmetic"].split()) in said
    ids = [one["id"] for one in components(section, "Article")]
    assert ids == [f"conflict-{row['conflict_id'].lower()}" for row in table]


KINDS = ("as published", "estimate", "worked out", "curated")


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("layers=none", set()),
        ("layers=regions", {"estimate"}),
        ("layers=regions&shade=urbanisation_rate", {"as published"}),
        ("layers=regions&shade=gdp_per_capita_derived", {"worked out"}),
        ("", {"estimate", "curated"}),
    ],
)
def test_the_legend_names_the_kind_of_each_figure_that_is_shown(
    world: World, scenes: Scenes, query: str, expected: set[str]
) -> None:
    said = shown(legend(world, scene_of(world, query, scenes)))
    assert {one for one in KINDS if one in said} == expected


UNITS = re.compile(r"\d[\d,.]*( million)?")


@pytest.mark.parametrize("query", ["", "period=2000-2005&against=2010-2015", "from=54", "shade=in"])
def test_the_numbers_of_a_row_have_one_style(world: World, scenes: Scenes, query: str) -> None:
    rows = [told(one["children"]) for one in components(tab(world, scenes, query), "Tr")]
    lines = [row for row in rows if "%" in row and " to " in row]
    assert len(lines) > 5
    for line in lines:
        people = re.sub(r"[+−]?[\d.,]+%|\d{4}–\d{4}|\(95% range\)", "", line)
        assert len({found[1] for found in UNITS.finditer(people)}) == 1, line


def test_a_range_narrower_than_a_rounding_step_has_all_its_digits() -> None:
    row = {"earlier_persons": 12e6, "later_persons": 12.5e6, "change_persons": 500_000}
    ((written, span),) = changed([row | {"low_persons": 499_999, "high_persons": 500_001}])
    assert written == ["12,000,000", "12,500,000", "+500,000"]
    assert span == "+499,999 to +500,001"


@pytest.mark.parametrize(
    "query",
    [
        "view=intervals&against=2015-2020",
        "view=intervals&period=2000-2005&against=2005-2010",
        "view=zones&scheme=autonomous",
        "view=zones&scheme=four-zone&period=2005-2010",
    ],
)
def test_a_column_of_people_has_one_unit(world: World, scenes: Scenes, query: str) -> None:
    scene = scene_of(world, query, scenes)
    markup = tabs(world)[scene.view.view].fill(world, scene).reply()["html"]
    tables = re.findall(r"<table.*?</table>", markup, re.DOTALL)
    assert tables
    for table in tables:
        if "In the sample" not in table:  # counts beside estimates
            people = re.sub('<span class=[^>]*about.*?</span>|title="[^"]*"|→[^<]*, ', "", table)
            signs = (" million", r"\dM\b", r"\dK\b", r"\d,\d{3}(?![\d.]*[K%])")
            assert sum(bool(re.search(one, people)) for one in signs) <= 1, people


@pytest.mark.parametrize("shade", ["net", "gdp_per_capita_published"])
def test_the_five_maps_stand_in_two_tables_and_each_says_its_ends(
    world: World, scenes: Scenes, shade: str
) -> None:
    parts = tab(world, scenes, f"shade={shade}&period=2005-2010")
    tables = {told(one["children"][0]): one for one in components(parts, "Table")}
    shades, lines = (
        next(table for title, table in tables.items() if start in title)
        for start in (words.shade(world, shade), "The 10 widest corridors")
    )
    rows = [[told(cell) for cell in row["children"]] for row in components(shades, "Tr")]
    assert len(rows) == 1 + len(world.counted)
    found = {
        period: scene_of(world, f"shade={shade}&period={period}", scenes).shade.rows
        for period in world.vocabulary["periods"]
    }
    known = [row["value"] for one in found.values() for row in one.values()]
    write = words.shade_column(world, shade, known)  # all of the table in one unit
    for at, period in enumerate(world.vocabulary["periods"], start=1):
        for row, code in zip(rows[1:], world.counted.index, strict=True):
            shown = found[period][code]
            value = write(shown["value"]) if shown["class_index"] >= 0 else None
            assert row[at] == (value or words.BLANKS[shown["blank"]])
    first = [[told(cell) for cell in row["children"]] for row in components(lines, "Tr")][1]
    for at, period in enumerate(raw.PERIODS, start=1):
        largest = raw.flows(period).nlargest(1, "persons").iloc[0]
        assert first[at].startswith(f"{largest['origin']} → {largest['destination']}, ")
    labels = [one["aria-label"] for one in components(parts, "Div") if "aria-label" in one]
    maps = [one for one in labels if one.startswith("Map of ")]
    assert len(set(maps)) == len(raw.PERIODS)
    assert all("; from " in one for one in maps)
