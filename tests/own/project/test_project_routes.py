"""The address of a project file: of known data alone, with the scenes that the page sends."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app import create_app
from geo.own.project import is_project
from geo.own.store import Store
from geo.world.world import World
from tests.own.pages.many import kept
from tests.own.project.test_project_package import PARCELS

OURS = {"Sec-Fetch-Site": "same-origin"}
PATH = "/own/project"


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A data folder."""
    return Store(tmp_path_factory.mktemp("worlds"))


@pytest.fixture(scope="module")
def name(store: Store) -> str:
    """A world in it."""
    return kept(store, PARCELS["list"])


@pytest.fixture(scope="module")
def asks(world: World, store: Store, name: str) -> FlaskClient:
    """Asks a page with that folder."""
    return create_app(world, own=store).server.test_client()


def test_a_world_is_sent_as_a_project_with_the_scenes_of_the_page(
    asks: FlaskClient, name: str
) -> None:
    plain = asks.get(f"{PATH}?world={name}")
    assert "List.zip" in plain.headers["Content-Disposition"]
    assert is_project(plain.data)
    assert "scenes.json" not in zipfile.ZipFile(io.BytesIO(plain.data)).namelist()
    scenes = {"scenes": 1, "deck": "", "list": [], "view": f"world={name}&top=5"}
    sent = asks.post(f"{PATH}?world={name}~all", json=scenes, headers=OURS)
    assert json.loads(zipfile.ZipFile(io.BytesIO(sent.data)).read("scenes.json")) == scenes


@pytest.mark.parametrize("query", ["", "world=", "world=..", "world=" + "0" * 24])
def test_what_is_not_here_is_not_found(asks: FlaskClient, query: str) -> None:
    assert asks.get(f"{PATH}?{query}").status_code == 404


DEEP = '{"a":' * 20_000 + "1" + "}" * 20_000


@pytest.mark.parametrize("body", ["", "[", "[]", "7", DEEP], ids=["", "half", "list", "7", "deep"])
def test_scenes_that_are_none_are_refused(asks: FlaskClient, name: str, body: str) -> None:
    headers = {**OURS, "Content-Type": "application/json"}
    refused = asks.post(f"{PATH}?world={name}", data=body, headers=headers)
    assert refused.status_code == 400
    assert "scenes" in refused.json["error"]["message"]
    assert asks.post(f"{PATH}?world={name}", json={}).status_code == 403


def test_a_page_without_data_of_readers_has_no_such_address(world: World, tmp_path: Path) -> None:
    alone = create_app(world).server.test_client()
    assert alone.get(f"{PATH}?world=a").status_code == 404
