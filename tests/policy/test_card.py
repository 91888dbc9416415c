"""Cards, marks and lists of policy periods and acts, against the raw tables of the paper."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise

import pytest

from geo.scene.scene import Scenes
from geo.world.world import World
from layers.policy import acts, bands
from layers.policy.card import all_events, policy_card
from tests import raw
from tests.seen import components, plain, scene_of, shown

ACTS = raw.told("policy_timeline")
BANDS = ACTS[ACTS["kind"] == "period"]
INTERVALS = {
    period: (date(int(period[:4]), 11, 1), date(int(period[5:]), 11, 1)) for period in raw.PERIODS
}


def card(world: World, scenes: Scenes, place: str, more: str = "") -> str:
    return shown(policy_card(world, scene_of(world, f"place={place}{more}", scenes)))


@pytest.mark.parametrize("row", ACTS.to_dict("records"), ids=lambda row: row["event_id"])
def test_every_event_has_a_card_with_date_title_section_and_the_guard(
    world: World, scenes: Scenes, row: dict[str, str]
) -> None:
    said = card(world, scenes, row["event_id"].lower())
    assert row["title"] in said
    assert re.sub(r"(?<=\d)-(?=\d)", "–", row["date_as_stated"]) in said
    assert row["section"] in said
    assert "Context, not cause." in said
    assert ("Five-year intervals beside it" in said) == (row["kind"] == "period")
    assert ("Nearest five-year interval" in said) == (row["kind"] != "period")


@pytest.mark.parametrize("row", BANDS.to_dict("records"), ids=lambda row: row["event_id"])
def test_a_band_tells_the_years_it_shares_with_each_interval(
    world: World, scenes: Scenes, row: dict[str, str]
) -> None:
    said = card(world, scenes, row["event_id"].lower())
    starts = date(int(row["date_start"]), 1, 1)
    ends = date(int(row["date_end"]) + 1, 1, 1) if row["date_end"] == row["date_end"] else None
    for period, (since, until) in INTERVALS.items():
        days = (min(ends or until, until) - max(starts, since)).days
        line = f"{period.replace('-', '–')} {days / 365.25:.2f} years"
        assert (line in said) == (days > 0), (period, said)
    assert ("gives this period no end" in said) == (ends is None)


def test_a_band_lists_the_acts_that_begin_in_it(world: World, scenes: Scenes) -> None:
    said = card(world, scenes, "t05")
    inside = ACTS[(ACTS["kind"] != "period") & ACTS["sort_year"].astype(float).between(1992, 2000)]
    assert len(inside) == 6
    for title in inside["title"]:
        assert title in said
    assert "Large-scale migration starts" not in said


def test_acts_stand_in_order_of_time_and_the_project_apart(world: World, scenes: Scenes) -> None:
    said = card(world, scenes, "t06").split("Acts in this period")[1]
    acts, beside = said.split("Events, outcomes and the project in these years")
    order = ["T24", "T26", "T28", "T29", "T30", "T31", "T32", "T33", "T34", "T35", "T36", "T39"]
    titles = ACTS.set_index("event_id")["title"]
    places = [acts.index(titles[one]) for one in [*order, "T41"]]
    assert places == sorted(places)
    apart = [beside.index(titles[one]) for one in ("T25", "T27", "T38", "T37", "T40", "T42")]
    assert apart == sorted(apart)
    assert not any(titles[one] in acts for one in ("T25", "T37", "T40"))


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ("t24", "dated to the day"),
        ("t28", "dated to the month"),
        ("t22", "dated to the year"),
        ("t08", "only a part of a decade"),
        ("t23", "the paper gives no year"),
    ],
)
def test_an_act_says_how_well_it_is_dated(
    world: World, scenes: Scenes, place: str, words: str
) -> None:
    assert words in card(world, scenes, place)


OURS = "As this project reads or sorts it"


@pytest.mark.parametrize("row", ACTS.to_dict("records"), ids=lambda row: row["event_id"])
def test_what_is_ours_stands_badged_under_its_own_heading(
    world: World, scenes: Scenes, row: dict[str, str]
) -> None:
    """Topic, level and most stances are our sorting; so is a date that is part of a span."""
    said = card(world, scenes, row["event_id"].lower())
    head, rest = said.split("As the paper states it", 1)
    paper, ours = rest.split(OURS, 1)
    assert "curated" not in head + paper
    loose = row["date_start"] != row["date_start"] or "our reading" in str(row["note"])
    assert ("On the clock" in ours) == loose
    assert re.search(r"Level .*? curated", ours)
    assert ("Topic" in ours) == (row["kind"] != "period")
    assert re.search(r"(?:Date|Years) .*?\((?:Foreword|\d\.\d)", paper), "its section"


@pytest.mark.parametrize("place", ["t01", "t02", "t03", "t07", "t09", "t12", "t13", "t19"])
def test_no_body_is_named_where_the_paper_names_none(
    world: World, scenes: Scenes, place: str
) -> None:
    assert "Body not stated" in card(world, scenes, place)


def test_the_stance_of_a_period_is_the_papers_and_that_of_most_acts_ours(
    world: World, scenes: Scenes
) -> None:
    assert re.search(r"Stance planned\s+\(1\.2\)", card(world, scenes, "t01"))
    assert re.search(r"Stance protected\s+curated", card(world, scenes, "t33").split(OURS)[1])


def test_a_figure_of_the_paper_is_no_note_of_ours(world: World, scenes: Scenes) -> None:
    said = card(world, scenes, "t01")
    assert "The paper adds: about 40 million rural labourers were recruited (1.2)" in said
    assert "Our note" not in said


def test_early_in_a_year_is_a_part_of_it_and_a_span_is_no_year(
    world: World, scenes: Scenes
) -> None:
    early = card(world, scenes, "t39")
    assert re.search(r"It falls into\s+2000–2005", early)
    assert "early 2005 is drawn as its first four months: our reading" in early
    assert "it runs on through the count between them" in card(world, scenes, "t25")
    assert "the year holds the count between them" in card(world, scenes, "t22")


def test_the_white_book_leads_to_the_ledger(world: World, scenes: Scenes) -> None:
    parts = plain(policy_card(world, scene_of(world, "place=t22", scenes)))
    assert any(one["href"].endswith("#conflict-k6") for one in components(parts, "Link"))


def test_the_hukou_table_stands_in_every_hukou_card_and_no_other(
    world: World, scenes: Scenes
) -> None:
    statements = raw.paper("regional_diversity")
    stances = statements[statements["category"].str.startswith("Hukou: ")]["statement"].unique()
    assert len(stances) == 3
    for row in ACTS.to_dict("records"):
        said = card(world, scenes, row["event_id"].lower())
        assert all(stance in said for stance in stances) == (row["topic"] == "Hukou"), row


def test_the_large_cities_of_the_hukou_table_lead_to_their_corridors(
    world: World, scenes: Scenes
) -> None:
    parts = plain(policy_card(world, scene_of(world, "place=t24&period=2005-2010", scenes)))
    targets = [one["href"] for one in components(parts, "Link")]
    assert "/?period=2005-2010&to=11,31&place=t24" in targets


def test_other_topics_fade_on_the_clock(world: World, scenes: Scenes) -> None:
    scene = scene_of(world, "topic=wages", scenes)
    wages = {one.lower() for one in ACTS.loc[ACTS["topic"] == "wages", "event_id"]}
    lit = set()
    for trace in acts.acts(world, scene):
        for key, opacity in zip(trace["customdata"], trace["marker"]["opacity"], strict=True):
            if opacity > acts.FADED:
                lit.add(key)
    assert lit == wages


def test_every_period_and_act_has_a_button(world: World) -> None:
    buttons = list(components(plain(all_events(world)), "Button"))
    assert {one["data-value"] for one in buttons} == {one.lower() for one in ACTS["event_id"]}


def test_each_button_tells_date_and_title_apart_and_the_section_of_the_paper(world: World) -> None:
    said = {
        one["data-value"]: shown(one["children"])
        for one in components(plain(all_events(world)), "Button")
    }
    for one in ACTS.itertuples():
        assert f"{one.date_as_stated}: " in said[one.event_id.lower()].replace("–", "-")
        assert f"({one.section.split(' ')[0]}" in said[one.event_id.lower()]


def test_acts_of_one_date_stand_apart(world: World, scenes: Scenes) -> None:
    dots, _spans = acts.acts(world, scene_of(world, "", scenes))
    points = list(zip(dots["x"], dots["y"], strict=True))
    assert len(set(points)) == len(points)


@pytest.mark.parametrize(
    ("place", "ends"),
    [
        ("t04", (1989.0, 1992.0)),
        ("t01", (1969.3, 1972.3)),
        ("t26", (2002.0, 2002.33)),
        ("t06", (2001.0, 2006.0)),
        ("t08", (1978.0, 1981.0)),
    ],
)
def test_the_cursor_is_as_wide_as_the_date_is_open(
    world: World, scenes: Scenes, place: str, ends: tuple[float, float]
) -> None:
    mark = bands.cursor(world, scene_of(world, f"place={place}", scenes))
    assert mark["visible"]
    assert (mark["x0"], mark["x1"]) == pytest.approx(ends)


@pytest.mark.parametrize("query", ["", "place=34", "place=t23"])
def test_without_a_date_there_is_no_cursor(world: World, scenes: Scenes, query: str) -> None:
    assert not bands.cursor(world, scene_of(world, query, scenes))["visible"]


def test_every_band_answers_along_its_whole_length(world: World) -> None:
    targets = bands.band_targets(world)
    found: dict[str, list[float]] = {}
    for key, x in zip(targets["customdata"], targets["x"], strict=True):
        found.setdefault(key, []).append(x)
    assert set(found) == {one.lower() for one in BANDS["event_id"]}
    for marks in found.values():
        gaps = [b - a for a, b in pairwise(marks)]
        assert max(gaps) < 0.7
    assert min(found["t05"]) == pytest.approx(1992, abs=0.3)
    assert max(found["t05"]) == pytest.approx(2001, abs=0.3)
