"""The challenge lens: every link is declared, points at something, and has its section."""

from __future__ import annotations

import re

import pytest

from geo.sites.challenges import (
    EVERY_SITE,
    KINDS,
    RECOMMENDATIONS,
    SITES,
    belonging,
    challenge_title,
)
from geo.sites.sites import WOMEN_STATED
from geo.view.address import parse, query_string
from geo.world.dossier import Challenge
from geo.world.world import World
from tests import raw
from tests.declared import CHALLENGE, CHALLENGES
from tests.seen import view_of

TABLES = {
    "sites": ("pilot_sites.csv", "site_id"),
    "acts": ("policy_timeline.csv", "event_id"),
    "networks": ("networks.csv", "network_id"),
    "agencies": ("stakeholders.csv", "stakeholder_id"),
    "evaluation": ("evaluation.csv", "evaluation_id"),
}
MEMBERSHIPS = [(one.key, member) for one in CHALLENGES for member in one.members]
each_challenge = pytest.mark.parametrize("one", CHALLENGES, ids=lambda one: one.key)


def listed(name: str) -> list[dict[str, str]]:
    return raw.rows_of(f"unesco_2005-paper/{name}")


def rows_of(world: World, key: str, kind: str) -> set[str]:
    table = belonging(CHALLENGE[key], world.table("pilot_sites"))
    return set(table.loc[table["kind"] == kind, "row"])


def test_the_five_are_the_list_of_the_paper_in_its_order(world: World) -> None:
    challenges = [row for row in listed("lists.csv") if row["list_id"] == "challenge"]
    titles = [challenge_title(one, world.table("paper_lists")) for one in CHALLENGES]
    assert titles == [(row["item"], row["section"]) for row in challenges]
    assert [one.number for one in CHALLENGES] == [1, 2, 3, 4, 5]


@each_challenge
def test_everything_that_belongs_stands_in_its_table(world: World, one: Challenge) -> None:
    known = {kind: {row[key] for row in listed(name)} for kind, (name, key) in TABLES.items()}
    known[RECOMMENDATIONS] = {
        f"{row['list_id']}:{row['number']}"
        for row in listed("lists.csv")
        if row["list_id"] in ("policy_option", "recommendation")
    }
    table = belonging(one, world.table("pilot_sites"))
    assert len(table)
    for kind, row in zip(table["kind"], table["row"], strict=True):
        assert row in known[kind], (one.key, kind, row)


def test_every_link_has_a_section_that_the_paper_has_and_a_reason() -> None:
    headings = {
        re.split(r"[ ;,]", row["section"])[0]
        for name in ("lists.csv", "evaluation.csv", "stakeholders.csv", "policy_timeline.csv")
        for row in listed(name)
    }
    for _, one in MEMBERSHIPS:
        assert one.kind in KINDS
        assert one.reason.endswith(".")
        for part in one.section.split("; "):
            assert part.split(" ")[0] in headings, one


def test_no_link_is_declared_twice() -> None:
    seen = [(key, one.kind, row, one.reason) for key, one in MEMBERSHIPS for row in one.rows]
    assert len(seen) == len(set(seen))


def test_links_that_the_paper_states_name_the_words(world: World) -> None:
    """A stated link of a list or an evaluation names its challenge in the paper's own line."""
    items = {f"{row['list_id']}:{row['number']}": row["item"] for row in listed("lists.csv")}
    items |= {row["evaluation_id"]: row["statement"] for row in listed("evaluation.csv")}
    words = {
        "poverty": r"poverty|poorest|training|networks",
        "policy-gap": r"poverty",
        "regional-diversity": r"regional|local|varied|standards",
        "gender": r"women|gender",
        "local-development": r"local|regional|development|brain drain",
    }
    for key, one in MEMBERSHIPS:
        for row in one.rows:
            if row in items:
                assert re.search(words[key], items[row]), (one, items[row])


def test_gender_marks_the_six_and_no_rule_is_a_list_of_names(world: World) -> None:
    names = dict(zip(world.table("pilot_sites")["site_id"], world.table("pilot_sites")["name"],
                     strict=True))  # fmt: skip
    assert {names[row] for row in rows_of(world, "gender", SITES)} == {
        "Chifeng", "Beijing", "Shanghai", "Kunming", "Chengdu", "Diqing"
    }  # fmt: skip
    (rule,) = [one for one in CHALLENGE["gender"].members if one.kind == SITES]
    assert rule.rows == (WOMEN_STATED,)


def test_the_gap_has_no_site_of_its_own_and_poverty_has_all(world: World) -> None:
    assert rows_of(world, "policy-gap", SITES) == set()
    assert len(rows_of(world, "poverty", SITES)) == 8
    assert EVERY_SITE not in rows_of(world, "poverty", SITES)
    assert rows_of(world, "local-development", SITES) == {"P2", "P7"}


@each_challenge
def test_the_map_of_a_challenge_is_a_legal_view(world: World, one: Challenge) -> None:
    view = view_of(world, **one.changes, view="map")
    again, notices = parse(query_string(view), world.vocabulary)
    assert notices == ()
    assert again == view
    assert view != view_of(world)
