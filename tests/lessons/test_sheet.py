"""The lesson sheet: every line has its section or its formula, and no score stands alone."""

from __future__ import annotations

import pandas as pd
import pytest

from geo.lessons.sheet import (
    CHECKED_FIRST,
    Sheet,
    checks_first,
    lesson_sheet,
    scope_for,
)
from geo.lessons.similarity import keyed_sites, named_for, ranking
from geo.statements.statements import statements as read
from geo.world.world import World
from tests.declared import EQUAL

SITES = ["beijing", "shanghai", "dalian", "zhuolu", "chengdu", "kunming", "diqing", "chifeng"]


def sheet_of(world: World, slug: str, code: str, weights: dict[str, float] | None = None) -> Sheet:
    site = keyed_sites(world.table("pilot_sites")).loc[slug]
    statements = world.table("regional_statements")
    scores = world.table("similarity_scores")
    named = named_for(statements, site["name"])
    rows = ranking(scores, site["region_code"], weights or dict(EQUAL), named)
    target = rows.set_index("region_code", drop=False).loc[code]
    said = read(world)
    tables = (statements, world.table("evaluation"), world.table("networks"))
    return lesson_sheet(site, target, scores, *tables, said)


@pytest.mark.parametrize("slug", SITES)
@pytest.mark.parametrize("code", ["34", "63", "44"])
def test_every_line_has_its_section_or_its_formula(world: World, slug: str, code: str) -> None:
    sheet = sheet_of(world, slug, code)
    lines = sheet.lines
    assert (lines["section"].notna() != lines["formula"].notna()).all()
    assert (lines["share"].notna() == lines["part"].isin(["alike", "differs"])).all()
    assert lines.loc[lines["section"].notna(), "text"].notna().all()
    assert {"done", "for_whom", "partner", "alike", "differs", "check"} <= set(lines["part"])
    assert set(lines["part"]) - {"named", "warning", "network"} <= {
        "done", "for_whom", "partner", "alike", "differs", "check", "missing",
    }  # fmt: skip


def test_alike_and_different_are_the_ends_of_one_order(world: World) -> None:
    for slug in SITES:
        lines = sheet_of(world, slug, "63").lines
        alike, differs = (lines[lines["part"] == part] for part in ("alike", "differs"))
        assert not set(alike["key"]) & set(differs["key"])
        assert alike["share"].is_monotonic_increasing
        assert differs["share"].is_monotonic_decreasing
        assert alike["share"].max() <= differs["share"].min()
        assert len(alike) == len(differs) == 3


def test_qinghai_for_diqing(world: World) -> None:
    sheet = sheet_of(world, "diqing", "63")
    assert sheet.named_in_paper
    assert sheet.scope == "unnamed"
    lines = sheet.lines.set_index("part")
    assert lines.loc["named", "section"] == "5.5 Duplicability/transferability"
    assert "non-farm skill training for local rural labourers" in set(lines.loc["done", "text"])
    assert "local rural labourers" in set(lines.loc["for_whom", "text"])
    first = lines.loc["differs"].iloc[0]
    assert first["key"] == "population"
    assert first["gap_scores"] < -2


def test_chengdus_training_warns_every_target_as_far_as_the_paper_goes(world: World) -> None:
    """3.2 says it of Chengdu and Sichuan; 2.2 says who began early, and no more."""
    table = world.table("regional_statements")
    scopes = {code: scope_for(table, code) for code in ("34", "51", "63", "41")}
    assert scopes == {"34": "early", "51": "named", "63": "unnamed", "41": "unnamed"}
    told = {"51": ["D17", "D16", "D11"], "34": ["D17", "D16", "D10"], "63": ["D17", "D16"]}
    for code, keys in told.items():
        lines = sheet_of(world, "diqing", code).lines
        lines = lines[lines["part"] == "warning"]
        assert lines["key"].tolist() == keys
        assert "cannot meet the migrants' needs" in lines["text"].iloc[0]
        assert lines["section"].str.startswith(("3.2", "2.2")).all()


def test_what_is_stated_of_a_site_has_its_own_section(world: World) -> None:
    lines = sheet_of(world, "shanghai", "63").lines.set_index("part")
    assert lines.loc["partner", "section"] == "4.3 footnote 4"
    own = ["4.1 Poverty reduction", "4.1 Local development"]
    assert lines.loc["done", "section"].tolist() == own
    diqing = sheet_of(world, "diqing", "63").lines.set_index("part").loc["done", "section"]
    assert diqing.tolist() == [*own, own[1]]
    assert any("seeks to establish" in text for text in lines.loc["done", "text"])


NETWORKS = {
    "beijing": "Chifeng-Beijing", "chifeng": "Chifeng-Beijing", "kunming": "Lincang-Kunming",
    "shanghai": "Anhui-Shanghai",
}  # fmt: skip


@pytest.mark.parametrize("slug", SITES)
def test_a_site_that_is_an_end_of_a_network_says_so(world: World, slug: str) -> None:
    lines = sheet_of(world, slug, "63").lines
    found = lines[lines["part"] == "network"]
    assert found["key"].tolist() == ([NETWORKS[slug]] if slug in NETWORKS else [])
    assert found["section"].str.startswith("4.1 Network building").all()
    assert found["text"].str.contains("work together to provide services").all()


def test_the_trial_and_the_four_groups_are_checked_first(world: World) -> None:
    table = checks_first(world.table("evaluation"))
    assert len(table) == 2 + 2 + 4 + 4
    assert "six to twelve months" in " ".join(table["text"])
    kinds = world.table("evaluation").set_index("evaluation_id")["kind"]
    order = [CHECKED_FIRST.index(kinds[key]) for key in table["key"]]
    assert order == sorted(order)


def test_one_variable_differs_and_nothing_is_alike(world: World) -> None:
    lines = sheet_of(world, "diqing", "63", {"gdp": 1.0}).lines
    assert lines.loc[lines["part"] == "differs", "key"].tolist() == ["gdp"]
    assert "alike" not in set(lines["part"])


def test_what_is_not_known_is_a_line_of_its_own(world: World) -> None:
    scores = world.table("similarity_scores").copy()
    gone = (scores["variable"] == "gdp") & (scores["region_code"] == "63")
    scores.loc[gone, "score"] = float("nan")
    site = keyed_sites(world.table("pilot_sites")).loc["diqing"]
    target = ranking(scores, "53", EQUAL).set_index("region_code", drop=False).loc["63"]
    sheet = lesson_sheet(
        site, target, scores, world.table("regional_statements"), world.table("evaluation"),
        world.table("networks"), read(world),
    )  # fmt: skip
    lines = sheet.lines
    assert lines.loc[lines["part"] == "missing", "key"].tolist() == ["gdp"]
    assert "gdp" not in set(lines.loc[lines["part"].isin(["alike", "differs"]), "key"])


def test_what_the_paper_does_not_state_has_no_line(world: World) -> None:
    site = keyed_sites(world.table("pilot_sites")).loc["dalian"].copy()
    site["target_group"] = None
    scores = world.table("similarity_scores")
    target = ranking(scores, "21", EQUAL).iloc[0]
    empty = [world.table(one) for one in ("regional_statements", "evaluation", "networks")]
    lines = lesson_sheet(pd.Series(site), target, scores, *empty, read(world)).lines
    assert "for_whom" not in set(lines["part"])
