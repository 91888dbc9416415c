"""The tables of the paper can be read whole, and taken away."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.api.route import Route
from layers.blocks.markup import spelled
from layers.sources.tab import fill
from layers.sources.whole import HEADS, ROUTES, read_whole
from layers.subjects import tabs
from tests.asking import asked
from tests.seen import scene_of, view_of

READ = [one for one in ROUTES if one.name != "conflicts"]


@pytest.mark.parametrize("route", READ, ids=lambda route: route.name)
def test_every_row_of_a_table_of_the_paper_can_be_read(
    world: World, api: FlaskClient, route: Route
) -> None:
    (name,) = route.datasets
    markup = spelled(read_whole(world, view_of(world), name))
    rows = asked(api, route.name)["rows"]
    assert len(rows) == len(world.table(name)) > 0
    assert markup.count("<tr>") == len(rows) + 1
    for row in rows:
        for column in HEADS:
            if isinstance(row.get(column), str):
                assert spelled([row[column]]) in markup
    assert f'href="/api/{route.name}.csv"' in markup
    assert markup in spelled([fill(world, scene_of(world, "view=sources")).markup])


def test_what_is_to_be_known_of_a_scheme_stands_with_the_regions(world: World) -> None:
    said = spelled([fill(world, scene_of(world, "view=sources")).markup])
    about = said.partition('id="dataset-regions"')[2].partition("</details>")[0]
    assert "Coast and interior is our own division" in about
    assert said.count("Coast and interior is our own division") == 1


@pytest.mark.parametrize("tab", ["zones", "intervals"])
def test_tabs_of_moves_lead_to_their_source(world: World, tab: str) -> None:
    markup = tabs(world)[tab].fill(world, scene_of(world, f"view={tab}")).reply()["html"]
    assert 'href="/?view=sources#dataset-flows"' in markup
    assert "2000 census" in markup


def test_what_is_no_table_of_the_paper_is_told_elsewhere(world: World) -> None:
    for name in ("flows", "corridors", "conflicts"):
        assert read_whole(world, view_of(world), name) == []
