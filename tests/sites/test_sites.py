"""Pilot sites: the filter and what the tables say of all sites, worked out another way."""

from __future__ import annotations

from itertools import combinations

import pandas as pd
import pytest

from geo.sites.findings import SiteFindings, findings
from geo.sites.networks import networks_of
from geo.sites.sites import (
    GROUPS,
    KEYS,
    SITE_FILTERS,
    activities,
    matches,
    relaxed,
    site_rows,
    without,
    women_focus,
)
from geo.view.address import parse
from geo.world.world import World
from tests import raw
from tests.worlds import SCHEME

LINE_OF_4_1 = {"Chifeng", "Beijing", "Shanghai", "Kunming", "Chengdu", "Diqing"}


def raw_sites() -> list[dict[str, str]]:
    """The eight sites as the file has them, read without any of our code."""
    rows = raw.rows_of("unesco_2005-paper/pilot_sites.csv")
    return [row for row in rows if row["country"] == "China"]


def names(world: World, *keys: str) -> set[str]:
    rows = site_rows(world.table("pilot_sites"))
    return set(rows.loc[matches(rows, keys), "name"])


def found(world: World) -> SiteFindings:
    tables = (world.table(name) for name in ("regions", "regional_statements"))
    return findings(world.table("pilot_sites"), networks_of(world), *tables, SCHEME["three-zone"])


def test_no_word_keeps_all_eight(world: World) -> None:
    assert names(world) == {row["name"] for row in raw_sites()}
    assert len(names(world)) == 8


def test_women_are_stated_for_six_and_not_for_two(world: World) -> None:
    assert names(world, "women-stated") == LINE_OF_4_1
    assert names(world, "women-not-stated") == {"Dalian", "Zhuolu"}
    assert {row["name"] for row in raw_sites() if "4.1" in row["target_group"]} == LINE_OF_4_1


@pytest.mark.parametrize(
    "target", [None, "", "not stated for this site", "young men", "all migrants", "womenfolk"]
)
def test_a_target_without_women_is_not_stated(target: str | None) -> None:
    assert women_focus(pd.DataFrame({"target_group": [target]})).tolist() == ["not stated"]


@pytest.mark.parametrize(
    ("keys", "kept"),
    [
        (("west",), {"Chengdu", "Kunming", "Diqing", "Chifeng"}),
        (("central",), set()),
        (("east", "west"), {row["name"] for row in raw_sites()}),
        (("government",), {"Dalian", "Zhuolu", "Diqing"}),
        (("academic",), {"Shanghai", "Chengdu", "Kunming"}),
        (("ngo",), {"Beijing", "Chifeng"}),
        (("west", "ngo"), {"Chifeng"}),
        (("government", "women-stated"), {"Diqing"}),
        (("east", "academic", "women-not-stated"), set()),
    ],
)
def test_words_of_a_group_widen_and_groups_narrow(
    world: World, keys: tuple[str, ...], kept: set[str]
) -> None:
    assert names(world, *keys) == kept


def test_every_pair_of_words_agrees_with_a_plain_loop(world: World) -> None:
    record = {one.key: one for one in SITE_FILTERS}
    for keys in combinations(KEYS, 2):
        one, other = (record[key] for key in keys)
        alone = [names(world, key) for key in keys]
        both = alone[0] | alone[1] if one.group == other.group else alone[0] & alone[1]
        assert names(world, *keys) == both


def test_taking_a_group_away_tells_how_many_come_back(world: World) -> None:
    rows = site_rows(world.table("pilot_sites"))
    assert relaxed(rows, ["central", "ngo"]) == {"zone": 2, "partner": 0}
    assert relaxed(rows, []) == {}
    for group in GROUPS:
        assert not {one.key for one in SITE_FILTERS if one.group == group} & set(
            without(KEYS, group)
        )


def test_zones_of_the_filter_are_those_of_the_paper() -> None:
    zones = [one.key for one in SITE_FILTERS if one.group == "zone"]
    assert tuple(zones) == SCHEME["three-zone"].keys


def test_the_filter_is_a_field_of_the_address(world: World) -> None:
    view, notices = parse("sites=ngo,west,ngo", world.vocabulary)
    assert (view.sites, notices) == ("west,ngo", ())
    view, (notice,) = parse("sites=north", world.vocabulary)
    assert (view.sites, notice.field) == ("", "sites")


def test_who_leads_and_which_kind_is_rarest(world: World) -> None:
    agencies = raw.rows_of("unesco_2005-paper/stakeholders.csv")
    rows = [row for row in agencies if row["role"].startswith("lead partner, ")]
    leads: dict[str, set[str]] = {}
    for row in rows:
        leads.setdefault(row["type"], set()).add(row["role"].removeprefix("lead partner, "))
    shown = {kind: set(sites) for kind, sites in found(world).leads.items()}
    assert shown == {
        "government": leads["government"],
        "academic": leads["academic"],
        "NGO": leads["NGO/NPO"],
    }
    assert [len(shown[kind]) for kind in ("government", "academic", "NGO")] == [3, 3, 2]
    assert found(world).rarest == ("NGO",)


def test_the_central_zone_has_no_site_and_one_end_of_a_network(world: World) -> None:
    said = found(world)
    assert said.zones == {"east": 4, "central": 0, "west": 4}
    assert said.without_site == ("central",)
    assert said.unsited_ends == (("Anhui", "Anhui-Shanghai"),)
    assert said.unsited_origins == ("Anhui", "Henan")


def test_which_networks_no_table_shows_and_which_join_two_sites(world: World) -> None:
    said = found(world)
    assert said.no_table == (("Lincang-Kunming", "53"),)
    assert said.proxy == said.both_ends == ("Chifeng-Beijing",)


def test_findings_follow_the_tables(world: World) -> None:
    sites = world.table("pilot_sites").copy()
    sites.loc[sites["name"] == "Zhuolu", "macro_region_stated"] = "central"
    sites.loc[sites["name"] == "Dalian", "target_group"] = "women who arrive"
    tables = (world.table(name) for name in ("regions", "regional_statements"))
    said = findings(sites, networks_of(world), *tables, SCHEME["three-zone"])
    assert (said.without_site, said.unsited_ends) == ((), ())
    assert "Dalian" in said.women


def test_shared_activities_are_told_once_and_none_is_lost(world: World) -> None:
    shared, own = activities(site_rows(world.table("pilot_sites")))
    assert len(shared) == 1
    for row in raw.told("pilot_sites").dropna(subset=["lon"]).to_dict("records"):
        assert "; ".join([*shared, *own[row["site_id"]]]) == row["focus_activities"]
