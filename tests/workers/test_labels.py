"""Whose wage: figures of the national survey stand under the people that their report names."""

from __future__ import annotations

from geo.world.catalog import catalogue
from geo.world.world import World
from tests.workers.printed import nation

ALL, OUTGOING, UNCLEAR = (f"income_{whose}_yuan_month" for whose in ("all", "outgoing", "unclear"))


def test_the_wage_of_2013_is_that_of_outgoing_workers_and_2014_says_not_whose(
    world: World,
) -> None:
    """The raw file has both under all workers and stays as it is."""
    rows = world.table("migrant_workers").set_index("year")
    assert [nation()[year][ALL] for year in (2013, 2014)] == ["2609", "2864"]
    assert rows.loc[[2013, 2014], ALL].isna().all()
    assert rows.loc[2013, OUTGOING] == 2609
    assert rows.loc[2014, UNCLEAR] == 2864
    assert rows[UNCLEAR].count() == 1


def test_every_other_wage_stands_where_the_raw_file_has_it(world: World) -> None:
    rows = world.table("migrant_workers").set_index("year")
    for year, row in nation().items():
        for name in (ALL, OUTGOING) if year not in (2013, 2014) else ():
            assert (
                rows[name].get(year) == float(row[name]) if row[name] else rows[name].isna()[year]
            )


def test_a_caveat_tells_both_figures_that_were_moved() -> None:
    (said,) = [one for one in catalogue()["migrant_workers"].caveats if "Whose income" in one]
    assert all(part in said for part in ("2013 (2,609 yuan)", "2014 (2,864 yuan)"))
