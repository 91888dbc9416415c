"""All pairs as data: the cells of the matrix in its order, the empty ones with their reason."""

from __future__ import annotations

from collections import Counter

import pytest
from flask.testing import FlaskClient

from geo.world.world import World
from layers.subjects import files
from tests import raw
from tests.asking import asked


def test_rows_are_the_cells_in_the_order_of_the_matrix(api: FlaskClient) -> None:
    answer = asked(api, "pairs", "order=people&from=west&to=east")
    rows = answer["rows"]
    assert len(rows) == 31**2
    assert [row["destination_code"] for row in rows[:31]] == [
        row["origin_code"] for row in rows[::31]
    ]
    kinds = Counter(row["state"] for row in rows)
    assert kinds == {"own": 31, "figure": 132, "left out": 931 - 1 - 132}
    ends = raw.flows().query("origin_zone == 'west' and destination_zone == 'east'")
    assert answer["total_persons"] == pytest.approx(ends["persons"].sum())
    assert sum(row["persons"] or 0 for row in rows) == pytest.approx(answer["total_persons"])


def test_every_kind_of_cell_is_explained_beside_the_rows(api: FlaskClient) -> None:
    answer = asked(api, "pairs", "period=2000-2005&measure=effectiveness")
    explained = {note.partition(":")[0] for note in answer["notes"]}
    assert {row["state"] for row in answer["rows"]} <= explained
    assert answer["measure"]["name"].startswith("Effectiveness")


def test_the_tab_offers_what_it_shows(world: World) -> None:
    assert [route.name for route in files(world, "pairs")] == ["pairs"]
