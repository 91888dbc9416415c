"""The tables of the paper can be read whole, and taken away."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.api.formats import formats_of
from layers.api.route import Route
from layers.blocks.markup import spelled
from layers.sources.tab import fill
from layers.sources.whole import HEADS, ROUTES, read_whole
from layers.subjects import tabs
from layers.text import gettext as text
from tests import raw
from tests.asking import asked
from tests.seen import scene_of, view_of

NAMED = {one.name: one for one in ROUTES}
READ = [one for one in ROUTES if one.name not in ("conflicts", "statements", "terms")]


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


def test_statements_on_the_paper_are_files_and_not_those_on_regions(
    world: World, api: FlaskClient
) -> None:
    """Each address has the name of its dataset; there are too many to be read on a page."""
    printed = raw.rows_of("project_2026/statements.csv")
    rows = asked(api, "statements")["rows"]
    assert [(row["dataset"], row["row"], row["excerpt"] or "") for row in rows] == [
        (row["dataset"], row["row"], row["excerpt"]) for row in printed
    ]
    assert len(asked(api, "regional-statements")["rows"]) == 36
    markup = spelled(read_whole(world, view_of(world), "statements"))
    assert "<tr>" not in markup
    for form in formats_of(NAMED["statements"]):
        assert f'href="/api/statements{form.ending}"' in markup
    assert markup in spelled([fill(world, scene_of(world, "view=sources")).markup])


@pytest.mark.parametrize("kept", ["rural", "street"])
def test_whom_the_corridors_count_is_said_once(world: World, kept: str) -> None:
    scene = scene_of(world, f"view=sources&flows=origin-type-2000&category=origin-type:{kept}")
    title = {"rural": "from villages", "street": "from streets of cities"}[kept]
    with text.spoken("en", scene.world.package.wording):
        said = spelled([fill(scene.world, scene).markup])
    row = said.partition("The corridors of this page")[2].partition("</tr>")[0]
    assert row.count(title) == 1
    assert "moves inside a province left out" in row


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
