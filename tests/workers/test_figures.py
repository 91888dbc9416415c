"""Tables of the migrant worker survey: they add up as the reports say, and stand as delivered."""

from __future__ import annotations

from collections import defaultdict

import pytest

from geo.world.world import World
from tests import raw
from tests.workers.printed import Rows, nation, rows


def sums(of_rows: Rows, column: str) -> dict[int, float]:
    """Sum of the regions by year, of years that have all of them."""
    found: dict[int, dict[str, float]] = defaultdict(dict)
    for row in of_rows:
        found[int(row["year"])][row["region"]] = float(row[column])
    return {
        year: sum(one.values())
        for year, one in found.items()
        if len(one) == (4 if year > 2015 else 3)
    }


def test_regions_of_origin_add_up_to_the_nation_in_all_complete_years() -> None:
    of_origin = [one for one in rows("workers_by_region") if one["basis"] == "region of origin"]
    added = sums(of_origin, "workers_10k_persons")
    assert sorted(added) == [*range(2009, 2018), *range(2020, 2025)]
    assert added == {year: float(nation()[year]["total_10k"]) for year in added}


def test_regions_of_work_leave_a_small_rest_outside() -> None:
    """Those of 2008 and 2009 are held against outgoing workers, whom alone they count."""
    of_work = [one for one in rows("workers_by_region") if one["basis"] == "region of work"]
    rests = {}
    for people, column in (("outgoing", "outgoing_10k"), ("all", "total_10k")):
        own = [one for one in of_work if one["population"] == people]
        for year, total in sums(own, "workers_10k_persons").items():
            rests[year] = float(nation()[year][column]) - total
    assert sorted(rests) == [*range(2008, 2015), 2017, 2018, *range(2021, 2025)]
    assert (min(rests.values()), max(rests.values())) == (40, 96)


def test_inside_and_across_borders_are_all_outgoing_workers() -> None:
    counted = [row for row in rows("outgoing_by_region_of_origin") if row["outgoing_10k_persons"]]
    assert {int(row["year"]) for row in counted} == {2017, 2018, 2022}
    for row in counted:
        across, inside = (int(row[f"{one}_province_10k_persons"]) for one in ("inter", "within"))
        whole = int(row["outgoing_10k_persons"])
        assert across + inside == whole
        assert round(100 * across / whole, 1) == pytest.approx(
            float(row["inter_province_pct"]), abs=0.1
        )
    for column, expected in (
        ("outgoing_10k_persons", {2017: 17185, 2018: 17266, 2022: 17190}),
        ("inter_province_10k_persons", {2017: 7675, 2018: 7594, 2022: 7061}),
    ):
        assert sums(counted, column) == expected


def test_workers_across_borders_of_2013_add_up() -> None:
    found = {row["region_of_origin"]: row for row in rows("inter_province_direction_2013")}
    counts = {zone: int(row["inter_province_10k_persons"]) for zone, row in found.items()}
    assert counts == {"East": 882, "Central": 4017, "West": 2840, "China": 7739}
    assert counts["East"] + counts["Central"] + counts["West"] == counts["China"]
    assert counts["China"] == int(nation()[2013]["inter_province_10k"])
    toward = sum(
        counts[zone] * float(found[zone]["share_going_to_east_pct"])
        for zone in counts
        if zone != "China"
    )
    assert toward / counts["China"] == pytest.approx(85.3, abs=0.1)


def test_parts_of_age_and_schooling_add_up_to_the_whole() -> None:
    added: dict[tuple[str, str, str], float] = defaultdict(float)
    for row in rows("characteristics_national"):
        if row["theme"] in ("age", "education"):
            added[row["theme"], row["population"], row["year"]] += float(row["value"])
    whole = {key: round(total, 1) for key, total in added.items() if total > 99}
    assert whole.pop(("education", "all", "2021")) == 100.1
    assert whole == dict.fromkeys(whole, 100.0)
    assert len(whole) == 6


def test_who_left_alone_and_who_left_with_all_are_the_outgoing_workers() -> None:
    added: dict[int, float] = defaultdict(float)
    for row in rows("characteristics_national"):
        if row["theme"] == "family":
            added[int(row["year"])] += float(row["value"])
    assert added == {year: float(nation()[year]["outgoing_10k"]) for year in range(2008, 2015)}


def test_women_stand_the_same_in_all_three_tables() -> None:
    women = {
        (row["year"], row["population"]): row["women_share_pct"]
        for row in raw.rows_of("nbs_migrants-by-sex/women_share.csv")
    }
    for row in rows("characteristics_national"):
        if row["theme"] == "sex":
            assert women[row["year"], row["population"]] == row["value"]
    for year, row in nation().items():
        for people in ("all", "outgoing"):
            if row[f"female_pct_{people}"] and (str(year), people) in women:
                assert women[str(year), people] == row[f"female_pct_{people}"]


def test_no_row_of_a_raw_file_is_lost_or_changed(world: World) -> None:
    held = world.table("workers_by_region")
    printed = rows("workers_by_region")
    assert held["workers_10k"].astype(str).tolist() == [
        row["workers_10k_persons"] for row in printed
    ]
    for name, raw_name in (
        ("worker_characteristics", "characteristics_national"),
        ("wages_by_region", "wages_by_region_of_work"),
        ("outgoing_by_origin", "outgoing_by_region_of_origin"),
        ("origin_shares", "shares_by_region_of_origin_2008_2011"),
        ("workers_in_key_areas", "workers_in_key_areas"),
        ("wages_by_city_class", "wages_by_city_class"),
    ):
        assert world.table(name)["year"].astype(str).tolist() == [
            row["year"] for row in rows(raw_name)
        ], name


def test_no_share_that_is_worked_out_in_a_raw_file_is_rounded_again_on_the_page() -> None:
    """The page writes shares with one digit after the point."""
    worked_out = [
        (name, column, row[column])
        for name in ("outgoing_by_region_of_origin", "characteristics_national")
        for row in rows(name)
        if row["value_status"] == "derived" and row.get("unit", "pct") == "pct"
        for column in row
        if column == "value" or column.endswith("_pct")
    ]
    worked_out += [
        ("women_share", "women_share_pct", row["women_share_pct"])
        for row in raw.rows_of("nbs_migrants-by-sex/women_share.csv")
        if row["value_status"] == "derived"
    ]
    assert len(worked_out) > 50
    assert [one for one in worked_out if len(one[2].partition(".")[2]) > 1] == []
