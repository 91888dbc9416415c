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
from geo.statements.statements import statements
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
SAID = {
    (row["row"], row["field"]): row
    for row in raw.rows_of("project_2026/statements.csv")
    if row["dataset"] == "challenges"
}
MEMBERSHIPS = [(one.key, member) for one in CHALLENGES for member in one.members]
NUMBERED = ("lists.csv", "evaluation.csv", "indicators.csv", "policy_timeline.csv")
each_challenge = pytest.mark.parametrize("one", CHALLENGES, ids=lambda one: one.key)


def listed(name: str) -> list[dict[str, str]]:
    return raw.rows_of(f"unesco_2005-paper/{name}")


def rows_of(world: World, key: str, kind: str) -> set[str]:
    table = belonging(CHALLENGE[key], world.table("pilot_sites"), statements(world))
    return set(table.loc[table["kind"] == kind, "row"])


def test_the_five_are_the_list_of_the_paper_in_its_order(world: World) -> None:
    lists = raw.told("lists", "paper_lists").to_dict("records")
    challenges = [row for row in lists if row["list_id"] == "challenge"]
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
    known["evaluation"] |= {row["indicator_id"] for row in listed("indicators.csv")}
    known["networks"] |= {
        f"project_action:{row['number']}"
        for row in listed("lists.csv")
        if row["list_id"] == "project_action"
    }
    table = belonging(one, world.table("pilot_sites"), statements(world))
    assert len(table)
    for kind, row in zip(table["kind"], table["row"], strict=True):
        assert row in known[kind], (one.key, kind, row)


def test_every_link_has_a_section_that_the_paper_has_and_a_reason() -> None:
    headings = {
        re.split(r"[ ;,]", row["section"])[0]
        for name in (
            "lists.csv",
            "evaluation.csv",
            "stakeholders.csv",
            "policy_timeline.csv",
            "indicators.csv",
        )
        for row in listed(name)
    }
    for key, one in MEMBERSHIPS:
        assert one.kind in KINDS
        said = SAID[key, one.statement]
        assert said["text"].endswith(".")
        for part in said["section"].split("; "):
            assert part.split(" ")[0] in headings, one


def test_no_link_is_declared_twice() -> None:
    seen = [(key, one.kind, row, one.statement) for key, one in MEMBERSHIPS for row in one.rows]
    assert len(seen) == len(set(seen))


def test_links_that_the_paper_states_name_the_words(world: World) -> None:
    """A stated link of a list or an evaluation names its challenge in the paper's own line."""
    lists = raw.told("lists", "paper_lists").to_dict("records")
    items = {f"{row['list_id']}:{row['number']}": row["item"] for row in lists}
    told = raw.told("evaluation").to_dict("records")
    items |= {row["evaluation_id"]: row["statement"] for row in told}
    words = {
        "poverty": r"poverty|poorest|training|networks",
        "policy-gap": r"poverty",
        "regional-diversity": r"regional|local|varied|standards",
        "gender": r"women|gender|female",
        "local-development": r"local|regional|development|brain drain",
    }
    for key, one in MEMBERSHIPS:
        for row in one.rows:
            if row in items and SAID[key, one.statement]["kind"] == "stated":
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


@pytest.mark.parametrize(
    ("key", "kind", "row"),
    [
        ("poverty", "networks", "N5"),
        ("poverty", "agencies", "A19"),
        ("poverty", "agencies", "A20"),
        ("poverty", "evaluation", "E18"),
        ("regional-diversity", "networks", "N4"),
        ("gender", "networks", "project_action:2"),
        ("gender", "evaluation", "E18"),
        ("local-development", "agencies", "A30"),
        ("local-development", "evaluation", "E15"),
    ],
)
def test_what_the_whole_text_links_is_linked(world: World, key: str, kind: str, row: str) -> None:
    """Each of these was once said to be linked to nothing, or left out."""
    table = belonging(CHALLENGE[key], world.table("pilot_sites"), statements(world))
    found = table[(table["kind"] == kind) & (table["row"] == row)]
    assert (found["kind_of"] == "stated").all()
    assert len(found) == 1


def test_nothing_is_linked_only_where_the_whole_text_has_nothing(world: World) -> None:
    """Read again for each: what is left without a link."""
    silent = {
        (one.key, kind)
        for one in CHALLENGES
        for kind in KINDS
        if not any(member.kind == kind for member in one.members)
    }
    assert silent == {
        ("policy-gap", "sites"),
        ("policy-gap", "networks"),
        ("policy-gap", "evaluation"),
    }


@each_challenge
def test_the_map_of_a_challenge_is_a_legal_view(world: World, one: Challenge) -> None:
    view = view_of(world, **one.changes, view="map")
    again, notices = parse(query_string(view), world.vocabulary)
    assert notices == ()
    assert again == view
    assert view != view_of(world)
