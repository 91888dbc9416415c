"""The training programme: the reports' own sums, and plans apart from results."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from geo.training.programme import KIND_OF, KINDS, began, figures_of, has_training
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.page.said import parts
from layers.text import gettext as text
from layers.training.part import training
from tests import raw
from tests.asking import asked
from tests.seen import scene_of, shown

FILE = "moa_sunshine-project/sunshine_project.csv"
SUBSIDY = "moa_sunshine-project/sunshine_subsidy_by_region.csv"
Key = tuple[str, str, str, str]


@pytest.fixture(scope="module")
def copied() -> dict[Key, float]:
    return {
        (row["area"], row["period_start"], row["period_end"], row["measure"]): float(row["value"])
        for row in raw.rows_of(FILE)
    }


def told(world: World, query: str) -> str:
    return " ".join(shown(parts(world, scene_of(world, query), ())["card"]).split())


def test_the_sums_and_rates_that_the_reports_print_hold(copied: dict[Key, float]) -> None:
    money = {key[1:3]: value for key, value in copied.items() if key[3] == "central subsidy"}
    assert money["2004", "2004"] + money["2005", "2005"] == money["2004", "2005"] == 6.5
    assert money["2004", "2005"] + money["2006", "2006"] == money["2004", "2006"] == 12.5
    placed, taught = (
        {key[:3]: value for key, value in copied.items() if key[3] == measure}
        for measure in ("found non-farm work", "trained")
    )
    early, whole = ("China", "2005-01", "2005-06"), ("China", "2004", "2006")
    assert round(100 * placed[early] / taught[early]) == 84
    assert placed[whole] / taught[whole] > 0.85
    assert len(copied) == 19


def test_every_measure_is_of_one_kind(world: World, copied: dict[Key, float]) -> None:
    assert {key[3] for key in copied} == set(KIND_OF)
    assert sum(len(figures_of(world, kind)) for kind in KINDS) == 19
    planned = {one.value for one in figures_of(world, "plan")}
    assert planned == {2_800_000, 3_500_000}
    assert planned.isdisjoint(one.value for one in figures_of(world, "result"))


def test_plans_results_money_and_claims_stand_in_tables_of_their_own(world: World) -> None:
    markup = spelled(training(world, scene_of(world, "").view))
    tables = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", markup, re.DOTALL)
    known = {caption.partition(";")[0]: rows for caption, rows in tables}
    assert list(known)[:5] == ["Planned", "Reported as done", "As the paper states it", "Money",
                               "Gains that the programme claims"]  # fmt: skip
    assert "2.8 million" in known["Planned"]
    assert "People trained" not in known["Planned"]
    assert "to be trained" not in known["Reported as done"]
    assert "8.8 million" in known["Reported as done"]
    assert len(tables) == 6


@pytest.mark.parametrize("place", ["t34", "chengdu"])
def test_it_stands_beside_the_lesson_of_the_paper(world: World, place: str) -> None:
    card = told(world, f"place={place}")
    assert "Sunshine Project, plans and results, 2004 to 2006" in card
    assert "training programmes cannot meet the migrants' needs" in card
    assert "180 to 200" in card
    assert "no group to compare with" in card


SAID = {
    "en": (
        "People to be trained, China, 2005 2.8 million people",
        "People trained, China, January to June 2005 550,000 people",
        "People who found non-farm work, Anhui, 2004 to September 2005 220,000",
        "Central subsidy, China, 2004–2006 1.25 billion yuan",
        "Provincial subsidy, China, 2004–2005 more than 1 billion yuan",
        "Income advantage over untrained migrants, China, 2004–2006 about 200 yuan per month",
    ),
    "zh": (
        "全国2005年计划培训人数 280万人",
        "全国2005年1月至6月培训人数 55万人",
        "安徽2004年至2005年9月找到非农工作的人数 22万人",
        "全国2004—2006年中央财政补助 12.5亿元",
        "全国2004—2005年省级财政补助 超过10亿元",
        "全国2004—2006年比未受训务工者多得的收入 约200元/月",
    ),
}


@pytest.mark.parametrize("lang", SAID)
@pytest.mark.parametrize("place", ["t34", "chengdu"])
def test_a_row_reads_as_a_sentence_would(world: World, place: str, lang: str) -> None:
    """Months, sizes and bounds are words of the reader, not cells of the table."""
    with text.spoken(lang, world.package.wording):
        card = told(world, f"place={place}&lang={lang}")
    for one in SAID[lang]:
        assert one in card


@pytest.mark.parametrize("place", ["t34", "chengdu"])
def test_the_papers_own_figures_stand_beside_it(world: World, place: str) -> None:
    card = told(world, f"place={place}")
    printed = {
        row["series_id"]: row for row in raw.rows_of("unesco_2005-paper/national_series.csv")
    }
    for row, name in (("S30", "People trained in 2004"), ("S31", "found non-farm work")):
        assert f"{name} {printed[row]['as_stated']} (3.2 Policy experiences)" in card
    assert "their members are not listed in the reports" in card


@pytest.mark.parametrize("place", ["t29", "beijing", "t05"])
def test_it_stands_nowhere_else(world: World, place: str) -> None:
    assert "Sunshine Project, plans and results" not in told(world, f"place={place}")
    assert not began(world, place.upper())


def test_the_interface_tells_the_kinds_apart(api: FlaskClient, copied: dict[Key, float]) -> None:
    rows = asked(api, "training")["rows"]
    names = ("area", "period_start", "period_end", "measure")
    assert {tuple(row[name] for name in names): row["value"] for row in rows} == copied
    assert {row["kind"] for row in rows} == set(KINDS)
    ranges = {(row["year"], row["zone"]): row["high_per_trainee"]
              for row in asked(api, "training-subsidy")["rows"]}  # fmt: skip
    assert ranges == {
        (int(row["year"]), row["region"]): int(row["subsidy_high_yuan_per_trainee"])
        for row in raw.rows_of(SUBSIDY)
    }


def test_a_world_without_a_programme_says_nothing(tiny: World) -> None:
    assert not has_training(tiny)
    assert training(tiny, scene_of(tiny, "").view) == []
