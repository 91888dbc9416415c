"""What the tab answers, worked out once more from the raw files."""

from __future__ import annotations

import pytest

from geo.workers import regions, themes, wages, women
from geo.workers.regions import ORIGIN, WORK, Gap, blocks, gaps, runs, stretches, table_of
from geo.world.world import World
from tests import raw
from tests.workers.printed import nation, rows

EAST, CENTRAL, WEST, NORTHEAST = "East", "Central", "West", "Northeast"


def shares() -> dict[int, dict[str, float]]:
    """Printed shares across borders by year and region."""
    found: dict[int, dict[str, float]] = {}
    for row in rows("outgoing_by_region_of_origin"):
        if row["inter_province_pct"]:
            found.setdefault(int(row["year"]), {})[row["region"]] = float(row["inter_province_pct"])
    return found


def test_workers_of_the_west_cross_borders_more_often_than_those_of_the_east_since_2016(
    world: World,
) -> None:
    both = {year: one for year, one in shares().items() if {WEST, EAST} <= {*one}}
    assert min(both) == 2016
    assert all(one[WEST] > one[EAST] for one in both.values())
    found = regions.crossing(world)
    order = [zone for zone, _share in found.order]
    assert order.index(WEST) < order.index(EAST)
    assert found.same_order
    assert found.years == tuple(sorted(both))


def test_the_region_that_leads_and_the_year_since_when(world: World) -> None:
    complete = {year: one for year, one in shares().items() if len(one) == 4}
    leaders = {year: max(one, key=lambda zone: one[zone]) for year, one in complete.items()}
    found = regions.crossing(world)
    assert found.year == max(complete)
    assert dict(found.order) == complete[found.year]
    assert {*leaders.values()} == {found.order[0][0]} == {CENTRAL}
    assert found.leads_since == min(leaders) == 2016


def test_a_leader_who_changed_is_told_from_the_year_of_the_change(world: World) -> None:
    table = world.table("outgoing_by_origin").copy()
    early = (table["year"] == 2017) & (table["zone"] == WEST)
    table.loc[early, "inter_province_pct"] = 99.0
    found = regions.crossing(world.with_tables({"outgoing_by_origin": table}, "another leader"))
    assert (found.leads_since, found.same_order) == (2018, False)


def test_no_line_runs_across_other_regions_or_other_people(world: World) -> None:
    for basis in (ORIGIN, WORK):
        found = runs(table_of(world, basis), blocks(world), "workers_10k")
        for run in found:
            years = run.points["year"]
            assert years.min() in run.block
            assert years.max() in run.block
            assert years.diff().dropna().eq(1).all(), "every year has its place"
    work = runs(table_of(world, WORK), blocks(world), "workers_10k")
    first = [run for run in work if run.population == "outgoing"]
    assert {tuple(run.points["year"]) for run in first} == {(2008, 2009)}
    assert min(run.points["year"].min() for run in work if run.population == "all") == 2010
    assert [(one.first_year, one.last_year) for one in stretches(work)] == [
        (2008, 2009),
        (2010, 2012),
        (2013, 2015),
        (2016, 2024),
    ]


def test_years_without_figures_are_those_that_were_not_found(world: World) -> None:
    def of(basis: str) -> tuple[Gap, ...]:
        return gaps(world, runs(table_of(world, basis), blocks(world), "workers_10k"))

    assert of(ORIGIN) == (Gap(2008), Gap(2018, (CENTRAL, WEST, NORTHEAST)), Gap(2019))
    assert of(WORK) == (Gap(2015), Gap(2016), Gap(2019), Gap(2020, (WEST,)))
    table = world.table("outgoing_by_origin")
    crossed = gaps(world, runs(table, blocks(world), "inter_province_pct"))
    assert Gap(2014, (WEST,)) in crossed
    paid = gaps(world, runs(wages.by_region(world), blocks(world), wages.INCOME))
    assert [one.year for one in paid if not one.zones] == [*range(2015, 2021), 2023]
    assert [one for one in paid if one.zones] == [
        Gap(2021, (NORTHEAST,)),
        Gap(2022, (NORTHEAST,)),
    ]


def test_women_are_three_series_as_printed_that_do_not_fit_one_another(world: World) -> None:
    printed = {
        (int(row["year"]), row["population"]): float(row["women_share_pct"])
        for row in raw.rows_of("nbs_migrants-by-sex/women_share.csv")
    }
    held = {
        (int(year), str(people)): share
        for year, people, share in women.shares(world)[
            ["year", "population", "women_pct"]
        ].to_numpy()
    }
    national = {
        (year, "outgoing"): float(row["female_pct_outgoing"])
        for year, row in nation().items()
        if row["female_pct_outgoing"]
    }
    assert held == national | printed
    complete = sorted(
        year for year, people in printed if people == "local" and (year, "outgoing") in printed
    )
    found = women.apart(world)
    assert [one.year for one in found] == complete == [2014, 2015, 2016, 2017, 2018, 2023]
    for one in found:
        whole = nation()[one.year]
        parts = {people: float(whole[f"{people}_10k"]) for people in ("outgoing", "local")}
        counted = sum(printed[one.year, people] * number for people, number in parts.items())
        assert one.printed == printed[one.year, "all"]
        assert one.weighed == pytest.approx(counted / sum(parts.values()))
    assert (found[-1].printed, round(found[-1].weighed, 1)) == (37.3, 35.6)
    apart = [round(one.difference, 1) for one in found]
    assert (min(apart), max(apart)) == (0.5, 1.7)


def test_the_agricultural_census_is_in_no_series(world: World) -> None:
    assert {run.population for run in women.series(world)} == {"all", "outgoing", "local"}
    assert min(run.points["year"].min() for run in women.series(world)) == 2009
    assert women.others(world)["year"].tolist() == [2006]


def test_work_in_the_east_pays_more_than_in_the_west_in_each_year_that_has_both(
    world: World,
) -> None:
    printed = {
        (int(row["year"]), row["region_of_work"]): int(row["monthly_income_yuan"])
        for row in rows("wages_by_region_of_work")
    }
    expected = {
        year: printed[year, EAST] - income
        for (year, zone), income in printed.items()
        if zone == WEST and (year, EAST) in printed
    }
    found = {one.year: one.difference for one in wages.wage_gaps(world) if one.zone == WEST}
    assert found == expected
    assert found == {
        2008: 79, 2009: 44, 2010: 53, 2011: 63, 2012: 60, 2013: 142, 2014: 169, 2021: 709,
        2022: 763, 2024: 827,
    }  # fmt: skip
    last = {one.zone: one for one in wages.wage_gaps(world) if one.year == 2024}
    assert last[WEST].percent == pytest.approx(100 * 827 / 4541)
    assert [one.year for one in wages.wage_gaps(world) if one.zone == WEST and one.derived] == [
        2013,
        2021,
    ]


def test_the_wage_picture_breaks_where_the_people_of_the_reports_change(world: World) -> None:
    found = runs(wages.by_region(world), blocks(world), wages.INCOME)
    starts = [(one.first_year, one.population.split(" (")[0]) for one in stretches(found)]
    assert starts == [
        (2008, "outgoing"),
        (2013, "outgoing"),
        (2014, "migrant workers"),
        (2016, "all"),
    ]


def test_regions_since_2016_are_zones_of_the_map_and_older_ones_are_not(world: World) -> None:
    older, redrawn, now = blocks(world)
    assert [one.scheme for one in (older, redrawn)] == ["", ""]
    scheme = world.schemes[now.scheme]
    keys = [regions.zone_key(world, now, zone) for zone in regions.zones_of(world, now)]
    assert sorted(keys) == sorted(scheme.keys)
    counted = world.counted[scheme.column].value_counts().to_dict()
    assert counted == {"east": 10, "central": 6, "west": 12, "northeast": 3}
    assert "East 10 provinces, Central 6, West 12, Northeast 3" in now.make_up
    assert regions.zone_key(world, older, EAST) == ""


def test_each_theme_shows_its_last_year_and_none_is_carried_on(world: World) -> None:
    last = {}
    for row in rows("characteristics_national"):
        key = row["theme"], row["population"]
        last[key] = max(last.get(key, 0), int(row["year"]))
    for theme in {theme for theme, _people in last}:
        found = themes.last_of(themes.of_theme(world, theme))
        assert {(theme, one.population): one.year for one in found} == {
            key: year for key, year in last.items() if key[0] == theme
        }
        assert all((one.rows["year"] == one.year).all() for one in found)
    assert last["labour contract", "all (label of the 2016 report)"] == 2016
    assert last["social insurance paid by employer", "outgoing"] == 2013
