from __future__ import annotations

import math
import re
from typing import Any

import numpy as np
import pandas as pd
import pytest

from geo.flows import indicators as portraits
from geo.flows.indicators import INDICATORS, NATION, REGION
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.indicators import tab
from layers.text.gettext import filled, spoken
from tests import worlds
from tests.seen import nodes, view_of

PERIODS = ("1995-2000", "2000-2005", "2005-2010", "2010-2015", "2015-2020")


def elements(node: Any, tag: str) -> list[Any]:
    """Elements of a tag, in reading order."""
    if not isinstance(node, list):
        return []
    own = [node] if node and node[0] == tag else []
    return own + [one for each in node for one in elements(each, tag)]


def words_in(node: Any) -> str:
    if isinstance(node, str):
        return node
    inner = node if not node or isinstance(node[0], list) else node[2:]
    return "".join(words_in(one) for one in inner)


@pytest.fixture(scope="module")
def page(world: World, scenes: Scenes) -> list[Any]:
    return nodes(tab.fill(world, scenes.of(view_of(world, view="indicators"))).reply()["html"])


def test_31_regions_have_every_figure_of_the_table(world: World, page: list[Any]) -> None:
    (table,) = [one for one in elements(page, "table") if "sortable" in one[1]["class"]]
    body = elements(elements(table, "tbody"), "tr")
    found = portraits.of_regions(world, "1995-2000")
    assert [words_in(row[2]) for row in body] == list(world.counted["name_en"])
    for row, (_code, expected) in zip(body, found.iterrows(), strict=True):
        raw = [float(cell[1]["data-value"]) for cell in elements(row, "td")]
        assert raw == pytest.approx(list(expected))


def test_heads_are_buttons_and_one_says_how_the_table_is_sorted(page: list[Any]) -> None:
    (table,) = [one for one in elements(page, "table") if "sortable" in one[1]["class"]]
    heads = elements(elements(table, "thead"), "th")
    assert len(heads) == 1 + len(portraits.records(REGION))
    assert all(len(elements(head, "button")) == 1 for head in heads)
    assert tuple(head[1]["data-column"] for head in heads) == tab.sorts()
    assert [head[1]["aria-sort"] for head in heads] == ["ascending", *["none"] * (len(heads) - 1)]


def test_national_figures_follow_the_interval(world: World, scenes: Scenes) -> None:
    for period in PERIODS:
        filled = nodes(tab.fill(world, scenes.of(view_of(world, period=period))).reply()["html"])
        shown = [words_in(one) for one in elements(filled, "b")]
        figures = portraits.of_nation(world)[period]
        wanted = [tab.value(one, figures[one.name]) for one in portraits.records(NATION)]
        assert shown == wanted


def test_all_intervals_stand_side_by_side_with_how_they_were_collected(page: list[Any]) -> None:
    table = elements(page, "table")[-1]
    heads = [words_in(head) for head in elements(elements(table, "thead"), "th")]
    kinds = ("census", "survey", "census", "survey", "census")
    wanted = [f"{one.replace('-', '–')} ({kind})" for one, kind in zip(PERIODS, kinds, strict=True)]
    assert heads[2:] == wanted
    assert len(elements(elements(table, "tbody"), "tr")) == len(portraits.records(NATION))


def test_every_indicator_tells_its_formula_meaning_and_source(page: list[Any]) -> None:
    told = {one[1]["id"]: words_in(one) for one in elements(page, "details")}
    assert set(told) == {f"formula-{record.name}" for record in INDICATORS}
    for record in INDICATORS:
        said = told[f"formula-{record.name}"]
        parts = (record.formula, record.definition, record.source)
        assert all(filled(part) in said for part in parts)


def test_every_column_has_a_short_head() -> None:
    assert set(tab.HEADS) == {record.name for record in portraits.records(REGION)}


def test_what_has_no_figure_is_said_and_cannot_be_sorted_as_zero(
    tiny: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [
        ("1995-2000", code, record.name, math.nan if code == worlds.D else 1.0)
        for code in (worlds.A, worlds.B, worlds.C, worlds.D)
        for record in portraits.records(REGION)
    ]
    rows += [("1995-2000", None, record.name, 2.0) for record in portraits.records(NATION)]
    columns = ["period", "region_code", "indicator", "value"]
    made = pd.DataFrame(rows, columns=columns).astype({"region_code": "str"})
    monkeypatch.setitem(tiny._tables, "migration_indicators", made)
    page = nodes(tab.fill(tiny, Scenes(tiny).of(view_of(tiny))).reply()["html"])
    dun = next(row for row in elements(page, "tr") if words_in(row).startswith("Dun"))
    cells = elements(dun, "td")
    assert {words_in(cell) for cell in cells} == {"no figure"}
    assert not any("data-value" in cell[1] for cell in cells)


@pytest.mark.parametrize("period", PERIODS)
def test_aggregate_net_rate_is_intensity_times_effectiveness(world: World, period: str) -> None:
    figures = portraits.of_nation(world)[period]
    product = figures["crude_migration_intensity"] * figures["migration_effectiveness_index"] / 100
    assert figures["aggregate_net_migration_rate"] == pytest.approx(product, rel=1e-12)
    assert np.isfinite(figures.to_numpy()).all()


def test_heads_say_what_they_are_and_a_chosen_region_has_a_way_out(
    world: World, scenes: Scenes
) -> None:
    view = view_of(world, view="indicators", place="34")
    shown = nodes(tab.fill(world, scenes.of(view)).reply()["html"])
    heads = [one for one in elements(shown, "button") if one[1].get("title")]
    assert len(heads) == len(portraits.records(REGION))
    assert all(len(one[1]["title"]) > len(words_in(one)) for one in heads)
    (out,) = [one for one in elements(shown, "a") if one[1].get("class") == "button"]
    assert out[1]["href"] == "/?view=indicators"
    assert "Anhui is marked" in words_in(shown)
    (control,) = tab.controls(world, view)
    assert [one["value"] for one in control.data] == list(PERIODS)


@pytest.mark.parametrize(
    ("lang", "wanted"),
    [
        ("en", ["2.56 % of residents", "62.5 %", "4.15 (ratio)", "0.809 (0 to 1)", "868 km"]),
        ("zh", ["2.56%（占常住人口）", "62.5%", "4.15（比值）", "0.809（0～1）", "868公里"]),
    ],
)
def test_a_number_never_runs_into_its_unit(
    world: World, scenes: Scenes, lang: str, wanted: list[str]
) -> None:
    scene = scenes.of(view_of(world, view="indicators"))
    with spoken(lang):
        page = nodes(tab.fill(world, scene).reply()["html"])
    said = [words_in(one) for one in elements(page, "dd")][: len(portraits.records(NATION))]
    assert set(wanted) <= set(said)
    assert not [one for one in said if re.search(r"\d\d～", one)]
