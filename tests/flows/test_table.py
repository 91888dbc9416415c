"""The table holds every corridor of the view, raw for sorting, missing for missing."""

from __future__ import annotations

import pytest

from geo.flows.query import door
from geo.rows import rows_of
from geo.scene.scene import Scenes
from geo.world.world import World
from layers.flows.table import columns, heading, rows, sorts
from tests.seen import components, plain, scene_of, shown


def test_rows_of_the_world_by_hand(tiny: World) -> None:
    first = rows(tiny, scene_of(tiny, ""))[0]
    assert first == {
        "key": "11-12", "rank": 1, "origin": "Ash", "destination": "Bay", "persons": 80.0,
        "sample": 8, "rate": 8.0, "share": pytest.approx(8000 / 130), "net": 60.0,
        "effectiveness": 60.0, "note": "small base",
    }  # fmt: skip


@pytest.mark.parametrize("query", ["", "rank=distance", "direction=net"])
def test_every_column_can_be_named_in_an_order(world: World, scenes: Scenes, query: str) -> None:
    fields = [one["field"] for one in columns(scene_of(world, query, scenes))]
    assert set(fields) <= set(sorts())
    assert set(sorts()) <= set(world.vocabulary["columns"])
    assert len(set(world.vocabulary["columns"])) == len(world.vocabulary["columns"])


def test_a_caveat_is_pointed_at(tiny: World) -> None:
    notes = {row["key"]: row["note"] for row in rows(tiny, scene_of(tiny, ""))}
    assert notes["12-11"] == "small base · see caveat"


@pytest.mark.parametrize("query", ["", "top=5", "from=west&to=east", "direction=net", "place=34"])
def test_the_table_has_every_row_that_the_filters_keep(
    world: World, scenes: Scenes, query: str
) -> None:
    scene = scene_of(world, query, scenes)
    table = rows(world, scene)
    assert len(table) == scene.count
    assert [row["rank"] for row in table] == list(range(1, len(table) + 1))
    assert sum(row["persons"] for row in table) == pytest.approx(scene.total_persons, rel=1e-6)
    assert len({row["key"] for row in table}) == len(table)


def test_columns_and_rows_name_the_same_fields(world: World) -> None:
    for query in ("", "direction=net"):
        scene = scene_of(world, query)
        fields = {column["field"] for column in columns(scene)}
        assert fields <= set(rows(world, scene)[0])


def test_missing_numbers_are_empty_not_zero(world: World, scenes: Scenes) -> None:
    table = world.table("corridors")
    unknown = table[table["effectiveness_percent"].isna()]
    for period in unknown["period"].unique():
        found = {
            row["key"]: row for row in rows(world, scene_of(world, f"period={period}", scenes))
        }
        for row in unknown[unknown["period"] == period].to_dict("records"):
            assert found[f"{row['origin_code']}-{row['destination_code']}"]["effectiveness"] is None


def test_the_files_hold_the_same_filters_and_all_rows(world: World) -> None:
    found = plain(heading(world, scene_of(world, "from=west&top=20&view=table")))
    files = [props["href"] for props in components(found, "A") if "href" in props]
    assert "/api/corridors.csv?from=west&top=all" in files
    assert "/api/corridors?from=west&top=all" in files
    assert shown(found).startswith("Corridors 360 corridors,")


def test_figures_are_rounded_once_where_they_are_written(world: World, scenes: Scenes) -> None:
    """Sichuan → Guangdong is 37.3475 per cent of its outflow: 37.3, and never 37.4."""
    scene = scene_of(world, "period=2000-2005&top=all", scenes)
    shown = {row["key"]: row for row in rows(world, scene)}
    for row in rows_of(door(world).page(scene.question)):
        one = shown[f"{row['origin_code']}-{row['destination_code']}"]
        assert one["share"] == pytest.approx(row["share_percent"], abs=1e-8)
        assert one["rate"] == pytest.approx(row["rate_per_1000"], abs=1e-8)
        assert one["persons"] == pytest.approx(row["persons"], abs=1e-8)
