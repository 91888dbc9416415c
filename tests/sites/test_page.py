"""The tab of pilot sites, its filter on the map, and the trial on the clock."""

from __future__ import annotations

import re
from dataclasses import replace
from html import unescape
from typing import Any

import htpy as h
import pytest

from geo.assessment.loading import Worlds
from geo.assessment.rules import COLUMNS
from geo.scene.scene import Scenes
from geo.sites.challenges import KINDS
from geo.sites.sites import GROUPS, KEYS
from geo.world.periods import decimal_year
from geo.world.world import World
from layers.assessment import tab as assessment
from layers.map import sites as marks
from layers.map.legend import legend
from layers.page.chips import chips
from layers.policy import timeline
from layers.policy.window import on_clock
from layers.sites import filter as site_filter
from layers.sites import lens as site_lens
from layers.sites import tab as sites
from layers.sites.cards import network_card, site_card
from layers.sites.networks import TYPES
from layers.text import gettext as text
from tests import raw
from tests.declared import CHALLENGES
from tests.seen import components, plain, scene_of, shown, strings, view_of

TRIAL = "2004-03-15"
PAPER, OURS = "As the paper states it", "As this project reads or sorts it"
ROWS = raw.rows_of("project_2026/statements.csv")


def told(world: World, query: str, scenes: Scenes | None = None) -> str:
    """All text of the tab, markup and all."""
    return "".join(strings(plain(sites.fill(world, scene_of(world, query, scenes)))))


def entry(world: World, query: str, key: str) -> str:
    """HTML text of one part of the tab, its quotes and brackets as a reader sees them."""
    filled = sites.fill(world, scene_of(world, query)).reply()["html"]
    asked, whole = filled.split('<div class="answer"', 1)
    head, rest = whole.split('<div class="table-scroll"', 1)
    grid, parts = rest.split("</table></div>", 1)
    found = {"asked": asked, "head": head, "grid-table": grid, "parts": parts}
    return unescape(found[key.removeprefix("sites-")])


def grid(world: World, query: str) -> str:
    return entry(world, query, "sites-grid-table")


def test_words_and_records_match_both_ways() -> None:
    assert set(site_filter.LABELS) == set(KEYS)
    assert set(site_filter.GROUP_LABELS) == set(site_filter.RELAX) == set(GROUPS)
    assert set(site_lens.KIND_LABELS) == set(site_lens.NOTHING) == set(KINDS)


def test_every_type_of_network_has_its_heading(world: World) -> None:
    assert set(world.table("networks")["network_type"]) == set(TYPES)


def test_the_grid_has_a_row_for_each_site_that_leads_to_its_mark(world: World) -> None:
    said = grid(world, "sites=west,ngo&period=2005-2010")
    assert "/?period=2005-2010&sites=west,ngo&place=chifeng" in said
    assert said.count("place=") == 1
    assert grid(world, "").count("place=") == 8


def test_not_stated_is_said_and_never_left_blank(world: World) -> None:
    said = grid(world, "sites=women-not-stated")
    for name in ("Dalian", "Zhuolu"):
        row = said[said.index(f">{name}<") :]
        assert row.count("not stated") >= 3  # women, role, size
    assert "<td></td>" not in grid(world, "")


def test_an_implied_role_has_its_evidence_and_a_badge(world: World) -> None:
    rows = world.table("pilot_sites")
    implied = rows[rows["role_basis"] == "implied"]
    said = grid(world, "")
    assert said.count("badge-curated") == len(implied) + 8 == 13  # and each level
    assert all(evidence in said for evidence in implied["role_evidence"])


def test_the_answers_come_from_the_tables(world: World) -> None:
    said = entry(world, "", "sites-head")
    assert "3 government, 3 academic, and 2 NGO or NPO; NGO or NPO is the rarest kind" in said
    assert "The zone Central has no site, though the paper names Anhui and Henan" in said
    assert "It appears only through Anhui, one end of the network Anhui – Shanghai" in said
    women = "Beijing, Shanghai, Chengdu, Kunming, Diqing, and Chifeng (4.1)"
    assert f"Stated to focus on women: {women}. Not stated for Dalian and Zhuolu" in said


@pytest.mark.parametrize(
    ("query", "offers"),
    [
        ("sites=central", ["zone"]),
        ("sites=central,ngo", ["zone"]),
        ("sites=west,academic,women-not-stated", ["women"]),
        ("sites=east,ngo,women-not-stated", ["partner", "women"]),
        ("sites=central,ngo,women-not-stated", []),
    ],
)
def test_nothing_left_names_the_filter_to_relax(
    world: World, query: str, offers: list[str]
) -> None:
    view = scene_of(world, query).view
    links = [plain(one)["props"] for one in site_filter.ways_out(world, view, "button")]
    named = [site_filter.RELAX[group] for group in offers] or ["Take away all site filters"]
    assert [link["children"] for link in links] == named
    for link in links:
        again = scene_of(world, link["href"].removeprefix("/").removeprefix("?"))
        assert any(site_filter.passing(world, again.view.listed("sites")))
    assert "No site passes the filter." in grid(world, query)
    assert "0 of 8" in entry(world, query, "sites-head")


def test_a_site_left_offers_nothing(world: World) -> None:
    for query in ("", "sites=ngo", "sites=east,government"):
        assert site_filter.ways_out(world, scene_of(world, query).view, "") == []


def frame(world: World, query: str) -> dict[str, Any]:
    part, _added = marks.frame(world, scene_of(world, query))
    return plain(part)


def test_marks_outside_the_filter_fade_and_lose_their_names(world: World) -> None:
    part = frame(world, "sites=west,ngo&place=beijing")
    base, _added = plain(marks.base(world))
    for key, name, opacity in zip(
        base["customdata"], part["text"], part["marker.opacity"], strict=True
    ):
        assert (opacity == 1, bool(name)) == ((key == "chifeng",) * 2)
    assert set(frame(world, "")["marker.opacity"]) == {1}
    assert frame(world, "")["text"] == base["text"]


def test_the_legend_counts_the_sites_and_only_while_they_are_drawn(world: World) -> None:
    def said(query: str) -> str:
        return shown(plain(legend(world, scene_of(world, query))))

    assert "1 of 8 pilot sites matches the filter" in said("sites=west,ngo")
    assert "0 of 8 pilot sites match the filter" in said("sites=central")
    assert "of 8" not in said("")
    assert "of 8" not in said("sites=west&layers=regions")


def test_each_chip_takes_its_word_away(world: World) -> None:
    found = components(
        plain(chips(world, scene_of(world, f"sites=west,ngo&trial={TRIAL}"))), "Link"
    )
    links = {shown(one["children"]).removesuffix(" ×").strip(): one["href"] for one in found}
    assert links["sites: West"] == f"/?sites=ngo&trial={TRIAL}"
    assert links["sites: NGO or NPO"] == f"/?sites=west&trial={TRIAL}"
    assert links["Clear filters"] == f"/?trial={TRIAL}"
    assert links["trial review 2004-09-15 to 2005-03-15"] == "/?sites=west,ngo"


def card(world: World, number: str, query: str = "") -> str:
    """HTML text of the card of one row of the paper's networks."""
    said = entry(world, query, "sites-parts")
    (found,) = re.findall(rf'<article [^>]*id="network-{number.lower()}">.*?</article>', said)
    return str(found)


def test_every_row_of_the_networks_stands_under_its_type_with_its_section(world: World) -> None:
    said = entry(world, "", "sites-parts")
    for row in world.table("networks").to_dict("records"):
        shown_card = card(world, row["network_id"])
        own = [one for one in ROWS if one["dataset"] == "networks" and one["kind"] == "stated"]
        shown_fields = ("members", "purpose", "status")
        for one in own:
            if one["row"] == row["network_id"] and one["field"] in shown_fields:
                assert f"({one['section']})" in shown_card, one
        assert row["members"] in shown_card
        at = said.index(f'"network-{row["network_id"].lower()}"')
        headings = [said.rfind(f"<h4>{one}</h4>", 0, at) for one, _ in TYPES.values()]
        assert max(headings) == said.rfind(f"<h4>{TYPES[row['network_type']][0]}</h4>", 0, at)


CARDS = ("beijing", "shanghai", "dalian", "zhuolu", "chengdu", "kunming", "diqing", "chifeng",
         "chifeng-beijing", "lincang-kunming", "anhui-shanghai")  # fmt: skip


@pytest.mark.parametrize("place", CARDS)
def test_a_card_parts_what_the_paper_states_from_what_is_ours(
    world: World, scenes: Scenes, place: str
) -> None:
    draw = network_card if "-" in place else site_card
    said = str(h.div[draw(world, scene_of(world, f"place={place}", scenes))])
    said = re.sub(r"<details.*?</details>", "", said)  # reports of others than the paper
    tables = re.findall(r"<caption>([^<]*)</caption><tbody>(.*?)</tbody>", said)
    stated, ours = (dict(tables)[one] for one in (PAPER, OURS))
    assert [one for one, _rows in tables] == [PAPER, OURS]
    rows = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', stated)
    assert "badge" not in stated
    for name, shown_row in rows:
        assert 'class="cited"' in shown_row or shown_row == "not stated", name
    badged = re.findall(r'<th scope="row">(.*?)</th><td>(.*?)</td>', ours)
    assert all("badge-curated" in shown_row for _name, shown_row in badged)


def test_every_row_of_a_card_has_its_own_section(world: World, scenes: Scenes) -> None:
    said = shown(plain(site_card(world, scene_of(world, "place=diqing", scenes))))
    assert "(4.1 Poverty reduction; 4.1 Local development)" in said
    assert "(4.3 footnote 4)" in said
    assert "transitional areas (Foreword)" in said
    assert "share information and good practice among sites" in card(world, "N4")
    assert "(4.1 Training of trainers)" in card(world, "N4")


def test_pairs_have_levels_and_guards(world: World) -> None:
    levels = {"N1": ("prefecture-level city", "municipality"), "N3": ("province", "municipality"),
              "N2": ("county", "prefecture-level city")}  # fmt: skip
    for number, ends in levels.items():
        said = card(world, number)
        assert tuple(re.findall(r'badge-level">([^<]*)<', said)) == ends
    assert "Both ends lie inside Yunnan" in card(world, "N2")
    assert "estimated-figure" not in card(world, "N2")
    assert "a proxy, not its size" in card(world, "N1")
    assert "estimated-figure" in card(world, "N1")
    assert "2005–2010" in card(world, "N1", "period=2005-2010")
    assert "no size; this figure is the census" in card(world, "N3")
    answer = entry(world, "", "sites-parts")
    assert "Lincang – Kunming can never appear in province-to-province data" in answer
    assert "both ends lie in Yunnan" in answer
    assert "Only Chifeng – Beijing has a pilot site at both ends" in answer


def test_the_working_network_lists_eight_equals_and_the_social_one_no_place(world: World) -> None:
    assert card(world, "N4").count("place=") == 8
    assert "UNESCO and CASS" in card(world, "N4")
    for number in ("N5", "N6", "N7", "N8", "N9", "N10"):
        assert "place=" not in card(world, number)


def test_nine_triangles_with_sixteen_missing_corners(world: World) -> None:
    said = entry(world, "", "sites-parts")
    assert said.count('class="triangle"') == 9
    assert said.count("corner-missing") == 16
    # once in each corner and once in the table
    assert said.count("not named for this site") == 32


@pytest.mark.parametrize("one", CHALLENGES, ids=lambda one: one.key)
def test_a_challenge_brings_its_parts_together(world: World, scenes: Scenes, one: Any) -> None:
    query = f"challenge={one.key}&period=2005-2010"
    said = entry(world, query, "sites-asked")
    (target,) = re.findall(r'href="/\?([^"]*)" class="button">Show it on the map<', said)
    view = scene_of(world, target, scenes).view
    assert view == replace(view_of(world), period="2005-2010", challenge=one.key, **one.changes)
    for kind in KINDS:
        at = said.index(f"lens-group lens-{kind}")
        part = said[at : said.index("lens-group", at + 20) if kind != KINDS[-1] else None]
        assert ("curated" in part, "(" in part) != (True, False)
    assert said.count('"lens-group') == len(KINDS)
    lit = site_lens.lit_sites(world, scene_of(world, query).view)
    assert grid(world, query).count('class="lit"') == len(lit)


def test_nothing_is_lit_without_a_challenge_and_emptiness_is_said(world: World) -> None:
    assert '"lit"' not in grid(world, "")
    assert "lens-group" not in entry(world, "", "sites-parts") + entry(world, "", "sites-asked")
    gap = entry(world, "challenge=policy-gap", "sites-asked")
    assert "The paper links no single site to this challenge." in gap
    assert "no single site" in entry(world, "challenge=policy-gap", "sites-head")


def windows(world: World, query: str) -> list[dict[str, Any]]:
    layout = plain(timeline.base_figure(world, scene_of(world, query)))["layout"]
    return layout["shapes"][6:8]


def test_the_window_lies_on_the_clock_of_the_map(world: World) -> None:
    running, window = windows(world, f"trial={TRIAL}")
    assert running["visible"]
    assert window["visible"]
    assert (running["x0"], running["x1"]) == (decimal_year(TRIAL), decimal_year("2004-09-15"))
    assert (window["x0"], window["x1"]) == (decimal_year("2004-09-15"), decimal_year("2005-03-15"))


@pytest.mark.parametrize("query", ["", "trial=2026-01-01", "trial=2029-01-01"])
def test_without_a_trial_on_the_axis_nothing_is_drawn(world: World, query: str) -> None:
    assert [one["visible"] for one in windows(world, query)] == [False, False]


def test_a_window_past_the_end_of_the_axis_is_cut(world: World) -> None:
    running, window = windows(world, "trial=2025-12-31")
    assert on_clock(world, "2025-12-31")
    assert running["x1"] <= 2025.6
    assert not window["visible"]


def test_the_trial_names_its_window_and_four_open_slots(world: World) -> None:
    said = entry(world, f"trial={TRIAL}", "sites-asked")
    assert "trial-group" not in entry(world, f"trial={TRIAL}", "sites-parts")
    assert "A trial from 2004-03-15 is reviewed from 2004-09-15 to 2005-03-15." in said
    assert said.count("trial-group") == said.count("open slot") == 4
    assert said.count("nothing recorded") == 4
    for row in world.table("evaluation").query("kind == 'feedback'").to_dict("records"):
        assert row["statement"] in said
    assert "this trial is not on it" in entry(world, "trial=2029-01-01", "sites-asked")
    assert "no date chosen" in entry(world, "", "sites-parts")


def test_a_trial_after_the_tables_is_called_a_plan(world: World) -> None:
    plan = "The tables of moves end in 2020, before this trial: it stands here as a plan"
    assert plan in entry(world, "trial=2021-01-01", "sites-asked")
    assert plan not in entry(world, "trial=2020-12-31", "sites-asked")


def loaded_world(world: World, *rows: str) -> World:
    found, flaws = Worlds(world).of("\r\n".join([",".join(COLUMNS), *rows]) + "\r\n")
    assert flaws == ()
    assert found.loaded.rejected.empty
    return found


def test_what_a_group_said_fills_its_slot(world: World) -> None:
    tail = ",Minutes of the county,,,,,"
    heard = loaded_world(
        world,
        f"value,Diqing,E24,,Women ask for evening classes,2004-10-02{tail}",
        f"value,chengdu,E24,,Pay comes late,2006-01-09{tail}",
    )
    said = entry(heard, f"trial={TRIAL}", "sites-asked")
    assert said.count("nothing recorded") == said.count("open slot") == 3
    assert "2 records" in said
    women, late = re.findall(r"<li>(.*?)</li>", said[said.index("2 records") :], re.DOTALL)
    assert "Women ask for evening classes" in women
    assert "Diqing, 2004-10-02, Minutes of the county" in women
    assert "outside the review window" not in women
    assert "Pay comes late" in late
    assert "outside the review window" in late
    assert "badge-loaded" in said
    grid_ = assessment.fill(heard, scene_of(heard, "view=assessment")).reply()["html"]
    assert "0 of 64 values are reported" in grid_  # what a group said is no indicator of a site


def test_the_legend_of_the_tab_has_all_three_kinds(world: World) -> None:
    said = entry(world, "", "sites-parts")
    kinds = said[said.rindex("legend-kinds") :]
    for part in ("badge-observed", "badge-estimated", "badge-curated"):
        assert part in kinds


def test_names_follow_the_language(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    token = text.language.set("zh")
    try:
        assert text.named(["A", "B"]) == "A和B"
    finally:
        text.language.reset(token)
    assert text.named(["A", "B"]) == "A and B"
    assert told(world, "lang=en")
