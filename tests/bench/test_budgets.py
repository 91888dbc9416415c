"""Budgets that do not depend on the machine, and one loose bound on time that does."""

from __future__ import annotations

import re
import statistics
from collections.abc import Callable

import pytest

from geo.world.catalog import DATA_DIR
from geo.world.world import World
from layers.map import figure
from layers.serve.shell import Shell
from tests.bench import serverside
from tests.bench.__main__ import PAGE_BYTES, PATCH_BYTES, SHAPES_BYTES
from tests.bench.serverside import Reply

ASKED_AT_LEAST = 100
SANITY_MS = 300


@pytest.fixture(scope="module")
def opened() -> tuple[Shell, World]:
    from geo.build.build import build

    build(DATA_DIR, DATA_DIR / "built")
    return serverside.fresh_app()


@pytest.fixture(scope="module")
def replies(opened: tuple[Shell, World]) -> dict[str, Reply]:
    app, world = opened
    client = app.server.test_client()
    questions = serverside.views(world.vocabulary["periods"])
    return {question: serverside.draw(client, question) for question in questions}


def test_a_reply_at_60_corridors_stays_in_its_budget(replies: dict[str, Reply]) -> None:
    assert len(replies) >= ASKED_AT_LEAST
    over = {asked: len(reply.zipped) for asked, reply in replies.items()}
    assert {asked: size for asked, size in over.items() if size > PATCH_BYTES} == {}
    # A view without corridors would meet any budget.
    assert min(over.values()) > 1000


def test_only_changed_arrays_travel(opened: tuple[Shell, World], replies: dict[str, Reply]) -> None:
    traces = [trace for layer in figure.LAYERS for trace in layer.base(opened[1])]
    fixed = {i for i, one in enumerate(traces) if isinstance(one.get("geojson"), str)}
    assert len(fixed) >= 2
    for asked, reply in replies.items():
        changed = serverside.changes(reply, "map")
        assert len(changed["data"]) == len(traces)
        for slot, paths in enumerate(changed["data"]):
            assert "geojson" not in paths or slot not in fixed, f"{asked}: fixed shapes travel"
            assert not {"type", "uid", "hovertemplate", "hoverlabel"} & set(paths), asked
        assert changed["layout"] == {}, asked


def test_the_base_map_stays_in_its_budget(opened: tuple[Shell, World]) -> None:
    sizes = serverside.base_map(serverside.first_page(opened[0].server.test_client()))
    assert len(sizes) == 2
    assert sum(sizes.values()) <= SHAPES_BYTES, sizes


def test_the_first_page_stays_in_its_budget(opened: tuple[Shell, World]) -> None:
    app, _world = opened
    client = app.server.test_client()
    sizes = serverside.first_page(client)
    assert sum(sizes.values()) <= PAGE_BYTES, sizes
    assert [one for one in sizes if re.search(r"ag_grid|dash_table", one)] == []
    for script in ("dash_renderer.min.js", "plotly-geo.min.js", "joined.js"):
        assert any(one.endswith(f"/{script}") for one in sizes), script


def test_the_server_part_is_nowhere_near_a_standstill(
    opened: tuple[Shell, World],
    replies: dict[str, Reply],
    record_property: Callable[[str, object], None],
) -> None:
    app, _world = opened
    client = app.server.test_client()
    again = [serverside.draw(client, asked).seconds * 1000 for asked in replies]
    record_property("query and draw again, median ms", round(statistics.median(again), 1))
    assert statistics.median(again) <= SANITY_MS
