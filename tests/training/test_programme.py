"""The training programme: the reports' own sums, and plans apart from results."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from geo.training.programme import KIND_OF, KINDS, began, figures_of, has_training
from geo.world.world import World
from layers.blocks.markup import spelled
from layers.page.said import parts
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
    return shown(parts(world, scene_of(world, query), ())["card"])


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
    planned = {row["value"] for row in figures_of(world, "plan")}
    assert planned == {2_800_000, 3_500_000}
    assert planned.isdisjoint(row["value"] for row in figures_of(world, "result"))


def test_plans_results_money_and_claims_stand_in_tables_of_their_own(world: World) -> None:
    markup = spelled(training(world, scene_of(world, "").view))
    tables = re.findall(r"<caption>(.*?)</caption>(.*?)</table>", markup, re.DOTALL)
    known = {caption.partition(";")[0]: rows for caption, rows in tables}
    assert list(known)[:4] == ["Planned", "Reported as done", "Money",
                               "Gains that the programme claims"]  # fmt: skip
    assert "2,800,000" in known["Planned"]
    assert "trained," not in known["Planned"]
    assert "planned" not in known["Reported as done"]
    assert "8,800,000" in known["Reported as done"]
    assert len(tables) == 5


@pytest.mark.parametrize("place", ["t34", "chengdu"])
def test_it_stands_beside_the_lesson_of_the_paper(world: World, place: str) -> None:
    card = told(world, f"place={place}")
    assert "Sunshine Project, plans and results, 2004 to 2006" in card
    assert "training programmes cannot meet the migrants' needs" in card
    assert "180 to 200" in card
    assert "12.5 × 100 million yuan" in card
    assert "no group to compare with" in card


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
