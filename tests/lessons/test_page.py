"""The tab of lessons and the layer of nearest sites: E3, E4, E5 without a browser."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest

from geo.scene.scene import Scenes
from geo.sites.coverage import by_zone
from geo.world.counted import counted
from geo.world.world import World
from layers.blocks.links import address
from layers.lessons import tab as lessons
from layers.lessons.coverage import coverage_said
from layers.lessons.sheet import HEADS
from layers.map import nearest
from layers.page.said import parts
from tests.asking import COUNTING
from tests.declared import VARIABLES
from tests.seen import components, nodes, plain, scene_of, shown, strings, view_of

OTHERS = ("weights=gdp:2,urban:1", "site=chengdu&target=34", "scheme=autonomous&target=53")


def held(world: World, query: str, scenes: Scenes) -> dict[str, list[Any]]:
    """The parts of the tab by their name."""
    filled = lessons.fill(world, scene_of(world, f"view=lessons&{query}", scenes))
    ((_tag, _attributes, answer, pair, coverage, table),) = nodes(filled.reply()["html"])
    ranking, sheet = pair[2:]
    head, bars, folded, source = ranking[2:]
    named = {"lesson-answer": answer, "lessons-head": head, "lessons-bars": bars, "sheet": sheet}
    named |= {"lessons-table": folded[3], "lessons-source": source}
    named |= {"coverage": coverage, "coverage-table": table[2]}
    return {name: part[2:] for name, part in named.items()}


def words(node: Any) -> str:
    """Texts of markup in order."""
    if isinstance(node, str):
        return node
    parts_ = node[2:] if node and isinstance(node[0], str) and len(node) > 1 else node
    return "".join(words(one) for one in parts_)


def rows_of(nodes: list[Any]) -> list[list[Any]]:
    """Rows in the body of the first table among nodes."""
    (body,) = [one for one in nodes[0][2:] if one[0] == "tbody"]
    return body[2:]


def test_a_row_shows_rank_reasons_distance_and_steadiness(world: World, scenes: Scenes) -> None:
    rows = rows_of(held(world, "", scenes)["lessons-bars"])
    assert len(rows) == 30
    assert [words(row[2]) for row in rows] == [str(n) for n in range(1, 31)]
    lengths = []
    for row in rows:
        (bar, *_badge) = row[4][2:]
        lengths.append(float(bar[1]["style"].removeprefix("--length: ")))
        parts_ = bar[2:]
        assert len(parts_) == len(VARIABLES)
        grown = [re.match(r"flex-grow: (\S+);", one[1]["style"])[1] for one in parts_]
        assert sum(map(float, grown)) == pytest.approx(1, 1e-3)
        assert all("squared distance; " in one[1]["title"] for one in parts_)
    assert lengths == sorted(lengths)
    assert lengths[-1] == 1
    marked = [words(row[3]) for row in rows if "named in the paper" in words(row[4])]
    assert sorted(marked) == ["Qinghai", "Xinjiang"]


def test_likeness_is_that_of_the_usual_moves_whoever_is_counted(
    world: World, scenes: Scenes
) -> None:
    query = f"view=lessons&{urlencode(COUNTING)}"
    view = scene_of(world, query, scenes).view
    own = counted(world, view.flows, view.category)
    usual, rural = (
        shown(lessons.fill(one, scene_of(one, asked, scenes)))
        for one, asked in ((world, "view=lessons"), (own, query))
    )
    said = "The choice under Who changes nothing here: out-migration rate and net migration rate"
    (notice,) = re.findall(rf"{said} are worked out from “[^”]+”\. ", rural)
    assert rural.replace(notice, "").replace(address(view), "/?view=lessons") == usual
    assert notice not in usual
    # The rail and the sheet name one interval.
    rail = " ".join(strings([plain(one) for one in lessons.controls(own, view)]))
    (interval,) = set(re.findall(r"\d{4}–\d{4}", rail))
    assert set(re.findall(r"\d{4}–\d{4}", rural)) == {interval}


def test_a_name_leads_to_its_sheet_and_loses_nothing(world: World, scenes: Scenes) -> None:
    rows = rows_of(held(world, "weights=gdp:2&top=7", scenes)["lessons-bars"])
    links = {row[3][2][1]["href"] for row in rows}
    assert "/?top=7&weights=gdp:2&target=63&view=lessons" in links


def test_the_answer_names_ranks_and_reasons(world: World, scenes: Scenes) -> None:
    said = words(held(world, "", scenes)["lesson-answer"])
    assert "The paper names Qinghai and Xinjiang (5.5" in said
    assert "here they rank 9 and 6 of 30" in said
    assert "Qinghai differs most in resident population (82%)" in said
    assert "Context, not proof" in said
    assert "Diqing and Kunming lie in Yunnan" in said
    other = words(held(world, "site=dalian", scenes)["lesson-answer"])
    assert "names no province to which the experience of Dalian" in other
    assert "same ranking" not in other


def test_the_table_counts_what_is_missing(world: World, scenes: Scenes) -> None:
    found = held(world, "weights=gdp:2,urban:1", scenes)
    rows = rows_of(found["lessons-table"])
    assert {len(row) - 2 for row in rows} == {6 + 2}
    assert {words(row[-2]) for row in rows} == {"0"}
    assert "No figure is missing" in words(found["lessons-head"])
    assert "sqrt" in words(found["lessons-source"])
    assert "seed is 2005" in words(found["lessons-source"])


def test_a_missing_figure_is_said(
    world: World, scenes: Scenes, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = world.table("similarity_scores").copy()
    gone = (table["variable"] == "gdp") & (table["region_code"] == "63")
    table.loc[gone, ["value", "score"]] = float("nan")
    own = world.with_tables({}, "own", world.loaded)
    monkeypatch.setitem(own._tables, "similarity_scores", table)
    found = held(own, "target=63", Scenes(own))
    assert "1 province lacks a figure: GDP per head" in words(found["lessons-head"])
    (row,) = [one for one in rows_of(found["lessons-bars"]) if words(one[3]) == "Qinghai"]
    assert len(row[4][2][2:]) == len(VARIABLES) - 1
    assert "What cannot be compared" in words(found["sheet"])
    assert "GDP per head: no figure at one of the two ends" in words(found["sheet"])
    assert "over 6 of 7 variables" in words(found["sheet"])


ABSENT = ("missing", "network")  # nothing lacks a figure here, and the site is no end of a network


def test_the_sheet_has_all_its_parts_with_section_or_formula(world: World, scenes: Scenes) -> None:
    said = words(held(world, "target=63", scenes)["sheet"])
    heads = [HEADS[part].format(place="Chengdu") for part in HEADS if part not in ABSENT]
    assert all(head in said for head in heads)
    assert [said.index(head) for head in heads] == sorted(said.index(head) for head in heads)
    assert "4,450 in Yunnan, 543 in Qinghai (10,000 persons, 2005)" in said
    assert "Qinghai: successful projects at Diqing can be repeated there" in said
    assert "Diqing Bureau of Agriculture and Livestock (government)" in said
    assert "w (z - z_site)^2" in said
    assert "Rank 9 of 30" in said


@pytest.mark.parametrize(
    ("target", "scope"),
    [
        ("51", "Sichuan is among them or holds them"),
        ("34", "Of Anhui it says that migration began early, not that training does not fit"),
        ("63", "It does not say it of Qinghai, which is no all-clear"),
    ],
)
def test_the_mismatch_of_chengdu_is_told_of_every_target_as_far_as_the_paper_goes(
    world: World, scenes: Scenes, target: str, scope: str
) -> None:
    said = words(held(world, f"target={target}", scenes)["sheet"])
    assert "What went wrong in Chengdu: a warning" in said
    assert "Chengdu: training programmes cannot meet the migrants' needs" in said
    assert "Sichuan: one of the provinces where most migrants have years of experience" in said
    assert "The paper says it of Chengdu and Sichuan" in said
    assert scope in said
    assert ("Anhui: large-scale migration from the early 1980s" in said) == (target == "34")


def test_on_its_own_sheet_the_failure_is_what_went_wrong(world: World, scenes: Scenes) -> None:
    said = words(held(world, "site=chengdu&target=63", scenes)["sheet"])
    assert "What went wrong" in said
    assert "a warning" not in said
    assert "elsewhere" not in said
    done = said[said.index("What was done") : said.index("For whom")]
    assert "training programmes" not in done


def test_the_own_region_is_refused_in_words(world: World, scenes: Scenes) -> None:
    said = words(held(world, "target=53", scenes)["sheet"])
    assert "Diqing lies in Yunnan itself" in said
    assert "Diqing → Gansu" in said


def test_coverage_names_the_zone_without_a_site(world: World, scenes: Scenes) -> None:
    found = held(world, "", scenes)
    said = words(found["coverage"])
    assert "Central has no pilot site: the capitals of its 8 provinces are 361 to 886 km" in said
    assert "only Anhui, an end of Anhui – Shanghai" in said
    assert "Great circle from the provincial capital to the seat" in said
    rows = rows_of(found["coverage-table"])
    assert len(rows) == 31
    assert sum("no site" in words(row[3]) for row in rows) == 8
    other = held(world, "scheme=coast-interior", scenes)
    assert "Every zone of this scheme has a pilot site" in words(other["coverage"])


def test_every_view_has_the_same_parts(world: World, scenes: Scenes) -> None:
    named = [held(world, query, scenes).keys() for query in ("", *OTHERS)]
    assert all(keys == named[0] for keys in named)


def test_controls_hold_the_view(world: World) -> None:
    tree = plain(
        lessons.controls(world, view_of(world, weights="gdp:2.5", site="chengdu", target="34"))
    )
    inputs = {one["id"]["part"]: one for one in components(tree, "NumberInput")}
    assert set(inputs) == {f"weight:{one.key}" for one in VARIABLES}
    assert inputs["weight:gdp"]["value"] == 2.5
    assert inputs["weight:urban"]["value"] == 0
    assert inputs["weight:gdp"]["description"].startswith("yuan, 2004. The paper says")
    chosen = {one["id"]["view"]: one["value"] for one in components(tree, "Select")}
    assert (chosen["site"], chosen["target"]) == ("chengdu", "34")


def test_a_world_without_figures_says_so(tiny: World) -> None:
    assert "No province can be compared" in shown(
        lessons.fill(tiny, Scenes(tiny).of(view_of(tiny)))
    )
    assert lessons.controls(tiny, view_of(tiny))


def test_the_layer_has_a_line_a_region_and_names_site_and_km(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, "layers=nearest", scenes)
    casing, dashes, starts = plain(nearest.frame(world, scene))
    assert dashes["lon"].count(None) == 31
    assert casing["lon"] == dashes["lon"]
    assert len(starts["lon"]) == 31
    for row in by_zone(world, "three-zone").to_dict("records"):
        (hover,) = [one for one in starts["text"] if f"<b>{_name(world, row)}</b><br>" in one]
        assert f"{row['nearest_site_name']}</b>, {row['distance_km']:,.0f} km" in hover
        assert ("Central: no site in this zone" in hover) == (row["zone"] == "central")
    assert set(starts["customdata"]) <= set(world.vocabulary["places"])


def _name(world: World, row: dict[str, Any]) -> str:
    return world.names_by_code["name_en"][row["region_code"]]


def test_the_layer_is_off_at_first_and_told_when_on(world: World, scenes: Scenes) -> None:
    assert coverage_said(world, scene_of(world, "", scenes)) == []
    on = scene_of(world, "layers=regions,nearest", scenes)
    found = parts(world, on, ())
    assert "Central has no pilot site" in shown(found["sentence"])
    legend = shown(found["legend"])
    assert re.search(r"No site in this zone: Central", legend)
    other = scene_of(world, "layers=nearest&scheme=autonomous", scenes)
    assert "Every zone of this scheme" in shown(parts(world, other, ())["legend"])
