"""Of very many regions no answer holds more than a reader can look at: rows and bytes counted."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.flows.query import door
from geo.own.store import ALL, PARTED, Store
from geo.scene.scene import MOST_DRAWN
from layers.blocks.tables import MOST_READ
from layers.subjects import open_page_world
from layers.zones.matrix import MOST_OF_ZONE
from tests.own.pages.many import CODES, YEARS, kept, squares

BYTES_OF_REGION = 330
"""A region may be named, shaded and told once in each answer, with its figures in each interval."""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FlaskClient]:
    store = Store(tmp_path_factory.mktemp("sizes"))
    shown = store.find(f"{kept(store, squares())}{PARTED}{ALL}")
    assert shown is not None
    world = open_page_world(shown.shown)
    yield create_app(world).server.test_client()
    door(world).close()


def asked(client: FlaskClient, query: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/view?{query}").get_json()
    return found


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_small_maps_of_very_many_regions_say_nothing_of_each(
    client: FlaskClient, lang: str
) -> None:
    tab = asked(client, f"view=intervals&lang={lang}")["tab"]
    small = [one for name, one in tab["figures"].items() if name.startswith("chart-interval-")]
    assert len(small) == len(YEARS)
    for one in small:
        assert len(one["data"][0]["locations"]) == len(CODES)
        assert not {"text", "customdata"} & set(one["data"][0])
    assert len(tab["figures"]["chart-change"]["data"][0]["text"]) == len(CODES)
    html = tab["html"]
    assert html.count("<tr") < 2 * MOST_READ + 60
    assert f"{MOST_READ}" in html
    assert f"{len(CODES)}" in html  # of how many they are
    assert len(json.dumps(tab)) < len(CODES) * (BYTES_OF_REGION + 60 * len(YEARS)) + 60_000


def test_zones_name_the_regions_with_the_most_people(client: FlaskClient) -> None:
    html = asked(client, "view=zones")["tab"]["html"]
    table = html.partition("regions-of-zone")[2].partition("</table>")[0]
    body = table.partition("<tbody>")[2].partition("</tbody>")[0]
    assert body.count("<tr") == MOST_OF_ZONE
    assert f"The first {MOST_OF_ZONE} of" in html


def test_all_corridors_are_asked_and_a_thousand_are_drawn(client: FlaskClient) -> None:
    found = asked(client, "top=all&shade=in")
    drawn = next(
        trace["locations"]
        for trace in found["figures"]["map"]["data"]
        if any("-" in str(key) for key in trace.get("locations", ()))
    )
    assert len(drawn) == MOST_DRAWN
    assert "No more than 1,000 are drawn at once" in str(found["said"])
